"""Lists of lines: plain text as people write it, and M3U8 playlists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from bot.imports.links import spotify_id
from bot.imports.songs import Entry, track, words
from recsys.lookup import SEPARATOR

M3U = "#EXTM3U"
_NAME = "#PLAYLIST:"
_SONG = "#EXTINF:"
_COMMENT = "#"
_NUMBER = re.compile(r"^\s*(?:\d{1,4}\s*[.)]|[-*•])\s+")
"""What counts the lines of a list: "12. ", "3) ", "- "."""
_KNOWN_BY_EAR = frozenset({"mp3", "m4a", "aac", "flac", "ogg", "oga", "opus", "wav", "wma", "aif", "aiff", "alac"})


def read_lines(text: str) -> Iterator[Entry]:
    """A song for each line that is neither blank nor begins with "#"; numbers and dashes before it are left out."""
    for line in text.splitlines():
        for part in line.split(SEPARATOR):
            if (entry := words(_NUMBER.sub("", part, count=1))) and not entry.startswith(_COMMENT):
                yield _entry(entry)


def read_m3u(text: str) -> Iterator[Entry]:
    """A song for each address: by the words of the line before it, by its link, or by the name of its file."""
    told = ""
    for line in map(words, text.splitlines()):
        if line.startswith(_SONG):
            told = line.partition(",")[2].strip()
        elif line and not line.startswith(_COMMENT):
            yield _linked(line) or _typed(told) or _typed(_file_name(line))
            told = ""


def m3u_name(text: str) -> str:
    """The name that an M3U8 playlist gives itself."""
    return next((line.removeprefix(_NAME) for line in text.splitlines() if line.startswith(_NAME)), "")


def _entry(line: str) -> Entry:
    return _linked(line) or line


def _linked(line: str) -> Entry:
    found = spotify_id(line.removeprefix("<").removesuffix(">"))
    return track("", spotify_id=found) if found and line != found else None


def _typed(entry: str) -> Entry:
    return entry.replace(SEPARATOR, ",") or None


def _file_name(address: str) -> str:
    """ "Artist - Title" of "Music/01 Artist - Title.mp3"; nothing of an address that names no file of sound."""
    path = PurePosixPath(unquote(address.partition("?")[0]).replace("\\", "/"))
    known = path.suffix.removeprefix(".").casefold() in _KNOWN_BY_EAR
    return words(re.sub(r"^\d{1,3}[.\s_-]+", "", path.stem)) if known else ""
