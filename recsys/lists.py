"""The training playlists as candidate sources read them: sparse matrices over songs, artists and titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recsys.corpus import Corpus, Int32
from recsys.postings import Postings

Float32 = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Lists:
    """Playlists by song and by title: `titles` are the folded ones in the order of the postings' numbers.

    `song_artist` int32[n_songs] numbers the artist of each song, and `artist_keys` are the artists' names as
    `recsys.identity.artist_key` has them.
    """

    postings: Postings
    titles: Sequence[str]
    song_artist: Int32
    artist_keys: Sequence[str]

    @classmethod
    def from_corpus(cls, corpus: Corpus) -> Lists:
        """All playlists of the corpus."""
        return cls(*Postings.from_corpus(corpus), corpus.song_artist, corpus.artist_keys)

    def __len__(self) -> int:
        return self.postings.n_playlists

    @property
    def n_songs(self) -> int:
        return len(self.song_artist)

    @property
    def n_artists(self) -> int:
        return len(self.artist_keys)

    @cached_property
    def by_song(self) -> sparse.csr_array:
        """float32[n_songs, n_lists]: 1 where a list holds the song."""
        indptr, lists = self.postings.song_indptr, np.asarray(self.postings.song_playlists)
        return sparse.csr_array((np.ones(len(lists), np.float32), lists, indptr), (self.n_songs, len(self)))

    @cached_property
    def by_artist(self) -> sparse.csr_array:
        """float32[n_artists, n_lists]: how many songs of the artist a list holds."""
        return (one_each(self.song_artist, self.n_artists).T @ self.by_song).tocsr()

    @cached_property
    def by_title(self) -> sparse.csr_array:
        """float32[n_titles, n_lists]: 1 where a list carries the title."""
        indptr, lists = self.postings.title_indptr, np.asarray(self.postings.title_playlists)
        return sparse.csr_array((np.ones(len(lists), np.float32), lists, indptr), (len(self.titles), len(self)))

    @cached_property
    def counts(self) -> Float32:
        """float32[n_songs]: in how many lists each song is."""
        return self.postings.counts().astype(np.float32)


def one_each(column: Int32, n_columns: int) -> sparse.csr_array:
    """float32[len(column), n_columns]: 1 in the named column of each row."""
    n = len(column)
    return sparse.csr_array((np.ones(n, np.float32), np.asarray(column), np.arange(n + 1)), (n, n_columns))


def rows(
    numbers: Sequence[npt.NDArray[np.integer]], weights: Sequence[npt.NDArray[np.floating]], n_columns: int
) -> sparse.csr_array:
    """float32[len(numbers), n_columns]: row i has `weights[i]` in the columns `numbers[i]`."""
    indptr = np.cumsum([0, *map(len, numbers)])
    values = np.concatenate([*weights, np.empty(0)]).astype(np.float32)
    columns = np.concatenate([*numbers, np.empty(0)]).astype(np.int32)
    return sparse.csr_array((values, columns, indptr), (len(numbers), n_columns))


def unit_columns(matrix: sparse.csr_array) -> sparse.csr_array:
    """The matrix with every column that is not zero scaled to length one."""
    length = np.sqrt(matrix.multiply(matrix).sum(axis=0))
    return matrix.multiply(1 / np.where(length > 0, length, 1)[None, :]).tocsr().astype(np.float32)
