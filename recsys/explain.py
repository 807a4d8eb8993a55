"""Why a song is recommended, as statements that the bundle's data proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from recsys.corpus import Int32, Int64
from recsys.domain import Reason, ReasonKind, Song
from recsys.postings import Postings
from recsys.retrieval import Float32

CHANCE = 1
"""So few shared playlists may be chance, and an artist in common is then the better reason."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the model knew of a query: the seed songs, the names of the artists that stand for unknown songs by number,
    and the title, if it says anything, with its number in the postings, if a training playlist has it.
    """

    seeds: tuple[Song, ...] = ()
    artists: Mapping[int, str] = field(default_factory=dict)
    title: str | None = None
    title_id: int | None = None


class Explainer:
    """Reasons from the training playlists first; from the model's space where the playlists have nothing to say.

    `song_artist` is int32[n_songs], `song_vectors` float32[n_songs, d].
    """

    def __init__(self, postings: Postings, song_artist: Int32, song_vectors: Float32) -> None:
        self._postings = postings
        self._song_artist = song_artist
        self._vectors = song_vectors

    def reasons(self, songs: Sequence[Song], evidence: Evidence) -> list[Reason]:
        """One reason for each recommended song."""
        case = _Case(songs, evidence, self._together(songs, evidence), self._titled(songs, evidence))
        artists = set(self._song_artist[[seed.id for seed in evidence.seeds]].tolist()) | set(evidence.artists)
        return [
            case.together(row, CHANCE)
            or case.titled(row, CHANCE)
            or case.by_artist(row, int(self._song_artist[song.id]) in artists)
            or case.together(row)
            or case.titled(row)
            or self._close(song, evidence)
            for row, song in enumerate(songs)
        ]

    def _together(self, songs: Sequence[Song], evidence: Evidence) -> Int64:
        lists = [self._postings.of_song(seed.id) for seed in evidence.seeds]
        return self._postings.shared([song.id for song in songs], lists)

    def _titled(self, songs: Sequence[Song], evidence: Evidence) -> Int64:
        lists = [] if evidence.title_id is None else [self._postings.of_title(evidence.title_id)]
        counts: Int64 = self._postings.shared([song.id for song in songs], lists).sum(axis=1)
        return counts

    def _close(self, song: Song, evidence: Evidence) -> Reason:
        if evidence.seeds:
            nearest = self._nearest(song, [self._vectors[seed.id] for seed in evidence.seeds])
            return Reason(ReasonKind.CLOSE, songs=(evidence.seeds[nearest],))
        if evidence.artists:
            nearest = self._nearest(song, [self._centre(artist) for artist in evidence.artists])
            return Reason(ReasonKind.CLOSE, artist=list(evidence.artists.values())[nearest])
        return Reason(ReasonKind.MOOD, title=evidence.title)

    def _centre(self, artist: int) -> Float32:
        centre: Float32 = self._vectors[self._song_artist == artist].mean(axis=0)
        return centre

    def _nearest(self, song: Song, vectors: Sequence[Float32]) -> int:
        """Which of the vectors has the greatest cosine with the song's."""
        there = np.stack(vectors)
        lengths = np.maximum(np.linalg.norm(there, axis=1), np.finfo(np.float32).tiny)
        return int(np.argmax(there @ self._vectors[song.id] / lengths))


@dataclass(frozen=True, slots=True)
class _Case:
    """An answer with its counts: `shared` int64[n_songs, n_seeds] and `same_title` int64[n_songs] playlists."""

    songs: Sequence[Song]
    evidence: Evidence
    shared: Int64
    same_title: Int64

    def together(self, row: int, above: int = 0) -> Reason | None:
        """The seed it goes with most: shared playlists over the root of the seed's own, or a hit would always win."""
        enough = np.where(self.shared[row] > above, self.shared[row], 0)
        if not enough.any():
            return None
        seed = int(np.argmax(enough / np.sqrt([max(seed.playlists, 1) for seed in self.evidence.seeds])))
        return Reason(ReasonKind.TOGETHER, songs=(self.evidence.seeds[seed],), playlists=int(enough[seed]))

    def titled(self, row: int, above: int = 0) -> Reason | None:
        if self.same_title[row] <= above:
            return None
        return Reason(ReasonKind.TITLE, title=self.evidence.title, playlists=int(self.same_title[row]))

    def by_artist(self, row: int, shared: bool) -> Reason | None:
        artist = self.songs[row].artist
        return Reason(ReasonKind.ARTIST, artist=artist) if shared and artist else None
