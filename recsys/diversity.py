"""What an answer is made of beyond its songs' own merit: one version of each, not all by one artist, not only hits.

`adventurous` is a dial from 0, the ranking as it is, to 1. Songs are chosen one by one, as for maximal marginal
relevance (Carbonell and Goldstein, SIGIR 1998): each time the one with the greatest

    -ln(r + HEAD) - adventurous² * (HITS * ln(1 + p) + NEAR * s + CROWD * (1 - share) * c)

where r is its place in the ranking from 0 and p the number of playlists that hold it. s is its greatest cosine with the
songs chosen before, c counts those by its artist, and both fade by FADE with each further song: they are about the
songs beside it, not about another page. `share` is how much of the answer one artist may have. Places stand for scores,
so that the dial means the same whatever the scores are; a penalty of ln 2 moves a song to about twice its place. The
square makes the dial's middle gentle, where most people leave it, and its end bold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import numpy.typing as npt

from recsys.catalog import Catalog
from recsys.domain import Query
from recsys.identity import artist_key, primary_artist, track_key, work_key

Bool = npt.NDArray[np.bool_]
Float32 = npt.NDArray[np.float32]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]

LEAST_SHARE = 0.15
"""Of an answer to varied seeds, one artist may have three songs in twenty."""

DOUBT = 4
"""Seeds by nobody in particular that are added before shares are taken: one song says little about a whole list."""

HEAD = 10
"""So many places count as about equally good at the head of a ranking."""

HITS, NEAR, CROWD = 0.6, 1.2, 1.2
"""How much popularity, likeness and songs by the same artist weigh at the dial's end.

On validation lists ranked by ALS the dial's middle cost 0.6 % of the NDCG and its end 9 %.
"""

FADE = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The songs that an answer is chosen from, the best first.

    `vectors` float32[n, d] are near for songs that fit the same playlists, `artists` int32[n] says whose they are,
    `playlists` float32[n] how many hold each, and `works` of which work each is a version (`recsys.identity.work_key`).
    """

    vectors: Float32
    artists: Int32
    playlists: Float32
    works: Sequence[str]

    def __getitem__(self, rows: Int64) -> Candidates:
        works = [self.works[row] for row in rows]
        return Candidates(self.vectors[rows], self.artists[rows], self.playlists[rows], works)


class Diversifier:
    """Makes answers of rankings over the songs of one bundle.

    `vectors` float32[n_songs, d] are near for songs that fit the same playlists, `song_artist` int32[n_songs] says
    whose they are and `playlists` float32[n_songs] how many hold each.
    """

    def __init__(self, catalog: Catalog, vectors: Float32, song_artist: Int32, playlists: Float32) -> None:
        self._catalog = catalog
        self._vectors = vectors
        self._song_artist = song_artist
        self._playlists = playlists
        self._explicit = catalog.explicit()
        self._years = catalog.years()

    def answer(self, ranked: Int64, query: Query, seeds: Int64, limit: int) -> Int64:
        """int64[at most limit]: the songs that answer a query, of those that were ranked for it, the best first.

        `seeds` int64[m] are the songs of the query's tracks that the catalogue knows, and of those that it leaves
        out. No song comes in two versions or is a version of such a track. Where a clean answer is asked for none is
        known to be explicit; where years are, each is known to be of them; and none is by an artist to avoid.
        """
        ranked = ranked[self._wanted(ranked, query)]
        places = diversify(
            self._candidates(ranked),
            limit=limit,
            adventurous=query.adventurous,
            cap=query.max_per_artist,
            taken={work_key(track.title, track_key(track)) for track in (*query.tracks, *query.known)}
            | set(self._catalog.works(seeds)),
        )
        return ranked[places]

    def _wanted(self, songs: Int64, query: Query) -> Bool:
        """bool[n]: which of these songs the query's filters let through."""
        wanted = np.ones(len(songs), dtype=bool)
        if query.clean:
            wanted &= ~self._explicit[songs]
        if query.year_from is not None or query.year_to is not None:
            years = self._years[songs]
            wanted &= (years >= (query.year_from or 1)) & (years <= (query.year_to or 9999)) & (years > 0)
        if query.avoided:
            artists = [number for name in query.avoided if (number := self._catalog.artist_id(name)) is not None]
            wanted &= ~np.isin(self._song_artist[songs], artists)
        return wanted

    def _candidates(self, songs: Int64) -> Candidates:
        works = self._catalog.works(songs)
        return Candidates(self._vectors[songs], self._song_artist[songs], self._playlists[songs], works)


def pool_size(limit: int) -> int:
    """From how many candidates so many songs are chosen well."""
    return limit + min(9 * limit, 1000)


def diversify(
    candidates: Candidates,
    *,
    limit: int,
    adventurous: float = 0.0,
    cap: int | None = None,
    taken: AbstractSet[str] = frozenset(),
) -> Int64:
    """int64[at most limit]: the candidates of an answer, by place, in the order in which they are answered.

    Of each work only the best candidate may be in it, and none of the works in `taken`; of each artist at most `cap`.
    """
    fresh = _fresh(candidates.works, taken)
    if not adventurous:
        return fresh[within_cap(candidates.artists[fresh], cap)][:limit]
    return fresh[_greedy(candidates[fresh], limit, adventurous**2, cap)]


def _fresh(works: Sequence[str], taken: AbstractSet[str]) -> Int64:
    """The first of each work that is not taken."""
    firsts = {work: row for row, work in reversed(list(enumerate(works)))}
    return np.array(sorted(row for work, row in firsts.items() if work not in taken), dtype=np.int64)


def _greedy(candidates: Candidates, limit: int, strength: float, cap: int | None) -> Int64:
    artists, n = candidates.artists, len(candidates.artists)
    lengths = np.linalg.norm(candidates.vectors, axis=1, keepdims=True)
    directions = candidates.vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    crowding = CROWD * (1 - min(1.0, (cap or 0) / limit))
    worth = -np.log(np.arange(n) + HEAD) - strength * HITS * np.log1p(candidates.playlists)
    near, crowd = np.zeros(n, np.float32), np.zeros(n, np.float32)
    chosen: list[int] = []
    left: Counter[int] = Counter()
    while len(chosen) < min(limit, n):
        best = int(np.argmax(worth - strength * (NEAR * near + crowding * crowd)))
        if worth[best] == -np.inf:
            break
        chosen.append(best)
        worth[best] = -np.inf
        by_artist = artists == artists[best]
        near = np.maximum(FADE * near, directions @ directions[best])
        crowd = FADE * crowd + by_artist
        left[int(artists[best])] += 1
        if left[int(artists[best])] == cap:
            worth[by_artist] = -np.inf
    return np.array(chosen, dtype=np.int64)


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


def within_cap(artists: Int32, cap: int | None) -> Bool:
    """bool[n]: which songs of a ranking with these artists (int32[n]) stay when each artist keeps the first `cap`."""
    if cap is None:
        return np.ones(len(artists), dtype=bool)
    order = np.argsort(artists, kind="stable")
    by_artist = artists[order]
    first = np.searchsorted(by_artist, by_artist)
    kept = np.empty(len(artists), dtype=bool)
    kept[order] = np.arange(len(artists)) - first < cap
    return kept
