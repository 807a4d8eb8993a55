"""“Create playlist” over the Discord protocol: the form, the reply and its buttons, and files for who is not linked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.messages import speaking
from playground.discord import DiscordPlayground, Message, User
from playground.spotify import Fault
from tests.support.playlists import FORM, WRITE, Connected, Desk, open_bot_at, open_desk, wanted

POST_PLAYLIST = "POST /v1/me/playlists"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path, 40) as opened:
        yield opened


@pytest.fixture
async def discord() -> AsyncIterator[DiscordPlayground]:
    async with DiscordPlayground() as opened:
        yield opened


@pytest.fixture
async def bot(desk: Desk, discord: DiscordPlayground) -> AsyncIterator[Connected]:
    async with open_bot_at(desk, discord) as opened:
        yield opened


@pytest.fixture
async def bob(desk: Desk, discord: DiscordPlayground, bot: Connected) -> User:
    """Somebody who has allowed the bot to write."""
    person = discord.user("bob")
    await desk.house.database.links.delete(2)
    await desk.house.link(int(await person.id()), "bob", WRITE)
    desk.house.spotify.calls.clear()
    return person


async def a_list(person: User, count: int = 5) -> Message:
    return await person.slash("recommend", songs="Song 0; Song 1", count=count)


async def create(person: User, shown: Message, **values: str) -> Message:
    """Press, leave or change what the form proposes, and wait for the end."""
    form = await person.click(shown, "Create playlist")
    assert form.modal is not None
    return await done(await person.submit(form.modal, values))


async def done(reply: Message) -> Message:
    return await reply.until(lambda message: bool(message.components) and "I'm on it" not in message.text)


async def press(person: User, reply: Message, label: str) -> Message:
    return await done(await person.click(reply, label))


async def test_the_form_opens_without_spotify_and_proposes(desk: Desk, bob: User) -> None:
    shown = await a_list(bob)
    desk.house.spotify.calls.clear()
    form = await bob.click(shown, "Create playlist")
    assert form.modal is not None
    assert [(field.label, field.value) for field in form.modal.fields[:2]] == [
        ("Name", "Songs like Song 0"),
        ("Description", "Songs put together by Segue on Discord."),
    ]
    assert desk.house.spotify.calls == []


async def test_a_continued_playlist_is_named_and_linked(desk: Desk, bob: User) -> None:
    desk.house.spotify.add_tracks(["The Examples - Song 0"])
    mine = desk.house.spotify.add_playlist("bob", "Road trip", ["The Examples - Song 0"])
    shown = await bob.slash("recommend", playlist=mine, count=3)
    form = await bob.click(shown, "Create playlist")
    assert form.modal is not None
    name, about = form.modal.fields[:2]
    assert name.value == "Road trip, continued"
    assert "“Road trip”" in about.value


async def test_the_reply_tells_and_offers_what_can_be_done(desk: Desk, bob: User) -> None:
    made = await create(bob, await a_list(bob), Name="Sunday *morning*")
    assert made.ephemeral
    assert r"**Sunday \*morning\*** is in your Spotify, for you alone: 5 songs." in made.text
    assert [button.label for button in made.buttons] == ["Undo", "Refresh", "Add to another playlist"]
    playlist = desk.only()
    assert (playlist.name, playlist.public) == ("Sunday *morning*", False)
    assert desk.ids_in(playlist) == [song.spotify_ids[0] for song in desk.songs[2:7]]


async def test_pressing_again_shows_the_same_playlist_without_a_form(desk: Desk, bob: User) -> None:
    shown = await a_list(bob)
    await create(bob, shown)
    calls = len(desk.house.spotify.calls)
    again = await bob.click(shown, "Create playlist")
    assert again.modal is None
    assert "is in your Spotify" in (await done(again)).text
    assert len(desk.house.spotify.calls) == calls
    desk.only()


async def test_two_forms_at_once_make_one_playlist(desk: Desk, bob: User) -> None:
    shown = await a_list(bob)
    forms = [await bob.click(shown, "Create playlist") for _ in range(2)]
    replies = await asyncio.gather(*(bob.submit(form.modal, {}) for form in forms if form.modal))
    for reply in replies:
        assert "is in your Spotify" in (await done(reply)).text
    desk.only()


async def test_others_make_their_own_of_a_public_list(desk: Desk, discord: DiscordPlayground, bob: User) -> None:
    carla = discord.user("carla")
    desk.house.spotify.add_user("carla")
    await desk.house.link(int(await carla.id()), "carla", WRITE)
    shown = await a_list(bob)
    for person in (bob, carla):
        await create(person, shown)
    assert [playlist.owner.id for playlist in desk.made] == ["bob", "carla"]


async def test_undo_and_create_again(desk: Desk, bob: User) -> None:
    shown = await a_list(bob)
    made = await create(bob, shown)
    undone = await press(bob, made, "Undo")
    assert "not in your library any more" in undone.text
    assert undone.buttons == []
    assert desk.made == []
    assert "not in your library any more" in (await press(bob, made, "Undo")).text
    await create(bob, shown)
    desk.only()


async def test_refresh_brings_new_songs_and_the_old_ones_come_back(desk: Desk, bob: User) -> None:
    made = await create(bob, await a_list(bob))
    old = desk.ids_in(desk.only())
    refreshed = await press(bob, made, "Refresh")
    new = desk.ids_in(desk.only())
    assert len(new) == 5
    assert not set(new) & set(old)
    assert "The songs it had before are kept" in refreshed.text
    restored = await press(bob, refreshed, "Old songs back")
    assert desk.ids_in(desk.only()) == old
    assert "Old songs back" not in [button.label for button in restored.buttons]


async def test_refresh_keeps_what_the_person_has_put_in(desk: Desk, bob: User) -> None:
    made = await create(bob, await a_list(bob))
    playlist = desk.only()
    desk.house.spotify.change_playlist(playlist.id, [*playlist.items, "Bob - Own song"])
    before = desk.ids_in(playlist)
    refreshed = await press(bob, made, "Refresh")
    await press(bob, refreshed, "Old songs back")
    assert desk.ids_in(playlist) == before


async def test_when_there_is_nothing_new_the_playlist_stays(desk: Desk, bob: User) -> None:
    shown = await a_list(bob, count=38)
    made = await create(bob, shown)
    old = desk.ids_in(desk.only())
    said = await bob.click(made, "Refresh")
    said = await said.until(lambda message: "stays as it is" in message.text)
    assert desk.ids_in(desk.only()) == old


async def test_songs_are_added_to_a_playlist_that_is_there(desk: Desk, bob: User) -> None:
    await desk.house.link(int(await bob.id()), "bob", (*WRITE, "playlist-modify-public"))
    ids = [song.spotify_ids[0] for song in desk.songs]
    tracks = [desk.house.spotify.world.tracks[one] for one in (ids[39], ids[3])]
    mine = desk.house.spotify.add_playlist("bob", "Road trip", tracks)
    made = await create(bob, await a_list(bob))
    choose = await bob.click(made, "Add to another playlist")
    added = await done(await bob.select(choose, choose.selects[0].custom_id, mine))
    assert "I've added 4 songs to **Road trip**" in added.text
    assert "It had one of the songs before" in added.text
    target = desk.house.spotify.world.playlists[mine]
    assert desk.ids_in(target) == [ids[39], ids[3], ids[2], *ids[4:7]]
    # Choosing it again adds nothing, and Undo takes out what was added alone.
    await done(await bob.select(choose, choose.selects[0].custom_id, mine))
    assert len(target.items) == 6
    assert "out of **Road trip** again" in (await press(bob, added, "Undo")).text
    assert desk.ids_in(target) == [ids[39], ids[3]]


async def test_what_is_unclear_is_asked_and_the_button_goes_on(desk: Desk, bob: User) -> None:
    shown = await a_list(bob)
    desk.house.spotify.fail(Fault.LOST_ANSWER, path=POST_PLAYLIST)
    desk.house.spotify.fail(Fault.FORBIDDEN, path="GET /v1/me/playlists")
    stopped = await create(bob, shown)
    assert "I made no second one" in stopped.text
    assert [button.label for button in stopped.buttons] == ["Continue", "Make it now"]
    assert "is in your Spotify" in (await press(bob, stopped, "Continue")).text
    desk.only()


async def test_a_public_one_asks_for_that_permission_first(desk: Desk, bob: User) -> None:
    form = await bob.click(await a_list(bob), "Create playlist")
    assert form.modal is not None
    asked = await done(await bob.submit(form.modal, {"Who sees it": "public"}))
    assert "To write **Songs like Song 0**, I need your permission on Spotify." in asked.text
    assert desk.made == []
    offer = await bob.click(asked, "Allow it on Spotify")
    url = next(button.url for button in offer.buttons if button.url)
    assert "playlist-modify-public" in url
    assert "ugc-image-upload" not in url
    assert "permission to write playlists, to take them out of your library again." in offer.text
    await desk.house.link(int(await bob.id()), "bob", (*WRITE, "playlist-modify-public"))
    assert "for everybody to see" in (await press(bob, asked, "Continue")).text
    assert desk.only().public


async def test_who_will_not_allow_a_public_one_may_think_again(desk: Desk, bob: User) -> None:
    shown = await a_list(bob)
    asked = await create(bob, shown, **{"Who sees it": "public", "Cover": "ours"})
    assert "I need your permission" in asked.text
    assert "for you alone" in (await create(bob, shown, Name="Mine")).text
    assert (desk.only().name, desk.only().public) == ("Mine", False)
    # The button of the question that is no longer one shows how it stands.
    assert "**Mine** is in your Spotify" in (await press(bob, asked, "Continue")).text
    desk.only()


async def test_refreshed_songs_can_be_added_to_the_same_playlist(desk: Desk, bob: User) -> None:
    await desk.house.link(int(await bob.id()), "bob", (*WRITE, "playlist-modify-public"))
    mine = desk.house.spotify.add_playlist("bob", "Road trip")
    made = await create(bob, await a_list(bob))
    for _ in range(2):
        choose = await bob.click(made, "Add to another playlist")
        await done(await bob.select(choose, choose.selects[0].custom_id, mine))
        made = await press(bob, made, "Refresh")
    target = desk.house.spotify.world.playlists[mine]
    assert desk.ids_in(target) == [song.spotify_ids[0] for song in desk.songs[2:12]]


async def test_who_is_not_linked_gets_a_way_to_link_and_the_list_as_files(
    desk: Desk, discord: DiscordPlayground, bot: Connected
) -> None:
    dora = discord.user("dora")
    said = await dora.click(await a_list(dora), "Create playlist")
    said = await said.until(lambda message: bool(message.components))
    assert said.ephemeral
    assert [each["filename"] for each in said.attachments] == [
        "songs.csv",
        "songs.jspf",
        "songs.xspf",
        "songs.m3u8",
        "spotify-uris.txt",
    ]
    async with aiohttp.ClientSession() as session, session.get(said.attachments[-1]["url"]) as answer:
        assert (await answer.text()).split() == [f"spotify:track:{song.spotify_ids[0]}" for song in desk.songs[2:7]]
    offer = await dora.click(said, "Link Spotify")
    url = next(button.url for button in offer.buttons if button.url)
    assert "playlist-modify-private" in url


async def test_another_persons_playlist_is_not_touched(desk: Desk, discord: DiscordPlayground, bob: User) -> None:
    made = await create(bob, await a_list(bob))
    writing = await desk.playlists.mine(made.button("Undo").custom_id.partition(":")[2], int(await bob.id()))  # type: ignore[union-attr]
    with pytest.raises(Exception, match="belongs to"):
        await desk.playlists.mine(writing.id, int(await discord.user("mallory").id()))


async def test_after_a_restart_the_person_hears_what_became_of_an_interrupted_one(
    desk: Desk, bot: Connected, bob: User
) -> None:
    await desk.playlists.begin(wanted(desk.songs[:5]), FORM, int(await bob.id()))
    await bot.area.finish_interrupted(bot.client)
    (message,) = await bob.dm.messages(bob)
    assert "I was interrupted" in message.text
    assert "**Evening** is in your Spotify, for you alone: 5 songs." in message.text
    await press(bob, message, "Undo")
    assert desk.made == []


async def test_who_began_in_german_hears_it_in_german(desk: Desk, bot: Connected, bob: User) -> None:
    with speaking("de"):
        await desk.playlists.begin(wanted(desk.songs[:5]), FORM, int(await bob.id()))
    await bot.area.finish_interrupted(bot.client)
    (message,) = await bob.dm.messages(bob)
    assert "Ich wurde unterbrochen" in message.text
    assert "**Evening** ist in deinem Spotify, nur für dich: 5 Songs." in message.text


async def test_buttons_work_after_a_restart(desk: Desk, discord: DiscordPlayground, bob: User, bot: Connected) -> None:
    shown = await a_list(bob)
    made = await create(bob, shown)
    await bot.client.close()
    await discord.offline()
    async with open_bot_at(desk, discord):
        assert "is in your Spotify" in (await done(await bob.click(shown, "Create playlist"))).text
        assert "not in your library any more" in (await press(bob, made, "Undo")).text


async def test_a_shared_copy_is_the_same_list(desk: Desk, bob: User) -> None:
    private = await bob.slash("recommend", songs="Song 0", count=5, visibility="only me")
    (copy,) = await (await bob.click(private, "Share")).followups(1)
    await create(bob, copy)
    again = await bob.click(private, "Create playlist")
    assert "is in your Spotify" in (await done(again)).text
    desk.only()


async def test_a_name_is_never_empty_and_the_description_one_line(desk: Desk, bob: User) -> None:
    made = await create(bob, await a_list(bob), Name=" ", Description="For\nthe evening")
    assert "**Songs like Song 0**" in made.text
    assert desk.only().description.startswith("For the evening [segue ")


async def test_songs_that_have_left_spotify_are_named_and_the_others_written(desk: Desk, bob: User) -> None:
    shown = await a_list(bob, count=30)
    lost = [desk.songs[number] for number in (2, 17, 31)]
    for song in lost:
        desk.house.spotify.world.tracks.pop(song.spotify_ids[0])
    made = await create(bob, shown)
    assert "27 songs" in made.text
    assert "3 not found on Spotify: “Song 2”, “Song 17”, “Song 31”." in made.text
    kept = [song.spotify_ids[0] for song in desk.songs[2:32] if song not in lost]
    assert desk.ids_in(desk.only()) == kept


async def test_a_list_of_songs_that_have_left_spotify_is_given_up(desk: Desk, bob: User) -> None:
    shown = await a_list(bob, count=30)
    for song in desk.songs[2:]:
        desk.house.spotify.world.tracks.pop(song.spotify_ids[0])
    made = await create(bob, shown)
    assert "doesn't take" in made.text
    assert [button.label for button in made.buttons] == ["Continue", "Undo"]
