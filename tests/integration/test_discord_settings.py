"""/settings over the Discord protocol: what is decided, what it changes, and who may decide it."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing

import pytest

from bot.preferences import Preferences, ServerRules
from bot.services.preferences import PreferenceService
from cogs.settings import SettingsPanel
from playground.discord import Message, User
from recsys.lookup import song_track
from tests.support.bot import SONGS, Bot, Stage
from tests.support.ports import snapshot, summary

ADMIN = str(0x20 | 2147601408)
"""Manage Server, beside what everybody may."""
LIST_ID = "roadTrip00000000000001"


@pytest.fixture
def ben(stage: Stage) -> User:
    return stage.discord.user("ben")


@pytest.fixture
def boss(stage: Stage) -> User:
    return stage.discord.user("boss", permissions=ADMIN)


def menu(message: Message, action: str) -> str:
    (found,) = (each.custom_id for each in message.selects if each.custom_id.startswith(f"{action}:"))
    return found


def chosen(message: Message, action: str) -> str:
    """What a menu shows as decided."""
    (found,) = (each for each in message.selects if each.custom_id.startswith(f"{action}:"))
    labels = {value: label for label, value in found.options}
    (value,) = found.chosen
    return labels[value].partition(": ")[2]


def songs(message: Message) -> list[int]:
    return [int(number) for number in re.findall(r"\*\*\d+\. Song (\d+)\*\*", message.text)]


async def decide(user: User, panel: Message, action: str, value: str | list[str]) -> Message:
    return await user.select(panel, menu(panel, action), value)


async def server_panel(user: User) -> Message:
    return await user.click(await user.slash("settings"), "This server…")


# ---------------------------------------------------------------- one's own


async def test_the_panel_is_private_and_shows_what_holds(stage: Stage, bot: Bot, ben: User) -> None:
    panel = await ben.slash("settings")
    assert panel.ephemeral
    assert chosen(panel, "setcount") == "20 songs (as usual)"
    assert chosen(await decide(ben, panel, "setcount", "5"), "setcount") == "5 songs"
    assert chosen(await ben.slash("settings"), "setcount") == "5 songs"
    assert chosen(await stage.discord.user("eve").slash("settings"), "setcount") == "20 songs (as usual)"


async def test_lists_follow_and_options_come_first(stage: Stage, bot: Bot, ben: User) -> None:
    panel = await ben.slash("settings")
    for action, value in (("setcount", "5"), ("setmix", "adventurous"), ("setclean", "yes")):
        panel = await decide(ben, panel, action, value)
    assert songs(await ben.slash("recommend", vibe="rain")) == [0, 1, 2, 3, 4]
    asked = stage.engine.queries[-1]
    assert (asked.limit, asked.adventurous, asked.clean) == (5, 1.0, True)
    await ben.slash("recommend", vibe="rain", count=2, mix="safe", clean=False)
    asked = stage.engine.queries[-1]
    assert (asked.limit, asked.adventurous, asked.clean) == (2, 0.0, False)
    post = await stage.discord.user("eve").say(f"https://open.spotify.com/track/{SONGS[7].spotify_ids[0]}")
    stage.spotify.tracks[SONGS[7].spotify_ids[0]] = song_track(SONGS[7])
    await ben.menu("Continue these songs", post)
    assert (stage.engine.queries[-1].limit, stage.engine.queries[-1].clean) == (5, True)


async def test_who_sees_answers(stage: Stage, bot: Bot, ben: User) -> None:
    panel = await decide(ben, await ben.slash("settings"), "setvisibility", "only_me")
    for command in ("recommend", "similar"):
        assert (await ben.slash(command, vibe="rain", count=1)).ephemeral
    assert not (await ben.slash("recommend", vibe="rain", count=1, visibility="everyone")).ephemeral
    await decide(ben, panel, "setvisibility", "usual")
    assert not (await ben.slash("recommend", vibe="rain", count=1)).ephemeral


async def test_songs_may_be_repeated_when_one_wants_that(stage: Stage) -> None:
    stage.remembers = True
    async with stage.running():
        ben = stage.discord.user("ben")
        panel = await ben.slash("settings")
        await decide(ben, panel, "setrepeat", "0")
        for _ in range(2):
            assert songs(await ben.slash("recommend", vibe="rain", count=2)) == [0, 1]
        await decide(ben, panel, "setrepeat", "1")
        assert songs(await ben.slash("recommend", vibe="rain", count=2)) == [0, 1]
        assert songs(await ben.slash("recommend", vibe="rain", count=2)) == [2, 3]
        stage.clock.turn(days=1, seconds=1)
        assert songs(await ben.slash("recommend", vibe="rain", count=2)) == [0, 1]


async def test_all_is_taken_back_and_nothing_is_kept(stage: Stage, bot: Bot, ben: User) -> None:
    panel = await decide(ben, await ben.slash("settings"), "setcount", "5")
    panel = await ben.click(panel, "Back to the usual")
    assert chosen(panel, "setcount") == "20 songs (as usual)"
    assert await bot.database.decisions.person(int(await ben.id())) == Preferences()


async def test_a_panel_works_after_a_restart(stage: Stage, ben: User) -> None:
    async with stage.running():
        panel = await ben.slash("settings")
    async with stage.running():
        assert chosen(await decide(ben, panel, "setcount", "5"), "setcount") == "5 songs"


# ---------------------------------------------------------------- a server's


async def test_only_admins_see_and_change_the_servers(stage: Stage, bot: Bot, ben: User, boss: User) -> None:
    assert "This server…" not in [one.label for one in (await ben.slash("settings")).buttons]
    panel = await server_panel(boss)
    assert "Settings of this server" in panel.text
    # Somebody whose right was taken while the panel was open.
    before = stage.discord.user("boss")
    await decide(before, panel, "setmost", "10")
    assert "Manage Server" in (await stage.discord.channel().messages(boss))[-1].text
    assert chosen(await decide(boss, panel, "setmost", "10"), "setmost") == "10 songs"


async def test_limits_hold_for_everybody(stage: Stage, bot: Bot, ben: User, boss: User) -> None:
    panel = await decide(boss, await server_panel(boss), "setmost", "10")
    assert len(songs(await ben.slash("recommend", vibe="rain", count=50))) == 10
    await decide(boss, panel, "setmember", "5")
    for _ in range(5):
        await ben.slash("recommend", vibe="rain", count=1)
    refused = await ben.slash("recommend", vibe="rain", count=1)
    assert "everybody may ask 5 times in ten minutes. Please try again in 10 minutes." in refused.text
    assert refused.ephemeral
    assert "Song 0" in (await stage.discord.user("eve").slash("recommend", vibe="rain", count=1)).text
    assert "Song 0" in (await ben.slash("recommend", guild=False, vibe="rain", count=1)).text
    stage.clock.turn(minutes=10)
    assert "Song 0" in (await ben.slash("recommend", vibe="rain", count=1)).text


async def test_buttons_that_are_work_count_too_and_settings_do_not(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=2)
    for _ in range(19):
        await ben.slash("recommend", vibe="rain", count=1)
    change = menu(reply, "change")
    await ben.select(reply, change, "More songs")
    assert "You have asked 20 times in the last minute" in (await stage.discord.channel().messages(ben))[-1].text
    assert "Your settings" in (await ben.slash("settings")).text


async def test_channels_say_where_everybody_may_see_answers(stage: Stage, bot: Bot, ben: User, boss: User) -> None:
    await decide(boss, await server_panel(boss), "setchannels", ["music"])
    reply = await ben.slash("recommend", vibe="rain", count=1, channel="general")
    assert reply.ephemeral
    assert "here only you see this" in reply.text
    there = await ben.slash("recommend", vibe="rain", count=1, channel="music")
    assert not there.ephemeral
    assert "only you" not in there.text


async def test_a_list_grows_no_further_than_the_server_lets_it(stage: Stage, bot: Bot, ben: User, boss: User) -> None:
    await decide(boss, await server_panel(boss), "setmost", "10")
    reply = await ben.slash("recommend", vibe="rain", count=8)
    more = await ben.select(reply, menu(reply, "change"), "More songs")
    assert "More songs" not in [label for each in more.selects for label, _ in each.options]
    asked = await ben.select(more, menu(more, "song"), "1. Song 0 · The Examples")
    await ben.select(asked, menu(asked, "songsay"), "more")
    assert len(songs(await ben.look(more))) == 10


async def test_what_is_decided_at_the_same_time_is_all_kept(bot: Bot) -> None:
    preferences = PreferenceService(bot.database.decisions)
    await asyncio.gather(
        preferences.change_person(1, count=5),
        preferences.change_person(1, clean=True),
        preferences.change_server(2, most_songs=10),
        preferences.change_server(2, per_member=5),
    )
    assert await bot.database.decisions.person(1) == Preferences(count=5, clean=True)
    assert await bot.database.decisions.server(2) == ServerRules(most_songs=10, per_member=5)


async def test_when_a_servers_limits_cannot_be_read_that_is_said(stage: Stage, bot: Bot, ben: User) -> None:
    (path,) = stage.folder.glob("*.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE server_settings")
    assert "went wrong" in (await ben.slash("recommend", vibe="rain")).text


async def test_in_direct_messages_there_is_no_server(stage: Stage, bot: Bot, boss: User) -> None:
    panel = await boss.slash("settings", guild=False)
    assert [one.label for one in panel.buttons] == ["Back to the usual"]


async def test_a_server_that_says_only_me_does_not_overrule_members(
    stage: Stage, bot: Bot, ben: User, boss: User
) -> None:
    await decide(boss, await server_panel(boss), "setseen", "only_me")
    assert (await ben.slash("recommend", vibe="rain", count=1)).ephemeral
    assert not (await ben.slash("recommend", vibe="rain", count=1, visibility="everyone")).ephemeral
    ada = stage.discord.user("ada")
    stage.spotify.playlists[int(await ada.id())] = [snapshot(summary(LIST_ID), SONGS[:3])]
    await stage.link(bot, ada)
    await decide(boss, await server_panel(boss), "setseen", "everyone")
    assert (await ada.slash("recommend", playlist=LIST_ID, count=1)).ephemeral


async def test_what_a_server_decided_goes_when_the_bot_leaves_it(stage: Stage, bot: Bot, boss: User) -> None:
    await decide(boss, await server_panel(boss), "setmost", "10")
    (guild,) = bot.client.guilds
    assert await bot.database.decisions.server(guild.id) == ServerRules(most_songs=10)
    area = bot.client.get_cog("SettingsPanel")
    assert isinstance(area, SettingsPanel)
    await area.on_guild_remove(guild)
    assert await bot.database.decisions.server(guild.id) == ServerRules()


async def test_what_servers_decided_goes_that_the_bot_has_left_while_it_was_away(stage: Stage, boss: User) -> None:
    async with stage.running() as bot:
        await decide(boss, await server_panel(boss), "setmost", "10")
        await bot.database.decisions.save_server(1, ServerRules(most_songs=5))
        (guild,) = bot.client.guilds
    await stage.discord.offline()
    async with stage.running() as bot:
        async with asyncio.timeout(20):  # discord.py waits for further servers for a while
            while await bot.database.decisions.server(1) != ServerRules():  # noqa: ASYNC110 - a task decides
                await asyncio.sleep(0.05)
        assert await bot.database.decisions.server(guild.id) == ServerRules(most_songs=10)


async def test_nothing_is_shared_where_it_is_not_wanted(stage: Stage, bot: Bot, ben: User, boss: User) -> None:
    await decide(boss, await server_panel(boss), "setchannels", ["music"])
    reply = await ben.slash("recommend", channel="general", vibe="rain", count=1, visibility="only me")
    await ben.click(reply, "Share")
    said = (await stage.discord.channel("general").messages(ben))[-1]
    assert "can't share that here" in said.text
    assert said.ephemeral
    there = await ben.slash("recommend", channel="music", vibe="rain", count=1, visibility="only me")
    await ben.click(there, "Share")
    assert not (await stage.discord.channel("music").messages(ben))[-1].ephemeral
