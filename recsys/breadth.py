"""A title alone can mean many tastes: songs that between them reach most playlists, dealt into a long answer."""

from __future__ import annotations

from heapq import heapify, heappop, heapreplace

import numpy as np
import numpy.typing as npt

from recsys.lists import Float32, Lists

Int64 = npt.NDArray[np.int64]

BROAD = 200
"""How many songs of every taste there are to deal."""

FIRST = 50
"""So many places stay as they are."""

EVERY = 3
"""Each so-manyth place after them goes to the next song of every taste."""

LEFT = 0.2
"""What a playlist still counts for each further song of it."""


def broad(lists: Lists, n: int = BROAD) -> Int64:
    """int64[at most n]: songs of at least two playlists which reach the most playlists, chosen one after the other.

    A playlist weighs 1 / its length, so that long ones, which any song reaches, do not decide; and LEFT of that for
    each song of it that was chosen before. Greedy choice reaches at least 63 % of what n songs can: Nemhauser, Wolsey
    and Fisher, "An analysis of approximations for maximizing submodular set functions", Math. Programming 14, 1978.
    """
    lengths = np.diff(lists.postings.list_indptr)
    weights = 1 / np.maximum(lengths, 1)
    gains = lists.by_song @ weights
    heap = [(-gains[song], int(song)) for song in np.flatnonzero(lists.counts > 1)]
    heapify(heap)
    chosen: list[int] = []
    while heap and len(chosen) < n:
        gain, song = heap[0]
        holders = _holders(lists, song)
        now = -float(weights[holders].sum())
        if now > gain + 1e-9:  # what was chosen since has made it worth less: gains only fall, so the others can wait
            heapreplace(heap, (now, song))
            continue
        heappop(heap)
        chosen.append(song)
        weights[holders] *= LEFT
    return np.array(chosen, dtype=np.int64)


def dealt(scores: Float32, songs: Int64) -> Float32:
    """The scores, those of `songs` raised to the places that are for them; who stands higher already, stays there."""
    n = min(len(scores), FIRST + (EVERY - 1) * len(songs))
    ladder = -np.sort(-scores[np.argpartition(-scores, n - 1)[:n]]) if n else scores
    wanted = songs[scores[songs] < ladder[FIRST - 1]] if n > FIRST else songs[:0]
    places = FIRST + (EVERY - 1) * np.arange(1, len(wanted) + 1) - 1
    reached = places < n
    raised = scores.copy()
    np.maximum.at(raised, wanted[reached], ladder[places[reached]])
    return raised


def _holders(lists: Lists, song: int) -> npt.NDArray[np.int32]:
    indptr = lists.by_song.indptr
    return np.asarray(lists.by_song.indices[indptr[song] : indptr[song + 1]])
