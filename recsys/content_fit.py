"""Fits the content model on the songs of a bundle, and learns from its playlists what keeps them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from recsys.content import (
    ALL_DIMENSIONS,
    COMPANIES,
    GENRES,
    RANDOM_SONGS,
    ContentModel,
    Learned,
)
from recsys.content_share import SEEDS, Correction
from recsys.content_space import DIMENSIONS, Space
from recsys.content_typical import typical_songs
from recsys.corpus import UNKNOWN
from recsys.postings import Postings
from recsys.sound_table import Float32, Int64, SoundTable

MOST_SONGS = 30_000
"""The space is fitted on at most so many songs."""

MOST_LISTS = 4000
"""Of more playlists, so many random ones say what keeps playlists together."""

LEAST_HEARD = 200
"""Of fewer songs with a known sound none stands for random songs alone: typical ones join them."""

ASSUMED_WITHIN = 0.8
LEAST_PAIRS = 500
"""The share of the variance within playlists, where fewer degrees of freedom than these say what it is."""

HELD_OUT_LISTS = 300
ASKED = 6
"""So many playlists correct the shares, and in each so many held-out and as many random songs are asked about."""

_WORD = re.compile(r"[^\s,;/|_-]+")

Float64 = npt.NDArray[np.float64]
Trial = tuple[Float64, Float64]


def fit_content(table: SoundTable, postings: Postings, vectors: Float32, seed: int = 0) -> ContentModel:
    """The content model of a bundle. The same parts and seed give the same model.

    `vectors` are float32[n_songs, d]. Tables without any sound, and bundles of few playlists, have a model, too:
    typical songs stand in (`recsys.content_typical`), and shares are drawn towards one half.
    """
    rng = np.random.default_rng(seed)
    heard = table.heard()
    space = Space.fit(table.rows(_some(heard, MOST_SONGS, rng), ()))
    places = _places(table, space, vectors, rng)
    random = _random_songs(heard, places, space, rng)
    within = _within(_lists(postings, rng), places, random)
    learned = Learned(within, random, Correction.doubtful().curves)
    trials = _trials(ContentModel(table, space, learned, places), heard, _lists(postings, rng), rng)
    return ContentModel(table, space, replace(learned, curves=Correction.fit(trials).curves), places)


def _places(table: SoundTable, space: Space, vectors: Float32, rng: np.random.Generator) -> Float32:
    """float32[n_songs, len(ALL_DIMENSIONS)]: where the songs of the catalogue are, NaN where not known."""
    centre, axes = _company(vectors, rng)
    genres = np.full((len(table), GENRES), np.nan, dtype=np.float32)
    named = np.flatnonzero(table.genres != UNKNOWN)
    genres[named] = _genres(table.words)[table.genres[named]]
    heard = space.transform(table.rows(np.arange(len(table)), ()))
    return np.concatenate([heard, genres, (vectors - centre) @ axes], axis=1)


def _genres(words: Sequence[str]) -> Float32:
    """float32[len(words), GENRES]: names of genres with words in common are near."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    placed = np.zeros((len(words), GENRES), dtype=np.float32)
    if len(words) <= 2 * GENRES:
        return _spread(_one_each(words, placed))
    counted = TfidfVectorizer(tokenizer=_WORD.findall, token_pattern=None, ngram_range=(1, 2)).fit_transform(words)
    reduced = TruncatedSVD(min(GENRES, counted.shape[1] - 1), random_state=0).fit_transform(counted)
    placed[:, : reduced.shape[1]] = reduced
    return _spread(placed)


def _one_each(words: Sequence[str], placed: Float32) -> Float32:
    """Few genres are told apart as they are, as far as there are dimensions."""
    rows = np.arange(len(words))
    placed[rows, rows % GENRES] = np.where(rows < GENRES, 1.0, -1.0)
    return placed


def _company(vectors: Float32, rng: np.random.Generator) -> tuple[Float32, Float32]:
    """The mean of the vectors, and the axes onto which they have their greatest variances, each scaled to 1."""
    from sklearn.decomposition import PCA

    d = vectors.shape[1]
    axes = np.zeros((d, COMPANIES), dtype=np.float32)
    some = vectors[_some(np.arange(len(vectors)), MOST_SONGS, rng)]
    n_axes = min(COMPANIES, d, len(some) - 1)
    if n_axes < 1:
        return np.zeros(d, dtype=np.float32), axes
    found = PCA(n_axes, svd_solver="full" if d <= 64 else "randomized", random_state=0).fit(some)
    deviations = np.sqrt(np.maximum(found.explained_variance_, 1e-12))
    axes[:, :n_axes] = found.components_.T / deviations
    return found.mean_.astype(np.float32), axes


def _random_songs(heard: Int64, places: Float32, space: Space, rng: np.random.Generator) -> Float32:
    some = places[_some(heard, RANDOM_SONGS, rng)]
    if len(heard) >= LEAST_HEARD:
        return some
    typical = np.full((len(typical_songs()), len(ALL_DIMENSIONS)), np.nan, dtype=np.float32)
    typical[:, : len(DIMENSIONS)] = space.transform(typical_songs())
    return np.concatenate([some, typical])


def _within(lists: Sequence[Int64], places: Float32, random: Float32) -> Float32:
    """float32[d]: the mean variance within playlists by that among random songs, from 0.05 to 1."""
    spread, freedom = np.zeros(len(ALL_DIMENSIONS)), np.zeros(len(ALL_DIMENSIONS))
    for songs in lists:
        found = places[songs]
        n = (~np.isnan(found)).sum(axis=0)
        several = n > 1
        if several.any():
            spread[several] += np.nanvar(found[:, several], axis=0) * n[several]
            freedom[several] += n[several] - 1
    known = (~np.isnan(random)).sum(axis=0) > 1
    among = np.ones(len(ALL_DIMENSIONS))
    among[known] = np.nanvar(random[:, known], axis=0)
    shares = spread / np.maximum(freedom, 1) / np.maximum(among, 1e-6)
    return np.where(freedom >= LEAST_PAIRS, np.clip(shares, 0.05, 1), ASSUMED_WITHIN).astype(np.float32)


def _trials(model: ContentModel, heard: Int64, lists: Sequence[Int64], rng: np.random.Generator) -> list[Trial]:
    """For each class of seeds plain shares, and those by the rest of the same playlist."""
    gathered: list[list[tuple[Float64, Float64]]] = [[] for _ in SEEDS]
    known = [np.intersect1d(songs, heard) for songs in lists]
    long = [songs for songs in known if len(songs) >= min(SEEDS) + 2 * ASKED][:HELD_OUT_LISTS]
    for songs in long:
        order = rng.permutation(songs)
        for pairs, n_seeds in zip(gathered, SEEDS, strict=True):
            if len(order) >= n_seeds + 2 * ASKED:
                pairs.append(_trial(model, order, n_seeds, rng.choice(heard, ASKED)))
    return [(_joined(pairs, 0), _joined(pairs, 1)) for pairs in gathered]


def _trial(model: ContentModel, order: Int64, n_seeds: int, random: Int64) -> tuple[Float64, Float64]:
    asked = model.songs(np.concatenate([order[n_seeds : n_seeds + ASKED], random]))
    by_seeds = model.compared(model.songs(order[:n_seeds]), asked)
    by_the_rest = model.compared(model.songs(order[n_seeds + ASKED :]), asked)
    assert by_seeds is not None
    assert by_the_rest is not None
    return by_seeds.shares, by_the_rest.shares


def _joined(pairs: Sequence[tuple[Float64, Float64]], side: int) -> Float64:
    return np.concatenate([np.empty(0), *(pair[side] for pair in pairs)])


def _lists(postings: Postings, rng: np.random.Generator) -> list[Int64]:
    """The songs of random playlists with two songs or more."""
    return [songs for songs in _random_lists(postings, rng) if len(songs) > 1]


def _random_lists(postings: Postings, rng: np.random.Generator) -> Iterator[Int64]:
    for number in rng.permutation(postings.n_playlists)[:MOST_LISTS]:
        start, end = postings.list_indptr[number : number + 2]
        yield np.asarray(postings.list_songs[start:end], dtype=np.int64)


def _some(songs: Int64, most: int, rng: np.random.Generator) -> Int64:
    """At most so many of them, rising."""
    return songs if len(songs) <= most else np.sort(rng.choice(songs, most, replace=False))


def _spread(placed: Float32) -> Float32:
    """Each dimension with mean 0 and variance 1, or all 0."""
    if not len(placed):
        return placed
    deviation = placed.std(axis=0)
    return np.asarray((placed - placed.mean(axis=0)) / np.where(deviation > 0, deviation, 1), dtype=np.float32)
