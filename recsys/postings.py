"""Which training playlists hold a song or carry a title: the counts behind every reason that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from recsys.corpus import Corpus, Int32, Int64
from recsys.identity import fold


@dataclass(frozen=True, eq=False)
class Postings:
    """For song `s`, `song_playlists[song_indptr[s]:song_indptr[s + 1]]` are the playlists that hold it, rising.

    Likewise `title_playlists` for the numbered, folded playlist titles. Arrays may be memory-mapped.
    """

    song_indptr: Int64
    song_playlists: Int32
    title_indptr: Int64
    title_playlists: Int32

    @classmethod
    def from_corpus(cls, corpus: Corpus) -> tuple[Postings, list[str]]:
        """The postings of a corpus, and its folded playlist titles in the order of their numbers."""
        folded = [fold(title or "") for title in corpus.titles]
        titles = sorted(set(folded) - {""})
        number = {title: row for row, title in enumerate(titles)}
        titled = np.array([row for row, title in enumerate(folded) if title], dtype=np.int32)
        numbers = np.array([number[title] for title in folded if title], dtype=np.int32)
        playlist = np.repeat(np.arange(corpus.n_playlists, dtype=np.int32), np.diff(corpus.indptr))
        songs = _grouped(corpus.songs, playlist, corpus.n_songs)
        return cls(*songs, *_grouped(numbers, titled, len(titles))), titles

    def save(self, folder: Path) -> None:
        folder.mkdir()
        for field in fields(self):
            np.save(folder / f"{field.name}.npy", getattr(self, field.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Postings:
        """Memory-maps what `save` wrote: only the lists that are asked for are read."""
        paths = [folder / f"{field.name}.npy" for field in fields(cls)]
        return cls(*(np.load(path, mmap_mode="r", allow_pickle=False) for path in paths))

    def of_song(self, song: int) -> Int32:
        return self.song_playlists[self.song_indptr[song] : self.song_indptr[song + 1]]

    def of_title(self, title: int) -> Int32:
        return self.title_playlists[self.title_indptr[title] : self.title_indptr[title + 1]]

    def counts(self) -> Int64:
        """int64[n_songs]: in how many playlists each song is."""
        return np.diff(self.song_indptr)

    def shared(self, songs: Sequence[int], lists: Sequence[Int32]) -> Int64:
        """int64[len(songs), len(lists)]: how many of each list's playlists hold each song."""
        playlists = np.concatenate([*lists, np.empty(0, dtype=np.int32)])
        column = np.repeat(np.arange(len(lists)), [len(one) for one in lists])
        shared = np.zeros((len(songs), len(lists)), dtype=np.int64)
        for row, song in enumerate(songs):
            shared[row] = np.bincount(column[np.isin(playlists, self.of_song(song))], minlength=len(lists))
        return shared


def _grouped(group: npt.NDArray[np.int32], value: npt.NDArray[np.int32], n_groups: int) -> tuple[Int64, Int32]:
    """(indptr, values) of the values of each group, in their given order."""
    indptr = np.concatenate(([0], np.cumsum(np.bincount(group, minlength=n_groups)))).astype(np.int64)
    return indptr, value[np.argsort(group, kind="stable")]
