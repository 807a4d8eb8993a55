"""How much of one artist an answer may hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import ceil

import numpy as np
import numpy.typing as npt

from recsys.domain import Query
from recsys.identity import artist_key, primary_artist

LEAST_SHARE = 0.15
"""Of an answer to varied seeds, one artist may have three songs in twenty."""

DOUBT = 4
"""Seeds by nobody in particular that are added before shares are taken: one song says little about a whole list."""


def with_artist_cap(query: Query) -> Query:
    """The query with the artist cap that answers for people have; a query that has a cap keeps it.

    An artist may have the share of the answer that the most frequent artist has of the seeds, at least LEAST_SHARE and
    at least two songs: twenty seeds by one artist allow seventeen songs in twenty by that artist, mixed ones three.
    """
    if query.max_per_artist is not None:
        return query
    artists = Counter(artist_key(name) for track in query.tracks if (name := primary_artist(track.artists)))
    most = max(artists.values(), default=0)
    share = max(LEAST_SHARE, most / (len(query.tracks) + DOUBT))
    return replace(query, max_per_artist=max(2, ceil(share * query.limit)))


def within_cap(artists: npt.NDArray[np.int32], cap: int | None) -> npt.NDArray[np.bool_]:
    """bool[n]: which songs of a ranking with these artists (int32[n]) stay when each artist keeps the first `cap`."""
    if cap is None:
        return np.ones(len(artists), dtype=bool)
    order = np.argsort(artists, kind="stable")
    by_artist = artists[order]
    first = np.searchsorted(by_artist, by_artist)
    kept = np.empty(len(artists), dtype=bool)
    kept[order] = np.arange(len(artists)) - first < cap
    return kept
