"""Neighbours by artists alone: what still works when nobody knows the songs. A yardstick, not a peer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.preprocessing import normalize

from benchmarks.peers.base import Asked, Floats, Lists, Matrix, ScoringPeer, positive, rows_matrix


class ArtistNeighbours(ScoringPeer):
    """Sum over lists with similar artists: the cosine of log(1 + songs) · idf of each artist, raised to `power`."""

    name = "artist neighbours"
    songs_only = False

    def __init__(self, power: float) -> None:
        self._power = power

    def fit(self, lists: Lists) -> None:
        """Keep the lists and their artists at unit length."""
        membership = rows_matrix(lists.item_artist.reshape(-1, 1), lists.n_artists)
        artists = (lists.matrix @ membership).tocsr()
        holders = np.bincount(artists.indices, minlength=lists.n_artists)
        self._idf = np.log((1 + len(lists.titles)) / (1 + holders)).astype(np.float32) + 1
        self._to_lists = self._weighted(artists).T.tocsr()
        self._lists = lists.matrix

    def query(self, asked: Sequence[Asked]) -> Matrix:
        """The artists of all seeds, of unknown ones too."""
        return self._weighted(rows_matrix([one.artists for one in asked], len(self._idf)))

    def scores(self, query: Matrix) -> Floats:
        """As ScoringPeer has it."""
        similarity = (query @ self._to_lists).toarray() ** self._power
        return positive((self._lists.T @ similarity.T).T)

    def _weighted(self, counts: Matrix) -> Matrix:
        """Rows of length one of how often each artist is there."""
        weighted = counts.log1p() @ sparse.diags(self._idf, format="csr")
        return normalize(weighted)
