"""Staying connected: Discord that cannot be reached at the start, connections that break, a token that is withdrawn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import discord
import pytest

from bot.client import SegueClient, redirected
from bot.settings import load_settings
from cogs.components import Control
from playground.demo.process import free_address
from playground.discord import DiscordPlayground
from tests.support.bot import Stage, logged
from tests.support.ports import DictNotes


@asynccontextmanager
async def staying(api_base: str, gateway: str, token: str) -> AsyncIterator[asyncio.Task[None]]:
    """A client that stays connected to these addresses until the context ends."""
    settings = load_settings(_env_file=None, segue_discord_api_base=api_base, segue_discord_gateway=gateway)
    client = SegueClient(DictNotes(), (), (Control,), guild_ready_timeout=0.01)
    with redirected(settings):
        connection = asyncio.create_task(client.stay_connected(token))
        try:
            yield connection
        finally:
            connection.cancel()
            await client.close()
            await asyncio.wait({connection})


async def test_a_discord_that_is_not_there_yet_is_waited_for() -> None:
    port = urlsplit(free_address()).port
    assert port is not None
    later = DiscordPlayground(port=port)
    addresses = f"http://127.0.0.1:{port}/api/v10", f"ws://127.0.0.1:{port}/gateway/"
    with logged("Discord cannot be reached") as said:
        async with staying(*addresses, later.token):
            await said.wait()
            async with later:
                await later.online()


async def test_a_discord_in_trouble_is_waited_for(stage: Stage) -> None:
    await stage.discord.fail_next("GET /users/@me", 503)
    async with staying(stage.discord.api_base, stage.discord.gateway_url, stage.discord.token):
        await stage.discord.online()


async def test_a_gateway_that_is_not_there_yet_is_waited_for(stage: Stage) -> None:
    nobody = free_address().replace("http", "ws")
    with logged("Discord cannot be reached") as said:
        async with staying(stage.discord.api_base, nobody, stage.discord.token):
            await said.wait()
            right = load_settings(_env_file=None, segue_discord_gateway=stage.discord.gateway_url)
            with redirected(right):
                await stage.discord.online()


async def test_commands_that_cannot_be_registered_stop_nothing(stage: Stage) -> None:
    await stage.discord.fail_next("PUT /applications/*/commands", 503)
    async with stage.running():
        pass  # online


@pytest.mark.parametrize("trouble", ["drop_connection", "restart_gateway", "invalidate_session"])
async def test_commands_and_buttons_work_again_after_a_connection_broke(stage: Stage, trouble: str) -> None:
    ben = stage.discord.user("ben")
    async with stage.running():
        answer = await ben.slash("recommend", vibe="rain", count=20)
        await getattr(stage.discord, trouble)()
        if trouble == "invalidate_session":  # nothing is kept for a bot without a session
            await stage.discord.offline()
            await stage.discord.online()
        following = next(button for button in answer.buttons if "next" in (button.custom_id or ""))
        assert "Page 2" in (await ben.click(answer, following.custom_id or "")).text
        assert "**1. Song 0**" in (await ben.slash("recommend", vibe="sun", count=1)).text


async def test_a_token_that_is_refused_or_withdrawn_ends_it(stage: Stage) -> None:
    addresses = stage.discord.api_base, stage.discord.gateway_url
    async with staying(*addresses, "not.the.token") as connection:
        with pytest.raises(discord.LoginFailure):
            await connection
    async with staying(*addresses, stage.discord.token) as connection:
        await stage.discord.online()
        await stage.discord.reset_token()
        with pytest.raises(discord.LoginFailure):
            await connection
