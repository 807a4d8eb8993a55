"""The files of a Spotify data export ("Download your data"): playlists, the library, and what was listened to.

| file | its shape |
|---|---|
| Playlist1.json | {"playlists": [{"name", "items": [{"track": {"trackName", "artistName", "trackUri"}}]}]} |
| YourLibrary.json | {"tracks": [{"artist", "album", "track", "uri"}], "bannedTracks": [...], ...} |
| StreamingHistory_music_0.json | [{"endTime", "artistName", "trackName", "msPlayed"}] |
| Streaming_History_Audio_*.json | [{"ts", "ms_played", "master_metadata_track_name", "spotify_track_uri", ...}] |

What else stands in them (addresses, devices, times) is not looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.imports.links import spotify_id
from bot.imports.songs import Entry, track
from recsys.domain import Track

HEARD = 30_000
"""Milliseconds from which Spotify counts a song as played."""


def playlists_of(content: Mapping[str, Any]) -> list[tuple[str, list[Entry]]]:
    """The playlists of a Playlist1.json by name, those without a song left out."""
    found = [(str(each.get("name") or ""), list(_items(each))) for each in _dicts(content.get("playlists"))]
    return [(name, songs) for name, songs in found if any(songs)]


def read_library(content: Mapping[str, Any]) -> Iterator[Entry]:
    """The liked songs of a YourLibrary.json; those that the person has banned are no seeds."""
    for each in _dicts(content.get("tracks")):
        yield track(
            each.get("track"), [each.get("artist")], spotify_id=spotify_id(each.get("uri")), album=each.get("album")
        )


def is_history(content: Sequence[Any]) -> bool:
    """Whether a list is a listening history of either shape."""
    first = next(_dicts(content), {})
    return "msPlayed" in first or "ms_played" in first


def read_history(content: Sequence[Any]) -> Iterator[Entry]:
    """Each song that was played for half a minute or longer, the most played first (ties: the one played first)."""
    plays = Counter(played for each in _dicts(content) if (played := _play(each)))
    for song, _ in plays.most_common():
        yield song


def _play(play: Mapping[str, Any]) -> Track | None:
    length = play.get("msPlayed", play.get("ms_played"))
    if not isinstance(length, int) or length < HEARD:
        return None
    return track(
        play.get("trackName") or play.get("master_metadata_track_name"),
        [play.get("artistName") or play.get("master_metadata_album_artist_name")],
        spotify_id=spotify_id(play.get("spotify_track_uri")),
    )


def _items(playlist: Mapping[str, Any]) -> Iterator[Entry]:
    for item in _dicts(playlist.get("items")):
        song = item.get("track")
        fields = song if isinstance(song, dict) else {}
        yield track(
            fields.get("trackName"),
            [fields.get("artistName")],
            spotify_id=spotify_id(fields.get("trackUri")),
            album=fields.get("albumName"),
        )


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
