"""Writes the SQLite file that `recsys.catalog` reads."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from recsys.catalog import APPLICATION_ID
from recsys.corpus import UNKNOWN, Corpus
from recsys.identity import fold

_SCHEMA = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA application_id = {APPLICATION_ID};
CREATE TABLE artists (id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL) STRICT;
CREATE TABLE songs (
    id INTEGER PRIMARY KEY,  -- the song's row in the bundle's arrays, the most popular first
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,  -- the folded title
    artist_id INTEGER NOT NULL REFERENCES artists (id),
    playlists INTEGER NOT NULL,
    year INTEGER,
    duration_ms INTEGER,
    explicit INTEGER
) STRICT;
CREATE TABLE tracks (
    spotify_id TEXT PRIMARY KEY,
    song_id INTEGER NOT NULL REFERENCES songs (id),
    place INTEGER NOT NULL  -- 0 is the id that the training data uses most often
) STRICT, WITHOUT ROWID;
CREATE TABLE playlist_titles (id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;  -- the most frequent first
CREATE VIRTUAL TABLE song_words USING fts5 (
    words, content = '', prefix = '1 2 3 4 5', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
CREATE VIRTUAL TABLE trigrams USING fts5 (
    word, content = '', detail = none, tokenize = 'trigram case_sensitive 1'
);
"""
_INDEXES = """
CREATE UNIQUE INDEX artists_by_key ON artists (key);
CREATE UNIQUE INDEX songs_by_key ON songs (key);
CREATE INDEX songs_by_artist ON songs (artist_id, id);
CREATE INDEX songs_by_title ON songs (words, id);
CREATE UNIQUE INDEX tracks_by_song ON tracks (song_id, place);
CREATE UNIQUE INDEX titles_by_key ON playlist_titles (key);
INSERT INTO song_words (song_words) VALUES ('optimize');
INSERT INTO trigrams (trigrams) VALUES ('optimize');
ANALYZE;
"""


def write_catalog(path: Path, corpus: Corpus, playlist_titles: Sequence[str]) -> None:
    """Write the index of a corpus to a new file; `playlist_titles` are folded, in the order of their numbers."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_SCHEMA)
        with connection:
            _fill(connection, corpus, playlist_titles)
        connection.executescript(_INDEXES)


def _fill(connection: sqlite3.Connection, corpus: Corpus, playlist_titles: Sequence[str]) -> None:
    titles, artists = [fold(title) for title in corpus.song_titles], [fold(name) for name in corpus.artist_names]
    texts = [f"{title} {artists[artist]}" for title, artist in zip(titles, corpus.song_artist, strict=True)]
    vocabulary = _by_frequency(texts)
    insert = connection.executemany
    insert("INSERT INTO artists VALUES (?, ?, ?)", zip(count(), corpus.artist_keys, corpus.artist_names))
    insert("INSERT INTO songs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _songs(corpus, titles))
    insert("INSERT INTO tracks VALUES (?, ?, ?)", _tracks(corpus))
    insert("INSERT INTO playlist_titles VALUES (?, ?)", enumerate(playlist_titles))
    insert("INSERT INTO words VALUES (?, ?)", enumerate(vocabulary))
    insert("INSERT INTO song_words (rowid, words) VALUES (?, ?)", enumerate(texts))
    insert("INSERT INTO trigrams (rowid, word) VALUES (?, ?)", enumerate(f" {word} " for word in vocabulary))


def _by_frequency(texts: Iterable[str]) -> list[str]:
    """The distinct words, the most frequent first, equal ones by the alphabet."""
    counts = Counter(chain.from_iterable(text.split() for text in texts))
    return sorted(counts, key=lambda word: (-counts[word], word))


def _songs(corpus: Corpus, words: Sequence[str]) -> Iterator[tuple[object, ...]]:
    known = [[None if value == UNKNOWN else value for value in column.tolist()]
             for column in (corpus.years, corpus.durations, corpus.explicit)]  # fmt: skip
    artists, playlists = corpus.song_artist.tolist(), corpus.counts().tolist()
    return zip(count(), corpus.song_keys, corpus.song_titles, words, artists, playlists, *known)


def _tracks(corpus: Corpus) -> Iterator[tuple[str, int, int]]:
    for song in range(corpus.n_songs):
        for place, spotify_id in enumerate(corpus.spotify_ids(song)):
            yield spotify_id, song, place
