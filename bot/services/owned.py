"""The songs that a person's playlists hold already: from what is at hand, and read on where nobody waits for it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.ports import Spotify
from bot.services.background import Background
from bot.services.own_playlists import OwnPlaylists
from recsys.domain import Track

READ_SECONDS = 3.0
"""So long an answer waits for playlists that were not read yet; the others are read on without it."""


@dataclass(frozen=True, slots=True)
class OwnedSongs:
    """The songs of `checked` of the `playlists` playlists that can be read."""

    tracks: tuple[Track, ...]
    checked: int
    playlists: int


class Owned:
    """Knows what people have. At most one reading for each is under way."""

    def __init__(
        self, spotify: Spotify, own: OwnPlaylists, background: Background, *, seconds: float = READ_SECONDS
    ) -> None:
        self._spotify = spotify
        self._own = own
        self._background = background
        self._seconds = seconds
        self._reading: dict[int, asyncio.Task[None]] = {}

    async def songs(self, user_id: int) -> OwnedSongs:
        """What is known after a few seconds. Raises NotLinked, or a SpotifyError when not even the list can be read."""
        wanted = [playlist.id for playlist in await self._own.read(user_id)]
        at_hand = await self._spotify.at_hand(user_id)
        if missing := [one for one in wanted if one not in at_hand]:
            await asyncio.wait({self._read_on(user_id, missing)}, timeout=self._seconds)
            at_hand = await self._spotify.at_hand(user_id)
        found = [at_hand[one] for one in wanted if one in at_hand]
        tracks = dict.fromkeys(track for snapshot in found for track in snapshot.tracks)
        return OwnedSongs(tuple(tracks), len(found), len(wanted))

    def _read_on(self, user_id: int, missing: list[str]) -> asyncio.Task[None]:
        task = self._reading.get(user_id)
        if task is None or task.done():
            reading = self._spotify.read_ahead(user_id, missing)
            self._reading[user_id] = task = self._background.start(reading, "read playlists ahead")
            task.add_done_callback(lambda done: self._forget(user_id, done))
        return task

    def _forget(self, user_id: int, task: asyncio.Task[None]) -> None:
        if self._reading.get(user_id) is task:
            del self._reading[user_id]
