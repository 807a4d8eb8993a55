"""The bot's pages: the one before Spotify's consent, the callback after it, and /healthz."""

from __future__ import annotations

import base64
import logging
import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import SecretStr

from bot import markdown
from bot.errors import LinkGone, SettingsError, UserError
from bot.messages import DEFAULT_LOCALE, closest, speaking, spoken, text
from bot.services.accounts import AccountService
from bot.settings import SPOTIFY_ACCOUNTS, Settings

log = logging.getLogger(__name__)

COOKIE = "segue_link"
BODY_LIMIT = 4096
"""Bytes; our own form sends none."""
AT_ONCE = 32
"""Requests answered at the same time; the next one is asked to come back."""

Health = Callable[[], Awaitable[Mapping[str, Any]]]
"""What /healthz shows as JSON; answered with status 503 unless its `ok` is true."""

_MARKUP = re.compile(r"\\(?P<as_it_is>.)|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*|`(?P<code>[^`]+)`|<t:(?P<time>\d+):R>")
_TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """HTML for people: plain, without scripts or anything from elsewhere, every value escaped."""

    def __init__(self) -> None:
        self._page = Template((_TEMPLATES / "page.html").read_text(encoding="utf-8"))
        self._style = (_TEMPLATES / "page.css").read_text(encoding="utf-8")

    def headers(self, form_targets: str) -> dict[str, str]:
        """What every answer carries. A form's redirects count as its targets in some browsers."""
        style = base64.b64encode(sha256(self._style.encode()).digest()).decode()
        return {
            "Cache-Control": "no-store",
            "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; "
            f"form-action {form_targets}; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }

    def page(self, heading: str, *sentences: str, button: str | None = None, status: int = 200) -> web.Response:
        """A page of sentences from the message catalogue; `button` posts to the page's own address."""
        body = [f"<p>{_marked_up(sentence)}</p>" for sentence in sentences]
        if button is not None:
            body.append(f'<form method="post"><button type="submit">{escape(button)}</button></form>')
        html = self._page.substitute(
            language=spoken(), heading=escape(heading), style=self._style, body="\n".join(body)
        )
        return web.Response(text=html, content_type="text/html", charset="utf-8", status=status)

    def problem(self, error: UserError) -> web.Response:
        """Why nothing was linked, and what to do."""
        status = 404 if isinstance(error, LinkGone) else 400
        return self.page(text("page-failed-heading"), error.sentence, status=status)


class LinkSite:
    """The handlers of the linking pages."""

    def __init__(self, settings: Settings, accounts: AccountService, pages: Pages) -> None:
        public = settings.segue_public_url
        self._accounts = accounts
        self._pages = pages
        self._origin = _origin(public) if public else None
        self._link_path = f"{urlsplit(public or '').path.rstrip('/')}/link/{{link_id:[A-Za-z0-9_-]{{22,86}}}}"
        self._callback_path = urlsplit(settings.spotify_redirect_uri).path or "/"
        self._secure = settings.spotify_redirect_uri.startswith("https://")

    def routes(self) -> list[web.RouteDef]:
        """With a public address our page and the callback; without, only what a pasting person may run into."""
        if self._origin is None:
            return [web.get(self._callback_path, self.paste_hint, allow_head=False)]
        return [
            web.get(self._link_path, self.page),
            web.post(self._link_path, self.consent),
            web.get(self._callback_path, self.callback, allow_head=False),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """Names the Discord user who is linking. Changes nothing: link previews open this too."""
        page = await self._accounts.page(request.match_info["link_id"])
        return self._pages.page(
            text("page-link-heading", user=page.user_name),
            text("page-link-what", user=markdown.escape(page.user_name)),
            text("page-link-warning", user=markdown.escape(page.user_name)),
            button=text("page-link-button"),
        )

    async def consent(self, request: web.Request) -> web.Response:
        """Continue: set the cookie, and on to Spotify."""
        if not self._from_our_page(request):
            return self._pages.page(text("page-foreign-heading"), text("page-foreign-what"), status=403)
        consent = await self._accounts.consent(request.match_info["link_id"])
        response = web.Response(status=303, headers={"Location": consent.url})
        response.set_cookie(
            COOKIE,
            consent.cookie.get_secret_value(),
            max_age=int(consent.life.total_seconds()),
            path=self._callback_path,
            secure=self._secure,
            httponly=True,
            samesite="Lax",
        )
        return response

    async def callback(self, request: web.Request) -> web.Response:
        """Back from Spotify, with state and code or an error in the query and our cookie."""
        state, cookie = request.query.get("state"), request.cookies.get(COOKIE)
        if not state or not cookie:
            raise LinkGone
        code = request.query.get("code")
        link = await self._accounts.callback(
            state, cookie, code=SecretStr(code) if code else None, error=request.query.get("error")
        )
        account = markdown.escape(link.display_name)
        response = self._pages.page(text("page-done-heading"), text("page-done-what", account=account))
        response.del_cookie(COOKIE, path=self._callback_path)
        return response

    async def paste_hint(self, request: web.Request) -> web.Response:
        """The bot runs on the person's own machine and links by pasting: say so. Changes nothing."""
        return self._pages.page(text("page-paste-heading"), text("page-paste-what"))

    def _from_our_page(self, request: web.Request) -> bool:
        # Another site could post a form with its owner's link id from a visitor's browser; if that visitor has agreed
        # at Spotify before, their account would be linked to a stranger without a question.
        site = request.headers.get("Sec-Fetch-Site")
        return site == "same-origin" if site else request.headers.get("Origin") == self._origin


def build_app(settings: Settings, accounts: AccountService, health: Health) -> web.Application:
    """The web application."""
    pages = Pages()
    spotify = settings.segue_spotify_accounts_base
    targets = f"'self' {_origin(spotify)}" + (" https://*.spotify.com" if spotify == SPOTIFY_ACCOUNTS else "")
    app = web.Application(middlewares=[_guard(pages, pages.headers(targets))], client_max_size=BODY_LIMIT)

    async def healthz(request: web.Request) -> web.Response:
        state = await health()
        return web.json_response(dict(state), status=200 if state.get("ok") else 503)

    app.add_routes([web.get("/healthz", healthz), *LinkSite(settings, accounts, pages).routes()])
    return app


@asynccontextmanager
async def serve(settings: Settings, accounts: AccountService, health: Health) -> AsyncIterator[str]:
    """Serve on SEGUE_WEB_ADDRESS for as long as the context lasts; yields the address that was taken (port 0: any).

    Raises SettingsError when the address cannot be used.
    """
    host, _, port = settings.segue_web_address.rpartition(":")
    # No access log: its lines would hold codes and states. Requests that are cut off at the end get two seconds.
    runner = web.AppRunner(
        build_app(settings, accounts, health), access_log=None, keepalive_timeout=15, shutdown_timeout=2
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        except OSError as error:
            reason = error.strerror or str(error)
            raise SettingsError(
                [f"SEGUE_WEB_ADDRESS {settings.segue_web_address} cannot be used: {reason}."]
            ) from error
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _guard(pages: Pages, headers: Mapping[str, str]) -> Any:
    """Bounds how many are served at once, turns every failure into a page, and adds the headers."""
    open_requests = 0

    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        if open_requests > AT_ONCE:
            return pages.page(text("page-busy-heading"), text("page-busy-what"), status=503)
        try:
            if (size := request.content_length or 0) > BODY_LIMIT:
                raise web.HTTPRequestEntityTooLarge(max_size=BODY_LIMIT, actual_size=size)
            return await handler(request)
        except UserError as error:
            return pages.problem(error)
        except web.HTTPException as refusal:
            return pages.page(text("page-missing-heading"), text("page-missing-what"), status=refusal.status)
        except Exception:
            error_id = secrets.token_hex(4)
            log.exception("error %s on a web page", error_id)  # not the path: it holds the id of a pending link
            return pages.page(text("page-broken-heading"), text("error-unexpected", error_id=error_id), status=500)

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        nonlocal open_requests
        open_requests += 1
        try:
            with speaking(_language(request.headers.get("Accept-Language", ""))):
                response = await answer(request, handler)
        finally:
            open_requests -= 1
        response.headers.update(headers)
        return response

    return guard


def _language(accepted: str) -> str:
    """The first language of an Accept-Language header that we speak; browsers send them in the order of liking."""
    tags = (part.partition(";")[0].strip() for part in accepted.split(","))
    return next((language for tag in tags if (language := closest(tag))), DEFAULT_LOCALE)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _marked_up(sentence: str) -> str:
    """A sentence of the catalogue as HTML: Discord's bold, code and times, and names behind backslashes."""
    html, end = "", 0
    for found in _MARKUP.finditer(sentence):
        html += escape(sentence[end : found.start()]) + _element(found)
        end = found.end()
    return html + escape(sentence[end:])


def _element(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "bold":
            return f"<strong>{_marked_up(found['bold'])}</strong>"
        case "code":
            return f"<code>{escape(found['code'])}</code>"
        case "time":
            moment = datetime.fromtimestamp(int(found["time"]), UTC)
            return escape(text("page-moment", day=f"{moment:%Y-%m-%d}", time=f"{moment:%H:%M}"))
        case _:
            return escape(found["as_it_is"])
