"""The door to playlists in files: finds out what a path holds and reads it, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from recsys.data.lines import read_lines
from recsys.data.mpd import Record, Slice, file_slices, folder_slices, read_slices, zipped_slices
from recsys.data.tables import CsvTable, ParquetTable, Table, read_table
from recsys.domain import Playlist
from recsys.errors import DataError

Advance = Callable[[int], None]
OnDamage = Callable[[DataError], None]
Entry = tuple[Playlist, Record | None]

_READABLE = (
    "the Million Playlist Dataset (its zip, its folder or mpd.slice.*.json files), "
    "or a .csv, .tsv or .parquet file with the columns playlist_id, position, title and artist"
)


@dataclass(frozen=True)
class PlaylistSource:
    """Playlists in a file or folder, to be read as often as needed; one reading goes through `size` bytes."""

    path: Path
    size: int
    _read: Callable[[Advance, OnDamage], Iterator[Entry]]

    def playlists(self, advance: Advance | None = None, on_damage: OnDamage | None = None) -> Iterator[Playlist]:
        """Each playlist in turn. `advance` is told how many more of the `size` bytes have been read.

        Raises DataError at the first damage; with `on_damage`, that gets the error and the damaged part is left out.
        """
        return (playlist for playlist, _ in self.entries(advance, on_damage))

    def entries(self, advance: Advance | None = None, on_damage: OnDamage | None = None) -> Iterator[Entry]:
        """As `playlists`, each with its record of the Million Playlist Dataset, None in other formats."""
        report = on_damage or _raise
        empty = True

        def on_any(error: DataError) -> None:
            nonlocal empty
            empty = False
            report(error)

        for entry in self._read(advance or _ignore, on_any):
            empty = False
            yield entry
        if empty:
            report(DataError(self.path, "holds no playlist."))


def open_source(path: Path) -> PlaylistSource:
    """What can be read at a path. Raises DataError, at once or when it is read, for what is missing or damaged."""
    if path.is_dir():
        return _from_folder(path)
    kind = _kind(path)
    if kind is None:
        raise DataError(path, f"is in no known format. Give {_READABLE}.")
    return kind(path)


def read_playlist(path: Path, playlist_id: str | None = None) -> Playlist:
    """The playlist of a file: any format of `open_source`, a JSON object with "tracks", or a text file (`read_lines`).

    Of several playlists the one called `playlist_id`. Raises DataError when it is not clear which.
    """
    if not path.is_dir() and _kind(path) is None:
        if playlist_id is not None:
            raise DataError(path, "is a text file with one playlist, which has no id. Leave out --playlist-id.")
        return read_lines(path)
    playlists = open_source(path).playlists()
    if playlist_id is None:
        found = list(islice(playlists, 4))
        if len(found) > 1:
            names = ", ".join(playlist.id for playlist in found[:3]) + (" …" if len(found) > 3 else "")
            raise DataError(path, f"holds several playlists ({names}). Choose one with --playlist-id.")
        return found[0]
    for playlist in playlists:
        if playlist.id == playlist_id:
            return playlist
    raise DataError(path, f"holds no playlist with the id {playlist_id}.")


def _kind(path: Path) -> Callable[[Path], PlaylistSource] | None:
    """How to read a file, by its first bytes, else by its name."""
    try:
        with path.open("rb") as file:
            start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    except FileNotFoundError as error:
        raise DataError(path, "does not exist.") from error
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror}).") from error
    by_content = (kind for magic, kind in _MAGIC.items() if start.startswith(magic))
    return next(by_content, _SUFFIXES.get(path.suffix.casefold()))


def _from_folder(folder: Path) -> PlaylistSource:
    slices = folder_slices(folder)
    if not slices:
        raise DataError(
            folder, "holds no mpd.slice.*.json, neither itself nor in a folder data. Give its folder or file."
        )
    return _from_slices(folder, slices)


def _from_zip(path: Path) -> PlaylistSource:
    return _from_slices(path, zipped_slices(path))


def _from_json(path: Path) -> PlaylistSource:
    return _from_slices(path, file_slices(path))


def _from_csv(path: Path) -> PlaylistSource:
    return _from_table(CsvTable(path))


def _from_parquet(path: Path) -> PlaylistSource:
    return _from_table(ParquetTable(path))


def _from_slices(path: Path, slices: Sequence[Slice]) -> PlaylistSource:
    def read(advance: Advance, on_damage: OnDamage) -> Iterator[Entry]:
        return read_slices(slices, advance, on_damage)

    return PlaylistSource(path, sum(part.size for part in slices), read)


def _from_table(table: Table) -> PlaylistSource:
    def read(advance: Advance, on_damage: OnDamage) -> Iterator[Entry]:
        return ((playlist, None) for playlist in read_table(table, advance, on_damage))

    return PlaylistSource(table.path, 2 * table.size, read)


def _raise(error: DataError) -> None:
    raise error


def _ignore(_: int) -> None:
    """For callers that show no progress."""


_MAGIC = {b"PK\x03\x04": _from_zip, b"PK\x05\x06": _from_zip, b"PAR1": _from_parquet, b"{": _from_json}
_SUFFIXES = {
    ".zip": _from_zip,
    ".json": _from_json,
    ".csv": _from_csv,
    ".tsv": _from_csv,
    ".parquet": _from_parquet,
    ".pq": _from_parquet,
}
