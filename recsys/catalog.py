"""The songs of a bundle in a read-only SQLite file: by number, key, Spotify id, and by what people type.

Songs are numbered by popularity, so "most popular first" is the order of row ids, which FTS5 yields without sorting.
Words match by their beginnings; words that lead nowhere give way to similar ones of the vocabulary, found by trigrams.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from threading import Lock
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import orjson
from rapidfuzz import process
from rapidfuzz.distance import OSA

from recsys.corpus import Int32
from recsys.domain import Song, Track
from recsys.errors import BundleError
from recsys.identity import artist_key, fold, track_key, work_key
from recsys.matching import SURE, Names, Reading, readings

APPLICATION_ID = 0x53656775  # "Segu", in the header of the file
POOL = 200
"""How many of the most popular songs with the right words are compared with what was typed."""

VOCABULARY_POOL = 2000
"""How many of the most frequent words that share a part with a typed word are compared with it."""

WHOLE = 95.0
"""From this fit on a text names the song in full."""

_MOST_WORDS = 12
_NEAR = 0.6

_SONGS = (
    "SELECT songs.id, title, name AS artist, playlists, year, duration_ms, explicit, words, songs.key AS key "
    "FROM songs JOIN artists ON artists.id = songs.artist_id WHERE songs.id IN (SELECT value FROM json_each(?))"
)
_TRACKS = (
    "SELECT song_id, spotify_id FROM tracks WHERE song_id IN (SELECT value FROM json_each(?)) ORDER BY song_id, place"
)
_TITLES = "SELECT id, title, key FROM songs WHERE id IN (SELECT value FROM json_each(?))"
_BY_SPOTIFY_ID = "SELECT spotify_id, song_id FROM tracks WHERE spotify_id IN (SELECT value FROM json_each(?))"
_BY_KEY = "SELECT key, id FROM songs WHERE key IN (SELECT value FROM json_each(?))"
_ARTIST_OF = (
    "SELECT name FROM tracks JOIN songs ON songs.id = tracks.song_id JOIN artists ON artists.id = songs.artist_id "
    "WHERE spotify_id = ?"
)
_BY_WORDS = "SELECT rowid FROM song_words WHERE song_words MATCH ? ORDER BY rowid LIMIT ?"
_BY_TITLE = "SELECT id FROM songs WHERE words = ? ORDER BY id LIMIT ?"
_SIMILAR = (
    "SELECT words.word FROM trigrams JOIN words ON words.id = trigrams.rowid "
    "WHERE trigrams MATCH ? ORDER BY trigrams.rowid LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A song and how well it fits what was typed, 0 to 100."""

    song: Song
    fit: float


WORKS_KEPT = 100_000
"""Keys of works that are kept, about 20 MB of them: the same songs are candidates again and again."""


class Catalog:
    """A bundle's song index. One connection behind a lock: safe to use from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        self._lock = Lock()
        self._works: dict[int, str] = {}

    @classmethod
    def open(cls, path: Path) -> Catalog:
        """Open read-only; nothing may change the file meanwhile. Raises BundleError when it is no catalogue."""
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with ExitStack() as stack:
            try:
                connection = stack.enter_context(closing(sqlite3.connect(uri, uri=True, check_same_thread=False)))
                (application,) = connection.execute("PRAGMA application_id").fetchone()
            except sqlite3.Error as error:
                raise BundleError(path, f"its song index cannot be read ({error}). Train it again.") from error
            if application != APPLICATION_ID:
                raise BundleError(path, "it is not a song index that Segue made.")
            stack.pop_all()  # from here on the catalogue closes it
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._rows("SELECT count(*) FROM songs")[0][0])

    def song(self, song_id: int) -> Song:
        """Raises KeyError when there is no such song."""
        return self.songs([song_id])[0]

    def songs(self, ids: Sequence[int]) -> tuple[Song, ...]:
        """Songs in the order of their ids. Raises KeyError when one does not exist."""
        found = self._songs(ids)
        return tuple(found[int(song_id)][0] for song_id in ids)

    def spotify_ids(self, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """The Spotify ids of those of these songs that have any, the most frequent one first."""
        tracks: dict[int, list[str]] = {}
        for song_id, spotify_id in self._rows(_TRACKS, _json(ids)):
            tracks.setdefault(song_id, []).append(spotify_id)
        return {song_id: tuple(found) for song_id, found in tracks.items()}

    def by_key(self, key: str) -> Song | None:
        """The song with this key of `recsys.identity`."""
        return self._one("SELECT id FROM songs WHERE key = ?", key)

    def by_spotify_id(self, spotify_id: str) -> Song | None:
        """The song that one of its tracks has this Spotify id."""
        return self._one("SELECT song_id FROM tracks WHERE spotify_id = ?", spotify_id)

    def resolve(self, tracks: Sequence[Track]) -> list[tuple[int, ...]]:
        """For each track the numbers of the songs it may be: that of its Spotify id first, then that of its names."""
        keys = [track_key(track) for track in tracks]
        by_id = self._numbers(_BY_SPOTIFY_ID, [track.spotify_id for track in tracks if track.spotify_id])
        by_key = self._numbers(_BY_KEY, keys)
        found = [(by_id.get(track.spotify_id or ""), by_key.get(key)) for track, key in zip(tracks, keys, strict=True)]
        return [tuple(dict.fromkeys(song for song in pair if song is not None)) for pair in found]

    def artist_id(self, name: str) -> int | None:
        """The artist of that name, however it is spelled; None also for the blank name."""
        key = artist_key(name)
        rows = self._rows("SELECT id FROM artists WHERE key = ?", key) if key else []
        return int(rows[0][0]) if rows else None

    def artists_like(self, name: str, limit: int = 3) -> list[str]:
        """The names of artists that are spelled most like this, the nearest first; [] when none is near."""
        rows = self._rows("SELECT key, name FROM artists WHERE key != ''")
        near = process.extract(
            artist_key(name),
            [row["key"] for row in rows],
            scorer=OSA.normalized_similarity,
            limit=limit,
            score_cutoff=_NEAR,
        )
        return [rows[place]["name"] for _, _, place in near]

    def artist_names(self, ids: Sequence[int]) -> dict[int, str]:
        """The names of artists by number."""
        rows = self._rows("SELECT id, name FROM artists WHERE id IN (SELECT value FROM json_each(?))", _json(ids))
        return {row["id"]: row["name"] for row in rows}

    def artist_keys(self) -> list[str]:
        """The key of every artist, by number."""
        return [row[0] for row in self._rows("SELECT key FROM artists ORDER BY id")]

    def artists(self) -> list[tuple[str, str]]:
        """The key and the name of every artist, by number."""
        return [(row["key"], row["name"]) for row in self._rows("SELECT key, name FROM artists ORDER BY id")]

    @cached_property
    def song_artist(self) -> Int32:
        """int32[n_songs]: the number of each song's artist."""
        return np.array([row[0] for row in self._rows("SELECT artist_id FROM songs ORDER BY id")], dtype=np.int32)

    def explicit(self) -> npt.NDArray[np.bool_]:
        """bool[n_songs]: which songs are known to be explicit."""
        known = np.zeros(len(self), dtype=np.bool_)
        known[[row[0] for row in self._rows("SELECT id FROM songs WHERE explicit = 1")]] = True
        return known

    def years(self) -> npt.NDArray[np.int16]:
        """int16[n_songs]: the year of each song, 0 where it is not known."""
        years = np.zeros(len(self), dtype=np.int16)
        for song, year in self._rows("SELECT id, year FROM songs WHERE year BETWEEN 1 AND 9999"):
            years[song] = year
        return years

    def works(self, ids: Iterable[int]) -> list[str]:
        """The key of the work that each of these songs is a version of; see `recsys.identity.work_key`."""
        wanted, works = [int(song) for song in ids], self._works
        if missing := [song for song in wanted if song not in works]:
            works.update((song, work_key(title, key)) for song, title, key in self._rows(_TITLES, _json(missing)))
        if len(works) > WORKS_KEPT:
            self._works = {}  # a new one: another thread may be reading the old one
        return [works[song] for song in wanted]

    def songs_of(self, artist_id: int, limit: int) -> tuple[Song, ...]:
        """The artist's songs, the most popular first."""
        rows = self._rows("SELECT id FROM songs WHERE artist_id = ? ORDER BY id LIMIT ?", artist_id, limit)
        return self.songs([row[0] for row in rows])

    def artist_of(self, spotify_id: str) -> str | None:
        """The name of the artist of a track; None when the track or its artist is unknown."""
        rows = self._rows(_ARTIST_OF, spotify_id)
        return rows[0][0] or None if rows else None

    def title_id(self, title: str) -> int | None:
        """The number of a playlist title in the bundle's postings, however it is spelled."""
        rows = self._rows("SELECT id FROM playlist_titles WHERE key = ?", fold(title))
        return int(rows[0][0]) if rows else None

    def playlist_titles(self) -> list[str]:
        """The folded playlist titles, in the order of their numbers."""
        return [row[0] for row in self._rows("SELECT key FROM playlist_titles ORDER BY id")]

    def main_tracks(self) -> list[str | None]:
        """For every song its most frequent Spotify id (ties: the smallest), or None."""
        rows = self._rows("SELECT spotify_id FROM songs LEFT JOIN tracks ON song_id = id AND place = 0 ORDER BY id")
        return [row[0] for row in rows]

    def popular(self, limit: int) -> tuple[Song, ...]:
        """The songs in most playlists, the first one first."""
        return self.songs(range(min(limit, len(self))))

    def search(self, text: str, limit: int = 25) -> list[Song]:
        """Songs for an unfinished text: those it names in full first, then the most popular.

        Every word must begin a word of title or artist, in any order. Where no song does that, small typos are forgiven
        and the songs come as by `matches`.
        """
        ways = readings(text)
        found = self._ranked(ways, self._by_beginnings(ways))
        if not found:
            return [match.song for match in self._ranked(ways, self._by_similar_words(ways))[:limit]]
        return [match.song for match in sorted(found, key=lambda match: (match.fit < WHOLE, match.song.id))[:limit]]

    def matches(self, text: str, limit: int = 25) -> list[Match]:
        """What a finished text may name: the songs that `search` finds, the best fit first, then the most popular."""
        ways = readings(text)
        ids = self._by_beginnings(ways) or self._by_similar_words(ways)
        return self._ranked(ways, ids)[:limit]

    def _by_beginnings(self, ways: Sequence[Reading]) -> set[int]:
        """The most popular songs with all words, and those with just this title, which may be less popular."""
        ids = set(self._ids(_BY_TITLE, ways[-1].names.words))
        for words in _distinct_words(ways):
            ids.update(self._ids(_BY_WORDS, _all_of([_beginning(word) for word in words])))
        return ids

    def _by_similar_words(self, ways: Sequence[Reading]) -> set[int]:
        """Songs with a word like each typed word of four letters or more; failing that, like all but one of them."""
        choices = [[self._choice(word) for word in words if _parts(word) > 1] for words in _distinct_words(ways)]
        choices = [words for words in choices if words]
        ids = set(chain.from_iterable(self._ids(_BY_WORDS, _all_of(words)) for words in choices))
        if not ids:
            ids.update(chain.from_iterable(self._ids(_BY_WORDS, _all_but_one_of(words)) for words in choices[:1]))
        return ids

    def _choice(self, word: str) -> str:
        """The word's beginning, or any word that is similar."""
        return f"({' OR '.join([_beginning(word), *map(_quoted, self.similar_words(word))])})"

    def similar_words(self, word: str, limit: int = 8) -> list[str]:
        """Words of titles and artists within one edit of a folded word of four letters, two from seven letters on.

        The nearest come first, then the most frequent.
        """
        candidates = [row[0] for row in self._rows(_SIMILAR, _any_part_of(word), VOCABULARY_POOL)]
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=_parts(word) - 1, limit=limit)
        return [similar for similar, _, _ in near]

    def _ranked(self, ways: Sequence[Reading], ids: Iterable[int]) -> list[Match]:
        found = self._songs(ids)
        matches = [Match(song, max(way.fit(names) for way in ways)) for song, names in found.values()]
        return sorted(matches, key=lambda match: (-_tier(match.fit), match.song.id))

    def _songs(self, ids: Iterable[int]) -> dict[int, tuple[Song, Names]]:
        wanted = list(ids)
        tracks = self.spotify_ids(wanted)
        rows = self._rows(_SONGS, _json(wanted))
        return {row["id"]: (_song(row, tracks.get(row["id"], ())), _names(row)) for row in rows}

    def _numbers(self, sql: str, values: Sequence[str]) -> dict[str, int]:
        return {row[0]: row[1] for row in self._rows(sql, orjson.dumps(values).decode())}

    def _one(self, sql: str, value: str) -> Song | None:
        rows = self._rows(sql, value)
        return self.song(rows[0][0]) if rows else None

    def _ids(self, sql: str, value: str) -> list[int]:
        return [row[0] for row in self._rows(sql, value, POOL)]

    def _rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()


def _json(numbers: Iterable[int]) -> str:
    return orjson.dumps([int(number) for number in numbers]).decode()


def _distinct_words(ways: Iterable[Reading]) -> list[list[str]]:
    """The words of each reading, the fewest first; readings with the same words count once."""
    lists = {frozenset(way.words): way.words[:_MOST_WORDS] for way in ways if way.words}
    return sorted(lists.values(), key=len)


def _quoted(word: str) -> str:
    return '"{}"'.format(word.replace('"', '""'))


def _beginning(word: str) -> str:
    return f"{_quoted(word)}*"


def _all_of(terms: Sequence[str]) -> str:
    return " AND ".join(terms)


def _all_but_one_of(terms: Sequence[str]) -> str:
    if len(terms) == 1:
        return terms[0]
    return " OR ".join(f"({_all_of([*terms[:left], *terms[left + 1 :]])})" for left in range(len(terms)))


def _parts(word: str) -> int:
    """Into how many parts of three letters or more a word and its boundaries fall; one edit fewer leaves one whole."""
    return min(3, (len(word) + 2) // 3)


def _any_part_of(word: str) -> str:
    """Words that hold, unchanged, at least one of up to three equal parts of this word and its boundaries."""
    padded, parts = f" {word} ", _parts(word)
    cuts = [len(padded) * part // parts for part in range(parts + 1)]
    texts = [padded[start:end] for start, end in pairwise(cuts)]
    return " OR ".join(f"({_all_of([_quoted(text[at : at + 3]) for at in range(len(text) - 2)])})" for text in texts)


def _tier(fit: float) -> float:
    """Fits that differ by less than a tenth are equal, and so are all that are too poor to be meant."""
    return fit // 10 if fit >= SURE else 0


def _names(row: sqlite3.Row) -> Names:
    artist, _, title = row["key"].partition("\t")
    return Names(row["words"], title, artist)


def _song(row: sqlite3.Row, spotify_ids: tuple[str, ...]) -> Song:
    return Song(
        id=row["id"],
        title=row["title"],
        artist=row["artist"],
        spotify_ids=spotify_ids,
        playlists=row["playlists"],
        year=row["year"],
        duration_ms=row["duration_ms"],
        explicit=None if row["explicit"] is None else bool(row["explicit"]),
    )
