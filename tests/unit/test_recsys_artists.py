"""Artists by what people type: beginnings of words, typos, accents, and the most popular first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.artists import ArtistSearch
from recsys.catalog import Catalog
from tests.support.catalogs import SONGS, open_catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with open_catalog(tmp_path_factory.mktemp("artists") / "catalog.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def search(catalog: Catalog) -> ArtistSearch:
    return ArtistSearch(catalog)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("queen", ["Queen"]),
        ("radioh", ["Radiohead"]),
        ("beyonce", ["Beyoncé"]),
        ("BEYONCÉ", ["Beyoncé"]),
        ("the beat", ["The Beatles"]),
        ("beatles", ["The Beatles"]),
        ("king", ["Ben E. King"]),
        ("king ben", ["Ben E. King"]),
        ("ac/d", ["AC/DC"]),
        ("坂本", ["坂本龍一"]),
        ("кин", ["Кино"]),
        ("radiohaed", ["Radiohead"]),
        ("lionle richie", ["Lionel Richie"]),
        ("jimmi hendrix", ["Jimi Hendrix"]),
        ("lionel hendrix", []),
        ("zzzzzz", []),
    ],
)
def test_words_by_their_beginnings_and_with_small_typos(search: ArtistSearch, typed: str, found: list[str]) -> None:
    assert list(search.complete(typed)) == found


def test_the_most_popular_come_first_and_nothing_typed_offers_them(search: ArtistSearch) -> None:
    assert search.complete("", 3)[0] == "Radiohead"  # in 15 entries
    assert search.complete("b") == ("Beyoncé", "The Beatles", "Ben E. King", "David Bowie", "Billie Eilish")
    assert len(search.complete("", 3)) == 3


def test_a_name_that_is_spelled_in_full_comes_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    from recsys.catalog_writer import write_catalog
    from recsys.corpus import Corpus
    from recsys.domain import Playlist, Track

    path = tmp_path_factory.mktemp("queens") / "catalog.sqlite"
    names = ["Queens of the Stone Age"] * 3 + ["Queen"]
    tracks = tuple(Track(f"Song {number}", (name,)) for number, name in enumerate(names))
    write_catalog(path, Corpus.from_playlists([Playlist("1", None, tracks)]), [])
    with Catalog.open(path) as catalog:
        assert ArtistSearch(catalog).complete("queen") == ("Queen", "Queens of the Stone Age")
        assert ArtistSearch(catalog).complete("quee")[0] == "Queens of the Stone Age"


def test_names_too_long_for_discord_are_not_offered(search: ArtistSearch) -> None:
    assert search.complete("queen", max_length=4) == ()


def test_a_name_is_looked_up_or_the_nearest_are_named(search: ArtistSearch, catalog: Catalog) -> None:
    assert search.look_up("QUEEN").artist == catalog.artist_id("Queen")
    assert search.look_up("queen").near == ()
    missed = search.look_up("Radiohaed")
    assert (missed.artist, missed.near) == (None, ("Radiohead",))
    assert search.look_up("Nirvanna") == search.look_up("nirvanna")
    assert search.look_up("Nirvanna").near == ("Nirvana",)
    assert search.look_up("zzzzzz").near == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_finds_artists_that_exist(search: ArtistSearch, typed: str) -> None:
    known = {artist for _, artist, _ in SONGS}
    assert set(search.complete(typed)) <= known
    assert search.look_up(typed).near is not None


def test_every_artist_is_found_by_every_beginning_of_its_name(search: ArtistSearch) -> None:
    for _, artist, _ in SONGS:
        for length in range(1, len(artist) + 1):
            typed = artist[:length]
            assert artist in search.complete(typed, 100), typed
