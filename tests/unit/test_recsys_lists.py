"""Training playlists as sparse matrices, on three playlists that can be counted by hand."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from recsys.lists import Lists, one_each, rows, unit_columns
from tests.support.scenes import listed, numbers, small_world

A1, A2, B1, C1 = "A one", "A two", "B one", "C one"


def test_playlists_are_read_by_song_artist_and_title() -> None:
    corpus = small_world()
    lists = Lists.from_corpus(corpus)
    a1, a2, b1, c1 = numbers(corpus, A1, A2, B1, C1)
    a, b, c = (corpus.song_artist[song] for song in (a1, b1, c1))

    assert (len(lists), lists.n_songs, lists.n_artists, list(lists.titles)) == (3, 4, 3, ["blue", "rain"])
    by_song = {a1: [1, 1, 0], a2: [1, 0, 1], b1: [1, 1, 0], c1: [0, 0, 1]}
    assert {song: row.tolist() for song, row in enumerate(lists.by_song.toarray())} == by_song
    # The first playlist has both songs of artist A.
    by_artist = {a: [2, 1, 1], b: [1, 1, 0], c: [0, 0, 1]}
    assert {artist: row.tolist() for artist, row in enumerate(lists.by_artist.toarray())} == by_artist
    assert lists.by_title.toarray().tolist() == [[0, 0, 1], [1, 1, 0]]
    assert lists.counts[[a1, a2, b1, c1]].tolist() == [2, 2, 2, 1]


def test_songs_outside_a_fold_stay_in_the_matrices_without_entries() -> None:
    corpus = small_world()
    fold = Lists.from_corpus(corpus.subset([0, 1]))

    assert fold.by_song.shape == (4, 2)
    assert fold.counts[numbers(corpus, C1)].tolist() == [0]
    assert fold.by_artist.shape == (3, 2)
    assert fold.by_title.toarray().tolist() == [[1, 1]]


def test_playlists_without_titles_have_matrices_without_titles() -> None:
    lists = Lists.from_corpus(listed((None, [A1, B1]), ("", [A1, C1])))

    assert lists.by_title.shape == (0, 2)
    assert len(lists.titles) == 0


def test_one_in_the_named_column_of_each_row() -> None:
    assert one_each(np.array([2, 0], np.int32), 3).toarray().tolist() == [[0, 0, 1], [1, 0, 0]]


def test_rows_of_weights_may_be_empty() -> None:
    found = rows([np.array([3, 1]), np.array([], int)], [np.array([0.5, 2.0]), np.array([])], 4)

    assert found.toarray().tolist() == [[0, 2, 0, 0.5], [0, 0, 0, 0]]
    assert rows([], [], 4).shape == (0, 4)


def test_columns_get_length_one_but_for_empty_ones() -> None:
    found = unit_columns(sparse.csr_array(np.array([[3, 0, 2], [4, 0, 0]], np.float32)))

    np.testing.assert_allclose(found.toarray(), [[0.6, 0, 1], [0.8, 0, 0]], rtol=1e-6)
