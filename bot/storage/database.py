"""Opening the database: one store per port, for as long as the context lasts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import make_url, text
from sqlalchemy.exc import ArgumentError

from bot.errors import StorageError
from bot.ports import Clock
from bot.storage.connections import Connections, Store, whole
from bot.storage.decisions import DecisionStore
from bot.storage.ledger import CallLedgerStore
from bot.storage.links import LinkStore
from bot.storage.lock import database_lock
from bot.storage.messages import MessageStore
from bot.storage.notes import NoteStore
from bot.storage.opinions import OpinionStore, ServedStore
from bot.storage.pending import PendingLinkStore
from bot.storage.playlists import WritingStore
from bot.storage.prepare import check, make_folder, prepare
from bot.storage.privacy import PrivacyStore
from bot.storage.reminders import ReminderStore
from bot.storage.sounds import SoundStore
from bot.storage.spotify_cache import SpotifyCacheStore
from bot.storage.vault import Vault


class Database(Store):
    """The stores over one database."""

    def __init__(self, connections: Connections, vault: Vault, clock: Clock) -> None:
        super().__init__(connections)
        self.links = LinkStore(connections, vault)
        self.pending = PendingLinkStore(connections, vault)
        self.spotify_cache = SpotifyCacheStore(connections)
        self.sounds = SoundStore(connections)
        self.ledger = CallLedgerStore(connections)
        self.messages = MessageStore(connections)
        self.notes = NoteStore(connections)
        self.writings = WritingStore(connections)
        self.decisions = DecisionStore(connections, clock)
        self.privacy = PrivacyStore(connections)
        self.reminders = ReminderStore(connections)
        self.opinions = OpinionStore(connections)
        self.served = ServedStore(connections)

    @whole
    async def ping(self) -> None:
        """Raises StorageError when the database does not answer."""
        async with self._connections.read() as connection:
            await connection.execute(text("SELECT 1"))

    async def sweep(self, now: datetime) -> int:
        """Delete everything that is too old; returns how many rows."""
        stores = (self.pending, self.spotify_cache, self.sounds, self.ledger, self.messages, self.writings, self.served)
        return sum([await store.sweep(now) for store in stores])


def database_path(url: str) -> Path:
    """The file behind a database URL. Raises StorageError for what is not a SQLite file."""
    wanted = "SEGUE_DATABASE_URL must look like sqlite+aiosqlite:///data/segue.db"
    try:
        parts = make_url(url)
    except ArgumentError:
        raise StorageError(f"{wanted}; what it says now is no database URL.") from None
    if parts.drivername != "sqlite+aiosqlite":
        raise StorageError(f"{wanted}; {parts.drivername} is not supported yet.")
    if not parts.database or parts.database == ":memory:" or parts.query or parts.host:
        raise StorageError(f"{wanted}, naming a file and nothing else.")
    return Path(parts.database).absolute()


@asynccontextmanager
async def open_database(
    url: str, *, keys: Sequence[SecretStr], clock: Clock, read_only: bool = False
) -> AsyncIterator[Database]:
    """The database at `url`: created or brought up to date, locked against a second process, closed at the end.

    `read_only` opens what exists, beside a running bot, and changes nothing. Raises StorageError with what is wrong.
    """
    path = database_path(url)
    async with AsyncExitStack() as stack:
        if read_only:
            await _in_thread(check, path)
        else:
            await _in_thread(make_folder, path)
            stack.enter_context(database_lock(path))
            await _in_thread(prepare, path, clock.now())
        connections = Connections(path, read_only=read_only)
        stack.push_async_callback(_to_its_end, connections.close)
        yield Database(connections, Vault(keys), clock)


async def _in_thread(function: Callable[..., None], *arguments: object) -> None:
    await _to_its_end(lambda: asyncio.to_thread(function, *arguments))


async def _to_its_end(work: Callable[[], Coroutine[None, None, None]]) -> None:
    """Finish even when cancelled: no migration may go on behind a released lock, no connection may stay open."""
    task = asyncio.create_task(work())
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
