"""A clock to turn by hand, an accounts service of Spotify to talk to, and a real database."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import SecretStr

from bot.errors import LinkExpired, SpotifyResting, UserNotRegistered
from bot.ports import Grant, Link, Profile
from bot.storage.database import Database, open_database

ANN, BEN = 4001, 4002
KEY = SecretStr("A" * 43 + "=")
OLDER_KEY = SecretStr("B" * 42 + "A=")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class HandClock:
    """Stands still until it is turned."""

    def __init__(self, now: datetime = NOON) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


class SmallSpotify:
    """The OAuth port with Spotify's rules: a code works once and with its verifier; the rest is switched by a test."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.unregistered: set[str] = set()
        self.dead: set[str] = set()
        self.names: dict[str, str] = {}
        self.resting_until: datetime | None = None
        self.refreshed: list[str] = []
        self.rotates = False
        self.asked = asyncio.Event()  # a refresh or exchange has arrived since `shut`
        self.open = asyncio.Event()
        self.open.set()
        self._numbers = itertools.count(1)
        self._codes: dict[str, tuple[str, Profile, frozenset[str]]] = {}
        self._people: dict[str, Profile] = {}

    def shut(self) -> None:
        """Let refreshes and exchanges wait until `open` is set."""
        self.open.clear()
        self.asked.clear()

    def authorize_url(self, *, state: str, verifier: SecretStr, scopes: Sequence[str]) -> str:
        query = urlencode({"state": state, "challenge": _digest(verifier), "scope": " ".join(scopes)})
        return f"https://accounts.spotify.com/authorize?{query}"

    def agree(self, url: str, account_id: str, scopes: str | None = None) -> tuple[str, str]:
        """Somebody agrees on the consent page: (state, code). `scopes`: what they grant, if not all."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        code = f"code-{next(self._numbers)}"
        granted = frozenset((query["scope"] if scopes is None else scopes).split())
        self._codes[code] = (
            query["challenge"],
            Profile(account_id, self.names.get(account_id, account_id.title())),
            granted,
        )
        return query["state"], code

    async def exchange(self, code: SecretStr, verifier: SecretStr) -> Grant:
        self.asked.set()
        await self.open.wait()
        if self.resting_until:
            raise SpotifyResting(self.resting_until)
        challenge, profile, scopes = self._codes.pop(code.get_secret_value())
        assert challenge == _digest(verifier)
        return self._grant(profile, scopes, SecretStr(f"refresh-{next(self._numbers)}"))

    async def refresh(self, refresh_token: SecretStr) -> Grant:
        self.refreshed.append(refresh_token.get_secret_value())
        self.asked.set()
        await self.open.wait()
        if refresh_token.get_secret_value() in self.dead:
            raise LinkExpired
        rotated = SecretStr(f"refresh-{next(self._numbers)}") if self.rotates else None
        return self._grant(Profile("unknown", "Unknown"), frozenset(), rotated)

    async def profile(self, access_token: SecretStr) -> Profile:
        person = self._people[access_token.get_secret_value()]
        if person.account_id in self.unregistered:
            raise UserNotRegistered
        return person

    def _grant(self, profile: Profile, scopes: frozenset[str], refresh_token: SecretStr | None) -> Grant:
        access_token = SecretStr(f"access-{next(self._numbers)}")
        self._people[access_token.get_secret_value()] = profile
        return Grant(access_token, self.clock.now() + timedelta(hours=1), scopes, refresh_token)


def _digest(verifier: SecretStr) -> str:
    assert 43 <= len(verifier.get_secret_value()) <= 128  # RFC 7636, section 4.1
    return sha256(verifier.get_secret_value().encode()).hexdigest()


def database_in(
    folder: Path, clock: HandClock, keys: Sequence[SecretStr] = (KEY,), *, read_only: bool = False
) -> AbstractAsyncContextManager[Database]:
    """A real database file in `folder`."""
    url = f"sqlite+aiosqlite:///{(folder / 'segue.db').as_posix()}"
    return open_database(url, keys=keys, clock=clock, read_only=read_only)


def a_link(user_id: int = ANN, account_id: str = "ann", scopes: str = "playlist-read-private") -> Link:
    return Link(user_id, account_id, account_id.title(), frozenset(scopes.split()), NOON, has_token=True)
