"""One writer and a few readers over one SQLite file, opened with the right pragmas and closed on every path out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StorageError
from bot.storage.prepare import begin_immediate, explain

_R = TypeVar("_R")
_P = ParamSpec("_P")
_S = TypeVar("_S", bound="Store")

READERS = 2
PRAGMAS = (
    "busy_timeout = 5000",
    "foreign_keys = ON",
    "synchronous = NORMAL",
    "temp_store = MEMORY",
    "secure_delete = ON",
)


class Connections:
    """What the stores read and write through. `read_only`: `write` raises StorageError."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._readers = _engine(path, "ro", READERS)
        self._writer = None if read_only else _engine(path, "rw", 1)
        self._writing = asyncio.Lock()  # fair: who asked first writes first
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection for statements that read. Raises StorageError when SQLite fails. Only inside `finish`."""
        with _explained(self._path):
            async with self._readers.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that holds the write lock from its start; rolled back on any exception. Only inside `finish`.

        Raises StorageError when SQLite fails or the database is open for reading only.
        """
        if self._writer is None:
            raise StorageError(f"{self._path} is open for reading only.")
        async with self._writing:
            with _explained(self._path):
                async with self._writer.begin() as connection:
                    yield connection

    async def truncate_log(self) -> None:
        """Empty the write-ahead log into the database: what was deleted is overwritten there, and gone here.

        A reader that is under way keeps a part of the log until the next time. Raises StorageError.
        """
        if self._writer is None:
            raise StorageError(f"{self._path} is open for reading only.")
        async with self._writing:
            with _explained(self._path):
                async with self._writer.connect() as connection:
                    raw = await connection.get_raw_connection()
                    assert raw.driver_connection is not None
                    await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def finish(self, work: Coroutine[Any, Any, _R]) -> _R:
        """The result of `work`, which goes on to its end even if the caller is cancelled.

        aiosqlite 0.22.1 loses a connection when a statement (or the opening) is cancelled: its thread is gone, and who
        closes it waits for ever. Raises StorageError after `close`.
        """
        if self._closed:
            work.close()
            raise StorageError(f"{self._path} is closed already.")
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Wait for what is running, then close every connection, the writer last: it tidies the write-ahead log."""
        self._closed = True
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._readers.dispose()
        if self._writer is not None:
            await self._writer.dispose()


class Store:
    """Base of the stores: their public methods are `whole`."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections


def whole(
    method: Callable[Concatenate[_S, _P], Coroutine[Any, Any, _R]],
) -> Callable[Concatenate[_S, _P], Coroutine[Any, Any, _R]]:
    """Run a store's method to its end, whatever becomes of its caller."""

    @wraps(method)
    async def run(self: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        return await self._connections.finish(method(self, *args, **kwargs))

    return run


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StorageError(explain(path, error)) from error


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
