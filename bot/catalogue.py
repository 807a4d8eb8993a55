"""The bundle's song index for asyncio: the same synchronous catalogue, on a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

from recsys.artists import ArtistLookup, ArtistSearch
from recsys.catalog import Catalog
from recsys.domain import Song, Track
from recsys.lookup import Lookup, complete, look_up

T = TypeVar("T")


class ThreadedCatalogue:
    """`ports.Catalogue` over one read-only `recsys.catalog.Catalog`; use it as a context manager.

    One thread, not the default executor: autocomplete must not wait behind name look-ups or other people's work there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="catalogue")

    async def __aenter__(self) -> Self:
        self._catalog = await self._run(lambda: Catalog.open(self._path))
        self._artists = await self._run(lambda: ArtistSearch(self._catalog))
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._run(self._catalog.close)
        self._thread.shutdown()

    async def look_up(self, text: str) -> tuple[Lookup, ...]:
        """What each entry of a `songs:` text means."""
        return await self._run(lambda: look_up(text, self._catalog))

    async def complete(self, text: str, limit: int = 25) -> tuple[str, ...]:
        """Completions of a `songs:` text, of at most 100 characters each."""
        return await self._run(lambda: complete(text, self._catalog, limit))

    async def songs(self, ids: Sequence[int]) -> tuple[Song, ...]:
        """Songs by id, in the given order."""
        return await self._run(lambda: self._catalog.songs(ids))

    async def known(self, tracks: Sequence[Track]) -> tuple[Song | None, ...]:
        """For each track the song that it is, by its Spotify id or its exact names; None where there is none."""
        return await self._run(lambda: tuple(map(self._song, self._catalog.resolve(tracks))))

    async def complete_artists(self, text: str, limit: int = 25) -> tuple[str, ...]:
        """Names of artists for an unfinished text, of at most 100 characters each."""
        return await self._run(lambda: self._artists.complete(text, limit))

    async def artist(self, name: str) -> ArtistLookup:
        """Who is meant by a name."""
        return await self._run(lambda: self._artists.look_up(name))

    async def artist_names(self, ids: Sequence[int]) -> Mapping[int, str]:
        """Names of artists by number."""
        return await self._run(lambda: self._catalog.artist_names(ids))

    def _song(self, ids: Sequence[int]) -> Song | None:
        return self._catalog.song(ids[0]) if ids else None

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
