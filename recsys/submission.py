"""Answers a challenge: 500 tracks for every playlist, each song by one of its tracks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from recsys.challenge import ChallengePlaylist
from recsys.data.links import track_uri
from recsys.diversity import with_artist_cap
from recsys.domain import Query
from recsys.errors import BundleError
from recsys.metrics import LIST_LENGTH
from recsys.pipeline import Recommender


def submission_rows(
    recommender: Recommender, playlists: Sequence[ChallengePlaylist], bundle: Path, *, adventurous: float = 0.0
) -> Iterator[tuple[int, list[str]]]:
    """The (pid, track URIs) of each playlist in turn, best first.

    A song is answered by its most frequent track (ties: the smallest id), and in one version; songs of seeds are left
    out in all versions. Where the dial is `adventurous`, the artist cap of answers for people holds too. Playlists of
    which nothing is known get the most popular songs. Raises BundleError when the bundle has too few songs with Spotify
    ids.
    """
    tracks = recommender.catalog.main_tracks()
    answerable = np.array([track is not None for track in tracks], dtype=bool)
    ranked = recommender.rank([_query(playlist, adventurous) for playlist in playlists], LIST_LENGTH, only=answerable)
    for playlist, songs in zip(playlists, ranked, strict=True):
        if len(songs) < LIST_LENGTH:
            raise BundleError(
                bundle,
                f"it has {len(songs)} songs with Spotify ids to answer playlist {playlist.pid} beside its seeds, and "
                f"{LIST_LENGTH} are needed. Train it on more playlists.",
            )
        yield playlist.pid, [track_uri(str(tracks[song])) for song in songs.tolist()]


def _query(playlist: ChallengePlaylist, adventurous: float) -> Query | None:
    if not (playlist.tracks or (playlist.title or "").strip()):
        return None
    query = Query(playlist.tracks, playlist.title, limit=LIST_LENGTH, adventurous=adventurous)
    return with_artist_cap(query) if adventurous else query
