"""The life of an interaction, seen by a bot that makes every mistake: deadlines, second answers, follow-ups, tokens."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from playground.discord import DiscordPlayground, NoAnswer
from tests.support.discord_wire import EPHEMERAL, V2, RawBot, button, called, problems, row, text, typed, v2

PLAY = {"name": "play", "description": "Plays", "integration_types": [0, 1]}
FORM = {
    "custom_id": "m",
    "title": "Form",
    "components": [{"type": 18, "label": "Why", "component": {"type": 4, "style": 1, "custom_id": "why"}}],
}


@pytest.fixture
async def playground() -> AsyncIterator[DiscordPlayground]:
    async with DiscordPlayground(strict=False) as playground:
        yield playground


@pytest.fixture
async def bot(playground: DiscordPlayground) -> AsyncIterator[RawBot]:
    async with RawBot(playground) as bot:
        text_option = {"type": 3, "name": "text", "description": "Words", "autocomplete": True}
        await bot.register(PLAY, {"name": "find", "description": "Finds", "options": [text_option]})
        yield bot


async def test_three_seconds_for_the_first_answer(playground: DiscordPlayground, bot: RawBot) -> None:
    async with called(playground, bot, "play") as interaction:
        await playground.advance(2.5)
        assert (await bot.answer(interaction, 4, {"content": "in time"}))[0] == 200
    asked = asyncio.create_task(playground.user("alice").slash("play"))
    interaction = await bot.interaction()
    await playground.advance(3.5)
    status, answer = await bot.answer(interaction, 4, {"content": "late"})
    assert (status, answer["code"]) == (404, 10062)
    with pytest.raises(NoAnswer, match="within 3 seconds"):
        await asked


async def test_one_first_answer(playground: DiscordPlayground, bot: RawBot) -> None:
    async with called(playground, bot, "play") as interaction:
        assert (await bot.answer(interaction, 5))[0] == 200
        status, answer = await bot.answer(interaction, 4, {"content": "again"})
        assert (status, answer["code"]) == (400, 40060)
        await bot.call("PATCH", f"{bot.hook(interaction)}/messages/@original", {"content": "done"})


async def test_a_refused_answer_is_no_answer(playground: DiscordPlayground, bot: RawBot) -> None:
    async with called(playground, bot, "play") as interaction:
        status, answer = await bot.answer(interaction, 4, {})
        assert (status, answer["code"]) == (400, 50006)
        assert (await bot.answer(interaction, 4, {"content": "better"}))[0] == 200
    assert await playground.violations() == [
        "POST /interactions/{interaction}/{token}/callback: 50006 Cannot send an empty message"
    ]


async def test_fifteen_minutes_for_the_token(playground: DiscordPlayground, bot: RawBot) -> None:
    async with called(playground, bot, "play") as interaction:
        await bot.answer(interaction, 4, {"content": "a"})
    original = f"{bot.hook(interaction)}/messages/@original"
    await playground.advance(15 * 60 - 5)
    assert (await bot.call("PATCH", original, {"content": "b"}))[0] == 200
    await playground.advance(10)
    for method, path, body in [
        ("PATCH", original, {"content": "c"}),
        ("POST", bot.hook(interaction), {"content": "c"}),
    ]:
        status, answer = await bot.call(method, path, body)
        assert (status, answer["code"]) == (401, 50027)


async def test_no_webhook_before_the_first_answer_or_with_another_token(
    playground: DiscordPlayground, bot: RawBot
) -> None:
    async with called(playground, bot, "play") as interaction:
        for path in (
            bot.hook(interaction),
            f"/webhooks/{bot.application}/other",
            f"/webhooks/1/{interaction['token']}",
        ):
            status, answer = await bot.call("POST", path, {"content": "early"})
            assert (status, answer["code"]) == (404, 10015)
        await bot.answer(interaction, 4, {"content": "a"})
    status, answer = await bot.answer({**interaction, "token": "other"}, 4, {"content": "a"})
    assert (status, answer["code"]) == (404, 10062)


async def test_the_receipt_tells_which_message_it_became(playground: DiscordPlayground, bot: RawBot) -> None:
    async with called(playground, bot, "play") as interaction:
        _, receipt = await bot.answer(interaction, 5, {"flags": EPHEMERAL})
        about = receipt["interaction"]
        assert (about["id"], about["type"]) == (interaction["id"], 2)
        assert (about["response_message_loading"], about["response_message_ephemeral"]) == (True, True)
        assert receipt["resource"]["message"]["id"] == about["response_message_id"]
        _, message = await bot.call("PATCH", f"{bot.hook(interaction)}/messages/@original", v2(text("done")))
        # Loading (1 << 7) is gone, what the defer settled stays.
        assert (message["id"], message["flags"]) == (about["response_message_id"], EPHEMERAL | V2)


async def test_without_with_response_there_is_no_body(playground: DiscordPlayground, bot: RawBot) -> None:
    async with called(playground, bot, "play") as interaction:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        assert await bot.call("POST", path, {"type": 4, "data": {"content": "a"}}) == (204, None)


async def test_a_defer_carries_no_flag_but_ephemeral(playground: DiscordPlayground, bot: RawBot) -> None:
    async with called(playground, bot, "play") as interaction:
        status, answer = await bot.answer(interaction, 5, {"flags": V2})
        assert (status, problems(answer)) == (400, ["data.flags"])
        assert (await bot.answer(interaction, 5, {"flags": EPHEMERAL}))[0] == 200
        await bot.call("PATCH", f"{bot.hook(interaction)}/messages/@original", {"content": "done"})


async def test_a_follow_up_right_after_a_defer_fills_the_loading_message(
    playground: DiscordPlayground, bot: RawBot
) -> None:
    async with called(playground, bot, "play") as interaction:
        _, receipt = await bot.answer(interaction, 5, {"flags": EPHEMERAL})
        _, first = await bot.call("POST", bot.hook(interaction), {"content": "meant for all"})
        assert first["id"] == receipt["interaction"]["response_message_id"]
        assert first["flags"] == EPHEMERAL
        _, second = await bot.call("POST", bot.hook(interaction), {"content": "for all"})
        assert (second["id"] != first["id"], second["flags"]) == (True, 0)


async def test_ephemeral_messages_do_not_exist_for_the_channel_api(playground: DiscordPlayground, bot: RawBot) -> None:
    async with called(playground, bot, "play") as interaction:
        _, receipt = await bot.answer(interaction, 4, {"content": "secret", "flags": EPHEMERAL})
    message_id = receipt["interaction"]["response_message_id"]
    path = f"/channels/{bot.channel}/messages/{message_id}"
    for method, body in [("GET", None), ("PATCH", {"content": "b"}), ("DELETE", None)]:
        status, answer = await bot.call(method, path, body)
        assert (status, answer["code"]) == (404, 10008)
    assert (await bot.call("GET", f"/channels/{bot.channel}/messages"))[1] == []
    assert (await bot.call("GET", f"{bot.hook(interaction)}/messages/{message_id}"))[0] == 200


async def test_five_follow_ups_for_a_personal_install(playground: DiscordPlayground, bot: RawBot) -> None:
    for install, last in [("user", 400), ("guild", 200)]:
        async with called(playground, bot, "play", user=playground.user("alice", install=install)) as interaction:
            await bot.answer(interaction, 4, {"content": "0"})
        for number in range(1, 6):
            assert (await bot.call("POST", bot.hook(interaction), {"content": str(number)}))[0] == 200
        await playground.advance(3)  # the webhook's window of five requests is over
        status, answer = await bot.call("POST", bot.hook(interaction), {"content": "6"})
        assert status == last
        assert answer.get("code") == (40094 if last == 400 else None)


async def test_a_form_answers_no_form(playground: DiscordPlayground, bot: RawBot) -> None:
    alice = playground.user("alice")
    opened = asyncio.create_task(alice.slash("play"))
    await bot.answer(await bot.interaction(), 9, FORM)
    modal = (await opened).modal
    assert modal is not None
    async with bot.arrived(alice.submit(modal, {"Why": "so"})) as interaction:
        status, answer = await bot.answer(interaction, 9, FORM)
        assert (status, problems(answer)) == (400, ["type"])
        # It was opened by a command: there is no message to update either.
        assert problems((await bot.answer(interaction, 7, {"content": "a"}))[1]) == ["type"]
        assert (await bot.answer(interaction, 4, {"content": "thanks"}))[0] == 200


async def test_autocomplete_takes_choices_only_and_has_no_webhook(playground: DiscordPlayground, bot: RawBot) -> None:
    async with typed(playground, bot, "find", "text", "a") as interaction:
        assert problems((await bot.answer(interaction, 4, {"content": "a"}))[1]) == ["type"]
        assert (await bot.answer(interaction, 8, {"choices": []}))[0] == 200
    status, answer = await bot.call("POST", bot.hook(interaction), {"content": "a"})
    assert (status, answer["code"]) == (404, 10015)


async def test_a_component_changes_its_message_now_or_later(playground: DiscordPlayground, bot: RawBot) -> None:
    alice = playground.user("alice")
    asked = asyncio.create_task(alice.slash("play"))
    await bot.answer(await bot.interaction(), 4, v2(text("one"), row(button("next", "Next"))))
    message = await asked
    pressed = asyncio.create_task(alice.click(message, "Next"))
    interaction = await bot.interaction()
    assert interaction["message"]["components"] == message.components
    assert (await bot.answer(interaction, 7, {"components": [text("two"), row(button("next", "Next"))]}))[0] == 200
    assert (await pressed).text == "two"

    pressed = asyncio.create_task(alice.click(message, "Next"))
    interaction = await bot.interaction()
    assert (await bot.answer(interaction, 6))[0] == 200
    assert not pressed.done()
    await bot.call("PATCH", f"{bot.hook(interaction)}/messages/@original", {"components": [text("three")]})
    assert ((await pressed).text, (await pressed).id) == ("three", message.id)


async def test_watching_an_answer_change(playground: DiscordPlayground, bot: RawBot) -> None:
    alice = playground.user("alice")
    asked = asyncio.create_task(alice.slash("play"))
    interaction = await bot.interaction()
    await bot.answer(interaction, 4, {"content": "1 of 3"})
    answer = await asked
    done = asyncio.create_task(answer.until(lambda message: message.text == "3 of 3"))
    for content in ("2 of 3", "3 of 3"):
        await bot.call("PATCH", f"{bot.hook(interaction)}/messages/@original", {"content": content})
    assert (await done).revision == 3
    assert (await answer.refresh()).text == "3 of 3"
    with pytest.raises(NoAnswer, match="did not change"):
        await (await done).changed(patience=0.01)
    assert (await bot.call("DELETE", f"{bot.hook(interaction)}/messages/@original"))[0] == 204
    assert (await answer.refresh()).deleted


async def test_a_deferred_answer_that_never_comes(playground: DiscordPlayground, bot: RawBot) -> None:
    asked = asyncio.create_task(playground.user("alice").slash("play", patience=60))
    await bot.answer(await bot.interaction(), 5)
    await playground.advance(61)
    with pytest.raises(NoAnswer, match="it deferred and was not done after 60 seconds"):
        await asked


async def test_a_follow_up_stands_for_a_deleted_loading_message(playground: DiscordPlayground, bot: RawBot) -> None:
    async with called(playground, bot, "play") as interaction:
        await bot.answer(interaction, 5)
        await bot.call("DELETE", f"{bot.hook(interaction)}/messages/@original")
        await bot.call("POST", bot.hook(interaction), {"content": "instead"})
    assert [item.text for item in await playground.channel().messages(playground.user("alice"))] == ["instead"]
