"""/similar over the Discord protocol: what people see and hear of, the picture, the orders, and what may fail."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import aiohttp
import pytest

from bot.errors import EngineBusy, EngineDown
from playground.discord import Message, User
from recsys.sound import Sound
from tests.support import drawings
from tests.support.bot import SONGS, Bot, Stage
from tests.support.ports import snapshot, summary

LIST_ID = "roadTrip00000000000001"
LIST = f"https://open.spotify.com/playlist/{LIST_ID}"
PNG = b"\x89PNG\r\n\x1a\n"


def sound(energy: float) -> Sound:
    return Sound(energy=energy, danceability=0.5, valence=0.3, acousticness=0.2, tempo=90 + 60 * energy)


@pytest.fixture(autouse=True)
def heard(stage: Stage) -> None:
    """Songs 0 to 2 have the energy .5; from song 3 on, each is a little nearer to that, and song 5 is not known."""
    energies = [0.5, 0.5, 0.5, *(0.99 - 0.01 * place for place in range(len(SONGS) - 3))]
    stage.sounds.sounds = {
        song.spotify_ids[0]: sound(energy) for song, energy in zip(SONGS, energies, strict=True) if song.id != 5
    }


async def ada_with_a_playlist(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    stage.spotify.playlists[int(await ada.id())] = [snapshot(summary(LIST_ID), SONGS[:3])]
    await stage.link(bot, ada)


def titles(text: str) -> list[str]:
    return [line.strip("*").split(". ")[1] for line in text.splitlines() if line.startswith("**") and ". Song" in line]


async def similar(user: User, **options: object) -> Message:
    """The answer, also where it took so long that words came before it."""
    reply = await user.slash("similar", **options)
    return await reply.until(lambda message: bool(message.components))


async def fetched(url: str) -> bytes:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return await answer.read()


# ---------------------------------------------------------------- asking


async def test_songs_are_sorted_by_sound_with_matches_and_reasons(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    reply = await similar(stage.discord.user("ada"), playlist=LIST, count=5)
    assert reply.ephemeral
    # The farther a song is in the list, the nearer it sounds; the unknown one keeps its place, the third.
    assert titles(reply.text) == ["Song 7", "Song 6", "Song 5", "Song 4", "Song 3"]
    assert "By sound: the most like your songs first" in reply.text
    assert "I know how 4 of 5 songs sound, and 3 of your 3." in reply.text
    assert "**55** · same tempo, around 147 BPM; as mellow as your list" in reply.text
    assert "Sound unknown · Fits" in reply.text
    assert set(stage.sounds.asked) == {song.spotify_ids[0] for song in SONGS[:8]}


async def test_the_picture_comes_with_a_text_and_stays(stage: Stage) -> None:
    ben = stage.discord.user("ben")
    async with stage.running():
        reply = await similar(ben, songs="Song 0; Song 1", count=25)
    await stage.discord.offline()
    async with stage.running():
        turned = await ben.click(reply, "Next ›")
    for message in (reply, turned):
        (attachment,) = message.attachments
        assert message.images == [attachment["url"]]
        (gallery,) = [part for part in message.components[0]["components"] if part["type"] == 12]
        assert "energetic 50 and" in gallery["items"][0]["description"]
    assert "Page 2 of 3" in turned.text
    assert turned.attachments == reply.attachments


async def test_the_picture_is_a_png(stage: Stage, bot: Bot) -> None:
    reply = await similar(stage.discord.user("ben"), songs="Song 0; Song 1", count=5)
    assert (await fetched(reply.images[0])).startswith(PNG)


async def test_one_respect_can_be_chosen(stage: Stage, bot: Bot) -> None:
    reply = await similar(stage.discord.user("ben"), songs="Song 0", count=5, sort_by="energy")
    assert "By energy: the nearest to your songs first" in reply.text
    reply = await similar(stage.discord.user("ben"), songs="Song 0", count=4, sort_by="year")
    # Nobody knows a year here: the order of the recommendation.
    assert titles(reply.text) == ["Song 1", "Song 2", "Song 3", "Song 4"]


async def test_options_are_those_of_recommend(stage: Stage, bot: Bot) -> None:
    reply = await similar(
        stage.discord.user("ben"),
        songs="Song 0",
        vibe="rain",
        count=3,
        mix="adventurous",
        clean=True,
        visibility="only_me",
    )
    (query,) = stage.engine.queries
    assert (query.title, query.limit, query.adventurous, query.clean) == ("rain", 3, 1, True)
    assert reply.ephemeral


async def test_without_arguments_own_playlists_are_offered_and_compared(stage: Stage, bot: Bot) -> None:
    await ada_with_a_playlist(stage, bot)
    ada = stage.discord.user("ada")
    picker = await similar(ada, count=5, sort_by="energy")
    answer = await ada.select(picker, picker.selects[0].custom_id, LIST_ID)
    answer = await answer.until(lambda message: bool(message.components))
    assert "By energy" in answer.text
    assert "/link" in (await stage.discord.user("ben").slash("similar")).text


async def test_what_is_typed_is_completed(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    assert [one.value for one in await ben.autocomplete("similar", "songs", "song 12")] == ["The Examples - Song 12"]
    assert await ben.autocomplete("similar", "playlist", "x") == []


# ---------------------------------------------------------------- orders and "By sound"


async def test_orders_go_back_and_forth_after_a_restart_without_computing(stage: Stage) -> None:
    ben = stage.discord.user("ben")
    async with stage.running():
        reply = await similar(ben, songs="Song 0", count=12)
    await stage.discord.offline()
    stage.engine.failure = stage.spotify.refusal = AssertionError("nothing is to be computed")
    asked = list(stage.sounds.asked)
    async with stage.running():
        best = await ben.click(await ben.click(reply, "Next ›"), "Best")
        assert titles(best.text) == [f"Song {number}" for number in range(1, 11)]
        assert "In the order of the recommendation" in best.text
        assert "Page 1 of 2" in best.text
        shuffled = await ben.click(best, "Shuffle")
        assert "Shuffled" in shuffled.text
        assert any(a > b for a, b in pairwise(int(title.split()[1]) for title in titles(shuffled.text)))
        sorted_ = await ben.click(shuffled, "Similar")
    assert sorted_.text == reply.text
    assert sorted_.images == reply.images
    assert stage.sounds.asked == asked


async def test_the_order_that_is_shown_cannot_be_pressed(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    reply = await similar(ben, songs="Song 0", count=3)
    assert [one.label for one in reply.buttons if one.disabled] == ["Similar"]
    best = await ben.click(reply, "Best")
    assert [one.label for one in best.buttons if one.disabled] == ["Best"]


async def test_a_list_is_sorted_in_its_place(stage: Stage) -> None:
    ben = stage.discord.user("ben")
    async with stage.running():
        plain = await ben.slash("recommend", songs="Song 0", count=4)
    await stage.discord.offline()
    async with stage.running():
        sorted_ = await ben.click(plain, "By sound")
        sorted_ = await sorted_.until(lambda message: "By sound:" in message.text)
        assert sorted_.id == plain.id
        assert len(sorted_.attachments) == 1
        best = await ben.click(sorted_, "Best")
    assert titles(best.text) == titles(plain.text) == ["Song 1", "Song 2", "Song 3", "Song 4"]


async def test_a_list_that_is_being_sorted_stays_and_says_so(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    plain = await ben.slash("recommend", songs="Song 0", count=4)
    stage.sounds.hold = asyncio.Event()
    shown = await ben.click(plain, "By sound")
    shown = await shown.until(lambda message: "Comparing…" in [one.label for one in message.buttons])
    assert titles(shown.text) == titles(plain.text)
    stage.sounds.hold.set()
    await shown.until(lambda message: "By sound:" in message.text)


async def test_a_list_that_cannot_be_sorted_is_as_before(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    plain = await ben.slash("recommend", songs="Song 0", count=4)
    held = stage.sounds.hold = asyncio.Event()
    shown = await ben.click(plain, "By sound")
    await shown.until(lambda message: "Comparing…" in [one.label for one in message.buttons])
    stage.engine.failure = EngineDown()
    held.set()
    kept = await shown.until(lambda message: "By sound" in [one.label for one in message.buttons])
    assert kept.text == plain.text
    for _ in range(200):
        told = (await stage.discord.channel().messages(ben))[-1]
        if told.id != plain.id:
            break
        await asyncio.sleep(0.05)
    assert told.ephemeral
    assert told.text == EngineDown().sentence


async def test_others_cannot_sort_somebodys_list(stage: Stage, bot: Bot) -> None:
    await stage.discord.user("ben").slash("recommend", songs="Song 0", count=4)
    eve = stage.discord.user("eve")
    seen = (await stage.discord.channel().messages(eve))[-1]
    await eve.click(seen, "By sound")
    told = (await stage.discord.channel().messages(eve))[-1]
    assert told.ephemeral
    assert f"<@{await stage.discord.user('ben').id()}>" in told.text
    assert not stage.sounds.asked


async def test_a_shared_copy_has_the_picture_and_orders_of_its_own(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    await ada_with_a_playlist(stage, bot)
    private = await similar(ada, playlist=LIST, count=5)
    await ada.click(private, "Share")
    await private.until(lambda message: "Share" not in [one.label for one in message.buttons])
    shared = (await stage.discord.channel().messages(ben))[-1]
    assert not shared.ephemeral
    assert shared.text == private.text
    assert await fetched(shared.images[0]) == await fetched(private.images[0])
    assert shared.images != private.images
    mine = (await stage.discord.channel().messages(ada))[-1]
    assert titles((await ada.click(mine, "Best")).text) == [f"Song {number}" for number in range(3, 8)]
    assert (await private.refresh()).text == private.text


# ---------------------------------------------------------------- little is known, or late


async def test_a_mood_alone_is_compared_with_the_best_songs(stage: Stage, bot: Bot) -> None:
    reply = await similar(stage.discord.user("ben"), vibe="rain", count=8)
    assert "I had no songs of yours to compare with, so I took the first 5 of the recommendation." in reply.text
    assert "I know how 7 of 8 songs sound." in reply.text
    assert titles(reply.text)[:3] == ["Song 0", "Song 1", "Song 2"]


async def test_when_nothing_is_known_people_and_the_operator_hear_of_it(
    stage: Stage, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    stage.sounds.sounds = {}
    ben = stage.discord.user("ben")
    for _ in range(2):
        reply = await similar(ben, songs="Song 0", count=3)
        assert "I don't know yet how any of these songs sound" in reply.text
        assert titles(reply.text) == ["Song 1", "Song 2", "Song 3"]
        assert not reply.attachments
    assert len([one for one in caplog.messages if "segue features import" in one]) == 1


async def test_what_is_still_asked_for_is_said(stage: Stage, bot: Bot) -> None:
    stage.sounds.pending = 6
    reply = await similar(stage.discord.user("ben"), songs="Song 0", count=3)
    assert "6 more are being looked up for next time." in reply.text


async def test_one_comparison_of_a_person_at_a_time(stage: Stage, bot: Bot) -> None:
    stage.sounds.hold = asyncio.Event()
    ben = stage.discord.user("ben")
    first = await ben.slash("similar", songs="Song 0", count=3)
    assert first.text == "Choosing songs and comparing how they sound…"
    assert "still comparing" in (await ben.slash("similar", songs="Song 0")).text
    stage.sounds.hold.set()
    answer = await first.until(lambda message: "By sound:" in message.text)
    assert answer.id == first.id


async def test_refusals_are_those_of_recommend(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    assert "I don't know “Xyzzy”" in (await ben.slash("similar", songs="Xyzzy")).text
    assert "Spotify makes that playlist itself" in (await ben.slash("similar", playlist="37i9dQZF1DXcBWIGoYBM5M")).text
    assert "link to an album" in (await ben.slash("similar", playlist=f"https://open.spotify.com/album/{LIST_ID}")).text
    stage.engine.failure = EngineBusy(7)
    assert "7 seconds" in (await ben.slash("similar", songs="Song 0")).text


# ---------------------------------------------------------------- pictures that fail


@pytest.mark.parametrize("load", [drawings.load_failing, drawings.load_broken])
async def test_without_a_picture_the_text_still_comes(stage: Stage, load: object) -> None:
    stage.load_drawing = load  # type: ignore[assignment]
    async with stage.running():
        reply = await similar(stage.discord.user("ben"), songs="Song 0", count=3)
    assert titles(reply.text) == ["Song 1", "Song 2", "Song 3"]
    assert not reply.images
    assert not reply.attachments


async def test_a_picture_that_takes_too_long_is_left_out(stage: Stage) -> None:
    stage.load_drawing, stage.picture_seconds = drawings.load_never, 0.2
    async with stage.running():
        reply = await similar(stage.discord.user("ben"), songs="Song 0", count=3)
    assert titles(reply.text) == ["Song 1", "Song 2", "Song 3"]
    assert not reply.images


async def test_a_picture_that_discord_refuses_is_left_out(stage: Stage) -> None:
    stage.load_drawing = drawings.load_named
    async with stage.running():
        ben = stage.discord.user("ben")
        # What draws has started then: no words come before the next answer.
        assert (await similar(ben, songs="Song 0", count=13)).images
        await stage.discord.fail_next("PATCH /webhooks/*/*/messages/*", 403)
        reply = await similar(ben, songs="Song 0", count=13)
        assert "By sound:" in reply.text
        assert not reply.images
        assert "Page 2 of 2" in (await ben.click(reply, "Next ›")).text
