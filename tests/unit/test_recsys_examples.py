"""What the ranker learns from: nothing of a held-out playlist reaches what is fitted on the other folds."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from models.retriever import Seeds
from recsys.corpus import Corpus
from recsys.domain import Playlist, Track
from recsys.examples import Examples, Judged, examples, judged
from recsys.features import SMALLEST_SHARE, Features
from recsys.lists import Lists
from recsys.metrics import LIST_LENGTH
from recsys.ranker import NAIVE
from recsys.two_stage import CANDIDATES, SOURCES, Sources
from recsys.validation import Validation, folds
from tests.support.scenes import listed, numbers, playlists, quick_sources

PLANTED = Track("Planted", ("Nobody Else",), spotify_id="p" * 22)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Of sixty lists the twelfth alone has the planted song, in the middle."""
    lists = playlists()[:60]
    twelfth = lists[12]
    tracks = (*twelfth.tracks[:8], PLANTED, *twelfth.tracks[8:])
    lists[12] = Playlist(twelfth.id, twelfth.title, tracks)
    return Corpus.from_playlists(lists)


@pytest.fixture(scope="module")
def held(corpus: Corpus) -> tuple[Lists, Sources, Validation]:
    """What is fitted without the list that has the planted song, and its fold."""
    ((train, part),) = [(train, part) for train, part in folds(corpus, 3, 100, seed=2) if 12 not in train]
    return Lists.from_corpus(corpus.subset(train)), quick_sources(corpus.subset(train)), part


def test_a_song_of_one_held_out_list_is_no_candidate_for_it_or_its_fold(
    corpus: Corpus, held: tuple[Lists, Sources, Validation]
) -> None:
    _, sources, part = held
    (planted,) = numbers(corpus, PLANTED.title)

    assert any(planted in hidden for hidden in part.hidden)
    assert not any(planted in one.songs for one in part.seeds)
    for seeds, scores in zip(part.seeds, sources.score(part.seeds), strict=True):
        # More than there are songs: whoever may be a candidate is one.
        assert planted not in sources.candidates(seeds, scores, corpus.n_songs).songs


def test_nothing_is_counted_of_a_song_that_is_in_a_held_out_list_only(
    corpus: Corpus, held: tuple[Lists, Sources, Validation]
) -> None:
    lists, sources, part = held
    (planted,) = numbers(corpus, PLANTED.title)
    features = Features(lists, SOURCES, {"als": sources.als.song_vectors}, sources.named)
    assert lists.counts[planted] == 0
    floor = {
        "artist: share of similar lists": log(SMALLEST_SHARE),
        "title: share of similar titles": log(SMALLEST_SHARE),
        "popularity: song": log(1 / len(lists)),  # never less than one list
        "popularity: artist": log(1 / len(lists)),
    }
    zero = (
        "together: ",
        "als: cosine",
        "artist: share of seeds",
        "artist: seeds",
        "artist: share of last",
        "popularity: song in",
    )
    for seeds, scores in zip(part.seeds, sources.score(part.seeds), strict=True):
        assert not scores.by_source[1:, planted].any()  # all sources but the towers, which know songs by their artists
        names, values = features.of(seeds, scores, np.array([planted]))
        found = dict(zip(names, values[0].tolist(), strict=True))
        counted = [value for name, value in found.items() if name.startswith(zero)]
        assert len(counted) == 3 * 4 + 4 + 4
        assert all(value == 0 or np.isnan(value) for value in counted)
        for name, least in floor.items():
            assert found[name] == pytest.approx(least, rel=1e-5) or np.isnan(found[name])


@pytest.fixture(scope="module")
def learned(held: tuple[Lists, Sources, Validation]) -> tuple[Examples, Judged]:
    _, sources, part = held
    steps: list[tuple[int, int]] = []
    found = examples(sources, part, 15, 1, lambda *step: steps.append(step))
    assert steps == [(row, 20) for row in range(1, 21)]
    return found, judged(sources, part.first(4))


@pytest.mark.parametrize("held_out", ["M x", "M y"])
def test_no_tie_tells_which_song_a_held_out_list_has(held_out: str) -> None:
    """Two songs that the fold's lists cannot tell apart, one of them more frequent by the list that is held out."""
    alike = [(None, ["A one", "M y", "M x"]), (None, ["A one", "M x", "M y"])] * 2
    corpus = listed(*alike, (None, ["A one", "B one"]), (None, ["A one", held_out, "C one"]))
    sources = quick_sources(corpus.subset(np.arange(5)))
    shown, one, other = numbers(corpus, "A one", "M x", "M y")
    seeds = Seeds(np.array([shown], np.int32), corpus.song_artist[[shown]])
    found = sources.candidates(seeds, sources.score([seeds])[0], 20)
    rows = [found.songs.tolist().index(song) for song in (one, other)]
    counting = [place for place, name in enumerate(found.names) if not name.startswith(("als", "two-tower", "all"))]
    first, second = found.features[rows][:, counting]

    np.testing.assert_allclose(first, second, rtol=1e-6)


def test_all_that_belongs_to_a_list_is_learned_from_and_some_that_does_not(
    learned: tuple[Examples, Judged], held: tuple[Lists, Sources, Validation]
) -> None:
    rows, _ = learned
    _, sources, part = held
    for number, (seeds, scores) in enumerate(zip(part.seeds, sources.score(part.seeds), strict=True)):
        relevant = rows.relevant[rows.lists == number]
        assert (
            relevant.sum() == np.isin(sources.candidates(seeds, scores, LIST_LENGTH).songs, part.hidden[number]).sum()
        )
        assert (~relevant).sum() == (15 if relevant.any() else 0)
    assert len(set(rows.names)) == rows.features.shape[1]


def test_rows_are_shuffled_within_a_list(learned: tuple[Examples, Judged]) -> None:
    rows, _ = learned
    relevant = [rows.relevant[rows.lists == number] for number in np.unique(rows.lists)]

    assert any((one[:-1] < one[1:]).any() for one in relevant)  # a relevant row after one that is not


def test_lists_of_which_nothing_is_found_teach_nothing() -> None:
    corpus = listed((None, ["A one", "A two"]), (None, ["B one", "B two"]))
    sources = quick_sources(corpus.subset([0]))
    strangers = Validation(
        [Seeds(np.array(numbers(corpus, "A one"), np.int32), corpus.song_artist[numbers(corpus, "A one")])],
        [np.array(numbers(corpus, "B two"), np.int32)],
        corpus.counts() > 0,
        corpus.song_artist,
    )
    rows = examples(sources, strangers, 10, 1, lambda *_: None)

    assert len(rows.features) == len(rows.relevant) == len(rows.lists) == 0
    scores = np.array([[1.0, 2.0]], np.float32)
    ranker = Examples.joined([rows, rows]).ranker(models=1, trees=5, leaves=4, seed=1)
    features = np.zeros((2, len(rows.names)), np.float32)
    features[:, rows.names.index(NAIVE)] = scores
    assert ranker.score(rows.names, features).tolist() == [1, 2]


def rows_of(lists: list[int]) -> Examples:
    n = len(lists)
    return Examples(
        ("a: one", NAIVE), np.arange(2 * n, dtype=np.float32).reshape(n, 2), np.ones(n, bool), np.array(lists)
    )


def test_lists_of_joined_parts_stay_apart() -> None:
    joined = Examples.joined([rows_of([0, 0, 2]), rows_of([]), rows_of([1, 0])])

    assert joined.lists.tolist() == [0, 0, 2, 4, 3]
    assert joined.features.shape == (5, 2)


def test_without_a_source_there_is_neither_what_it_says_nor_what_it_alone_proposes() -> None:
    far = np.log1p(CANDIDATES + LIST_LENGTH + 1)
    best = "all: best z-score"
    names = (*(f"{one}: {what}" for one in SOURCES for what in ("z-score", "rank")), NAIVE, best)
    features = np.zeros((3, len(names)), np.float32)  # sources that are silent: all songs share the first place
    of_als = [names.index(name) for name in ("als: z-score", "als: rank")]
    of_artists = [names.index(name) for name in ("artists: z-score", "artists: rank")]
    features[:, of_als], features[:, of_artists] = [(3, 0), (-1, far), (5, 0)], [(-1, far), (4, 0), (3, 0)]
    features[:, [names.index(NAIVE), names.index(best)]] = [(2, 3), (3, 4), (8, 5)]
    rows = Examples(names, features, np.array([True, False, True]), np.array([0, 0, 1]))

    without = rows.without("als")
    assert without.names == tuple(name for name in names if not name.startswith("als"))
    left = dict(zip(without.names, without.features.T.tolist(), strict=True))
    assert left["artists: z-score"] == left[NAIVE] == left[best] == [4, 3]
    assert rows.without("together").features.tolist() == features.tolist()
    assert (without.relevant.tolist(), without.lists.tolist()) == ([False, True], [0, 1])


def test_without_a_family_of_features_all_candidates_stay(learned: tuple[Examples, Judged]) -> None:
    rows, whole = learned
    without = rows.without("together")

    assert set(rows.names) - set(without.names) == {name for name in rows.names if name.startswith("together:")}
    assert without.relevant.tolist() == rows.relevant.tolist()
    kept = whole.without("together")
    assert [one.songs.tolist() for one in kept.candidates] == [one.songs.tolist() for one in whole.candidates]
    assert {one.names for one in kept.candidates} == {without.names}


def test_what_ranks_the_hidden_songs_first_measures_best(learned: tuple[Examples, Judged]) -> None:
    _, whole = learned
    hidden = iter(whole.held_out.hidden)
    perfect = whole.measure(lambda one: np.isin(one.songs, next(hidden)).astype(np.float32))
    ranker = learned[0].ranker(models=1, trees=5, leaves=4, seed=1)
    report = whole.report(ranker)

    assert len(whole.candidates) == 4
    assert set(report["ndcg"]) == {"ranker", "sum of z-scores", *SOURCES}
    assert all(0 <= value <= perfect["ndcg"] for value in report["ndcg"].values())
    assert report["metrics"]["ndcg"] == report["ndcg"]["ranker"]
    families = {name.partition(":")[0] for name in ranker.names}
    assert set(report["ndcg lost without"]) == families
    assert whole.report(ranker) == report
