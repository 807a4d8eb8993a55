"""/recommend over the Discord protocol: what people ask, see, press and share."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import EngineBusy, PlaylistNotReadable
from playground.discord import Impossible
from tests.support.bot import SONGS, Bot, Stage
from tests.support.ports import snapshot, song, summary

LIST_ID = "roadTrip00000000000001"
LIST = f"https://open.spotify.com/playlist/{LIST_ID}?si=1"
ART = {known.spotify_ids[0]: f"https://i.scdn.co/image/{known.id}" for known in SONGS}


async def ada_with_a_playlist(stage: Stage, bot: Bot, count: int = 3) -> None:
    """Ada has linked an account and owns "Road Trip"."""
    ada = stage.discord.user("ada")
    user_id = int(await ada.id())
    stage.spotify.playlists[user_id] = [snapshot(summary(LIST_ID), SONGS[:count])]
    await stage.link(bot, ada)


# ---------------------------------------------------------------- asking


async def test_vibe_needs_no_account_and_is_seen_by_all(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", vibe="rainy sunday", count=3)
    assert "Songs for “rainy sunday”" in reply.text
    assert "**3. Song 2**" in reply.text
    assert "Listen on Spotify](https://open.spotify.com/track/realSongNumber00000000)" in reply.text
    assert not reply.ephemeral
    assert "Share" not in [button.label for button in reply.buttons]


async def test_playlist_of_a_linked_account_is_answered_privately(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    stage.spotify.art = ART
    reply = await stage.discord.user("ada").slash("recommend", playlist=LIST, count=12)
    assert reply.ephemeral
    assert "Road Trip" in reply.text
    assert "3 of 3 songs known" in reply.text
    assert reply.images == [f"https://i.scdn.co/image/{number}" for number in range(3, 8)]
    pages, below = ["« First", "‹ Back", "Next ›", "Last »", "Share"], ["By sound", "Create playlist"]
    assert [button.label for button in reply.buttons] == [*pages, *below]


@pytest.mark.parametrize(("choice", "ephemeral"), [("everyone", False), ("only me", True)])
async def test_visibility_is_the_persons_to_choose(stage: Stage, bot: Bot, choice: str, ephemeral: bool) -> None:
    await ada_with_a_playlist(stage, bot)
    ada = stage.discord.user("ada")
    for given in ({"playlist": LIST}, {"vibe": "rain"}):
        reply = await ada.slash("recommend", visibility=choice, count=1, **given)
        assert reply.ephemeral is ephemeral
        below = ["By sound", "Create playlist"]
        assert [button.label for button in reply.buttons] == (["Share", *below] if ephemeral else below)


async def test_works_in_direct_messages_and_for_people_who_installed_it(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", guild=False, vibe="rain", count=1)
    assert "Song 0" in reply.text
    reply = await stage.discord.user("eve", install="user").slash("recommend", vibe="rain", count=1)
    assert "Song 0" in reply.text


async def test_order_shuffle_gives_the_same_songs(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain", count=10, order="shuffle")
    places = [reply.text.index(f"Song {number}**") for number in range(10)]
    assert places != sorted(places)


async def test_a_clean_answer_says_of_how_many_songs_nobody_knows(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain", count=3, clean=True)
    assert "Of 3 of these songs I don't know whether they are explicit." in reply.text
    assert "explicit" not in (await stage.discord.user("ben").slash("recommend", vibe="rain", count=3)).text


async def test_typed_songs_say_what_they_were_taken_for(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", songs="Song 1; Xyzzy", count=1)
    assert "“Song 1”: Song 1 by The Examples" in reply.text
    assert "“Xyzzy”: not found" in reply.text


async def test_closed_playlist_says_why_and_what_works(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    reply = await ben.slash("recommend", playlist="https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M")
    assert "Spotify makes that playlist itself" in reply.text
    assert "songs:" in reply.text
    assert reply.ephemeral
    reply = await ben.slash("recommend", playlist="37i9dQZF1DXcBWIGoYBM5M", vibe="rain", count=1)
    assert "Without the playlist:" in reply.text
    assert "**1. Song 0**" in reply.text


async def test_a_link_to_something_else_is_named(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", playlist=f"https://open.spotify.com/album/{LIST_ID}")
    assert "link to an album" in reply.text


async def test_mentions_and_markdown_in_titles_do_nothing(stage: Stage) -> None:
    loud = Stage(stage.discord, stage.folder, songs=(song(1, "@everyone **now**", "<@1>"),))
    async with loud.running():
        reply = await stage.discord.user("ben").slash("recommend", vibe="# loud @here")
    assert r"**1. \@everyone \*\*now\*\***" in reply.text
    assert r"\<\@1>" in reply.text


# ---------------------------------------------------------------- slow and failing


async def test_long_work_says_what_it_does_then_answers_in_the_same_message(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    stage.spotify.hold = asyncio.Event()
    asking = asyncio.create_task(stage.discord.user("ada").slash("recommend", playlist=LIST, count=1))
    reply = await asking  # shown as soon as the message no longer only says that the bot is thinking
    assert reply.text == "Reading your playlist…"
    stage.spotify.hold.set()
    answer = await reply.until(lambda message: "Song 3" in message.text)
    assert answer.id == reply.id
    assert "Reading" not in answer.text


async def test_quick_answers_come_in_one_edit(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain", count=1)
    # Revision 1 is Discord's "thinking", 2 the answer.
    assert reply.revision == 2


async def test_answers_leave_nothing_in_memory(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    ada = stage.discord.user("ada")
    await ada.slash("recommend", playlist=LIST, count=25)
    await ada.slash("recommend")
    await ada.slash("link")
    assert not bot.client.persistent_views
    assert not bot.client._connection._view_store._views


async def test_busy_recommender_is_said(stage: Stage, bot: Bot) -> None:
    stage.engine.failure = EngineBusy(7)
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain")
    assert "7 seconds" in reply.text


async def test_a_bug_gives_an_id_that_is_in_the_log(stage: Stage, bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    stage.engine.failure = ZeroDivisionError()
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain")
    (record,) = [record for record in caplog.records if record.name == "bot.client" and record.levelname == "ERROR"]
    assert record.message.removeprefix("error ") in reply.text
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


async def test_too_many_requests_are_slowed(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    replies = [await ben.slash("recommend", vibe="rain", count=1) for _ in range(21)]
    assert all("Song 0" in reply.text for reply in replies[:20])
    assert "You have asked 20 times in the last minute" in replies[20].text
    assert "Song 0" in (await stage.discord.user("eve").slash("recommend", vibe="rain", count=1)).text


# ---------------------------------------------------------------- buttons


async def test_pages_survive_a_restart(stage: Stage) -> None:
    ben = stage.discord.user("ben")
    async with stage.running():
        reply = await ben.slash("recommend", vibe="rain", count=25)
    await stage.discord.offline()
    async with stage.running():
        turned = await ben.click(reply, "Next ›")
        assert turned.id == reply.id
        assert "**11. Song 10**" in turned.text
        assert "Page 2 of 3" in turned.text
        assert "**21. Song 20**" in (await ben.click(turned, "Last »")).text


async def test_others_hear_whose_list_it_is(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain", count=25)
    eve = stage.discord.user("eve")
    seen = (await stage.discord.channel().messages(eve))[-1]
    await eve.click(seen, "Next ›")
    told = (await stage.discord.channel().messages(eve))[-1]
    assert told.ephemeral
    assert f"<@{await stage.discord.user('ben').id()}>" in told.text
    assert "Page 1 of 3" in (await reply.refresh()).text


async def test_a_bug_behind_a_button_is_told_like_one_behind_a_command(
    stage: Stage, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    ben = stage.discord.user("ben")
    stage.spotify.art = ART
    reply = await ben.slash("recommend", vibe="rain", count=25)
    stage.spotify.refusal = ZeroDivisionError()
    await ben.click(reply, "Next ›")
    told = (await stage.discord.channel().messages(ben))[-1]
    (record,) = [record for record in caplog.records if record.name == "bot.client" and record.levelname == "ERROR"]
    assert told.ephemeral
    assert record.message.removeprefix("error ") in told.text


async def test_expired_buttons_say_what_to_do(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    reply = await ben.slash("recommend", vibe="rain", count=25)
    stage.clock.turn(days=31)
    await ben.click(reply, "Next ›")
    told = (await stage.discord.channel().messages(ben))[-1]
    assert told.ephemeral
    assert "use the command again" in told.text
    assert "Page 1 of 3" in (await reply.refresh()).text


async def test_share_posts_the_page_for_all_and_stays_the_owners(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    private = await ada.click(await ada.slash("recommend", playlist=LIST, count=25), "Next ›")
    await ada.click(private, "Share")
    private = await private.until(lambda message: "Share" not in [button.label for button in message.buttons])
    shared = (await stage.discord.channel().messages(ben))[-1]
    assert not shared.ephemeral
    assert shared.text == private.text
    assert "Page 2 of 3" in shared.text
    await ben.click(shared, "Next ›")
    assert "Page 2 of 3" in (await shared.refresh()).text
    turned = await ada.click((await stage.discord.channel().messages(ada))[-1], "Last »")
    assert "Page 3 of 3" in turned.text
    # Each message has buttons and a page of its own.
    assert not {button.custom_id for button in private.buttons} & {button.custom_id for button in shared.buttons}
    assert "Page 1 of 3" in (await ada.click(private, "‹ Back")).text
    assert "Page 3 of 3" in (await turned.refresh()).text


async def test_share_pressed_twice_posts_once(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    answer = await ben.slash("recommend", vibe="rain", count=3, visibility="only_me")
    share = answer.buttons[0].custom_id or ""
    await stage.discord.fail_next("POST /webhooks/*/*", 0, delay=0.3)
    await asyncio.gather(ben.click(answer, share), ben.click(answer, share))
    await bot.client.drain(10)  # whatever the presses began has ended
    assert len([message for message in await stage.discord.channel().messages(ben) if not message.ephemeral]) == 1


async def test_unlinking_takes_the_buttons_of_what_was_read_along(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    ada = stage.discord.user("ada")
    reply = await ada.slash("recommend", playlist=LIST, count=25)
    await ada.slash("unlink")
    await ada.click(reply, "Next ›")
    assert "when a Spotify account is unlinked" in (await stage.discord.channel().messages(ada))[-1].text


# ---------------------------------------------------------------- own playlists


async def test_without_arguments_own_playlists_are_offered(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    ada = stage.discord.user("ada")
    picker = await ada.slash("recommend", count=2)
    assert picker.ephemeral
    (select,) = picker.selects
    assert select.options == (("Road Trip · 3 songs", LIST_ID),)
    answer = await ada.select(picker, select.custom_id, "Road Trip · 3 songs")
    assert "**2. Song 4**" in answer.text
    assert answer.ephemeral


async def test_the_chosen_playlist_is_continued_as_was_asked(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    ada = stage.discord.user("ada")
    picker = await ada.slash("recommend", mix="adventurous", clean=True)
    await ada.select(picker, picker.selects[0].custom_id, LIST_ID)
    (query,) = stage.engine.queries
    assert (query.adventurous, query.clean) == (1, True)


async def test_a_chosen_playlist_is_shown_to_all_only_when_asked(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    ada = stage.discord.user("ada")
    picker = await ada.slash("recommend", visibility="everyone")
    assert picker.ephemeral
    answer = await ada.select(picker, picker.selects[0].custom_id, LIST_ID)
    assert not answer.ephemeral


async def test_without_arguments_or_a_link_the_ways_in_are_told(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend")
    assert "`/link`" in reply.text
    assert "`/recommend songs:`" in reply.text
    assert reply.ephemeral


async def test_autocomplete_offers_own_playlists_without_asking_spotify(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    ada = stage.discord.user("ada")
    await ada.slash("recommend")
    calls = list(stage.spotify.calls)
    offered = await ada.autocomplete("recommend", "playlist", "road")
    assert [(choice.name, choice.value) for choice in offered] == [("Road Trip · 3 songs", LIST_ID)]
    assert await ada.autocomplete("recommend", "playlist", "nothing like it") == []
    assert await stage.discord.user("ben").autocomplete("recommend", "playlist", "") == []
    assert stage.spotify.calls == calls
    assert "Road Trip" in (await ada.slash("recommend", playlist=offered[0].value)).text


async def test_autocomplete_completes_songs(stage: Stage, bot: Bot) -> None:
    offered = await stage.discord.user("ben").autocomplete("recommend", "songs", "song 12")
    assert [choice.value for choice in offered] == ["The Examples - Song 12"]


async def test_autocomplete_that_fails_offers_nothing(stage: Stage, bot: Bot) -> None:
    stage.catalogue.failure = ZeroDivisionError()
    assert await stage.discord.user("ben").autocomplete("recommend", "songs", "song") == []


async def test_autocomplete_that_is_slow_offers_nothing_in_time(stage: Stage, bot: Bot) -> None:
    stage.catalogue.hold = asyncio.Event()
    # Discord gives up after three seconds, and so does the playground: that would raise NoAnswer.
    assert await stage.discord.user("ben").autocomplete("recommend", "songs", "song") == []


async def test_names_in_errors_show_as_they_are(stage: Stage, bot: Bot) -> None:
    stage.spotify.refusal = PlaylistNotReadable("*Loud* @here", "b_o_b")
    reply = await stage.discord.user("ben").slash("recommend", playlist=LIST)
    assert r"**\*Loud\* \@here** belongs to b\_o\_b" in reply.text


async def test_options_that_discord_would_not_offer_are_not_there(stage: Stage, bot: Bot) -> None:
    with pytest.raises(Impossible):
        await stage.discord.user("ben").slash("recommend", vibe="rain", count=101)
