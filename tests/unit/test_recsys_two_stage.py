"""Both stages over a really trained bundle: who is a candidate, in which order all songs come, and what is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from models.retriever import Seeds
from recsys.breadth import broad
from recsys.bundle import Bundle
from recsys.catalog import Catalog
from recsys.corpus import Corpus
from recsys.lists import Lists
from recsys.ranker import Ranker
from recsys.retrieval import best
from recsys.two_stage import SOURCES, Sources, TwoStage
from tests.support.scenes import listed, playlists, quick_sources

NOTHING = np.empty(0, np.int32)


@pytest.fixture(scope="module")
def catalog(trained_bundle: Path) -> Iterator[Catalog]:
    with Bundle.load(trained_bundle).catalog() as opened:
        yield opened


@pytest.fixture(scope="module")
def lists(trained_bundle: Path, catalog: Catalog) -> Lists:
    bundle = Bundle.load(trained_bundle)
    return Lists(bundle.postings(), catalog.playlist_titles(), catalog.song_artist, catalog.artist_keys())


@pytest.fixture(scope="module")
def model(trained_bundle: Path, lists: Lists) -> TwoStage:
    return Bundle.load(trained_bundle).model(lists)


@pytest.fixture(scope="module")
def asked(lists: Lists) -> list[Seeds]:
    """Songs, an artist alone, a title alone, nothing."""
    songs = np.array([3, 8, 40], np.int32)
    return [
        Seeds(songs, lists.song_artist[songs], "Jazz Evening"),
        Seeds(NOTHING, lists.song_artist[[5]]),
        Seeds(NOTHING, NOTHING, "metal"),
        Seeds(NOTHING, NOTHING),
    ]


def naive(sources: Sources) -> TwoStage:
    """With the sum of z-scores for a ranker."""
    nothing = Seeds(NOTHING, NOTHING)
    return TwoStage(sources, Ranker(sources.candidates(nothing, sources.score([nothing])[0], 1).names, []))


def test_the_bundle_s_playlists_are_those_of_training(lists: Lists) -> None:
    trained_on = Lists.from_corpus(Corpus.from_playlists(playlists()))

    assert list(lists.titles) == list(trained_on.titles)
    assert (lists.by_song != trained_on.by_song).nnz == 0
    assert (lists.by_artist != trained_on.by_artist).nnz == 0
    assert (lists.by_title != trained_on.by_title).nnz == 0
    assert list(lists.artist_keys) == list(trained_on.artist_keys)


def test_candidates_come_before_all_others_and_no_song_is_lost(
    model: TwoStage, lists: Lists, asked: list[Seeds]
) -> None:
    scores = model.score(asked)

    assert scores.shape == (4, 600)
    assert np.isfinite(scores).all()
    for seeds, ranked, row in zip(asked, model.ranked(asked, [500] * 4), scores, strict=True):
        candidates = ranked.candidates.songs
        of_all_tastes = NOTHING if len(seeds.artists) else broad(lists)
        others = np.setdiff1d(np.arange(600), np.concatenate([candidates, of_all_tastes]))
        np.testing.assert_array_equal(ranked.scores, row)
        assert len(candidates)
        assert not np.intersect1d(candidates, seeds.songs).size
        assert row[candidates].min() > row[others].max()
        assert sorted(best(row, 600, NOTHING.astype(np.int64))) == list(range(600))


def test_the_others_keep_the_order_of_the_towers() -> None:
    """Two playlists that share nothing: the towers alone know the songs of the other one."""
    corpus = listed((None, ["A one", "A two"]), (None, ["B one", "B two", "B three"]))
    sources = quick_sources(corpus)
    seeds = Seeds(np.array([0], np.int32), corpus.song_artist[[0]])
    (ranked,) = naive(sources).ranked([seeds], [500])

    others = np.setdiff1d(np.arange(5), ranked.candidates.songs)
    (tower,) = sources.tower.score([seeds])
    assert len(others) > 0
    assert others[np.argsort(ranked.scores[others])].tolist() == others[np.argsort(tower[others])].tolist()


def test_of_many_songs_vectors_find_only_shared_ones_and_judge_all_candidates(lists: Lists, model: TwoStage) -> None:
    few, many = model.sources, Sources(lists, model.sources.tower, model.sources.als, many=0)
    seeds = Seeds(np.array([3, 8], np.int32), lists.song_artist[[3, 8]], "Jazz Evening")
    (scores,) = many.score([seeds])
    found = many.candidates(seeds, scores, 500)

    (near,) = few.tower.score([seeds])
    by_others = (scores.by_source[2:, found.songs] > 0).any(axis=0)
    assert (lists.counts[found.songs] == 1).any()
    assert ((lists.counts[found.songs] > 1) | by_others).all()
    np.testing.assert_allclose(found.scores[0], near[found.songs], rtol=1e-5, atol=1e-6)
    assert set(found.songs) <= set(few.candidates(seeds, few.score([seeds])[0], 500).songs)


def test_scoring_together_is_scoring_one_by_one(model: TwoStage, asked: list[Seeds]) -> None:
    """By the sum of z-scores: a tree may take another branch where a feature's last digit is rounded otherwise."""
    continuous = naive(model.sources)
    together, judged = continuous.score(asked), model.ranked(asked, [500] * len(asked))

    for row, seeds in enumerate(asked):
        (alone,) = model.ranked([seeds], [500])
        np.testing.assert_allclose(continuous.score([seeds])[0], together[row], rtol=1e-4, atol=1e-4)
        np.testing.assert_array_equal(alone.candidates.songs, judged[row].candidates.songs)
        assert np.mean(np.abs(alone.scores - judged[row].scores) > 1e-4) < 0.01
    assert model.ranked([], []) == []


def test_a_saved_model_gives_the_same_answers(
    model: TwoStage, lists: Lists, asked: list[Seeds], tmp_path: Path
) -> None:
    model.save(tmp_path)
    loaded = TwoStage.load(tmp_path, lists)

    np.testing.assert_array_equal(loaded.score(asked), model.score(asked))
    np.testing.assert_array_equal(loaded.song_vectors, model.song_vectors)
    assert loaded.knows_title("jazz")
    assert not loaded.knows_title("qqq")


def test_parts_of_another_size_are_refused(model: TwoStage, tmp_path: Path) -> None:
    model.save(tmp_path)

    with pytest.raises(ValueError, match="not of one training"):
        TwoStage.load(tmp_path, Lists.from_corpus(listed((None, ["A one", "A two"]))))


def test_strengths_are_places_for_candidates_and_zero_for_others(model: TwoStage, asked: list[Seeds]) -> None:
    for ranked in model.ranked(asked, [20] * 4):
        candidates = ranked.candidates
        strengths = ranked.strengths(np.arange(600))
        others = np.setdiff1d(np.arange(600), candidates.songs)
        assert strengths.shape == (3, 600)
        assert strengths.min() >= 0
        assert strengths.max() <= 1
        assert not strengths[:, others].any()
        np.testing.assert_array_equal(strengths[:, candidates.songs], candidates.strengths())


def test_the_strongest_is_the_first_of_what_speaks_for_it(model: TwoStage, asked: list[Seeds]) -> None:
    candidates = model.ranked(asked, [20] * 4)[0].candidates
    shared = candidates.features[:, candidates.names.index("together: cosine, mean")]
    by_artists, by_titles = (candidates.scores[SOURCES.index(name)] for name in ("artists", "titles"))

    for strengths, scores in zip(candidates.strengths(), (shared, by_artists, by_titles), strict=True):
        assert strengths[scores.argmax()] == 1
        assert not strengths[scores <= 0].any()


def test_what_a_query_does_not_have_has_no_strength(model: TwoStage, asked: list[Seeds]) -> None:
    _, of_artist, of_title, of_nothing = (
        ranked.candidates.strengths().any(axis=1) for ranked in model.ranked(asked, [20] * 4)
    )

    assert of_artist.tolist() == [False, True, False]
    assert of_title.tolist() == [False, False, True]
    assert of_nothing.tolist() == [False, False, False]


def test_seeds_are_no_candidates_where_nothing_else_is_left() -> None:
    corpus = listed((None, ["A one", "A two"]), (None, ["A one", "A two"]))
    everything = Seeds(np.array([0, 1], np.int32), corpus.song_artist)
    (ranked,) = naive(quick_sources(corpus)).ranked([everything], [20])

    assert len(ranked.candidates.songs) == 0
    assert np.isfinite(ranked.scores).all()
    assert ranked.strengths(np.array([0, 1])).tolist() == [[0, 0]] * 3
