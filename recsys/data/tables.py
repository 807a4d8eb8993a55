"""Playlists from CSV and Parquet tables, one row for each entry.

| column | needed | content |
|---|---|---|
| playlist_id | yes | any text or number; the rows of a playlist may stand anywhere in the file |
| position | yes | a whole number from 0 up, once in a playlist; it orders the entries, gaps are fine |
| title | yes | the track's name; may be blank |
| artist | yes | its artists, separated by ";" (in Parquet also a list of texts); may be blank |
| spotify_id | no | id, URI or link of the track |
| album, playlist_name | no | text |
| duration_ms, year | no | whole numbers; a date stands for its year |
| explicit | no | true or false, 1 or 0, yes or no |

Column names may have any case, other columns are ignored, blank cells are unknown values. CSV is UTF-8 with a header,
separated by comma, semicolon or tab. A file is read twice, first only to count the rows of each playlist: in memory are
one number for each playlist, and the rows of the playlists whose last row has not come yet.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol

from recsys.data.links import track_id
from recsys.domain import Playlist, Track
from recsys.errors import DataError

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

REQUIRED = ("playlist_id", "position", "title", "artist")
OPTIONAL = ("spotify_id", "album", "duration_ms", "explicit", "year", "playlist_name")

Advance = Callable[[int], None]
OnDamage = Callable[[DataError], None]
Cells = dict[str, Any]

_YES_OR_NO = {"": None, "true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_YEAR = re.compile(r"([0-9]{4}|0)(?:\.0|-\d\d(?:-\d\d)?(?:[T ].*)?)?")
_BARE_ID = re.compile(r"[0-9A-Za-z]+")
_NO_TEXT = re.compile("[\0\udc80-\udcff]")
_BATCH = 1 << 14
_STEP = 1 << 16
"""Bytes between two reports of progress."""
_LONGEST_LINE = 1 << 20
"""A file of more bytes without a line break is no table of playlists, and is not read into memory."""


class Row(NamedTuple):
    """One row: its place, and its cells by column or what makes them unreadable."""

    place: str
    cells: Cells
    problem: str | None = None

    @property
    def playlist_id(self) -> str:
        """Empty when the row or the cell cannot be read."""
        return "" if self.problem else _text(self.cells["playlist_id"])


class Table(Protocol):
    """A file of rows. `rows` raises DataError when the rest of the file cannot be read."""

    path: Path
    size: int

    def rows(self, columns: Sequence[str], advance: Advance) -> Iterator[Row]:
        """The rows, with those of these columns that there are; `advance` is told `size` bytes in all."""
        ...


class CsvTable:
    """A CSV file; raises DataError when it has no usable header."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.size = path.stat().st_size
            with path.open("rb") as file:
                first = next(self._whole_lines(file), b"")
        except OSError as error:
            raise DataError(path, f"cannot be read ({error.strerror}).") from error
        header = _decode(first).removeprefix("\ufeff")
        if first.startswith((b"\xff\xfe", b"\xfe\xff")) or "\0" in header:
            raise DataError(path, "is not UTF-8 text. Save it as UTF-8.", place="line 1")
        if not header.strip():
            raise DataError(path, "is empty.")
        self._delimiter = max(",;\t", key=header.count)
        try:
            names = next(csv.reader([header], delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            raise DataError(path, f"is not proper CSV ({error}).", place="line 1") from error
        self._columns = _columns(path, names)

    def rows(self, columns: Sequence[str], advance: Advance) -> Iterator[Row]:
        with self.path.open("rb") as file:
            reader = csv.reader(self._lines(file, advance), delimiter=self._delimiter, strict=True)
            next(reader)
            wanted = [(index, name) for index, name in enumerate(self._columns) if name in columns]
            while True:
                before = reader.line_num
                try:
                    values = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield self._unreadable(before + 1, reader.line_num, error)
                    continue
                if values:
                    yield self._row(f"line {reader.line_num}", values, wanted)

    def _unreadable(self, first: int, last: int, error: csv.Error) -> Row:
        if last > first:  # a quote that never closed has swallowed whole rows
            raise DataError(self.path, f"are not proper CSV ({error}).", place=f"lines {first} to {last}")
        return Row(f"line {last}", {}, f"is not proper CSV ({error}).")

    def _whole_lines(self, file: BinaryIO) -> Iterator[bytes]:
        for number, line in enumerate(iter(partial(file.readline, _LONGEST_LINE + 1), b""), start=1):
            if len(line) > _LONGEST_LINE:
                problem = f"has more than {_LONGEST_LINE:,} bytes, so this is no table of playlists."
                raise DataError(self.path, problem, place=f"line {number}")
            yield line

    def _lines(self, file: BinaryIO, advance: Advance) -> Iterator[str]:
        # Undecodable bytes are found again in their own row, which names the line.
        read = 0
        for number, line in enumerate(self._whole_lines(file)):
            read += len(line)
            if read >= _STEP:
                advance(read)
                read = 0
            yield _decode(line).removeprefix("\ufeff") if number == 0 else _decode(line)
        advance(read)

    def _row(self, place: str, values: list[str], wanted: Sequence[tuple[int, str]]) -> Row:
        if len(values) != len(self._columns):
            return Row(place, {}, f"has {len(values)} fields where the header has {len(self._columns)}.")
        cells = {name: values[index] for index, name in wanted}
        damaged = _NO_TEXT.search("".join(values))
        return Row(place, cells, "is not UTF-8 text. Save the file as UTF-8." if damaged else None)


class ParquetTable:
    """A Parquet file; raises DataError when it is none or lacks a column."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._open() as file:
            self.size = path.stat().st_size
            self._columns = _columns(path, file.schema_arrow.names)

    def rows(self, columns: Sequence[str], advance: Advance) -> Iterator[Row]:
        import pyarrow as pa

        wanted = [index for index, name in enumerate(self._columns) if name in columns]
        number = 0
        with self._open() as file:
            names = [file.schema_arrow.names[index] for index in wanted]
            total = max(file.metadata.num_rows, 1)
            try:
                for batch in file.iter_batches(_BATCH, columns=names):
                    values = [batch.column(name).to_pylist() for name in names]
                    for cells in zip(*values, strict=True):
                        number += 1
                        yield Row(f"row {number}", dict(zip((self._columns[i] for i in wanted), cells, strict=True)))
                    advance(self.size * number // total - self.size * (number - len(batch)) // total)
            except (pa.ArrowException, OSError) as error:
                raise DataError(self.path, f"is damaged ({error}).", place=f"after row {number}") from error

    @contextmanager
    def _open(self) -> Iterator[ParquetFile]:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile

        try:
            with ParquetFile(self.path, page_checksum_verification=True) as file:
                yield file
        except (pa.ArrowException, OSError) as error:
            raise DataError(self.path, f"is no complete Parquet file ({error}). Download or write it again.") from error


@dataclass(slots=True)
class _Entries:
    """The rows of one playlist that were read so far."""

    title: str | None = None
    tracks: dict[int, Track] = field(default_factory=dict)

    def add(self, cells: Cells) -> None:
        position = _position(cells["position"])
        if position in self.tracks:
            raise ValueError(f"has position {position} a second time in its playlist")
        self.tracks[position] = _track(cells)
        self.title = self.title or _text(cells.get("playlist_name")) or None

    def playlist(self, playlist_id: str) -> Playlist:
        return Playlist(playlist_id, self.title, tuple(self.tracks[position] for position in sorted(self.tracks)))


def read_table(table: Table, advance: Advance, on_damage: OnDamage) -> Iterator[Playlist]:
    """The playlists in the order of their last rows; `advance` is told twice the table's size.

    A playlist with a damaged row goes to `on_damage` instead; a row that does not even tell its playlist costs both
    its neighbours' playlists.
    """
    survey = _survey(table, advance, on_damage)
    waiting: dict[str, _Entries] = defaultdict(_Entries)
    for row in _rows(table, REQUIRED + OPTIONAL, advance, on_damage if survey.complete else _ignore):
        playlist_id = row.playlist_id
        if not playlist_id:
            continue  # the survey has reported it
        survey.left[playlist_id] -= 1
        if playlist_id not in survey.spoiled:
            try:
                waiting[playlist_id].add(row.cells)
            except ValueError as error:
                survey.spoiled.add(playlist_id)
                on_damage(DataError(table.path, f"{error} (playlist {playlist_id}).", place=row.place))
        if not survey.left[playlist_id]:
            entries = waiting.pop(playlist_id, None)
            if entries and playlist_id not in survey.spoiled:
                yield entries.playlist(playlist_id)


@dataclass(slots=True)
class _Survey:
    """The readable rows of each playlist, the playlists that miss one, and whether the file can be read to its end."""

    left: Counter[str] = field(default_factory=Counter)
    spoiled: set[str] = field(default_factory=set)
    complete: bool = True


def _survey(table: Table, advance: Advance, on_damage: OnDamage) -> _Survey:
    survey = _Survey()
    previous, after_damage = "", False

    def cut_off(error: DataError) -> None:
        survey.complete = False
        on_damage(error)

    for row in _rows(table, ("playlist_id",), advance, cut_off):
        playlist_id = row.playlist_id
        if playlist_id:
            survey.left[playlist_id] += 1
            previous = playlist_id
        else:
            on_damage(DataError(table.path, row.problem or 'has no "playlist_id".', place=row.place))
        if after_damage or not playlist_id:
            survey.spoiled.add(previous)
        after_damage = not playlist_id
    if not survey.complete:
        survey.spoiled.add(previous)
    return survey


def _rows(table: Table, columns: Sequence[str], advance: Advance, on_cut: OnDamage) -> Iterator[Row]:
    try:
        yield from table.rows(columns, advance)
    except DataError as error:
        on_cut(error)


def _ignore(_: DataError) -> None:
    """For what has been reported before."""


def _columns(path: Path, header: Sequence[str]) -> list[str]:
    """Our name of each column of the file, "" for others. Raises DataError unless all that are needed are there."""
    names = [name.strip().casefold() for name in header]
    for name in REQUIRED + OPTIONAL:
        if names.count(name) > 1:
            raise DataError(path, f'has two columns "{name}".')
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        wanted, found = ", ".join(missing), ", ".join(header)
        raise DataError(
            path, f"has no column {wanted}. Its columns are {found}; name the needed ones {', '.join(REQUIRED)}."
        )
    return [name if name in REQUIRED + OPTIONAL else "" for name in names]


def _decode(line: bytes) -> str:
    return line.decode("utf-8", errors="surrogateescape")


def _track(cells: Cells) -> Track:
    return Track(
        title=_text(cells["title"]),
        artists=_artists(cells["artist"]),
        spotify_id=_spotify_id(_text(cells.get("spotify_id"))),
        album=_text(cells.get("album")) or None,
        duration_ms=_whole_number("duration_ms", cells.get("duration_ms")) or None,
        explicit=_yes_or_no(_text(cells.get("explicit"))),
        year=_year(_text(cells.get("year"))),
    )


def _text(value: Any) -> str:
    """A cell as text; numbers that pandas made floats to hold gaps are whole numbers again."""
    if isinstance(value, str):
        return value.strip()
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _artists(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list) else _text(value).split(";")
    return tuple(filter(None, map(_text, names)))


def _position(value: Any) -> int:
    position = _whole_number("position", value)
    if position is None:
        raise ValueError('has no "position"')
    return position


def _whole_number(column: str, value: Any) -> int | None:
    text = _text(value)
    whole, _, fraction = text.partition(".")
    if text and not (whole.isascii() and whole.isdigit() and not fraction.strip("0")):
        raise ValueError(f'has a bad "{column}": {text!r} is no whole number from 0 up')
    return int(whole) if text else None


def _spotify_id(text: str) -> str | None:
    """None for local files, which have a URI but no id."""
    if not text or text.startswith("spotify:local:"):
        return None
    spotify_id = text if _BARE_ID.fullmatch(text) else track_id(text)
    if spotify_id is None:
        raise ValueError(f'has a bad "spotify_id": {text!r} names no track')
    return spotify_id


def _yes_or_no(text: str) -> bool | None:
    if text.casefold() not in _YES_OR_NO:
        raise ValueError(f'has a bad "explicit": {text!r} is neither true nor false')
    return _YES_OR_NO[text.casefold()]


def _year(text: str) -> int | None:
    match = _YEAR.fullmatch(text)
    if text and match is None:
        raise ValueError(f'has a bad "year": {text!r}')
    return int(match[1]) or None if match else None
