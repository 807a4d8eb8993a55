"""Where candidates come from: the port that every candidate source fits, and the choice of the best scored songs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.retriever import Seeds

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]


class Retriever(Protocol):
    """A source of candidates over the songs of one bundle."""

    @property
    def song_vectors(self) -> Float32:
        """float32[n_songs, d]: the songs in the space in which near songs fit the same playlists."""
        ...

    def knows_title(self, title: str) -> bool:
        """Whether a title alone says anything to this source."""
        ...

    def score(self, seeds: Sequence[Seeds]) -> Float32:
        """float32[len(seeds), n_songs]: how well each song continues each playlist; the seeds are scored too."""
        ...


def best(scores: Float32, k: int, exclude: Int64) -> Int64:
    """int64[at most k]: the songs of the k greatest of `scores` (float32[n]), falling, equal ones by number.

    Leaves out the songs of `exclude` and those whose score is -inf, so that fewer than k may remain.
    """
    left = scores.copy()
    left[exclude] = -np.inf
    chosen = greatest(left, k)
    chosen = chosen[left[chosen] > -np.inf]
    return chosen[np.lexsort((chosen, -left[chosen]))]


def greatest(scores: Float32, k: int) -> Int64:
    """The k greatest in any order; of equal ones at the edge those with the smallest numbers."""
    if k >= len(scores):
        return np.arange(len(scores))
    edge = np.partition(scores, len(scores) - k)[len(scores) - k]
    above, level = np.flatnonzero(scores > edge), np.flatnonzero(scores == edge)
    return np.concatenate([above, level[: k - len(above)]])
