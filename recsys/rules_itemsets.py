"""Frequent itemsets up to length four, by blocked sparse products: what mlxtend's `fpgrowth` finds, in bounded memory.

FP-growth of mlxtend makes its table dense and walks it in Python; a product of two sparse matrices counts the same.
Itemsets of length k come from those of length k - 1: the playlists of each, times the playlists of every item (Eclat,
Zaki 2000, with a matrix for the lists).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recsys.corpus import Int32, Int64
from recsys.errors import TooManyItemsets

LONGEST = 4
BLOCK_CELLS = 4_000_000
"""Bounds the cells of one product, and by this its memory: about 100 MB."""

SAMPLE = 1_024
"""Rows that an estimate looks at."""

BYTES_EACH = 150
"""What one itemset takes with the rules that follow from it."""

Keep = Literal["all", "closed", "maximal"]
OnStep = Callable[[str, int, int], None]
"""Is told what is counted, and how many of how many rows of it are done."""


@dataclass(frozen=True, slots=True)
class Limits:
    """An itemset counts from `pairs` playlists on, from `longer` when it has three or four items (at most `longest`).

    More than `itemsets` of them are estimated: support is raised. Where more than `memory` bytes would be needed, a
    `strict` search refuses instead: somebody asked for it.
    """

    pairs: int
    longer: int
    longest: int = LONGEST
    itemsets: int = 2_000_000
    memory: int = 2 * 10**9
    strict: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.pairs <= self.longer:
            raise ValueError(f"longer must be at least pairs, and pairs at least 1, got {self.longer} and {self.pairs}")
        if not 2 <= self.longest <= LONGEST:
            raise ValueError(f"longest must be 2..{LONGEST}, got {self.longest}")

    def least(self, length: int) -> int:
        return self.pairs if length <= 2 else self.longer


@dataclass(frozen=True, eq=False)
class Sets:
    """Itemsets of one length, in lexicographic order: `items` int32[n, length], rising in each row, and `counts`
    int64[n], the playlists that hold them all. `least` is the smallest count that was kept."""

    items: Int32
    counts: Int64
    least: int

    def __len__(self) -> int:
        return len(self.counts)

    def at_least(self, count: int) -> Sets:
        kept = self.counts >= count
        return Sets(self.items[kept], self.counts[kept], max(count, self.least))

    def only(self, kept: npt.NDArray[np.bool_]) -> Sets:
        return Sets(self.items[kept], self.counts[kept], self.least)


@dataclass(frozen=True, eq=False)
class Itemsets:
    """Frequent itemsets, `by_length[0]` those of one item, over `n_items` items in `n_playlists` playlists."""

    by_length: Sequence[Sets]
    n_items: int
    n_playlists: int

    def __len__(self) -> int:
        return sum(map(len, self.by_length))

    def counts_of(self, items: Int32) -> Int64:
        """int64[n]: in how many playlists these itemsets of one length, int32[n, length], are; no items are in all.

        All of them must be frequent, which every part of a frequent itemset is.
        """
        length = items.shape[1]
        if not length:
            return np.full(len(items), self.n_playlists, dtype=np.int64)
        sets = self.by_length[length - 1]
        counts: Int64 = sets.counts[np.searchsorted(self._keys(sets.items), self._keys(items))]
        return counts

    def kept(self, keep: Keep) -> list[Sets]:
        """The itemsets of two items and more that are closed (none that holds them is as frequent) or maximal (none
        that holds them is frequent), among those that were mined.
        """
        if keep == "all":
            return list(self.by_length[1:])
        return [sets.only(~self._covered(place, keep)) for place, sets in enumerate(self.by_length) if place]

    def _covered(self, place: int, keep: Keep) -> npt.NDArray[np.bool_]:
        sets = self.by_length[place]
        covered = np.zeros(len(sets), dtype=np.bool_)
        if place + 1 == len(self.by_length):
            return covered
        larger = self.by_length[place + 1]
        keys = self._keys(sets.items)
        for column in range(larger.items.shape[1]):
            rows = np.searchsorted(keys, self._keys(np.delete(larger.items, column, axis=1)))
            covered[rows[(sets.counts[rows] == larger.counts) | (keep == "maximal")]] = True
        return covered

    def _keys(self, items: Int32) -> Int64:
        """One number for each itemset of up to three items, in their order: three of two million fit into 64 bits."""
        keys = np.zeros(len(items), dtype=np.int64)
        for column in items.T:
            keys = keys * self.n_items + column
        return keys


def baskets(indptr: Int64, items: Int32, n_items: int) -> sparse.csr_array:
    """int32[n_playlists, n_items]: 1 where a playlist, `items[indptr[p]:indptr[p + 1]]`, holds an item."""
    ones = np.ones(len(items), dtype=np.int32)
    matrix = sparse.csr_array((ones, items, indptr), (len(indptr) - 1, n_items), copy=True)  # items may be read-only
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def frequent_itemsets(matrix: sparse.csr_array, limits: Limits, on_step: OnStep | None = None) -> Itemsets:
    """The itemsets within the limits. Raises TooManyItemsets before anything is counted."""
    counts = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int64)
    found = np.flatnonzero(counts >= limits.pairs).astype(np.int32)
    singles = Sets(found[:, None], counts[found], limits.pairs)
    by_length = [singles]
    for length in range(2, limits.longest + 1):
        room = limits.itemsets - sum(map(len, by_length[1:]))
        earlier = max(limits.least(length), by_length[-1].least)
        counter = _Counter(matrix, singles.at_least(earlier), by_length[-1].at_least(earlier))
        least = _affordable(counter, limits, earlier, room, strict=limits.strict and length == 2)
        by_length.append(counter.count(least, on_step or _ignore))
    return Itemsets(by_length, matrix.shape[1], matrix.shape[0])


def _affordable(counter: _Counter, limits: Limits, least: int, room: int, *, strict: bool) -> int:
    """The smallest count from `least` on with which there is room for all itemsets."""
    at_least = counter.estimate()
    expected = at_least[min(least, len(at_least) - 1)]
    most = limits.memory // BYTES_EACH
    if strict and expected > most:
        raise TooManyItemsets(least, int(expected), int(expected) * BYTES_EACH, _first_within(at_least, least, most))
    return _first_within(at_least, least, max(room, 0))


def _first_within(at_least: npt.NDArray[np.float64], least: int, most: int) -> int:
    return least + int(np.argmax(np.append(at_least[least:], 0) <= most))


class _Counter:
    """Counts the itemsets that arise when one more of the frequent `singles` joins each of the itemsets `of`."""

    def __init__(self, matrix: sparse.csr_array, singles: Sets, of: Sets) -> None:
        self._items = singles.items[:, 0]
        self._lists = matrix[:, self._items].tocsr()  # playlists x items
        self._held = self._lists.T.tocsr()  # items x playlists
        self._of = of
        self._rows = np.searchsorted(self._items, of.items)
        self._work = of.counts * max(1, int(np.ceil(self._lists.nnz / max(1, self._lists.shape[0]))))

    def estimate(self) -> npt.NDArray[np.float64]:
        """float64[most + 2]: about how many itemsets there are in at least so many playlists; the last is 0.

        From evenly spaced rows in the order of their counts, each standing for those around it.
        """
        order = np.argsort(self._of.counts, kind="stable")
        sample = min(SAMPLE, len(order))
        chosen = np.sort(order[(2 * np.arange(sample) + 1) * len(order) // max(1, 2 * sample)])
        histogram = np.zeros(int(self._of.counts.max(initial=0)) + 2)
        for rows in self._blocks(chosen):
            counts, _ = self._joined(rows)
            histogram += np.bincount(counts.data, minlength=len(histogram))
        # every itemset arises from each of its parts, so often as it has items; a row's own items are not counted
        length = self._of.items.shape[1] + 1
        at_least: npt.NDArray[np.float64] = np.cumsum(histogram[::-1])[::-1] * len(order) / max(1, sample) / length
        return at_least

    def count(self, least: int, on_step: OnStep) -> Sets:
        """The itemsets in at least so many playlists."""
        length = self._of.items.shape[1] + 1
        done, rows_of, items_of, counts_of = 0, [], [], []
        every = np.flatnonzero(self._of.counts >= least)
        for rows in self._blocks(every):
            joined, row = self._joined(rows)
            kept = (joined.data >= least) & (joined.indices > self._rows[rows[row], -1])
            rows_of.append(rows[row[kept]])
            items_of.append(joined.indices[kept])
            counts_of.append(joined.data[kept])
            done += len(rows)
            on_step(f"Itemsets of {length}", done, len(every))
        empty = np.zeros(0, dtype=np.int32)
        items = self._items[np.concatenate([empty, *items_of])]
        parts = self._of.items[np.concatenate([empty, *rows_of])]
        return Sets(np.column_stack([parts, items]), np.concatenate([empty, *counts_of]).astype(np.int64), least)

    def _joined(self, rows: Int64) -> tuple[sparse.csr_array, Int64]:
        """How often each item is in the playlists of these itemsets, without their own items; and the row of each."""
        held = self._held[self._rows[rows, 0]]
        for column in self._rows[rows, 1:].T:
            held = held.multiply(self._held[column]).tocsr()
        joined = (held @ self._lists).tocsr()
        joined.sort_indices()
        row = np.repeat(np.arange(len(rows)), np.diff(joined.indptr))
        own = (joined.indices[:, None] == self._rows[rows][row]).any(axis=1)
        joined.data[own] = 0
        return joined, row

    def _blocks(self, rows: Int64) -> Iterator[Int64]:
        """Rows whose products together stay within BLOCK_CELLS."""
        cells = np.minimum(self._work[rows], self._lists.shape[1])
        block = np.cumsum(cells) // BLOCK_CELLS
        yield from (part for part in np.split(rows, np.flatnonzero(np.diff(block)) + 1) if len(part))


def _ignore(*_: object) -> None:
    """For callers who do not watch."""
