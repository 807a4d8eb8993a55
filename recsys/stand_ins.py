"""What songs are compared with: the seeds or, where these give nothing to sort by, the best of the songs themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recsys.domain import Query, Song
from recsys.lookup import song_track
from recsys.sound import Comparison, SortBy, sortable

STAND_INS = 5
"""With so many of the best songs the others are compared where there is no seed: what they agree on is the mood."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A query to compare with, in which so many of the best songs stand for seeds."""

    query: Query
    stand_ins: int = 0


def to_compare_with(query: Query, songs: Sequence[Song]) -> Iterator[Beside]:
    """What to compare these songs, in the order of their ranking, with: the first that `serves` is the one to take."""
    if query.tracks:
        yield Beside(query)
    if best := tuple(map(song_track, songs[:STAND_INS])):
        yield Beside(replace(query, tracks=best), len(best))


def serves(comparison: Comparison, by: SortBy) -> bool:
    """Whether anything is known to sort by."""
    return any(sortable(one, by) for one in comparison.songs)
