"""The playground's time, which a test may push forward, and the ids that Discord makes from it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000  # 2015-01-01, reference: "Snowflakes"


class Clock:
    """Seconds since 1970: what `source` says plus everything that `advance` has added."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._added = 0.0

    def now(self) -> float:
        return self._source() + self._added

    def advance(self, seconds: float) -> None:
        """Raises ValueError when `seconds` is negative: Discord's time does not run backwards."""
        if seconds < 0:
            raise ValueError(f"time cannot go back by {-seconds} seconds")
        self._added += seconds

    def timestamp(self) -> str:
        """Now, as Discord writes it (ISO 8601, UTC)."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat()


class Snowflakes:
    """Unique ids that carry the moment of their making: milliseconds since 2015, shifted by 22 bits."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._count = itertools.count()

    def __call__(self) -> str:
        milliseconds = int(self._clock.now() * 1000) - DISCORD_EPOCH_MS
        return str((milliseconds << 22) | (next(self._count) & 0x3FFFFF))
