"""Candidates that stand close to the seeds in training playlists, which are seldom shuffled: albums, eras, moods."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.retriever import Seeds
from recsys.corpus import Int32, Int64
from recsys.lists import Float32, Lists

REACH = 10
"""Places before and behind a seed."""

CLOSE = 3
"""A song d places away counts 1 / (d + CLOSE)."""

SEED_DAMPING = 0.7
"""A seed counts by its number of playlists to the power of minus this, a candidate by the rest up to 1."""

MOST = 300
"""Of a seed that more playlists hold, so many are read, evenly spaced: hits are in one playlist of twenty."""

_STEPS = np.concatenate([np.arange(-REACH, 0), np.arange(1, REACH + 1)])
_WEIGHTS = 1 / (np.abs(_STEPS) + CLOSE)


class Proximity:
    """Songs within REACH places of a seed, hits damped."""

    def __init__(self, lists: Lists) -> None:
        self._postings = lists.postings
        counts = np.maximum(lists.counts, 1)
        self._seed_weights = counts**-SEED_DAMPING
        self._song_weights = counts ** -(1 - SEED_DAMPING)

    def score(self, seeds: Sequence[Seeds]) -> Float32:
        """float32[len(seeds), n_songs]; 0 where nothing stands close to a seed."""
        return np.stack([self._beside(one.songs) for one in seeds])

    def _beside(self, seeds: Int32) -> Float32:
        """float32[n_songs]."""
        rows, weights = self._occurrences(seeds)
        entries, playlists = self._postings.song_entries[rows], self._postings.song_playlists[rows]
        starts, ends = self._postings.list_indptr[playlists], self._postings.list_indptr[playlists + 1]
        beside = entries[:, None] + _STEPS
        inside = (beside >= starts[:, None]) & (beside < ends[:, None])
        songs, each = self._postings.list_songs[beside[inside]], (weights[:, None] * _WEIGHTS)[inside]
        scores: Float32 = (np.bincount(songs, each, len(self._song_weights)) * self._song_weights).astype(np.float32)
        return scores

    def _occurrences(self, seeds: Int32) -> tuple[Int64, Float32]:
        """int64[n] rows of the postings that tell of the seeds, and what each of these rows counts, float32[n]."""
        firsts, ends = self._postings.song_indptr[seeds], self._postings.song_indptr[seeds + 1]
        steps = -(-(ends - firsts) // MOST)
        spans = [np.arange(*span) for span in zip(firsts, ends, np.maximum(steps, 1), strict=True)]
        weights = np.repeat(self._seed_weights[seeds] * steps, list(map(len, spans)))
        return np.concatenate([*spans, np.empty(0, np.int64)]), weights.astype(np.float32)
