"""How songs sound, from CSV and Parquet files with a row for each recording.

A row is found in the catalogue by its Spotify id, else by title and artist. Columns may have any case and order:

| columns | content |
|---|---|
| spotify_id, track_id, uri or id | id, URI or link of the track |
| title, track_name or name; artist, artist_name or artists | several artists are separated by ";" or stand in a list |
| danceability, energy, ..., tempo | on the scales of `recsys.sound.RANGES`; what is outside is not known |
| year, release_date; duration_ms; genre | a date stands for its year |

Columns of AcousticBrainz are taken where a file has `bpm` or `key_key`, by these formulas: tempo = bpm; danceability of
its low-level rows, 0 to 3, divided by 3; key and mode from key_key ("C#") and key_scale ("major"); and of the shares
of its high-level rows energy = (mood_aggressive + 1 - mood_relaxed) / 2, valence = (mood_happy + 1 - mood_sad) / 2,
acousticness = mood_acoustic, instrumentalness = instrumental. Its loudness has no scale in dB and is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recsys.catalog import Catalog
from recsys.corpus import UNKNOWN
from recsys.data.links import track_id
from recsys.domain import Track
from recsys.errors import DataError
from recsys.sound import RANGES, Sound
from recsys.sound_table import NAMES, Float32, SoundTable

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "spotify_id": ("spotify_id", "track_id", "track_uri", "uri", "id"),
    "title": ("title", "track_name", "name"),
    "artist": ("artist", "artist_name", "track_artist", "artists"),
    "genre": ("genre", "track_genre", "playlist_genre"),
    "year": ("year", "release_date", "album_release_date", "track_album_release_date"),
    "duration_ms": ("duration_ms",),
}
"""What columns are called; the first one that is there counts."""

ACOUSTICBRAINZ = (
    "bpm",
    "key_key",
    "key_scale",
    "mood_aggressive",
    "mood_relaxed",
    "mood_happy",
    "mood_sad",
    "mood_acoustic",
    "instrumental",
)

_KEYS = {name: number for number, name in enumerate(["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"])}
_FLATS = {"Db": 1, "Eb": 3, "Gb": 6, "Ab": 8, "Bb": 10}
_YEAR = re.compile(r"([12][0-9]{3})(?:\.0|-.*)?")
_WIDTH = re.compile(r"Expected (\d+) columns, got (\d+)")
"""How pyarrow says that a row is longer or shorter than the header."""

_BARE_ID = re.compile(r"[0-9A-Za-z]{22}")
_BATCH = 1 << 14
_LONGEST = 2**31 - 1
_CLASSES = [NAMES.index(name) for name in ("key", "mode")]
"""What has no median."""

Cells = dict[str, Any]


@dataclass(frozen=True, eq=False)
class SoundsRead:
    """What a file knows of a catalogue's songs. Of its `rows` so many are songs of the catalogue `by_id` and `by_name`,
    and `nothing` can be believed of the sound of so many. `doubtful` counts by feature the values that are there and
    cannot be believed.
    """

    table: SoundTable
    rows: int
    by_id: int
    by_name: int
    nothing: int
    doubtful: Mapping[str, int]


def read_sounds(path: Path, catalog: Catalog) -> SoundsRead:
    """The table of a catalogue's songs. Of several rows for a song those found by id count, and their median.

    Raises DataError when the file cannot be read, has neither ids nor titles with artists, or no feature, when none of
    its tracks is in the catalogue, or none of its features there can be believed.
    """
    gathered = _Gathered(len(catalog))
    for cells in _batches(path):
        gathered.add(cells, catalog)
    read = gathered.read()
    _check_useful(path, read)
    return read


def scale_of(feature: str) -> str:
    """The values of a feature that are believed."""
    least, most = RANGES[feature]
    return f"from {least:g} to {most:g}"


def _check_useful(path: Path, read: SoundsRead) -> None:
    """Raises DataError."""
    if not read.rows:
        raise DataError(path, "has a header, but no rows. Give a row for each track.")
    if not read.by_id + read.by_name:
        raise DataError(path, "has no track that the bundle knows. Is it for another catalogue?")
    if np.isnan(read.table.features).all():
        scales = "; ".join(f"{name} must be {scale_of(name)}" for name in read.doubtful)
        raise DataError(
            path, f"says nothing of sounds that can be believed: {scales or 'the cells of its tracks are empty'}."
        )


class _Gathered:
    """The rows that were found so far, by song."""

    def __init__(self, n_songs: int) -> None:
        unknown = np.full(n_songs, UNKNOWN, dtype=np.int32)
        self._table = SoundTable.empty(unknown, unknown.copy())
        self._words: dict[str, int] = {}
        self._features: dict[tuple[int, bool], list[Float32]] = defaultdict(list)
        self._rows = self._nothing = 0
        self._doubtful: Counter[str] = Counter()
        self._found = {True: 0, False: 0}

    def add(self, rows: Sequence[Cells], catalog: Catalog) -> None:
        tracks = [_track(cells) for cells in rows]
        by_id = _by_id(catalog, tracks)
        for cells, track, songs in zip(rows, tracks, catalog.resolve(tracks), strict=True):
            values = _translated(cells)
            sound = Sound.of(values)
            self._doubtful.update(name for name in NAMES if getattr(sound, name) is None and _text(values.get(name)))
            self._rows += 1
            self._nothing += not sound.known
            if songs:
                is_id = track.spotify_id in by_id
                self._found[is_id] += 1
                self._features[songs[0], is_id].append(_row(sound))
                self._describe(songs[0], cells)

    def _describe(self, song: int, cells: Cells) -> None:
        table = self._table
        table.years[song] = max(_year(cells.get("year")), table.years[song])
        table.durations[song] = max(_duration(cells.get("duration_ms")), table.durations[song])
        if genre := _text(cells.get("genre")):
            table.genres[song] = self._words.setdefault(genre, len(self._words))

    def read(self) -> SoundsRead:
        for (song, is_id), rows in self._features.items():
            if is_id or (song, True) not in self._features:
                self._table.features[song] = _median(np.stack(rows))
        table = SoundTable(
            self._table.features, self._table.years, self._table.durations, self._table.genres, tuple(self._words)
        )
        return SoundsRead(table, self._rows, self._found[True], self._found[False], self._nothing, self._doubtful)


def _by_id(catalog: Catalog, tracks: Sequence[Track]) -> set[str]:
    """The Spotify ids among those of the tracks that the catalogue has."""
    ids = [track.spotify_id for track in tracks if track.spotify_id]
    found = catalog.resolve([Track("", spotify_id=spotify_id) for spotify_id in ids])
    return {spotify_id for spotify_id, songs in zip(ids, found, strict=True) if songs}


def _track(cells: Cells) -> Track:
    named = cells.get("artist")
    names = named if isinstance(named, list) else _text(named).split(";")
    text = _text(cells.get("spotify_id"))
    return Track(
        title=_text(cells.get("title")),
        artists=tuple(filter(None, map(_text, names))),
        spotify_id=text if _BARE_ID.fullmatch(text) else track_id(text),
    )


def _translated(cells: Cells) -> Cells:
    """Cells with what AcousticBrainz calls otherwise, where a file has its columns."""
    if "bpm" not in cells and "key_key" not in cells:
        return cells
    key = _text(cells.get("key_key"))
    ours = {
        "tempo": cells.get("bpm"),
        "danceability": _mean(_part(cells.get("danceability"), 3)),
        "key": {**_KEYS, **_FLATS}.get(key),
        "mode": {"major": 1, "minor": 0}.get(_text(cells.get("key_scale"))),
        "energy": _mean(_part(cells.get("mood_aggressive")), _rest(cells.get("mood_relaxed"))),
        "valence": _mean(_part(cells.get("mood_happy")), _rest(cells.get("mood_sad"))),
        "acousticness": cells.get("mood_acoustic"),
        "instrumentalness": cells.get("instrumental"),
    }
    return {**cells, **{name: value for name, value in ours.items() if value is not None}}


def _part(value: object, whole: float = 1) -> float | None:
    try:
        return float(str(value)) / whole
    except ValueError:
        return None


def _rest(value: object) -> float | None:
    part = _part(value)
    return None if part is None else 1 - part


def _mean(*parts: float | None) -> float | None:
    return None if None in parts else sum(part for part in parts if part is not None) / len(parts)


def _row(sound: Sound) -> Float32:
    return np.array([getattr(sound, name) for name in NAMES], dtype=np.float32)


def _median(rows: Float32) -> Float32:
    """float32[len(NAMES)]: the median of what is known; of key and mode the first."""
    if len(rows) == 1:
        return np.asarray(rows[0])
    known: npt.NDArray[np.bool_] = ~np.isnan(rows)
    some = np.asarray(known.any(axis=0))
    found = np.full(len(NAMES), np.nan, dtype=np.float32)
    found[some] = np.nanmedian(rows[:, some], axis=0)
    for column in _CLASSES:
        if some[column]:
            found[column] = rows[known[:, column], column][0]
    return found


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None or value != value else str(value)


def _year(value: object) -> int:
    match = _YEAR.fullmatch(_text(value))
    return int(match[1]) if match else UNKNOWN


def _duration(value: object) -> int:
    number = _part(value)
    return int(number) if number is not None and 0 < number <= _LONGEST else UNKNOWN


def _batches(path: Path) -> Iterator[list[Cells]]:
    """Rows by our names of their columns. Raises DataError."""
    import pyarrow as pa

    if path.suffix.casefold() not in (".csv", ".tsv", ".parquet", ".pq"):
        raise DataError(path, "is in no known format. Give a .csv, .tsv or .parquet file with a row for each track.")
    try:
        yield from _parquet(path) if path.suffix.casefold() in (".parquet", ".pq") else _csv(path)
    except FileNotFoundError as error:
        raise DataError(path, "does not exist.") from error
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror or error}).") from error
    except UnicodeDecodeError as error:
        raise DataError(path, "cannot be read as a table: it is not UTF-8. Save it as UTF-8.") from error
    except pa.ArrowException as error:
        raise DataError(path, f"cannot be read as a table: {_advice(path, error)}") from error


def _advice(path: Path, error: Exception) -> str:
    """What to do about what pyarrow could not read; its own words are about blocks and parsers."""
    text = str(error)
    if path.suffix.casefold() in (".parquet", ".pq"):
        return "it is damaged or no Parquet file. Download or write it again."
    if "Empty CSV" in text:
        return "it is empty. Give a file with a header and a row for each track."
    if found := _WIDTH.search(text):
        return (
            f"a row has {found[2]} columns, and its header names {found[1]}. Put texts with commas in quotation marks, "
            "or write it again."
        )
    return f"{text.partition(chr(10))[0]}. Write it again as CSV with a header, or as Parquet."


def _parquet(path: Path) -> Iterator[list[Cells]]:
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path, page_checksum_verification=True) as file:
        columns = _columns(path, file.schema_arrow.names)
        for batch in file.iter_batches(_BATCH, columns=list(columns.values())):
            yield _named(batch, columns)


def _csv(path: Path) -> Iterator[list[Cells]]:
    import pyarrow as pa
    from pyarrow import csv

    with path.open(encoding="utf-8-sig") as file:
        header = file.readline(1 << 20)
    delimiter = max(",;\t", key=header.count)
    reading = csv.ReadOptions(block_size=1 << 22)
    with csv.open_csv(path, reading, csv.ParseOptions(delimiter=delimiter)) as file:
        names = file.schema.names
    columns = _columns(path, names)
    texts = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), include_columns=list(columns.values()), strings_can_be_null=True
    )
    parsing = csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    with csv.open_csv(path, reading, parsing, texts) as file:
        for batch in file:
            yield _named(batch, columns)


def _named(batch: Any, columns: Mapping[str, str]) -> list[Cells]:
    values = [batch.column(name).to_pylist() for name in columns.values()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def _columns(path: Path, header: Sequence[str]) -> dict[str, str]:
    """The column of the file behind each of ours. Raises DataError where too few are there to be of use."""
    there = {name.strip().casefold(): name for name in reversed(header)}
    found = {}
    for ours, names in {**OTHER_NAMES, **{name: (name,) for name in (*RANGES, *ACOUSTICBRAINZ)}}.items():
        if theirs := next((there[name] for name in names if name in there), None):
            found[ours] = theirs
    columns = ", ".join(header)
    if "spotify_id" not in found and not {"title", "artist"} <= set(found):
        raise DataError(path, f"names no tracks: it needs a column spotify_id, or title and artist, and has {columns}.")
    if not any(name in found for name in (*RANGES, *ACOUSTICBRAINZ)):
        raise DataError(path, f"says nothing of sounds: it needs columns such as energy or tempo, and has {columns}.")
    return found
