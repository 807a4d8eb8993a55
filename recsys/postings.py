"""Which training playlists hold a song or carry a title: the counts behind every reason that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recsys.corpus import Corpus, Int32, Int64
from recsys.identity import fold


@dataclass(frozen=True, eq=False)
class Postings:
    """For song `s`, `song_playlists[song_indptr[s]:song_indptr[s + 1]]` are the playlists that hold it, rising.

    Likewise `title_playlists` for the numbered, folded playlist titles. The songs of playlist `p`, in its order, are
    `list_songs[list_indptr[p]:list_indptr[p + 1]]`, and `song_entries` says where each of `song_playlists` has the song
    there. Arrays may be memory-mapped.
    """

    song_indptr: Int64
    song_playlists: Int32
    song_entries: Int32
    title_indptr: Int64
    title_playlists: Int32
    list_indptr: Int64
    list_songs: Int32

    @classmethod
    def from_corpus(cls, corpus: Corpus) -> tuple[Postings, list[str]]:
        """The postings of a corpus, and its folded playlist titles in the order of their numbers."""
        folded = [fold(title or "") for title in corpus.titles]
        titles = sorted(set(folded) - {""})
        number = {title: row for row, title in enumerate(titles)}
        titled = np.array([row for row, title in enumerate(folded) if title], dtype=np.int32)
        numbers = np.array([number[title] for title in folded if title], dtype=np.int32)
        playlist = np.repeat(np.arange(corpus.n_playlists, dtype=np.int32), np.diff(corpus.indptr))
        entries = np.arange(len(corpus.songs), dtype=np.int32)
        indptr, by_song = _grouped(corpus.songs, entries, corpus.n_songs)
        of_titles = _grouped(numbers, titled, len(titles))
        return cls(indptr, playlist[by_song], by_song, *of_titles, corpus.indptr, corpus.songs), titles

    def save(self, folder: Path) -> None:
        folder.mkdir()
        for field in fields(self):
            np.save(folder / f"{field.name}.npy", getattr(self, field.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Postings:
        """Memory-maps what `save` wrote."""
        paths = [folder / f"{field.name}.npy" for field in fields(cls)]
        return cls(*(np.load(path, mmap_mode="r", allow_pickle=False) for path in paths))

    def counts(self) -> Int64:
        """int64[n_songs]: in how many playlists each song is."""
        return np.diff(self.song_indptr)

    @property
    def n_playlists(self) -> int:
        return len(self.list_indptr) - 1

    def of_songs(self, songs: Sequence[int]) -> sparse.csr_array:
        """int32[len(songs), n_playlists]: 1 where a playlist holds the song."""
        return _rows(self._by_song, songs)

    def of_any_song(self, groups: Sequence[Sequence[int]]) -> sparse.csr_array:
        """int32[len(groups), n_playlists]: 1 where a playlist holds any song of the group."""
        return _any_row(self._by_song, groups)

    def of_any_title(self, groups: Sequence[Sequence[int]]) -> sparse.csr_array:
        """int32[len(groups), n_playlists]: 1 where a playlist carries any title of the group."""
        return _any_row(self._by_title, groups)

    @cached_property
    def _by_song(self) -> sparse.csr_array:
        return self._matrix(self.song_indptr, self.song_playlists)

    @cached_property
    def _by_title(self) -> sparse.csr_array:
        return self._matrix(self.title_indptr, self.title_playlists)

    def _matrix(self, indptr: Int64, playlists: Int32) -> sparse.csr_array:
        ones = np.ones(len(playlists), dtype=np.int8)  # the smallest: they are as many as the entries of all playlists
        return sparse.csr_array((ones, playlists, indptr.astype(playlists.dtype)), (len(indptr) - 1, self.n_playlists))


def _rows(matrix: sparse.csr_array, rows: Sequence[int]) -> sparse.csr_array:
    return matrix[np.array(rows, dtype=np.int32)].astype(np.int32)


def _any_row(matrix: sparse.csr_array, groups: Sequence[Sequence[int]]) -> sparse.csr_array:
    rows = _rows(matrix, [row for group in groups for row in group])
    ones, indptr = np.ones(rows.shape[0], dtype=np.int32), np.cumsum([0, *map(len, groups)])
    union = sparse.csr_array((ones, np.arange(len(ones)), indptr), (len(groups), len(ones))) @ rows
    union.data[:] = 1
    return union


def _grouped(group: npt.NDArray[np.int32], value: npt.NDArray[np.int32], n_groups: int) -> tuple[Int64, Int32]:
    """(indptr, values) of the values of each group, in their given order."""
    indptr = np.concatenate(([0], np.cumsum(np.bincount(group, minlength=n_groups)))).astype(np.int64)
    return indptr, value[np.argsort(group, kind="stable")]
