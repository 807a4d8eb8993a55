"""What the ranker sees of each candidate: no raw counts and no vectors, so that a ranker fits data of any size.

Scores of sources become z-scores and ranks among the query's candidates, counts become shares, cosines or lifts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.retriever import Seeds
from recsys.lists import Float32, Lists
from recsys.sources.named import NamedArtists

Int8 = npt.NDArray[np.int8]
Int64 = npt.NDArray[np.int64]
Columns = Mapping[str, npt.NDArray[np.floating]]

HEAD = 500
"""A source's z-scores are relative to its best candidates: below them the scores say nothing."""

LAST = 5
BEST = 3

SMALLEST_SHARE = 1e-4
"""Is added to shares before their logarithm is taken."""

LIFT_DOUBT = 5.0
"""Is added to the product of two songs' playlists, or two rare songs would have an enormous lift."""

TOGETHER = "together: cosine, mean"
"""How much a candidate shares playlists with the seeds; NaN where there are none."""

_BLOCK = 4096
"""Vectors that are rounded at a time, while a processor's cache holds them."""


@dataclass(frozen=True, eq=False)
class Scores:
    """What the sources say to one playlist: `by_source` float32[n_sources, n_songs].

    `artists` and `titles`, float32[n_lists], tell how alike each training playlist is by artists and by title;
    `vectors` float32[d] place the playlist in the space of each source that has one.
    """

    by_source: Float32
    artists: Float32
    titles: Float32
    vectors: tuple[Float32, ...] = ()


class Features:
    """The features of candidates over one set of training playlists.

    `spaces` name float32[n_songs, d] vectors in which near songs fit the same playlists. The scores of `sources` come
    in the order of their names.
    """

    def __init__(
        self,
        lists: Lists,
        sources: Sequence[str],
        spaces: Mapping[str, Float32],
        named: NamedArtists,
    ) -> None:
        self._lists = lists
        self._names = tuple(sources)
        self._spaces = {name: _rounded(vectors) for name, vectors in spaces.items()}
        self._named = named
        self._n_lists = max(len(lists), 1)
        plays = np.bincount(lists.song_artist, lists.counts, lists.n_artists)
        self._in_artist = lists.counts / np.maximum(plays, 1)[lists.song_artist]
        self._share = np.maximum(lists.counts, 1) / self._n_lists
        self._artist_share = np.maximum(plays, 1) / self._n_lists
        self._lists_of_artist = lists.by_artist.copy()
        self._lists_of_artist.data[:] = 1

    def of(self, seeds: Seeds, scores: Scores, songs: Int64) -> tuple[tuple[str, ...], Float32]:
        """The names and float32[len(songs), n_features] of the candidates `songs` (int64[n]).

        NaN stands for what cannot be known, such as the likeness to seeds where there are none.
        """
        columns = {
            **self._sources(scores.by_source[:, songs]),
            **self._together(seeds, songs),
            **self._near(seeds, songs),
            **self._artist(seeds, scores.artists, songs),
            **self._title(seeds, scores, songs),
            **self._popularity(seeds, songs),
        }
        return tuple(columns), np.stack([np.asarray(one, np.float32) for one in columns.values()], axis=1)

    def _sources(self, scores: Float32) -> Columns:
        z = standardised(scores)
        ranks = np.log1p(places(scores))
        columns = {f"{name}: z-score": row for name, row in zip(self._names, z, strict=True)}
        columns |= {f"{name}: rank": row for name, row in zip(self._names, ranks, strict=True)}
        return {**columns, **combined(z)}

    def _together(self, seeds: Seeds, songs: Int64) -> Columns:
        """How often candidate and seed share playlists, as cosine, conditional probability and lift."""
        by_song, counts = self._lists.by_song, self._lists.counts
        shared = (by_song[songs] @ by_song[seeds.songs].T.tocsr()).toarray()
        of_song, of_seed = np.maximum(counts[songs], 1)[:, None], np.maximum(counts[seeds.songs], 1)
        chance = of_song * of_seed / self._n_lists
        return {
            **_over_seeds("together: cosine", shared / np.sqrt(of_song * of_seed)),
            **_over_seeds("together: probability", shared / of_seed),
            **_over_seeds("together: lift", np.log1p(shared / (chance + LIFT_DOUBT / self._n_lists))),
        }

    def _near(self, seeds: Seeds, songs: Int64) -> Columns:
        columns: dict[str, npt.NDArray[np.floating]] = {}
        for name, directions in self._spaces.items():
            cosines = _units(directions[songs]) @ _units(directions[seeds.songs]).T
            columns |= _over_seeds(f"{name}: cosine", cosines)
        return columns

    def _artist(self, seeds: Seeds, alike: Float32, songs: Int64) -> Columns:
        n_artists, artists = self._lists.n_artists, self._lists.song_artist[songs]
        if not len(seeds.artists):
            return dict.fromkeys((*_ARTIST, *_ARTISTS_OF_QUERY), np.full(len(songs), np.nan))
        among = np.bincount(seeds.artists, minlength=n_artists)
        last = np.bincount(seeds.artists[-LAST:], minlength=n_artists)
        near = (self._lists_of_artist @ alike / max(float(alike.sum()), 1e-9))[artists] + SMALLEST_SHARE
        of_song = (
            among[artists] / len(seeds.artists),
            np.log1p(among[artists]),
            last[artists] / min(LAST, len(seeds.artists)),
            np.log(near),
            np.log(near / (self._artist_share[artists] + SMALLEST_SHARE)),
        )
        of_query = (np.count_nonzero(among) / len(seeds.artists), among.max() / len(seeds.artists))
        same = _same(dict(zip(_ARTISTS_OF_QUERY, of_query, strict=True)), songs)
        return {**dict(zip(_ARTIST, of_song, strict=True)), **same}

    def _title(self, seeds: Seeds, scores: Scores, songs: Int64) -> Columns:
        if seeds.title is None:
            return dict.fromkeys(_TITLE, np.full(len(songs), np.nan))
        weight = float(scores.titles.sum())
        share = scores.by_source[self._names.index("titles")][songs] / max(weight, 1e-9) + SMALLEST_SHARE
        of_song = (
            np.log(share),
            np.log(share / (self._share[songs] + SMALLEST_SHARE)),
            self._named.shares(seeds.title)[self._lists.song_artist[songs]],
            np.full(len(songs), np.log(weight / self._n_lists + SMALLEST_SHARE)),
        )
        return dict(zip(_TITLE, of_song, strict=True))

    def _popularity(self, seeds: Seeds, songs: Int64) -> Columns:
        shares = np.log(self._share[songs])
        of_seeds = np.log(self._share[seeds.songs]) if len(seeds.songs) else np.array([np.nan])
        known = len(seeds.songs) / len(seeds.artists) if len(seeds.artists) else np.nan
        return {
            "popularity: song": shares,
            "popularity: artist": np.log(self._artist_share[self._lists.song_artist[songs]]),
            "popularity: song in artist": self._in_artist[songs],
            "popularity: above seeds": shares - of_seeds.mean(),
            **_same(
                {
                    "popularity: mean of seeds": of_seeds.mean(),
                    "popularity: deviation of seeds": of_seeds.std(),
                    "seeds: number": len(seeds.artists),
                    "seeds: known": known,
                },
                songs,
            ),
        }


_ARTIST = (
    "artist: share of seeds",
    "artist: seeds",
    "artist: share of last seeds",
    "artist: share of similar lists",
    "artist: lift in similar lists",
)
_ARTISTS_OF_QUERY = ("seeds: distinct artists", "seeds: share of one artist")
_TITLE = (
    "title: share of similar titles",
    "title: lift in similar titles",
    "title: names the artist",
    "title: weight of similar titles",
)


def combined(z: Float32) -> Columns:
    """What all sources say together, of the z-scores float32[n_sources, n]."""
    clipped = np.clip(z, -4, 6)
    return {"all: sum of z-scores": clipped.sum(axis=0), "all: best z-score": clipped.max(axis=0)}


def standardised(scores: Float32) -> Float32:
    """float32[k, n]: z-scores of each row, relative to its HEAD greatest; 0 in a row that says nothing."""
    if not scores.shape[1]:
        return scores
    head = -np.sort(-scores, axis=1)[:, :HEAD]
    deviation = head.std(axis=1, keepdims=True)
    silent = (scores.max(axis=1, keepdims=True, initial=0) <= 0) | (deviation <= 0)
    z: Float32 = np.where(silent, 0, (scores - head.mean(axis=1, keepdims=True)) / np.where(silent, 1, deviation))
    return z.astype(np.float32)


def places(scores: Float32) -> Int64:
    """int64[k, n]: how many scores of its row are greater than each.

    Equal ones share a place: songs are numbered by how often all playlists hold them, and a place by number would tell
    a fold of the lists that it holds out.
    """
    rising = np.sort(-scores, axis=1)
    return np.stack([np.searchsorted(sorted_row, -row) for sorted_row, row in zip(rising, scores, strict=True)])


def _over_seeds(name: str, values: npt.NDArray[np.floating]) -> Columns:
    """What float[n, n_seeds] comes to for each candidate: over all seeds, the nearest ones and the last ones."""
    n, seeds = values.shape
    if not seeds:
        return {f"{name}, {part}": np.full(n, np.nan) for part in ("mean", "greatest", "best", "last")}
    best = np.partition(values, max(seeds - BEST, 0), axis=1)[:, -BEST:]
    return {
        f"{name}, mean": values.mean(axis=1),
        f"{name}, greatest": values.max(axis=1),
        f"{name}, best": best.mean(axis=1),
        f"{name}, last": values[:, -LAST:].mean(axis=1),
    }


def _rounded(vectors: Float32) -> Int8:
    """int8[n, d]: the directions of vectors in a quarter of their bytes; a hundredth of a cosine decides nothing."""
    rounded: Int8 = np.empty(vectors.shape, np.int8)
    for start in range(0, len(vectors), _BLOCK):
        block = np.ascontiguousarray(vectors[start : start + _BLOCK])
        greatest = np.abs(block).max(axis=1, keepdims=True)
        scale = np.iinfo(np.int8).max / np.where(greatest > 0, greatest, 1)
        rounded[start : start + _BLOCK] = np.rint(block * scale)
    return rounded


def _units(directions: Int8) -> Float32:
    """float32[n, d]: the rounded directions with length one, or zero."""
    vectors = directions.astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1)
    return vectors


def _same(values: Mapping[str, float], songs: Int64) -> Columns:
    """What is the same for all candidates of a query."""
    return {name: np.full(len(songs), value) for name, value in values.items()}
