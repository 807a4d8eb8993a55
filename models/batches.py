"""Training batches: which songs of a playlist are seeds and which are targets, and how often a song is a target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
Float32 = npt.NDArray[np.float32]
Bool = npt.NDArray[np.bool_]

NOTHING = -1
"""Fills rows of song or artist numbers that are shorter than the longest."""


@dataclass(frozen=True, eq=False)
class TrainingSet:
    """Playlists over numbered songs: playlist `p` holds `songs[indptr[p]:indptr[p + 1]]`, each once, in order.

    Song `s` (below `n_songs`) is by the artist `song_artist[s]`; `titles[p]` may be None.
    """

    indptr: Int64
    songs: Int32
    song_artist: Int32
    titles: list[str | None]

    def __post_init__(self) -> None:
        if len(self.indptr) != len(self.titles) + 1 or self.indptr[-1] != len(self.songs):
            raise ValueError("indptr must have one more entry than there are titles and end at the number of songs")

    @property
    def n_songs(self) -> int:
        return len(self.song_artist)

    @property
    def n_artists(self) -> int:
        return int(self.song_artist.max(initial=-1)) + 1

    def playlist(self, row: int) -> Int32:
        return self.songs[self.indptr[row] : self.indptr[row + 1]]


@dataclass(frozen=True, eq=False)
class Batch:
    """One step's input, B playlists with up to S seeds and T targets each.

    `rows` int64[B] numbers the playlists, `seeds` int32[B, S] ends with NOTHING, and `titled` bool[B] says whether the
    title may be read. `targets` int32[B, T] ends with NOTHING where a playlist is too short for T. All targets together
    are the candidates of the softmax, in blocks of B: candidate t * B + i is `targets[i, t]`. `score_mask`
    bool[B, T * B] says which of them a playlist is compared with: its own targets in their places, and from other
    playlists the songs that it does not hold itself.
    """

    rows: Int64
    seeds: Int32
    titled: Bool
    targets: Int32
    score_mask: Bool


class BatchMaker:
    """Cuts playlists into seeds and targets as the RecSys Challenge 2018 does: the first n songs or any n, and some
    with none. `seed_counts` are the n, drawn evenly; at least a fifth of a playlist is always left to be found.
    """

    def __init__(
        self,
        data: TrainingSet,
        *,
        seed_counts: tuple[int, ...],
        targets: int,
        seed_dropout: float,
        title_dropout: float,
    ) -> None:
        self._data = data
        self._seed_counts = seed_counts
        self._targets = targets
        self._seed_dropout = seed_dropout
        self._title_dropout = title_dropout
        self._rows = np.flatnonzero(np.diff(data.indptr) >= 2)

    def epoch(self, size: int, rng: np.random.Generator) -> Iterator[Batch]:
        """All playlists of two songs or more once, in random order; the last batch may be smaller."""
        order = rng.permutation(self._rows)
        for start in range(0, len(order), size):
            yield self.batch(order[start : start + size], rng)

    def steps(self, size: int) -> int:
        """How many batches an epoch has."""
        return -(-len(self._rows) // size)

    def batch(self, rows: Int64, rng: np.random.Generator) -> Batch:
        """Draws seeds and targets of these playlists, none of which may be shorter than two songs."""
        seeds = np.full((len(rows), max(self._seed_counts)), NOTHING, dtype=np.int32)
        targets = np.full((len(rows), self._targets), NOTHING, dtype=np.int32)
        for i, row in enumerate(rows):
            drawn, rest = self._cut(self._data.playlist(row), rng)
            seen = drawn[rng.random(len(drawn)) >= self._seed_dropout]
            seeds[i, : len(seen)] = seen
            targets[i, : len(rest)] = rest
        titled = (rng.random(len(rows)) >= self._title_dropout) | (seeds[:, 0] == NOTHING)
        return Batch(rows, seeds, titled, targets, self._score_mask(rows, targets))

    def _cut(self, songs: Int32, rng: np.random.Generator) -> tuple[Int32, Int32]:
        count = min(self._seed_counts[rng.integers(len(self._seed_counts))], len(songs) * 4 // 5)
        order = rng.permutation(len(songs))
        if rng.random() < 0.5:  # the first `count` songs are the seeds
            order = np.concatenate((np.arange(count), count + rng.permutation(len(songs) - count)))
        return songs[order[:count]], songs[order[count : count + self._targets]]

    def _score_mask(self, rows: Int64, targets: Int32) -> Bool:
        candidates, place = np.unique(targets, return_inverse=True)
        foreign = np.empty((len(rows), len(candidates)), dtype=np.bool_)
        for allowed, row in zip(foreign, rows, strict=True):
            allowed[:] = ~np.isin(candidates, self._data.playlist(row))
        foreign[:, candidates == NOTHING] = False
        mask = foreign[:, place.reshape(targets.shape).T]  # [B, T, B]
        i = np.arange(len(rows))
        mask[i, :, i] = targets != NOTHING
        return mask.reshape(len(rows), -1)


def target_frequency(data: TrainingSet, seed_counts: tuple[int, ...], targets: int) -> Float32:
    """float32[n_songs]: how often an epoch of `BatchMaker` is expected to draw each song as a target.

    A playlist of L songs and n seeds has min(T, L - n) targets among its other songs: all songs have the same chance
    when the seeds are any n, and the first n have none when the seeds are these. Both cuts are equally likely.
    """
    lengths = np.diff(data.indptr)
    place = np.arange(len(data.songs)) - np.repeat(data.indptr[:-1], lengths)
    expected = np.zeros(len(data.songs))
    for count in seed_counts:
        seeds = np.minimum(count, lengths * 4 // 5)
        drawn = np.minimum(targets, lengths - seeds)
        any_place = np.repeat(drawn / np.maximum(lengths, 1), lengths)
        behind = np.repeat(drawn / np.maximum(lengths - seeds, 1), lengths) * (place >= np.repeat(seeds, lengths))
        expected += (any_place + behind) / 2
    return np.bincount(data.songs, expected / len(seed_counts), data.n_songs).astype(np.float32)
