"""Itemsets of three items and more by mlxtend's `fpgrowth`, one item at a time, so that memory stays bounded.

Every itemset belongs to its rarest item. `fpgrowth` sees the playlists that hold that item, and of their other items
those that are frequent together with it: a projected database, as FP-growth itself makes (Han, Pei and Yin 2000). Given
all playlists at once it would make a dense table of them, and could not say how far it has come.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse

from recsys.corpus import Int32, Int64
from recsys.rules_itemsets import OnStep, Sets

with warnings.catch_warnings():  # mlxtend has every DeprecationWarning of the process shown
    from mlxtend.frequent_patterns import fpgrowth

BYTES_A_NODE = 600
"""What a node takes in the tree of `fpgrowth`, which has one at most for each item of each playlist."""


def longer_itemsets(matrix: sparse.csr_array, pairs: Sets, longest: int, on_step: OnStep, what: str) -> list[Sets]:
    """By length, from 3 to `longest`: the itemsets in as many playlists as each of `pairs`, which are all of two."""
    columns = np.unique(pairs.items)
    lists = matrix[:, columns].tocsr()
    held = lists.T.tocsr()
    found: dict[int, list[Sets]] = {length: [] for length in range(3, longest + 1)}
    groups = _groups(np.searchsorted(columns, _owned(matrix, pairs)))
    for done, (item, others) in enumerate(groups, start=1):
        playlists = held.indices[held.indptr[item] : held.indptr[item + 1]]
        for sets, counts in _frequent(lists[playlists][:, others], pairs.least, longest - 1):
            with_item = np.insert(others[sets], 0, item, axis=1)
            found[with_item.shape[1]].append(Sets(columns[with_item], counts, pairs.least))
        on_step(what, done, len(groups))
    return [Sets.joined(parts, length, pairs.least) for length, parts in found.items()]


def least_within(memory: int, matrix: sparse.csr_array, pairs: Sets) -> int:
    """From how many shared playlists on, at least those of `pairs`, no tree takes more than so many bytes."""
    owner = _owned(matrix, pairs)[:, 0]
    order = np.lexsort((-pairs.counts, owner))
    counts, owner = pairs.counts[order], owner[order]
    total = np.cumsum(counts)
    nodes = total - (total - counts)[np.searchsorted(owner, owner)]
    return int(counts[nodes * BYTES_A_NODE > memory].max(initial=pairs.least - 1)) + 1


def _owned(matrix: sparse.csr_array, pairs: Sets) -> Int32:
    """int32[n, 2]: each pair, its rarer item first."""
    playlists = np.bincount(matrix.indices, minlength=matrix.shape[1])[pairs.items]
    return np.where(playlists[:, :1] > playlists[:, 1:], pairs.items[:, ::-1], pairs.items)


def _groups(owned: Int64) -> list[tuple[int, Int64]]:
    """The first items of these pairs, with the others of each: at least two, or there is nothing longer."""
    ordered = owned[np.argsort(owned[:, 0], kind="stable")]
    parts = np.split(ordered, np.flatnonzero(np.diff(ordered[:, 0])) + 1)
    return [(int(part[0, 0]), part[:, 1]) for part in parts if len(part) > 1]


def _frequent(lists: sparse.csr_array, least: int, longest: int) -> Iterator[tuple[Int64, Int64]]:
    """Of two columns up to `longest`: those that at least so many rows have together, and how many rows have them."""
    lists = lists[np.diff(lists.indptr) > 1]
    n_lists = lists.shape[0]
    if n_lists < least:
        return
    frame = pd.DataFrame.sparse.from_spmatrix(lists.astype(bool))  # type: ignore[attr-defined]
    # half a playlist less, as a share of playlists times their number may be a little more than the whole number
    found = fpgrowth(frame, min_support=(least - 0.5) / n_lists, max_len=longest)
    lengths = found["itemsets"].map(len)
    for length in range(2, longest + 1):
        of_length = found[lengths == length]
        sets = np.array([tuple(each) for each in of_length["itemsets"]], dtype=np.int64).reshape(-1, length)
        yield sets, np.rint(of_length["support"].to_numpy(dtype=np.float64) * n_lists).astype(np.int64)
