"""The linking pages and /healthz, as a browser meets them."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import unused_port
from yarl import URL

from bot.errors import SettingsError
from bot.services.accounts import AccountService, LinkingSettings
from bot.services.tokens import TokenKeeper
from bot.settings import Settings, load_settings
from bot.storage.database import Database
from bot.web import AT_ONCE, BODY_LIMIT, COOKIE, serve
from tests.support.accounts import ANN, HandClock, SmallSpotify, database_in

CONSENT_PAGE = "https://accounts.spotify.com/authorize"


class Site:
    """The bot's web server with everything behind it, and a browser in front."""

    def __init__(self, database: Database, *, public: bool = True, prefix: str = "") -> None:
        self.port = unused_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        base = self.origin + prefix
        self.settings = load_settings(
            _env_file=None,
            segue_web_address=f"127.0.0.1:{self.port}",
            segue_public_url=base if public else None,
            spotify_redirect_uri=f"{base}/callback",
        )
        self.clock = HandClock()
        self.spotify = SmallSpotify(self.clock)
        tokens = TokenKeeper(self.spotify, database.links, self.clock)
        linking = LinkingSettings(self.settings.spotify_redirect_uri, self.settings.segue_public_url)
        self.accounts = AccountService(self.spotify, database.links, database.pending, tokens, self.clock, linking)
        self.state: Mapping[str, Any] = {"ok": True, "model": "demo"}
        self.healthy = asyncio.Event()
        self.healthy.set()

    async def health(self) -> Mapping[str, Any]:
        await self.healthy.wait()
        return self.state

    @asynccontextmanager
    async def open(self) -> AsyncIterator[aiohttp.ClientSession]:
        jar = aiohttp.CookieJar(unsafe=True)  # keeps cookies of IP addresses, too
        async with serve(self.settings, self.accounts, self.health) as address:
            assert address == self.origin
            async with aiohttp.ClientSession(self.origin, cookie_jar=jar) as browser:
                yield browser

    async def press_continue(self, browser: aiohttp.ClientSession, page: str, **headers: str) -> aiohttp.ClientResponse:
        return await browser.post(
            URL(page).path, headers=headers or {"Sec-Fetch-Site": "same-origin"}, allow_redirects=False
        )


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with database_in(tmp_path, HandClock()) as opened:
        yield opened


@pytest.fixture
def site(database: Database) -> Site:
    return Site(database)


def callback(**query: str) -> URL:
    return URL("/callback").with_query(query)


@pytest.mark.parametrize("prefix", ["", "/segue"])
async def test_linking_from_the_button_to_the_last_page(database: Database, prefix: str) -> None:
    site = Site(database, prefix=prefix)
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        page = await browser.get(URL(offer.url).path)
        assert page.status == 200
        assert "Link a Spotify account to ann on Discord" in await page.text()
        assert "Set-Cookie" not in page.headers
        to_spotify = await site.press_continue(browser, offer.url)
        assert to_spotify.status == 303
        assert to_spotify.headers["Location"].startswith(CONSENT_PAGE)
        state, code = site.spotify.agree(to_spotify.headers["Location"], "annie")
        done = await browser.get(URL(f"{prefix}/callback").with_query(state=state, code=code))
        assert done.status == 200
        assert "<strong>Annie</strong> is now linked" in await done.text()
        assert not list(browser.cookie_jar)
    link = await site.accounts.link(ANN)
    assert link is not None
    assert link.account_id == "annie"


async def test_the_cookie_is_tied_down(site: Site) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        response = await site.press_continue(browser, offer.url)
        cookie = response.cookies[COOKIE]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
            True,
            "Lax",
            "/callback",
            "600",
        )
        assert not cookie["secure"]  # http on loopback; see the next test
        assert len(cookie.value) >= 22  # 128 bits


async def test_the_cookie_is_secure_behind_https(database: Database) -> None:
    site = Site(database)
    site.settings = Settings(
        _env_file=None,
        segue_web_address=site.settings.segue_web_address,
        segue_public_url="https://segue.example",
        spotify_redirect_uri="https://segue.example/callback",
    )
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        response = await site.press_continue(browser, offer.url, Origin="https://segue.example")
        assert response.status == 303
        assert response.cookies[COOKIE]["secure"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_link_previews_change_nothing(site: Site, method: str) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        before = await site.press_continue(browser, offer.url)
        for _ in range(3):
            response = await browser.request(method, URL(offer.url).path)
            assert response.status == 200
            assert "Set-Cookie" not in response.headers
        state, code = site.spotify.agree(before.headers["Location"], "annie")
        head = await browser.head(callback(state=state, code=code))
        assert head.status == 405
        assert (await browser.get(callback(state=state, code=code))).status == 200


async def test_another_browser_cannot_finish_the_link(site: Site) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        response = await site.press_continue(browser, offer.url)
        state, code = site.spotify.agree(response.headers["Location"], "annie")
        async with aiohttp.ClientSession(site.origin) as stranger:
            answer = await stranger.get(callback(state=state, code=code))
            assert answer.status == 404
            wrong = await stranger.get(callback(state=state, code=code), cookies={COOKIE: "x" * 43})
            assert wrong.status == 404
        assert await site.accounts.link(ANN) is None
        assert (await browser.get(callback(state=state, code=code))).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"X-Nothing": "an old browser that says nothing"},
    ],
)
async def test_a_form_of_another_site_is_refused(site: Site, headers: dict[str, str]) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        response = await site.press_continue(browser, offer.url, **headers)
        assert response.status == 403
        assert "Set-Cookie" not in response.headers
        assert "start from the page itself" in await response.text()


async def test_a_browser_that_sends_only_an_origin_may_continue(site: Site) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        assert (await site.press_continue(browser, offer.url, Origin=site.origin)).status == 303


async def test_a_no_at_spotify_is_said_in_words(site: Site) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        response = await site.press_continue(browser, offer.url)
        state, _ = site.spotify.agree(response.headers["Location"], "annie")
        answer = await browser.get(callback(state=state, error="access_denied"))
        assert answer.status == 400
        text = await answer.text()
        assert "You said no on Spotify" in text
        assert "<code>/link</code>" in text


async def test_who_is_not_registered_reads_what_the_operator_must_do(site: Site) -> None:
    site.spotify.unregistered.add("annie")
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        response = await site.press_continue(browser, offer.url)
        state, code = site.spotify.agree(response.headers["Location"], "annie")
        answer = await browser.get(callback(state=state, code=code))
        assert answer.status == 400
        text = await answer.text()
        assert "Nothing was linked" in text
        assert "User Management" in text
    assert await site.accounts.link(ANN) is None


async def test_an_old_link_is_gone(site: Site) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        site.clock.turn(minutes=10)
        for response in (await browser.get(URL(offer.url).path), await site.press_continue(browser, offer.url)):
            assert response.status == 404
            assert "no longer valid" in await response.text()


@pytest.mark.parametrize(
    "path", ["/", "/link/", "/link/short", f"/link/{'x' * 43}", "/link/../../etc/passwd", "/x?y=z"]
)
async def test_an_unknown_address_is_a_page(site: Site, path: str) -> None:
    async with site.open() as browser:
        response = await browser.get(path)
        assert response.status == 404
        assert response.content_type == "text/html"
        assert "/link" in await response.text()


async def test_names_are_shown_and_not_run(site: Site) -> None:
    name = """<script>alert(1)</script>"&'**bold**"""
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, name)
        text = await (await browser.get(URL(offer.url).path)).text()
        assert "<script" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;&#x27;" in text


async def test_names_on_the_last_page_show_as_they_are(site: Site) -> None:
    site.spotify.names["annie"] = "**Ann** `x` \\o/ <t:1:R>"
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann_")
        assert "<strong>ann_</strong>" in await (await browser.get(URL(offer.url).path)).text()
        response = await site.press_continue(browser, offer.url)
        state, code = site.spotify.agree(response.headers["Location"], "annie")
        text = await (await browser.get(callback(state=state, code=code))).text()
        assert "<strong>**Ann** `x` \\o/ &lt;t:1:R&gt;</strong>" in text


async def test_a_pause_of_spotifys_ends_at_a_time_that_people_can_read(site: Site) -> None:
    site.spotify.resting_until = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        response = await site.press_continue(browser, offer.url)
        state, code = site.spotify.agree(response.headers["Location"], "annie")
        text = await (await browser.get(callback(state=state, code=code))).text()
        assert "it opens again 2026-11-24 at 06:30 UTC" in text


async def test_every_answer_carries_the_headers(site: Site) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        pages = [
            await browser.get(URL(offer.url).path),
            await site.press_continue(browser, offer.url),
            await browser.get("/nowhere"),
            await browser.get(callback()),
            await browser.get("/healthz"),
        ]
        for page in pages:
            assert page.headers["Cache-Control"] == "no-store"
            assert page.headers["Referrer-Policy"] == "no-referrer"
            assert page.headers["X-Content-Type-Options"] == "nosniff"
            policy = page.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "form-action 'self' https://accounts.spotify.com" in policy


async def test_the_page_needs_nothing_from_elsewhere(site: Site) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        text = await (await browser.get(URL(offer.url).path)).text()
    assert '<html lang="en">' in text
    assert [
        word for word in ("src=", "href=", "http://", "https://", "<script", "@import", "url(") if word in text
    ] == []


async def test_without_a_public_address_the_callback_says_what_to_paste_and_changes_nothing(database: Database) -> None:
    site = Site(database, public=False)
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        state, code = site.spotify.agree(offer.url, "annie")
        page = await browser.get(callback(state=state, code=code))
        assert page.status == 200
        assert "Copy the whole address" in await page.text()
        assert (await browser.get(f"/link/{'x' * 43}")).status == 404
        assert await site.accounts.link(ANN) is None
        profile = await site.accounts.paste(ANN, str(page.url))
        assert profile.account_id == "annie"


async def test_health_is_json_and_its_status_says_whether_all_is_well(site: Site) -> None:
    async with site.open() as browser:
        well = await browser.get("/healthz")
        assert (well.status, await well.json()) == (200, {"ok": True, "model": "demo"})
        site.state = {"ok": False, "discord": "no heartbeat"}
        ill = await browser.get("/healthz")
        assert (ill.status, await ill.json()) == (503, {"ok": False, "discord": "no heartbeat"})


async def test_too_many_at_once_are_asked_to_come_back(site: Site) -> None:
    async with site.open() as browser:
        site.healthy.clear()
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(site.origin, connector=connector) as crowd:
            requests = [asyncio.create_task(crowd.get("/healthz")) for _ in range(AT_ONCE + 3)]
            done, waiting = await asyncio.wait(requests, return_when=asyncio.FIRST_COMPLETED)
            while len(done) < 3:
                more, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                done |= more
            assert [task.result().status for task in done] == [503] * 3
            site.healthy.set()
            assert [(await task).status for task in waiting] == [200] * AT_ONCE
        assert (await browser.get("/healthz")).status == 200


async def test_a_large_body_is_refused(site: Site) -> None:
    async with site.open() as browser:
        offer = await site.accounts.begin(ANN, "ann")
        for size, status in ((BODY_LIMIT, 303), (BODY_LIMIT + 1, 413)):
            response = await browser.post(
                URL(offer.url).path,
                data=b"x" * size,
                headers={"Sec-Fetch-Site": "same-origin"},
                allow_redirects=False,
            )
            assert response.status == status


async def test_a_bug_shows_an_id_that_is_in_the_log_and_no_secret(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.state = {"ok": object()}  # no JSON
    with caplog.at_level(logging.DEBUG):
        async with site.open() as browser:
            response = await browser.get("/healthz")
            assert response.status == 500
            text = await response.text()
    (record,) = [record for record in caplog.records if record.name == "bot.web"]
    error_id = record.getMessage().split()[1]
    assert f"<strong>{error_id}</strong>" in text
    assert "Traceback" not in text


async def test_no_log_line_holds_a_code_a_state_or_a_link(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with site.open() as browser:
            offer = await site.accounts.begin(ANN, "ann")
            await browser.get(URL(offer.url).path)
            response = await site.press_continue(browser, offer.url)
            state, code = site.spotify.agree(response.headers["Location"], "annie")
            cookie = response.cookies[COOKIE].value
            assert (await browser.get(callback(state=state, code=code))).status == 200
    secrets = (state, code, cookie, URL(offer.url).name)
    lines = [record.getMessage() for record in caplog.records]
    assert lines  # storage, at least, was talkative
    assert [secret for secret in secrets if any(secret in line for line in lines)] == []


async def test_an_address_in_use_is_explained(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", site.port))
        taken.listen()
        with pytest.raises(SettingsError, match=f"SEGUE_WEB_ADDRESS 127.0.0.1:{site.port} cannot be used"):
            async with site.open():
                pass


async def test_port_0_takes_any_free_port(site: Site) -> None:
    settings = load_settings(_env_file=None, segue_web_address="127.0.0.1:0")
    async with (
        serve(settings, site.accounts, site.health) as address,
        aiohttp.ClientSession() as browser,
    ):
        assert URL(address).port != 0
        assert (await browser.get(f"{address}/healthz")).status == 200


async def test_nothing_listens_any_more_when_the_context_is_left(site: Site) -> None:
    async with site.open():
        pass
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", site.port)


@pytest.mark.parametrize(
    ("accepted", "language", "heading"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de", "Hier ist nichts"),
        ("fr-FR, es-MX;q=0.7", "es-419", "Aquí no hay nada"),
        ("fr", "en", "There is nothing here"),
        ("*", "en", "There is nothing here"),
        (";;q=x,,", "en", "There is nothing here"),
    ],
)
async def test_pages_speak_the_browsers_language(site: Site, accepted: str, language: str, heading: str) -> None:
    async with site.open() as browser:
        page = await (await browser.get("/nowhere", headers={"Accept-Language": accepted})).text()
    assert f"<h1>{heading}</h1>" in page
    assert f'<html lang="{language}">' in page
