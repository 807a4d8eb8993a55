"""A playlist as people type it: a text file with a song or a Spotify link on each line."""

from __future__ import annotations

import re
from pathlib import Path

from recsys.data.links import is_other_link, track_id
from recsys.domain import Playlist, Track
from recsys.errors import DataError

_DASH = re.compile(r"\s+[-–—]\s+")
_MOST_BYTES = 1 << 24
"""A hundred thousand songs have less; what has more is no playlist, and is not read into memory."""


def read_lines(path: Path) -> Playlist:
    """The tracks of a UTF-8 text file: "Artist - Title", a Spotify link or URI, or else a title alone, on each line.

    Blank lines and lines that begin with "#" are left out. A track given by a link has no title, only its id.
    Raises DataError with the line when a link is not to a track or the text is not UTF-8.
    """
    tracks = []
    for number, raw in enumerate(_read(path).splitlines(), start=1):
        try:
            line = raw.decode("utf-8").removeprefix("\ufeff").strip()
        except UnicodeDecodeError as error:
            raise DataError(path, "is not UTF-8 text. Save the file as UTF-8.", place=f"line {number}") from error
        if "\0" in line or is_other_link(line):
            problem = "is not text." if "\0" in line else "is a Spotify link, but not to a track."
            raise DataError(path, problem, place=f"line {number}")
        if line and not line.startswith("#"):
            tracks.append(line_track(line))
    if not tracks:
        raise DataError(path, 'is empty. Write one "Artist - Title" or Spotify link on each line.')
    return Playlist(path.stem, None, tuple(tracks))


def line_track(line: str) -> Track:
    """One line as a track; several artists are separated by ";"."""
    spotify_id = track_id(line)
    if spotify_id is not None:
        return Track("", spotify_id=spotify_id)
    artist, *title = _DASH.split(line, maxsplit=1)
    if not title:
        return Track(line)
    return Track(title[0], tuple(filter(None, (name.strip() for name in artist.split(";")))))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror}).") from error
    if len(content) > _MOST_BYTES:
        raise DataError(path, f"has more than {_MOST_BYTES:,} bytes, so it is no list of songs.")
    return content
