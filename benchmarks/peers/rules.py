"""Association rules as a recommender: what the right sides of a playlist's rules say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from scipy import sparse

from benchmarks.peers.base import Asked, Floats, Lists, Matrix, ScoringPeer, positive, seed_matrix
from recsys.rules_itemsets import Limits
from recsys.rules_mining import Mining, mine_level
from recsys.rules_table import NO_ITEM


class AssociationRules(ScoringPeer):
    """The confidence of the rules whose left side the playlist holds: of the surest for each right side, or their sum.

    The rules are those that `segue rules` mines, from pairs in so many `playlists` on.
    """

    name = "association rules"

    def __init__(self, playlists: int, score: Literal["surest", "sum"]) -> None:
        self._mining = Mining(songs=Limits(playlists, max(playlists, 28)))
        self._gather = {"surest": np.maximum, "sum": np.add}[score]

    def fit(self, lists: Lists) -> None:
        """Mine the rules."""
        matrix = sparse.csr_array(lists.matrix, dtype=np.int32)
        table = mine_level(matrix, self._mining.songs, self._mining, lists.item_artist)
        rule, place = np.nonzero(table.left != NO_ITEM)
        ones = np.ones(len(rule), dtype=np.float32)
        shape = (lists.n_items, len(table))
        self._conditions = sparse.csr_matrix((ones, (table.left[rule, place], rule)), shape)
        self._sizes = (table.left != NO_ITEM).sum(axis=1)
        self._right = table.right
        self._confidence = table.metric("confidence", np.arange(len(table))).astype(np.float32)

    def query(self, asked: Sequence[Asked]) -> Matrix:
        """The seeds."""
        return seed_matrix(asked, self._conditions.shape[0])

    def scores(self, query: Matrix) -> Floats:
        """As ScoringPeer has it."""
        met = (query @ self._conditions).tocoo()
        whole = met.data == self._sizes[met.col]
        row, rule = met.row[whole], met.col[whole]
        scores = np.zeros(query.shape, dtype=np.float32)
        self._gather.at(scores, (row, self._right[rule]), self._confidence[rule])
        return positive(scores)
