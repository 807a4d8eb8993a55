"""What adding up good sources gives without learning how: a yardstick for the learned ranker, not a peer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.preprocessing import normalize

from benchmarks.peers.artists import ArtistNeighbours
from benchmarks.peers.base import AT_ONCE, Asked, Floats, Int32, Lists, Matrix, ScoringPeer, best, positive
from benchmarks.peers.factors import Als
from benchmarks.peers.neighbours import PlaylistNeighbours
from benchmarks.peers.titles import TitleColumns

BEST = 3000
"""How many of a source's scores are compared; all below the last of them count alike."""


class TitleNeighbours(ScoringPeer):
    """Sum over lists with similar titles: the squared cosine of their tokens."""

    name = "title neighbours"
    songs_only = False

    def fit(self, lists: Lists) -> None:
        """Keep the lists and the tokens of their titles."""
        self._columns = TitleColumns(lists.titles)
        self._to_lists = normalize(self._columns.rows(lists.titles)).T.tocsr()
        self._lists = lists.matrix

    def query(self, asked: Sequence[Asked]) -> Matrix:
        """The titles."""
        return normalize(self._columns.rows([one.title for one in asked]))

    def scores(self, query: Matrix) -> Floats:
        """As ScoringPeer has it."""
        similarity = (query @ self._to_lists).toarray() ** 2
        return positive((self._lists.T @ similarity.T).T)


class NaiveSum:
    """The sum of the z-scores of matrix factorisation and of playlist, artist and title neighbours."""

    name = "naive sum"
    songs_only = False

    def __init__(self) -> None:
        self._sources: tuple[ScoringPeer, ...] = (
            Als(factors=128, alpha=40, regularization=0.05),
            PlaylistNeighbours(beta=0.4, power=1.5),
            ArtistNeighbours(power=2.0),
            TitleNeighbours(),
        )

    def fit(self, lists: Lists) -> None:
        """Fit all sources."""
        for source in self._sources:
            source.fit(lists)

    def recommend(self, asked: Sequence[Asked], k: int) -> Iterator[Int32]:
        """As Peer has it."""
        for start in range(0, len(asked), AT_ONCE):
            batch = asked[start : start + AT_ONCE]
            queries = [source.query(batch) for source in self._sources]
            says = np.stack([np.diff(query.indptr) > 0 for query in queries])
            total = sum(
                _standardised(source.scores(query)) * heard[:, None]
                for source, query, heard in zip(self._sources, queries, says, strict=True)
            )
            for one, scores, any_says in zip(
                batch, np.asarray(total, np.float32), np.logical_or.reduce(says), strict=True
            ):
                yield best(scores, k, one.items) if any_says else np.empty(0, np.int32)


def _standardised(scores: Floats) -> Floats:
    """Each row less the mean of its BEST greatest scores, by their deviation; what is below them is level with them."""
    kept = min(BEST, scores.shape[1])
    scores[np.isneginf(scores)] = 0
    greatest = np.partition(scores, -kept, axis=1)[:, -kept:]
    level = np.maximum(scores, greatest.min(axis=1, keepdims=True))
    deviation = greatest.std(axis=1, keepdims=True).clip(min=np.finfo(np.float32).tiny)
    standardised: Floats = (level - greatest.mean(axis=1, keepdims=True)) / deviation
    return standardised
