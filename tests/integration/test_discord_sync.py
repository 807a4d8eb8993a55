"""`segue sync` over REST, and its --print."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from playground.discord import DiscordPlayground

COMMANDS = {
    "Continue these songs",
    "about",
    "blend",
    "feedback",
    "help",
    "link",
    "privacy",
    "recommend",
    "rules",
    "settings",
    "similar",
    "unlink",
}


async def segue_sync(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as people run it, in a folder without a .env."""
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "bot", "sync", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


async def test_commands_reach_discord(tmp_path: Path) -> None:
    async with DiscordPlayground() as discord:
        run = await segue_sync(tmp_path, DISCORD_TOKEN=discord.token, SEGUE_DISCORD_API_BASE=discord.api_base)
        assert run.returncode == 0, run.stderr
        assert "“Continue these songs”, /about, /blend, /feedback, /help" in run.stdout
        assert {command["name"] for command in await discord.commands()} == COMMANDS


async def test_print_needs_neither_token_nor_network(tmp_path: Path) -> None:
    run = await segue_sync(tmp_path, "--print", SEGUE_DISCORD_API_BASE="http://127.0.0.1:9/api/v10")
    assert run.returncode == 0, run.stderr
    assert {command["name"] for command in json.loads(run.stdout)} == COMMANDS


@pytest.mark.parametrize(
    ("token", "said"), [("", "DISCORD_TOKEN is not set"), ("wrong", "Discord does not accept DISCORD_TOKEN")]
)
async def test_without_a_good_token_it_says_what_to_do(tmp_path: Path, token: str, said: str) -> None:
    async with DiscordPlayground(strict=False) as discord:
        run = await segue_sync(tmp_path, DISCORD_TOKEN=token, SEGUE_DISCORD_API_BASE=discord.api_base)
    assert run.returncode != 0
    assert said in run.stderr
    assert "Traceback" not in run.stderr


async def test_an_unreachable_discord_is_a_sentence(tmp_path: Path) -> None:
    # Port 9 is the discard service's; nothing listens there.
    run = await segue_sync(tmp_path, DISCORD_TOKEN="x", SEGUE_DISCORD_API_BASE="http://127.0.0.1:9/api/v10")
    assert run.returncode == 1
    assert "Discord cannot be reached" in run.stderr
    assert "Traceback" not in run.stderr
