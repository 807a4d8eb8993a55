"""Work that nobody waits for: held by a strong reference, logged when it fails, ended with its owner."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from types import TracebackType
from typing import Any, Self

from bot.errors import UserError

log = logging.getLogger(__name__)


class Background:
    """An async context manager that owns tasks; leaving it cancels them and waits for their end."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, job: Coroutine[Any, Any, object], name: str) -> asyncio.Task[None]:
        """Run a job now. Its failure is logged and ends nothing else."""
        task = asyncio.create_task(_logged(job, name), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # A task that is cancelled before its first step never comes to its job.
        task.add_done_callback(lambda _: job.close())
        return task

    def every(self, seconds: float, job: Callable[[], Awaitable[object]], name: str) -> asyncio.Task[None]:
        """Run a job now, and again `seconds` after each of its ends, failed or not."""

        async def repeat() -> None:
            while True:
                await _logged(job(), name)
                await asyncio.sleep(seconds)

        return self.start(repeat(), name)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Cancel what still runs, and wait until it has ended."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _logged(job: Awaitable[object], name: str) -> None:
    try:
        await job
    except UserError as error:
        # Nobody asked, so nobody is told: Spotify's refusals are said when the person next needs it.
        log.info("%s: %s", name, error.message_id)
    except Exception:
        log.exception("%s failed", name)
