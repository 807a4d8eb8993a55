"""Candidates from training playlists that are like the one to continue, by artists or by title.

Each source weighs the training playlists, and a song's score is the sum over the playlists that hold it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from models.retriever import Seeds
from recsys.corpus import Int64
from recsys.identity import fold
from recsys.lists import Float32, Lists, rows, unit_columns

SHARPNESS = 2
"""Cosines are squared, so that the nearest playlists decide."""


class ArtistNeighbours:
    """Songs of playlists with the seeds' artists: TF-IDF of log counts, squared cosine.

    The seeds' artists may be known where their songs are not.
    """

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        counts = lists.by_artist
        self._idf = np.log((1 + len(lists)) / (1 + np.diff(counts.indptr))) + 1
        weighted = counts.copy()
        weighted.data = np.log1p(weighted.data)
        self._similar = unit_columns(weighted.multiply(self._idf[:, None]).tocsr())

    def list_weights(self, seeds: Sequence[Seeds]) -> Float32:
        """float32[len(seeds), n_lists]: how alike each training playlist is, from 0 to 1."""
        shown = [np.unique(one.artists, return_counts=True) for one in seeds]
        weights = [_unit(np.log1p(counts) * self._idf[artists]) for artists, counts in shown]
        query = rows([artists for artists, _ in shown], weights, self._lists.n_artists)
        alike: Float32 = (query @ self._similar).toarray() ** SHARPNESS
        return alike


class TitleNeighbours:
    """Songs of playlists with titles like this one: TF-IDF of character n-grams within words, squared cosine."""

    def __init__(self, lists: Lists) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._lists = lists
        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
        titles = sparse.csr_array(vectorizer.fit_transform([*lists.titles, "-"]))[:-1]  # never without any
        self._titles_of = titles.T.tocsr()
        self._analyze, self._idf, self._columns = vectorizer.build_analyzer(), vectorizer.idf_, vectorizer.vocabulary_

    def list_weights(self, seeds: Sequence[Seeds]) -> Float32:
        """float32[len(seeds), n_lists]: how alike each training playlist's title is, from 0 to 1."""
        columns, weights = zip(*(self._row(fold(one.title or "")) for one in seeds), strict=True)
        alike = (rows(columns, weights, len(self._idf)) @ self._titles_of).power(SHARPNESS) @ self._lists.by_title
        each: Float32 = alike.toarray().astype(np.float32)
        return each

    def _row(self, title: str) -> tuple[Int64, Float32]:
        """What the vectorizer makes of a title; for a single one it would take ten times as long."""
        times = Counter(column for gram in self._analyze(title) if (column := self._columns.get(gram)) is not None)
        columns = np.array(list(times), dtype=np.int64)
        return columns, _unit((1 + np.log([*times.values()])) * self._idf[columns])


def spread(lists: Lists, weights: npt.NDArray[np.floating]) -> Float32:
    """float32[b, n_songs]: the summed weights, of float[b, n_lists], of the lists that hold each song."""
    scores: Float32 = (lists.by_song @ weights.T.astype(np.float32)).T
    return scores


def _unit(vector: npt.NDArray[np.floating]) -> Float32:
    length = max(float(np.linalg.norm(vector)), float(np.finfo(np.float32).tiny))
    unit: Float32 = (vector / length).astype(np.float32)
    return unit
