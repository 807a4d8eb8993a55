"""Playlists as compact arrays of canonical songs: what training reads and what a bundle's catalogue is built from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from recsys.domain import Playlist, Song, Track
from recsys.identity import artist_key, primary_artist, track_key

UNKNOWN = -1
"""Stands in `years`, `durations` and `explicit` where the data says nothing."""

Int8 = npt.NDArray[np.int8]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Corpus:
    """Playlists over numbered songs and artists, both ordered by how often they occur (ties: by key).

    Song `s` has `song_keys[s]`, its most frequent spelling `song_titles[s]` and the artist `song_artist[s]`
    (int32[n_songs], an index into `artist_keys` and `artist_names`; the artist of songs without one has the empty key).
    Its Spotify ids are `track_ids[track_indptr[s]:track_indptr[s + 1]]`, most frequent first (ties: the smallest id),
    and `track_counts` says how many entries use each; an id belongs to one song. `years` and `durations` (ms) hold the
    most common known value of each song, or UNKNOWN; `explicit` is 1 when any recording of it is known to be explicit,
    0 when all that is known is clean, or UNKNOWN.

    Playlist `p` has the title `titles[p]` and the songs `songs[indptr[p]:indptr[p + 1]]`, each once, in playlist order.
    """

    song_keys: Sequence[str]
    song_titles: Sequence[str]
    song_artist: Int32
    artist_keys: Sequence[str]
    artist_names: Sequence[str]
    track_indptr: Int64
    track_ids: Sequence[str]
    track_counts: Int32
    years: Int32
    durations: Int32
    explicit: Int8
    titles: Sequence[str | None]
    indptr: Int64
    songs: Int32

    @classmethod
    def from_playlists(cls, playlists: Iterable[Playlist]) -> Corpus:
        """Reads each playlist once; memory grows with the distinct tracks, and by four bytes for each entry.

        Entries without a title are left out: nothing could be shown for them. Playlists may end up empty.
        """
        builder = _Builder()
        for playlist in playlists:
            builder.add(playlist)
        return builder.build()

    @property
    def n_songs(self) -> int:
        return len(self.song_keys)

    @property
    def n_artists(self) -> int:
        return len(self.artist_keys)

    @property
    def n_playlists(self) -> int:
        return len(self.titles)

    def playlist(self, row: int) -> Int32:
        """The songs of one playlist, in its order."""
        return self.songs[self.indptr[row] : self.indptr[row + 1]]

    def counts(self) -> Int64:
        """int64[n_songs]: in how many of these playlists each song is."""
        return np.bincount(self.songs, minlength=self.n_songs).astype(np.int64)

    def spotify_ids(self, song: int) -> tuple[str, ...]:
        """The song's Spotify ids, the most frequent first."""
        return tuple(self.track_ids[self.track_indptr[song] : self.track_indptr[song + 1]])

    def song(self, row: int, playlists: int = 0) -> Song:
        """The song as the domain names it."""
        year, duration, explicit = int(self.years[row]), int(self.durations[row]), int(self.explicit[row])
        return Song(
            id=row,
            title=self.song_titles[row],
            artist=self.artist_names[self.song_artist[row]],
            spotify_ids=self.spotify_ids(row),
            playlists=playlists,
            year=None if year == UNKNOWN else year,
            duration_ms=None if duration == UNKNOWN else duration,
            explicit=None if explicit == UNKNOWN else bool(explicit),
        )

    def subset(self, rows: npt.ArrayLike) -> Corpus:
        """Only these playlists, in this order; songs and artists keep their numbers, so some may be in no playlist."""
        chosen = np.asarray(rows, dtype=np.int64)
        lengths = np.diff(self.indptr)[chosen]
        indptr = np.concatenate(([0], np.cumsum(lengths)))
        within = np.arange(indptr[-1]) - np.repeat(indptr[:-1], lengths)
        songs = self.songs[np.repeat(self.indptr[chosen], lengths) + within]
        return replace(self, titles=[self.titles[row] for row in chosen], indptr=indptr, songs=songs)


class _Numbers(dict[str, int]):
    """Numbers strings in the order in which they are first asked for."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class _Builder:
    """Gathers playlists; a recording is one spelling of a track with its metadata, kept once for all its entries."""

    def __init__(self) -> None:
        self.keys, self.artists, self.spellings, self.names, self.ids = (_Numbers() for _ in range(5))
        self.artist_of_song = array("i")
        self.song_of_id = array("i")
        self.recordings: dict[tuple[object, ...], int] = {}
        self.columns = {
            name: array("i")
            for name in ("song", "artist", "spelling", "name", "id", "year", "duration", "explicit", "entries")
        }
        self.titles: list[str | None] = []
        self.indptr, self.songs = array("q", [0]), array("i")

    def add(self, playlist: Playlist) -> None:
        song_of, entries = self.columns["song"], self.columns["entries"]
        recordings = [self._recording(track) for track in playlist.tracks if track.title.strip()]
        for recording in recordings:
            entries[recording] += 1
        self.songs.extend(dict.fromkeys(song_of[recording] for recording in recordings))
        self.indptr.append(len(self.songs))
        self.titles.append(playlist.title)

    def _recording(self, track: Track) -> int:
        key = (track.title, track.artists, track.spotify_id, track.year, track.duration_ms, track.explicit)
        known = self.recordings.get(key)
        if known is None:
            known = self.recordings[key] = len(self.recordings)
            self._describe(track)
        return known

    def _describe(self, track: Track) -> None:
        name = primary_artist(track.artists)
        artist = self.artists[artist_key(name)]
        values = {
            "song": self._song(track, artist),
            "artist": artist,
            "spelling": self.spellings[track.title],
            "name": self.names[name],
            "id": UNKNOWN if track.spotify_id is None else self.ids[track.spotify_id],
            "year": _number(track.year),
            "duration": _number(track.duration_ms),
            "explicit": _number(track.explicit),
            "entries": 0,
        }
        for column, value in values.items():
            self.columns[column].append(value)

    def _song(self, track: Track, artist: int) -> int:
        """The song of a new recording: that of its Spotify id if the id was seen before, else that of its names."""
        if track.spotify_id is not None and track.spotify_id in self.ids:
            return self.song_of_id[self.ids[track.spotify_id]]
        song = self.keys[track_key(track)]
        if song == len(self.artist_of_song):
            self.artist_of_song.append(artist)
        if track.spotify_id is not None:
            self.song_of_id.append(song)
        return song

    def build(self) -> Corpus:
        columns = {name: np.array(values, dtype=np.int32) for name, values in self.columns.items()}
        songs, artist_of_song = np.array(self.songs, dtype=np.int32), np.array(self.artist_of_song, dtype=np.int32)
        song_order = _by_frequency(np.bincount(songs, minlength=len(self.keys)), list(self.keys))
        artist_weight = np.bincount(artist_of_song[songs], minlength=len(self.artists))
        artist_order = _by_frequency(artist_weight, list(self.artists))
        song = _places(song_order)[columns["song"]]
        artist_of_song = _places(artist_order)[artist_of_song[song_order]]
        spelling = _most_common(song, columns["spelling"], columns["entries"], len(self.keys))
        artist = _places(artist_order)[columns["artist"]]
        name = _most_common(artist, columns["name"], columns["entries"], len(self.artists))
        indptr, ids, counts = _tracks(song, columns["id"], columns["entries"], len(self.keys), list(self.ids))
        return Corpus(
            song_keys=_take(list(self.keys), song_order),
            song_titles=_take(list(self.spellings), spelling),
            song_artist=artist_of_song,
            artist_keys=_take(list(self.artists), artist_order),
            artist_names=_take(list(self.names), name),
            track_indptr=indptr,
            track_ids=ids,
            track_counts=counts,
            years=_most_common(song, columns["year"], columns["entries"], len(self.keys)),
            durations=_most_common(song, columns["duration"], columns["entries"], len(self.keys)),
            explicit=_greatest(song, columns["explicit"], len(self.keys)).astype(np.int8),
            titles=self.titles,
            indptr=np.array(self.indptr, dtype=np.int64),
            songs=_places(song_order)[songs],
        )


def _number(value: int | None) -> int:
    """The value as the columns hold it; what no int32 can hold is no year and no duration either."""
    return int(value) if value is not None and 0 <= value < 2**31 else UNKNOWN


def _by_frequency(counts: Int64, keys: Sequence[str]) -> Int64:
    """The rows, most frequent first; equal counts by key."""
    by_key = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)
    return by_key[np.argsort(-counts[by_key], kind="stable")]


def _places(order: Int64) -> Int32:
    """The inverse of an order: the new number of each old row."""
    places = np.empty(len(order), dtype=np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def _take(texts: Sequence[str], rows: Int64 | Int32) -> list[str]:
    return [texts[row] for row in rows]


def _grouped(group: Int32, value: Int32, weight: Int32) -> tuple[Int32, Int32, Int64]:
    """Each distinct known (group, value) with its summed weight, ordered by group, then falling weight, then value."""
    known = value != UNKNOWN
    pairs = group[known].astype(np.int64) << 32 | value[known].astype(np.int64)
    distinct, inverse = np.unique(pairs, return_inverse=True)
    weights = np.bincount(inverse, weights=weight[known], minlength=len(distinct)).astype(np.int64)
    order = np.lexsort((-weights, distinct >> 32))  # stable, so equal weights stay in the order of their values
    groups, values = (distinct >> 32).astype(np.int32), (distinct & 0xFFFFFFFF).astype(np.int32)
    return groups[order], values[order], weights[order]


def _most_common(group: Int32, value: Int32, weight: Int32, n_groups: int) -> Int32:
    """int32[n_groups]: the known value of the greatest summed weight in each group, UNKNOWN where there is none."""
    groups, values, _ = _grouped(group, value, weight)
    found, first = np.unique(groups, return_index=True)
    best = np.full(n_groups, UNKNOWN, dtype=np.int32)
    best[found] = values[first]
    return best


def _greatest(group: Int32, value: Int32, n_groups: int) -> Int32:
    """int32[n_groups]: the greatest value in each group, UNKNOWN where there is none."""
    greatest = np.full(n_groups, UNKNOWN, dtype=np.int32)
    np.maximum.at(greatest, group, value)
    return greatest


def _tracks(
    song: Int32, number: Int32, entries: Int32, n_songs: int, ids: Sequence[str]
) -> tuple[Int64, list[str], Int32]:
    """(indptr, ids, counts) of the songs' Spotify ids, the most frequent first, equal counts by id."""
    by_text = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    place = np.where(number == UNKNOWN, UNKNOWN, _places(by_text)[number] if len(ids) else UNKNOWN).astype(np.int32)
    songs, places, counts = _grouped(song, place, entries)
    indptr = np.concatenate(([0], np.cumsum(np.bincount(songs, minlength=n_songs)))).astype(np.int64)
    return indptr, _take(ids, by_text[places]), counts.astype(np.int32)
