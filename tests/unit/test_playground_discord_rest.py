"""The REST API's manners: authorization, exact headers, rate limits, ordered faults, unknown routes."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from playground.discord import DiscordPlayground
from tests.support.discord_wire import RawBot, called


@pytest.fixture
async def playground() -> AsyncIterator[DiscordPlayground]:
    async with DiscordPlayground(strict=False) as playground:
        yield playground


@pytest.fixture
async def bot(playground: DiscordPlayground) -> AsyncIterator[RawBot]:
    async with RawBot(playground) as bot:
        yield bot


@pytest.mark.parametrize(
    "authorization", ["", "Bot other", "playground.discord.token", "Bearer playground.discord.token"]
)
async def test_bot_routes_want_the_bots_token(bot: RawBot, authorization: str) -> None:
    status, answer = await bot.call("GET", "/users/@me", headers={"Authorization": authorization})
    assert (status, answer) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_json_is_told_exactly_as_discord_py_compares_it(bot: RawBot) -> None:
    _, _, headers = await bot.exchange("GET", "/users/@me")
    assert headers["Content-Type"] == "application/json"


async def unknown_route(error: Exception | None = None) -> None:
    async with DiscordPlayground() as playground, RawBot(playground) as bot:
        assert (await bot.call("DELETE", "/users/@me"))[0] == 501
        if error:
            raise error


async def test_an_unknown_route_is_a_gap_of_the_playground_and_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="does not know DELETE /api/v10/users/@me"):
        await unknown_route()


async def test_an_error_of_the_test_itself_comes_first() -> None:
    with pytest.raises(ZeroDivisionError):
        await unknown_route(ZeroDivisionError())


async def test_what_is_no_json_is_refused(playground: DiscordPlayground, bot: RawBot) -> None:
    url = f"{playground.api_base}/channels/{bot.channel}/messages"
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {playground.token}"}) as session:
        for data, kind in [(b"{", "application/json"), (b'{"content":"a"}', "text/plain"), (b"[]", "application/json")]:
            async with session.post(url, data=data, headers={"Content-Type": kind}) as response:
                assert (response.status, (await response.json())["code"]) == (400, 50109)


async def test_the_window_of_a_channel_takes_five_messages_in_five_seconds(
    playground: DiscordPlayground, bot: RawBot
) -> None:
    path = f"/channels/{bot.channel}/messages"
    for remaining in (4, 3, 2, 1, 0):
        status, _, headers = await bot.exchange("POST", path, {"content": "a"})
        assert (status, headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == (200, "5", str(remaining))
        assert 0 < float(headers["X-RateLimit-Reset-After"]) <= 5
    bucket = headers["X-RateLimit-Bucket"]
    status, answer, headers = await bot.exchange("POST", path, {"content": "a"})
    assert (status, answer["global"], headers["Via"]) == (429, False, "1.1 google")
    assert headers["X-RateLimit-Bucket"] == bucket
    assert 0 < answer["retry_after"] <= 5
    await playground.advance(answer["retry_after"])
    assert (await bot.call("POST", path, {"content": "a"}))[0] == 200


async def test_fifty_requests_a_second_in_all_without_those_of_interactions(
    playground: DiscordPlayground, bot: RawBot
) -> None:
    await bot.register({"name": "play", "description": "Plays"})
    await playground.advance(2)
    for number in range(50):
        # Half of them elsewhere: no single route has used up its window.
        assert (await bot.call("GET", "/gateway" if number % 2 else "/users/@me"))[0] == 200
    status, answer, headers = await bot.exchange("GET", "/users/@me")
    assert (status, answer["global"], headers["X-RateLimit-Global"]) == (429, True, "true")
    async with called(playground, bot, "play") as interaction:
        assert (await bot.answer(interaction, 4, {"content": "a"}))[0] == 200
    assert (await bot.call("PATCH", f"{bot.hook(interaction)}/messages/@original", {"content": "b"}))[0] == 200


async def test_faults_hit_the_next_requests_that_match(playground: DiscordPlayground, bot: RawBot) -> None:
    await playground.fail_next("GET /channels/*", 503, times=2)
    await playground.fail_next("GET /users/@me", 429, retry_after=7)
    assert (await bot.call("GET", "/gateway"))[0] == 200
    assert [(await bot.call("GET", f"/channels/{bot.channel}"))[0] for _ in range(3)] == [503, 503, 200]
    status, answer, headers = await bot.exchange("GET", "/users/@me")
    assert (status, answer["retry_after"], "Via" in headers) == (429, 7, True)
    assert await playground.violations() == []


async def test_direct_messages_are_opened_once_and_seen_by_one_person(
    playground: DiscordPlayground, bot: RawBot
) -> None:
    alice, bob = playground.user("alice"), playground.user("bob")
    opened = [await bot.call("POST", "/users/@me/channels", {"recipient_id": await alice.id()}) for _ in range(2)]
    assert opened[0] == opened[1]
    assert (await bot.call("POST", f"/channels/{opened[0][1]['id']}/messages", {"content": "psst"}))[0] == 200
    assert [message.text for message in await alice.dm.messages(alice)] == ["psst"]
    assert await bob.dm.messages(bob) == []
    status, answer = await bot.call("POST", "/users/@me/channels", {"recipient_id": "1"})
    assert (status, answer["code"]) == (404, 10013)


async def test_messages_of_a_channel_come_newest_first(bot: RawBot) -> None:
    sent = [(await bot.post({"content": text}))[1]["id"] for text in "abc"]
    path = f"/channels/{bot.channel}/messages"
    assert [item["content"] for item in (await bot.call("GET", path))[1]] == ["c", "b", "a"]
    assert [item["content"] for item in (await bot.call("GET", f"{path}?before={sent[1]}"))[1]] == ["a"]
    assert [item["content"] for item in (await bot.call("GET", f"{path}?after={sent[0]}&limit=1"))[1]] == ["c"]
    assert (await bot.call("DELETE", f"{path}/{sent[0]}"))[0] == 204
    status, answer = await bot.call("GET", f"{path}/{sent[0]}")
    assert (status, answer["code"]) == (404, 10008)
    status, answer = await bot.call("GET", "/channels/1/messages")
    assert (status, answer["code"]) == (404, 10003)


async def test_login_routes(playground: DiscordPlayground, bot: RawBot) -> None:
    assert (await bot.call("GET", "/users/@me"))[1]["bot"] is True
    assert (await bot.call("GET", "/oauth2/applications/@me"))[1]["id"] == bot.application
    assert (await bot.call("GET", "/gateway/bot"))[1]["url"] == playground.gateway_url
    assert (await bot.call("GET", f"/guilds/{bot.guild}"))[1]["name"] == "The Listening Room"
