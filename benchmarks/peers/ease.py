"""EASE, the linear model with a closed form: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.peers.base import Asked, Floats, Lists, Matrix, ScoringPeer, seed_matrix


class Ease(ScoringPeer):
    """EASE over all items, exact: here the lists are few enough, so that it need not stop at the most frequent items.

    With P = (XᵀX + λI)⁻¹ the model is B = I - P diag(P)⁻¹. By Woodbury's identity P = (I - XᵀKX) / λ with
    K = (XXᵀ + λI)⁻¹, which is only as large as there are lists, so that an item that is no seed is scored
    sXᵀKX / (1 - diag(XᵀKX)).
    """

    name = "EASE"

    def __init__(self, regularization: float) -> None:
        self._regularization = regularization

    def fit(self, lists: Lists) -> None:
        """Invert the lists' Gram matrix."""
        from scipy.linalg import inv

        self._lists = lists.matrix
        gram = (lists.matrix @ lists.matrix.T).toarray().astype(np.float64)
        gram[np.diag_indices_from(gram)] += self._regularization
        self._kernel = inv(gram, overwrite_a=True, check_finite=False).astype(np.float32)
        self._others = np.float32(1) - self._own_weights()

    def _own_weights(self) -> Floats:
        """float32[n_items]: the diagonal of XᵀKX, which is what each item would get from itself."""
        lists = self._lists.tocsc()
        own = np.empty(lists.shape[1], np.float32)
        for item, (start, end) in enumerate(zip(lists.indptr[:-1], lists.indptr[1:], strict=True)):
            holding = lists.indices[start:end]
            own[item] = self._kernel[np.ix_(holding, holding)].sum()
        return own

    def query(self, asked: Sequence[Asked]) -> Matrix:
        """The seeds."""
        return seed_matrix(asked, self._lists.shape[1])

    def scores(self, query: Matrix) -> Floats:
        """As ScoringPeer has it."""
        by_list = (query @ self._lists.T) @ self._kernel
        return np.ascontiguousarray((self._lists.T @ by_list.T).T / self._others, dtype=np.float32)
