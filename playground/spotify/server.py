"""The loopback server: accounts service, Web API, cover images, and a control API for people and tests."""

from __future__ import annotations

import asyncio
import html
import re
import secrets
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Any, Self

import orjson
from aiohttp import web

from playground.spotify import shapes
from playground.spotify.accounts import Accounts, App, BadRequest, check_redirect
from playground.spotify.refusals import Fault, Faults, Hold, Planned, Refusal
from playground.spotify.web_api import GONE, Call, Handler, WebApi, answer
from playground.spotify.world import Now, Rules, World

HOST = "127.0.0.1"
CONTROL = "/playground"
_USER = web.RequestKey("user", str)
OTHER_PATHS = (CONTROL, "/images/", "/favicon.ico")


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Logged:
    """One request to the accounts service or the Web API. `user`: whose token it carried; "" for the app's own."""

    method: str
    path: str
    query: Mapping[str, str]
    token: str | None
    user: str | None
    status: int
    cookie: str | None


class SpotifyPlayground:
    """A Spotify on loopback: `async with SpotifyPlayground() as spotify`.

    It behaves as for a new development-mode app in late 2026; `rules` changes that. `calls` logs every request, and
    `most_at_once` counts how many were being answered together. A request for a route it does not
    know gets 501, is kept in `unknown`, and makes the context manager raise AssertionError at its end.
    """

    def __init__(
        self,
        *,
        now: Now = utc_now,
        redirect_uris: Sequence[str] = ("http://127.0.0.1/callback",),
        port: int = 0,
        client_id: str | None = None,
        client_secret: str | None = None,
    ) -> None:
        given = {"client_id": client_id, "client_secret": client_secret}
        self.app = App(
            redirect_uris=tuple(map(check_redirect, redirect_uris)), **{k: v for k, v in given.items() if v is not None}
        )
        self.world = World()
        self._now = now
        self.accounts = Accounts(self.world, self.app, now)
        self.faults = Faults()
        self.calls: list[Logged] = []
        self.unknown: list[str] = []
        self.most_at_once = 0
        self._now_serving = 0
        self.origin = ""
        self._port = port
        self._runner: web.AppRunner | None = None
        # People's and tests' own actions: the same in this process and over the control API.
        self.add_user = self.world.add_user
        self.add_track = self.world.add_track
        self.add_tracks = self.world.add_tracks
        self.describe = self.world.describe
        self.add_playlist = self.world.add_playlist
        self.change_playlist = self.world.change_playlist
        self.follow = self.world.follow
        self.save_tracks = self.world.save_tracks
        self.consent = self.accounts.consent
        self.revoke = self.accounts.revoke
        self.expire_access = self.accounts.expire_access
        self.fail = self.faults.add
        self.hold = self.faults.hold

    # ------------------------------------------------------------ addresses

    @property
    def api_base(self) -> str:
        return f"{self.origin}/v1/"

    @property
    def accounts_base(self) -> str:
        return f"{self.origin}/"

    @property
    def client_id(self) -> str:
        return self.app.client_id

    @property
    def client_secret(self) -> str:
        return self.app.client_secret

    @property
    def rules(self) -> Rules:
        return self.world.rules

    def addresses(self) -> dict[str, str]:
        """What another process needs to know to use this server."""
        names = ("api_base", "accounts_base", "client_id", "client_secret")
        return {**{name: getattr(self, name) for name in names}, "control": self.origin + CONTROL}

    # ------------------------------------------------------------ what happened

    def register(self, user: str, registered: bool = True) -> None:
        """Put a person on the app's allowlist, or take them off."""
        self.world.users[user].registered = registered

    def set_rules(self, **changes: Any) -> None:
        """Change `rules`. Raises AttributeError for a rule that does not exist."""
        for name, value in changes.items():
            setattr(self.rules, name, value)

    def count(self, path: str = "/v1/", *, user: str | None = None) -> int:
        """Requests so far whose path holds `path`, by anybody or with this person's tokens."""
        return sum(path in call.path and user in (None, call.user) for call in self.calls)

    def counts(self) -> dict[str, int]:
        """Web API requests by access token."""
        tokens = [call.token for call in self.calls if call.path.startswith("/v1/") and call.token]
        return {token: tokens.count(token) for token in set(tokens)}

    # ------------------------------------------------------------ serving

    async def __aenter__(self) -> Self:
        application = web.Application(middlewares=[self._record])
        application.add_routes(self._routes())
        # Nobody waits for a handler that a test made slow.
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self._port)
        await site.start()
        self.origin = f"http://{HOST}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner:
            await self._runner.cleanup()
        if self.unknown and error is None:
            raise AssertionError(f"requests that this Spotify does not know: {', '.join(self.unknown)}")

    def _routes(self) -> list[web.RouteDef]:
        api = WebApi(self.world, self._now)
        return [
            *(web.route(method, path, partial(self._serve, handler)) for method, path, handler in api.routes()),
            web.route("GET", "/v1/me/", partial(self._serve, api.me)),  # as spotipy asks
            *(web.route(method, _pattern(path), partial(self._gone, status)) for method, path, status in GONE),
            web.get("/authorize", self._consent_page, allow_head=False),
            web.post("/authorize", self._consented),
            web.post("/api/token", self._token),
            web.get("/images/{name}/{size}.png", self._image),
            web.post(CONTROL + "/{command}", self._control),
            web.route("*", "/{anything:.*}", self._unknown),
        ]

    @web.middleware
    async def _record(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Answer and log one request; refusals become answers here, and planned faults happen here."""
        if request.path.startswith(OTHER_PATHS):
            return await handler(request)
        self._now_serving += 1
        self.most_at_once = max(self.most_at_once, self._now_serving)
        try:
            response = await self._answer(request, handler)
        finally:
            self._now_serving -= 1
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or None
        user, cookie = request.get(_USER), request.headers.get("Cookie")
        self.calls.append(
            Logged(request.method, request.path, dict(request.query), token, user, response.status, cookie)
        )
        if not response.prepared:
            response.set_cookie("sp_t", secrets.token_hex(8))  # Spotify knows browsers by such a cookie
        return response

    async def _answer(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        planned = self.faults.take(request.method, request.path)
        try:
            if planned and (response := await _fail(request, planned)):
                return response
            response = await handler(request)
            return await _withhold(request, response, planned) if planned else response
        except Refusal as refusal:
            body = refusal.body if isinstance(refusal.body, str) else orjson.dumps(refusal.body)
            kind = "text/plain" if isinstance(refusal.body, str) else "application/json"
            return web.Response(status=refusal.status, body=body, content_type=kind, headers=refusal.headers)
        except web.HTTPException:
            raise
        except ConnectionError:  # the client is gone
            return web.Response(status=499)
        except Exception as bug:  # the playground's own, which a client that tries again would hide
            self.unknown.append(f"{request.method} {request.path} ({bug!r})")
            raise

    async def _serve(self, handler: Handler, request: web.Request) -> web.StreamResponse:
        """A Web API request: the token first, then the allowlist, then the owner's Premium, then the route."""
        bearer = self.accounts.bearer(request.headers.get("Authorization"))
        request[_USER] = bearer.user.id if bearer.user else ""
        if bearer.user and not bearer.user.registered:
            raise Refusal.not_registered()
        if not self.rules.owner_premium:
            raise Refusal.no_premium()
        return await handler(Call(request, bearer, self.origin))

    async def _gone(self, status: int, request: web.Request) -> web.StreamResponse:
        if self.rules.extended:
            return await self._unknown(request)  # these apps kept the old routes, which nobody here needs
        return await self._serve(partial(_refuse, status), request)

    async def _unknown(self, request: web.Request) -> web.Response:
        self.unknown.append(f"{request.method} {request.path}")
        print(f"Spotify playground: unknown route {self.unknown[-1]}", file=sys.stderr)
        return answer({"error": {"status": 501, "message": "The playground does not know this route"}}, status=501)

    # ------------------------------------------------------------ accounts service

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        scheme, _, basic = request.headers.get("Authorization", "").partition(" ")
        return answer(self.accounts.token(form, basic if scheme == "Basic" else None))

    async def _consent_page(self, request: web.Request) -> web.Response:
        """The consent page for people with a browser: one button for each account, and one to say no."""
        try:
            self.accounts.check_consent(request.query)
        except BadRequest as problem:
            return web.Response(status=400, text=str(problem))
        asked = html.escape(request.query.get("scope", ""))
        buttons = "".join(
            f'<p><button name="user" value="{html.escape(name)}">Agree as {html.escape(name)}</button></p>'
            for name in self.world.users
        )
        form = f'<form method="post"><p>The app asks for: {asked}</p>{buttons}<p><button>No</button></p></form>'
        return web.Response(text=f"<!doctype html><title>Spotify playground</title>{form}", content_type="text/html")

    async def _consented(self, request: web.Request) -> web.Response:
        name = str((await request.post()).get("user", ""))
        try:
            target = self.accounts.answer_consent(request.query, self.world.users.get(name))
        except BadRequest as problem:
            return web.Response(status=400, text=str(problem))
        raise web.HTTPSeeOther(target)

    # ------------------------------------------------------------ images and control

    async def _image(self, request: web.Request) -> web.Response:
        size = request.match_info["size"]
        if not size.isdigit() or int(size) not in shapes.ALBUM_COVERS:
            raise web.HTTPNotFound
        return web.Response(body=shapes.png(request.match_info["name"], int(size)), content_type="image/png")

    async def _control(self, request: web.Request) -> web.Response:
        """Run one of COMMANDS with the arguments of the JSON body; for this machine only, like the whole server."""
        command = request.match_info["command"]
        if command not in COMMANDS:
            raise web.HTTPNotFound(text=f"no such command: {command}")
        if request.content_type != "application/json":  # which no foreign web page can send here unasked
            raise web.HTTPUnsupportedMediaType
        try:
            result = getattr(self, command)(**orjson.loads(await request.read()))
        except (KeyError, ValueError, TypeError, AttributeError, BadRequest) as problem:
            return answer({"problem": f"{type(problem).__name__}: {problem}"}, status=400)
        return answer({"result": result})


COMMANDS = frozenset(
    {
        "add_user",
        "register",
        "add_track",
        "add_tracks",
        "describe",
        "add_playlist",
        "change_playlist",
        "follow",
        "save_tracks",
        "consent",
        "revoke",
        "expire_access",
        "fail",
        "set_rules",
        "count",
    }
)
"""The methods that the control API offers, each with its own argument names."""


def _pattern(path: str) -> str:
    """A path of GONE as aiohttp writes it, with or without a slash at its end."""
    return re.sub(r"\*", "{_:[^/]+}", path) + r"{slash:/?}"


async def _refuse(status: int, _: Call) -> web.Response:
    raise Refusal.forbidden() if status == 403 else Refusal.not_found()


async def _fail(request: web.Request, planned: Planned) -> web.StreamResponse | None:
    """Make a fault happen; None when the request goes on afterwards. Raises Refusal."""
    if planned.fault is Fault.LOST_ANSWER:
        return None
    if isinstance(planned.fault, Hold):
        if not planned.fault.done:
            await _wait(planned.fault)
        return None
    if refusal := planned.fault.refusal(planned.seconds):
        raise refusal
    if planned.fault is Fault.SLOW:
        await asyncio.sleep(planned.seconds)
        return None
    if planned.fault is Fault.MALFORMED:
        return web.Response(text='{"id": "playgr', content_type="application/json")
    return await _cut_off(request)


async def _withhold(request: web.Request, response: web.StreamResponse, planned: Planned) -> web.StreamResponse:
    """The answer to work that is done: it waits, is lost, or goes out."""
    if isinstance(planned.fault, Hold) and planned.fault.done:
        await _wait(planned.fault)
    return await _cut_off(request) if planned.fault is Fault.LOST_ANSWER else response


async def _wait(hold: Hold) -> None:
    hold.arrived.set()
    await hold.release.wait()


async def _cut_off(request: web.Request) -> web.StreamResponse:
    """Begin an answer and drop the connection in the middle of it."""
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"id": "playgr')
    if request.transport:
        request.transport.abort()
    return response
