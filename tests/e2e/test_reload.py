"""The real `segue run` takes another model: by `segue reload`, by SIGHUP, and not when that model is damaged."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from playground.demo.process import BotProcess, bot_settings, free_address
from playground.discord import DiscordPlayground
from playground.spotify import SpotifyPlayground
from recsys.bundle import MANIFEST
from tests.support.scenes import FOLK, JAZZ


class Scene:
    """A bot whose model is named by the `.env` in its folder, and people who ask it."""

    def __init__(self, discord: DiscordPlayground, settings: Mapping[str, str], folder: Path) -> None:
        self.discord = discord
        self.folder = folder
        self.settings = {name: value for name, value in settings.items() if name != "SEGUE_MODEL"}
        self._people = 0

    def name_model(self, bundle: Path) -> None:
        (self.folder / ".env").write_text(f"SEGUE_MODEL={bundle.as_posix()}\n", encoding="utf-8")

    async def scene_of(self, vibe: str) -> str:
        """The scene of the first song for a mood, asked for by somebody new."""
        self._people += 1
        answer = await self.discord.user(f"person{self._people}").slash("recommend", vibe=vibe, count=1)
        found = re.search(r"(\w+) Tune \d+", answer.text)
        return found[1] if found else answer.text

    async def reload(self) -> tuple[int, str]:
        """`segue reload`: its exit status, and what it says."""
        others = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "reload"),
            cwd=self.folder,
            env={**others, **self.settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        return process.returncode or 0, said.decode()


@pytest.fixture
async def scene(tmp_path: Path, trained_bundle: Path) -> AsyncIterator[Scene]:
    address = free_address()
    async with DiscordPlayground() as discord, SpotifyPlayground(redirect_uris=(f"{address}/callback",)) as spotify:
        scene = Scene(discord, bot_settings(discord, spotify, address, trained_bundle), tmp_path)
        scene.name_model(trained_bundle)
        yield scene


async def test_the_command_takes_what_the_settings_name_now(scene: Scene, other_bundle: Path) -> None:
    async with BotProcess(scene.folder, scene.settings) as bot:
        await bot.online(scene.discord)
        assert await scene.scene_of(f"{JAZZ} Evening") == JAZZ
        scene.name_model(other_bundle)
        status, said = await scene.reload()
        assert status == 0, said
        assert said.startswith("The bot answers with others now (600 songs from 300 playlists, from ")
        assert await scene.scene_of(f"{FOLK} Evening") == FOLK
        assert "Traceback" not in bot.log
    status, said = await scene.reload()
    assert status == 2
    assert "No bot answers here" in said


async def test_a_bundle_that_cannot_be_used_is_refused_with_the_reason(scene: Scene, trained_bundle: Path) -> None:
    bundle = scene.folder / "bundle"
    shutil.copytree(trained_bundle, bundle)
    scene.name_model(bundle)
    async with BotProcess(scene.folder, scene.settings) as bot:
        await bot.online(scene.discord)
        for file in sorted(bundle.rglob("*.npy")):  # in place, in the very folder that the bot has started with
            os.truncate(file, 10)
        status, said = await scene.reload()
        assert status == 1
        assert re.search(r"has 10 bytes instead of \d+\. Copy or train it again\. The bot goes on with scenes\.", said)
        assert str(bundle) in said
        (bundle / MANIFEST).write_text('{"format": 999}', encoding="utf-8")
        status, said = await scene.reload()
        assert status == 1
        assert "it has format 999, and this version of Segue reads" in said
        assert await scene.scene_of(f"{JAZZ} Evening") == JAZZ


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no SIGHUP")
async def test_sighup_takes_a_bundle_that_was_trained_to_the_same_place(
    scene: Scene, trained_bundle: Path, other_bundle: Path
) -> None:
    bundle = scene.folder / "bundle"
    shutil.copytree(trained_bundle, bundle)
    scene.name_model(bundle)
    async with BotProcess(scene.folder, scene.settings) as bot:
        await bot.online(scene.discord)
        bundle.rename(scene.folder / "before")
        shutil.copytree(other_bundle, bundle)
        assert await scene.scene_of(f"{JAZZ} Evening") == JAZZ
        os.kill(bot.pid, signal.SIGHUP)
        async with asyncio.timeout(60):
            while "The bot answers with others now" not in bot.log:  # noqa: ASYNC110 - another process decides
                await asyncio.sleep(0.05)
        assert await scene.scene_of(f"{FOLK} Evening") == FOLK
        assert await bot.stop() == 0, bot.log


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no SIGHUP")
async def test_the_end_of_its_terminal_ends_the_bot(scene: Scene) -> None:
    """`script`-like: a session of its own on a pseudo-terminal, whose other end is closed."""
    import pty

    controller, terminal = pty.openpty()
    start = (
        "import fcntl, os, sys, termios\nos.setsid()\nfcntl.ioctl(int(sys.argv[1]), termios.TIOCSCTTY, 0)\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'bot', 'run'])"
    )
    log = scene.folder / "bot.log"
    others = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
    with log.open("wb") as stream:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", start, str(terminal)),
            cwd=scene.folder,
            env={**others, **scene.settings},
            pass_fds=(terminal,),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
    os.close(terminal)
    try:
        await scene.discord.online(60)
        os.close(controller)
        assert await asyncio.wait_for(process.wait(), 30) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert "stopped" in log.read_text(encoding="utf-8")
