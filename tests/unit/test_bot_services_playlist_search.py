"""Songs without a Spotify id: searched for on a loopback Spotify, chosen with care, and asked for once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import SpotifyResting
from bot.services.playlist_search import SEARCHED_TWICE, SongSearch, best
from bot.writing import FoundTrack, WantedSong, Who
from playground.spotify import Fault
from playground.spotify.world import isrc
from tests.support.playlists import Desk, open_desk
from tests.support.spotify import ALICE

LIFE = timedelta(hours=24)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path, 0) as opened:
        yield opened


@pytest.fixture
def search(desk: Desk) -> SongSearch:
    house = desk.house
    return SongSearch(
        house.adapter.playlists(house.tokens),
        house.database.writings,
        house.clock,
        life=LIFE,
        playground=True,
    )


@pytest.fixture
async def alice(desk: Desk) -> Who:
    link = await desk.house.database.links.get(ALICE)
    assert link is not None
    return Who(ALICE, link.account_id)


def track(title: str, artist: str = "Radiohead", **more: object) -> FoundTrack:
    return FoundTrack(f"id of {title}", title, (artist,), more.get("length"), more.get("code"))  # type: ignore[arg-type]


CREEP = WantedSong("Creep", "Radiohead", duration_ms=238_000)
CREEP_TRACK = {"title": "Creep", "artists": ["Radiohead"], "duration_ms": 238_500}


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        ([track("Creep", "Stone Temple Pilots"), track("Creep")], "Creep"),
        ([track("Creep - Live"), track("Creep")], "Creep"),
        ([track("Creep - Remastered 2009")], "Creep - Remastered 2009"),
        ([track("Crep")], "Crep"),
        ([track("Creep - Acoustic"), track("Karma Police")], None),
        ([track("Creep", length=300_000)], None),
        ([track("Creep", length=250_000), track("Creep (Explicit)", length=238_500)], "Creep (Explicit)"),
        ([], None),
    ],
)
def test_the_best_fitting_track_is_chosen(found: list[FoundTrack], chosen: str | None) -> None:
    track = best(CREEP, found)
    assert (track and track.title) == chosen


def test_the_recordings_own_code_decides() -> None:
    wanted = WantedSong("Creep", "Radiohead", isrc="GBAYE9200070")
    same = track("Creep (Explicit)", code="GBAYE9200070")
    assert best(wanted, [track("Creep", code="XX0000000000"), same]) is same


def test_a_guest_counts_as_an_artist() -> None:
    duet = FoundTrack("id", "Under Pressure", ("Queen", "David Bowie"), None)
    assert best(WantedSong("Under Pressure", "David Bowie"), [duet]) is duet


# ---------------------------------------------------------------- searching


async def test_found_songs_stand_in_order_and_once(desk: Desk, search: SongSearch, alice: Who) -> None:
    creep, hello = desk.house.spotify.add_tracks([CREEP_TRACK, "Adele - Hello"])
    songs = (
        WantedSong("hello", "adele"),
        WantedSong("Nobody Knows", "Nobody"),
        CREEP,
        WantedSong("Creep", "Radiohead", creep),
    )
    found = await search.resolve(alice, songs)
    assert found.uris == (f"spotify:track:{hello}", f"spotify:track:{creep}")
    assert found.missing == (songs[1],)


async def test_a_choice_is_kept_and_so_is_finding_nothing(desk: Desk, search: SongSearch, alice: Who) -> None:
    desk.house.spotify.add_track(CREEP_TRACK)
    songs = (CREEP, WantedSong("Nobody Knows", "Nobody"))
    first = await search.resolve(alice, songs)
    # One call for the song that is there, two attempts for the other.
    assert desk.house.spotify.count("/v1/search") == 3
    assert await search.resolve(alice, songs) == first
    assert desk.house.spotify.count("/v1/search") == 3
    desk.house.clock.advance(hours=24)
    await search.resolve(alice, songs)
    assert desk.house.spotify.count("/v1/search") == 6


async def test_a_code_is_searched_first(desk: Desk, search: SongSearch, alice: Who) -> None:
    _, creep = desk.house.spotify.add_tracks(
        ["Radiohead - Creep", {"title": "Creep", "artists": ["Radiohead"], "spotify_id": "the other recording 00"}]
    )
    found = await search.resolve(alice, (WantedSong("Creep", "Radiohead", isrc=isrc(creep)),))
    assert found.uris == (f"spotify:track:{creep}",)
    assert desk.house.spotify.calls[-1].query == {
        "q": f"isrc:{isrc(creep)}",
        "limit": "10",
        "offset": "0",
        "type": "track",
    }


async def test_what_was_found_before_a_limit_is_kept(desk: Desk, search: SongSearch, alice: Who) -> None:
    desk.house.spotify.add_tracks([CREEP_TRACK, "Adele - Hello"])
    desk.house.spotify.fail(Fault.QUOTA, path="/v1/search", seconds=600, after=1)
    songs = (CREEP, WantedSong("Hello", "Adele"))
    with pytest.raises(SpotifyResting):
        await search.resolve(alice, songs)
    desk.house.clock.advance(seconds=601)
    assert len((await search.resolve(alice, songs)).uris) == 2
    assert desk.house.spotify.count("/v1/search") == 3


async def test_a_long_list_costs_fewer_calls_for_each_song(desk: Desk, search: SongSearch, alice: Who) -> None:
    songs = tuple(WantedSong(f"Tune number {number}", "Nobody") for number in range(60))
    assert (await search.resolve(alice, songs)).missing == songs
    assert desk.house.spotify.count("/v1/search") == 2 * SEARCHED_TWICE + (60 - SEARCHED_TWICE)


async def test_ids_of_the_playground_mean_nothing_to_the_real_spotify(desk: Desk, alice: Who) -> None:
    house = desk.house
    demo = house.spotify.add_track("Radiohead - Creep")
    real = SongSearch(
        house.adapter.playlists(house.tokens),
        house.database.writings,
        house.clock,
        life=LIFE,
        playground=False,
    )
    assert demo.startswith("playground")
    assert not real.has_track(WantedSong("Creep", "Radiohead", demo))
