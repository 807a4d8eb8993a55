"""What is in most playlists, and what is in most playlists with this title; the latter stands in where a peer ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.peers.base import Asked, Int32, Lists, Peer
from models.titles import tokens


class Popularity:
    """The items of most lists."""

    name = "popularity"
    songs_only = True

    def fit(self, lists: Lists) -> None:
        """Count lists."""
        counts = lists.counts()
        self._ranking = np.argsort(-counts, kind="stable").astype(np.int32)

    def recommend(self, asked: Sequence[Asked], k: int) -> Iterator[Int32]:
        """As Peer has it."""
        for one in asked:
            candidates = self._ranking[: k + len(one.items)]
            yield candidates[~np.isin(candidates, one.items)][:k]


class TitlePopularity:
    """The items of most lists with the same title, case and punctuation aside; equal counts by popularity."""

    name = "popularity given the title"
    songs_only = False

    def fit(self, lists: Lists) -> None:
        """Sort the lists by title."""
        self._matrix, self._counts = lists.matrix, lists.counts()
        rows: dict[str, list[int]] = {}
        for row, title in enumerate(lists.titles):
            if (folded := _folded(title)) is not None:
                rows.setdefault(folded, []).append(row)
        self._rows = rows

    def recommend(self, asked: Sequence[Asked], k: int) -> Iterator[Int32]:
        """As Peer has it."""
        for one in asked:
            ranking = self._ranking(one.title)
            yield ranking[~np.isin(ranking, one.items)][:k]

    def _ranking(self, title: str | None) -> Int32:
        rows = self._rows.get(_folded(title) or "", [])
        items, counts = np.unique(self._matrix[rows].indices, return_counts=True)
        return items[np.lexsort((-self._counts[items], -counts))].astype(np.int32)


class WithFallback:
    """A peer whose answers are filled up to `k` with popularity given the title, then with popularity.

    So lists of which the peer knows nothing are answered by these two alone, as in every paper on the challenge.
    """

    def __init__(self, peer: Peer) -> None:
        self.name, self.songs_only = peer.name, peer.songs_only
        self._peers = (peer, TitlePopularity(), Popularity())

    def fit(self, lists: Lists) -> None:
        """Fit all three."""
        for peer in self._peers:
            peer.fit(lists)

    def recommend(self, asked: Sequence[Asked], k: int) -> Iterator[Int32]:
        """As Peer has it; shorter than `k` only where there are not so many items."""
        for answers in zip(*(peer.recommend(asked, k) for peer in self._peers), strict=True):
            every = np.concatenate(answers)
            _, first = np.unique(every, return_index=True)
            yield every[np.sort(first)][:k]


def _folded(title: str | None) -> str | None:
    return next(iter(tokens(title)), None)
