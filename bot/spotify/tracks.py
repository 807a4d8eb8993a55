"""Single tracks and their covers: with the person's token or the app's own, and sparing with calls."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.errors import TrackNotFound, UserError
from bot.ports import Clock, SpotifyCache, Tokens
from bot.spotify import payloads
from bot.spotify.calls import in_anybodys_name
from bot.spotify.paging import AT_ONCE
from bot.spotify.web_api import WebApi
from recsys.domain import Track

MAX_COVER_READS = 10
"""Tracks that are read singly for the covers of one page: there is no way to read several at once any more."""
MAX_APP_COVERS = 2_000
"""Covers that are kept of tracks read for people without an account."""


class Tracks:
    """Reads tracks one by one."""

    def __init__(
        self, api: WebApi, *, tokens: Tokens, app: Tokens, cache: SpotifyCache, clock: Clock, life: timedelta
    ) -> None:
        self._api = api
        self._tokens = tokens
        self._app = app
        self._cache = cache
        self._clock = clock
        self._life = life
        self._app_covers: dict[str, tuple[str, datetime]] = {}

    async def read(self, user_id: int, track_id: str) -> tuple[Track, str | None]:
        """A track and its cover. Raises TrackNotFound, or NotLinked where the app has no token of its own either."""
        missing = {400: TrackNotFound, 404: TrackNotFound}
        return await in_anybodys_name(
            self._api,
            self._tokens,
            self._app,
            user_id,
            lambda spotify: spotify.track(track_id),
            payloads.track_with_cover,
            missing,
        )

    async def covers(self, user_id: int, account_id: str | None, track_ids: Sequence[str]) -> Mapping[str, str]:
        """Covers by track id: the known ones, and more while over half of the budget is left. Never fails."""
        known = await self._known(account_id, track_ids)
        unknown = [each for each in dict.fromkeys(track_ids) if each not in known][:MAX_COVER_READS]
        read: dict[str, str] = {}
        for start in range(0, len(unknown), AT_ONCE):
            if not await self._api.budget.above_half():
                break
            ids = unknown[start : start + AT_ONCE]
            results = await asyncio.gather(*(self._cover(user_id, track_id) for track_id in ids))
            read |= {track_id: url for track_id, (url, _) in zip(ids, results, strict=True) if url}
            if not all(goes_on for _, goes_on in results):
                break
        await self._keep(account_id, read)
        return {**known, **read}

    async def _cover(self, user_id: int, track_id: str) -> tuple[str | None, bool]:
        """The cover, if there is one, and whether asking for another one makes sense."""
        try:
            return (await self.read(user_id, track_id))[1], True
        except TrackNotFound:
            return None, True
        except UserError:
            return None, False

    async def _known(self, account_id: str | None, track_ids: Sequence[str]) -> dict[str, str]:
        now = self._clock.now()
        if account_id:
            return dict(await self._cache.covers(account_id, track_ids, now))
        kept = {each: self._app_covers[each] for each in track_ids if each in self._app_covers}
        return {each: url for each, (url, expires_at) in kept.items() if expires_at > now}

    async def _keep(self, account_id: str | None, covers: Mapping[str, str]) -> None:
        expires_at = self._clock.now() + self._life
        if account_id:
            await self._cache.save_covers(account_id, covers, expires_at)
            return
        self._app_covers |= {each: (url, expires_at) for each, url in covers.items()}
        for oldest in list(self._app_covers)[:-MAX_APP_COVERS]:
            del self._app_covers[oldest]
