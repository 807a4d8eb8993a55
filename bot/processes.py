"""Work in a spawned process: a hung one can be killed and replaced, which no thread can."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.process import BaseProcess
from typing import Any


class WorkerDied(Exception):
    """The worker's process ended while it was asked something."""


class Spawned:
    """A process, the pipe to it, and the thread that waits for its answers.

    `target` is called in it with `arguments` and its end of the pipe; `name` is the thread's.
    """

    def __init__(self, name: str, target: Callable[..., None], *arguments: object) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=target, args=(*arguments, theirs), daemon=True)
        self._process.start()
        theirs.close()  # else the pipe would not report the end of the process
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)

    @property
    def pid(self) -> int | None:
        """The process id."""
        return self._process.pid

    async def exchange(self, message: object) -> Any:
        """Send a message and wait for its answer. Raises WorkerDied."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._sent_and_received, message)

    def _sent_and_received(self, message: object) -> Any:
        try:
            self._connection.send(message)
            return self._connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerDied from error

    def kill(self) -> None:
        """End the process at once. Safe to call twice."""
        self._process.kill()
        self._process.join()
        self._thread.shutdown()  # its read has ended with the process
        self._connection.close()
