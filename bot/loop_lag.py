"""How late the event loop is: the longest time that something kept it from its next turn."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque

log = logging.getLogger(__name__)

EVERY = 0.1
WARN_ABOVE = 0.5
"""Seconds. Discord wants a first answer within three; a heartbeat warning comes only after ten."""
WINDOW = 60.0


class LoopLag:
    """Measures the lag while `run` runs. `worst` is in seconds, over the last minute."""

    def __init__(self) -> None:
        self._measured: deque[tuple[float, float]] = deque()

    @property
    def worst(self) -> float:
        """The longest lag of the last minute; 0.0 before the first measurement."""
        return max((lag for _, lag in self._measured), default=0.0)

    async def run(self) -> None:
        """Measure for ever."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(EVERY)
            self._note(time.monotonic(), lag=time.monotonic() - before - EVERY)

    def _note(self, now: float, *, lag: float) -> None:
        self._measured.append((now, max(0.0, lag)))
        while self._measured[0][0] < now - WINDOW:
            self._measured.popleft()
        if lag > WARN_ABOVE:
            log.warning("the event loop was blocked for %.1f s", lag)
