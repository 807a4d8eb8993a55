"""Matrix factorisation by `implicit`'s alternating least squares, over songs alone or with artists and titles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from benchmarks.peers.base import Asked, Floats, Int32, Lists, Matrix, ScoringPeer, rows_matrix, seed_matrix
from benchmarks.peers.titles import TitleColumns


class Als(ScoringPeer):
    """Weighted matrix factorisation (Hu, Koren, Volinsky 2008); a playlist's factors are solved for from its seeds."""

    name = "implicit ALS"

    def __init__(self, factors: int, alpha: float, regularization: float, iterations: int = 15) -> None:
        self._settings = {
            "factors": factors,
            "alpha": alpha,
            "regularization": regularization,
            "iterations": iterations,
            "random_state": 0,
        }

    def fit(self, lists: Lists) -> None:
        """Factorise."""
        self._n_items = lists.n_items
        self._factorise(lists.matrix)

    def _factorise(self, matrix: Matrix) -> None:
        from implicit.als import AlternatingLeastSquares
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1, "blas"):  # implicit has threads of its own; twice as many fight each other
            self._model = AlternatingLeastSquares(**self._settings)
            self._model.fit(matrix, show_progress=False)

    def query(self, asked: Sequence[Asked]) -> Matrix:
        """The seeds."""
        return seed_matrix(asked, self._n_items)

    def scores(self, query: Matrix) -> Floats:
        """As ScoringPeer has it."""
        factors = self._model.recalculate_user(np.arange(query.shape[0]), query)
        scores: Floats = factors @ self._model.item_factors[: self._n_items].T
        return scores


class AlsWithText(Als):
    """The same over a matrix with more columns: artists, then tokens of the title; only songs are recommended.

    An artist's column holds `artist_weight` times log(1 + songs of the artist); a title's tokens share `title_weight`.
    Both are shares of a song's confidence.
    """

    name = "implicit ALS with artists and titles"
    songs_only = False

    def __init__(
        self, factors: int, alpha: float, regularization: float, artist_weight: float, title_weight: float
    ) -> None:
        super().__init__(factors, alpha, regularization)
        self._artist_weight, self._title_weight = artist_weight, title_weight

    def fit(self, lists: Lists) -> None:
        """Factorise all columns."""
        self._n_items, self._n_artists = lists.n_items, lists.n_artists
        self._titles = TitleColumns(lists.titles)
        artists = [lists.item_artist[row] for row in np.split(lists.matrix.indices, lists.matrix.indptr[1:-1])]
        self._factorise(self._joined(lists.matrix, artists, lists.titles))

    def query(self, asked: Sequence[Asked]) -> Matrix:
        """Seeds, artists and title."""
        seeds = seed_matrix(asked, self._n_items)
        return self._joined(seeds, [one.artists for one in asked], [one.title for one in asked])

    def _joined(self, songs: Matrix, artists: Sequence[Int32], titles: Sequence[str | None]) -> Matrix:
        by_artist = self._artist_weight * rows_matrix(artists, self._n_artists).log1p()
        by_token = self._title_weight * self._titles.rows(titles)
        return sparse.hstack([songs, by_artist, by_token], format="csr", dtype=np.float32)
