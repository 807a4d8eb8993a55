"""When a provider may be asked: not while it rests, not while it is down, and then by one request first."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.ports import Clock

log = logging.getLogger(__name__)

FAILURES = 3
"""So many in a row open the breaker."""
FIRST_PAUSE, LONGEST_PAUSE = 60.0, 3_600.0
"""Seconds until a provider that is down is tried again; each try that fails doubles them."""
SHORTEST_REST, LONGEST_REST = 1.0, 86_400.0
"""Seconds of a Retry-After that are believed."""


class Breaker:
    """Closed: everybody may ask. Open: nobody. Half open, once the pause is over: one may, and decides."""

    def __init__(self, name: str, clock: Clock) -> None:
        self._name = name
        self._clock = clock
        self._failures = 0
        self._shut_until: datetime | None = None
        self._rests_until: datetime | None = None
        self._probing = False

    def wait(self) -> float:
        """Seconds until asking makes sense; 0 when it does now."""
        now = self._clock.now()
        ends = [until for until in (self._shut_until, self._rests_until) if until is not None]
        return max([0.0, *((until - now).total_seconds() for until in ends)])

    def enter(self) -> bool:
        """Whether a request may be made now; whoever makes it reports how it went, and leaves."""
        if self.wait() > 0 or self._probing:
            return False
        self._probing = self._shut_until is not None
        return True

    def leave(self) -> None:
        """A request is over, whatever came of it."""
        self._probing = False

    def succeeded(self) -> None:
        """It answered."""
        if self._shut_until is not None:
            log.info("%s answers again", self._name)
        self._failures, self._shut_until = 0, None

    def failed(self, reason: str) -> None:
        """It did not. What was under way when the breaker opened does not count."""
        if self._shut_until is not None and self._clock.now() < self._shut_until:
            return
        self._failures += 1
        if self._failures >= FAILURES:
            doubled = FIRST_PAUSE * 2 ** min(self._failures - FAILURES, 10)
            pause = min(doubled, LONGEST_PAUSE)
            self._shut_until = self._clock.now() + timedelta(seconds=pause)
            log.warning("%s is down (%s); it is asked again in %.0f s", self._name, reason, pause)

    def rest(self, seconds: float) -> None:
        """It is there, and wants to be left alone; the end of a rest only ever moves back."""
        self.succeeded()
        seconds = min(max(seconds, SHORTEST_REST), LONGEST_REST)
        until = self._clock.now() + timedelta(seconds=seconds)
        if self._rests_until is None or self._rests_until < until:
            self._rests_until = until
            log.info("%s is not asked for %.0f s", self._name, seconds)
