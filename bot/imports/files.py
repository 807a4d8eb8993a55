"""The door: what kind of file it is, by its content and then by its name, and the songs in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import orjson

from bot.imports import exports, lines, playlists, tables
from bot.imports.errors import (
    FileDamaged,
    FileEmpty,
    FileForeign,
    FileTooLarge,
    NoSongs,
    NothingPasted,
    SeveralPlaylists,
)
from bot.imports.songs import Entry, SongList, gathered, titled
from bot.imports.text import decoded

MAX_BYTES = 16 << 20
"""The longest parts of a listening history have about 12 MB."""
_TABLES = (".csv", ".tsv")
_M3U = (".m3u", ".m3u8")


def read_file(name: str, data: bytes, playlist: str | None = None) -> SongList:
    """The songs of a file: CSV, JSPF, XSPF, M3U8, plain text or JSON of a Spotify data export.

    `playlist` names the one that is meant where the file holds several. Raises a leaf of ImportProblem.
    """
    if len(data) > MAX_BYTES:
        raise FileTooLarge(name, MAX_BYTES)
    text = decoded(name, data)
    if not text.strip():
        raise FileEmpty(name)
    found = _read(name, text, playlist)
    if not found.used:
        raise NoSongs(name)
    return found


def read_text(text: str) -> SongList:
    """The songs of a pasted text, which has no name. Raises NothingPasted."""
    found = gathered("", lines.read_lines(text))
    if not found.used:
        raise NothingPasted
    return found


def _read(name: str, text: str, playlist: str | None) -> SongList:
    begins = text.lstrip()
    suffix = f".{name.rpartition('.')[2].casefold()}"
    if begins.startswith(("{", "[")) and suffix not in (".txt", ".md"):
        return _json(name, text, playlist)
    if begins.startswith("<") and not begins.startswith(("<http", "<spotify:")):
        xspf = playlists.read_xspf(name, text)
        return titled(gathered(name, xspf.entries()), xspf.title)
    if begins.startswith(lines.M3U) or suffix in _M3U:
        return titled(gathered(name, lines.read_m3u(text)), lines.m3u_name(text))
    if suffix in _TABLES or tables.is_table(begins.partition("\n")[0]):
        return gathered(name, tables.read_table(name, begins))
    return gathered(name, lines.read_lines(text))


def _json(name: str, text: str, playlist: str | None) -> SongList:
    try:
        content = orjson.loads(text.strip())
    except orjson.JSONDecodeError as error:
        raise FileDamaged(name, "json", error.lineno) from None
    match content:
        case {"playlist": dict() as jspf}:
            return titled(gathered(name, playlists.read_jspf(jspf)), str(jspf.get("title") or ""))
        case {"playlists": list()}:
            return _chosen(name, exports.playlists_of(content), playlist)
        case {"tracks": list()}:
            return gathered(name, exports.read_library(content))
        case list() if exports.is_history(content):
            return replace(gathered(name, exports.read_history(content)), played=True)
    raise FileForeign(name, "json")


def _chosen(name: str, found: Sequence[tuple[str, list[Entry]]], wanted: str | None) -> SongList:
    """The one playlist, or the one that is wanted."""
    meant = [one for one in found if wanted is None or one[0].strip().casefold() == wanted.strip().casefold()]
    if len(found) == 1:
        meant = list(found)
    if len(meant) != 1 and found:
        raise SeveralPlaylists(name, [title for title, _ in found])
    return titled(gathered(name, meant[0][1] if meant else ()), meant[0][0] if meant else "")
