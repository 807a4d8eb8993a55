"""Which songs, artists and title of a query the model knows."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.retriever import Seeds
from recsys.catalog import Catalog
from recsys.corpus import Int32, Int64
from recsys.domain import Query, Track
from recsys.explain import Evidence
from recsys.identity import fold, primary_artist
from recsys.retrieval import Retriever

MOST_WORDS = 8
"""Of a title are looked up one by one."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A query in the model's numbers.

    For each of its tracks `found` has the songs that it may be. `known` of them are songs that the model knows;
    `by_artist` are not, and `artists` stand for them. `left_out` (int64[n], distinct) are all songs that the tracks,
    and those that the query leaves out, may be.
    """

    found: Sequence[tuple[int, ...]]
    seeds: Seeds
    known: int
    by_artist: int
    unknown: tuple[Track, ...]
    artists: tuple[int, ...]
    left_out: Int64

    @property
    def nothing_known(self) -> bool:
        return not (len(self.seeds.artists) or self.seeds.title)


class Resolver:
    """Finds a query's tracks in the catalogue: by Spotify id, else by names, else their artist alone.

    `song_artist` is int32[n_songs].
    """

    def __init__(self, catalog: Catalog, song_artist: Int32, retriever: Retriever) -> None:
        self._catalog = catalog
        self._song_artist = song_artist
        self._retriever = retriever
        self._padded_titles = [f" {title} " for title in catalog.playlist_titles()]

    def resolve(self, query: Query) -> Resolved:
        found = self._catalog.resolve(query.tracks)
        strangers = [track for track, songs in zip(query.tracks, found, strict=True) if not songs]
        artist_of = {track: self._catalog.artist_id(primary_artist(track.artists)) for track in set(strangers)}
        artists = tuple(artist for track in dict.fromkeys(strangers) if (artist := artist_of[track]) is not None)
        unknown = tuple(track for track in strangers if artist_of[track] is None)
        owned = self._catalog.resolve(query.known) if query.known else []
        return Resolved(
            found=found,
            seeds=self._seeds([songs[0] for songs in found if songs], artists, query.title),
            known=len(found) - len(strangers),
            by_artist=len(strangers) - len(unknown),
            unknown=unknown,
            artists=tuple(dict.fromkeys(artists)),
            left_out=np.unique(np.array([song for songs in (*found, *owned) for song in songs], dtype=np.int64)),
        )

    def _seeds(self, known: list[int], artists: tuple[int, ...], title: str | None) -> Seeds:
        songs = np.array(list(dict.fromkeys(known)), dtype=np.int32)
        every_artist = np.concatenate((self._song_artist[songs], np.array(artists, dtype=np.int32)))
        return Seeds(songs, every_artist, title if title and self._retriever.knows_title(title) else None)

    def evidence(self, resolved: Resolved) -> Evidence:
        """What reasons can be given from."""
        title = resolved.seeds.title
        title_id = self._catalog.title_id(title) if title else None
        return Evidence(
            seeds=self._catalog.songs(resolved.seeds.songs.tolist()),
            artists=self._catalog.artist_names(resolved.artists),
            artist_seeds=Counter(resolved.seeds.artists.tolist()),
            title=title,
            title_id=title_id,
            title_words=self._with_words_of(title) if title and title_id is None else {},
        )

    def _with_words_of(self, title: str) -> dict[str, list[int]]:
        """For the first words of a title, as they are spelled there, the numbers of the titles that have them."""
        words = {word.strip(string.punctuation) or word: f" {fold(word)} " for word in title.split()[:MOST_WORDS]}
        return {
            word: titles
            for word, folded in words.items()
            if (titles := [number for number, title in enumerate(self._padded_titles) if folded in title])
        }
