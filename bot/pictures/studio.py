"""Drawing off the event loop: one spawned process, replaced when it hangs or dies.

A picture is an ornament: when it cannot be drawn in time there is none, and the log says why.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from bot.covers import Cover
from bot.messages import speaking, spoken
from bot.networks import Network
from bot.portraits import Portrait
from bot.processes import Spawned, WorkerDied

log = logging.getLogger(__name__)

SECONDS = 3.0
"""How long a caller waits for the process to be free, and then for its picture."""
START_SECONDS = 60.0
"""How long a process may take to import what it draws with, and to find the fonts of a machine new to it."""

Sketch = Portrait | Network | Cover
Draw = Callable[[Sketch], bytes]


def load_drawing() -> Draw:
    """What draws; importing it takes about a second."""
    from bot.pictures import covers, drawing, network

    def draw(sketch: Sketch) -> bytes:
        match sketch:
            case Network():
                return network.png(sketch)
            case Cover():
                return covers.jpeg(sketch)
            case Portrait():
                return drawing.png(sketch)

    return draw


def serve(load: Callable[[], Draw], connection: Connection) -> None:
    """The process: says that it is ready, then answers each sketch, with the language of its words, with its picture.

    With a traceback where it cannot be drawn.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the bot decides when it ends
    with suppress(EOFError, OSError):  # the bot is gone
        connection.recv()
        draw = load()
        connection.send(None)
        while True:
            connection.send(_drawn(draw, *connection.recv()))


def _drawn(draw: Draw, language: str, sketch: Sketch) -> bytes | str:
    try:
        with speaking(language):
            return draw(sketch)
    except Exception:  # noqa: BLE001 - whatever it is, the other end must hear of it
        return traceback.format_exc()


class Studio:
    """Draws portraits, networks and covers, one at a time; an async context manager.

    `load` makes what draws, in the process.
    """

    def __init__(self, load: Callable[[], Draw] = load_drawing, *, seconds: float = SECONDS) -> None:
        self._load = load
        self._seconds = seconds
        self._starting: asyncio.Task[Spawned | None] | None = None
        self._free = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        starting, self._starting = self._starting, None
        if starting is not None:
            starting.cancel()
            with suppress(asyncio.CancelledError):
                if process := await starting:
                    await asyncio.to_thread(process.kill)

    def prepare(self) -> None:
        """Have the process start, so that it is ready when something is to be drawn."""
        if self._starting is None or (self._starting.done() and self._starting.result() is None):
            self._starting = asyncio.create_task(self._start(), name="start drawing")

    async def portrait(self, portrait: Portrait) -> bytes | None:
        """A PNG, or None when it cannot be drawn in time."""
        return await self._picture(portrait)

    async def network(self, network: Network) -> bytes | None:
        """A PNG, or None when it cannot be drawn in time."""
        return await self._picture(network)

    async def cover(self, cover: Cover) -> bytes | None:
        """A JPEG, or None when it cannot be drawn in time."""
        return await self._picture(cover)

    async def _picture(self, sketch: Sketch) -> bytes | None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._free.acquire()
        except TimeoutError:
            log.warning("no picture: others are being drawn")
            return None
        try:
            return await self._draw(sketch)
        finally:
            self._free.release()

    async def _draw(self, sketch: Sketch) -> bytes | None:
        self.prepare()
        assert self._starting is not None
        try:
            async with asyncio.timeout(self._seconds):
                process = await asyncio.shield(self._starting)
        except TimeoutError:
            log.warning("no picture: what draws it is still starting")
            return None
        return await self._drawn_by(process, sketch) if process else None

    async def _drawn_by(self, process: Spawned, sketch: Sketch) -> bytes | None:
        try:
            async with asyncio.timeout(self._seconds):
                answer = await process.exchange((spoken(), sketch))
        except (TimeoutError, WorkerDied) as error:
            log.error("no picture: %s", "its process ended" if isinstance(error, WorkerDied) else "it took too long")
            await self._replace(process)
            return None
        except asyncio.CancelledError:
            await self._replace(process)  # else the next caller would get this picture
            raise
        if isinstance(answer, bytes):
            return answer
        log.error("no picture: it cannot be drawn\n%s", answer)
        return None

    async def _replace(self, process: Spawned) -> None:
        """The next picture starts another process."""
        self._starting = None
        await asyncio.to_thread(process.kill)

    async def _start(self) -> Spawned | None:
        process = Spawned("drawing", serve, self._load)
        try:
            async with asyncio.timeout(START_SECONDS):
                await process.exchange(None)
        except (TimeoutError, WorkerDied):
            log.error("pictures cannot be drawn: what draws them does not start")
            await asyncio.to_thread(process.kill)
            return None
        except BaseException:
            process.kill()
            raise
        return process
