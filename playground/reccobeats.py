"""A ReccoBeats on loopback: one route, as strict and as loose as clients of the real one report it in 2026."""

from __future__ import annotations

import asyncio
import hashlib
import random
import uuid
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import orjson
from aiohttp import web

HOST = "127.0.0.1"
MOST_IDS = 40
"""Of one request; what is beyond them is dropped without a word."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A request that is kept waiting: `arrived` tells that it came in, and it goes on once `release` is set."""

    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    release: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Planned:
    """What the next request gets in place of the truth: an answer of this status and body, or no answer at all."""

    status: int
    body: str
    headers: Mapping[str, str]


class ReccoBeatsPlayground:
    """`async with ReccoBeatsPlayground() as reccobeats`; `seconds` is how long each answer takes.

    Unknown songs are left out, the order is its own, and key may be -1. `calls` lists the ids of each request,
    `most_at_once` counts how many were being answered together, `dropped` the ids beyond the fortieth. A request for
    another route, or with a cookie or a token, makes the context manager raise AssertionError at its end.
    """

    def __init__(self, *, seconds: float = 0.0, port: int = 0) -> None:
        self.seconds = seconds
        self.songs: dict[str, dict[str, Any]] = {}
        self.calls: list[list[str]] = []
        self.dropped = 0
        self.most_at_once = 0
        self.strange: list[str] = []
        self.origin = ""
        self._planned: deque[Planned | Hold | float] = deque()
        self._now_serving = 0
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def base(self) -> str:
        return f"{self.origin}/v1/"

    def add(self, spotify_id: str, **features: Any) -> None:
        """A song that it knows; features that are not given are made up, always the same for an id."""
        self.songs[spotify_id] = {**made_up(spotify_id), **features}

    # ------------------------------------------------------------ what may go wrong

    def fail(self, status: int = 503, *, times: int = 1, retry_after: str | None = None) -> None:
        """Let the next requests get this status; 429 is its rate limit, code 4291."""
        body = '{"code":4291,"message":"Too many requests"}' if status == 429 else "Bad gateway"
        headers = {} if retry_after is None else {"Retry-After": retry_after}
        self._planned.extend([Planned(status, body, headers)] * times)

    def say(self, body: str, *, times: int = 1) -> None:
        """Let the next requests get this body, with status 200."""
        self._planned.extend([Planned(200, body, {})] * times)

    def delay(self, seconds: float, *, times: int = 1) -> None:
        """Let the next requests take so long, and then be answered."""
        self._planned.extend([seconds] * times)

    def hold(self) -> Hold:
        """Keep the next request waiting."""
        held = Hold()
        self._planned.append(held)
        return held

    def recover(self) -> None:
        """Let nothing more go wrong of what was planned."""
        self._planned.clear()

    # ------------------------------------------------------------ serving

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.add_routes(
            [
                web.get("/v1/audio-features", self._audio_features, allow_head=False),
                web.route("*", "/{anything:.*}", self._unknown),
            ]
        )
        # Nobody waits for a request that a test made slow.
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self.origin = f"http://{HOST}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner:
            await self._runner.cleanup()
        if self.strange and error is None:
            raise AssertionError(f"requests that this ReccoBeats does not expect: {', '.join(self.strange)}")

    async def _audio_features(self, request: web.Request) -> web.Response:
        for header in ("Authorization", "Cookie", "Referer"):
            if header in request.headers:
                self.strange.append(f"{header} in {request.path}")
        asked = [each for value in request.query.getall("ids", []) for each in value.split(",") if each]
        self.calls.append(asked)
        self._now_serving += 1
        self.most_at_once = max(self.most_at_once, self._now_serving)
        try:
            return await self._answer(asked)
        finally:
            self._now_serving -= 1

    async def _answer(self, asked: Sequence[str]) -> web.Response:
        planned = self._planned.popleft() if self._planned else self.seconds
        if isinstance(planned, Planned):
            return web.Response(
                status=planned.status, text=planned.body, headers=planned.headers, content_type="application/json"
            )
        if isinstance(planned, Hold):
            planned.arrived.set()
            await planned.release.wait()
        else:
            await asyncio.sleep(planned)
        if not asked:
            return _json({"code": 4001, "message": "ids is required"}, status=400)
        self.dropped += len(asked[MOST_IDS:])
        found = [_record(each, self.songs[each]) for each in asked[:MOST_IDS] if each in self.songs]
        return _json({"content": sorted(found, key=lambda record: record["id"])})

    async def _unknown(self, request: web.Request) -> web.Response:
        self.strange.append(f"{request.method} {request.path}")
        return _json({"code": 4041, "message": "No such route"}, status=404)


def made_up(spotify_id: str) -> dict[str, Any]:
    """Features as ReccoBeats names them."""
    rng = random.Random(spotify_id)
    shares = ("acousticness", "danceability", "energy", "instrumentalness", "liveness", "speechiness", "valence")
    return {
        **{name: round(rng.random(), 4) for name in shares},
        "key": rng.randrange(-1, 12),  # -1: it could not tell
        "mode": rng.randrange(2),
        "loudness": round(rng.uniform(-30, 0), 3),
        "tempo": round(rng.uniform(60, 200), 3),
    }


def _record(spotify_id: str, features: Mapping[str, Any]) -> dict[str, Any]:
    # Its own ids say nothing of Spotify's, and order the answer.
    own = uuid.UUID(bytes=hashlib.sha256(spotify_id.encode()).digest()[:16], version=4)
    return {"id": str(own), "href": f"https://open.spotify.com/track/{spotify_id}", **features}


def _json(payload: Any, *, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(payload), status=status, content_type="application/json")
