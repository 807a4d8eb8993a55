"""Tables of songs: CSV as Exportify writes it, and as others do."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from bot.imports.errors import ColumnsMissing, FileDamaged
from bot.imports.links import spotify_id
from bot.imports.songs import Entry, track

_COLUMNS = {
    "link": (
        "track uri",
        "spotify uri",
        "track url",
        "spotify url",
        "uri",
        "url",
        "link",
        "spotify id",
        "track id",
        "id",
    ),
    "title": ("track name", "title", "track title", "song title", "song", "song name", "track", "name"),
    "artist": ("artist name(s)", "artist names", "artist name", "artists", "artist", "band", "album artist name(s)"),
    "artist ids": ("artist uri(s)", "artist ids", "artist uris", "artist id(s)"),
    "album": ("album name", "album title", "album"),
    "year": ("album release date", "release date", "year"),
    "duration": ("track duration (ms)", "duration (ms)", "duration ms"),
    "explicit": ("explicit",),
}
"""For each field the headings that it may stand under, the surest first; "_" counts as a blank."""

_NAMING = frozenset({"link", "title"})
"""Without one of these fields a row names no song."""
_YEAR = re.compile(r"([12]\d{3})(?:$|\D)")
_LONGEST_CELL = 1 << 17


def is_table(first_line: str) -> bool:
    """Whether a line is the heading of a table with songs in it."""
    headings = _headings(first_line)
    return len(headings) > 1 and bool(_NAMING & _fields(headings).keys())


def read_table(name: str, text: str) -> Iterator[Entry]:
    """The songs of a table, one for each row that is not blank. Raises ColumnsMissing or FileDamaged."""
    first = text.partition("\n")[0]
    fields = _fields(_headings(first))
    if not _NAMING & fields.keys():
        raise ColumnsMissing(name, _headings(first))
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(first), strict=True)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        next(reader)
        for row in reader:
            if any(cell.strip() for cell in row):
                yield _song({field: row[place] for field, place in fields.items() if place < len(row)})
    except csv.Error:
        raise FileDamaged(name, "csv", reader.line_num) from None


def _song(cells: Mapping[str, str]) -> Entry:
    return track(
        cells.get("title"),
        _artists(cells.get("artist", ""), cells.get("artist ids", "")),
        spotify_id=spotify_id(cells.get("link")),
        album=cells.get("album"),
        duration_ms=cells.get("duration"),
        explicit={"true": True, "false": False}.get(cells.get("explicit", "").strip().casefold()),
        year=_year(cells.get("year", "")),
    )


def _artists(names: str, ids: str) -> list[str]:
    """The names in a cell. A comma parts them only where it does so as often in the cell of their ids."""
    if ";" in names:
        return names.split(";")
    parts = names.split(",")
    return parts if len(parts) == len(ids.split(",")) else [names]


def _fields(headings: Sequence[str]) -> dict[str, int]:
    """Where each field stands."""
    places = {
        heading.replace("_", " ").strip().casefold(): place for place, heading in reversed([*enumerate(headings)])
    }
    found = ((field, next((places[one] for one in names if one in places), None)) for field, names in _COLUMNS.items())
    return {field: place for field, place in found if place is not None}


def _headings(first_line: str) -> list[str]:
    try:
        return next(csv.reader([first_line.strip()], delimiter=_delimiter(first_line)), [])
    except csv.Error:
        return []


def _delimiter(first_line: str) -> str:
    return max(",;\t", key=first_line.count)


def _year(text: str) -> int | None:
    found = _YEAR.match(text.strip())
    return int(found[1]) if found else None
