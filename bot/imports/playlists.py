"""Playlists in JSPF and XSPF (Xiph.org, "XML Shareable Playlist Format" version 1, and its JSON form)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from bot.imports.errors import FileDamaged, FileForeign, FileWithEntities
from bot.imports.links import spotify_id
from bot.imports.songs import MAX_ENTRIES, Entry, track

_NAMESPACE = "http://xspf.org/ns/0/"
_FIELDS = frozenset({"title", "creator", "album", "duration", "location", "identifier"})
_DEEPEST = 64
"""Elements in one another; extensions of real files have a few."""


def read_jspf(playlist: Mapping[str, Any]) -> Iterator[Entry]:
    """The songs of the object under "playlist"; what is no track is passed over."""
    tracks = playlist.get("track")
    for each in tracks if isinstance(tracks, list) else ():
        fields = each if isinstance(each, dict) else {}
        yield track(
            fields.get("title"),
            [fields.get("creator")],
            spotify_id=spotify_id(fields.get("identifier"), fields.get("location")),
            album=fields.get("album"),
            duration_ms=fields.get("duration"),
        )


@dataclass(slots=True)
class Xspf:
    """What stands in an XSPF file: its title and, for each track, the texts of its fields."""

    title: str = ""
    tracks: list[dict[str, list[str]]] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        """Its songs."""
        for each in self.tracks:
            first = {name: texts[0] for name, texts in each.items()}
            yield track(
                first.get("title"),
                [first.get("creator")],
                spotify_id=spotify_id(each.get("identifier"), each.get("location")),
                album=first.get("album"),
                duration_ms=first.get("duration"),
            )


def read_xspf(name: str, text: str) -> Xspf:
    """Raises FileWithEntities, FileDamaged or FileForeign.

    A file that declares a document type is refused: entities of a few lines can stand for gigabytes, or for files.
    """
    reader = _Reader(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    with suppress(_Enough):
        _parse(name, parser, text)
    return reader.found


class _Enough(Exception):
    """There are more tracks than are read."""


def _parse(name: str, parser: expat.XMLParserType, text: str) -> None:
    try:
        # As text it was decoded already: what the file says of its encoding must not count again.
        parser.Parse(_without_declaration(text).encode(), True)
    except expat.ExpatError as error:
        raise FileDamaged(name, "xml", error.lineno) from None


class _Reader:
    """Builds an Xspf from the parser's events."""

    def __init__(self, name: str) -> None:
        self.found = Xspf()
        self._name = name
        self._path: list[str] = []
        self._text: list[str] = []

    def refuse(self, *_: Any) -> None:
        raise FileWithEntities(self._name)

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        self._path.append(tag.rpartition(" ")[2])
        if len(self._path) > _DEEPEST or self._path[0] != "playlist":
            raise FileForeign(self._name, "xml")
        if self._path == ["playlist", "trackList", "track"]:
            if len(self.found.tracks) == MAX_ENTRIES:
                raise _Enough
            self.found.tracks.append({})
        self._text.clear()

    def end(self, _: str) -> None:
        text = "".join(self._text).strip()
        match self._path:
            case ["playlist", "title"]:
                self.found.title = text
            case ["playlist", "trackList", "track", name] if name in _FIELDS and text:
                self.found.tracks[-1].setdefault(name, []).append(text)
        self._path.pop()
        self._text.clear()

    def words(self, text: str) -> None:
        self._text.append(text)


def _without_declaration(text: str) -> str:
    begins = text.lstrip()
    return begins.partition("?>")[2] if begins.startswith("<?xml") else begins
