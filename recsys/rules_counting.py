"""Counting itemsets: pairs by blocked sparse products, longer ones by mlxtend; first of all, how many there will be.

A product of two sparse matrices counts pairs as mlxtend's `fpgrowth` does, in a fraction of its time and memory.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recsys.corpus import Int32, Int64
from recsys.errors import TooManyItemsets
from recsys.rules_itemsets import BYTES_EACH, Itemsets, Limits, OnStep, Sets
from recsys.rules_longer import least_within, longer_itemsets

AtLeast = npt.NDArray[np.float64]
"""About how many itemsets there are in at least 0, 1, 2 … playlists; the last is 0."""


def baskets(indptr: Int64, items: Int32, n_items: int) -> sparse.csr_array:
    """int32[n_playlists, n_items]: 1 where a playlist, `items[indptr[p]:indptr[p + 1]]`, holds an item."""
    ones = np.ones(len(items), dtype=np.int32)
    matrix = sparse.csr_array((ones, items, indptr), (len(indptr) - 1, n_items), copy=True)  # items may be read-only
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def check(matrix: sparse.csr_array, limits: Limits, kind: str = "items") -> None:
    """Raises TooManyItemsets where strict limits ask for more than memory has room for; `kind` names the items."""
    if limits.strict:
        counter = _Counter(matrix, limits)
        of_pairs, *of_longer = counter.estimates(counter.singles)
        _check(of_pairs, limits.pairs, limits, f"pairs of {kind}")
        _check(sum(of_longer, np.zeros(1)), limits.longer, limits, f"sets of three or four {kind}")


def frequent_itemsets(
    matrix: sparse.csr_array, limits: Limits, on_step: OnStep | None = None, kind: str = "items"
) -> Itemsets:
    """The itemsets within the limits, which `check` let pass; `kind` names their items to the one who waits."""
    on_step = on_step or _ignore
    counter = _Counter(matrix, limits)
    room = min(limits.itemsets, limits.affordable)
    of_pairs = next(counter.estimates(counter.singles))
    pairs = counter.pairs(_first_within(of_pairs, limits.pairs, room), on_step, f"Pairs of {kind}")
    by_length = [counter.singles, pairs]
    if limits.longest > 2:
        frequent = pairs.at_least(limits.longer)
        expected = sum(counter.estimates(frequent), np.zeros(1))
        least = _first_within(expected, frequent.least, max(room - len(pairs), 0))
        frequent = frequent.at_least(max(least, least_within(limits.memory, matrix, frequent)))
        by_length += longer_itemsets(matrix, frequent, limits.longest, on_step, f"Longer sets of {kind}")
    return Itemsets(by_length, matrix.shape[1], matrix.shape[0])


def _check(at_least: AtLeast, least: int, limits: Limits, what: str) -> None:
    expected = int(at_least[min(least, len(at_least) - 1)])
    if expected > limits.affordable:
        enough = _first_within(at_least, least, limits.affordable)
        raise TooManyItemsets(what, least, expected, expected * BYTES_EACH, limits.memory, enough)


def _first_within(at_least: AtLeast, least: int, most: int) -> int:
    """The smallest count from `least` on with which there are at most so many."""
    return least + int(np.argmax(np.append(at_least[least:], 0) <= most))


class _Counter:
    """Counts playlists that hold several of the frequent `singles`, which are the rows and columns of its products."""

    def __init__(self, matrix: sparse.csr_array, limits: Limits) -> None:
        counts = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int64)
        self._items = np.flatnonzero(counts >= limits.pairs).astype(np.int32)
        self._counts = counts[self._items]
        self.singles = Sets(self._items[:, None], self._counts, limits.pairs)
        self._lists = matrix[:, self._items].tocsr()  # playlists x items
        self._held = self._lists.T.tocsr()  # items x playlists
        self._limits = limits

    def pairs(self, least: int, on_step: OnStep, what: str) -> Sets:
        """The pairs in at least so many playlists."""
        rows = np.flatnonzero(self._counts >= least)
        found = []
        for block in self._blocks(self._counts[rows]):
            joined, counts = self._joined(rows[block, None], least)
            kept = joined[:, 0] < joined[:, 1]
            found.append(Sets(self._items[joined[kept]], counts[kept].astype(np.int64), least))
            on_step(what, block.stop, len(rows))
        return Sets.joined(found, 2, least)

    def estimates(self, of: Sets) -> Iterator[AtLeast]:
        """For each length above that of `of`, which are all there are, about how many itemsets there are.

        From `sample` itemsets, evenly spaced in the order of their counts, each standing for those around it, to the
        longer ones that arise from these, and so on.
        """
        rows, counts, each = np.searchsorted(self._items, of.items), of.counts, 1.0
        for length in range(of.items.shape[1] + 1, self._limits.longest + 1):
            chosen = _evenly(counts, self._limits.sample)
            # an itemset arises from each of its parts, so often as it has items
            each *= len(counts) / max(1, len(chosen)) / length
            least = self._limits.least(length)
            blocks = [self._joined(rows[chosen[block]], least) for block in self._blocks(counts[chosen])]
            rows = np.concatenate([np.zeros((0, length), dtype=np.int64), *(joined for joined, _ in blocks)])
            counts = np.concatenate([np.zeros(0, dtype=np.int32), *(of_joined for _, of_joined in blocks)])
            histogram = each * np.bincount(counts, minlength=int(self._counts.max(initial=0)) + 2)
            yield np.cumsum(histogram[::-1])[::-1]
            frequent = counts >= self._limits.longer
            rows, counts = rows[frequent], counts[frequent]

    def _joined(self, rows: Int64, least: int) -> tuple[Int64, Int32]:
        """Each row of items with one more that is in at least so many of the playlists that hold it, and in how many.

        int64[n, k + 1] by row and item, int32[n].
        """
        held = self._held[rows[:, 0]]
        for column in rows[:, 1:].T:
            held = held.multiply(self._held[column]).tocsr()
        product = (held @ self._lists).tocsr()
        product.sort_indices()
        joined = np.column_stack([np.repeat(rows, np.diff(product.indptr), axis=0), product.indices])
        kept = (product.data >= least) & (joined[:, :-1] != joined[:, -1:]).all(axis=1)
        return joined[kept], product.data[kept]

    def _blocks(self, counts: Int64) -> Iterator[slice]:
        """Rows, with so many playlists each, whose products together stay within the cells of the limits."""
        mean = max(1, int(np.ceil(self._lists.nnz / max(1, self._lists.shape[0]))))
        cells = np.cumsum(np.minimum(counts * mean, self._lists.shape[1]))
        ends = np.flatnonzero(np.diff(cells // self._limits.cells)) + 1
        for start, end in zip([0, *ends.tolist()], [*ends.tolist(), len(counts)], strict=True):
            if start < end:
                yield slice(start, end)


def _evenly(counts: Int64, most: int) -> Int64:
    """At most so many places, evenly spaced in the order of these counts."""
    order = np.argsort(counts, kind="stable")
    sample = min(most, len(order))
    return np.sort(order[(2 * np.arange(sample) + 1) * len(order) // max(1, 2 * sample)])


def _ignore(*_: object) -> None:
    """For callers who do not watch."""
