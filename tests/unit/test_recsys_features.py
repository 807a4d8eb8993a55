"""What the ranker sees: by hand, whatever the size of the data, and NaN where nothing can be known."""

from __future__ import annotations

from math import log, log1p, sqrt

import numpy as np
import pytest

from models.retriever import Seeds
from recsys.corpus import Corpus
from recsys.features import HEAD, LIFT_DOUBT, SMALLEST_SHARE, Features, Scores, places, standardised
from recsys.lists import Float32, Lists
from recsys.sources.named import NamedArtists
from recsys.sources.neighbours import ArtistNeighbours, TitleNeighbours, spread
from recsys.sources.proximity import Proximity
from tests.support.scenes import listed, numbers, playlists, small_world

SOURCES = ("proximity", "artists", "titles")
NOTHING = np.empty(0, np.int32)


def table(
    corpus: Corpus, seeds: Seeds, songs: list[int], spaces: dict[str, Float32] | None = None
) -> dict[str, Float32]:
    """Every feature by its name, float32[len(songs)]."""
    lists = Lists.from_corpus(corpus)
    weights = [source.list_weights([seeds]) for source in (ArtistNeighbours(lists), TitleNeighbours(lists))]
    by_source = [Proximity(lists).score([seeds]), *(spread(lists, each) for each in weights)]
    scores = Scores(np.concatenate(by_source), *np.concatenate(weights))
    names, values = Features(lists, SOURCES, spaces or {}, NamedArtists(lists)).of(seeds, scores, np.array(songs))
    assert len(set(names)) == len(names)
    assert values.shape == (len(songs), len(names))
    assert values.dtype == np.float32
    return dict(zip(names, values.T, strict=True))


def test_places_count_from_the_greatest() -> None:
    scores = np.array([[3, 1, 4, 2], [0, -1, -3, 5]], np.float32)

    assert places(scores).tolist() == [[1, 3, 0, 2], [1, 2, 3, 0]]
    assert places(np.array([[2, 5, 2, 1]], np.float32)).tolist() == [[1, 0, 1, 3]]  # equal ones share a place
    assert places(np.empty((2, 0), np.float32)).shape == (2, 0)


def test_scores_are_standardised_by_hand() -> None:
    # Of 1, 2 and 3 the mean is 2 and the deviation the root of 2/3.
    far = 1 / sqrt(2 / 3)
    rows = np.array([[1, 2, 3], [30, 10, 20]], np.float32)

    np.testing.assert_allclose(standardised(rows), [[-far, 0, far], [far, -far, 0]], rtol=1e-6)


def test_sources_that_say_nothing_are_zero() -> None:
    # All zero, all alike, none above zero.
    silent = np.array([[0, 0, 0], [2, 2, 2], [-1, -2, -3]], np.float32)

    assert not standardised(silent).any()


def test_scores_are_relative_to_the_best() -> None:
    # Half of the head is 4 and half 2: mean 3, deviation 1. The zeros below it do not matter.
    half = HEAD // 2
    (z,) = standardised(np.array([[0] * 900 + [4] * half + [2] * half], np.float32))

    assert set(z[:900]) == {-3}
    assert set(z[900:]) == {1, -1}


def test_what_candidates_share_with_seeds_by_hand() -> None:
    corpus = small_world()
    a1, a2, b1, c1 = numbers(corpus, "A one", "A two", "B one", "C one")
    seeds = Seeds(np.array([a1, a2], np.int32), corpus.song_artist[[a1, a2]])
    found = table(corpus, seeds, [b1, c1])

    # B one is in two playlists of three, as each seed is: in both with A one, in one with A two. C one is in one, with
    # A two.
    cosines = {"mean": [0.75, 1 / sqrt(8)], "greatest": [1, 1 / sqrt(2)], "best": [0.75, 1 / sqrt(8)]}
    for part, expected in cosines.items():
        assert found[f"together: cosine, {part}"].tolist() == pytest.approx(expected)
    assert found["together: probability, mean"].tolist() == pytest.approx([0.75, 0.25])
    assert found["together: probability, greatest"].tolist() == pytest.approx([1, 0.5])
    lift = log1p(2 / (4 / 3 + LIFT_DOUBT / 3))
    assert found["together: lift, greatest"][0] == pytest.approx(lift)
    assert found["popularity: song"].tolist() == pytest.approx([log(2 / 3), log(1 / 3)])
    assert found["popularity: above seeds"].tolist() == pytest.approx([0, log(1 / 2)])
    assert found["popularity: song in artist"].tolist() == [1, 1]  # each the only song of its artist
    assert found["artist: share of seeds"].tolist() == [0, 0]
    assert found["seeds: distinct artists"].tolist() == [0.5, 0.5]
    assert found["seeds: share of one artist"].tolist() == [1, 1]
    assert found["seeds: known"].tolist() == [1, 1]


def test_the_best_are_three_and_the_last_are_five() -> None:
    # "Z" is in a playlist with each of the first seeds, and never with the five last ones.
    first, last = [f"S {number}" for number in range(4)], [f"L {number}" for number in range(5)]
    corpus = listed(*[(None, ["Z", song]) for song in first], (None, last))
    songs = np.array(numbers(corpus, *first, *last), np.int32)
    found = table(corpus, Seeds(songs, corpus.song_artist[songs]), numbers(corpus, "Z"))

    # Every first seed is in one playlist, which has Z.
    values = {part: found[f"together: probability, {part}"][0] for part in ("mean", "greatest", "best", "last")}
    assert values == pytest.approx({"mean": 4 / 9, "greatest": 1, "best": 1, "last": 0})


def test_likeness_in_spaces_is_a_cosine() -> None:
    corpus = small_world()
    vectors = np.zeros((4, 2), np.float32)
    a1, a2, b1, c1 = numbers(corpus, "A one", "A two", "B one", "C one")
    vectors[a1], vectors[a2], vectors[b1] = (3, 0), (5, 5), (0, 2)  # C one stays zero
    seeds = Seeds(np.array([a1], np.int32), corpus.song_artist[[a1]])
    found = table(corpus, seeds, [a2, b1, c1], {"space": vectors})

    assert found["space: cosine, mean"].tolist() == pytest.approx([1 / sqrt(2), 0, 0], rel=0.01)  # rounded


def test_titles_and_artists_by_hand() -> None:
    corpus = small_world()
    a2, b1, c1 = numbers(corpus, "A two", "B one", "C one")
    seeds = Seeds(NOTHING, corpus.song_artist[[b1, b1, c1]], "Rain")
    found = table(corpus, seeds, [a2, b1, c1])

    # Both playlists called "rain" have B one, one of them A two; of all three playlists two have each.
    share, whole, none = (value + SMALLEST_SHARE for value in (0.5, 1, 0))
    two, one = 2 / 3 + SMALLEST_SHARE, 1 / 3 + SMALLEST_SHARE
    assert found["title: share of similar titles"].tolist() == pytest.approx(
        [log(share), log(whole), log(none)], rel=1e-5, abs=1e-6
    )
    expected = [log(share / two), log(whole / two), log(none / one)]
    assert found["title: lift in similar titles"].tolist() == pytest.approx(expected, rel=1e-5)
    assert found["title: names the artist"].tolist() == [0, 0, 0]
    assert found["artist: share of seeds"].tolist() == pytest.approx([0, 2 / 3, 1 / 3])
    assert found["artist: seeds"].tolist() == pytest.approx([0, log(3), log(2)])
    assert found["seeds: known"].tolist() == [0, 0, 0]
    assert found["seeds: number"].tolist() == [3, 3, 3]


def test_without_seeds_nothing_is_said_of_them() -> None:
    corpus = small_world()
    found = table(corpus, Seeds(NOTHING, NOTHING, "rain"), [0, 1], {"space": np.ones((4, 2), np.float32)})

    unknown = {name for name, values in found.items() if np.isnan(values).all()}
    families = {"together", "space", "artist"}
    assert {name for name in found if name.partition(":")[0] in families} <= unknown
    assert {"popularity: above seeds", "popularity: mean of seeds", "seeds: known"} <= unknown
    assert not {name for name in unknown if name.startswith(("proximity", "titles", "title:", "all"))}
    assert not np.isnan(found["popularity: song"]).any()


def test_without_a_title_nothing_is_said_of_it() -> None:
    corpus = small_world()
    found = table(corpus, Seeds(np.array([0], np.int32), corpus.song_artist[[0]]), [1, 2])

    unknown = {name for name, values in found.items() if np.isnan(values).any()}
    assert unknown == {name for name in found if name.startswith("title:")}


def test_the_features_are_the_same_ones_whatever_is_known() -> None:
    corpus = small_world()
    artists = corpus.song_artist[[0]]
    asked = [
        Seeds(NOTHING, NOTHING, "rain"),
        Seeds(NOTHING, artists),
        Seeds(np.array([0], np.int32), artists, "rain"),
    ]
    spaces = {"space": np.ones((4, 2), np.float32)}

    assert len({tuple(table(corpus, one, [1, 2], spaces)) for one in asked}) == 1


def test_features_do_not_depend_on_how_much_data_there_is() -> None:
    """Every playlist twice tells a source nothing that it has not known."""
    corpus = Corpus.from_playlists(playlists())
    twice = corpus.subset(np.tile(np.arange(corpus.n_playlists), 2))
    songs = np.array([3, 40, 77], np.int32)
    candidates = np.setdiff1d(np.arange(corpus.n_songs), songs).tolist()
    seeds = Seeds(songs, corpus.song_artist[songs], "Jazz")
    once, again = (table(data, seeds, candidates) for data in (corpus, twice))

    same = ("proximity: z-score", "titles: z-score", "title: ")
    exact = (*same, "together: cosine", "together: probability", "popularity: ", "seeds: ", "artist: s")
    names = [name for name in once if name.startswith(exact) and name != "artist: share of similar lists"]
    assert len(names) == 2 + 4 + 2 * 4 + 6 + 4 + 3  # of sources and title, together, popularity, seeds, artist
    for name in names:
        np.testing.assert_allclose(again[name], once[name], rtol=1e-4, atol=1e-4, err_msg=name)
    # Equal sums of more terms differ in their last bits, and no longer share a place.
    for name in ("proximity: rank", "titles: rank"):
        np.testing.assert_allclose(again[name], once[name], atol=0.05, err_msg=name)
    # IDF is smoothed by one playlist among 300 or 600.
    for name in ("artists: z-score", "artist: share of similar lists", "artist: lift in similar lists"):
        np.testing.assert_allclose(again[name], once[name], atol=0.05, err_msg=name)
