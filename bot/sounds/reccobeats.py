"""ReccoBeats (reccobeats.com) as a provider: free, without a key, and nobody's promise that it stays."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp

from bot.sounds.provider import Down, Resting
from bot.spotify.web_api import retry_after
from recsys.sound import Sound

NAME = "ReccoBeats"
TIMEOUT = 10.0
"""Seconds for one request."""
UNSAID_REST = 30.0
"""Seconds, when a 429 says nothing of when to come back."""
LONGEST_REST = 3_600.0
"""Seconds of a Retry-After that are believed: it is free, and shuts nobody out for days as Spotify does."""
MOST_BYTES = 1_000_000
"""Of an answer; forty songs take some twenty thousand."""


@dataclass(slots=True)
class ReccoBeats:
    """A Provider. `life` is how long its answers are kept; `playground`: it is one on loopback."""

    session: aiohttp.ClientSession
    base: str
    life: timedelta
    playground: bool
    name: str = NAME
    batch: int = 40  # more are said to be cut off without a word
    at_once: int = 4

    async def read(self, spotify_ids: Sequence[str], *, user_id: int) -> Mapping[str, Sound]:
        """How those of these songs sound that it knows. Raises Resting or Down.

        It leaves out what it does not know, and answers in an order of its own. `user_id` goes nowhere.
        """
        try:
            # Not redirected: what people listen to goes to this address and no other.
            async with self.session.get(
                f"{self.base.rstrip('/')}/audio-features",
                params={"ids": ",".join(spotify_ids)},
                allow_redirects=False,
            ) as response:
                _check(response)
                body = await _body(response)
        except TimeoutError as error:
            raise Down("no answer in time", again=False) from error
        except aiohttp.ClientError as error:
            raise Down(type(error).__name__, again=True) from error
        return _sounds(body, frozenset(spotify_ids))


@asynccontextmanager
async def open_reccobeats(
    base: str, *, life: timedelta, playground: bool, patience: float = TIMEOUT
) -> AsyncIterator[ReccoBeats]:
    """The provider for as long as the context lasts. `patience`: seconds for one request."""
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=patience),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=not playground,  # a loopback server must not be asked through the operator's proxy
    ) as session:
        yield ReccoBeats(session, base, life, playground)


def _check(response: aiohttp.ClientResponse) -> None:
    """Raises Resting for 429, Down for anything else that is no answer."""
    if response.status == 429:
        seconds = retry_after(response.headers.get("Retry-After"))
        raise Resting(UNSAID_REST if seconds is None else min(seconds, LONGEST_REST))
    if response.status != 200:
        raise Down(f"status {response.status}", again=response.status >= 500)


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Down("an answer without end", again=False)
    return bytes(body)


def _sounds(body: bytes, asked: Collection[str]) -> Mapping[str, Sound]:
    """The songs of an answer by Spotify id, which is the last part of `href`. Raises Down for another shape."""
    try:
        # Not orjson: a NaN among the numbers makes one of them unknown, not the whole answer unreadable.
        rows = json.loads(body)["content"]
        found = {_spotify_id(row): Sound.of(row) for row in rows if isinstance(row, dict)}
    except (ValueError, LookupError, TypeError, RecursionError) as problem:
        raise Down("unreadable answer", again=False) from problem
    return {each: sound for each, sound in found.items() if each in asked}


def _spotify_id(row: Mapping[str, Any]) -> str:
    return str(row.get("href", "")).partition("?")[0].rstrip("/").rpartition("/")[2]
