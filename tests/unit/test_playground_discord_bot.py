"""A real discord.py client lives in the playground: commands, persistent buttons, forms, reconnects, restarts."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

import discord
import pytest

from playground.discord import DiscordPlayground, File, Impossible, NoAnswer
from playground.discord.cdn import content_type_of, safe_name
from tests.support.discord_client import PICTURE, Bot, page, redirected, running


@pytest.fixture
async def playground() -> AsyncIterator[DiscordPlayground]:
    async with DiscordPlayground() as playground:
        yield playground


async def test_a_deferred_answer_is_returned_once_it_is_there(playground: DiscordPlayground) -> None:
    alice = playground.user("alice")
    async with running(playground) as bot:
        asked = asyncio.create_task(alice.slash("recommend", playlist="mine"))
        await bot.deferred.wait()
        [loading] = await playground.channel().messages(alice)
        assert loading.raw["loading"]
        bot.proceed.set()
        answer = await asked
    assert answer.text == "## Page 1"
    assert [button.label for button in answer.buttons] == ["Like", "Next", "Open"]
    assert answer.button("Open").url == "https://songs.example/1"
    assert answer.images == ["https://covers.example/1.png"]
    assert not answer.ephemeral


async def test_a_button_changes_its_message_and_an_ephemeral_answer_is_for_one_person(
    playground: DiscordPlayground,
) -> None:
    alice, bob = playground.user("alice"), playground.user("bob")
    async with running(playground) as bot:
        bot.proceed.set()
        first = await alice.slash("recommend", playlist="mine")
        second = await bob.click(first, "Next")
        assert (second.id, second.text) == (first.id, "## Page 2")
        liked = await bob.click(second, "like:song2")
        assert (liked.text, liked.ephemeral) == ("You like song2.", True)
        with pytest.raises(Impossible, match="no component"):
            await alice.click(first, "like:song1")  # the message shows page 2 by now
        assert [message.text for message in await playground.channel().messages(bob)] == [
            "## Page 2",
            "You like song2.",
        ]
        assert [message.text for message in await playground.channel().messages(alice)] == ["## Page 2"]


async def test_buttons_commands_and_messages_survive_a_restart_of_the_bot(playground: DiscordPlayground) -> None:
    alice = playground.user("alice")
    async with running(playground) as bot:
        bot.proceed.set()
        answer = await alice.slash("recommend", playlist="mine")
        before = {command["name"]: command["id"] for command in await playground.commands()}
    await playground.offline()
    async with running(playground):
        assert (await alice.click(answer, "Next")).text == "## Page 2"
        assert {command["name"]: command["id"] for command in await playground.commands()} == before


async def test_autocomplete_sees_the_other_options(playground: DiscordPlayground) -> None:
    async with running(playground):
        [choice] = await playground.user("alice").autocomplete("recommend", "playlist", "chi", count=7)
        assert (choice.name, choice.value) == ("chi 7", "id1")
        with pytest.raises(Impossible, match="does not complete"):
            await playground.user("alice").autocomplete("recommend", "count", "1")


async def test_a_form_is_filled_in_by_its_labels(playground: DiscordPlayground) -> None:
    alice = playground.user("alice")
    async with running(playground):
        modal = (await alice.slash("feedback")).modal
        assert modal is not None
        assert [field.label for field in modal.fields] == ["Why?", "Mood", "List"]
        for values, reason in [
            ({"Mood": "wild"}, "Why.: this field is required"),
            ({"Why?": "x" * 11, "Mood": "wild"}, "0 to 10 characters"),
            ({"Why?": "so", "Mood": "sad"}, "none of calm, wild"),
            ({"Why?": "so", "Mood": "wild", "Age": "9"}, "no field Age"),
        ]:
            with pytest.raises(Impossible, match=reason):
                await alice.submit(modal, values)
        answer = await alice.submit(modal, {"Why?": "so", "mood": "wild", "List": [File("a.csv", b"1,2")]})
        assert answer.text == "so/['wild']/['1,2']"
        with pytest.raises(Impossible, match="not open"):
            await alice.submit(modal, {"Why?": "so", "Mood": "wild"})


async def test_people_can_be_options_and_can_be_selected(playground: DiscordPlayground) -> None:
    alice, bob = playground.user("alice"), playground.user("bob")
    async with running(playground):
        answer = await alice.slash("blend", friend=bob)
        assert answer.text == "alice+bob"
        with pytest.raises(Impossible, match="sees no message"):
            await bob.select(answer, "third", ["carol"])
        assert (await alice.select(answer, "third", ["carol"])).text == "carol"


async def test_files_are_stored_and_served(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        answer = await playground.user("alice").slash("chart")
        [url] = answer.images
        sent = await bot.http.get_from_cdn(url)
    assert url.startswith(playground.cdn_base)
    assert sent == PICTURE


async def test_people_cannot_call_what_discord_would_not_offer(playground: DiscordPlayground) -> None:
    alice = playground.user("alice")
    async with running(playground):
        wrong: list[tuple[dict[str, Any], str]] = [
            ({}, "needs playlist"),
            ({"playlist": "x", "count": 101}, "within 1 and 100"),
            ({"playlist": "x", "count": "many"}, "whole number"),
            ({"playlist": "x", "mood": "calm"}, "no option mood"),
        ]
        for options, reason in wrong:
            with pytest.raises(Impossible, match=reason):
                await alice.slash("recommend", **options)
        with pytest.raises(Impossible, match="no command 'play'"):
            await alice.slash("play")


async def provoke_a_refusal(errors: list[discord.HTTPException]) -> None:
    async with DiscordPlayground() as playground, running(playground) as bot:
        asked = asyncio.create_task(playground.user("alice").slash("broken"))
        await bot.failed.wait()
        errors += bot.errors
        await playground.advance(4)
        with pytest.raises(NoAnswer, match=r"last refusal: .* 50035"):
            await asked


async def test_a_refusal_reaches_the_bot_in_words_and_fails_the_test_that_did_not_expect_it() -> None:
    errors: list[discord.HTTPException] = []
    with pytest.raises(AssertionError, match="label: Must be between 0 and 80 in length"):
        await provoke_a_refusal(errors)
    assert errors[0].code == 50035
    assert "In data.components.0.components.0.label: Must be" in errors[0].text


async def test_an_answer_after_three_seconds_comes_too_late(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        asked = asyncio.create_task(playground.user("alice").slash("silent"))
        await bot.called.wait()
        await playground.advance(3.5)
        with pytest.raises(NoAnswer, match="did not respond within 3 seconds"):
            await asked
        bot.proceed.set()
        await bot.failed.wait()
    assert [error.code for error in bot.errors] == [10062]


async def test_an_answer_after_fifteen_minutes_comes_too_late(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        answer = await playground.user("alice").slash("recommend", playlist="mine")
        await playground.expire(answer)
        await bot.refused(bot.last.edit_original_response(view=page(3)))
    assert [(error.status, error.code) for error in bot.errors] == [(401, 50027)]


async def test_commands_work_in_direct_messages(playground: DiscordPlayground) -> None:
    alice = playground.user("alice", locale="de")
    async with running(playground) as bot:
        bot.proceed.set()
        await alice.slash("recommend", playlist="mine", guild=False)
        assert bot.last.guild_id is None
        assert bot.last.locale is discord.Locale.german
    assert [message.text for message in await alice.dm.messages(alice)] == ["## Page 1"]
    assert await playground.channel().messages(alice) == []


@pytest.mark.parametrize("trouble", ["restart_gateway", "drop_connection"])
async def test_the_bot_resumes_and_gets_what_it_missed(playground: DiscordPlayground, trouble: str) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        await getattr(playground, trouble)()
        # Sent while the connection is down, or on its way: the replay brings it.
        assert (await playground.user("alice").slash("recommend", playlist="mine")).text == "## Page 1"
        await bot.back.wait()
        status = await playground.online()
    assert status == {"identifies": 1, "resumes": 1}


async def test_the_bot_identifies_again_when_its_session_is_gone(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        await playground.invalidate_session()
        await playground.offline()
        assert (await playground.online())["identifies"] == 2
        assert (await playground.user("alice").slash("recommend", playlist="mine")).text == "## Page 1"


async def test_an_ordered_429_is_waited_out(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        await playground.fail_next("PATCH /webhooks/*/messages/@original", 429, retry_after=0.01)
        assert (await playground.user("alice").slash("recommend", playlist="mine")).text == "## Page 1"


async def test_a_wrong_token_cannot_log_in(playground: DiscordPlayground) -> None:
    with redirected(playground):
        async with Bot() as bot:
            with pytest.raises(discord.LoginFailure):
                await bot.login("another.token")


async def test_privileged_intents_must_be_allowed(playground: DiscordPlayground) -> None:
    with redirected(playground):
        async with discord.Client(intents=discord.Intents(guilds=True, message_content=True)) as client:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await client.start(playground.token)


async def test_an_autosharded_bot_asks_for_the_gateway(playground: DiscordPlayground) -> None:
    with redirected(playground):
        async with discord.AutoShardedClient(intents=discord.Intents(guilds=True), guild_ready_timeout=0.01) as client:
            life = asyncio.create_task(client.start(playground.token))
            await playground.online()
            await client.close()
            await life


async def test_the_transcript_tells_who_did_what(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        await playground.user("alice").slash("recommend", playlist="mine")
    told = [(line["who"], line["action"]) for line in await playground.transcript()]
    assert told == [("segue", "comes online"), ("alice", "calls"), ("segue", "thinks"), ("segue", "edits")]


async def test_the_bot_posts_on_its_own_and_writes_to_people(playground: DiscordPlayground) -> None:
    alice = playground.user("alice")
    async with running(playground) as bot:
        [guild] = bot.guilds
        posted = await guild.text_channels[1].send(view=page(1))
        await posted.edit(view=page(2))
        person = await bot.fetch_user(int(await alice.id()))
        await person.send("hello")
    [seen] = await playground.channel("music").messages(alice)
    assert (seen.text, seen.revision) == ("## Page 2", 2)
    assert [message.text for message in await alice.dm.messages(alice)] == ["hello"]


async def test_registered_commands_can_be_read_back(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        fetched = {command.name: command for command in await bot.tree.fetch_commands()}
        assert [option.name for option in fetched["recommend"].options] == ["playlist", "count"]
        assert fetched["recommend"].id == int((await playground.commands())[0]["id"])


async def test_the_address_of_a_file_is_signed_and_ends(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        answer = await playground.user("alice").slash("chart")
        [url] = answer.images
        path, _, query = url.partition("?")
        for wrong in (path, url.replace("hm=", "hm=0"), f"{path}?ex=ffffffff&is=0&hm=0"):
            with pytest.raises(discord.NotFound):
                await bot.http.get_from_cdn(wrong)
        assert set(parse_qs(query)) == {"ex", "is", "hm"}
        await playground.advance(86_400)
        with pytest.raises(discord.NotFound):
            await bot.http.get_from_cdn(url)


@pytest.mark.parametrize(
    ("name", "safe", "kind"),
    [
        ("list.csv", "list.csv", "text/csv; charset=utf-8"),
        ("my list (1).json", "my_list_1_.json", "application/json; charset=utf-8"),
        ("Список.xspf", "_.xspf", "application/xspf+xml"),
        ("odd", "odd", "application/octet-stream"),
    ],
)
def test_files_of_people_have_safe_names_and_guessed_types(name: str, safe: str, kind: str) -> None:
    assert (safe_name(name), content_type_of(name)) == (safe, kind)


async def test_what_people_write_is_seen_by_people(playground: DiscordPlayground) -> None:
    alice, bob = playground.user("alice"), playground.user("bob")
    said = await alice.say("hello", channel="music")
    assert [message.text for message in await playground.channel("music").messages(bob)] == ["hello"]
    assert await playground.channel("general").messages(bob) == []
    assert said.raw["author"]["username"] == "alice"
    with pytest.raises(Impossible, match="1 to 2000 characters"):
        await alice.say("x" * 2001)
