"""Titles as columns of a matrix: the whole title, its words and their character trigrams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse

from benchmarks.peers.base import Matrix, rows_matrix
from models.titles import PADDING, TitleVocabulary


class TitleColumns:
    """A column for each token that at least two of the titles have."""

    def __init__(self, titles: Iterable[str | None]) -> None:
        self._vocabulary = TitleVocabulary.learn(titles, min_count=2)

    def __len__(self) -> int:
        return len(self._vocabulary)

    def rows(self, titles: Sequence[str | None]) -> Matrix:
        """float32 CSR[len(titles), len(self)]: the known tokens of each title, which share a weight of 1."""
        tokens = [row[row != PADDING] - 1 for row in self._vocabulary.ids(titles)]
        counts = rows_matrix(tokens, len(self))
        return sparse.diags(1 / np.diff(counts.indptr).clip(min=1).astype(np.float32), format="csr") @ counts
