"""implicit ALS over the songs of a Segue bundle, as a recommender that the bot's own worker can run."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from bot.ports import ModelInfo
from recsys.bundle import CATALOG, Bundle
from recsys.catalog import Catalog
from recsys.domain import Query, Reason, ReasonKind, Recommendation, Recommendations
from recsys.errors import NothingKnown
from recsys.rules_asked import Asked, Found
from recsys.sound import Compare, Comparison

SETTINGS = {"factors": 128, "alpha": 20, "regularization": 5.0, "random_state": 0}
ITERATIONS = 3
"""Enough here: how long an answer takes does not depend on how good it is."""
_BUNDLE, _FACTORS = "bundle.txt", "factors.npy"


def fit(bundle: Path, folder: Path) -> None:
    """Factorise the playlists of a bundle into an existing folder."""
    from implicit.als import AlternatingLeastSquares
    from threadpoolctl import threadpool_limits

    postings = Bundle.load(bundle).postings()
    ones = np.ones(len(postings.song_playlists), np.float32)
    songs = sparse.csr_matrix((ones, postings.song_playlists, postings.song_indptr))
    with threadpool_limits(1, "blas"):  # implicit has threads of its own; twice as many fight each other
        model = AlternatingLeastSquares(**SETTINGS, iterations=ITERATIONS)
        model.fit(songs.T.tocsr(), show_progress=False)
    np.save(folder / _FACTORS, model.item_factors)
    (folder / _BUNDLE).write_text(str(bundle.resolve()), encoding="utf-8")


class AlsAnswers:
    """Does what Segue's recommender does but for the reasons: from tracks to songs with names and ids."""

    def __init__(self, folder: Path) -> None:
        from implicit.cpu.als import AlternatingLeastSquares

        with warnings.catch_warnings():  # its advice on threads is for training
            warnings.simplefilter("ignore", RuntimeWarning)
            self._model: Any = AlternatingLeastSquares(**SETTINGS)
        self._model.item_factors = np.load(folder / _FACTORS)
        self._catalog = Catalog.open(Path((folder / _BUNDLE).read_text(encoding="utf-8")) / CATALOG)
        self.info = ModelInfo("implicit ALS", len(self._catalog), 0, demo=False)
        self.recommend_all([Query(title="warm up", limit=1)])

    def recommend_all(self, queries: Sequence[Query]) -> list[Recommendations | NothingKnown]:
        """The nearest songs to each query's seeds."""
        seeds = [self._seeds(query) for query in queries]
        indptr = np.cumsum([0, *map(len, seeds)])
        shape = (len(seeds), len(self._model.item_factors))
        columns = np.concatenate([np.asarray(row, np.int32) for row in seeds])
        rows = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, indptr), shape)
        numbers = np.arange(len(seeds))
        most = max(query.limit for query in queries)
        ids, scores = self._model.recommend(numbers, rows, N=most, recalculate_user=True)
        return [self._answer(*row) for row in zip(queries, seeds, ids, scores, strict=True)]

    def compare(self, compare: Compare) -> Comparison:
        """It does not know how anything sounds."""
        raise NothingKnown

    def rules(self, asked: Asked) -> Found:
        """It has none."""
        return Found((), 0, 0)

    def _seeds(self, query: Query) -> list[int]:
        return sorted({found[0] for found in self._catalog.resolve(query.tracks) if found})

    def _answer(
        self, query: Query, seeds: Sequence[int], ids: Sequence[int], scores: Sequence[float]
    ) -> Recommendations:
        songs = self._catalog.songs(ids[: query.limit])
        reason = Reason(ReasonKind.MOOD)
        items = tuple(Recommendation(song, float(score), reason) for song, score in zip(songs, scores, strict=False))
        return Recommendations(items, known=len(seeds))


def load(folder: Path) -> AlsAnswers:
    """What `fit` wrote there."""
    return AlsAnswers(folder)
