"""How Spotify refuses, in the texts and codes that apps of late 2026 report, and a queue of failures on demand."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

NOT_REGISTERED = "Check settings on developer.spotify.com/dashboard, the user may not be registered."
PREMIUM = (
    "Active premium subscription required for the owner of the app. When the subscription status changes, "
    "it can take a few hours before requests are allowed again."
)


class Refusal(Exception):
    """An answer other than success: JSON when `body` is a mapping, plain text otherwise."""

    def __init__(self, status: int, body: dict[str, Any] | str, headers: dict[str, str] | None = None) -> None:
        self.status, self.body, self.headers = status, body, headers or {}
        super().__init__(f"{status} {body}")

    @classmethod
    def web_api(cls, status: int, message: str, *, headers: dict[str, str] | None = None, **more: str) -> Self:
        """The Web API's regular error object."""
        return cls(status, {"error": {"status": status, "message": message, **more}}, headers)

    @classmethod
    def not_found(cls) -> Self:
        return cls.web_api(404, "Resource not found")

    @classmethod
    def forbidden(cls) -> Self:
        return cls.web_api(403, "Forbidden")

    @classmethod
    def no_scope(cls) -> Self:
        return cls.web_api(403, "Insufficient client scope")

    @classmethod
    def not_registered(cls) -> Self:
        return cls(403, NOT_REGISTERED)

    @classmethod
    def no_premium(cls) -> Self:
        return cls(403, PREMIUM)

    @classmethod
    def accounts(cls, error: str, description: str, status: int = 400) -> Self:
        """The accounts service's error object (RFC 6749, section 5.2)."""
        return cls(status, {"error": error, "error_description": description})


class Fault(StrEnum):
    """What a test or the demo may let happen to a request; `seconds` is Retry-After, or how slow."""

    EXPIRED_TOKEN = "expired token"  # 401
    NOT_REGISTERED = "not registered"  # 403
    NO_PREMIUM = "no premium"  # 403
    NO_SCOPE = "no scope"  # 403
    FORBIDDEN = "forbidden"  # 403
    NOT_FOUND = "not found"  # 404
    BURST = "burst"  # 429 with Retry-After
    QUOTA = "quota"  # 429 with Retry-After and QUOTA_EXCEEDED
    SERVER_ERROR = "server error"  # 503
    INVALID_GRANT = "invalid grant"  # 400 of the accounts service
    SLOW = "slow"
    MALFORMED = "malformed"
    CUT_OFF = "cut off"
    LOST_ANSWER = "lost answer"  # the work is done, and the connection ends before anybody hears of it

    def refusal(self, seconds: float) -> Refusal | None:
        """The answer, or None for the four that are no proper answer."""
        retry = {"Retry-After": f"{seconds:.0f}"}
        made: dict[Fault, Callable[[], Refusal]] = {
            Fault.EXPIRED_TOKEN: lambda: Refusal.web_api(401, "The access token expired"),
            Fault.NOT_REGISTERED: Refusal.not_registered,
            Fault.NO_PREMIUM: Refusal.no_premium,
            Fault.NO_SCOPE: Refusal.no_scope,
            Fault.FORBIDDEN: Refusal.forbidden,
            Fault.NOT_FOUND: Refusal.not_found,
            Fault.BURST: lambda: Refusal(429, "Too many requests", retry),
            Fault.QUOTA: lambda: Refusal.web_api(429, "Too many requests", headers=retry, reason="QUOTA_EXCEEDED"),
            Fault.SERVER_ERROR: lambda: Refusal.web_api(503, "Service unavailable"),
            Fault.INVALID_GRANT: lambda: Refusal.accounts("invalid_grant", "Refresh token revoked"),
        }
        return made[self]() if self in made else None


@dataclass(frozen=True, slots=True)
class Hold:
    """A request that is kept waiting: `arrived` tells that it came in, and it goes on once `release` is set.

    `done`: it waits after its work, with the answer.
    """

    done: bool = False
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    release: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Planned:
    """What happens to the next request whose "METHOD /path" holds `path`, after `after` others of that kind."""

    fault: Fault | Hold
    path: str
    seconds: float = 0.0
    after: int = 0


@dataclass(slots=True)
class Faults:
    """Failures in the order in which they were asked for, each used once."""

    waiting: deque[Planned] = field(default_factory=deque)

    def add(
        self, fault: Fault | str, *, path: str = "/v1/", seconds: float = 1.0, times: int = 1, after: int = 0
    ) -> None:
        """Let `times` requests whose "METHOD /path" holds `path` fail, once `after` of them have gone well."""
        found = Fault(fault)
        self.waiting.append(Planned(found, path, seconds, after))
        self.waiting.extend(Planned(found, path, seconds) for _ in range(times - 1))

    def hold(self, path: str = "/v1/", *, after: int = 0, done: bool = False) -> Hold:
        """Keep the next request whose "METHOD /path" holds `path` waiting, once `after` of them have gone by.

        With `done` its work is done first, and only the answer waits.
        """
        held = Hold(done)
        self.waiting.append(Planned(held, path, after=after))
        return held

    def take(self, method: str, path: str) -> Planned | None:
        """The first one for this request, which is then used up."""
        planned = next((each for each in self.waiting if each.path in f"{method} {path}"), None)
        if planned is None:
            return None
        if planned.after:
            planned.after -= 1
            return None
        self.waiting.remove(planned)
        return planned
