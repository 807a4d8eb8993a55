"""The real adapter, token keeper and SQLite stores, pointed at a Spotify on loopback whose clock stands still."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.ports import Clock, Grant, Link, Profile
from bot.services.tokens import TokenKeeper
from bot.settings import Settings, load_settings
from bot.spotify.adapter import SpotifyAdapter, open_spotify
from bot.spotify.client import SpotifyClient
from bot.spotify.wire import TIMEOUT
from bot.storage.database import Database, open_database
from playground.spotify import SpotifyPlayground
from recsys.domain import Track
from tests.support.ports import SettableClock

SCOPES = ("playlist-read-private", "playlist-read-collaborative", "user-read-private")
VERIFIER = SecretStr("a-verifier-of-at-least-forty-three-characters-0123")
ALICE, BOB, STRANGER = 1, 2, 3
"""Discord ids; `House.link` gives them their Spotify accounts."""


class Naps:
    """Sleeps that take no time: each is over at once, unless `wake` is cleared; `taken` lists their seconds."""

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock
        self.taken: list[float] = []
        self.asleep = asyncio.Event()
        self.wake = asyncio.Event()
        self.wake.set()

    async def sleep(self, seconds: float) -> None:
        self.taken.append(seconds)
        self.asleep.set()
        await self.wake.wait()
        self._clock.advance(seconds=seconds)


@dataclass
class House:
    """Everything a test needs to ask Spotify something and to see what that did."""

    spotify: SpotifyPlayground
    clock: SettableClock
    settings: Settings
    database: Database
    adapter: SpotifyAdapter
    tokens: TokenKeeper
    client: SpotifyClient
    naps: Naps
    paid_before: int = 0

    async def link(self, user_id: int, name: str, scopes: Sequence[str] = SCOPES) -> Profile:
        """Consent, exchange and store, as `/link` does."""
        grant = await self.grant(name, scopes)
        assert grant.refresh_token
        profile = await self.adapter.accounts.profile(grant.access_token)
        link = Link(user_id, profile.account_id, profile.display_name, grant.scopes, self.clock.now(), True)
        await self.database.links.save(link, grant.refresh_token)
        self.tokens.remember(link, grant)
        return profile

    async def grant(self, name: str, scopes: Sequence[str] = SCOPES) -> Grant:
        """What the token endpoint gives for this person's consent."""
        url = self.adapter.accounts.authorize_url(state="state", verifier=VERIFIER, scopes=scopes)
        return await self.adapter.accounts.exchange(code_of(self.spotify.consent(url, as_=name)), VERIFIER)

    async def used(self) -> int:
        """Calls that were booked since the house stands."""
        return await self.database.ledger.used(self.clock.now()) - self.paid_before


@asynccontextmanager
async def open_house(
    folder: Path, *, patience: tuple[float, float] = TIMEOUT, **changes: object
) -> AsyncIterator[House]:
    """Alice and Bob have accounts and are linked (four calls); Carol's account is not on the app's allowlist."""
    clock = SettableClock()
    naps = Naps(clock)
    async with SpotifyPlayground(now=clock.now) as spotify:
        settings = house_settings(spotify, folder, **changes)
        async with (
            open_database(settings.segue_database_url, keys=settings.segue_secret_keys, clock=clock) as database,
            open_spotify(settings, database.ledger, clock, patience=patience, sleep=naps.sleep) as adapter,
        ):
            tokens = TokenKeeper(adapter.accounts, database.links, clock)
            client = adapter.client(tokens=tokens, links=database.links, cache=database.spotify_cache)
            house = House(spotify, clock, settings, database, adapter, tokens, client, naps)
            spotify.add_user("alice", display_name="Alice A.")
            spotify.add_user("bob")
            spotify.add_user("carol", registered=False)
            await house.link(ALICE, "alice")
            await house.link(BOB, "bob")
            spotify.calls.clear()
            house.paid_before = await house.used()
            yield house
            await tokens.close()


async def link_at(
    spotify: SpotifyPlayground, folder: Path, clock: Clock, user_id: int, name: str, scopes: Sequence[str]
) -> Settings:
    """Store a link in a database of its own, for another process; the settings that this process needs."""
    settings = house_settings(spotify, folder, segue_spotify_daily_calls=100_000)
    async with (
        open_database(settings.segue_database_url, keys=settings.segue_secret_keys, clock=clock) as database,
        open_spotify(settings, database.ledger, clock) as adapter,
    ):
        url = adapter.accounts.authorize_url(state="state", verifier=VERIFIER, scopes=scopes)
        grant = await adapter.accounts.exchange(code_of(spotify.consent(url, as_=name)), VERIFIER)
        assert grant.refresh_token
        profile = await adapter.accounts.profile(grant.access_token)
        link = Link(user_id, profile.account_id, profile.display_name, grant.scopes, clock.now(), True)
        await database.links.save(link, grant.refresh_token)
    return settings


def house_settings(spotify: SpotifyPlayground, folder: Path, **changes: object) -> Settings:
    """Settings that lead to the playground."""
    plain: dict[str, object] = {
        "spotify_client_id": spotify.client_id,
        "spotify_client_secret": spotify.client_secret,
        "segue_database_url": f"sqlite+aiosqlite:///{(folder / 'segue.db').as_posix()}",
        "segue_secret_keys": Fernet.generate_key().decode(),
        "segue_spotify_api_base": spotify.api_base,
        "segue_spotify_accounts_base": spotify.accounts_base,
    }
    return load_settings(_env_file=None, **{**plain, **changes})


def code_of(redirected: str) -> SecretStr:
    """The code in the address that Spotify sends the browser back to."""
    return SecretStr(parse_qs(urlsplit(redirected).query)["code"][0])


def songs(count: int, artist: str = "The Examples") -> list[Track]:
    """That many tracks, told apart by their number."""
    return [Track(f"Song {number}", (artist,)) for number in range(count)]


def titles(tracks: Iterable[Track]) -> list[str]:
    return [track.title for track in tracks]
