"""HTTP as Discord speaks it: reading bodies, exact headers, refusals, faults ordered by a test."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import orjson
from aiohttp import BodyPartReader, web

from playground.discord.errors import Code, Json, Refusal
from playground.discord.posts import MAX_REQUEST_BYTES, Body, Upload
from playground.discord.ratelimits import RateLimits, TooManyRequests
from playground.discord.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
API = "/api/v10"


def reply(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON with exactly the content type that discord.py compares with: no charset."""
    return web.Response(body=orjson.dumps(body), status=status, headers=headers, content_type="application/json")


async def read_json(request: web.Request) -> Any:
    """The body as JSON; an absent one is an empty object."""
    raw = await request.read()
    if not raw:
        return {}
    if request.content_type != "application/json":
        raise Refusal(Code.BAD_JSON)
    return _parsed(raw)


async def read_body(request: web.Request) -> Body:
    """JSON, or multipart with `payload_json` and `files[n]`. Raises Refusal: 50109 no JSON object, 40005 too large."""
    if request.content_type.startswith("multipart/"):
        return await _read_multipart(request)
    return Body(_object(await read_json(request)))


async def _read_multipart(request: web.Request) -> Body:
    data: Json = {}
    uploads: dict[str, Upload] = {}
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Refusal(Code.BAD_JSON)
        content = bytes(await part.read())
        total += len(content)
        if total > MAX_REQUEST_BYTES:
            raise Refusal(Code.TOO_LARGE)
        if part.name == "payload_json":
            data = _object(_parsed(content))
        elif index := re.fullmatch(r"files\[(\d+)\]", part.name or ""):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            uploads[index[1]] = Upload(part.filename or "file", kind, content)
    return Body(data, uploads)


def _parsed(raw: bytes) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise Refusal(Code.BAD_JSON) from None


def _object(value: Any) -> Json:
    if not isinstance(value, dict):
        raise Refusal(Code.BAD_JSON)
    return value


@dataclass
class Fault:
    """An answer ordered by a test for the next `times` requests that match "METHOD /path" with * and ?."""

    route: str
    status: int
    code: int = 0
    message: str = "ordered by the test"
    retry_after: float = 1.0
    delay: float = 0.0
    times: int = 1

    def answer(self) -> web.Response:
        if self.status == 429:
            limited = TooManyRequests(self.retry_after)
            return reply(limited.body, 429, limited.headers)
        return reply({"message": self.message, "code": self.code}, self.status)


class Manners:
    """The middleware of the REST API: faults, authorization, rate limits, refusals, and a record of mistakes."""

    def __init__(self, world: World, limits: RateLimits) -> None:
        self._world = world
        self._limits = limits
        self.faults: list[Fault] = []

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if (fault := self._next_fault(request)) is not None:
            await asyncio.sleep(fault.delay)
            if fault.status:
                return fault.answer()
        headers: dict[str, str] = {}
        try:
            self._authorize(request)
            headers = self._spend(request)
            if (request.content_length or 0) > MAX_REQUEST_BYTES:
                raise Refusal(Code.TOO_LARGE)
            response = await handler(request)
        except TooManyRequests as limited:
            return reply(limited.body, 429, limited.headers)
        except Refusal as refusal:
            response = self._refuse(request, refusal)
        response.headers.update(headers)
        return response

    def _next_fault(self, request: web.Request) -> Fault | None:
        target = f"{request.method} {request.path.removeprefix(API)}"
        for fault in self.faults:
            if fnmatchcase(target, fault.route):
                fault.times -= 1
                self.faults = [item for item in self.faults if item.times > 0]
                return fault
        return None

    def _authorize(self, request: web.Request) -> None:
        """Interactions carry their own token in the path; everything else needs the bot's."""
        if request.path.startswith((f"{API}/interactions/", f"{API}/webhooks/")):
            return
        if request.headers.get("Authorization") != f"Bot {self._world.token}":
            raise Refusal(Code.UNAUTHORIZED)

    def _spend(self, request: web.Request) -> dict[str, str]:
        route = route_of(request)
        if route.startswith("/interactions/"):
            return {}
        match = request.match_info
        major = match.get("channel") or match.get("guild") or match.get("token") or ""
        return self._limits.spend(request.method, route, major)

    def _refuse(self, request: web.Request, refusal: Refusal) -> web.Response:
        if refusal.is_mistake:
            self._world.violations.append(f"{request.method} {route_of(request)}: {refusal.code} {refusal}")
        return reply(refusal.body(), refusal.status)


def route_of(request: web.Request) -> str:
    """The route's pattern, without secrets that stand in the path."""
    resource = request.match_info.route.resource
    return (resource.canonical if resource else request.path).removeprefix(API)
