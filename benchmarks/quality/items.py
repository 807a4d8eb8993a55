"""Training playlists over numbered items, tracks or songs, and playlists to continue in the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from benchmarks.peers.base import Asked, Lists
from recsys.challenge import ChallengePlaylist
from recsys.corpus import Corpus
from recsys.data.links import track_uri
from recsys.domain import Playlist, Track
from recsys.identity import artist_key, primary_artist, track_key

NONE = -1
"""No track, where a track's number is expected."""

Int32 = npt.NDArray[np.int32]


class Training:
    """Playlists to learn from. Songs and artists have the numbers of `corpus`, tracks their places in its `track_ids`.

    `song_of` int32[n_tracks] is the song of each track.
    """

    def __init__(self, playlists: Sequence[Playlist]) -> None:
        self.playlists = playlists
        self.corpus = Corpus.from_playlists(playlists)
        self.uris = [track_uri(spotify_id) for spotify_id in self.corpus.track_ids]
        self.song_of = np.repeat(np.arange(self.corpus.n_songs, dtype=np.int32), np.diff(self.corpus.track_indptr))
        self._tracks = {spotify_id: number for number, spotify_id in enumerate(self.corpus.track_ids)}
        self._songs = {key: number for number, key in enumerate(self.corpus.song_keys)}
        self._artists = {key: number for number, key in enumerate(self.corpus.artist_keys) if key}

    def track(self, track: Track) -> int | None:
        """Its number, by its id."""
        return self._tracks.get(track.spotify_id or "")

    def song(self, track: Track) -> int | None:
        """The number of its song, by its id, else by its names, as a bundle's catalogue finds it."""
        number = self.track(track)
        return self._songs.get(track_key(track)) if number is None else int(self.song_of[number])

    def artist(self, track: Track) -> int | None:
        """The number of its artist, by name."""
        return self._artists.get(artist_key(primary_artist(track.artists)))

    @cached_property
    def artist_of(self) -> dict[str, str]:
        """The name of each track's artist, by URI."""
        artists = self.corpus.song_artist[self.song_of]
        return {uri: self.corpus.artist_names[artist] for uri, artist in zip(self.uris, artists, strict=True)}

    def numbers(self, uris: Sequence[str]) -> Int32:
        """The numbers of tracks by URI; tracks that are not in the training set are left out."""
        found = (self._tracks.get(uri.removeprefix("spotify:track:")) for uri in uris)
        return np.array([number for number in found if number is not None], dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Items:
    """What peers learn from. `tracks` int32[n_items] is the track by which each item is answered, or NONE.

    `number` tells a seed's item, None when the training set does not have it.
    """

    training: Training
    lists: Lists
    tracks: Int32
    number: Callable[[Track], int | None]

    def asked(self, playlist: ChallengePlaylist) -> Asked:
        """The playlist in the numbers of the items; the artists of unknown seeds are found by name."""
        items = [self.number(track) for track in playlist.tracks]
        pairs = zip(playlist.tracks, items, strict=True)
        artists = [self._artist(track, item) for track, item in pairs]
        return Asked(
            items=_numbers(dict.fromkeys(items)),
            artists=_numbers(artists),
            title=playlist.title,
        )

    def _artist(self, track: Track, item: int | None) -> int | None:
        return self.training.artist(track) if item is None else int(self.lists.item_artist[item])


def by_track(training: Training) -> Items:
    """Each Spotify id is an item of its own."""
    rows = [training.numbers([track_uri(t.spotify_id) for t in p.tracks if t.spotify_id]) for p in training.playlists]
    indptr = np.cumsum([0, *map(len, rows)])
    n_tracks = len(training.corpus.track_ids)
    lists = _lists(training, np.concatenate(rows), indptr, training.corpus.song_artist[training.song_of])
    return Items(training, lists, np.arange(n_tracks, dtype=np.int32), training.track)


def by_song(training: Training) -> Items:
    """Each song is an item, answered by its most frequent id, as in `segue challenge`."""
    corpus = training.corpus
    first, after = corpus.track_indptr[:-1], corpus.track_indptr[1:]
    tracks = np.where(first < after, first, NONE).astype(np.int32)
    return Items(training, _lists(training, corpus.songs, corpus.indptr, corpus.song_artist), tracks, training.song)


MAPPINGS: Mapping[str, Callable[[Training], Items]] = {"track ids": by_track, "songs": by_song}


def _lists(training: Training, items: Int32, indptr: npt.NDArray[np.int64], item_artist: Int32) -> Lists:
    shape = (len(indptr) - 1, len(item_artist))
    matrix = sparse.csr_matrix((np.ones(len(items), np.float32), items, indptr), shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return Lists(matrix, item_artist, training.corpus.n_artists, training.corpus.titles)


def _numbers(found: Sequence[int | None] | dict[int | None, None]) -> Int32:
    return np.array([number for number in found if number is not None], dtype=np.int32)
