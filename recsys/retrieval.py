"""Where candidates come from: the port that every candidate source fits, and the choice of the best scored songs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.retriever import Seeds

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]


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


def best(scores: Float32, k: int, exclude: Sequence[int] | Int64 = ()) -> Int64:
    """int64[min(k, n)]: the songs of the k greatest of `scores` (float32[n]), falling, equal ones by number.

    `exclude` holds distinct songs that are left out, so that fewer than k may remain.
    """
    left = scores.copy()
    left[np.asarray(exclude, dtype=np.int64)] = -np.inf
    k = min(k, len(left) - len(exclude))
    if k <= 0:
        return np.empty(0, dtype=np.int64)
    threshold = np.partition(left, len(left) - k)[len(left) - k]
    above, level = np.flatnonzero(left > threshold), np.flatnonzero(left == threshold)
    chosen = np.concatenate([above, level[: k - len(above)]])
    return chosen[np.lexsort((chosen, -left[chosen]))]
