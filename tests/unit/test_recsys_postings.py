"""Which playlists hold a song or carry a title, from a corpus that can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from recsys.corpus import Corpus
from recsys.domain import Playlist, Track
from recsys.postings import Postings

PLAYLISTS = (("Rain", "a b c"), ("rain!", "a b c"), ("Sun", "a"), (None, "a d"), (None, "e"), ("Snow", ""))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_playlists(
        Playlist(str(row), title, tuple(Track(name, (f"{name} artist",)) for name in names.split()))
        for row, (title, names) in enumerate(PLAYLISTS)
    )


@pytest.fixture(scope="module", params=["made", "loaded"])
def postings(request: pytest.FixtureRequest, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Postings:
    made, _ = Postings.from_corpus(corpus)
    if request.param == "made":
        return made
    folder: Path = tmp_path_factory.mktemp("postings") / "saved"
    made.save(folder)
    return Postings.load(folder)


def held(lists: sparse.csr_array) -> list[list[int]]:
    assert set(lists.data.tolist()) <= {1}
    return [np.flatnonzero(row).tolist() for row in lists.toarray()]


def test_songs_are_in_their_playlists(corpus: Corpus, postings: Postings) -> None:
    rows = [list(corpus.song_titles).index(name) for name in "dab"]

    assert held(postings.of_songs(rows)) == [[3], [0, 1, 2, 3], [0, 1]]
    assert postings.counts()[rows].tolist() == [1, 4, 2]


def test_a_group_of_songs_is_where_any_of_them_is(corpus: Corpus, postings: Postings) -> None:
    a, c, d, e = (list(corpus.song_titles).index(name) for name in "acde")

    assert held(postings.of_any_song([[c, d], [e], [], [a, c]])) == [[0, 1, 3], [4], [], [0, 1, 2, 3]]


def test_a_title_is_that_of_all_its_spellings(corpus: Corpus, postings: Postings) -> None:
    assert Postings.from_corpus(corpus)[1] == ["rain", "snow", "sun"]
    assert held(postings.of_any_title([[0], [1], [2, 0]])) == [[0, 1], [5], [0, 1, 2]]


def test_playlists_without_songs_count(postings: Postings) -> None:
    assert postings.n_playlists == len(PLAYLISTS)


def test_nothing_is_in_no_playlist(postings: Postings) -> None:
    for lists in (postings.of_songs([]), postings.of_any_song([]), postings.of_any_title([])):
        assert lists.shape == (0, len(PLAYLISTS))
