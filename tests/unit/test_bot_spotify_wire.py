"""Spotipy on threads of its own: no secret in any log, no closed session, no sleeping, no foreign credentials."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
import time
from pathlib import Path

import pytest
import requests
import spotipy

from bot.spotify.wire import THREADS, Unreachable, Wire
from playground.spotify import Fault, SpotifyPlayground
from tests.support.spotify import ALICE, STRANGER, open_house, songs

CHATTY = ("spotipy", "spotipy.client", "spotipy.oauth2", "urllib3", "urllib3.connectionpool", "requests", "bot")


async def test_no_token_and_no_secret_is_logged_at_any_level(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("", *CHATTY):
        caplog.set_level(logging.DEBUG, logger=name)
    async with open_house(tmp_path) as house:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        await house.client.playlist(ALICE, playlist_id)
        await house.client.track(STRANGER, house.spotify.add_track("Toto - Africa"))
        house.spotify.expire_access("alice")
        house.spotify.fail(Fault.SERVER_ERROR)
        await house.client.refresh_own_playlists(ALICE)
        stored = await house.database.links.token(ALICE)
        access = await house.tokens.access_token(ALICE)
        tokens = {call.token.removeprefix("Basic ") for call in house.spotify.calls if call.token}
        assert stored
        secrets = {*tokens, stored.refresh_token.get_secret_value(), access.token.get_secret_value()}
        secrets |= {house.spotify.client_secret}
    assert len(tokens) >= 4  # two of Alice's, Bob's, the app's, and its secret in Base64
    assert "urllib3" in caplog.text  # the capture works
    assert [secret for secret in secrets if secret in caplog.text] == []


async def test_a_session_outlives_the_clients_that_use_it() -> None:
    async with SpotifyPlayground() as spotify:
        wire = Wire(trust_environment=False)
        await wire.run(lambda: wire.session.get(spotify.accounts_base + "images/a/64.png"))
        manager = wire.session.get_adapter(spotify.accounts_base).poolmanager  # type: ignore[attr-defined]
        assert len(manager.pools) == 1
        spotipy.Spotify(auth="token", requests_session=wire.session)  # collected at once, which closes its session
        gc.collect()
        assert len(manager.pools) == 1
        await wire.close()
        assert len(manager.pools) == 0


async def test_calls_run_in_a_bounded_number_of_threads_of_their_own() -> None:
    wire = Wire()
    running = threading.Semaphore(0)
    go_on = threading.Event()
    names: list[str] = []

    def call() -> None:
        names.append(threading.current_thread().name)
        running.release()
        go_on.wait()

    calls = [asyncio.create_task(wire.run(call)) for _ in range(THREADS + 3)]
    for _ in range(THREADS):
        await asyncio.to_thread(running.acquire)
    assert len(names) == THREADS
    go_on.set()
    await asyncio.gather(*calls)
    assert len(names) == THREADS + 3
    assert {name.rpartition("_")[0] for name in names} == {"spotify"}
    await wire.close()


async def test_a_long_retry_after_does_not_block_the_thread() -> None:
    async with SpotifyPlayground() as spotify:
        spotify.fail(Fault.QUOTA, seconds=86_400)
        wire = Wire(trust_environment=False)
        client = spotipy.Spotify(auth="any", requests_session=wire.session, requests_timeout=wire.timeout)
        client.prefix = spotify.api_base
        began = time.monotonic()
        with pytest.raises(spotipy.SpotifyException) as caught:
            await wire.run(client.me)
        assert time.monotonic() - began < 5
        assert spotify.count() == 1
        assert (caught.value.headers["Retry-After"], caught.value.reason) == ("86400", "QUOTA_EXCEEDED")
        await wire.close()


async def test_a_netrc_file_does_not_replace_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with SpotifyPlayground() as spotify:
        wire = Wire()
        headers = {"Authorization": "Bearer ours"}
        await wire.run(lambda: wire.session.get(spotify.api_base + "me", headers=headers))
        assert spotify.calls[0].token == "ours"
        await wire.close()


async def test_cookies_of_one_person_are_not_sent_for_the_next() -> None:
    async with SpotifyPlayground() as spotify:
        wire = Wire(trust_environment=False)
        for _ in range(2):
            answer = await wire.run(lambda: wire.session.get(spotify.api_base + "me"))
        assert "sp_t=" in answer.headers["Set-Cookie"]
        assert [call.cookie for call in spotify.calls] == [None, None]
        await wire.close()


@pytest.mark.parametrize(
    ("problem", "again"),
    [(requests.ConnectionError(), True), (requests.ReadTimeout(), False), (KeyError("expires_in"), False)],
)
async def test_what_is_no_answer_is_unreachable(problem: Exception, again: bool) -> None:
    wire = Wire()

    def call() -> None:
        raise problem

    with pytest.raises(Unreachable) as caught:
        await wire.run(call)
    assert caught.value.again is again
    await wire.close()
