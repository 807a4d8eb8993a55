"""A list as a file for other programs: pure functions from songs to bytes.

CSV has the column names of Exportify; JSPF and XSPF are version 1 of xspf.org; M3U8 is the extended form in UTF-8. The
URIs are what Spotify's desktop app takes when they are pasted into a playlist.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import orjson

from bot.markdown import one_line
from bot.writing import WantedSong
from recsys.domain import is_playground_id

_XSPF = "http://xspf.org/ns/0/"
_COLUMNS = ("Track URI", "Track Name", "Artist Name(s)", "Track Duration (ms)")
_FORMULA = ("=", "+", "-", "@")
_NOT_XML = re.compile("[\ufffe\uffff]")  # of what may stand in one line


@dataclass(frozen=True, slots=True)
class File:
    """A file to be sent; `songs` counts those in it."""

    name: str
    content: bytes
    songs: int


def files(title: str, songs: Sequence[WantedSong]) -> list[File]:
    """The list in every form; without the URIs when Spotify's ids of none of the songs are known."""
    made = [File(name, write(title, songs), len(songs)) for name, write in _WRITERS.items()]
    linked = [address for song in songs if (address := uri(song))]
    if linked:
        made.append(File("spotify-uris.txt", "\n".join([*linked, ""]).encode(), len(linked)))
    return made


def to_csv(title: str, songs: Sequence[WantedSong]) -> bytes:
    """Comma-separated values with a head line. A name that spreadsheets would run as a formula gets an apostrophe."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")  # RFC 4180, section 2
    writer.writerow(_COLUMNS)
    for song in songs:
        writer.writerow((uri(song) or "", _harmless(song.title), _harmless(song.artist), song.duration_ms or ""))
    return file.getvalue().encode("utf-8-sig")  # without the mark, Excel takes it for another encoding


def to_jspf(title: str, songs: Sequence[WantedSong]) -> bytes:
    """JSON in the shape of XSPF."""
    playlist = {"title": one_line(title), "track": [_track(song) for song in songs]}
    return orjson.dumps({"playlist": playlist}, option=orjson.OPT_INDENT_2)


def to_xspf(title: str, songs: Sequence[WantedSong]) -> bytes:
    """XML Shareable Playlist Format."""
    ET.register_namespace("", _XSPF)
    root = ET.Element(f"{{{_XSPF}}}playlist", version="1")
    _child(root, "title", one_line(title))
    tracks = _child(root, "trackList")
    for song in songs:
        track = _child(tracks, "track")
        for name, value in _track(song).items():
            _child(track, name, str(value[0] if isinstance(value, list) else value))
    file = io.BytesIO()
    ET.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue()


def to_m3u8(title: str, songs: Sequence[WantedSong]) -> bytes:
    """Extended M3U in UTF-8: lengths in seconds (-1: not known), addresses on Spotify where there are any."""
    lines = ["#EXTM3U", f"#PLAYLIST:{one_line(title)}"]
    for song in songs:
        seconds = -1 if song.duration_ms is None else round(song.duration_ms / 1000)
        words = " - ".join(filter(None, (one_line(song.artist), one_line(song.title))))
        # Without an address the words stand in its place: players look for a file of that name.
        lines += [f"#EXTINF:{seconds},{words}", link(song) or words.replace("/", "-").lstrip("#")]
    return ("\n".join(lines) + "\n").encode()


def uri(song: WantedSong) -> str | None:
    """What Spotify's desktop app takes; None for a song of the playground, or without an id."""
    known = song.spotify_id and not is_playground_id(song.spotify_id)
    return f"spotify:track:{song.spotify_id}" if known else None


def link(song: WantedSong) -> str | None:
    """The song's page on Spotify, where `uri` gives something."""
    return f"https://open.spotify.com/track/{song.spotify_id}" if uri(song) else None


def _track(song: WantedSong) -> dict[str, object]:
    """A track in the words of XSPF; in JSON, its addresses are lists (xspf.org/jspf)."""
    address = {"location": [link(song)], "identifier": [uri(song)]} if uri(song) else {}
    names = {"title": one_line(song.title), "creator": one_line(song.artist), "duration": song.duration_ms}
    return {**address, **{name: value for name, value in names.items() if value}}


def _child(parent: ET.Element, name: str, words: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_XSPF}}}{name}")
    child.text = None if words is None else _NOT_XML.sub("\ufffd", words)
    return child


def _harmless(words: str) -> str:
    line = one_line(words)
    return f"'{line}" if line.startswith(_FORMULA) else line


_WRITERS: dict[str, Callable[[str, Sequence[WantedSong]], bytes]] = {
    "songs.csv": to_csv,
    "songs.jspf": to_jspf,
    "songs.xspf": to_xspf,
    "songs.m3u8": to_m3u8,
}
