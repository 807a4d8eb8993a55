"""What Segue holds about somebody: in words, as a file, and gone."""

from __future__ import annotations

from collections.abc import Mapping

import orjson

from bot.ports import Clock
from bot.privacy import HeldData
from bot.services.accounts import AccountService
from bot.services.own_playlists import OwnPlaylists

FORMAT = 1
"""Of the export; docs/privacy.md describes it."""


class PrivacyService:
    """Tells people what is stored about them, and deletes it."""

    def __init__(self, held: HeldData, accounts: AccountService, own: OwnPlaylists, clock: Clock) -> None:
        self._held = held
        self._accounts = accounts
        self._own = own
        self._clock = clock

    async def counts(self, user_id: int) -> Mapping[str, int]:
        """How many entries there are of each kind."""
        return await self._held.counts(user_id)

    async def export(self, user_id: int) -> bytes:
        """All of it as JSON in UTF-8, without tokens."""
        stored = await self._held.rows(user_id)
        told = {"format": FORMAT, "made_at": self._clock.now().isoformat(), "user_id": str(user_id), "stored": stored}
        return orjson.dumps(told, option=orjson.OPT_INDENT_2)

    async def erase(self, user_id: int) -> Mapping[str, int]:
        """Delete all of it; how many entries there were of each kind.

        What still works for the person must have been stopped: it could store something again.
        """
        self._own.forget(user_id)
        before = await self._held.counts(user_id)
        await self._accounts.unlink(user_id)
        await self._held.erase(user_id)
        return before
