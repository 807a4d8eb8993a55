"""Spotify's names of tracks, as files and people write them."""

from __future__ import annotations

import re

_URI = re.compile(r"spotify:track:([0-9A-Za-z]+)")
_LINK = re.compile(
    r"(?:https?://)?(?:open|play)\.spotify\.com/(?:intl-[a-z-]+/)?(?:embed/)?track/([0-9A-Za-z]{22})(?:[/?#]\S*)?"
)
_OTHER_LINK = re.compile(r"(?:https?://)?(?:(?:open|play)\.spotify\.com|spotify\.link)/\S*|spotify:[a-z]+:\S*")


def track_id(text: str) -> str | None:
    """The id in a track's URI or link; None when the text is neither."""
    match = _URI.fullmatch(text) or _LINK.fullmatch(text)
    return match[1] if match else None


def track_uri(spotify_id: str) -> str:
    """The URI of a track, by which the challenge's formats name it."""
    return f"spotify:track:{spotify_id}"


def is_other_link(text: str) -> bool:
    """Whether the text is a Spotify link or URI that names no track."""
    return track_id(text) is None and _OTHER_LINK.fullmatch(text) is not None
