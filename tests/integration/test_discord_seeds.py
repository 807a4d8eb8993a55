"""Seeds from anywhere over the Discord protocol: files, pasted lists, links, and which songs are wanted."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.errors import NotLinked
from bot.ports import TrackList
from playground.discord import File, Impossible, User
from recsys.domain import Track
from tests.support.bot import SONGS, Bot, Stage
from tests.support.ports import snapshot, summary

ALBUM, ARTIST, OTHER = "anAlbum000000000000001", "anArtist00000000000001", "someList00000000000001"
OPEN = "https://open.spotify.com"


def exportify(*numbers: int) -> bytes:
    rows = [f"spotify:track:{SONGS[number].spotify_ids[0]},Song {number},The Examples" for number in numbers]
    return "\n".join(["Track URI,Track Name,Artist Name(s)", *rows]).encode()


def queried(stage: Stage) -> list[str]:
    """The titles of the seeds of the last query."""
    return [track.title for track in stage.engine.queries[-1].tracks]


# ---------------------------------------------------------------- files


async def test_a_file_is_continued_privately(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash(
        "recommend", file=File("Road_Trip.csv", exportify(0, 1, 1, 2)), count=2
    )
    assert "### Songs that go with Road\\_Trip.csv" in reply.text
    assert "From **Road\\_Trip.csv**: 3 songs; 1 was a repetition" in reply.text
    assert "3 of 3 songs known" in reply.text
    assert "**1. Song 3**" in reply.text
    assert reply.ephemeral
    assert "Share" in [button.label for button in reply.buttons]
    assert queried(stage) == ["Song 0", "Song 1", "Song 2"]


async def test_a_file_is_shown_to_all_when_asked(stage: Stage, bot: Bot) -> None:
    file = File("list.csv", exportify(0))
    reply = await stage.discord.user("ben").slash("recommend", file=file, visibility="everyone", count=1)
    assert not reply.ephemeral


async def test_a_files_own_title_stands_for_its_mood(stage: Stage, bot: Bot) -> None:
    jspf = {"playlist": {"title": "Rainy Sunday", "track": [{"title": "Song 4", "creator": "The Examples"}]}}
    reply = await stage.discord.user("ben").slash("recommend", file=File("x.jspf", json.dumps(jspf).encode()), count=1)
    assert "### Songs that go with Rainy Sunday" in reply.text
    assert stage.engine.queries[-1].title == "Rainy Sunday"


async def test_lines_of_a_text_are_looked_up_and_only_the_doubtful_are_told(stage: Stage, bot: Bot) -> None:
    file = File("meine Songs.txt", "1. Song 5\n2. Xyzzy\n3. The Examples\n".encode("utf-16"))
    reply = await stage.discord.user("ben").slash("recommend", file=file, count=1)
    assert "From **meine Songs.txt**: 2 songs" in reply.text
    assert "“Xyzzy”: not found" in reply.text
    assert "“The Examples”: I don't know that song, so I went by The Examples" in reply.text
    assert "“Song 5”" not in reply.text


async def test_links_alone_in_a_file_are_asked_of_spotify_where_the_model_lacks_them(stage: Stage, bot: Bot) -> None:
    new = "aNewSong00000000000001"
    stage.spotify.tracks[new] = Track("Brand New", ("Nobody",), new)
    text = f"{OPEN}/track/{SONGS[0].spotify_ids[0]}\n{OPEN}/track/{new}\n"
    await stage.discord.user("ben").slash("recommend", file=File("links.txt", text.encode()), count=1)
    assert [track.title for track in stage.engine.queries[-1].tracks] == ["", "Brand New"]
    assert stage.spotify.calls.count("track") == 1


async def test_a_playlist_of_a_data_export_is_chosen_by_its_name(stage: Stage, bot: Bot) -> None:
    lists = [("Road Trip", 1), ("Rainy Day", 2)]
    items = {name: [{"track": {"trackName": f"Song {n}", "artistName": "The Examples"}}] for name, n in lists}
    export = {"playlists": [{"name": name, "items": songs} for name, songs in items.items()]}
    file = File("Playlist1.json", json.dumps(export).encode())
    ben = stage.discord.user("ben")
    reply = await ben.slash("recommend", file=file)
    assert "**Playlist1.json** holds 2 playlists: “Road Trip”, “Rainy Day”" in reply.text
    reply = await ben.slash("recommend", file=file, playlist="rainy day", count=1)
    assert "### Songs that go with Rainy Day" in reply.text
    assert queried(stage) == ["Song 2"]


async def test_a_listening_history_says_that_it_counts_plays(stage: Stage, bot: Bot) -> None:
    plays = [{"trackName": "Song 6", "artistName": "The Examples", "msPlayed": 40_000, "endTime": "2026-01-01 00:00"}]
    file = File("StreamingHistory_music_0.json", json.dumps(plays).encode())
    reply = await stage.discord.user("ben").slash("recommend", file=file, count=1)
    assert "### Songs that go with what you listened to" in reply.text
    assert "the song that you played most" in reply.text


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("cover.png", b"\x89PNG\r\n\x1a\n\x00\x00", "**cover.png** is no list of songs but a picture"),
        ("a.xlsx", b"PK\x03\x04", "**a.xlsx** is packed"),
        ("a.json", b"{", "**a.json** is damaged: line 1 is no proper JSON"),
        ("Мой список.csv", b"when,what\n1,2", "**Мой список.csv** has no column that names songs"),
    ],
)
async def test_a_bad_file_is_told_in_words(stage: Stage, bot: Bot, name: str, data: bytes, sentence: str) -> None:
    reply = await stage.discord.user("ben").slash("recommend", file=File(name, data))
    assert sentence in reply.text
    assert reply.ephemeral


async def test_a_file_that_discord_no_longer_has_is_asked_for_again(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    form = await ben.slash("recommend", paste=True, file=File("list.csv", exportify(0)))
    assert form.modal is not None
    await stage.discord.advance(2 * 86_400)
    reply = await ben.submit(form.modal, {"Songs": "Song 1"})
    assert "Discord didn't hand me that file. Please attach it again." in reply.text


async def test_a_file_is_compared_by_sound_again_after_a_restart(stage: Stage) -> None:
    ben = stage.discord.user("ben")
    async with stage.running():
        reply = await ben.slash("recommend", file=File("list.csv", exportify(0, 1)), count=3)
    await stage.discord.offline()
    async with stage.running():
        pressed = await ben.click(reply, "By sound")
        await pressed.until(lambda message: "so they stay in the order of the recommendation" in message.text)
    compared, *_ = stage.engine.compared  # where nothing is known of their sound, the best songs stand in after them
    assert [track.title for track in compared.query.tracks] == ["Song 0", "Song 1"]


async def test_similar_takes_the_same(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("similar", file=File("list.csv", exportify(0, 1)), count=3)
    assert "From **list.csv**: 2 songs" in reply.text
    assert reply.ephemeral


# ---------------------------------------------------------------- a pasted list


async def test_a_pasted_list_is_read_line_by_line(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    form = await ben.slash("recommend", paste=True, vibe="rain", count=2)
    assert form.modal is not None
    assert form.modal.title == "Paste a list of songs"
    reply = await ben.submit(form.modal, {"Songs": f"1. Song 7\n2. Song 8\n{OPEN}/track/{SONGS[9].spotify_ids[0]}"})
    assert "From your list: 3 songs" in reply.text
    assert not reply.ephemeral
    query = stage.engine.queries[-1]
    assert ([track.title for track in query.tracks], query.title, query.limit) == (["", "Song 7", "Song 8"], "rain", 2)


async def test_a_paste_without_a_song_says_how_to_write_one(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben")
    form = await ben.slash("recommend", paste=True)
    assert form.modal is not None
    with pytest.raises(Impossible):
        await ben.submit(form.modal, {"Songs": ""})
    reply = await ben.submit(form.modal, {"Songs": "# nothing"})
    assert "There is no song in that." in reply.text


# ---------------------------------------------------------------- links


async def test_albums_artists_and_playlists_among_the_songs(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    user_id = await stage.link(bot, ada)
    stage.spotify.albums[ALBUM] = TrackList("Rumours", "Fleetwood Mac", (Track("Song 1"), Track("Song 2")), 11)
    stage.spotify.artists[ARTIST] = "The Examples"
    stage.spotify.playlists[user_id] = [snapshot(summary(OTHER, "Mine"), SONGS[10:12])]
    songs = f"{OPEN}/album/{ALBUM}?si=1; spotify:artist:{ARTIST}; <{OPEN}/intl-de/playlist/{OTHER}>; Song 20"
    reply = await ada.slash("recommend", songs=songs, count=1)
    assert "From the album **Rumours** by Fleetwood Mac: 2 songs; 9 more were left out" in reply.text
    assert "The artist **The Examples**" in reply.text
    assert "From **Mine** by ada: 2 songs" in reply.text
    assert queried(stage) == ["Song 1", "Song 2", "", "Song 10", "Song 11", "Song 20"]
    assert stage.engine.queries[-1].tracks[2].artists == ("The Examples",)
    # What was read for an account goes with it.
    await ada.slash("unlink")
    await ada.click(reply, "By sound")
    assert "when a Spotify account is unlinked" in (await stage.discord.channel().messages(ada))[-1].text


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (f"{OPEN}/album/{ALBUM}", "Spotify has no album under that link any more"),
        (f"{OPEN}/artist/{ARTIST}", "Spotify has no artist under that link any more"),
        (f"{OPEN}/show/{ALBUM}", "That is a link to a podcast. I can go by songs, albums, artists and playlists."),
        ("https://spotify.link/abc", "That is a short link."),
        ("https://youtube.com/watch?v=1", "That link leads to youtube.com; I need one to open.spotify.com."),
        (f"{OPEN}/album/short", "That isn't a link to a song, an album, an artist or a playlist on Spotify."),
    ],
)
async def test_a_link_of_no_use_says_why(stage: Stage, bot: Bot, link: str, sentence: str) -> None:
    ben = stage.discord.user("ben")
    alone = await ben.slash("recommend", songs=link)
    assert sentence in alone.text
    beside = await ben.slash("recommend", songs=f"{link}; Song 1", count=1)
    assert sentence in beside.text
    assert "**1. Song 0**" in beside.text


async def test_of_many_links_the_first_are_read(stage: Stage, bot: Bot) -> None:
    stage.spotify.artists = {f"anArtist0000000000000{number}": f"Artist {number}" for number in range(6)}
    reply = await stage.discord.user("ben").slash(
        "recommend", songs=";".join(f"spotify:artist:{i}" for i in stage.spotify.artists)
    )
    assert stage.spotify.calls.count("artist") == 5
    assert "I read at most 5 albums, artists and playlists at once" in reply.text


# ---------------------------------------------------------------- which songs are wanted


async def test_years_reach_the_recommender_and_are_told(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain", year_from=1970, year_to=1979, count=3)
    query = stage.engine.queries[-1]
    assert (query.year_from, query.year_to) == (1970, 1979)
    assert "Songs from 1970 to 1979." in reply.text
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain", year_to=1979, count=100)
    assert "Songs from 1979 or earlier. I know no more of those years that fit." in reply.text


async def test_years_that_cross_are_told(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain", year_from=1980, year_to=1970)
    assert "There is no year from 1980 to 1970. Please swap them." in reply.text
    assert reply.ephemeral


# ---------------------------------------------------------------- the menu of a message

MENU = "Continue these songs"


def link(number: int) -> str:
    return f"{OPEN}/track/{SONGS[number].spotify_ids[0]}"


async def test_the_songs_of_somebodys_message_are_continued_for_all(stage: Stage, bot: Bot) -> None:
    said = await stage.discord.user("eve").say(f"on repeat: {link(1)}?si=x and <{link(2)}>!")
    reply = await stage.discord.user("ben").menu(MENU, said)
    assert queried(stage) == ["Song 1", "Song 2"]
    assert "Songs that go with Song 1 and one more" in reply.text
    assert not reply.ephemeral
    assert "track" not in stage.spotify.calls


async def test_a_list_of_segue_is_continued_like_any_message(stage: Stage, bot: Bot) -> None:
    first = await stage.discord.user("ben").slash("recommend", vibe="rain", count=3)
    await stage.discord.user("eve").menu(MENU, first)
    assert queried(stage) == ["Song 0", "Song 1", "Song 2"]


async def test_a_playlist_in_a_message_is_read_for_who_asks_and_shown_to_them(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    stage.spotify.playlists[await stage.link(bot, ada)] = [snapshot(summary(OTHER, "Mine"), SONGS[4:6])]
    said = await ada.say(f"{OPEN}/playlist/{OTHER}")
    mine = await ada.menu(MENU, said)
    assert mine.ephemeral
    assert "From **Mine** by ada: 2 songs" in mine.text
    theirs = await stage.discord.user("ben").menu(MENU, said)
    assert theirs.ephemeral
    assert "Spotify makes that playlist itself" in theirs.text


async def test_a_message_without_links_says_what_to_do(stage: Stage, bot: Bot) -> None:
    said = await stage.discord.user("eve").say("I like https://example.com and open.spotify.com")
    reply = await stage.discord.user("ben").menu(MENU, said)
    assert "There is no link to a song" in reply.text
    assert reply.ephemeral


async def test_the_menu_is_slowed_as_the_command_is(stage: Stage, bot: Bot) -> None:
    said = await stage.discord.user("eve").say(link(1))
    replies = [await stage.discord.user("ben").menu(MENU, said) for _ in range(21)]
    assert "You have asked 20 times in the last minute" in replies[20].text


# ---------------------------------------------------------------- songs of one's own account


async def test_top_songs_are_asked_for_when_they_are_first_used(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    user_id = await stage.link(bot, ada)
    asked = await ada.slash("recommend", mine="my top songs")
    assert asked.ephemeral
    assert "your permission to see what you listen to most" in asked.text
    url = asked.buttons[0].url
    assert url is not None
    assert "user-top-read" in url
    assert "playlist-read-private" in url
    assert "user-library-read" not in url
    # What the person then pastes goes the way of /link.
    form = await ada.click(asked, "Paste the address")
    assert form.modal is not None
    question = await ada.submit(form.modal, {form.modal.fields[0].label: stage.redirected_address(url)})
    await ada.click(question, question.buttons[0].label)
    stage.spotify.top[user_id] = TrackList("", "", tuple(Track(f"Song {n}", ("The Examples",)) for n in (1, 2)), 2)
    answer = await ada.slash("recommend", mine="my top songs", count=1)
    assert "### Songs that go with your top songs" in answer.text
    assert "From your top songs of about half a year: 2" in answer.text
    assert answer.ephemeral


async def test_liked_songs_mix_with_everything_else(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    user_id = await stage.link(bot, ada)
    stage.spotify.liked[user_id] = TrackList("", "", (Track("Song 1", ("The Examples",)),), 900)
    reply = await ada.slash("recommend", mine="my liked songs", songs="Song 2", vibe="rain", count=1)
    assert "From your liked songs: the newest one; 899 more were left out" in reply.text
    assert queried(stage) == ["Song 2", "Song 1"]


async def test_the_way_to_consent_is_never_shown_to_others(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    await stage.link(bot, ada)
    public = await ada.slash("recommend", mine="my liked songs", visibility="everyone")
    assert "I have sent you a button for it." in public.text
    (offer,) = await public.followups(1)
    assert offer.ephemeral
    assert "to see the songs that you liked" in offer.text
    assert [message.id for message in await stage.discord.channel().messages(ben)] == [public.id]
    assert (await ada.click(offer, "Paste the address")).modal is not None


async def test_own_songs_need_an_account(stage: Stage, bot: Bot) -> None:
    stage.spotify.refusal = NotLinked()
    reply = await stage.discord.user("ben").slash("recommend", mine="my top songs")
    assert "`/link`" in reply.text


# ---------------------------------------------------------------- what somebody has already


async def ada_with_lists(stage: Stage, bot: Bot, count: int) -> User:
    """Ada is linked and owns so many playlists, the nth of which holds song n."""
    ada = stage.discord.user("ada")
    user_id = await stage.link(bot, ada)
    lists = [summary(f"list{number:018d}", f"List {number}") for number in range(count)]
    stage.spotify.playlists[user_id] = [snapshot(one, [SONGS[number]]) for number, one in enumerate(lists)]
    return ada


async def test_songs_that_somebody_has_are_left_out(stage: Stage, bot: Bot) -> None:
    ada = await ada_with_lists(stage, bot, 3)
    reply = await ada.slash("recommend", vibe="rain", exclude_known=True, count=2)
    assert "Without the 3 songs that you have: 3 of 3 playlists checked." in reply.text
    assert "the others" not in reply.text
    assert [track.title for track in stage.engine.queries[-1].known] == ["Song 0", "Song 1", "Song 2"]
    assert reply.ephemeral


async def test_what_the_budget_does_not_reach_is_told(stage: Stage, bot: Bot) -> None:
    stage.spotify.ahead = 12
    ada = await ada_with_lists(stage, bot, 40)
    reply = await ada.slash("recommend", vibe="rain", exclude_known=True, count=2, visibility="everyone")
    assert "12 of 40 playlists checked. I'm reading the others" in reply.text
    assert not reply.ephemeral
    reply = await ada.slash("recommend", vibe="rain", exclude_known=True, count=2)
    assert "24 of 40 playlists checked." in reply.text


async def test_an_answer_does_not_wait_for_long_reading(stage: Stage, bot: Bot) -> None:
    ada = await ada_with_lists(stage, bot, 2)
    await stage.spotify.refreshed.wait()
    stage.spotify.hold = asyncio.Event()
    replies = [await ada.slash("recommend", vibe="rain", exclude_known=True, count=1) for _ in range(2)]
    done = [await reply.until(lambda message: "Song 0" in message.text) for reply in replies]
    assert all("0 of 2 playlists checked." in reply.text for reply in done)
    assert stage.spotify.calls.count("read_ahead") == 1
    stage.spotify.hold.set()


async def test_without_an_account_there_is_nothing_to_leave_out(stage: Stage, bot: Bot) -> None:
    reply = await stage.discord.user("ben").slash("recommend", vibe="rain", exclude_known=True, count=2)
    assert "**Without looking at what you have:** You haven't linked a Spotify account yet." in reply.text
    assert "**1. Song 0**" in reply.text
