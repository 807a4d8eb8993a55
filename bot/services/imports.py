"""Reading what people bring along, beside the event loop: one file at a time, however many are waiting."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from types import TracebackType
from typing import Self

from bot.imports.errors import FileTooLarge
from bot.imports.files import MAX_BYTES, read_file
from bot.imports.songs import SongList


class Imports:
    """A context manager: a thread of its own reads, so that two large files never share the memory."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="imports")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)

    @staticmethod
    def check(name: str, size: int) -> None:
        """Raises FileTooLarge, before a file is fetched."""
        if size > MAX_BYTES:
            raise FileTooLarge(name, MAX_BYTES)

    async def read(self, name: str, data: bytes, playlist: str | None = None) -> SongList:
        """The songs of a file; `playlist` says which of several is meant. Raises a leaf of ImportProblem."""
        run = copy_context().run  # a problem quotes names as the person's language does
        return await asyncio.get_running_loop().run_in_executor(self._thread, run, read_file, name, data, playlist)
