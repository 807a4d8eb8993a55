"""The real `segue run` as its own process, between a loopback Discord and Spotify."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

import aiohttp
import pytest

from playground.demo.process import BotDied, BotProcess, bot_settings, free_address
from playground.demo.stage import Browser
from playground.discord import DiscordPlayground
from playground.spotify import Fault, LocalFile, SpotifyPlayground
from tests.support.scenes import JAZZ, METAL, SONGS, song

STOPPED_WITHIN = 10
"""Seconds that a clean end may take."""


class Scene:
    """Both servers, and settings for bots that stand between them."""

    def __init__(self, discord: DiscordPlayground, spotify: SpotifyPlayground, address: str, model: Path) -> None:
        self.discord = discord
        self.spotify = spotify
        self.address = address
        self.browser = Browser(spotify, address)
        self.settings: Mapping[str, str] = bot_settings(discord, spotify, address, model)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    while not condition():  # noqa: ASYNC110 - it sets no event here
        await asyncio.sleep(0.05)


@pytest.fixture
async def scene(trained_bundle: Path) -> AsyncIterator[Scene]:
    address = free_address()
    async with DiscordPlayground() as discord, SpotifyPlayground(redirect_uris=(f"{address}/callback",)) as spotify:
        yield Scene(discord, spotify, address, trained_bundle)


async def test_link_recommend_restart_and_press_an_old_button(scene: Scene, tmp_path: Path) -> None:
    scene.spotify.add_user("alice")
    mine = scene.spotify.add_playlist(
        "alice", "Blue hours", [*(song(JAZZ, number) for number in range(12)), LocalFile("Demo tape")]
    )
    alice = scene.discord.user("alice")

    async with BotProcess(tmp_path, scene.settings) as bot:
        await bot.online(scene.discord)
        offer = await alice.slash("link")
        url = next(button.url for button in offer.buttons if button.url)
        await scene.browser.link(url, "alice")

        answer = await alice.slash("recommend", playlist=f"https://open.spotify.com/playlist/{mine}", count=15)
        assert answer.ephemeral, "what draws on a linked account is for its owner"
        assert "Blue hours" in answer.text
        assert "12 of 12 songs known" in answer.text
        assert f"{JAZZ} Tune" in answer.text
        assert f"{METAL} Tune" not in answer.text
        following = next(button for button in answer.buttons if "next" in (button.custom_id or ""))
        status = await bot.stop(STOPPED_WITHIN)
        if os.name == "posix":  # Windows has no SIGTERM to be clean after
            assert status == 0, bot.log

    async with BotProcess(tmp_path, scene.settings) as bot:
        await bot.online(scene.discord)
        second_page = await alice.click(answer, following.custom_id or "")
        assert "Page 2" in second_page.text
        assert second_page.text != answer.text
        bob = scene.discord.user("bob")
        mood = await bob.slash("recommend", vibe=f"{METAL} Evening", count=3)
        assert f"{METAL} Tune" in mood.text
        log = bot.log

    for secret in (scene.discord.token, scene.spotify.client_secret, scene.settings["SEGUE_SECRET_KEYS"]):
        assert secret not in log
    assert "Traceback" not in log


async def test_stopping_while_spotify_hangs_is_quick_and_told(scene: Scene, tmp_path: Path) -> None:
    scene.spotify.add_user("alice")
    mine = scene.spotify.add_playlist("alice", "Blue hours", [song(JAZZ, number) for number in range(12)])
    alice = scene.discord.user("alice")
    async with BotProcess(tmp_path, scene.settings) as bot:
        await bot.online(scene.discord)
        offer = await alice.slash("link")
        await scene.browser.link(next(button.url for button in offer.buttons if button.url), "alice")
        scene.spotify.fail(Fault.SLOW, path=f"{mine}/items", seconds=15)
        asking = asyncio.create_task(alice.slash("recommend", playlist=mine))
        await until(lambda: scene.spotify.count(f"/playlists/{mine}") > 0)  # the songs come next
        status = await bot.stop(STOPPED_WITHIN)
        if os.name == "posix":
            assert status == 0, bot.log
            answer = await asking
            await answer.until(lambda message: "being restarted" in message.text)
        asking.cancel()


async def test_a_discord_that_cannot_be_reached_is_waited_for(scene: Scene, tmp_path: Path) -> None:
    nobody = free_address()
    settings = {**scene.settings, "SEGUE_DISCORD_API_BASE": f"{nobody}/api/v10"}
    async with BotProcess(tmp_path, settings) as bot:
        await until(lambda: "Discord cannot be reached" in bot.log)
        status = await bot.stop(STOPPED_WITHIN)
        if os.name == "posix":
            assert status == 0, bot.log
        assert "Traceback" not in bot.log


async def test_a_playlist_that_a_kill_interrupts_is_finished_at_the_next_start(scene: Scene, tmp_path: Path) -> None:
    scene.spotify.add_user("alice")
    scene.spotify.add_tracks(song(JAZZ, number) for number in range(SONGS))
    alice = scene.discord.user("alice")
    async with BotProcess(tmp_path, scene.settings) as bot:
        await bot.online(scene.discord)
        shown = await alice.slash("recommend", vibe=f"{JAZZ} Evening", count=5)
        files = await alice.click(shown, "Create playlist")
        offer = await alice.click(await files.until(lambda reply: bool(reply.components)), "Link Spotify")
        await scene.browser.link(next(button.url for button in offer.buttons if button.url), "alice")

        hold = scene.spotify.hold("PUT /v1/playlists")
        form = await alice.click(shown, "Create playlist")
        assert form.modal is not None
        reply = await alice.submit(form.modal, {"Name": "Blue evening"})
        await hold.arrived.wait()
        os.kill(bot.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        await bot.ended()
        hold.release.set()
    await scene.discord.offline()

    async with BotProcess(tmp_path, scene.settings) as bot:
        await bot.online(scene.discord)
        while not (told := await alice.dm.messages(alice)):  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.05)
        assert "**Blue evening** is in your Spotify, for you alone: 5 songs." in told[0].text
        # The button in the message that the kill has left behind says the same.
        stands = await alice.click(reply, "Where does it stand?")
        await stands.until(lambda message: "is in your Spotify" in message.text)
        assert "Traceback" not in bot.log
    (made,) = [each for each in scene.spotify.world.playlists.values() if each.name == "Blue evening"]
    assert len(made.items) == 5


async def test_health_says_what_is_up(scene: Scene, tmp_path: Path) -> None:
    async with BotProcess(tmp_path, scene.settings) as bot, aiohttp.ClientSession() as browser:
        await bot.online(scene.discord)
        async with browser.get(f"{scene.address}/healthz") as answer:
            health = await answer.json()
    assert health["recommender"] is True
    assert health["database"] is True
    assert health["loop_lag_seconds"] >= 0


async def test_a_second_bot_on_the_same_database_is_refused(scene: Scene, tmp_path: Path) -> None:
    async with BotProcess(tmp_path, scene.settings) as first:
        await first.online(scene.discord)
        other = {**scene.settings, "SEGUE_WEB_ADDRESS": "127.0.0.1:0"}
        (tmp_path / "second").mkdir()
        database = f"sqlite+aiosqlite:///{(tmp_path / 'data' / 'segue.db').as_posix()}"
        async with BotProcess(tmp_path / "second", {**other, "SEGUE_DATABASE_URL": database}) as second:
            assert await second.ended() == 2
            assert "in use by another `segue run`" in second.log


async def test_a_token_that_discord_refuses_is_a_sentence(scene: Scene, tmp_path: Path) -> None:
    settings = {**scene.settings, "DISCORD_TOKEN": "not.the.token"}
    async with BotProcess(tmp_path, settings) as bot:
        with pytest.raises(BotDied, match="DISCORD_TOKEN is not accepted by Discord"):
            await bot.online(scene.discord)
        assert "Traceback" not in bot.log
        assert "not.the.token" not in bot.log


async def test_stopping_during_the_start_is_clean(scene: Scene, tmp_path: Path) -> None:
    async with BotProcess(tmp_path, scene.settings) as bot:
        status = await bot.stop(STOPPED_WITHIN)
    if os.name == "posix":
        assert "Traceback" not in bot.log
        assert status in (0, -15)  # -15: the signal came before Python had a handler for it
