"""The song index: exact look-ups, and the search that autocomplete lives on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.catalog import Catalog
from recsys.catalog_writer import write_catalog
from recsys.corpus import Corpus
from recsys.data.source import open_source
from recsys.domain import Playlist, Song, Track
from recsys.errors import BundleError
from recsys.identity import song_key, work_key
from tests.support.catalogs import SONGS, open_catalog, spotify_id, track


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with open_catalog(tmp_path_factory.mktemp("catalog") / "catalog.sqlite") as opened:
        yield opened


def names(songs: list[Song] | tuple[Song, ...]) -> list[str]:
    return [f"{song.artist} - {song.title}" for song in songs]


def test_songs_are_numbered_by_popularity(catalog: Catalog) -> None:
    assert len(catalog) == len(SONGS)
    assert [song.playlists for song in catalog.songs(range(len(SONGS)))] == [count for _, _, count in SONGS]
    assert names(catalog.popular(1)) == ["Adele - Hello"]


def test_songs_come_in_the_order_of_their_numbers(catalog: Catalog) -> None:
    assert [song.id for song in catalog.songs([7, 0, 3, 0])] == [7, 0, 3, 0]
    assert catalog.songs([]) == ()
    with pytest.raises(KeyError):
        catalog.songs([0, 10_000])


def test_a_song_comes_back_with_all_that_is_known(tmp_path: Path) -> None:
    # The id "b" is used by two entries, "a" by one.
    known = Track("Ne Me Quitte Pas", ("Nina Simone",), year=1965, duration_ms=213_000, explicit=False)
    tracks = [replace(known, spotify_id=spotify) for spotify in ("b", "a", "b")]
    write_catalog(tmp_path / "c.sqlite", Corpus.from_playlists([Playlist("1", None, (one,)) for one in tracks]), [])
    with Catalog.open(tmp_path / "c.sqlite") as opened:
        assert opened.song(0) == Song(0, "Ne Me Quitte Pas", "Nina Simone", ("b", "a"), 3, 1965, 213_000, False)
        assert opened.main_tracks() == ["b"]
        assert opened.by_spotify_id("a") == opened.by_spotify_id("b") == opened.song(0)


def test_ids_alone_are_those_of_the_songs_that_have_some(catalog: Catalog) -> None:
    songs = catalog.songs(range(len(catalog)))
    ids = catalog.spotify_ids([song.id for song in songs])

    assert any(ids.values())
    assert ids == {song.id: song.spotify_ids for song in songs if song.spotify_ids}


def test_songs_known_to_be_explicit_are_told_apart(tmp_path: Path) -> None:
    marks = (True, False, None)
    tracks = [Track(f"Song {mark}", ("A",), explicit=mark) for mark in marks]
    write_catalog(tmp_path / "c.sqlite", Corpus.from_playlists([Playlist("1", None, tuple(tracks))]), [])
    with Catalog.open(tmp_path / "c.sqlite") as opened:
        titles = [song.title for song in opened.songs(range(3))]
        assert [title for title, explicit in zip(titles, opened.explicit(), strict=True) if explicit] == ["Song True"]


def test_versions_of_a_song_are_one_work(catalog: Catalog) -> None:
    song = catalog.by_key(song_key("Bad Guy - Live - Acoustic", ["Billie Eilish"]))
    assert song
    studio = work_key("bad guy", song_key("bad guy", ["Billie Eilish"]))
    hello = work_key("Hello", song_key("Hello", ["Adele"]))
    assert catalog.works([0, song.id, 0]) == [hello, studio, hello]
    assert catalog.works([]) == []


def test_a_song_is_found_by_key_and_id(catalog: Catalog) -> None:
    halo = catalog.by_key(song_key("HALO (Remastered)", ["BEYONCE"]))
    assert halo
    assert names([halo]) == ["Beyoncé - Halo"]
    assert catalog.by_spotify_id(spotify_id("Halo", "Beyoncé")) == halo
    assert catalog.by_key("nothing") is None
    assert catalog.by_spotify_id("nothing") is None


def test_tracks_resolve_by_id_then_by_names(catalog: Catalog) -> None:
    (halo,), (creep,) = catalog.resolve([track("Halo", "Beyoncé"), track("Creep", "Radiohead")])
    both = Track("Creep", ("Radiohead",), spotify_id=spotify_id("Halo", "Beyoncé"))
    by_names = Track("creep", ("RADIOHEAD",), spotify_id="n" * 22)
    strangers = [Track("Nothing", ("Nobody",)), Track("")]

    assert names(catalog.songs([halo, creep])) == ["Beyoncé - Halo", "Radiohead - Creep"]
    assert catalog.resolve([both, by_names, *strangers]) == [(halo, creep), (creep,), (), ()]


def test_artists_are_found_however_they_are_spelled(catalog: Catalog) -> None:
    beatles = catalog.artist_id("Beatles, The")
    assert beatles is not None
    assert catalog.artist_names([beatles]) == {beatles: "The Beatles"}
    assert names(catalog.songs_of(beatles, 5)) == ["The Beatles - Hey Jude"]
    assert catalog.artist_id("Nobody") is None
    assert catalog.artist_id("") is None
    assert catalog.artist_of(spotify_id("Hey Jude", "The Beatles")) == "The Beatles"
    assert catalog.artist_of("nothing") is None


def test_songs_know_their_artists_number(catalog: Catalog) -> None:
    artists = catalog.song_artist
    assert artists.dtype == np.int32
    assert catalog.artist_names(artists[[0]].tolist()).popitem()[1] == catalog.song(0).artist


def test_playlist_titles_are_found_however_they_are_spelled(catalog: Catalog) -> None:
    assert [catalog.title_id(title) for title in ("SUMMER!", "winter", "autumn", "")] == [0, 1, None, None]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hey", "The Beatles - Hey Jude"),  # the more popular of two that begin so
        ("hey jo", "Jimi Hendrix - Hey Joe"),
        ("jude beat", "The Beatles - Hey Jude"),  # any order, beginnings of words
        ("beyonce ha", "Beyoncé - Halo"),
        ("BEYONCÉ", "Beyoncé - Halo"),
        ("ac/dc", "AC/DC - Back In Black"),
        ("queen", "Queen - Bohemian Rhapsody - Remastered 2011"),
        ("stan", "Eminem - Stan"),  # named in full, though "Stand by Me" is more popular
        ("Hello by Lionel Richie", "Lionel Richie - Hello"),
        ("Lionel Richie - Hello", "Lionel Richie - Hello"),
        ("Hello - Lionel Richie", "Lionel Richie - Hello"),
        ("dont stop", "Journey - Don't Stop Believin'"),
        ("坂本", "坂本龍一 - 戦場のメリークリスマス"),
        ("戦場の", "坂本龍一 - 戦場のメリークリスマス"),
        ("группа", "Кино - Группа крови"),
        ("100", "Sonic Youth - 100%"),
        ("!!!", "Quiet - !!!"),
        ("bohemain rapsody", "Queen - Bohemian Rhapsody - Remastered 2011"),  # typos
        ("nirvanna smels", "Nirvana - Smells Like Teen Spirit"),
        ("adle", "Adele - Hello"),
        ("karma polise", "Radiohead - Karma Police"),
        ("radiohed crep", "Radiohead - Creep"),
        ("believing dont stop xyzzy", "Journey - Don't Stop Believin'"),  # one word that nothing explains
    ],
)
def test_search_puts_first_what_is_meant(catalog: Catalog, typed: str, first: str) -> None:
    assert names(catalog.search(typed, 5))[:1] == [first]


@pytest.mark.parametrize("typed", ["", "   ", "-", "xyzzy", "; -", "\ud800", '"', "'", "\0"])
def test_search_for_nothing_known_finds_nothing(catalog: Catalog, typed: str) -> None:
    assert catalog.search(typed) == []


def test_search_gives_no_more_than_asked_for(catalog: Catalog) -> None:
    assert len(catalog.search("h", 2)) == 2


@settings(deadline=None)  # a busy machine is no failure
@given(typed=st.text(max_size=60))
def test_search_takes_whatever_is_typed(catalog: Catalog, typed: str) -> None:
    found = catalog.search(typed, 5)
    assert len(found) == len({song.id for song in found}) <= 5


def test_threads_may_share_a_catalogue(catalog: Catalog) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: names(catalog.search(("hello", "hey jude")[n % 2], 1)), range(200)))
    assert found == [["Adele - Hello"], ["The Beatles - Hey Jude"]] * 100


def test_the_file_cannot_be_written_through_the_catalogue(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "c.sqlite") as opened, pytest.raises(sqlite3.OperationalError, match="readonly"):
        opened._connection.execute("DELETE FROM songs")


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100])
def test_what_is_no_catalogue_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "c.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BundleError):
        Catalog.open(path)


def test_an_empty_corpus_makes_an_empty_catalogue(tmp_path: Path) -> None:
    write_catalog(tmp_path / "c.sqlite", Corpus.from_playlists([]), [])
    with Catalog.open(tmp_path / "c.sqlite") as opened:
        assert (len(opened), opened.search("hello"), opened.popular(5)) == (0, [], ())


def test_real_titles_are_found_at_once(shared_data: Path, tmp_path: Path) -> None:
    """Autocomplete has to answer while a person types; 50 ms is the promise for the whole sample."""
    playlists = []
    for playlist in open_source(shared_data / "mpd-sample.zip").playlists():
        playlists.append(playlist)
        if len(playlists) == 300:
            break
    write_catalog(tmp_path / "c.sqlite", Corpus.from_playlists(playlists), [])
    with Catalog.open(tmp_path / "c.sqlite") as opened:
        songs = opened.songs(range(0, len(opened), len(opened) // 100))
        started = time.perf_counter()
        found = [opened.search(f"{song.artist} - {song.title}", 3) for song in songs]
        took = (time.perf_counter() - started) / len(songs)
    assert [song in hits for song, hits in zip(songs, found, strict=True)] == [True] * len(songs)
    assert took < 0.05
