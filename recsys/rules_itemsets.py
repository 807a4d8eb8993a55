"""Frequent itemsets up to length four: which are wanted, which there are, and which of them are closed or maximal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from recsys.corpus import Int32, Int64

LONGEST = 4
BYTES_EACH = 300
"""What one itemset takes with the rules that follow from it."""

Keep = Literal["all", "closed", "maximal"]
OnStep = Callable[[str, int, int], None]
"""Is told what is counted, and how many of how many rows of it are done."""


@dataclass(frozen=True, slots=True)
class Limits:
    """An itemset counts from `pairs` playlists on, from `longer` when it has three or four items (at most `longest`).

    Where more than `itemsets` of them are to be expected, or more than `memory` bytes for them and their rules, support
    is raised. A `strict` search is refused instead where memory would not do: somebody asked for it. Counting takes
    memory of its own, about 25 bytes for each of `cells`; an estimate looks at `sample` itemsets of each length.
    """

    pairs: int
    longer: int
    longest: int = LONGEST
    itemsets: int = 2_000_000
    memory: int = 2 * 10**9
    strict: bool = False
    cells: int = 4_000_000
    sample: int = 2_048

    def __post_init__(self) -> None:
        if not 1 <= self.pairs <= self.longer:
            raise ValueError(f"longer must be at least pairs, and pairs at least 1, got {self.longer} and {self.pairs}")
        if not 2 <= self.longest <= LONGEST:
            raise ValueError(f"longest must be 2..{LONGEST}, got {self.longest}")

    def least(self, length: int) -> int:
        return self.pairs if length <= 2 else self.longer

    @property
    def affordable(self) -> int:
        """How many itemsets memory has room for."""
        return self.memory // BYTES_EACH


@dataclass(frozen=True, eq=False)
class Sets:
    """Itemsets of one length, in lexicographic order: `items` int32[n, length], rising in each row, and `counts`
    int64[n], the playlists that hold them all. `least` is the smallest count that was kept."""

    items: Int32
    counts: Int64
    least: int

    def __len__(self) -> int:
        return len(self.counts)

    @classmethod
    def joined(cls, parts: Sequence[Sets], length: int, least: int) -> Sets:
        """Of parts of this length, whose items may be in any order."""
        items = np.concatenate([np.zeros((0, length), dtype=np.int32), *(part.items for part in parts)])
        counts = np.concatenate([np.zeros(0, dtype=np.int64), *(part.counts for part in parts)])
        items.sort(axis=1)
        order = np.lexsort(items.T[::-1])
        return cls(items[order], counts[order], least)

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
