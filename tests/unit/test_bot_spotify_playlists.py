"""Writing to a loopback Spotify: the forms that apps of 2026 must use, and what each refusal means."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import (
    BudgetSpent,
    MissingScope,
    NotLinked,
    PlaylistGone,
    SongsRefused,
    SpotifyResting,
    SpotifyUnavailable,
    SpotifyUnclear,
    UserError,
)
from bot.spotify.playlists import SpotifyPlaylists
from bot.writing import OwnedPlaylist, Who
from playground.spotify import Episode, Fault, LocalFile
from tests.support.playlists import EVERYTHING
from tests.support.spotify import ALICE, BOB, House, open_house, songs

NOBODYS = "playgroundNobodysList0"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        await opened.link(ALICE, "alice", EVERYTHING)
        opened.spotify.calls.clear()
        yield opened


@pytest.fixture
def writer(house: House) -> SpotifyPlaylists:
    return house.adapter.playlists(house.tokens)


async def account(house: House, user_id: int) -> Who:
    link = await house.database.links.get(user_id)
    assert link is not None
    return Who(user_id, link.account_id)


@pytest.fixture
async def alice(house: House) -> Who:
    return await account(house, ALICE)


def uris(house: House, count: int) -> list[str]:
    return [f"spotify:track:{track_id}" for track_id in house.spotify.add_tracks(songs(count))]


async def make(writer: SpotifyPlaylists, who: Who) -> str:
    return await writer.create(who, name="Evening", description="Songs [segue X]", public=False)


async def test_a_playlist_is_made_as_asked(house: House, writer: SpotifyPlaylists, alice: Who) -> None:
    playlist_id = await make(writer, alice)
    made = house.spotify.world.playlists[playlist_id]
    assert (made.name, made.description, made.public) == ("Evening", "Songs [segue X]", False)
    public = await writer.create(alice, name="Day", description="", public=True)
    assert house.spotify.world.playlists[public].public


async def test_the_newest_come_first_with_their_descriptions(
    house: House, writer: SpotifyPlaylists, alice: Who
) -> None:
    for number in range(60):
        house.spotify.add_playlist("alice", f"Old {number}")
    playlist_id = await make(writer, alice)
    newest = await writer.newest(alice)
    assert newest[0] == OwnedPlaylist(playlist_id, "Songs [segue X]")
    assert len(newest) == 50
    assert house.spotify.count("/v1/me/playlists") == 2  # it was made with one call and read with one


async def test_songs_are_replaced_added_and_taken_out(house: House, writer: SpotifyPlaylists, alice: Who) -> None:
    playlist_id, some = await make(writer, alice), uris(house, 130)
    await writer.replace(alice, playlist_id, some[:100])
    await writer.append(alice, playlist_id, some[100:])
    assert list(await writer.entries(alice, playlist_id)) == some
    assert list(await writer.entries(alice, playlist_id, start=120)) == some[120:]
    await writer.take_out(alice, playlist_id, some[:2])
    assert list(await writer.entries(alice, playlist_id)) == some[2:]
    await writer.replace(alice, playlist_id, [])
    assert list(await writer.entries(alice, playlist_id)) == []


async def test_what_is_no_song_keeps_its_place(house: House, writer: SpotifyPlaylists, alice: Who) -> None:
    (song,) = songs(1)
    mixed = house.spotify.add_playlist("alice", "Mixed", [LocalFile("Tape"), None, Episode("Talk"), song])
    kinds = [uri.rpartition(":")[0][:16] for uri in await writer.entries(alice, mixed)]
    assert kinds == ["spotify:local:::", "", "spotify:episode", "spotify:track"]


async def test_a_playlist_leaves_the_library_twice_as_well_as_once(
    house: House, writer: SpotifyPlaylists, alice: Who
) -> None:
    playlist_id = await make(writer, alice)
    for _ in range(2):
        await writer.forget(alice, playlist_id)
        assert playlist_id not in house.spotify.world.playlists


async def test_a_cover_arrives_as_it_was_drawn(house: House, writer: SpotifyPlaylists, alice: Who) -> None:
    playlist_id = await make(writer, alice)
    await writer.upload_cover(alice, playlist_id, b"\xff\xd8\xff picture")
    assert house.spotify.world.playlists[playlist_id].cover == b"\xff\xd8\xff picture"


async def test_a_search_gives_ten_with_their_codes(house: House, writer: SpotifyPlaylists, alice: Who) -> None:
    uris(house, 15)
    found = await writer.search(alice, 'artist:"The Examples"')
    assert len(found) == 10
    assert found[0].title == "Song 0"
    assert found[0].artists == ("The Examples",)
    assert found[0].duration_ms == 200_000
    assert (found[0].isrc or "").startswith("ZZPLY")


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize("fault", [Fault.LOST_ANSWER, Fault.CUT_OFF, Fault.SERVER_ERROR, Fault.MALFORMED])
async def test_what_may_have_been_done_is_said_and_not_done_again(
    house: House, writer: SpotifyPlaylists, alice: Who, fault: Fault
) -> None:
    house.spotify.fail(fault, path="POST /v1/me/playlists")
    with pytest.raises(SpotifyUnclear):
        await make(writer, alice)
    assert house.spotify.count("/v1/me/playlists") == 1
    playlist_id, some = await make(writer, alice), uris(house, 1)
    house.spotify.fail(fault, path="POST /v1/playlists")
    with pytest.raises(SpotifyUnclear):
        await writer.append(alice, playlist_id, some)


async def test_a_clear_no_is_no_doubt(house: House, writer: SpotifyPlaylists, alice: Who) -> None:
    house.spotify.fail(Fault.BURST, path="POST /v1/me/playlists", seconds=2)
    house.spotify.fail(Fault.EXPIRED_TOKEN, path="POST /v1/me/playlists")
    await make(writer, alice)  # waited, then with another token
    house.spotify.fail(Fault.QUOTA, path="POST /v1/me/playlists", seconds=600)
    with pytest.raises(SpotifyResting):
        await make(writer, alice)
    assert len(house.spotify.world.playlists) == 1


async def test_replacing_is_tried_again(house: House, writer: SpotifyPlaylists, alice: Who) -> None:
    playlist_id, some = await make(writer, alice), uris(house, 2)
    house.spotify.fail(Fault.SERVER_ERROR, path="PUT /v1/playlists", times=2)
    await writer.replace(alice, playlist_id, some)
    assert list(await writer.entries(alice, playlist_id)) == some
    house.spotify.fail(Fault.SERVER_ERROR, path="PUT /v1/playlists", times=3)
    with pytest.raises(SpotifyUnavailable):
        await writer.replace(alice, playlist_id, some)


async def test_what_is_not_there_is_gone(house: House, writer: SpotifyPlaylists, alice: Who) -> None:
    some = uris(house, 1)
    for attempt in (
        writer.replace(alice, NOBODYS, some),
        writer.append(alice, NOBODYS, some),
        writer.take_out(alice, NOBODYS, some),
        writer.entries(alice, NOBODYS),
        writer.upload_cover(alice, NOBODYS, b"\xff\xd8\xff"),
    ):
        with pytest.raises(PlaylistGone):
            await attempt
    playlist_id = await make(writer, alice)
    for write in (writer.replace, writer.append):
        with pytest.raises(SongsRefused):
            await write(alice, playlist_id, ["spotify:track:playgroundNoSuchSong00"])


async def test_permissions_and_accounts_are_kept_apart(house: House, writer: SpotifyPlaylists, alice: Who) -> None:
    bob = await account(house, BOB)
    with pytest.raises(MissingScope):
        await make(writer, bob)
    # Bob's Discord user with Alice's account: it was linked by somebody else when this began.
    with pytest.raises(NotLinked):
        await make(writer, Who(BOB, alice.account_id))
    assert house.spotify.world.playlists == {}


async def test_every_request_is_paid_for(tmp_path: Path) -> None:
    async with open_house(tmp_path, segue_spotify_daily_calls=10, segue_spotify_user_share=1) as house:
        await house.link(ALICE, "alice", EVERYTHING)
        writer, alice = house.adapter.playlists(house.tokens), await account(house, ALICE)
        left = 10 - await house.database.ledger.used(house.clock.now())
        for _ in range(left):
            await make(writer, alice)
        with pytest.raises(BudgetSpent) as refused:
            await make(writer, alice)
        assert isinstance(refused.value, UserError)
        assert len(house.spotify.world.playlists) == left
