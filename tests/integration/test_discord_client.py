"""The client itself: registering commands, stopping, and telling people what went wrong."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot.client import COMMANDS_NOTE, definitions_of
from cogs.areas import AREAS
from playground.discord import DiscordPlayground
from tests.support.bot import Stage, logged


async def test_commands_are_registered_as_printed(stage: Stage) -> None:
    async with stage.running():
        registered = await stage.discord.commands()
    printed = definitions_of(AREAS)
    assert [command["name"] for command in printed] == [
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
    ]
    for ours, theirs in zip(printed, sorted(registered, key=lambda command: command["name"]), strict=True):
        same = ("name", "type", "contexts", "integration_types")
        assert {name: theirs[name] for name in same} == {name: ours[name] for name in same}
        assert theirs["description"] == ours.get("description", "")  # those of menus have none
        options = [[option["name"] for option in one.get("options", ())] for one in (theirs, ours)]
        assert options[0] == options[1]


async def test_commands_are_registered_again_only_when_they_changed(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage.running() as bot:
        digest = await bot.database.notes.get(COMMANDS_NOTE)
        assert digest is not None
    await stage.discord.offline()
    # Were they sent again, Discord would refuse them now, and the client would say so.
    await stage.discord.fail_next("PUT /applications/*/commands", 403, 50001)
    async with stage.running() as bot:
        assert "did not take the commands" not in caplog.text
        await bot.database.notes.set(COMMANDS_NOTE, "of another version")
    await stage.discord.offline()
    async with stage.running() as bot:
        assert "did not take the commands" in caplog.text
        assert await bot.database.notes.get(COMMANDS_NOTE) == "of another version"
    await stage.discord.offline()
    async with stage.running() as bot:
        assert await bot.database.notes.get(COMMANDS_NOTE) == digest


async def test_a_bot_may_be_closed_before_discord_py_finds_it_ready(stage: Stage) -> None:
    async with stage.running():
        waiting = [task for task in asyncio.all_tasks() if "_delay_ready" in repr(task.get_coro())]
    assert waiting
    assert await asyncio.gather(*waiting) == [None]  # it still finds itself ready, and has nothing to tell anybody


async def test_what_is_in_hand_is_finished_before_stopping(stage: Stage) -> None:
    ben, eve = stage.discord.user("ben"), stage.discord.user("eve")
    stage.engine.hold = asyncio.Event()
    async with stage.running() as bot:
        asking = asyncio.create_task(ben.slash("recommend", vibe="rain", count=1))
        await stage.engine.asked.wait()
        draining = asyncio.create_task(bot.client.drain(10))
        await asyncio.sleep(0)
        refused = await eve.slash("recommend", vibe="rain")
        assert "being restarted" in refused.text
        assert not draining.done()
        stage.engine.hold.set()
        await draining
        assert "**1. Song 0**" in (await asking).text


async def test_who_still_waits_when_draining_ends_is_told(stage: Stage) -> None:
    stage.engine.hold = asyncio.Event()  # never set
    async with stage.running() as bot:
        asking = asyncio.create_task(stage.discord.user("ben").slash("recommend", vibe="rain", count=1))
        await stage.engine.asked.wait()
        before = time.monotonic()
        await bot.client.drain(0.05)
        assert time.monotonic() - before < 5
        assert "being restarted" in (await asking).text


async def test_a_discord_that_is_silent_at_the_end_is_not_waited_for(stage: Stage) -> None:
    stage.engine.hold = asyncio.Event()
    async with stage.running() as bot:
        asking = asyncio.create_task(stage.discord.user("ben").slash("recommend", vibe="rain", count=1))
        await stage.engine.asked.wait()
        await stage.discord.fail_next("PATCH /webhooks/*/*/messages/@original", 0, delay=60)
        before = time.monotonic()
        await bot.client.drain(0.05)
        assert time.monotonic() - before < 5
        asking.cancel()


async def test_lag_of_the_event_loop_is_measured_and_logged(stage: Stage) -> None:
    async with stage.running() as bot:
        with logged("the event loop was blocked for 0.") as said:
            time.sleep(0.7)  # noqa: ASYNC251 - what is measured
            await said.wait()
        assert bot.client.lag.worst > 0.5


async def test_refusals_of_discord_are_logged_not_raised(tmp_path: Path) -> None:
    async with DiscordPlayground(strict=False) as discord:
        stage = Stage(discord, tmp_path)
        async with stage.running():
            stage.engine.failure = ZeroDivisionError()
            await discord.fail_next("PATCH /webhooks/*/*/messages/@original", 404, 10015)
            with logged("could not tell anybody about ZeroDivisionError") as said:
                asking = asyncio.create_task(discord.user("ben").slash("recommend", vibe="rain"))
                await said.wait()
            asking.cancel()
