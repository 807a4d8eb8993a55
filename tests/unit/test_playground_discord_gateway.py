"""The gateway's manners towards a client that has none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from playground.discord import DiscordPlayground
from tests.support.discord_wire import RawBot

IDENTITY = {"token": "playground.discord.token", "intents": 1, "properties": {}}


@pytest.fixture
async def playground() -> AsyncIterator[DiscordPlayground]:
    async with DiscordPlayground(strict=False) as playground:
        yield playground


async def closing_code(playground: DiscordPlayground, *frames: Any, query: str = "?v=10&encoding=json") -> int | None:
    """Sends frames after HELLO and reads until the server closes."""
    async with aiohttp.ClientSession() as session, session.ws_connect(playground.gateway_url + query) as socket:
        for frame in frames:
            await (socket.send_str(frame) if isinstance(frame, str) else socket.send_json(frame))
        async for _ in socket:
            pass
        return socket.close_code


@asynccontextmanager
async def connected(playground: DiscordPlayground) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A connection that has heard HELLO."""
    url = playground.gateway_url + "?v=10&encoding=json"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        await socket.receive_json()
        yield socket


def resume(playground: DiscordPlayground, session_id: str, seq: int) -> dict[str, Any]:
    return {"op": 6, "d": {"token": playground.token, "session_id": session_id, "seq": seq}}


def identify(**changes: Any) -> dict[str, Any]:
    return {"op": 2, "d": IDENTITY | changes}


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (["no json"], 4002),
        ([{"op": 3, "d": {}}], 4003),
        ([identify(token="other")], 4004),
        ([identify(), identify()], 4005),
        ([{"op": 1, "d": None}] * 121, 4008),
        ([identify(shard=[1, 1])], 4010),
        ([identify(intents=1 << 30)], 4013),
        ([identify(intents=1 << 15)], 4014),
        ([identify(), {"op": 77, "d": None}], 4001),
    ],
)
async def test_close_codes(playground: DiscordPlayground, frames: list[Any], code: int) -> None:
    assert await closing_code(playground, *frames) == code


async def test_only_version_10_in_json(playground: DiscordPlayground) -> None:
    assert await closing_code(playground, query="?v=9&encoding=json") == 4012
    assert await closing_code(playground, query="?v=10&encoding=etf") == 4012


async def test_heartbeats_are_acknowledged(playground: DiscordPlayground) -> None:
    async with RawBot(playground) as bot:
        await bot.socket.send_json({"op": 1, "d": 2})
        assert (await bot.frame())["op"] == 11


async def test_privileged_intents_can_be_allowed() -> None:
    async with DiscordPlayground(privileged_intents=True) as playground, connected(playground) as socket:
        await socket.send_json(identify(intents=1 << 15))
        assert (await socket.receive_json())["t"] == "READY"


async def test_resume_replays_what_came_after_the_last_number(playground: DiscordPlayground) -> None:
    async with RawBot(playground) as bot:
        await playground.drop_connection()
        async with connected(playground) as socket:
            # READY was number 1, GUILD_CREATE number 2.
            await socket.send_json(resume(playground, bot.session_id, 1))
            frames = [await socket.receive_json() for _ in range(2)]
    assert [(frame["t"], frame["s"]) for frame in frames] == [("GUILD_CREATE", 2), ("RESUMED", 3)]


async def test_an_unknown_session_cannot_be_resumed(playground: DiscordPlayground) -> None:
    async with connected(playground) as socket:
        await socket.send_json(resume(playground, "other", 1))
        assert await socket.receive_json() == {"op": 9, "d": False}
        await socket.send_json(identify())
        assert (await socket.receive_json())["t"] == "READY"


async def test_a_clean_goodbye_ends_the_session(playground: DiscordPlayground) -> None:
    async with RawBot(playground) as bot:
        await bot.socket.close(code=1000)
        await playground.offline()
        async with connected(playground) as socket:
            await socket.send_json(resume(playground, bot.session_id, 2))
            assert await socket.receive_json() == {"op": 9, "d": False}
