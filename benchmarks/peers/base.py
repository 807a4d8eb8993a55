"""What every peer is given and gives back, and the one way from scores of all items to the best of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy import sparse

Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Matrix = Any
"""A scipy.sparse CSR matrix, which has no type stubs."""

AT_ONCE = 64
"""Playlists that are scored together: few enough that their scores of a million items fit a quarter of a gigabyte."""


@dataclass(frozen=True, eq=False)
class Asked:
    """One playlist to continue.

    `items` are its known seeds in playlist order, each once. `artists` has the artist of every seed whose artist is
    known, those of unknown seeds too, one entry for each seed.
    """

    items: Int32
    artists: Int32
    title: str | None


@dataclass(frozen=True, eq=False)
class Lists:
    """Training playlists over numbered items, which are track ids or songs.

    `matrix` is float32 CSR[n_lists, n_items] with a 1 for each item of each list; `item_artist` is int32[n_items],
    numbers below `n_artists`; `titles[row]` is None where a list has no title.
    """

    matrix: Matrix
    item_artist: Int32
    n_artists: int
    titles: Sequence[str | None]

    @property
    def n_items(self) -> int:
        return int(self.matrix.shape[1])

    def counts(self) -> Int64:
        """int64[n_items]: in how many lists each item is."""
        return np.bincount(self.matrix.indices, minlength=self.n_items).astype(np.int64)


class Peer(Protocol):
    """A recommender of other people's making. `songs_only` is False where it reads artists or titles."""

    name: str
    songs_only: bool

    def fit(self, lists: Lists) -> None:
        """Learn from these lists, once."""
        ...

    def recommend(self, asked: Sequence[Asked], k: int) -> Iterator[Int32]:
        """For each playlist at most `k` items, best first, none of its seeds; fewer where the peer knows no more."""
        ...


class ScoringPeer(ABC):
    """A peer that scores all items for a batch of queries; one whose query is empty gets no answer."""

    name: str
    songs_only = True

    @abstractmethod
    def fit(self, lists: Lists) -> None:
        """Learn from these lists, once."""

    @abstractmethod
    def query(self, asked: Sequence[Asked]) -> Matrix:
        """CSR[len(asked), n]: what the peer reads of each playlist."""

    @abstractmethod
    def scores(self, query: Matrix) -> Floats:
        """float32[n_queries, n_items], -inf for items that are not to be recommended. The caller may change it."""

    def recommend(self, asked: Sequence[Asked], k: int) -> Iterator[Int32]:
        """As Peer has it."""
        remaining = iter(asked)
        while batch := list(islice(remaining, AT_ONCE)):
            query = self.query(batch)
            for one, scores, says in zip(batch, self.scores(query), np.diff(query.indptr), strict=True):
                yield best(scores, k, one.items) if says else np.empty(0, np.int32)


def best(scores: Floats, k: int, seeds: Int32) -> Int32:
    """int32[at most k]: the items of the highest scores above -inf, highest first (ties: the lower number first).

    The scores of the seeds are overwritten with -inf.
    """
    scores[seeds] = -np.inf
    found = np.flatnonzero(scores > -np.inf)
    if len(found) > k:
        found = found[np.argpartition(scores[found], -k)[-k:]]
    return found[np.lexsort((found, -scores[found]))].astype(np.int32)


def seed_matrix(asked: Sequence[Asked], n_items: int) -> Matrix:
    """float32 CSR[len(asked), n_items]: a 1 for each known seed."""
    return rows_matrix([one.items for one in asked], n_items)


def rows_matrix(rows: Sequence[npt.ArrayLike] | Int32, n_columns: int) -> Matrix:
    """float32 CSR[len(rows), n_columns] of how often each column stands in its row."""
    lengths = [len(row) for row in rows]  # type: ignore[arg-type]
    columns = np.concatenate([np.empty(0, np.int32), *(np.asarray(row, np.int32) for row in rows)])
    indptr = np.cumsum([0, *lengths])
    matrix = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, indptr), (len(rows), n_columns))
    matrix.sum_duplicates()
    return matrix


def positive(scores: Matrix) -> Floats:
    """Dense float32 of sparse or dense scores, -inf where they say nothing, which is at zero."""
    dense = np.ascontiguousarray(scores.toarray() if sparse.issparse(scores) else scores, dtype=np.float32)
    dense[dense <= 0] = -np.inf
    return dense
