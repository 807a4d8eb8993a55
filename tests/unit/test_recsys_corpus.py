"""The corpus: counting, numbering and de-duplicating songs, checked on playlists small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pytest

from recsys.corpus import UNKNOWN, Corpus
from recsys.domain import Playlist, Track


def track(title: str, artist: str = "Nina Simone", spotify_id: str | None = None, **metadata: int | bool) -> Track:
    return Track(title=title, artists=(artist,) if artist else (), spotify_id=spotify_id, **metadata)  # type: ignore[arg-type]


def playlist(*tracks: Track, title: str | None = None) -> Playlist:
    return Playlist(id="p", title=title, tracks=tracks)


def titles(corpus: Corpus, songs: np.ndarray) -> list[str]:
    return [corpus.song_titles[song] for song in songs]


def test_playlists_keep_their_order_and_each_song_once() -> None:
    corpus = Corpus.from_playlists(
        [playlist(track("B"), track("A"), track("B"), title="Evening"), playlist(track("A"), track("C"))]
    )

    assert [titles(corpus, corpus.playlist(row)) for row in range(corpus.n_playlists)] == [["B", "A"], ["A", "C"]]
    assert list(corpus.titles) == ["Evening", None]


def test_songs_are_numbered_by_the_playlists_that_hold_them_then_by_key() -> None:
    # A is in two playlists; B and C in one each, and "B" sorts before "C" although C came first.
    corpus = Corpus.from_playlists([playlist(track("C"), track("A")), playlist(track("A"), track("B"), track("B"))])

    assert list(corpus.song_titles) == ["A", "B", "C"]
    assert corpus.counts().tolist() == [2, 1, 1]


def test_spellings_of_one_song_are_one_song_under_its_most_frequent_spelling() -> None:
    corpus = Corpus.from_playlists(
        [
            playlist(track("Feeling Good - 2013 Remastered")),
            playlist(track("Feeling Good")),
            playlist(track("Feeling Good")),
        ]
    )

    assert list(corpus.song_titles) == ["Feeling Good"]
    assert corpus.counts().tolist() == [3]


def test_an_artist_is_shown_in_its_most_frequent_spelling() -> None:
    corpus = Corpus.from_playlists(
        [playlist(track("One", "BEYONCÉ")), playlist(track("Two", "Beyoncé")), playlist(track("One", "Beyoncé"))]
    )

    assert list(corpus.artist_names) == ["Beyoncé"]
    assert corpus.song_artist.tolist() == [0, 0]


def test_spotify_ids_stand_most_frequent_first_and_the_smallest_first_among_equals() -> None:
    # b is used by two entries (a repeat within one playlist is an entry too), c and a by one each.
    corpus = Corpus.from_playlists(
        [playlist(track("X", spotify_id="c"), track("X", spotify_id="b"), track("X", spotify_id="b")),
         playlist(track("X", spotify_id="a"))]
    )  # fmt: skip

    assert corpus.spotify_ids(0) == ("b", "a", "c")
    assert corpus.track_counts.tolist() == [2, 1, 1]


def test_a_spotify_id_belongs_to_one_song_however_its_title_is_written() -> None:
    corpus = Corpus.from_playlists(
        [playlist(track("Sinnerman", spotify_id="s")), playlist(track("Sinner Man", spotify_id="s")),
         playlist(track("Sinner Man", spotify_id="s"))]
    )  # fmt: skip

    assert corpus.n_songs == 1
    assert corpus.song_titles[0] == "Sinner Man"
    assert corpus.counts().tolist() == [3]


def test_songs_with_and_without_spotify_ids_are_joined_by_their_names() -> None:
    corpus = Corpus.from_playlists([playlist(track("X", spotify_id="x")), playlist(track("X"), track("Y"))])

    assert corpus.counts().tolist() == [2, 1]
    assert [corpus.spotify_ids(song) for song in range(2)] == [("x",), ()]


def test_metadata_is_the_most_common_known_value() -> None:
    # 1965 twice against 2013 once; the duration is known once only; nobody says whether it is explicit.
    corpus = Corpus.from_playlists(
        [playlist(track("X", year=2013, duration_ms=180_000)), playlist(track("X", year=1965)),
         playlist(track("X", year=1965)), playlist(track("X"))]
    )  # fmt: skip

    assert (corpus.years[0], corpus.durations[0], corpus.explicit[0]) == (1965, 180_000, UNKNOWN)
    assert corpus.song(0, playlists=4).year == 1965
    assert corpus.song(0).explicit is None


def test_a_song_is_explicit_when_any_of_its_recordings_is() -> None:
    # Whoever asks for clean songs must not be led to the explicit recording, however rare it is.
    marks = {"X": (False, False, True, None), "Y": (False, None), "Z": (None,)}
    corpus = Corpus.from_playlists(
        [playlist(track(title, explicit=mark)) for title, each in marks.items() for mark in each]
    )

    found = {song.title: song.explicit for song in map(corpus.song, range(corpus.n_songs))}
    assert found == {"X": True, "Y": False, "Z": None}


def test_metadata_that_no_column_can_hold_is_unknown() -> None:
    corpus = Corpus.from_playlists([playlist(track("X", year=-44, duration_ms=2**31))])

    assert (corpus.years[0], corpus.durations[0]) == (UNKNOWN, UNKNOWN)


def test_an_entry_without_a_title_is_left_out() -> None:
    corpus = Corpus.from_playlists([playlist(track("  ", spotify_id="x"), track("X"))])

    assert titles(corpus, corpus.playlist(0)) == ["X"]


def test_songs_without_an_artist_share_the_artist_with_the_empty_key() -> None:
    corpus = Corpus.from_playlists([playlist(track("X", artist=""), track("Y", artist=""), track("Z"))])

    assert [corpus.artist_keys[corpus.song_artist[song]] == "" for song in range(3)] == [True, True, False]


def test_a_subset_keeps_the_numbers_of_songs() -> None:
    corpus = Corpus.from_playlists([playlist(track("A")), playlist(), playlist(track("B"), track("A"), title="Last")])

    part = corpus.subset([2, 1])

    assert [titles(part, part.playlist(row)) for row in range(2)] == [["B", "A"], []]
    assert list(part.titles) == ["Last", None]
    assert part.song_keys == corpus.song_keys
    assert corpus.subset([1]).counts().tolist() == [0, 0]


@pytest.mark.parametrize("playlists", [[], [playlist()]])
def test_nothing_at_all_is_an_empty_corpus(playlists: list[Playlist]) -> None:
    corpus = Corpus.from_playlists(playlists)

    assert (corpus.n_songs, corpus.n_artists, len(corpus.songs), len(corpus.track_ids)) == (0, 0, 0, 0)
    assert corpus.counts().tolist() == []


def test_the_same_playlists_give_the_same_corpus() -> None:
    playlists = [playlist(*(track(f"Song {n % 7}", f"Artist {n % 3}", f"id{n % 11}") for n in range(row, 40)))
                 for row in range(9)]  # fmt: skip

    first, second = Corpus.from_playlists(playlists), Corpus.from_playlists(iter(playlists))

    assert first.song_keys == second.song_keys
    assert first.track_ids == second.track_ids
    np.testing.assert_array_equal(first.songs, second.songs)
