"""The real chain over a ReccoBeats on loopback and a real SQLite file; rests and pauses take no time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.services.background import Background
from bot.sounds.chain import SoundChain
from bot.sounds.guarded import GuardedProvider
from bot.sounds.provider import Provider
from bot.sounds.reccobeats import TIMEOUT, ReccoBeats, open_reccobeats
from bot.storage.database import Database, open_database
from playground.reccobeats import ReccoBeatsPlayground
from tests.support.ports import SettableClock
from tests.support.spotify import Naps

SOMEBODY, ANOTHER = 1, 2
LIFE = timedelta(days=30)
ROOM = 100_000
PATIENCE = 5.0
"""Seconds that a test waits for what must come; what must not be waited for, it keeps waiting by a Hold."""


def ids(count: int, start: int = 0) -> list[str]:
    """That many Spotify ids."""
    return [f"{number:022}" for number in range(start, start + count)]


@dataclass
class Listening:
    """A chain whose only provider is the loopback ReccoBeats, and what stands around it."""

    reccobeats: ReccoBeatsPlayground
    provider: ReccoBeats
    database: Database
    background: Background
    clock: SettableClock
    naps: Naps
    chain: SoundChain

    def over(self, *providers: Provider, most: int = ROOM) -> SoundChain:
        """A chain over other providers: one that a restarted bot has, when they are the same."""
        guarded = [GuardedProvider(each, self.clock, sleep=self.naps.sleep) for each in providers]
        return SoundChain(guarded, self.database.sounds, self.background, self.clock, most=most)


@asynccontextmanager
async def listening(folder: Path, *, patience: float = TIMEOUT, most: int = ROOM) -> AsyncIterator[Listening]:
    """`patience`: seconds for one request to ReccoBeats."""
    clock = SettableClock()
    naps = Naps(clock)
    url = f"sqlite+aiosqlite:///{(folder / 'segue.db').as_posix()}"
    async with (
        ReccoBeatsPlayground() as reccobeats,
        open_database(url, keys=(), clock=clock) as database,
        open_reccobeats(reccobeats.base, life=LIFE, playground=True, patience=patience) as provider,
        Background() as background,
    ):
        guarded = GuardedProvider(provider, clock, sleep=naps.sleep)
        chain = SoundChain([guarded], database.sounds, background, clock, most=most)
        yield Listening(reccobeats, provider, database, background, clock, naps, chain)
