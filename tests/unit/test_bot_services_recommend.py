"""Which songs are the seeds, what the recommender is asked, and what the answer says of both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import AddressError
from bot.ports import SkipReason
from bot.services.answers import Missed, Mix, RecommendRequest, Taken
from bot.services.recommend import NothingGiven, RecommendService, SongsNotFound
from bot.spotify.links import parse_link
from recsys.domain import Track
from tests.support.ports import (
    ClosedToApps,
    DictLinks,
    DictSpotify,
    EchoEngine,
    ListCatalogue,
    OneModel,
    SettableClock,
    owned_by,
    snapshot,
    song,
    summary,
)

ADA, BOB = 1, 2
SONGS = [song(number) for number in range(30)] + [song(30, "Hello", "Adele"), song(31, "Hurt", "Johnny Cash")]
LINK = "https://open.spotify.com/track/"


class NoPlaylistLink(AddressError):
    def __init__(self) -> None:
        super().__init__("address-unreadable", wanted="playlist")


def parse_playlist(text: str) -> str:
    """Playlist ids of these tests begin with "list"."""
    if not text.startswith("list"):
        raise NoPlaylistLink
    return text


class House:
    """A service and what it was built from. Ada is linked and owns one playlist of three songs."""

    def __init__(self, *, demo: bool = False) -> None:
        self.road_trip = snapshot(summary("list-1"), SONGS[:3])
        self.spotify = DictSpotify({ADA: [self.road_trip]})
        self.engine = EchoEngine(SONGS, demo=demo)
        self.service = RecommendService(
            spotify=self.spotify,
            models=OneModel(ListCatalogue(SONGS), self.engine),
            links=DictLinks(ADA),
            parse_playlist=parse_playlist,
            parse_link=parse_link,
            owned=owned_by(self.spotify, SettableClock()),
        )

    @property
    def asked(self) -> tuple[list[str | None], str | None]:
        """Titles of the seeds and the title of the last query."""
        query = self.engine.queries[-1]
        return [track.title for track in query.tracks], query.title


@pytest.fixture
def house() -> House:
    return House()


async def test_playlist_alone_goes_by_its_songs_and_name(house: House) -> None:
    answer = await house.service.recommend(RecommendRequest(ADA, playlist="list-1", count=5))
    assert house.asked == (["Song 0", "Song 1", "Song 2"], "Road Trip")
    assert [item.title for item in answer.items] == [f"Song {number}" for number in range(3, 8)]
    assert (answer.seeds, answer.known) == (3, 3)
    assert answer.source is not None
    assert (answer.source.name, answer.source.owner) == ("Road Trip", "ada")
    assert answer.account_id == "account-1"


async def test_vibe_takes_the_place_of_the_name(house: House) -> None:
    answer = await house.service.recommend(RecommendRequest(ADA, playlist="list-1", vibe=" rain "))
    assert house.asked == (["Song 0", "Song 1", "Song 2"], "rain")
    assert answer.vibe == "rain"


async def test_songs_beside_a_playlist_leave_its_name_out(house: House) -> None:
    answer = await house.service.recommend(RecommendRequest(ADA, playlist="list-1", songs="Hello"))
    assert house.asked == (["Song 0", "Song 1", "Song 2", "Hello"], None)
    assert answer.taken == (Taken("Hello", "Hello", "Adele"),)


async def test_vibe_alone_needs_no_account(house: House) -> None:
    answer = await house.service.recommend(RecommendRequest(BOB, vibe="rain"))
    assert house.asked == ([], "rain")
    assert answer.account_id is None
    assert house.spotify.calls == []


async def test_songs_that_are_not_found_are_named_with_near_misses(house: House) -> None:
    answer = await house.service.recommend(RecommendRequest(BOB, songs="Hurt; Hello world; Xyzzy"))
    assert house.asked == (["Hurt"], None)
    assert answer.missed == (Missed("Hello world", ("Adele - Hello",)), Missed("Xyzzy"))


async def test_artist_alone_says_so(house: House) -> None:
    answer = await house.service.recommend(RecommendRequest(BOB, songs="Adele"))
    assert answer.taken == (Taken("Adele", "", "Adele"),)


async def test_unknown_link_is_read_from_spotify(house: House) -> None:
    track_id = "7" * 22
    house.spotify.tracks[track_id] = Track("New Song", ("Adele", "Guest"), spotify_id=track_id)
    answer = await house.service.recommend(RecommendRequest(BOB, songs=f"{LINK}{track_id}?si=x; {LINK}{'8' * 22}"))
    assert house.asked == (["New Song"], None)
    assert answer.taken == (Taken(f"{LINK}{track_id}?si=x", "New Song", "Adele, Guest"),)
    assert [missed.entry for missed in answer.missed] == [f"{LINK}{'8' * 22}"]


async def test_what_spotify_was_read_for_goes_with_the_account(house: House) -> None:
    track_id = "7" * 22
    house.spotify.tracks[track_id] = Track("New Song", ("Adele",), spotify_id=track_id)
    linked, unlinked = [
        await house.service.recommend(RecommendRequest(person, songs=f"{LINK}{track_id}")) for person in (ADA, BOB)
    ]
    from_catalogue = await house.service.recommend(RecommendRequest(ADA, songs="Adele"))
    assert linked.account_id is not None
    assert unlinked.account_id is None
    assert from_catalogue.account_id is None


async def test_known_link_costs_no_call(house: House) -> None:
    await house.service.recommend(RecommendRequest(BOB, songs=f"{LINK}{SONGS[4].spotify_ids[0]}"))
    assert house.asked == (["Song 4"], None)
    assert house.spotify.calls == []


async def test_only_so_many_links_are_read(house: House) -> None:
    links = "; ".join(f"{LINK}{number:022d}" for number in range(1000, 1050))
    with pytest.raises(SongsNotFound):
        await house.service.recommend(RecommendRequest(BOB, songs=links))
    assert house.spotify.calls == ["track"] * 20


async def test_nothing_found_is_an_error_with_names(house: House) -> None:
    with pytest.raises(SongsNotFound) as caught:
        await house.service.recommend(RecommendRequest(BOB, songs="Xyzzy *1*; Hello world"))
    assert r"“Xyzzy \*1\*”, “Hello world”" in caught.value.sentence
    assert "Did you mean “Adele - Hello”?" in caught.value.sentence


async def test_closed_playlist_alone_is_its_own_error(house: House) -> None:
    with pytest.raises(ClosedToApps):
        await house.service.recommend(RecommendRequest(ADA, playlist="list-9"))


async def test_closed_playlist_beside_songs_or_a_vibe_is_said(house: House) -> None:
    for request in (
        RecommendRequest(ADA, playlist="list-9", songs="Hello"),
        RecommendRequest(ADA, playlist="list-9", vibe="rain"),
    ):
        answer = await house.service.recommend(request)
        assert answer.problem == ClosedToApps().sentence
        assert answer.source is None
        assert answer.account_id is None


async def test_closed_playlist_and_unknown_songs_leave_nothing(house: House) -> None:
    with pytest.raises(ClosedToApps):
        await house.service.recommend(RecommendRequest(ADA, playlist="list-9", songs="Xyzzy"))


async def test_the_name_of_an_own_playlist_will_do(house: House) -> None:
    house.spotify.cached[ADA] = (summary("list-1", name="Blue Hours"),)
    assert (await house.service.recommend(RecommendRequest(ADA, playlist="blue hours"))).source is not None
    for person, typed in ((ADA, "Blue"), (BOB, "Blue Hours")):
        with pytest.raises(NoPlaylistLink):
            await house.service.recommend(RecommendRequest(person, playlist=typed))


async def test_what_is_no_playlist_link_is_refused_whatever_else_is_given(house: House) -> None:
    with pytest.raises(NoPlaylistLink):
        await house.service.recommend(RecommendRequest(ADA, playlist="nonsense", vibe="rain"))
    assert house.spotify.calls == []


async def test_empty_playlist_goes_by_its_name(house: House) -> None:
    house.spotify.playlists[ADA] = [snapshot(summary("list-2", "Rainy"), [])]
    answer = await house.service.recommend(RecommendRequest(ADA, playlist="list-2"))
    assert house.asked == ([], "Rainy")
    assert answer.seeds == 0


async def test_empty_playlist_without_a_name_is_an_error(house: House) -> None:
    house.spotify.playlists[ADA] = [snapshot(summary("list-2", " "), [])]
    with pytest.raises(NothingGiven):
        await house.service.recommend(RecommendRequest(ADA, playlist="list-2"))


async def test_answer_tells_what_was_read_and_skipped(house: House) -> None:
    skipped = {SkipReason.LOCAL: 2, SkipReason.GONE: 0}
    read = snapshot(summary("list-2"), SONGS[:3], skipped=skipped, read=5, total=900)
    house.spotify.playlists[ADA] = [read]
    answer = await house.service.recommend(RecommendRequest(ADA, playlist="list-2"))
    assert answer.source is not None
    assert (answer.source.read, answer.source.total, answer.source.skipped) == (5, 900, {SkipReason.LOCAL: 2})


async def test_seeds_that_the_model_does_not_know_are_counted(house: House) -> None:
    tracks = (*house.road_trip.tracks, Track("Unheard", ("Nobody",)))
    house.spotify.playlists[ADA] = [replace(house.road_trip, tracks=tracks)]
    answer = await house.service.recommend(RecommendRequest(ADA, playlist="list-1"))
    assert (answer.known, answer.seeds) == (3, 4)


@pytest.mark.parametrize(("mix", "dial"), [(Mix.SAFE, 0), (Mix.BALANCED, 0.5), (Mix.ADVENTUROUS, 1)])
async def test_the_mix_turns_the_dial(house: House, mix: Mix, dial: float) -> None:
    await house.service.recommend(RecommendRequest(BOB, vibe="rain", mix=mix))
    assert house.engine.queries[-1].adventurous == dial


async def test_unless_said_otherwise_the_mix_is_balanced_and_nothing_left_out(house: House) -> None:
    await house.service.recommend(RecommendRequest(BOB, vibe="rain"))
    assert house.engine.queries[-1].adventurous == 0.5
    assert not house.engine.queries[-1].clean


async def test_a_clean_answer_counts_the_songs_that_may_be_explicit(house: House) -> None:
    # None of the small engine's songs is called explicit or clean.
    clean, any_songs = [
        await house.service.recommend(RecommendRequest(BOB, vibe="rain", count=7, clean=clean))
        for clean in (True, False)
    ]
    assert [query.clean for query in house.engine.queries] == [True, False]
    assert (clean.unrated, any_songs.unrated) == (7, 0)


async def test_demo_model_is_told() -> None:
    for demo in (True, False):
        answer = await House(demo=demo).service.recommend(RecommendRequest(BOB, vibe="rain"))
        assert answer.demo is demo


def test_request_bounds_and_blanks() -> None:
    assert RecommendRequest(ADA, " ", "", None).is_empty
    assert not RecommendRequest(ADA, vibe="x").is_empty
    for count in (0, 101):
        with pytest.raises(ValueError, match=r"1\.\.100"):
            RecommendRequest(ADA, vibe="x", count=count)
