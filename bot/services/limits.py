"""How often people and servers may ask for what costs work, told in words with the time that is left."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Hashable

from bot.durations import duration
from bot.errors import UserError
from bot.preferences import Decisions

MINUTE, TEN_MINUTES = 60, 600
PER_MINUTE = 20
"""Requests of one person in a minute, anywhere."""
PER_SERVER = 300
"""Requests of one server in ten minutes, unless its admins say otherwise."""
_MANY = 10_000


class AskedTooOften(UserError):
    """Somebody has asked too often. `seconds` until they may again."""

    def __init__(self, message: str, asked: int, seconds: float) -> None:
        super().__init__(message, asked=asked, wait=duration(seconds))


class Windows:
    """Sliding windows in memory: when each of some keys was used last. `seconds` tells the time, from any start."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._used: dict[tuple[Hashable, int], deque[float]] = {}

    def wait(self, key: Hashable, most: int, window: int) -> float:
        """How many seconds until the key may be used again, so that it is used at most so often in a window; 0: now."""
        times = self._times(key, window)
        return 0.0 if len(times) < most else times[-most] + window - self._seconds()

    def use(self, key: Hashable, window: int) -> None:
        """The key is used now."""
        self._times(key, window).append(self._seconds())

    def _times(self, key: Hashable, window: int) -> deque[float]:
        if len(self._used) > _MANY:
            self._forget_old()
        times = self._used.setdefault((key, window), deque())
        while times and times[0] <= self._seconds() - window:
            times.popleft()
        return times

    def _forget_old(self) -> None:
        now = self._seconds()
        self._used = {each: times for each, times in self._used.items() if times and times[-1] > now - each[1]}


class Gate:
    """Counts what people ask for, in their own name and in their server's."""

    def __init__(self, decisions: Decisions, windows: Windows) -> None:
        self._decisions = decisions
        self._windows = windows

    async def enter(self, user_id: int, guild_id: int | None) -> None:
        """Count one request. Raises AskedTooOften, and counts nothing then."""
        bounds: list[tuple[str, Hashable, int, int]] = [("too-often-you", user_id, PER_MINUTE, MINUTE)]
        if guild_id is not None:
            rules = await self._decisions.server(guild_id)
            bounds.append(("too-often-server", guild_id, rules.per_server or PER_SERVER, TEN_MINUTES))
            if rules.per_member:
                bounds.append(("too-often-member", (guild_id, user_id), rules.per_member, TEN_MINUTES))
        for message, key, most, window in bounds:
            if wait := self._windows.wait(key, most, window):
                raise AskedTooOften(message, most, math.ceil(wait))
        for _, key, _, window in bounds:
            self._windows.use(key, window)
