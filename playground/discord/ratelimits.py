"""Rate limits as Discord tells them: a window per route and major parameter, and fifty requests a second in all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from playground.discord.clock import Clock
from playground.discord.errors import Json

Headers = dict[str, str]

GLOBAL = (50, 1.0)
USUAL = (50, 1.0)
LIMITS = {
    ("POST", "/channels/{channel}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel}/messages/{message}"): (5, 5.0),
    ("POST", "/webhooks/{application}/{token}"): (5, 2.0),
    ("PATCH", "/webhooks/{application}/{token}/messages/{message}"): (5, 2.0),
}
"""Requests and seconds, where bots have seen them published in headers; Discord documents no figures."""


@dataclass
class Window:
    limit: int
    seconds: float
    opened: float
    used: int = 0

    def left(self, now: float) -> float:
        return max(0.0, self.opened + self.seconds - now)


class TooManyRequests(Exception):
    """The answer 429, ready to be sent: discord.py waits `retry_after` only when there is a `Via` header."""

    def __init__(self, retry_after: float, *, everywhere: bool = False, headers: Headers | None = None) -> None:
        super().__init__(f"rate limited for {retry_after:.3f} seconds")
        scope = "global" if everywhere else "user"
        self.headers = {"Via": "1.1 google", "Retry-After": f"{retry_after:.3f}", "X-RateLimit-Scope": scope}
        self.headers |= {"X-RateLimit-Global": "true"} if everywhere else headers or {}
        self.body: Json = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}


class RateLimits:
    """Counts requests; the interaction callback is never counted and webhooks do not count globally."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[tuple[str, str, str], Window] = {}

    def spend(self, method: str, route: str, major: str) -> Headers:
        """The X-RateLimit headers of one request. Raises TooManyRequests when its window is used up."""
        if not route.startswith("/webhooks/"):
            self._spend_global()
        window = self._window((method, route, major), LIMITS.get((method, route), USUAL))
        headers = _headers(window, self._clock.now(), method, route)
        if window.used > window.limit:
            raise TooManyRequests(window.left(self._clock.now()), headers=headers)
        return headers

    def _spend_global(self) -> None:
        window = self._window(("", "", ""), GLOBAL)
        if window.used > window.limit:
            raise TooManyRequests(window.left(self._clock.now()), everywhere=True)

    def _window(self, key: tuple[str, str, str], limit: tuple[int, float]) -> Window:
        now = self._clock.now()
        window = self._windows.get(key)
        if window is None or not window.left(now):
            window = self._windows[key] = Window(*limit, opened=now)
        window.used += 1
        return window


def _headers(window: Window, now: float, method: str, route: str) -> Headers:
    return {
        "X-RateLimit-Limit": str(window.limit),
        "X-RateLimit-Remaining": str(max(0, window.limit - window.used)),
        "X-RateLimit-Reset": f"{now + window.left(now):.3f}",
        "X-RateLimit-Reset-After": f"{window.left(now):.3f}",
        "X-RateLimit-Bucket": hashlib.sha256(f"{method} {route}".encode()).hexdigest()[:16],
    }
