"""Spotify's names of tracks, as files hold them."""

from __future__ import annotations

import re

from recsys.data.links import track_id

_BARE = re.compile(r"[0-9A-Za-z]{22}")


def spotify_id(*values: object) -> str | None:
    """The first track id among ids, URIs and links; lists of them count too, and everything else is passed over."""
    for value in values:
        if isinstance(value, list | tuple):
            found = spotify_id(*value)
        else:
            text = value.strip() if isinstance(value, str) else ""
            found = text if _BARE.fullmatch(text) else _of_track(text)
        if found:
            return found
    return None


def _of_track(text: str) -> str | None:
    found = track_id(text)
    return found if found and _BARE.fullmatch(found) else None
