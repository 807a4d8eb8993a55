"""What writes playlists, as a process that can be killed: real database, real HTTP, no Discord and no model."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

from bot.pictures.studio import Studio
from bot.services.answers import RecommendRequest
from bot.services.background import Background
from bot.services.own_playlists import OwnPlaylists
from bot.services.owned import Owned
from bot.services.playlist_words import Form
from bot.services.playlists import PlaylistService, Progress
from bot.services.recommend import RecommendService
from bot.services.tokens import TokenKeeper
from bot.settings import Settings
from bot.spotify.adapter import open_spotify
from bot.spotify.links import parse_link, parse_playlist
from bot.storage.database import open_database
from bot.storage.playlists import WritingStore
from bot.wiring import open_playlists
from tests.support.playlists import catalogue, wanted
from tests.support.ports import EchoEngine, ListCatalogue, OneModel
from tests.support.scenes import NOON

SONGS = 120
"""More than one request holds, so that songs are compared and added too."""
FEW = 10
"""Songs of a list that is refreshed."""
SPEED = 20
"""So much faster than the clock on the wall: Spotify's half minute need not be waited for."""
PERSON = 1
WRITES = ("begin", "save", "drop", "choose")


class FastClock:
    """Runs SPEED times as fast as real time since `epoch`, in every process alike."""

    def __init__(self, epoch: float) -> None:
        self._epoch = epoch

    def now(self) -> datetime:
        passed = datetime.now(UTC).timestamp() - self._epoch
        return NOON + timedelta(seconds=SPEED * passed)


async def fast_sleep(seconds: float) -> None:
    await asyncio.sleep(seconds / SPEED)


class Mortal:
    """The store of writings; the process dies before or after its N-th write."""

    def __init__(self, store: WritingStore, when: str) -> None:
        self._store = store
        number, _, self._moment = when.partition(":")
        self._left = int(number or -1)

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)
        return self._counted(method) if name in WRITES else method

    def _counted(self, method: Any) -> Any:
        async def write(*arguments: Any) -> Any:
            self._left -= 1
            self._perhaps_die("before")
            result = await method(*arguments)
            self._perhaps_die("after")
            return result

        return write

    def _perhaps_die(self, moment: str) -> None:
        if self._left == 0 and self._moment == moment:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))  # Windows has no SIGKILL


@dataclass(frozen=True)
class Asked:
    """What a process is to do with the playlist of one list: `sweep` as at the start of the bot, then press.

    `refresh`: other songs for a short list. `add`: add its songs to this playlist. `die`: kill itself around its N-th
    write to the database, "N:before".
    """

    name: str
    sweep: bool = False
    press: bool = True
    refresh: bool = False
    undo: bool = False
    cover: bool = False
    add: str = ""
    die: str = ""


async def act(playlists: PlaylistService, asked: Asked) -> Progress | None:
    """The last thing that was done."""
    listed = wanted(catalogue(SONGS), asked.name)
    if asked.refresh:
        request = RecommendRequest(PERSON, vibe="rain", count=FEW)
        listed = replace(wanted(catalogue(FEW), asked.name), request=request)
    if asked.sweep:
        await playlists.finish_interrupted(_silently)
    if not asked.press:
        return None
    writing = await playlists.begin(listed, Form(asked.name, "", cover=asked.cover), PERSON)
    if asked.add:
        writing = await playlists.begin_adding(writing, asked.add)
    made = await (playlists.undo(writing) if asked.undo else playlists.go_on(writing))
    return await playlists.refresh(made.writing) if asked.refresh else made


async def work(settings: Settings, epoch: float, asked: Asked) -> str:
    """Where the playlist stands afterwards, or what keeps it."""
    clock = FastClock(epoch)
    async with (
        open_database(settings.segue_database_url, keys=settings.segue_secret_keys, clock=clock) as database,
        open_spotify(settings, database.ledger, clock, sleep=fast_sleep) as adapter,
        Background() as background,
        Studio(seconds=60) as studio,
    ):
        tokens = TokenKeeper(adapter.accounts, database.links, clock)
        client = adapter.client(tokens=tokens, links=database.links, cache=database.spotify_cache)
        known = catalogue(SONGS)
        models = OneModel(ListCatalogue(known), EchoEngine(known))
        own = OwnPlaylists(client, background, clock)
        recommend = RecommendService(
            spotify=client,
            models=models,
            links=database.links,
            parse_playlist=parse_playlist,
            parse_link=parse_link,
            owned=Owned(client, own, background),
        )
        database.writings = Mortal(database.writings, asked.die)  # type: ignore[assignment]
        writer = adapter.playlists(tokens)
        playlists = open_playlists(settings, database, writer, recommend, own, studio, clock, sleep=fast_sleep)
        made = await act(playlists, asked)
        await tokens.close()
    return "" if made is None else str(made.problem or made.writing.step)


def run(settings: Settings, epoch: float, asked: Asked, result: Connection) -> None:
    """The process."""
    result.send(asyncio.run(work(settings, epoch, asked)))


async def _silently(made: Progress) -> None:
    """There is no Discord to tell it on."""
