"""Spotify's own audio features as a provider, for apps that still have them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import BudgetSpent, OwnerNeedsPremium, ShareSpent, SpotifyForbids, SpotifyResting, UserError
from bot.ports import Clock, Notes
from bot.sounds.provider import Down, NotNow, ProviderTrouble, Resting
from bot.spotify.budget import PREMIUM_REST
from bot.spotify.features import MOST_IDS, AudioFeatures
from recsys.sound import Sound

log = logging.getLogger(__name__)

NAME = "Spotify"
CLOSED_FOR = timedelta(days=1)
"""After Spotify said that this app does not have audio features."""
CLOSED_UNTIL = "spotify-features-closed-until"
"""The note that remembers it over restarts: each question costs a call of the budget."""


async def closed_until(notes: Notes) -> datetime | None:
    """Until when the bot does not ask, since Spotify said that this app does not have audio features."""
    until = await notes.get(CLOSED_UNTIL)
    return datetime.fromisoformat(until) if until else None


@dataclass(slots=True)
class SpotifySounds:
    """A Provider. `life` is how long what Spotify returned may be kept; `playground`: Spotify is one on loopback."""

    features: AudioFeatures
    notes: Notes
    clock: Clock
    life: timedelta
    playground: bool
    name: str = NAME
    batch: int = MOST_IDS
    at_once: int = 2

    async def read(self, spotify_ids: Sequence[str], *, user_id: int) -> Mapping[str, Sound]:
        """How those of these tracks sound that Spotify knows. Raises Resting, NotNow or Down."""
        await self._check_open()
        if not await self.features.affordable():
            raise NotNow
        try:
            return await self.features.read(user_id, spotify_ids)
        except SpotifyForbids:
            await self._close()
            raise Resting(CLOSED_FOR.total_seconds()) from None
        except UserError as error:
            raise self._meaning(error) from error

    async def _check_open(self) -> None:
        until = await closed_until(self.notes)
        left = (until - self.clock.now()).total_seconds() if until else 0
        if left > 0:
            raise Resting(left)

    async def _close(self) -> None:
        until = self.clock.now() + CLOSED_FOR
        await self.notes.set(CLOSED_UNTIL, until.isoformat(timespec="seconds"))
        log.warning(
            "this Spotify app does not have audio features (only apps from before 27 November 2024 do); they are "
            "not asked for until %s. SEGUE_SPOTIFY_FEATURES=False switches them off",
            until.isoformat(timespec="seconds"),
        )

    def _meaning(self, error: UserError) -> ProviderTrouble:
        match error:
            case BudgetSpent() | ShareSpent():
                return NotNow()
            case SpotifyResting():
                return Resting((error.until - self.clock.now()).total_seconds())
            case OwnerNeedsPremium():
                return Resting(PREMIUM_REST.total_seconds())
            case _:  # the adapter below has tried again where that makes sense
                return Down(error.message_id, again=False)
