"""Candidates by the artists whom the playlist's title names, as in "best of Eminem"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from models.retriever import Seeds
from recsys.identity import artist_key, fold
from recsys.lists import Float32, Lists

LONGEST = 6
"""Words that a name in a title may have."""


class NamedArtists:
    """Songs by artists whom the title names, those that many playlists hold first.

    A name that is all of a title says more than one among other words: "June" may be an artist, and "June 2014" is not.
    """

    def __init__(self, lists: Lists) -> None:
        self._numbers = {key: number for number, key in enumerate(lists.artist_keys) if key}
        self._song_artist = lists.song_artist
        self._n_artists = lists.n_artists
        self._worth = np.log1p(lists.counts)

    def named(self, title: str | None) -> Mapping[int, float]:
        """The artists that a title names, with the share of its letters that each name takes, above 0 and up to 1."""
        words = fold(title or "").split()
        letters = sum(map(len, words))
        found: dict[int, float] = {}
        for span in _spans(words):
            number = self._numbers.get(artist_key(" ".join(span)))
            if number is not None:
                found[number] = max(found.get(number, 0), sum(map(len, span)) / letters)
        return found

    def shares(self, title: str | None) -> Float32:
        """float32[n_artists]: the same for every artist, 0 for those that are not named."""
        shares = np.zeros(self._n_artists, np.float32)
        for number, share in self.named(title).items():
            shares[number] = share
        return shares

    def score(self, seeds: Sequence[Seeds]) -> Float32:
        """float32[len(seeds), n_songs]; 0 where the title names no artist."""
        scores = np.zeros((len(seeds), len(self._song_artist)), np.float32)
        for row, one in zip(scores, seeds, strict=True):
            for number, share in self.named(one.title).items():
                theirs = self._song_artist == number
                row[theirs] = share * self._worth[theirs]
        return scores


def _spans(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """All runs of up to LONGEST words."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            yield words[start:end]
