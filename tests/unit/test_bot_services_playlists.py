"""Create playlist over a loopback Spotify: once for each list and person, whatever Spotify does meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import MissingScope, NotLinked, PlaylistGone, SpotifyResting
from bot.services.answers import MAX_COUNT, RecommendRequest
from bot.services.playlist_steps import CannotLook, NothingToWrite, PlaylistChanged
from bot.services.playlists import MAX_OLDER, NothingNew, Progress, StillWriting
from bot.services.posts import PostGone
from bot.writing import Step, WantedSong, Writing
from playground.spotify import Fault
from tests.support.playlists import FORM, WRITE, Desk, open_desk, other, wanted
from tests.support.spotify import ALICE, BOB, SCOPES, STRANGER

POST_PLAYLIST = "POST /v1/me/playlists"
LISTS = "GET /v1/me/playlists"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
async def long_desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """With more songs than three requests hold."""
    async with open_desk(tmp_path, 250) as opened:
        yield opened


async def create(desk: Desk, user_id: int = ALICE, list_id: str = "list") -> Progress:
    writing = await desk.playlists.begin(wanted(desk.songs, list_id), FORM, user_id)
    return await desk.playlists.go_on(writing)


def all_in_order(desk: Desk) -> bool:
    return desk.ids_in(desk.only()) == [one.spotify_ids[0] for one in desk.songs]


# ---------------------------------------------------------------- once


async def test_a_playlist_is_made_private_with_its_songs_and_code(desk: Desk) -> None:
    made = await create(desk)
    assert (made.problem, made.writing.step) == (None, Step.DONE)
    playlist = desk.only()
    assert all_in_order(desk)
    assert (playlist.name, playlist.public, playlist.owner.id) == ("Evening", False, "alice")
    assert playlist.description == f"Songs for the evening. [segue {made.writing.code}]"
    # One call makes it, one fills it.
    assert [f"{call.method} {call.path}" for call in desk.house.spotify.calls] == [
        POST_PLAYLIST,
        f"PUT /v1/playlists/{playlist.id}/items",
    ]


async def test_pressing_twice_gives_the_same_playlist(desk: Desk) -> None:
    first, second = await asyncio.gather(create(desk), create(desk))
    third = await create(desk)
    assert first.writing.playlist_id == second.writing.playlist_id == third.writing.playlist_id == desk.only().id


async def test_two_people_get_one_each_and_two_lists_are_two(desk: Desk) -> None:
    await desk.house.link(BOB, "bob", WRITE)
    for user_id, list_id in ((ALICE, "list"), (BOB, "list"), (ALICE, "other")):
        await create(desk, user_id, list_id)
    assert [playlist.owner.id for playlist in desk.made] == ["alice", "bob", "alice"]


async def test_long_lists_are_compared_before_each_further_request(long_desk: Desk) -> None:
    made = await create(long_desk)
    assert made.writing.step is Step.DONE
    assert all_in_order(long_desk)
    items = [call.method for call in long_desk.house.spotify.calls if call.path.endswith("/items")]
    # A hundred by PUT; two pages are read before the second hundred, four before the rest.
    assert items == ["PUT", "GET", "GET", "POST", "GET", "GET", "GET", "GET", "POST"]


# ---------------------------------------------------------------- what Spotify does meanwhile


async def test_an_answer_that_is_lost_after_the_work_is_looked_for(desk: Desk) -> None:
    desk.house.spotify.set_rules(listed_after=5)
    desk.house.spotify.fail(Fault.LOST_ANSWER, path=POST_PLAYLIST)
    made = await create(desk)
    assert made.writing.step is Step.DONE
    assert all_in_order(desk)
    # The list showed it only after a while: it was read until then, and nothing was made meanwhile.
    assert sum(call.method == "POST" for call in desk.house.spotify.calls) == 1
    assert sum(f"{call.method} {call.path}" == LISTS for call in desk.house.spotify.calls) > 1


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.CUT_OFF, Fault.MALFORMED])
async def test_a_request_that_did_nothing_is_made_again_after_looking(desk: Desk, fault: Fault) -> None:
    desk.house.spotify.fail(fault, path=POST_PLAYLIST)
    made = await create(desk)
    assert made.writing.step is Step.DONE
    assert all_in_order(desk)
    asked = [f"{call.method} {call.path}" for call in desk.house.spotify.calls]
    assert asked.count(POST_PLAYLIST) == 2
    # It had half a minute to show up.
    assert sum(desk.house.naps.taken) >= 30


async def test_what_cannot_be_looked_for_is_asked_not_guessed(desk: Desk) -> None:
    desk.house.spotify.fail(Fault.LOST_ANSWER, path=POST_PLAYLIST)
    desk.house.spotify.fail(Fault.FORBIDDEN, path=LISTS)
    made = await create(desk)
    assert isinstance(made.problem, CannotLook)
    assert "made no second one" in made.problem.sentence
    assert len(desk.made) == 1
    # The button below goes on: it looks again.
    assert (await desk.playlists.go_on(made.writing)).writing.step is Step.DONE
    assert all_in_order(desk)


async def test_the_person_may_say_that_there_is_none(desk: Desk) -> None:
    desk.house.spotify.fail(Fault.SERVER_ERROR, path=POST_PLAYLIST)
    desk.house.spotify.fail(Fault.FORBIDDEN, path=LISTS)
    made = await create(desk)
    assert isinstance(made.problem, CannotLook)
    assert (await desk.playlists.anew(made.writing)).writing.step is Step.DONE
    assert all_in_order(desk)


async def test_a_short_limit_is_waited_for(desk: Desk) -> None:
    for path in (POST_PLAYLIST, "PUT /v1/playlists"):
        desk.house.spotify.fail(Fault.BURST, path=path, seconds=2)
    assert (await create(desk)).writing.step is Step.DONE
    assert all_in_order(desk)


@pytest.mark.parametrize("path", [POST_PLAYLIST, "PUT /v1/playlists", "POST /v1/playlists"])
async def test_a_long_limit_in_the_middle_is_told_and_the_button_goes_on(long_desk: Desk, path: str) -> None:
    long_desk.house.spotify.fail(Fault.QUOTA, path=path, seconds=600)
    made = await create(long_desk)
    assert isinstance(made.problem, SpotifyResting)
    assert not made.writing.step.at_rest
    long_desk.house.clock.advance(seconds=601)
    assert (await long_desk.playlists.go_on(made.writing)).problem is None
    assert all_in_order(long_desk)


@pytest.mark.parametrize("fault", [Fault.LOST_ANSWER, Fault.SERVER_ERROR, Fault.CUT_OFF])
@pytest.mark.parametrize("after", [0, 1])
async def test_songs_are_added_once_when_an_answer_is_unclear(long_desk: Desk, fault: Fault, after: int) -> None:
    long_desk.house.spotify.fail(fault, path="POST /v1/playlists", after=after)
    assert (await create(long_desk)).problem is None
    assert all_in_order(long_desk)


async def test_a_playlist_that_somebody_changes_meanwhile_is_left_until_the_person_says_so(long_desk: Desk) -> None:
    hold = long_desk.house.spotify.hold("PUT /v1/playlists", done=True)
    writing = asyncio.create_task(create(long_desk))
    await hold.arrived.wait()
    playlist = long_desk.only()
    long_desk.house.spotify.change_playlist(playlist.id, ["Somebody - Else", *playlist.items])
    hold.release.set()
    made = await writing
    assert isinstance(made.problem, PlaylistChanged)
    assert (await long_desk.playlists.anew(made.writing)).problem is None
    assert all_in_order(long_desk)


# ---------------------------------------------------------------- what is missing


async def test_without_permission_nothing_is_asked_of_spotify(tmp_path: Path) -> None:
    async with open_desk(tmp_path, scopes=SCOPES) as desk:
        made = await create(desk)
        assert isinstance(made.problem, MissingScope)
        assert desk.house.spotify.calls == []
        await desk.house.link(ALICE, "alice", WRITE)
        assert (await desk.playlists.go_on(made.writing)).writing.step is Step.DONE


async def test_who_is_not_linked_cannot_begin(desk: Desk) -> None:
    with pytest.raises(NotLinked):
        await create(desk, STRANGER)


async def test_unlinking_ends_a_writing(desk: Desk) -> None:
    writing = await desk.playlists.begin(wanted(desk.songs), FORM, ALICE)
    await desk.house.database.links.delete(ALICE)
    with pytest.raises(PostGone):
        await desk.playlists.go_on(writing)
    assert desk.made == []


async def test_a_public_one_with_a_cover(desk: Desk) -> None:
    form = other(FORM, public=True, cover=True)
    writing = await desk.playlists.begin(wanted(desk.songs), form, ALICE)
    made = await desk.playlists.go_on(writing)
    assert (made.problem, made.writing.cover_failed) == (None, False)
    assert desk.only().public
    cover = desk.only().cover
    assert cover is not None
    assert cover.startswith(b"\xff\xd8\xff")


async def test_a_cover_that_spotify_refuses_is_only_told(desk: Desk) -> None:
    desk.house.spotify.fail(Fault.FORBIDDEN, path="/images")
    writing = await desk.playlists.begin(wanted(desk.songs), other(FORM, cover=True), ALICE)
    made = await desk.playlists.go_on(writing)
    assert (made.writing.step, made.writing.cover_failed) == (Step.DONE, True)


# ---------------------------------------------------------------- start-up


async def test_what_was_interrupted_is_finished_and_told(desk: Desk) -> None:
    writing = await desk.playlists.begin(wanted(desk.songs), FORM, ALICE)
    told: list[Writing] = []

    async def tell(made: Progress) -> None:
        told.append(made.writing)

    await desk.playlists.finish_interrupted(tell)
    assert [(one.id, one.step) for one in told] == [(writing.id, Step.DONE)]
    assert all_in_order(desk)
    await desk.playlists.finish_interrupted(tell)
    assert len(told) == 1


async def test_one_thing_at_a_time(desk: Desk) -> None:
    made = await create(desk)
    hold = desk.house.spotify.hold("/me/library")
    undoing = asyncio.create_task(desk.playlists.undo(made.writing))
    await hold.arrived.wait()
    with pytest.raises(StillWriting):
        await desk.playlists.undo(made.writing)
    hold.release.set()
    assert (await undoing).writing.step is Step.UNDONE


async def test_a_list_without_any_song_on_spotify_makes_no_playlist(desk: Desk) -> None:
    lost = replace(wanted(desk.songs), songs=(WantedSong("Nowhere to Be Found", "Nobody"),))
    writing = await desk.playlists.begin(lost, FORM, ALICE)
    made = await desk.playlists.go_on(writing)
    assert isinstance(made.problem, NothingToWrite)
    assert desk.made == []
    assert await desk.playlists.standing(lost, ALICE) is None


# ---------------------------------------------------------------- refreshing


async def asked_for(desk: Desk) -> Writing:
    """A playlist of three songs, made of a list that can be asked again."""
    request = RecommendRequest(ALICE, vibe="rain", count=3)
    listed = replace(wanted(desk.songs[:3]), request=request)
    made = await desk.playlists.go_on(await desk.playlists.begin(listed, FORM, ALICE))
    assert made.problem is None
    return made.writing


async def test_a_refresh_that_spotify_stops_goes_on_and_the_old_songs_stay_kept(desk: Desk) -> None:
    writing = await asked_for(desk)
    old = desk.ids_in(desk.only())
    desk.house.spotify.fail(Fault.QUOTA, path="PUT /v1/playlists", seconds=600)
    stopped = await desk.playlists.refresh(writing)
    assert isinstance(stopped.problem, SpotifyResting)
    assert desk.ids_in(desk.only()) == old
    desk.house.clock.advance(seconds=601)
    # Pressed once more, it goes on with the same songs.
    assert (await desk.playlists.refresh(writing)).problem is None
    assert desk.ids_in(desk.only()) == [one.spotify_ids[0] for one in desk.songs[3:6]]
    restored = await desk.playlists.restore(writing)
    assert desk.ids_in(desk.only()) == old
    assert restored.writing.older == ()


async def test_each_refresh_brings_others_and_five_versions_are_kept(desk: Desk) -> None:
    writing = await asked_for(desk)
    seen = set(desk.ids_in(desk.only()))
    for _ in range(6):
        await desk.playlists.refresh(writing)
        new = set(desk.ids_in(desk.only()))
        assert not new & seen
        seen |= new
    assert len(new) == 2  # of twenty songs, three at a time, so many were left
    with pytest.raises(NothingNew):
        await desk.playlists.refresh(writing)
    stored = await desk.playlists.mine(writing.id, ALICE)
    assert len(stored.older) == MAX_OLDER


async def test_what_is_gone_from_spotify_may_be_made_anew(desk: Desk) -> None:
    writing = await asked_for(desk)
    desk.house.spotify.world.playlists.clear()
    gone = await desk.playlists.refresh(writing)
    assert isinstance(gone.problem, PlaylistGone)
    assert await desk.playlists.standing(wanted(desk.songs), ALICE) is None
    await create(desk)
    assert all_in_order(desk)


async def test_a_long_list_is_refreshed_too(long_desk: Desk) -> None:
    request = RecommendRequest(ALICE, vibe="rain", count=MAX_COUNT)
    listed = replace(wanted(long_desk.songs[:MAX_COUNT]), request=request)
    made = await long_desk.playlists.go_on(await long_desk.playlists.begin(listed, FORM, ALICE))
    await long_desk.playlists.refresh(made.writing)
    assert long_desk.ids_in(long_desk.only()) == [one.spotify_ids[0] for one in long_desk.songs[100:200]]
