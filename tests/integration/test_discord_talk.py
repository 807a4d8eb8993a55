"""Talking back under a list, and /feedback, over the Discord protocol."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.errors import EngineBusy
from bot.opinions import Opinion
from playground.discord import Message, NoAnswer, User
from tests.support.bot import SONGS, Bot, Stage
from tests.support.ports import snapshot, song, summary

LIST_ID = "roadTrip00000000000001"
LIST = f"https://open.spotify.com/playlist/{LIST_ID}"
MIXED = [song(n, artist=f"Artist {n % 4}", spotify_id=f"realSongNumber{n:08d}") for n in range(40)]


@pytest.fixture
def ben(stage: Stage) -> User:
    return stage.discord.user("ben")


def songs(message: Message) -> list[int]:
    """The numbers of the songs of a page."""
    return [int(number) for number in re.findall(r"\*\*\d+\. Song (\d+)\*\*", message.text)]


def menu(message: Message, action: str) -> str:
    (found,) = (each.custom_id for each in message.selects if each.custom_id.startswith(f"{action}:"))
    return found


def offered(message: Message, action: str) -> list[str]:
    (found,) = (each for each in message.selects if each.custom_id.startswith(f"{action}:"))
    return [option[0] for option in found.options]


async def say(user: User, message: Message, song_label: str, what: str) -> Message:
    """Choose a song of the page, then what to say of it; the message as it stands then, or what came of it."""
    asked = await user.select(message, menu(message, "song"), song_label)
    return await user.select(asked, menu(asked, "songsay"), what)


async def change(user: User, message: Message, what: str) -> Message:
    return await user.select(message, menu(message, "change"), what)


async def opinions(bot: Bot, user: User) -> tuple[Opinion, ...]:
    return await bot.database.opinions.of(int(await user.id()))


async def newest(stage: Stage, user: User) -> Message:
    return (await stage.discord.channel().messages(user))[-1]


# ---------------------------------------------------------------- songs


async def test_a_rejected_song_makes_room_and_never_comes_again(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    assert offered(reply, "song")[0] == "1. Song 0 · The Examples"
    after = await say(ben, reply, "2. Song 1 · The Examples", "Not this song, and never again")
    assert after.id == reply.id
    assert songs(after) == [0, 3, 2]
    assert songs(await ben.slash("recommend", vibe="snow", count=3)) == [0, 2, 3]
    assert songs(await stage.discord.user("eve").slash("recommend", vibe="snow", count=3)) == [0, 1, 2]


async def test_a_rejected_artist_goes_from_the_list_and_from_later_ones(stage: Stage) -> None:
    stage.engine._songs = MIXED
    async with stage.running() as bot:
        ben = stage.discord.user("ben")
        reply = await ben.slash("recommend", vibe="rain", count=6)
        after = await say(ben, reply, "2. Song 1 · Artist 1", "Never Artist 1")
        assert songs(after) == [0, 6, 2, 3, 4, 7]
        assert songs(await ben.slash("recommend", vibe="rain", count=3)) == [0, 2, 3]
        (said,) = await opinions(bot, ben)
        assert (said.subject.title, said.subject.artist) == ("", "Artist 1")


async def test_more_like_a_song_come_below_it(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    after = await say(ben, reply, "1. Song 0 · The Examples", "More like this")
    assert songs(after) == [0, 3, 4, 5, 6, 7, 1, 2]
    asked = stage.engine.queries[-1]
    assert [track.title for track in asked.tracks] == ["Song 0"]
    assert asked.title == "rain"


async def test_more_like_a_song_leaves_out_what_the_playlist_has(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    stage.spotify.playlists[int(await ada.id())] = [snapshot(summary(LIST_ID), SONGS[:3])]
    await stage.link(bot, ada)
    reply = await ada.slash("recommend", playlist=LIST, count=2)
    assert songs(await say(ada, reply, "1. Song 3 · The Examples", "More like this")) == [3, 5, 6, 7, 8, 9, 4]


async def test_why_is_answered_to_who_asks_and_the_list_stays(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    await say(ben, reply, "2. Song 1 · The Examples", "Why is it here?")
    told = await newest(stage, ben)
    assert told.id != reply.id
    assert told.ephemeral
    assert "Fits “rain”" in told.text
    assert "number 2 of the 3 songs" in told.text
    again = await ben.look(reply)
    assert songs(again) == [0, 1, 2]
    assert len(offered(again, "song")) == 3


async def test_one_can_go_back_without_saying_anything(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    assert len(offered(await say(ben, reply, "1. Song 0 · The Examples", "Back to all songs"), "song")) == 3
    assert await opinions(bot, ben) == ()


async def test_a_compared_list_stays_compared(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("similar", vibe="rain", count=3)
    after = await say(ben, reply, "1. Song 0 · The Examples", "Not this song, and never again")
    after = await after.until(lambda message: "Song 3" in message.text)
    assert sorted(songs(after)) == [1, 2, 3]
    assert "Shuffle" in [one.label for one in after.buttons]


# ---------------------------------------------------------------- the list


async def test_the_mix_moves_one_step_and_ends_at_the_end(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    assert offered(reply, "change")[:2] == ["More adventurous", "Safer"]
    bold = await change(ben, reply, "More adventurous")
    assert stage.engine.queries[-1].adventurous == 1.0
    assert "More adventurous" not in offered(bold, "change")
    safe = await change(ben, await change(ben, bold, "Safer"), "Safer")
    assert stage.engine.queries[-1].adventurous == 0.0
    assert "Safer" not in offered(safe, "change")
    assert songs(safe) == [0, 1, 2]


async def test_more_songs_follow_and_none_comes_twice(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=10)
    more = await change(ben, reply, "More songs")
    assert songs(more) == list(range(10, 20))
    assert songs(await ben.click(more, "‹ Back")) == list(range(10))


async def test_when_there_are_no_more_it_says_so_and_the_list_stays(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=40)
    await change(ben, reply, "More songs")
    assert "no further song" in (await newest(stage, ben)).text
    assert songs(await ben.look(reply)) == list(range(10))


async def test_shuffling_and_back(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=10)
    mixed = await change(ben, reply, "Shuffle")
    assert songs(mixed) != list(range(10))
    assert sorted(songs(mixed)) == list(range(10))
    assert songs(await change(ben, mixed, "Best first")) == list(range(10))


async def test_a_song_that_is_asked_about_is_let_go_when_the_order_changes(stage: Stage, bot: Bot, ben: User) -> None:
    for what in ("Shuffle", "By sound"):
        reply = await ben.slash("recommend", vibe="rain", count=10)
        asked = await ben.select(reply, menu(reply, "song"), "2. Song 1 · The Examples")
        if what == "Shuffle":
            mixed = await change(ben, asked, what)
        else:
            mixed = await (await ben.click(asked, what)).until(lambda message: "Shuffle" in str(message.buttons))
        assert len(offered(mixed, "song")) in (5, 10)


async def test_a_shared_list_asks_about_no_song(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3, visibility="only_me")
    asked = await ben.select(reply, menu(reply, "song"), "2. Song 1 · The Examples")
    await ben.click(asked, "Share")
    assert len(offered(await newest(stage, ben), "song")) == 3


# ---------------------------------------------------------------- whose it is, and when it fails


async def test_others_get_a_sentence_and_a_copy_of_their_own(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=12)
    eve = stage.discord.user("eve")
    copy = await eve.click(reply, "Next ›")
    assert copy.ephemeral
    assert "Here is a copy of your own" in copy.text
    assert songs(copy) == list(range(10))
    second = await eve.click(copy, "Next ›")
    assert songs(second) == [10, 11]
    first = await eve.click(second, "‹ Back")
    after = await say(eve, first, "1. Song 0 · The Examples", "Not this song, and never again")
    assert 0 not in songs(after)
    assert songs(await ben.look(reply)) == list(range(10))
    assert (await opinions(bot, ben), len(await opinions(bot, eve))) == ((), 1)


async def test_a_copy_of_what_draws_on_an_account_asks_nothing_of_it(stage: Stage, bot: Bot, ben: User) -> None:
    ada = stage.discord.user("ada")
    ada_id = int(await ada.id())
    stage.spotify.playlists[ada_id] = [snapshot(summary(LIST_ID), SONGS[:3])]
    await stage.link(bot, ada)
    reply = await ada.slash("recommend", playlist=LIST, count=3, visibility="everyone")
    copy = await ben.select(reply, menu(reply, "change"), "More songs")
    assert "Here is a copy of your own" in copy.text
    assert offered(copy, "change") == ["Shuffle"]
    assert songs(await say(ben, copy, "1. Song 3 · The Examples", "Not this song, and never again")) == [4, 5]
    await bot.accounts.unlink(ada_id)
    assert "no longer works" in (await ben.select(copy, menu(copy, "change"), "Shuffle")).text


async def test_a_busy_recommender_says_so_and_the_list_stays(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    stage.engine.failure = EngineBusy(3)
    await change(ben, reply, "More songs")
    assert "Please try again" in (await newest(stage, ben)).text
    stage.engine.failure = None
    assert songs(await ben.look(reply)) == [0, 1, 2]
    assert songs(await change(ben, reply, "More songs"))[:3] == [0, 1, 2]


async def test_choosing_twice_at_once_counts_once(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    stage.engine.hold = asyncio.Event()
    stage.engine.asked.clear()
    first = asyncio.create_task(change(ben, reply, "More songs"))
    await stage.engine.asked.wait()
    with pytest.raises(NoAnswer):
        await ben.select(reply, menu(reply, "change"), "More songs", patience=1)
    stage.engine.hold.set()
    await first
    shown = await (await ben.look(reply)).until(lambda message: len(songs(message)) > 3)
    assert len(songs(shown)) == 10
    assert "of 2" in shown.text


async def test_menus_work_after_a_restart(stage: Stage, ben: User) -> None:
    async with stage.running():
        reply = await ben.slash("recommend", vibe="rain", count=3)
        asked = await ben.select(reply, menu(reply, "song"), "1. Song 0 · The Examples")
    async with stage.running():
        assert songs(await ben.select(asked, menu(asked, "songsay"), "Not this song, and never again")) == [3, 1, 2]


async def test_an_expired_message_says_so(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    stage.clock.turn(days=31)
    assert "no longer works" in (await change(ben, reply, "Shuffle")).text


# ---------------------------------------------------------------- not repeating


async def test_songs_are_not_repeated_for_a_while(stage: Stage) -> None:
    stage.remembers = True
    async with stage.running():
        ben = stage.discord.user("ben")
        assert songs(await ben.slash("recommend", vibe="rain", count=3)) == [0, 1, 2]
        again = await ben.slash("recommend", vibe="rain", count=3)
        assert songs(again) == [3, 4, 5]
        assert "3 songs that you were shown in the last 7 days are left out" in again.text
        assert songs(await ben.slash("similar", vibe="rain", count=3)) == [0, 1, 2]
        assert songs(await change(ben, again, "More adventurous")) == [3, 4, 5]
        stage.clock.turn(days=7, seconds=1)
        assert songs(await ben.slash("recommend", vibe="rain", count=3)) == [0, 1, 2]


async def test_when_all_is_known_older_ones_come_back_at_the_end(stage: Stage) -> None:
    stage.remembers = True
    async with stage.running():
        ben = stage.discord.user("ben")
        await ben.slash("recommend", vibe="rain", count=38)
        reply = await ben.slash("recommend", vibe="rain", count=4)
        assert songs(reply) == [38, 39, 0, 1]
        assert "the last 2 songs are ones that you know" in reply.text


# ---------------------------------------------------------------- /feedback


async def test_what_was_said_is_listed_and_taken_back(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    reply = await say(ben, reply, "1. Song 0 · The Examples", "Not this song, and never again")
    await say(ben, reply, "2. Song 1 · The Examples", "More like this")
    panel = await ben.slash("feedback")
    assert panel.ephemeral
    assert "👍 more like **Song 1**" in panel.text
    assert "👎 not **Song 0**" in panel.text
    panel = await ben.select(panel, menu(panel, "said"), "👎 Song 0 · The Examples")
    assert "Song 0" not in panel.text
    assert songs(await ben.slash("recommend", vibe="rain", count=1)) == [0]


async def test_everything_is_taken_back_after_a_question(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    await say(ben, reply, "1. Song 0 · The Examples", "Not this song, and never again")
    panel = await ben.slash("feedback")
    question = await ben.click(panel, "Take back everything")
    assert "cannot be undone" in question.text
    kept = await ben.click(question, "No, keep it")
    assert "Song 0" in kept.text
    question = await ben.click(kept, "Take back everything")
    assert "You have told me nothing" in (await ben.click(question, "Yes, take back everything")).text
    assert await opinions(bot, ben) == ()


async def test_what_was_shown_may_come_again_at_once(stage: Stage) -> None:
    stage.remembers = True
    async with stage.running():
        ben = stage.discord.user("ben")
        await ben.slash("recommend", vibe="rain", count=3)
        panel = await ben.slash("feedback")
        assert "3 songs are left out" in panel.text
        assert "No song is left out" in (await ben.click(panel, "Let those songs come again")).text
        assert songs(await ben.slash("recommend", vibe="rain", count=3)) == [0, 1, 2]


async def test_many_opinions_have_pages(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    for _ in range(11):
        stage.clock.turn(seconds=1)
        first = offered(reply, "song")[0]
        reply = await say(ben, reply, first, "Not this song, and never again")
    panel = await ben.slash("feedback")
    assert "Page 1 of 2" in panel.text
    panel = await ben.click(panel, "Next ›")
    assert "Song 0" in panel.text
    panel = await ben.select(panel, menu(panel, "said"), "👎 Song 0 · The Examples")
    assert "Page" not in panel.text


async def test_nothing_said_tells_how_to_say_something(stage: Stage, bot: Bot, ben: User) -> None:
    panel = await ben.slash("feedback")
    assert "Under each list there is a menu" in panel.text
    assert panel.buttons == []


async def test_a_song_that_is_rejected_while_the_list_is_compared_stays_away(stage: Stage, bot: Bot, ben: User) -> None:
    reply = await ben.slash("recommend", vibe="rain", count=3)
    asked = await ben.select(reply, menu(reply, "song"), "1. Song 0 · The Examples")
    stage.engine.hold = asyncio.Event()
    stage.engine.asked.clear()
    comparing = asyncio.create_task(ben.click(asked, "By sound"))
    await stage.engine.asked.wait()
    hold, stage.engine.hold = stage.engine.hold, None
    await ben.select(asked, menu(asked, "songsay"), "Not this song, and never again")
    hold.set()
    await comparing
    shown = await (await ben.look(reply)).until(lambda message: "Shuffle" in [one.label for one in message.buttons])
    assert sorted(songs(shown)) == [1, 2, 3]
