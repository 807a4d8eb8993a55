"""Searching the playground's tracks: every word must occur; `isrc:`, `track:` and `artist:` narrow it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playground.spotify.world import isrc
from recsys.domain import Track

_FIELD = re.compile(r'(isrc|track|artist|album|year):(?:"([^"]*)"|(\S+))', re.IGNORECASE)


def matching(tracks: Iterable[Track], query: str) -> list[Track]:
    """The tracks that a query finds, in the order in which they were added."""
    fields = [(name.lower(), (quoted or plain).casefold()) for name, quoted, plain in _FIELD.findall(query)]
    words = _FIELD.sub(" ", query).casefold().split()
    return [track for track in tracks if _fits(track, fields, words)]


def _fits(track: Track, fields: list[tuple[str, str]], words: list[str]) -> bool:
    parts = {
        "isrc": isrc(track.spotify_id or ""),
        "track": track.title,
        "artist": " ".join(track.artists),
        "album": track.album or "",
        "year": str(track.year or ""),
    }
    text = f"{track.title} {parts['artist']} {parts['album']}".casefold()
    return all(value in parts[name].casefold() for name, value in fields) and all(word in text for word in words)
