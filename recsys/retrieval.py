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


_STEP = 16
"""Each so-manyth score is in the sample that says which of them cannot be among the greatest."""


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


def greatest(scores: Float32, k: int, lots: Int64 | None = None) -> Int64:
    """The k greatest in any order; of equal ones at the edge those with the smallest lots, or else numbers.

    What is surely below the k-th is left out first, by the k-th greatest of a sample: exact, and several times faster.
    """
    if k >= len(scores):
        return np.arange(len(scores))
    likely = np.flatnonzero(scores >= _bar(scores, k))
    if len(likely) < k:  # the sample was not like the rest
        likely = np.arange(len(scores))
    left = scores[likely]
    edge = np.partition(left, len(left) - k)[len(left) - k]
    above, level = likely[left > edge], likely[left == edge]
    if lots is not None:
        level = level[np.argsort(lots[level])]
    return np.concatenate([above, level[: k - len(above)]])


def _bar(scores: Float32, k: int) -> float:
    """What about 1.5 k of the scores reach, and hardly ever fewer than k, judged by every _STEPth."""
    sample = scores[::_STEP]
    place = min(k * 3 // (2 * _STEP) + _STEP, len(sample))
    return float(np.partition(sample, len(sample) - place)[len(sample) - place])
