"""Neighbours by what they hold in common: items (of `implicit`) and playlists ("Definitive Turtles")."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Literal

import numpy as np
from scipy import sparse

from benchmarks.peers.base import Asked, Floats, Lists, Matrix, ScoringPeer, positive, seed_matrix

Similarity = Literal["cosine", "TF-IDF", "BM25"]


class ItemNeighbours(ScoringPeer):
    """Sum of the seeds' similarities to an item, each item keeping its `neighbours` most similar ones."""

    name = "item-kNN"

    def __init__(self, similarity: Similarity, neighbours: int) -> None:
        self._similarity, self._neighbours = similarity, neighbours

    def fit(self, lists: Lists) -> None:
        """Find each item's neighbours."""
        from implicit import nearest_neighbours as nn
        from implicit.utils import ParameterWarning

        kinds = {"cosine": nn.CosineRecommender, "TF-IDF": nn.TFIDFRecommender, "BM25": nn.BM25Recommender}
        model = kinds[self._similarity](K=self._neighbours)
        with warnings.catch_warnings():  # it warns of its own weighting, which leaves CSR
            warnings.simplefilter("ignore", ParameterWarning)
            model.fit(lists.matrix, show_progress=False)
        self._to_items = model.similarity.astype(np.float32).tocsr()

    def query(self, asked: Sequence[Asked]) -> Matrix:
        """The seeds."""
        return seed_matrix(asked, self._to_items.shape[0])

    def scores(self, query: Matrix) -> Floats:
        """As ScoringPeer has it."""
        return positive(query @ self._to_items)


class ShrunkItemNeighbours(ScoringPeer):
    """Sum over the seeds i of n_ij / ((n_i + shrink)^share (n_j + shrink)^(1 - share)), all items j being neighbours.

    n_ij lists hold both. With `shrink` 0 and `share` .5 it is the cosine, which puts what stands beside a seed in the
    only list of either first; the challenge's team KAENEN shrank it so (rn5l/rsc18).
    """

    name = "item-kNN"

    def __init__(self, shrink: float, share: float) -> None:
        self._shrink, self._share = float(shrink), float(share)

    def fit(self, lists: Lists) -> None:
        """Keep the lists, and each item's weight as a seed and as a candidate."""
        counts = (lists.counts() + self._shrink).clip(min=1)
        self._as_seed = (counts**-self._share).astype(np.float32)
        self._as_candidate = (counts ** (self._share - 1)).astype(np.float32)
        self._lists = lists.matrix

    def query(self, asked: Sequence[Asked]) -> Matrix:
        """The seeds, weighted."""
        return seed_matrix(asked, self._lists.shape[1]) @ sparse.diags(self._as_seed, format="csr")

    def scores(self, query: Matrix) -> Floats:
        """As ScoringPeer has it."""
        together = (self._lists.T @ (query @ self._lists.T).toarray().T).T
        return positive(together * self._as_candidate)


class PlaylistNeighbours(ScoringPeer):
    """Sum over similar lists, as the challenge's ninth team did with nothing else (proto-n/recsys-challenge-2018).

    A list's similarity is the cosine between its items and the seeds, each seed weighted 1 / ((n - 1)^beta + 1) where n
    lists hold it; raised to `power`, it is what the list gives each of its items. `neighbours` most similar lists
    count, or all.
    """

    name = "playlist-kNN (Definitive Turtles)"

    def __init__(self, beta: float, power: float, neighbours: int | None = None) -> None:
        self._beta, self._power, self._neighbours = beta, power, neighbours

    def fit(self, lists: Lists) -> None:
        """Keep the lists, at unit length to be compared."""
        counts = lists.counts()
        self._weight = (1 / (np.maximum(counts - 1, 0) ** self._beta + 1)).astype(np.float32)
        length = np.sqrt(np.diff(lists.matrix.indptr)).clip(min=1)
        self._unit = sparse.diags(1 / length.astype(np.float32)) @ lists.matrix
        self._lists = lists.matrix

    def query(self, asked: Sequence[Asked]) -> Matrix:
        """The seeds, the popular ones with less weight."""
        return seed_matrix(asked, len(self._weight)) @ sparse.diags(self._weight)

    def scores(self, query: Matrix) -> Floats:
        """As ScoringPeer has it."""
        similarity = (query @ self._unit.T).toarray()
        similarity /= similarity.max(axis=1, keepdims=True).clip(min=np.finfo(np.float32).tiny)
        if self._neighbours is not None and self._neighbours < similarity.shape[1]:
            least = np.partition(similarity, -self._neighbours)[:, -self._neighbours]
            similarity[similarity < least[:, None]] = 0
        return positive((self._lists.T @ (similarity**self._power).T).T)
