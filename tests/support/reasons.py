"""What a reason claims, counted once more in the raw playlists."""

from __future__ import annotations

from collections.abc import Iterable

from recsys.domain import Playlist, Reason, ReasonKind, Song, Track
from recsys.identity import artist_key, fold, primary_artist, track_key


def playlists_behind(reason: Reason, song: Song, playlists: Iterable[Playlist]) -> int:
    """How many of the playlists hold the song and all that the reason names beside it."""
    return sum(_holds(playlist, song) and _fits(playlist, reason) for playlist in playlists)


def seeds_behind(reason: Reason, seeds: Iterable[Track]) -> int:
    """How many different seeds are by the artist that the reason names."""
    wanted = artist_key(reason.artist or "")
    return len({track_key(track) for track in seeds if artist_key(primary_artist(track.artists)) == wanted})


def _holds(playlist: Playlist, song: Song) -> bool:
    key = track_key(Track(song.title, (song.artist,)))
    return any(track_key(track) == key for track in playlist.tracks)


def _fits(playlist: Playlist, reason: Reason) -> bool:
    title = fold(playlist.title or "")
    if reason.kind is ReasonKind.TITLE:
        return title == fold(reason.title or "")
    if reason.kind is ReasonKind.WORD:
        return f" {fold(reason.title or '')} " in f" {title} "
    assert reason.kind is ReasonKind.TOGETHER, f"{reason} counts nothing"
    if reason.songs:
        return all(_holds(playlist, seed) for seed in reason.songs)
    return any(
        artist_key(primary_artist(track.artists)) == artist_key(reason.artist or "") for track in playlist.tracks
    )
