"""What typed songs are taken for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from recsys.catalog import Catalog
from recsys.domain import Track
from recsys.lookup import Lookup, complete, entry_of, look_up, look_up_entry, recognise, track_name
from tests.support.catalogs import SONGS, open_catalog, spotify_id

QUEEN = "Queen - Bohemian Rhapsody - Remastered 2011"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with open_catalog(tmp_path_factory.mktemp("catalog") / "catalog.sqlite") as opened:
        yield opened


def taken_for(lookup: Lookup) -> str | None:
    return entry_of(lookup.song) if lookup.song else None


@pytest.mark.parametrize(
    ("entry", "song"),
    [
        ("Hello", "Adele - Hello"),  # the more popular of two
        ("Hello by Lionel Richie", "Lionel Richie - Hello"),
        ("lionel richie - hello", "Lionel Richie - Hello"),
        ("Hello - Lionel Richie", "Lionel Richie - Hello"),
        ("Stand by Me", "Ben E. King - Stand by Me"),
        ("Ben E King - Stand by Me", "Ben E. King - Stand by Me"),
        ("Beyonce - Halo", "Beyoncé - Halo"),
        ("Queen - Bohemian Rapsody", QUEEN),
        ("bohemian rhapsody", QUEEN),
        ("radiohed - karma polise", "Radiohead - Karma Police"),
        ("nirvana smells like teen spirit", "Nirvana - Smells Like Teen Spirit"),
        ("Billie Eilish - Bad Guy - Live - Acoustic", "Billie Eilish - Bad Guy - Live - Acoustic"),
        ("坂本龍一 - 戦場のメリークリスマス", "坂本龍一 - 戦場のメリークリスマス"),
        ("Кино - группа крови", "Кино - Группа крови"),
        ("100%", "Sonic Youth - 100%"),
    ],
)
def test_an_entry_is_taken_for_the_song_that_fits_best(catalog: Catalog, entry: str, song: str) -> None:
    found = look_up_entry(entry, catalog)
    assert taken_for(found) == song
    assert found.track
    assert found.track.spotify_id == found.song.spotify_ids[0]  # type: ignore[union-attr]


def test_every_song_is_found_by_its_own_entry(catalog: Catalog) -> None:
    for title, artist, _ in SONGS:
        song = catalog.by_spotify_id(spotify_id(title, artist))
        assert song
        assert look_up(entry_of(song), catalog)[0].song == song


def test_an_entry_that_is_repeated_counts_once(catalog: Catalog) -> None:
    assert [lookup.typed for lookup in look_up("Halo; Hello;Halo ; Halo", catalog)] == ["Halo", "Hello"]


def test_entries_are_parted_by_semicolons(catalog: Catalog) -> None:
    found = look_up(" Hello ; ;Creep;", catalog)
    assert [(lookup.typed, taken_for(lookup)) for lookup in found] == [
        ("Hello", "Adele - Hello"),
        ("Creep", "Radiohead - Creep"),
    ]
    assert look_up(" ; ", catalog) == ()


@pytest.mark.parametrize(
    "link",
    [
        "spotify:track:{}",
        "https://open.spotify.com/track/{}",
        "https://open.spotify.com/track/{}?si=abc123",
        "https://open.spotify.com/intl-de/track/{}",
        "open.spotify.com/track/{}",
        "<https://open.spotify.com/track/{}>",
    ],
)
def test_links_are_taken_for_their_track(catalog: Catalog, link: str) -> None:
    known = spotify_id("Creep", "Radiohead")
    (found,) = look_up(link.format(known), catalog)
    assert taken_for(found) == "Radiohead - Creep"
    assert found.track
    assert found.track.spotify_id == found.spotify_id == known

    (unknown,) = look_up(link.format("x" * 22), catalog)
    assert unknown == Lookup(link.format("x" * 22), spotify_id="x" * 22)


@pytest.mark.parametrize(
    "entry",
    [
        "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M",
        "https://open.spotify.com/track/tooshort",
        "spotify:track:tooshort",
        "xyzzy",
        "!!!!!",
    ],
)
def test_what_means_nothing_is_not_found(catalog: Catalog, entry: str) -> None:
    assert look_up(entry, catalog) == (Lookup(entry),)


def test_a_title_that_several_songs_have_names_the_others_too(catalog: Catalog) -> None:
    (found,) = look_up("Hello", catalog)
    assert [entry_of(song) for song in found.near] == ["Lionel Richie - Hello"]


def test_an_unknown_song_of_a_known_artist_stands_for_the_artist(catalog: Catalog) -> None:
    (found,) = look_up("The Beatles - Never Written", catalog)
    assert found.song is None
    assert found.track == Track("Never Written", ("The Beatles",))


def test_an_unknown_song_of_an_artist_with_a_typo_stands_for_the_artist(catalog: Catalog) -> None:
    (found,) = look_up("Radiohed - Crop", catalog)
    assert found.song is None
    assert found.track == Track("Crop", ("Radiohead",))
    assert "Radiohead - Creep" in [entry_of(song) for song in found.near]


def test_the_name_of_an_artist_stands_for_the_artist(catalog: Catalog) -> None:
    (found,) = look_up("radiohead", catalog)
    assert (found.song, found.track) == (None, Track("", ("radiohead",)))
    assert [entry_of(song) for song in found.near] == ["Radiohead - Karma Police", "Radiohead - Creep"]


def test_a_name_of_a_song_and_an_artist_is_that_of_the_more_popular(catalog: Catalog) -> None:
    # "Journey" the song is in two playlists; the artist's best song is in three.
    (found,) = look_up("Journey", catalog)
    assert found.track == Track("", ("Journey",))


def test_tracks_of_a_file_are_recognised_by_their_names(catalog: Catalog) -> None:
    typed = (
        Track("hey jude"),
        Track("Bohemian Rapsody", ("Queen",)),
        Track("Creep", ("Radiohead",), year=1992),
        Track("Xyzzy", ("Nobody",)),
        Track("", spotify_id="x" * 22),
        Track(""),
    )
    recognised = recognise(typed, catalog)

    assert [track_name(track) for track in recognised] == [
        "The Beatles - Hey Jude",
        QUEEN,
        "Radiohead - Creep",
        "Nobody - Xyzzy",
        f"spotify:track:{'x' * 22}",
        "a nameless track",
    ]
    assert recognised[2:] == typed[2:]  # what is known or has an id stays as it is


def test_completion_goes_on_after_the_last_semicolon(catalog: Catalog) -> None:
    assert complete("Adele - Hello; bohe", catalog) == (f"Adele - Hello; {QUEEN}",)
    assert complete("hey", catalog, limit=1) == ("The Beatles - Hey Jude",)
    assert complete("xyzzy", catalog) == ()


def test_completion_without_a_beginning_offers_popular_songs_or_what_is_there(catalog: Catalog) -> None:
    assert complete("", catalog, limit=1) == ("Adele - Hello",)
    assert complete("Adele - Hello; ", catalog) == ("Adele - Hello",)


def test_completions_fit_the_length_or_are_left_out(catalog: Catalog) -> None:
    whole = f"Adele - Hello; {QUEEN}"
    assert complete("Adele - Hello; bohe", catalog, max_length=len(whole)) == (whole,)
    assert complete("Adele - Hello; bohe", catalog, max_length=len(whole) - 1) == ()
    assert complete("x" * 101 + ";", catalog) == ()


def test_every_completion_is_looked_up_as_what_it_says(catalog: Catalog) -> None:
    # "Dr. Feelgood; Part 1" has a semicolon of its own.
    for choice in (*complete("", catalog), *complete("feelgood", catalog)):
        (found,) = look_up(choice, catalog)
        assert taken_for(found) == choice
