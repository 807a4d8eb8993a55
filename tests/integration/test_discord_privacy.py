"""/privacy, /about, /help and reminders over the Discord protocol, and what is left on the disk after a deletion."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import struct
from pathlib import Path

import aiohttp
import pytest

from bot.client import definitions_of
from bot.services.posts import Posts
from bot.storage.schema import metadata
from cogs.areas import AREAS
from cogs.reminders import REMIND_AFTER, LinkReminders
from playground.discord import Message, User
from tests.support.bot import SONGS, Bot, Stage
from tests.support.ports import snapshot, summary

LIST_ID = "roadTrip00000000000001"
LIST = f"https://open.spotify.com/playlist/{LIST_ID}"
LIST_NAME = "Grandmother's Quince Jam"
ACCOUNT = "ada-lovelace-1815"


def menu(message: Message, action: str) -> str:
    (found,) = (each.custom_id for each in message.selects if each.custom_id.startswith(f"{action}:"))
    return found


async def ada_everywhere(stage: Stage, bot: Bot) -> User:
    """Somebody about whom there is a row of every kind that a person can cause."""
    ada = stage.discord.user("ada")
    ada_id = int(await ada.id())
    shown = snapshot(summary(LIST_ID, LIST_NAME), SONGS[:3])
    stage.spotify.playlists[ada_id] = [shown]
    await stage.link(bot, ada, ACCOUNT)
    end = stage.clock.now().replace(year=2030)
    await bot.database.spotify_cache.save_snapshot(ACCOUNT, shown, end)
    await bot.database.spotify_cache.save_playlists(ACCOUNT, [shown.summary], end)
    await bot.database.spotify_cache.save_covers(ACCOUNT, {SONGS[0].spotify_ids[0]: "https://i.scdn.co/image/x"}, end)
    panel = await ada.slash("settings")
    await ada.select(panel, menu(panel, "setcount"), "5")
    reply = await ada.slash("recommend", playlist=LIST, visibility="everyone")
    asked = await ada.select(reply, menu(reply, "song"), "1. Song 3 · The Examples")
    await ada.select(asked, menu(asked, "songsay"), "not")
    await ada.slash("recommend", vibe="rain")
    await ada.slash("link")
    invitation = await stage.discord.user("ben").slash("blend")
    await stage.discord.user("ben").select(invitation, invitation.selects[0].custom_id, ["ada"])
    await bot.database.reminders.mark(ada_id)
    return ada


def on_disk(folder: Path) -> bytes:
    """All bytes of the database and of the files beside it."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("segue.db*")))


def traces(user_id: int) -> dict[str, bytes]:
    """What must be nowhere: an id as text and as SQLite stores it, and names."""
    return {
        "id as text": str(user_id).encode(),
        "id as a number": struct.pack(">q", user_id),
        "account": ACCOUNT.encode(),
        "name on Spotify": ACCOUNT.title().encode(),
        "playlist": LIST_NAME.encode(),
        "playlist's id": LIST_ID.encode(),
    }


async def erased(ada: User) -> Message:
    question = await ada.slash("privacy delete")
    assert "cannot be undone" in question.text
    return await ada.click(question, "Delete everything")


async def fetched(message: Message) -> bytes:
    (attachment,) = message.attachments
    async with aiohttp.ClientSession() as session, session.get(attachment["url"]) as answer:
        return await answer.read()


# ---------------------------------------------------------------- deleting


async def test_nothing_is_left_of_a_person(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    stage.remembers = True
    async with stage.running() as bot:
        ada = await ada_everywhere(stage, bot)
        found = traces(ada_id := int(await ada.id()))
        there = on_disk(stage.folder)
        assert [name for name, trace in found.items() if trace not in there] == []
        done = await erased(ada)
        assert "Everything is deleted" in done.text
        assert "14 days" in done.text
        assert "link to your Spotify account" in done.text
        assert await bot.database.privacy.counts(ada_id) == {}
        left = on_disk(stage.folder)
        assert [name for name, trace in found.items() if trace in left] == []
    left = on_disk(stage.folder)
    assert [name for name, trace in found.items() if trace in left] == []
    logged = caplog.text.encode()
    names = {**found, "name": b"ada"}
    assert [name for name, trace in names.items() if trace in logged] == []


async def test_others_keep_what_is_theirs(stage: Stage, bot: Bot) -> None:
    ben, eve = stage.discord.user("ben"), stage.discord.user("eve")
    theirs = await eve.slash("recommend", vibe="snow", count=12)
    panel = await eve.slash("settings")
    await eve.select(panel, menu(panel, "setcount"), "5")
    await ben.slash("recommend", vibe="rain", count=1)
    await erased(ben)
    assert "Song 10" in (await eve.click(theirs, "Next ›")).text
    assert (await bot.database.decisions.person(int(await eve.id()))).count == 5


async def test_it_is_told_how_much_was_deleted(stage: Stage, bot: Bot) -> None:
    ada = await ada_everywhere(stage, bot)
    question = await ada.slash("privacy delete")
    done = await ada.click(question, "Delete everything")
    told = re.search(r"of (\d+) messages", question.text)
    assert told is not None
    counted = int(told[1])
    assert f"{counted + 1} messages" in done.text  # and the question itself


async def test_work_in_hand_stores_nothing_afterwards(stage: Stage, bot: Bot) -> None:
    stage.remembers = True
    ben = stage.discord.user("ben")
    ben_id = int(await ben.id())
    await ben.slash("recommend", vibe="rain", count=1)
    question = await ben.slash("privacy delete")
    stage.engine.hold = asyncio.Event()
    stage.engine.asked.clear()
    running = asyncio.create_task(ben.slash("recommend", vibe="snow", count=3, patience=3))
    await stage.engine.asked.wait()
    await ben.click(question, "Delete everything")
    stage.engine.hold.set()
    await asyncio.gather(running, return_exceptions=True)
    assert await bot.database.privacy.counts(ben_id) == {}


async def test_one_can_think_again(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    reply = await ben.slash("recommend", vibe="rain", count=12)
    assert "Nothing was deleted" in (await ben.click(await ben.slash("privacy delete"), "Keep it")).text
    assert "Song 10" in (await ben.click(reply, "Next ›")).text


async def test_who_is_unknown_is_told_so(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    for command in ("show", "delete"):
        assert (await ben.slash(f"privacy {command}")).text == "I have nothing stored about you."


# ---------------------------------------------------------------- telling


async def test_it_is_told_in_words(stage: Stage, bot: Bot) -> None:
    stage.remembers = True
    ada = await ada_everywhere(stage, bot)
    told = await ada.slash("privacy show")
    assert told.ephemeral
    for words in ("link to your Spotify", "3 things that I read", "One thing that you have told me", "Your settings"):
        assert words in told.text


async def test_the_export_has_every_row_and_no_secret(stage: Stage, bot: Bot) -> None:
    stage.remembers = True
    ada = await ada_everywhere(stage, bot)
    counts = await bot.database.privacy.counts(int(await ada.id()))
    sent = await ada.slash("privacy export")
    assert sent.ephemeral
    content = await fetched(sent)
    told = json.loads(content)
    assert (told["format"], told["user_id"]) == (1, await ada.id())
    # One message is Ben's, who has invited Ada to a blend: it goes with her, but is not hers.
    assert {table: len(rows) for table, rows in told["stored"].items()} == {
        **counts,
        "message_states": counts["message_states"] - 1,
    }
    assert told["stored"]["links"][0]["account_id"] == ACCOUNT
    assert told["stored"]["tokens"][0]["sealed"] == "not shown"
    assert b"refresh-" not in content


async def test_the_export_has_nothing_that_others_have_brought(stage: Stage, bot: Bot) -> None:
    ada = await ada_everywhere(stage, bot)
    ben, eve = stage.discord.user("ben"), stage.discord.user("eve")
    state = "s" * 22
    host = {"user_id": int(await ben.id()), "name": "ben", "songs": {"songs": ["Ben's secret song"]}}
    guests = [{"user_id": int(await ada.id()), "name": "ada", "songs": None}]
    posts = Posts(bot.database.messages, stage.clock, days=1)
    await posts.save(state, "blend", {"host": host, "guests": guests}, owner_id=int(await ben.id()), message_id=None)
    reply = await ada.slash("recommend", playlist=LIST, visibility="everyone")
    await eve.select(reply, menu(reply, "change"), "Shuffle")
    content = await fetched(await ada.slash("privacy export"))
    assert b"secret song" not in content
    for user in (ben, eve):
        assert (await user.id()).encode() not in content


def test_every_table_is_about_somebody_or_said_not_to_be() -> None:
    from bot.storage.privacy import PERSONAL

    nobodys = {"sounds", "calls", "cooldowns", "notes", "chosen_tracks", "server_settings"}
    assert {table.name for table in PERSONAL} | nobodys == set(metadata.tables)
    assert not {table.name for table in PERSONAL} & nobodys


# ---------------------------------------------------------------- /help and /about


async def test_help_lists_every_command_and_nothing_else(stage: Stage, bot: Bot) -> None:
    page = await stage.discord.user("ben").slash("help")
    registered = await stage.discord.commands()
    slash = {one["name"]: one for one in registered if one["type"] == 1}
    names = set()
    for name, command in slash.items():
        parts = [option["name"] for option in command["options"] if option["type"] == 1]
        names |= {f"{name} {part}" for part in parts} or {name}
    assert set(re.findall(r"- \*\*`/([\w ]+)`\*\*", page.text)) == names
    menus = [one["name"] for one in registered if one["type"] != 1]
    assert re.findall(r"- \*\*“([^”]+)”\*\*", page.text) == menus


async def test_help_shows_the_options_of_each_command(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    page = await ben.slash("help")
    for label, value in page.selects[0].options:
        page = await ben.select(page, page.selects[0].custom_id, value)
        assert f"### {label}" in page.text
    definitions = {one["name"]: one for one in definitions_of(AREAS)}
    page = await ben.select(page, page.selects[0].custom_id, "recommend")
    for option in definitions["recommend"]["options"]:
        assert f"**`{option['name']}:`** {option['description']}" in page.text


async def test_about_tells_the_model_and_the_version(stage: Stage, bot: Bot) -> None:
    page = await stage.discord.user("ben").slash("about")
    assert page.ephemeral
    assert re.search(r"### Segue \d+\.\d+", page.text)
    assert "My model is **echo**" in page.text
    assert "Privacy policy" not in page.text


# ---------------------------------------------------------------- reminders


def reminders_of(bot: Bot) -> LinkReminders:
    area = bot.client.get_cog("LinkReminders")
    assert isinstance(area, LinkReminders)
    return area


async def test_a_link_that_ends_is_reminded_of_once(stage: Stage) -> None:
    ada = stage.discord.user("ada")
    async with stage.running() as bot:
        await stage.link(bot, ada)
        await reminders_of(bot).remind(bot.client)
        assert await ada.dm.messages(ada) == []
        stage.clock.turn(days=REMIND_AFTER.days)
        await reminders_of(bot).remind(bot.client)
    async with stage.running() as bot:
        await reminders_of(bot).remind(bot.client)
        (reminder,) = await ada.dm.messages(ada)
        assert "about to end" in reminder.text
        offer = await ada.click(reminder, "Link again")
        assert "You are linked as" in offer.text
        # A new consent is reminded of in its turn.
        await stage.link(bot, ada)
        stage.clock.turn(days=REMIND_AFTER.days)
        await reminders_of(bot).remind(bot.client)
        assert len([one for one in await ada.dm.messages(ada) if "about to end" in one.text]) == 2


async def test_who_takes_no_direct_messages_is_left_alone(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    await stage.link(bot, ada)
    stage.clock.turn(days=REMIND_AFTER.days)
    await stage.discord.fail_next("POST /channels/*/messages", status=403, code=50007)
    for _ in range(2):
        await reminders_of(bot).remind(bot.client)
    assert await ada.dm.messages(ada) == []


async def test_while_discord_refuses_it_is_tried_again_later(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    await stage.link(bot, ada)
    stage.clock.turn(days=REMIND_AFTER.days)
    await stage.discord.fail_next("POST /users/@me/channels", status=400, code=0)
    for _ in range(2):
        await reminders_of(bot).remind(bot.client)
    (reminder,) = await ada.dm.messages(ada)
    assert "about to end" in reminder.text
