"""The process that writes a playlist is killed at every step, before and after, and started again."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import os
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.settings import Settings
from playground.spotify import SpotifyPlayground
from playground.spotify.refusals import Hold
from playground.spotify.world import Playlist
from tests.support.playlist_process import FEW, PERSON, SONGS, Asked, FastClock, run
from tests.support.playlists import EVERYTHING, catalogue
from tests.support.spotify import link_at

T = TypeVar("T")

LISTED_AFTER = 8.0


# Each process begins as a copy of one that has imported everything: a start takes no second. Windows has only "spawn".
PROCESSES = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
if os.name == "posix":
    PROCESSES.set_forkserver_preload(["tests.support.playlist_process"])


class Scene:
    """A Spotify that outlives the processes that write to it."""

    def __init__(self, spotify: SpotifyPlayground, settings: Settings, epoch: float) -> None:
        self.spotify = spotify
        self._settings = settings
        self._epoch = epoch

    async def run(self, asked: Asked) -> tuple[int | None, str]:
        """A process to its end: its exit code and what it tells."""
        process, told = self._start(asked)
        await asyncio.to_thread(process.join)
        try:
            return process.exitcode, told.recv()
        except EOFError:  # it was killed
            return process.exitcode, ""

    async def killed_at(self, hold: Hold, asked: Asked) -> bool:
        """Start, and kill when Spotify holds the request; False when it ends before there is such a request."""
        process, _ = self._start(asked)
        arrived = asyncio.create_task(hold.arrived.wait())
        ended = asyncio.create_task(asyncio.to_thread(process.join))
        await asyncio.wait({arrived, ended}, return_when=asyncio.FIRST_COMPLETED)
        reached = hold.arrived.is_set()
        if reached:
            process.kill()
        arrived.cancel()
        await ended
        hold.release.set()
        self.spotify.faults.waiting.clear()
        return reached

    async def recovered(self, asked: Asked) -> None:
        """The next start finishes what was begun, and pressing once more changes nothing of that."""
        assert await self.run(replace(asked, sweep=True, die="")) == (0, "done")

    def made(self, name: str) -> list[Playlist]:
        playlists = self.spotify.world.playlists.values()
        return [one for one in playlists if one.name == name and "[segue" in one.description]

    def _start(self, asked: Asked) -> tuple[Any, Any]:
        told, tells = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=run, args=(self._settings, self._epoch, asked, tells))
        process.start()
        tells.close()
        return process, told


def points_in_time(*sides: T, first: int = 0) -> Iterator[tuple[int, T]]:
    """Each side of the first step, of the second, and so on."""
    return ((number, side) for number in itertools.count(first) for side in sides)


def ids_in(playlist: Playlist) -> list[str]:
    return [getattr(item, "spotify_id", None) or "" for item in playlist.items]


SONG_IDS = [one.spotify_ids[0] for one in catalogue(SONGS)]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    epoch = time.time()
    clock = FastClock(epoch)
    async with SpotifyPlayground(now=clock.now) as spotify:
        spotify.add_user("alice")
        spotify.add_tracks(
            {"title": one.title, "artists": [one.artist], "spotify_id": one.spotify_ids[0]} for one in catalogue(SONGS)
        )
        spotify.set_rules(listed_after=LISTED_AFTER)
        settings = await link_at(spotify, tmp_path, clock, PERSON, "alice", EVERYTHING)
        yield Scene(spotify, settings, epoch)


async def test_killed_at_every_request_of_creating(scene: Scene) -> None:
    points = 0
    for number, done in points_in_time(False, True):
        asked = Asked(f"request {number} {done}")
        if not await scene.killed_at(scene.spotify.hold("/v1/", after=number, done=done), asked):
            break
        points += 1
        await scene.recovered(asked)
        (playlist,) = scene.made(asked.name)
        assert ids_in(playlist) == SONG_IDS, asked
    # To make it, the first songs, two pages to compare, the other songs; before and after each.
    assert points == 2 * 5


async def test_killed_at_every_write_to_the_database_while_creating(scene: Scene) -> None:
    points = 0
    for number, moment in points_in_time("before", "after", first=1):
        asked = Asked(f"write {number} {moment}", die=f"{number}:{moment}")
        status, _ = await scene.run(asked)
        if status == 0:
            break
        points += 1
        await scene.recovered(asked)
        (playlist,) = scene.made(asked.name)
        assert ids_in(playlist) == SONG_IDS, asked
    # What is wanted, the tracks, the attempt, the id, both parts of the songs, the end.
    assert points == 2 * 7


async def test_killed_while_the_cover_is_put_on(scene: Scene) -> None:
    for done in (False, True):
        asked = Asked(f"cover {done}", cover=True)
        assert await scene.killed_at(scene.spotify.hold("/images", done=done), asked)
        await scene.recovered(asked)
        (playlist,) = scene.made(asked.name)
        assert playlist.cover
        assert ids_in(playlist) == SONG_IDS


async def test_killed_while_undoing(scene: Scene) -> None:
    for done in (False, True):
        asked = Asked(f"undo {done}", undo=True)
        await scene.run(replace(asked, undo=False))
        assert await scene.killed_at(scene.spotify.hold("/me/library", done=done), asked)
        await scene.run(replace(asked, sweep=True, press=False))
        assert scene.made(asked.name) == []


async def test_killed_while_adding_to_a_playlist_that_is_there(scene: Scene) -> None:
    points = 0
    theirs, *others = [scene.spotify.world.tracks[one] for one in (SONG_IDS[5], *SONG_IDS[:5], *SONG_IDS[6:])]
    for number, done in points_in_time(False, True):
        mine = scene.spotify.add_playlist("alice", "Mine", [theirs])
        asked = Asked(f"add {number} {done}", add=mine)
        hold = scene.spotify.hold(f"/v1/playlists/{mine}", after=number, done=done)
        if not await scene.killed_at(hold, asked):
            break
        points += 1
        await scene.recovered(asked)
        assert scene.spotify.world.playlists[mine].items == [theirs, *others], asked
    # To see what is there; then twice to compare (the second time three pages) and to add.
    assert points == 2 * 7


async def test_killed_while_refreshing(scene: Scene) -> None:
    before, after = [], []
    for number, done in points_in_time(False, True):
        asked = Asked(f"refresh {number} {done}", refresh=True)
        # Making the playlist and filling it take two requests; a refresh reads it and fills it.
        if not await scene.killed_at(scene.spotify.hold("/v1/", after=2 + number, done=done), asked):
            break
        await scene.run(replace(asked, sweep=True, press=False))
        (playlist,) = scene.made(asked.name)
        (before if ids_in(playlist) == SONG_IDS[:FEW] else after).append((number, done))
        assert ids_in(playlist) in (SONG_IDS[:FEW], SONG_IDS[FEW : 2 * FEW]), asked
    # Until the plan is stored nothing has changed; from then on the new songs come.
    assert before == [(0, False), (0, True)]
    assert after == [(1, False), (1, True)]
