"""/rules over the Discord protocol: sentences, the picture, orders, files, lists made of it, and what is wrong."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bot.errors import EngineBusy
from playground.discord import DiscordPlayground, Message, User
from recsys.sound import Sound
from tests.support import drawings
from tests.support.bot import Bot, Stage
from tests.support.ports import snapshot, song, summary
from tests.support.rules import BETWEEN_ARTISTS, RULES, SONGS, rules

LIST_ID = "roadTrip00000000000001"
LIST = f"https://open.spotify.com/playlist/{LIST_ID}"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with DiscordPlayground() as discord:
        stage = Stage(discord, tmp_path, songs=SONGS)
        stage.engine.learn(rules())
        yield stage


async def ask(user: User, **options: object) -> Message:
    """The answer, also where it took so long that words came before it."""
    reply = await user.slash("rules", **options)
    return await reply.until(lambda message: bool(message.components))


async def ada_with_a_playlist(stage: Stage, bot: Bot, *numbers: int) -> User:
    ada = stage.discord.user("ada")
    held = [SONGS[number] for number in numbers]
    stage.spotify.playlists[int(await ada.id())] = [snapshot(summary(LIST_ID), held)]
    await stage.link(bot, ada)
    return ada


def rights(message: Message) -> list[int]:
    """The numbers of the songs on the right-hand sides."""
    return [int(number) for number in re.findall(r"also have \*\*Song (\d+)\*\*", message.text)]


def labels(message: Message) -> list[str]:
    return [one.label for one in message.buttons]


async def fetched(url: str) -> bytes:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return await answer.read()


async def rows(message: Message) -> list[dict[str, str]]:
    """The file of a message, as a table."""
    (attachment,) = message.attachments
    return list(csv.DictReader(io.StringIO((await fetched(attachment["url"])).decode(), newline="")))


async def newest(stage: Stage, user: User) -> Message:
    return (await stage.discord.channel().messages(user))[-1]


# ---------------------------------------------------------------- asking


async def test_a_song_has_sentences_with_all_numbers(stage: Stage, bot: Bot) -> None:
    reply = await ask(stage.discord.user("ben"), song="Alpha - Song 0")
    assert not reply.ephemeral
    assert "### What goes with Song 0" in reply.text
    assert (
        "4. Of playlists with **Song 0** by Alpha and **Song 1** by Bravo, 43 % also have **Song 2** by Carol King: "
        "1.2 times more than chance (in 312 playlists)." in reply.text
    )
    assert rights(reply) == [7, 4, 3, 2]
    assert "The surest first." in reply.text


async def test_a_playlist_gets_what_it_lacks_once_and_the_strongest_first(stage: Stage, bot: Bot) -> None:
    ada = await ada_with_a_playlist(stage, bot, 0, 1, 6)
    reply = await ask(ada, playlist=LIST)
    assert reply.ephemeral
    assert "### What goes with Road Trip" in reply.text
    assert "3 of 3 songs known" in reply.text
    assert rights(reply) == [4, 3, 2]  # 3 once, by the surer of its two rules; 7 would need song 5, and 6 is there
    assert "Of playlists with **Song 0** by Alpha, 50 % also have **Song 3**" in reply.text


async def test_an_artist_has_rules_between_artists_unless_songs_are_wanted(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    artists = await ask(ben, artist="Alpha")
    assert "Of playlists with **Alpha** and **Bravo**, 75 % also have **Carol King**: 2.5 times" in artists.text
    assert "Recommend the songs" not in labels(artists)
    songs = await ask(ben, artist="Alpha", level="songs")
    assert rights(songs) == [7, 4, 3, 2]
    of_song = await ask(ben, song="Carol King - Song 2", level="artists")
    assert "Of playlists with **Carol King**, 17 % also have **Alpha**: 1.7 times" in of_song.text


async def test_alone_it_shows_the_strongest_of_all(stage: Stage, bot: Bot) -> None:
    reply = await ask(stage.discord.user("ben"))
    assert "### What goes together" in reply.text
    assert rights(reply)[:3] == [7, 6, 4]
    assert f"Page 1 of {-(-len(RULES) // 8)}" in reply.text


async def test_thresholds_and_the_order_are_as_asked(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    reply = await ask(ben, min_confidence=50, min_lift=6.0, sort_by="leverage")
    assert rights(reply) == [4, 6, 7]
    assert "Confidence from 50 % and lift from 6 on." in reply.text
    assert "By leverage" in reply.text
    assert [one.label for one in reply.buttons if one.disabled] == ["Leverage"]


async def test_what_is_typed_is_completed(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    assert [one.value for one in await ben.autocomplete("rules", "song", "song 12")] == ["Echo - Song 12"]
    assert [one.value for one in await ben.autocomplete("rules", "artist", "king")] == ["Carol King"]
    assert await ben.autocomplete("rules", "playlist", "x") == []
    ada = await ada_with_a_playlist(stage, bot, 0)
    await stage.spotify.refreshed.wait()
    assert [one.value for one in await ada.autocomplete("rules", "playlist", "road")] == [LIST_ID]


# ---------------------------------------------------------------- pages, orders, sharing


async def test_pages_and_orders_work_after_a_restart_without_computing(stage: Stage) -> None:
    ben = stage.discord.user("ben")
    async with stage.running():
        first = await ask(ben)
    await stage.discord.offline()
    stage.engine.failure = stage.spotify.refusal = AssertionError("nothing is to be computed")
    async with stage.running():
        second = await ben.click(first, "Next ›")
        assert "Page 2 of" in second.text
        assert second.images == first.images
        assert not set(rights(second)) & set(rights(first))
        by_lift = await ben.click(second, "Beyond chance")
        assert "Page 1 of" in by_lift.text
        assert rights(by_lift)[:3] == [7, 6, 4]
        by_support = await ben.click(by_lift, "Most playlists")
        assert rights(by_support)[:2] == [2, 3]
        assert by_support.images != first.images
        assert rights(await ben.click(by_support, "Surest")) == rights(first)


async def test_only_who_asked_turns_and_sorts(stage: Stage, bot: Bot) -> None:
    ben, eve = stage.discord.user("ben"), stage.discord.user("eve")
    reply = await ask(ben)
    for label in ("Next ›", "Beyond chance"):
        told = await eve.click(await newest_public(stage, eve, reply), label)
        assert told.ephemeral
        assert f"<@{await ben.id()}>" in told.text
    assert (await reply.refresh()).text == reply.text


async def test_others_take_the_songs_and_the_rules_along(stage: Stage, bot: Bot) -> None:
    ada, eve = await ada_with_a_playlist(stage, bot, 0, 1), stage.discord.user("eve")
    reply = await newest_public(stage, eve, await ask(ada))
    songs = await eve.click(reply, "Recommend the songs")
    assert songs.ephemeral
    of_ada = await ada.click(reply, "Recommend the songs")
    assert [button.label for button in songs.buttons] == [button.label for button in of_ada.buttons]
    sounding = await eve.click(songs, "By sound")
    await sounding.until(lambda message: "By sound" not in labels(message))
    right_sides = {right for _, right, _ in RULES}
    assert len(await rows(await eve.click(reply, "Songs as a file"))) == len(right_sides)
    assert len(await rows(await eve.click(reply, "All rules as a file"))) == len(RULES)
    of_playlist = await newest_public(stage, eve, await ask(ada, playlist=LIST, visibility="everyone"))
    assert f"<@{await ada.id()}>" in (await eve.click(of_playlist, "All rules as a file")).text


async def test_others_leaf_through_a_copy_of_their_own(stage: Stage, bot: Bot) -> None:
    ada, eve = await ada_with_a_playlist(stage, bot, 0, 1), stage.discord.user("eve")
    for reply in (await ask(ada), await ask(ada, playlist=LIST, visibility="everyone")):
        before = reply.text
        which = "Next ›" if "Next ›" in labels(reply) else "Beyond chance"
        copy = await eve.click(await newest_public(stage, eve, reply), which)
        assert copy.ephemeral
        assert "Here is a copy of your own" in copy.text
        assert rights(copy) == rights(reply)
        after = await eve.click(copy, which)
        assert after.text != copy.text
        assert (await reply.refresh()).text == before
        assert ("All rules as a file" in labels(copy)) == ("Road Trip" not in copy.text)
        songs = await eve.click(copy, "Recommend the songs")
        assert songs.ephemeral
        assert "Song" in songs.text


async def newest_public(stage: Stage, user: User, like: Message) -> Message:
    """The message as this person sees it."""
    return next(one for one in await stage.discord.channel().messages(user) if one.id == like.id)


async def test_a_shared_copy_has_a_picture_and_orders_of_its_own(stage: Stage, bot: Bot) -> None:
    ada = await ada_with_a_playlist(stage, bot, 0, 1)
    private = await ask(ada, playlist=LIST)
    await ada.click(private, "Share")
    await private.until(lambda message: "Share" not in labels(message))
    shared = await newest(stage, stage.discord.user("ben"))
    assert not shared.ephemeral
    assert shared.text == private.text
    assert await fetched(shared.images[0]) == await fetched(private.images[0])
    mine = await newest(stage, ada)
    assert rights(await ada.click(mine, "Most playlists"))[0] == 2
    assert (await private.refresh()).text == private.text


async def test_unlinking_ends_what_came_from_the_account(stage: Stage, bot: Bot) -> None:
    ada = await ada_with_a_playlist(stage, bot, 0, 1)
    reply = await ask(ada, playlist=LIST)
    made = await ada.click(reply, "Recommend the songs")
    await ada.slash("unlink")
    for message, label in ((reply, "Most playlists"), (made, "By sound")):
        await ada.click(message, label)
        assert "This no longer works" in (await newest(stage, ada)).text


# ---------------------------------------------------------------- what the songs become


async def test_the_right_hand_songs_become_a_list_like_any_other(stage: Stage, bot: Bot) -> None:
    ada = await ada_with_a_playlist(stage, bot, 0, 1, 5)
    stage.sounds.sounds = {  # type: ignore[attr-defined]
        one.spotify_ids[0]: Sound(energy=0.1 * one.id, danceability=0.5, valence=0.3, tempo=100) for one in SONGS[:8]
    }
    reply = await ask(ada, playlist=LIST)
    made = await ada.click(reply, "Recommend the songs")
    assert made.id != reply.id
    assert made.ephemeral
    assert re.findall(r"\*\*\d\. (Song \d+)\*\*", made.text) == ["Song 7", "Song 6", "Song 4", "Song 3", "Song 2"]
    assert "### Road Trip" in made.text
    assert "In 18 playlists with Song 0, Song 1 and Song 5" in made.text
    assert "In 312 playlists with Song 0 and Song 1" in made.text
    sounding = await ada.click(made, "By sound")
    sounding = await sounding.until(lambda message: "By sound:" in message.text)
    assert len(re.findall(r"\*\*\d\. (Song \d+)\*\*", sounding.text)) == 5
    await ada.click(sounding, "Share")
    assert "### Road Trip" in (await newest(stage, stage.discord.user("ben"))).text


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ({"song": "Alpha - Song 0"}, "### Songs that go with Song 0"),
        ({"artist": "Alpha", "level": "songs"}, "### Songs that go with Alpha"),
        ({}, "### Songs that rules lead to"),
    ],
)
async def test_a_list_can_be_sorted_by_sound_whatever_it_came_from(
    stage: Stage, bot: Bot, options: dict[str, str], title: str
) -> None:
    ben = stage.discord.user("ben")
    made = await ben.click(await ask(ben, **options), "Recommend the songs")
    assert title in made.text
    sounding = await ben.click(made, "By sound")
    sounding = await sounding.until(lambda message: "don't know yet how any of these songs sound" in message.text)
    assert title in sounding.text


async def test_the_songs_are_a_file(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    sent = await ben.click(await ask(ben, song="Alpha - Song 0"), "Songs as a file")
    assert sent.ephemeral
    assert "The 4 songs on the right-hand sides" in sent.text
    assert [row["title"] for row in await rows(sent)] == ["Song 7", "Song 4", "Song 3", "Song 2"]
    assert (await rows(sent))[0] == {"title": "Song 7", "artist": "Hotel", "spotify_id": SONGS[7].spotify_ids[0]}


async def test_all_rules_are_a_file_with_every_metric(stage: Stage) -> None:
    ben = stage.discord.user("ben")
    async with stage.running():
        reply = await ask(ben, sort_by="lift")
    await stage.discord.offline()
    async with stage.running():
        sent = await ben.click(reply, "All rules as a file")
    table = await rows(sent)
    assert f"The {len(RULES)} rules" in sent.text
    assert len(table) == len(RULES)
    assert table[0]["left"] == "Song 0 by Alpha; Song 1 by Bravo; Song 5 by Foxtrot"
    assert (table[0]["right"], float(table[0]["lift"])) == ("Song 7 by Hotel", pytest.approx(30))
    assert {"support", "conviction", "zhangs_metric", "jaccard", "kulczynski", "p_value"} <= set(table[0])


async def test_artists_are_a_table_too(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    sent = await ben.click(await ask(ben, level="artists"), "All rules as a file")
    assert len(await rows(sent)) == len(BETWEEN_ARTISTS)
    assert (await rows(sent))[0]["left"] == "Alpha; Bravo"


async def test_a_file_that_discord_refuses_is_a_sentence(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    reply = await ask(ben)
    await stage.discord.fail_next("PATCH /webhooks/*/*/messages/*", 403)
    sent = await ben.click(reply, "Songs as a file")
    assert "Discord did not take the file here." in sent.text


# ---------------------------------------------------------------- what is wrong, or leaves nothing


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"song": "Xyzzy"}, "I don't know a song called “Xyzzy”. Check the spelling"),
        ({"song": "song nine"}, "I don't know a song called “song nine”. Did you mean “Alpha - Song 0”"),
        ({"artist": "Xyzzy"}, "I don't know an artist called “Xyzzy”. Check the spelling"),
        ({"artist": "Carole King"}, "Did you mean “Carol King”?"),
        ({"song": "Alpha - Song 0", "artist": "Alpha"}, "one thing at a time"),
        ({"playlist": "https://open.spotify.com/album/roadTrip00000000000001"}, "link to an album"),
        ({"playlist": "37i9dQZF1DXcBWIGoYBM5M"}, "Spotify makes that playlist itself"),
        ({"song": "https://open.spotify.com/track/aTrackThatNobodyKnows0"}, "I don't know a song called"),
    ],
)
async def test_what_cannot_be_asked_is_a_sentence(stage: Stage, bot: Bot, options: dict[str, str], said: str) -> None:
    assert said in (await stage.discord.user("ben").slash("rules", **options)).text


async def test_playlists_without_anything_known_are_told_apart(stage: Stage, bot: Bot) -> None:
    ada = await ada_with_a_playlist(stage, bot)
    assert "There are no songs in this playlist" in (await ada.slash("rules", playlist=LIST)).text
    strangers = [song(number, spotify_id=f"stranger{number:014d}") for number in (100, 101)]
    stage.spotify.playlists[int(await ada.id())] = [snapshot(summary(LIST_ID), strangers)]
    assert "I don't know any of the 2 songs in this playlist" in (await ada.slash("rules", playlist=LIST)).text


async def test_thresholds_that_leave_nothing_say_how_many_rules_are_just_below(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    near = await ask(ben, song="Alpha - Song 0", min_confidence=95)
    assert "No rule reaches both a confidence of 95 % and a lift of 1, but 3 rules reach at least half" in near.text
    assert labels(near) == []
    far = await ask(ben, song="Alpha - Song 0", min_lift=1000.0)
    assert "No rule reaches both a confidence of 0 % and a lift of 1,000, nor half of that." in far.text


async def test_what_no_rule_begins_with_says_what_else_to_try(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    assert "No rule begins with Song 39" in (await ask(ben, song="Hotel - Song 39")).text
    assert "No rule begins with Hotel" in (await ask(ben, artist="Hotel")).text
    ada = await ada_with_a_playlist(stage, bot, 39)
    assert "No rule begins with what is in this playlist" in (await ask(ada, playlist=LIST)).text


async def test_a_model_without_rules_says_what_its_operator_has_to_run(stage: Stage, bot: Bot) -> None:
    stage.engine.model = replace(stage.engine.model, rules=False)
    for options in ({}, {"song": "Alpha - Song 0"}, {"playlist": LIST}):
        said = (await stage.discord.user("ben").slash("rules", **options)).text
        assert "`segue rules mine` finds them, and `segue reload` puts them to work" in said


async def test_a_busy_recommender_says_so(stage: Stage, bot: Bot) -> None:
    stage.engine.failure = EngineBusy(7)
    assert "7 seconds" in (await stage.discord.user("ben").slash("rules")).text


# ---------------------------------------------------------------- the picture


async def test_the_picture_is_a_png_with_a_text(stage: Stage, bot: Bot) -> None:
    reply = await ask(stage.discord.user("ben"), song="Alpha - Song 0")
    assert (await fetched(reply.images[0])).startswith(PNG)
    (gallery,) = [part for part in reply.components[0]["components"] if part["type"] == 12]
    description = gallery["items"][0]["description"]
    assert description.startswith("A network of 4 rules")
    assert "4: Song 0 and Song 1 → Song 2 (lift 1.2, 312 playlists)." in description


@pytest.mark.parametrize("load", [drawings.load_failing, drawings.load_broken])
async def test_without_a_picture_the_text_still_comes(stage: Stage, load: object) -> None:
    stage.load_drawing = load  # type: ignore[assignment]
    async with stage.running():
        ben = stage.discord.user("ben")
        reply = await ask(ben, song="Alpha - Song 0")
        assert rights(reply) == [7, 4, 3, 2]
        assert not reply.images
        assert not reply.attachments
        assert rights(await ben.click(reply, "Most playlists"))[0] == 2


async def test_a_picture_that_discord_refuses_is_left_out(stage: Stage) -> None:
    stage.load_drawing = drawings.load_named
    async with stage.running():
        ben = stage.discord.user("ben")
        assert (await ask(ben)).images  # and what draws has started: no words come before the next answer
        await stage.discord.fail_next("PATCH /webhooks/*/*/messages/*", 403)
        reply = await ask(ben)
        assert rights(reply)
        assert not reply.images
        assert not (await ben.click(reply, "Next ›")).images
