"""One writer and a few readers over one SQLite file, opened with the right pragmas and closed on every path out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StorageError
from bot.storage.prepare import begin_immediate, explain

READERS = 2
PRAGMAS = ("busy_timeout = 5000", "foreign_keys = ON", "synchronous = NORMAL", "temp_store = MEMORY")


class Connections:
    """What the stores read and write through. `read_only`: `write` raises StorageError."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._readers = _engine(path, "ro", READERS)
        self._writer = None if read_only else _engine(path, "rw", 1)
        self._reading = asyncio.Semaphore(READERS)
        self._writing = asyncio.Lock()  # fair: who asked first writes first
        self._closed = False

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection for one statement that reads. Raises StorageError when SQLite fails."""
        async with self._reading:
            with _Explained(self._path):
                async with self._usable(self._readers).connect() as connection:
                    yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that holds the write lock; rolled back on any exception, cancellation too.

        Raises StorageError when SQLite fails or the database is open for reading only.
        """
        async with self._writing:
            with _Explained(self._path):
                async with self._usable(self._writer).begin() as connection:
                    yield connection

    async def close(self) -> None:
        """Wait for those who are reading or writing, then close everything, the writer last: it tidies the WAL."""
        self._closed = True
        async with AsyncExitStack() as turns:
            await turns.enter_async_context(self._writing)
            for _ in range(READERS):
                await turns.enter_async_context(self._reading)
            await self._readers.dispose()
            if self._writer is not None:
                await self._writer.dispose()

    def _usable(self, engine: AsyncEngine | None) -> AsyncEngine:
        if self._closed:
            raise StorageError(f"{self._path} is closed already.")
        if engine is None:
            raise StorageError(f"{self._path} is open for reading only.")
        return engine


class _Explained:
    """Turns what SQLite refuses into a StorageError with a sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, traceback: Any) -> None:
        if isinstance(error, DBAPIError):
            raise StorageError(explain(self._path, error)) from error


def _engine(path: Path, mode: str, size: int) -> AsyncEngine:
    url = URL.create("sqlite+aiosqlite", database=path.as_uri(), query={"mode": mode, "uri": "true"})
    engine = create_async_engine(
        url, pool_size=size, max_overflow=0, connect_args={"isolation_level": None}, hide_parameters=True
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, record: Any) -> None:
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    if mode == "rw":
        event.listen(engine.sync_engine, "begin", begin_immediate)
    return engine
