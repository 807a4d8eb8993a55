"""Candidate sources: neighbours by hand on three playlists, and matrix factorisation against `implicit` itself."""

from __future__ import annotations

from math import log, log1p, sqrt
from pathlib import Path

import numpy as np
import pytest
from implicit.cpu.als import AlternatingLeastSquares
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from models.retriever import Seeds
from recsys.corpus import Corpus
from recsys.lists import Float32, Lists
from recsys.sources.als import ARTIST_WEIGHT, Als
from recsys.sources.named import NamedArtists
from recsys.sources.neighbours import SHARPNESS, ArtistNeighbours, TitleNeighbours, spread
from recsys.sources.proximity import CLOSE, MOST, REACH, Proximity
from tests.support.scenes import listed, numbers, playlists, small_world

NOTHING = np.empty(0, np.int32)
A1, A2, B1, C1 = "A one", "A two", "B one", "C one"


def seeds(corpus: Corpus, *titles: str, title: str | None = None) -> Seeds:
    songs = np.array(numbers(corpus, *titles), np.int32)
    return Seeds(songs, corpus.song_artist[songs], title)


def by_title(corpus: Corpus, scores: Float32) -> list[float]:
    """The scores of A one, A two, B one and C one."""
    return [float(scores[song]) for song in numbers(corpus, A1, A2, B1, C1)]


def test_artist_neighbours_by_hand() -> None:
    corpus = small_world()
    artist = corpus.song_artist[numbers(corpus, B1)]
    source = ArtistNeighbours(Lists.from_corpus(corpus))
    asked = [Seeds(np.empty(0, np.int32), artist)]  # the song itself is not known

    # Artist A is in all three playlists (IDF 1), B in two (IDF 1 + ln 4/3). The first has two songs of A and one of B,
    # the second one of each, the third none of B.
    idf = 1 + log(4 / 3)
    first = (log1p(1) * idf) ** 2 / (log1p(2) ** 2 + (log1p(1) * idf) ** 2)
    second = idf**2 / (1 + idf**2)
    assert source.list_weights(asked)[0].tolist() == pytest.approx([first, second, 0])
    (scores,) = spread(Lists.from_corpus(corpus), source.list_weights(asked))
    assert by_title(corpus, scores) == pytest.approx([first + second, first, first + second, 0])


def test_title_neighbours_by_hand() -> None:
    corpus = small_world()
    source = TitleNeighbours(Lists.from_corpus(corpus))
    asked = [seeds(corpus, title=title) for title in ("RAIN!", "ra", "xyz")]

    # " rain " has 5 + 4 + 3 + 2 n-grams of two to five characters, none of them in " blue ". " ra " shares " r", "ra"
    # and " ra" with it and knows no other, so that the cosine is 3 / (sqrt(3) sqrt(14)).
    alike = (3 / sqrt(3 * 14)) ** 2
    expected = np.array([[1, 1, 0], [alike, alike, 0], [0, 0, 0]])
    np.testing.assert_allclose(source.list_weights(asked), expected, rtol=1e-5)
    scores = spread(Lists.from_corpus(corpus), source.list_weights(asked))
    assert by_title(corpus, scores[1]) == pytest.approx([2 * alike, alike, 2 * alike, 0], rel=1e-5)


def test_title_neighbours_weigh_a_title_as_they_weigh_those_of_the_playlists() -> None:
    """Parts that come again, parts that some titles share, parts that no title has."""
    titles = ["papa papa", "papa roach", "rain", "rainy days", "days"]
    source = TitleNeighbours(Lists.from_corpus(listed(*((title, [A1, B1]) for title in titles))))
    alike = source.list_weights([Seeds(NOTHING, NOTHING, title) for title in [*titles, "papa rain xyz"]])

    np.testing.assert_allclose(alike[:-1], alike[:-1].T, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(np.diag(alike), 1, rtol=1e-5)
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    rows = vectorizer.fit_transform([*titles, "-"])
    expected = (vectorizer.transform(["papa rain xyz"]) @ rows.T).toarray()[0, :-1] ** SHARPNESS
    np.testing.assert_allclose(alike[-1], expected, rtol=1e-5)
    assert np.count_nonzero(expected) == 4


def test_neighbours_say_nothing_of_what_they_cannot_see() -> None:
    corpus = small_world()
    lists = Lists.from_corpus(corpus)
    asked = [seeds(corpus), seeds(corpus, C1, title="blue")]
    artists, titles = ArtistNeighbours(lists).list_weights(asked), TitleNeighbours(lists).list_weights(asked)

    beside = Proximity(lists).score(asked), A2
    for scores, song in (beside, (spread(lists, artists), C1), (spread(lists, titles), C1)):
        assert scores.shape == (2, 4)
        assert not scores[0].any()
        assert scores[1][numbers(corpus, song)] > 0


def test_titles_are_no_source_where_no_playlist_has_one() -> None:
    corpus = listed((None, [A1, B1]), (None, [A1, C1]))

    assert not TitleNeighbours(Lists.from_corpus(corpus)).list_weights([seeds(corpus, title="rain")]).any()


def test_an_artist_whom_the_title_names_brings_songs() -> None:
    # The artists are "A", "B" and "C".
    corpus = small_world()
    source = NamedArtists(Lists.from_corpus(corpus))
    a, b = (int(corpus.song_artist[numbers(corpus, song)[0]]) for song in (A1, B1))

    # One letter of six, and of one; two artists are named by one letter of two each.
    assert source.named("best a") == {a: pytest.approx(1 / 5)}
    assert source.named("A!") == {a: 1}
    assert source.named("b, a") == {a: 0.5, b: 0.5}
    assert source.named("the b") == {b: 1}  # an article before a name is part of it
    assert source.named("rain") == source.named("") == source.named(None) == {}
    scores = source.score([seeds(corpus, title=title) for title in ("a", "rain", "best a")])
    # A one is in two playlists, A two in two.
    assert by_title(corpus, scores[0]) == pytest.approx([log1p(2), log1p(2), 0, 0])
    assert by_title(corpus, scores[2]) == pytest.approx([log1p(2) / 5, log1p(2) / 5, 0, 0])
    assert not scores[1].any()


def test_songs_close_to_a_seed_by_hand() -> None:
    corpus = small_world()
    lists = Lists.from_corpus(corpus)
    (scores,) = Proximity(lists).score([seeds(corpus, B1)])

    # (A one, A two, B one), (A one, B one), (A two, C one): next to B one stand A two in the first and A one in the
    # second, and A one two places away in the first. All are in two playlists.
    damping = 2**-0.7 * 2**-0.3
    one, two = 1 / (1 + CLOSE), 1 / (2 + CLOSE)
    assert by_title(corpus, scores) == pytest.approx([damping * (one + two), damping * one, 0, 0])


def test_songs_far_from_a_seed_are_not_close() -> None:
    names = [f"S {number:02}" for number in range(REACH + 3)]
    corpus = listed((None, names), (None, ["T 1", "T 2"]))
    (scores,) = Proximity(Lists.from_corpus(corpus)).score([seeds(corpus, "S 00")])

    reached = {corpus.song_titles[song] for song in np.flatnonzero(scores)}
    assert reached == set(names[1 : REACH + 1])  # not the seed itself, none further away, none of the next playlist


def test_a_seed_of_very_many_playlists_is_sampled() -> None:
    """Every third of 900 playlists is read, and counts for three: as much as reading all where they are alike."""
    corpus = listed(*[(None, ["hit", "beside"])] * (3 * MOST))
    (scores,) = Proximity(Lists.from_corpus(corpus)).score([seeds(corpus, "hit")])

    everywhere = 3 * MOST
    expected = everywhere * everywhere**-0.7 * everywhere**-0.3 / (1 + CLOSE)
    assert scores[numbers(corpus, "beside")] == pytest.approx(expected, rel=1e-5)


def songs_only() -> tuple[AlternatingLeastSquares, sparse.csr_matrix]:
    """`implicit` alone, fitted on eight random lists of twelve songs."""
    shown = sparse.csr_matrix((np.random.default_rng(3).random((8, 12)) < 0.4).astype(np.float32))
    model = AlternatingLeastSquares(factors=5, alpha=7.0, regularization=0.3, iterations=10, random_state=1)
    model.fit(shown, show_progress=False)
    return model, shown


def test_folding_in_is_what_implicit_does() -> None:
    model, shown = songs_only()
    als = Als(model.item_factors, 12, {}, alpha=7.0, regularization=0.3)
    asked = [Seeds(row.indices.astype(np.int32), np.empty(0, np.int32)) for row in shown]

    expected = model.recalculate_user(np.arange(8), shown)
    np.testing.assert_allclose(als.vectors(asked), expected, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(als.score(asked), expected @ model.item_factors.T, rtol=1e-3, atol=1e-3)


def test_artists_and_title_are_folded_in_as_further_columns() -> None:
    # Of the twelve columns the first eight are songs, two are artists and two are n-grams.
    model, _ = songs_only()
    als = Als(model.item_factors, 8, {" ra": 0, "xyz": 1}, alpha=7.0, regularization=0.3)
    asked = Seeds(np.array([2, 5], np.int32), np.array([1, 1, 1], np.int32), "Rain")

    row = np.zeros((1, 12), np.float32)
    row[0, [2, 5, 9, 10]] = [1, 1, ARTIST_WEIGHT * log1p(3), 1]
    expected = model.recalculate_user(0, sparse.csr_matrix(row))
    np.testing.assert_allclose(als.vectors([asked])[0], expected, rtol=1e-3, atol=1e-4)


def fitted(corpus: Corpus) -> Als:
    return Als.fit(Lists.from_corpus(corpus), factors=6, alpha=10.0, regularization=1.0, iterations=5, seed=2)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_playlists(playlists()[:60])


def test_nothing_known_is_the_zero_vector(corpus: Corpus) -> None:
    nothing = Seeds(np.empty(0, np.int32), np.empty(0, np.int32), "Qqq")

    assert fitted(corpus).vectors([nothing]).tolist() == [[0.0] * 6]


def test_songs_artists_and_titles_each_lead_to_their_scene(corpus: Corpus) -> None:
    scene = np.array([title.startswith("Jazz") for title in corpus.song_titles])
    song = int(np.flatnonzero(scene)[0])
    nobody = np.empty(0, np.int32)
    asked = [
        Seeds(np.array([song], np.int32), nobody),
        Seeds(nobody, corpus.song_artist[[song]]),
        Seeds(nobody, nobody, "JAZZ evenings"),
    ]

    for scores in fitted(corpus).score(asked):
        assert scene[np.argsort(-scores)[:10]].all()


def test_matrix_factorisation_is_the_same_each_time(corpus: Corpus) -> None:
    np.testing.assert_array_equal(fitted(corpus).song_vectors, fitted(corpus).song_vectors)


def test_what_is_saved_scores_alike(corpus: Corpus, tmp_path: Path) -> None:
    als = fitted(corpus)
    als.save(tmp_path)
    asked = [Seeds(np.array([1, 4], np.int32), np.array([0], np.int32), "Metal Evening")]

    np.testing.assert_array_equal(Als.load(tmp_path).score(asked), als.score(asked))


def test_songs_of_no_playlist_have_no_vector(corpus: Corpus) -> None:
    part = corpus.subset(np.arange(30))
    unheard = part.counts() == 0

    assert unheard.any()
    assert not fitted(part).song_vectors[unheard].any()
