"""A person's own playlists: offered from the cache at once, read again where nobody waits."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.ports import Clock, PlaylistSummary, Spotify
from bot.services.background import Background

STALE_AFTER = timedelta(hours=6)
"""A quarter of the cache's shortest common life, so that autocomplete does not run dry in between."""
ACTIVE_FOR = timedelta(days=7)
"""Lists are kept fresh for those who used the bot that recently; nobody else costs a call."""


class OwnPlaylists:
    """The lists behind autocomplete and the select. Only `read`, `refresh_soon` and `refresh_stale` call Spotify."""

    def __init__(self, spotify: Spotify, background: Background, clock: Clock) -> None:
        self._spotify = spotify
        self._background = background
        self._clock = clock
        self._seen: dict[int, datetime] = {}
        self._read_at: dict[int, datetime] = {}
        self._reading: dict[int, asyncio.Task[None]] = {}

    async def complete(self, user_id: int, text: str, limit: int = 25) -> Sequence[PlaylistSummary]:
        """Readable playlists whose name holds `text`, those that begin so first; from the cache alone."""
        self.seen(user_id)
        wanted = text.strip().casefold()
        cached = await self._spotify.own_playlists(user_id)
        found = [playlist for playlist in cached if playlist.readable and wanted in playlist.name.casefold()]
        return sorted(found, key=lambda playlist: not playlist.name.casefold().startswith(wanted))[:limit]

    async def read(self, user_id: int) -> Sequence[PlaylistSummary]:
        """Readable playlists: the cached ones, or Spotify's answer when nothing is cached. Raises SpotifyError."""
        self.seen(user_id)
        playlists: Sequence[PlaylistSummary] = await self._spotify.own_playlists(user_id)
        if playlists:
            self.refresh_if_stale(user_id)
        else:
            playlists = await self._refresh(user_id)
        return [playlist for playlist in playlists if playlist.readable]

    def seen(self, user_id: int) -> None:
        """The person uses the bot: their list is worth keeping fresh."""
        self._seen[user_id] = self._clock.now()

    def refresh_soon(self, user_id: int) -> None:
        """Read the list in the background, once however often this is called meanwhile."""
        if user_id not in self._reading:
            self._reading[user_id] = task = self._background.start(self._refresh(user_id), "refresh playlists")
            task.add_done_callback(lambda task: self._read(user_id, task))

    def refresh_if_stale(self, user_id: int) -> None:
        """Read the list in the background if that was long ago (a failed attempt counts: it would fail again)."""
        read_at = self._read_at.get(user_id)
        if read_at is None or self._clock.now() - read_at >= STALE_AFTER:
            self.refresh_soon(user_id)

    async def refresh_stale(self) -> None:
        """Keep the lists of active people fresh; to be called every now and then."""
        now = self._clock.now()
        self._seen = {user_id: seen for user_id, seen in self._seen.items() if now - seen < ACTIVE_FOR}
        for user_id in self._seen:
            self.refresh_if_stale(user_id)

    def forget(self, user_id: int) -> None:
        """The person unlinked: stop reading for them."""
        self._seen.pop(user_id, None)
        self._read_at.pop(user_id, None)
        if task := self._reading.pop(user_id, None):
            task.cancel()

    async def _refresh(self, user_id: int) -> Sequence[PlaylistSummary]:
        self._read_at[user_id] = self._clock.now()
        return await self._spotify.refresh_own_playlists(user_id)

    def _read(self, user_id: int, task: asyncio.Task[None]) -> None:
        if self._reading.get(user_id) is task:
            del self._reading[user_id]
