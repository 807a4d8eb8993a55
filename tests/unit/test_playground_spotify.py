"""The loopback Spotify is as strict as the real one is towards a new app of late 2026."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import orjson
import pytest

from playground.spotify import ControlError, Episode, Fault, LocalFile, SpotifyControl, SpotifyPlayground
from playground.spotify.accounts import SCOPES
from recsys.domain import Track, is_playground_id
from tests.support.ports import SettableClock
from tests.support.spotify import songs

VERIFIER = "v" * 50
REDIRECT = "http://127.0.0.1:8888/callback"
READING = "playlist-read-private playlist-read-collaborative user-read-private"


class Browser:
    """Asks the playground over HTTP, as an app does."""

    def __init__(self, spotify: SpotifyPlayground, session: aiohttp.ClientSession, clock: SettableClock) -> None:
        self.spotify, self.session, self.clock = spotify, session, clock

    async def ask(
        self, method: str, path: str, token: str | None = None, body: Any = None, **query: str
    ) -> tuple[int, Any]:
        """Status and answer of a Web API request."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        url = self.spotify.api_base + path
        async with self.session.request(method, url, params=query, json=body, headers=headers) as response:
            text = await response.text()
            return response.status, orjson.loads(text) if response.content_type == "application/json" else text

    async def get(self, path: str, token: str | None = None, **query: str) -> tuple[int, Any]:
        return await self.ask("GET", path, token, **query)

    async def post_token(self, form: Mapping[str, str], secret: str | None = None) -> tuple[int, Any]:
        basic = aiohttp.encode_basic_auth(self.spotify.client_id, secret) if secret is not None else None
        headers = {"Authorization": basic} if basic else {}
        async with self.session.post(self.spotify.accounts_base + "api/token", data=form, headers=headers) as response:
            return response.status, await response.json()

    def consent_url(self, **changes: str) -> str:
        plain = {
            "client_id": self.spotify.client_id,
            "response_type": "code",
            "redirect_uri": REDIRECT,
            "scope": READING,
            "state": "the state",
            "code_challenge_method": "S256",
            "code_challenge": challenge(VERIFIER),
        }
        query = {name: value for name, value in {**plain, **changes}.items() if value}
        return f"{self.spotify.accounts_base}authorize?{urlencode(query)}"

    def exchange_form(self, code: str, **changes: str) -> dict[str, str]:
        plain = {"client_id": self.spotify.client_id, "grant_type": "authorization_code", "redirect_uri": REDIRECT}
        return {**plain, "code": code, "code_verifier": VERIFIER, **changes}

    async def code(self, name: str, **changes: str) -> str:
        redirected = self.spotify.consent(self.consent_url(**changes), as_=name)
        return answer_of(redirected)["code"]

    async def sign_in(self, name: str, scope: str = READING) -> dict[str, Any]:
        status, grant = await self.post_token(self.exchange_form(await self.code(name, scope=scope)))
        assert status == 200
        return dict(grant)

    async def token(self, name: str, scope: str = READING) -> str:
        return str((await self.sign_in(name, scope))["access_token"])

    async def app_token(self) -> str:
        _, grant = await self.post_token({"grant_type": "client_credentials"}, self.spotify.client_secret)
        return str(grant["access_token"])


def challenge(verifier: str) -> str:
    """RFC 7636, section 4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def answer_of(redirected: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(redirected).query).items()}


@asynccontextmanager
async def opened() -> AsyncIterator[Browser]:
    clock = SettableClock()
    async with SpotifyPlayground(now=clock.now) as spotify, aiohttp.ClientSession() as session:
        spotify.add_user("alice", display_name="Alice A.")
        spotify.add_user("bob")
        spotify.add_user("carol", registered=False)
        yield Browser(spotify, session, clock)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with opened() as found:
        yield found


class TestConsent:
    async def test_the_page_offers_everybody_and_a_no(self, browser: Browser) -> None:
        async with browser.session.get(browser.consent_url()) as response:
            page = await response.text()
        assert response.status == 200
        assert all(name in page for name in ("alice", "bob", "carol", "No"))

    async def test_a_click_leads_back_with_code_and_state(self, browser: Browser) -> None:
        url = browser.consent_url()
        async with browser.session.post(url, data={"user": "alice"}, allow_redirects=False) as response:
            location = response.headers["Location"]
        assert location.startswith(REDIRECT + "?")
        assert answer_of(location)["state"] == "the state"
        status, _ = await browser.post_token(browser.exchange_form(answer_of(location)["code"]))
        assert status == 200

    async def test_no_is_said_to_the_app(self, browser: Browser) -> None:
        redirected = browser.spotify.consent(browser.consent_url(), as_="alice", deny=True)
        assert answer_of(redirected) == {"error": "access_denied", "state": "the state"}

    async def test_a_scope_that_does_not_exist(self, browser: Browser) -> None:
        redirected = browser.spotify.consent(browser.consent_url(scope="read-minds"), as_="alice")
        assert answer_of(redirected)["error"] == "invalid_scope"

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"client_id": "another"}, "INVALID_CLIENT: Invalid client"),
            ({"redirect_uri": "http://localhost:8888/callback"}, "INVALID_CLIENT: Invalid redirect URI"),
            ({"redirect_uri": "http://127.0.0.1:8888/callback/"}, "INVALID_CLIENT: Invalid redirect URI"),
            ({"redirect_uri": "http://127.0.0.1:8888/callback?x=1"}, "INVALID_CLIENT: Invalid redirect URI"),
            ({"redirect_uri": "https://127.0.0.1:8888/callback"}, "INVALID_CLIENT: Invalid redirect URI"),
            ({"redirect_uri": "http://someone@127.0.0.1:8888/callback"}, "INVALID_CLIENT: Invalid redirect URI"),
            ({"response_type": "token"}, "response_type must be code"),
            ({"code_challenge_method": "plain"}, "code_challenge_method must be S256"),
        ],
    )
    async def test_what_the_page_does_not_open_with(self, browser: Browser, changes: dict[str, str], said: str) -> None:
        for method in ("GET", "POST"):
            async with browser.session.request(method, browser.consent_url(**changes)) as response:
                assert (response.status, await response.text()) == (400, said)

    @pytest.mark.parametrize(
        ("registered", "asked", "works"),
        [
            ("https://bot.example/callback", "https://bot.example/callback", True),
            ("https://bot.example/callback", "https://bot.example:8443/callback", False),
            ("http://127.0.0.1/callback", "http://127.0.0.1:4711/callback", True),
            ("http://127.0.0.1:8888/callback", "http://127.0.0.1:4711/callback", False),
            ("http://[::1]/callback", "http://[::1]:4711/callback", True),
        ],
    )
    async def test_redirect_addresses_match_exactly_but_for_a_loopback_port(
        self, registered: str, asked: str, works: bool
    ) -> None:
        async with SpotifyPlayground(redirect_uris=[registered]) as spotify, aiohttp.ClientSession() as session:
            url = Browser(spotify, session, SettableClock()).consent_url(redirect_uri=asked)
            async with session.get(url) as response:
                assert (response.status == 200) is works

    @pytest.mark.parametrize("uri", ["http://localhost/callback", "http://192.168.0.7/callback", "ftp://127.0.0.1/"])
    def test_addresses_that_cannot_be_registered(self, uri: str) -> None:
        with pytest.raises(ValueError, match="does not take"):
            SpotifyPlayground(redirect_uris=[uri])


class TestTokens:
    async def test_a_grant(self, browser: Browser) -> None:
        grant = await browser.sign_in("alice")
        assert set(grant) == {"access_token", "token_type", "expires_in", "scope", "refresh_token"}
        assert (grant["token_type"], grant["expires_in"]) == ("Bearer", 3600)
        assert set(grant["scope"].split()) == set(READING.split())

    @pytest.mark.parametrize(
        ("changes", "error", "description"),
        [
            ({"code": "made up"}, "invalid_grant", "Invalid authorization code"),
            ({"code_verifier": "w" * 50}, "invalid_grant", "code_verifier was incorrect"),
            ({"code_verifier": ""}, "invalid_grant", "code_verifier was incorrect"),
            ({"redirect_uri": "http://127.0.0.1:1/callback"}, "invalid_grant", "Invalid redirect URI"),
            ({"client_id": "another"}, "invalid_client", "Invalid client"),
            ({"client_secret": "wrong"}, "invalid_client", "Invalid client secret"),
            (
                {"grant_type": "password"},
                "unsupported_grant_type",
                "grant_type parameter is missing or unknown",
            ),
        ],
    )
    async def test_refused_exchanges(
        self, browser: Browser, changes: dict[str, str], error: str, description: str
    ) -> None:
        form = {**browser.exchange_form(await browser.code("alice")), **changes}
        assert await browser.post_token(form) == (400, {"error": error, "error_description": description})

    async def test_a_code_works_once_and_for_ten_minutes(self, browser: Browser) -> None:
        form = browser.exchange_form(await browser.code("alice"))
        assert (await browser.post_token(form))[0] == 200
        assert (await browser.post_token(form))[1]["error_description"] == "Authorization code already used"
        late = browser.exchange_form(await browser.code("alice"))
        browser.clock.advance(minutes=10)
        assert (await browser.post_token(late))[1]["error_description"] == "Authorization code expired"

    async def test_without_pkce_the_secret_is_needed(self, browser: Browser) -> None:
        changes = {"code_challenge": "", "code_challenge_method": ""}
        form = browser.exchange_form(await browser.code("alice", **changes))
        assert (await browser.post_token(form))[1]["error"] == "invalid_client"
        form = browser.exchange_form(await browser.code("alice", **changes))
        assert (await browser.post_token(form, browser.spotify.client_secret))[0] == 200

    async def test_an_access_token_lives_for_an_hour(self, browser: Browser) -> None:
        token = await browser.token("alice")
        browser.clock.advance(seconds=3599)
        assert (await browser.get("me", token))[0] == 200
        browser.clock.advance(seconds=1)
        expired = {"error": {"status": 401, "message": "The access token expired"}}
        assert await browser.get("me", token) == (401, expired)

    @pytest.mark.parametrize("rotate", [False, True])
    async def test_refreshing(self, browser: Browser, rotate: bool) -> None:
        browser.spotify.set_rules(rotate_refresh_tokens=rotate)
        grant = await browser.sign_in("alice")
        form = {"grant_type": "refresh_token", "client_id": browser.spotify.client_id}
        status, renewed = await browser.post_token({**form, "refresh_token": grant["refresh_token"]})
        assert status == 200
        assert ("refresh_token" in renewed) is rotate
        status, again = await browser.post_token({**form, "refresh_token": grant["refresh_token"]})
        assert status == (400 if rotate else 200)
        assert again.get("error") == ("invalid_grant" if rotate else None)

    async def test_six_months_and_revoking_end_a_refresh_token(self, browser: Browser) -> None:
        of_alice, of_bob = await browser.sign_in("alice"), await browser.sign_in("bob")
        form = {"grant_type": "refresh_token", "client_id": browser.spotify.client_id}
        browser.spotify.revoke("bob")
        revoked = {"error": "invalid_grant", "error_description": "Refresh token revoked"}
        assert await browser.post_token({**form, "refresh_token": of_bob["refresh_token"]}) == (400, revoked)
        assert (await browser.get("me", of_bob["access_token"]))[0] == 401
        browser.clock.advance(days=181)
        assert (await browser.post_token({**form, "refresh_token": of_alice["refresh_token"]}))[0] == 200
        browser.clock.advance(days=1)
        expired = {"error": "invalid_grant", "error_description": "Refresh token expired"}
        assert await browser.post_token({**form, "refresh_token": of_alice["refresh_token"]}) == (400, expired)

    async def test_the_apps_own_token(self, browser: Browser) -> None:
        form = {"grant_type": "client_credentials"}
        status, grant = await browser.post_token(form, browser.spotify.client_secret)
        assert (status, set(grant)) == (200, {"access_token", "token_type", "expires_in"})
        assert (await browser.post_token(form, "wrong"))[1]["error"] == "invalid_client"
        unproven = {**form, "client_id": browser.spotify.client_id}
        assert (await browser.post_token(unproven))[1]["error"] == "invalid_client"


class TestDoor:
    async def test_without_a_token(self, browser: Browser) -> None:
        assert (await browser.get("me"))[1]["error"]["message"] == "No token provided"
        assert (await browser.get("me", "made up"))[1]["error"]["message"] == "Invalid access token"

    async def test_five_people_and_no_more(self, browser: Browser) -> None:
        for name in ("dora", "emil", "fred"):
            browser.spotify.add_user(name)
        with pytest.raises(ValueError, match="room for 5"):
            browser.spotify.add_user("gina")

    async def test_who_is_not_registered_may_consent_and_then_nothing(self, browser: Browser) -> None:
        token = await browser.token("carol")
        status, text = await browser.get("me", token)
        assert status == 403
        assert "the user may not be registered" in text
        browser.spotify.register("carol")
        assert (await browser.get("me", token))[0] == 200

    async def test_an_owner_without_premium_closes_the_app(self, browser: Browser) -> None:
        token = await browser.token("alice")
        browser.spotify.set_rules(owner_premium=False)
        status, text = await browser.get("me", token)
        assert (status, "Active premium subscription required" in text) == (403, True)
        assert (await browser.get("search", await browser.app_token(), q="x", type="track"))[0] == 403

    @pytest.mark.parametrize(
        ("method", "path", "scope", "body"),
        [
            ("GET", "me", "user-read-private", None),
            ("GET", "me/", "user-read-private", None),
            ("GET", "me/playlists", "playlist-read-private", None),
            ("GET", "me/top/tracks", "user-top-read", None),
            ("GET", "me/tracks", "user-library-read", None),
            ("GET", "playlists/{public}/items", "playlist-read-private", None),
            ("POST", "me/playlists", "playlist-modify-private", {"name": "New", "public": False}),
            ("POST", "me/playlists", "playlist-modify-public", {"name": "New"}),
            ("PUT", "playlists/{public}", "playlist-modify-public", {"name": "New"}),
            ("POST", "playlists/{public}/items", "playlist-modify-public", {"uris": []}),
            ("PUT", "playlists/{public}/items", "playlist-modify-public", {"uris": []}),
            ("DELETE", "playlists/{public}/items", "playlist-modify-public", {"items": []}),
            ("PUT", "me/library?uris=spotify:track:x", "user-library-modify", None),
            ("DELETE", "me/library?uris=spotify:track:x", "user-library-modify", None),
            ("GET", "me/library/contains?uris=spotify:track:x", "user-library-read", None),
        ],
    )
    async def test_each_route_needs_its_scope(
        self, browser: Browser, method: str, path: str, scope: str, body: Any
    ) -> None:
        public = browser.spotify.add_playlist("alice", "Mine", songs(1), public=True)
        others = " ".join(SCOPES - {scope})
        refused = {"error": {"status": 403, "message": "Insufficient client scope"}}
        where = path.replace("{public}", public)
        assert await browser.ask(method, where, await browser.token("alice", others), body) == (403, refused)
        assert (await browser.ask(method, where, await browser.token("alice", scope), body))[0] in (200, 201)

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "audio-features/x", 403),
            ("GET", "audio-features?ids=x", 403),
            ("GET", "tracks?ids=x", 403),
            ("GET", "tracks/?ids=x", 403),
            ("GET", "artists/x/top-tracks", 403),
            ("GET", "playlists/x/tracks", 403),
            ("POST", "users/alice/playlists", 403),
            ("DELETE", "playlists/x/followers", 403),
            ("PUT", "me/tracks?ids=x", 403),
            ("GET", "me/tracks/contains?ids=x", 403),
            ("GET", "recommendations?seed_tracks=x", 404),
            ("GET", "artists/x/related-artists", 404),
        ],
    )
    async def test_what_is_gone(self, browser: Browser, method: str, path: str, status: int) -> None:
        found, body = await browser.ask(method, path, await browser.token("alice"))
        assert (found, body["error"]["status"]) == (status, status)

    async def test_an_unknown_route_ends_the_test(self) -> None:
        with pytest.raises(AssertionError, match="GET /v1/me/horoscope"):
            async with opened() as browser:
                assert (await browser.get("me/horoscope", await browser.token("alice")))[0] == 501

    async def test_calls_are_counted_by_token(self, browser: Browser) -> None:
        token = await browser.token("alice")
        await browser.get("me", token)
        await browser.get("me/playlists", token)
        assert browser.spotify.counts() == {token: 2}
        assert browser.spotify.count(user="alice") == browser.spotify.count() == 2
        assert browser.spotify.count(user="bob") == 0


class TestReading:
    async def test_me_has_what_is_left(self, browser: Browser) -> None:
        _, me = await browser.get("me", await browser.token("alice"))
        assert me["display_name"] == "Alice A."
        assert me["account_id"] != me["id"] == "alice"
        assert not {"country", "email", "product", "followers", "explicit_content"} & set(me)

    async def test_own_playlists(self, browser: Browser) -> None:
        token = await browser.token("alice")
        mine = browser.spotify.add_playlist("alice", "Mine", songs(3))
        ours = browser.spotify.add_playlist("bob", "Ours", collaborators=["alice"])
        theirs = browser.spotify.add_playlist("bob", "Theirs", public=True)
        browser.spotify.add_playlist("bob", "His")
        browser.spotify.follow("alice", theirs)
        _, page = await browser.get("me/playlists", token)
        assert [each["id"] for each in page["items"]] == [theirs, ours, mine]
        assert page["items"][2]["items"] == {"total": 3}
        assert page["total"] == 3
        _, less = await browser.get("me/playlists", await browser.token("alice", "playlist-read-private"))
        assert [each["id"] for each in less["items"]] == [theirs, mine]

    async def test_ids_are_the_playgrounds_own(self, browser: Browser) -> None:
        playlist_id = browser.spotify.add_playlist("alice", "Mine", ["Toto - Africa"])
        track_id = browser.spotify.add_track("Toto - Africa")
        assert all(len(each) == 22 and is_playground_id(each) for each in (playlist_id, track_id))
        given = browser.spotify.add_track(Track("Dreams", ("Fleetwood Mac",), "playgroundSong00000001"))
        assert given == "playgroundSong00000001"

    async def test_entries_only_for_owners_and_collaborators(self, browser: Browser) -> None:
        playlist_id = browser.spotify.add_playlist("bob", "His", songs(3), public=True, collaborators=["alice"])
        other = browser.spotify.add_playlist("bob", "Also his", songs(3), public=True)
        of_alice, of_bob = await browser.token("alice"), await browser.token("bob")
        for token in (of_alice, of_bob):
            _, found = await browser.get(f"playlists/{playlist_id}", token)
            assert found["items"]["total"] == 3
            assert (await browser.get(f"playlists/{playlist_id}/items", token))[0] == 200
        _, found = await browser.get(f"playlists/{other}", of_alice)
        assert (found["name"], "items" in found, "tracks" in found) == ("Also his", False, False)
        assert await browser.get(f"playlists/{other}/items", of_alice) == (
            403,
            {"error": {"status": 403, "message": "Forbidden"}},
        )
        assert (await browser.get(f"playlists/{other}/items", await browser.app_token()))[0] == 403
        browser.spotify.set_rules(extended=True)
        assert (await browser.get(f"playlists/{other}/items", of_alice))[0] == 200
        assert (await browser.get(f"playlists/{other}/items", await browser.app_token()))[0] == 200

    async def test_private_and_editorial_playlists_are_not_found(self, browser: Browser) -> None:
        private = browser.spotify.add_playlist("bob", "His", songs(3))
        browser.spotify.add_user("spotify", registered=False)
        editorial = browser.spotify.add_playlist("spotify", "Hits", songs(3), made_by_spotify=True)
        for playlist_id in (private, editorial, "x" * 22):
            for path in (f"playlists/{playlist_id}", f"playlists/{playlist_id}/items"):
                assert (await browser.get(path, await browser.token("alice")))[0] == 404

    async def test_pages(self, browser: Browser) -> None:
        playlist_id = browser.spotify.add_playlist("alice", "Mine", songs(120))
        token, path = await browser.token("alice"), f"playlists/{playlist_id}/items"
        _, page = await browser.get(path, token, limit="50", offset="100")
        assert [each["item"]["name"] for each in page["items"]] == [f"Song {number}" for number in range(100, 120)]
        assert (page["total"], page["next"], page["limit"], page["offset"]) == (120, None, 50, 100)
        _, first = await browser.get(path, token)
        assert len(first["items"]) == first["limit"] == 20
        assert "offset=20" in first["next"]
        for limit in ("51", "-1", "many"):
            assert (await browser.get(path, token, limit=limit))[0] == 400

    @pytest.mark.parametrize(("key", "sent"), [("item", {"item"}), ("track", {"track"}), ("both", {"item", "track"})])
    async def test_the_name_of_an_entry(self, browser: Browser, key: str, sent: set[str]) -> None:
        browser.spotify.set_rules(item_key=key)
        playlist_id = browser.spotify.add_playlist("alice", "Mine", songs(1))
        _, page = await browser.get(f"playlists/{playlist_id}/items", await browser.token("alice"))
        assert {"item", "track"} & set(page["items"][0]) == sent

    async def test_entries_that_are_no_songs(self, browser: Browser) -> None:
        playlist_id = browser.spotify.add_playlist("alice", "Mine", [None, Episode("Talk"), LocalFile("tape")])
        _, page = await browser.get(f"playlists/{playlist_id}/items", await browser.token("alice"))
        gone, episode, local = page["items"]
        assert gone["item"] is None
        assert episode["item"]["type"] == "episode"
        assert (local["is_local"], local["item"]["id"]) == (True, None)

    async def test_fields(self, browser: Browser) -> None:
        playlist_id = browser.spotify.add_playlist("alice", "Mine", songs(2))
        token, path = await browser.token("alice"), f"playlists/{playlist_id}"
        _, found = await browser.get(path, token, fields="id,owner(id,display_name),items(total)")
        owner = {"id": "alice", "display_name": "Alice A."}
        assert found == {"id": playlist_id, "owner": owner, "items": {"total": 2}}
        _, found = await browser.get(path, token, fields="name,tracks(total)")
        assert found == {"name": "Mine"}
        assert (await browser.get(path, token, fields="name;drop"))[0] == 400

    async def test_a_track_with_a_cover(self, browser: Browser) -> None:
        track_id = browser.spotify.add_track(Track("Dreams", ("Fleetwood Mac",), album="Rumours", year=1977))
        _, track = await browser.get(f"tracks/{track_id}", await browser.app_token())
        assert (track["name"], track["artists"][0]["name"]) == ("Dreams", "Fleetwood Mac")
        assert not {"popularity", "available_markets", "linked_from"} & set(track)
        assert (track["album"]["release_date"], len(track["external_ids"]["isrc"])) == ("1977", 12)
        async with browser.session.get(track["album"]["images"][0]["url"]) as response:
            picture = await response.read()
        assert response.content_type == "image/png"
        # Width and height stand after the signature, the length and the name of the first chunk.
        assert (int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")) == (640, 640)
        assert (await browser.get("tracks/" + "x" * 22, await browser.app_token()))[0] == 404

    async def test_search(self, browser: Browser) -> None:
        browser.spotify.add_tracks(
            [Track("Dreams", ("Fleetwood Mac",)), Track("Dreams", ("The Cranberries",)), *songs(11)]
        )
        token = await browser.app_token()
        _, both = await browser.get("search", token, q="dreams", type="track")
        assert [each["artists"][0]["name"] for each in both["tracks"]["items"]] == ["Fleetwood Mac", "The Cranberries"]
        _, one = await browser.get("search", token, q='track:dreams artist:"The Cranberries"', type="track")
        assert one["tracks"]["total"] == 1
        isrc = one["tracks"]["items"][0]["external_ids"]["isrc"]
        _, same = await browser.get("search", token, q=f"isrc:{isrc}", type="track")
        assert same["tracks"]["items"] == one["tracks"]["items"]
        _, some = await browser.get("search", token, q="song", type="track")
        assert (len(some["tracks"]["items"]), some["tracks"]["total"]) == (5, 11)
        _, more = await browser.get("search", token, q="song", type="track", limit="10")
        assert len(more["tracks"]["items"]) == 10
        assert (await browser.get("search", token, q="song", type="track", limit="11"))[0] == 400

    async def test_saved_and_top_tracks(self, browser: Browser) -> None:
        ids = browser.spotify.add_tracks(songs(3))
        browser.spotify.save_tracks("alice", saved=ids[:2], top=ids[2:])
        token = await browser.token("alice", "user-top-read user-library-read")
        _, saved = await browser.get("me/tracks", token)
        _, top = await browser.get("me/top/tracks", token)
        assert [each["track"]["id"] for each in saved["items"]] == ids[:2]
        assert [each["id"] for each in top["items"]] == ids[2:]


class TestWriting:
    async def test_a_playlist_is_made_filled_changed_and_given_up(self, browser: Browser) -> None:
        scopes = f"{READING} playlist-modify-private user-library-modify"
        token = await browser.token("alice", scopes)
        uris = [f"spotify:track:{track_id}" for track_id in browser.spotify.add_tracks(songs(3))]
        status, made = await browser.ask("POST", "me/playlists", token, {"name": "New", "public": False})
        assert (status, made["name"], made["owner"]["id"]) == (201, "New", "alice")
        items = f"playlists/{made['id']}/items"
        assert (await browser.ask("POST", items, token, {"uris": uris[:2]}))[0] == 201
        assert (await browser.ask("POST", items, token, uris[2:]))[0] == 201
        assert await self.titles(browser, items, token) == ["Song 0", "Song 1", "Song 2"]
        await browser.ask("DELETE", items, token, {"items": [{"uri": uris[1]}]})
        assert await self.titles(browser, items, token) == ["Song 0", "Song 2"]
        status, answer = await browser.ask("PUT", items, token, {"uris": uris[1:]})
        _, found = await browser.get(f"playlists/{made['id']}", token)
        assert (status, found["snapshot_id"]) == (200, answer["snapshot_id"])
        assert made["snapshot_id"] != found["snapshot_id"]
        await browser.ask("PUT", f"playlists/{made['id']}", token, {"name": "Renamed"})
        assert (await browser.get(f"playlists/{made['id']}", token))[1]["name"] == "Renamed"
        await browser.ask("DELETE", f"me/library?uris=spotify:playlist:{made['id']}", token)
        assert (await browser.get("me/playlists", token))[1]["total"] == 0

    async def test_what_cannot_be_written(self, browser: Browser) -> None:
        token = await browser.token("alice", "playlist-modify-public playlist-read-private")
        of_bob = browser.spotify.add_playlist("bob", "His", public=True)
        mine = browser.spotify.add_playlist("alice", "Mine", public=True)
        track_id = browser.spotify.add_track("Toto - Africa")
        items = f"playlists/{mine}/items"
        assert (await browser.ask("POST", f"playlists/{of_bob}/items", token, {"uris": []}))[0] == 403
        assert (await browser.ask("POST", items, token, {"uris": ["spotify:track:unknown"]}))[0] == 400
        assert (await browser.ask("POST", items, token, {"uris": [f"spotify:track:{track_id}"] * 101}))[0] == 400
        assert (await browser.ask("POST", "me/playlists", token, {"name": ""}))[0] == 400
        for description in ("x" * 301, "two\nlines"):
            new = {"name": "New", "description": description}
            assert (await browser.ask("POST", "me/playlists", token, new))[0] == 400

    async def test_a_cover_is_a_small_jpeg(self, browser: Browser) -> None:
        token = await browser.token("alice", "playlist-modify-public ugc-image-upload playlist-read-private")
        mine = browser.spotify.add_playlist("alice", "Mine", public=True)
        url = f"{browser.spotify.api_base}playlists/{mine}/images"
        jpeg = base64.b64encode(b"\xff\xd8\xff\xe0")
        for kind, body, status in (
            ("image/jpeg", jpeg, 202),
            ("image/png", jpeg, 400),
            ("image/jpeg", base64.b64encode(b"GIF89a"), 400),
            ("image/jpeg", jpeg + base64.b64encode(bytes(256 * 1024)), 400),
        ):
            headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
            async with browser.session.put(url, data=body, headers=headers) as response:
                assert response.status == status

    async def test_the_library(self, browser: Browser) -> None:
        token = await browser.token("alice", "user-library-read user-library-modify")
        uris = "spotify:track:a,spotify:track:b"
        await browser.ask("PUT", "me/library?uris=spotify:track:a", token)
        assert (await browser.get("me/library/contains", token, uris=uris))[1] == [True, False]
        await browser.ask("DELETE", f"me/library?uris={uris}", token)
        assert (await browser.get("me/library/contains", token, uris=uris))[1] == [False, False]

    @staticmethod
    async def titles(browser: Browser, items: str, token: str) -> list[str]:
        _, page = await browser.get(items, token)
        return [each["item"]["name"] for each in page["items"]]


class TestFaults:
    @pytest.mark.parametrize(
        ("fault", "status", "text"),
        [
            (Fault.EXPIRED_TOKEN, 401, "The access token expired"),
            (Fault.NOT_REGISTERED, 403, "may not be registered"),
            (Fault.NO_PREMIUM, 403, "Active premium subscription required"),
            (Fault.NO_SCOPE, 403, "Insufficient client scope"),
            (Fault.FORBIDDEN, 403, "Forbidden"),
            (Fault.NOT_FOUND, 404, "Resource not found"),
            (Fault.BURST, 429, "Too many requests"),
            (Fault.QUOTA, 429, "QUOTA_EXCEEDED"),
            (Fault.SERVER_ERROR, 503, "Service unavailable"),
        ],
    )
    async def test_refusals(self, browser: Browser, fault: Fault, status: int, text: str) -> None:
        token = await browser.token("alice")
        browser.spotify.fail(fault, seconds=7, path="/me")
        headers = {"Authorization": f"Bearer {token}"}
        async with browser.session.get(browser.spotify.api_base + "me", headers=headers) as response:
            assert response.status == status
            assert text in await response.text()
            assert response.headers.get("Retry-After") == ("7" if status == 429 else None)
        assert (await browser.get("me", token))[0] == 200

    async def test_no_proper_answers(self, browser: Browser) -> None:
        token = await browser.token("alice")
        browser.spotify.fail(Fault.MALFORMED)
        with pytest.raises(orjson.JSONDecodeError):
            await browser.get("me", token)
        browser.spotify.fail(Fault.CUT_OFF)
        with pytest.raises(aiohttp.ClientError):
            await browser.get("me", token)
        browser.spotify.fail(Fault.SLOW, seconds=60)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(browser.get("me", token), 0.3)

    async def test_order_path_and_delay(self, browser: Browser) -> None:
        token = await browser.token("alice")
        browser.spotify.fail(Fault.NOT_FOUND, path="/playlists", after=1, times=2)
        statuses = [(await browser.get("me/playlists", token))[0] for _ in range(4)]
        assert statuses == [200, 404, 404, 200]
        assert (await browser.get("me", token))[0] == 200

    async def test_an_answer_is_lost_after_the_work(self, browser: Browser) -> None:
        token = await browser.token("alice", f"{READING} playlist-modify-private")
        browser.spotify.fail(Fault.LOST_ANSWER, path="POST /v1/me/playlists")
        new = {"name": "New", "public": False}
        assert (await browser.get("me/playlists", token))[1]["total"] == 0  # another method
        with pytest.raises(aiohttp.ClientError):
            await browser.ask("POST", "me/playlists", token, new)
        assert (await browser.get("me/playlists", token))[1]["total"] == 1

    async def test_an_answer_is_held_back_after_the_work(self, browser: Browser) -> None:
        token = await browser.token("alice", f"{READING} playlist-modify-private")
        hold = browser.spotify.hold("POST /v1/me/playlists", done=True)
        new = {"name": "New", "public": False}
        making = asyncio.create_task(browser.ask("POST", "me/playlists", token, new))
        await hold.arrived.wait()
        assert (await browser.get("me/playlists", token))[1]["total"] == 1
        assert not making.done()
        hold.release.set()
        assert (await making)[0] == 201

    async def test_a_new_playlist_is_listed_late_and_there_at_once(self, browser: Browser) -> None:
        browser.spotify.set_rules(listed_after=5)
        token = await browser.token("alice", f"{READING} playlist-modify-private")
        _, made = await browser.ask("POST", "me/playlists", token, {"name": "New", "public": False})
        assert (await browser.get("me/playlists", token))[1]["total"] == 0
        assert (await browser.get(f"playlists/{made['id']}", token))[0] == 200
        browser.clock.advance(seconds=5)
        assert (await browser.get("me/playlists", token))[1]["total"] == 1


class TestAnotherProcess:
    async def test_people_act_through_the_control_address(self, browser: Browser) -> None:
        async with SpotifyControl(browser.spotify.addresses()["control"]) as control:
            account_id = await control.add_user("dora")
            tracks = await control.add_tracks([Track("Dreams", ("Fleetwood Mac",)), "Toto - Africa"])
            entries = [Track("Dreams", ("Fleetwood Mac",)), None, Episode("Talk"), LocalFile("tape"), "Toto - Africa"]
            playlist_id = await control.add_playlist("dora", "Hers", entries, public=True)
            await control.follow("alice", playlist_id)
            redirected = await control.consent(browser.consent_url(), as_="dora")
            _, grant = await browser.post_token(browser.exchange_form(answer_of(redirected)["code"]))
            token = grant["access_token"]
            assert (await browser.get("me", token))[1]["account_id"] == account_id
            _, page = await browser.get(f"playlists/{playlist_id}/items", token)
            assert [(each["item"] or {}).get("id") for each in page["items"]][::4] == tracks
            assert await control.count(user="dora") == 2
            await control.fail(Fault.FORBIDDEN)
            assert (await browser.get("me", token))[0] == 403
            await control.register("dora", False)
            assert (await browser.get("me", token))[0] == 403
            await control.set_rules(item_key="track")
            await control.revoke("dora")
            assert (await browser.get("me", token))[0] == 401

    async def test_what_it_cannot_do_it_says(self, browser: Browser) -> None:
        async with SpotifyControl(browser.spotify.addresses()["control"]) as control:
            with pytest.raises(ControlError, match="nobody"):
                await control.add_playlist("nobody", "Nothing")
            with pytest.raises(ControlError, match="no such command: explode"):
                await control.run("explode")
            with pytest.raises(ControlError, match="weather"):
                await control.set_rules(weather="fine")
            with pytest.raises(ControlError, match="INVALID_CLIENT"):
                await control.consent(browser.consent_url(client_id="x"), as_="alice")

    async def test_it_serves_as_a_process_of_its_own(self) -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "playground.spotify", "--users", "demo", "--client-id", "mine"),
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout
        try:
            addresses = orjson.loads(await process.stdout.readline())
            assert addresses["client_id"] == "mine"
            async with aiohttp.ClientSession() as session, session.get(addresses["api_base"] + "me") as response:
                assert response.status == 401
            async with SpotifyControl(addresses["control"]) as control:
                playlist_id = await control.add_playlist("alice", "Another")
            assert is_playground_id(playlist_id)
        finally:
            process.terminate()
            status = await process.wait()
        assert status == (0 if sys.platform != "win32" else 1)
