"""The Million Playlist Dataset's slices, from its zip, its folder or single files, one slice in memory at a time.

Layout (https://www.aicrowd.com/challenges/spotify-million-playlist-dataset-challenge): `data/mpd.slice.N-M.json`, each
`{"info": {...}, "playlists": [{"name", "pid", "tracks": [{"pos", "track_uri", "track_name", "artist_name", ...}]}]}`.
Only the names of tracks and artists are needed; whatever else is missing is unknown. "explicit" and "year" of a track,
which the data set does not have, are read where `segue split` wrote them from other data.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

import orjson

from recsys.data.links import track_id, track_uri
from recsys.domain import Playlist, Track
from recsys.errors import DataError

Record = dict[str, Any]
"""A JSON object of the data set as it stands in the file."""

_SLICE = re.compile(r"mpd\.slice\.(\d+)-(\d+)\.json")
_LARGEST_SLICE = 1 << 30
"""Official slices have about 34 MB; more than this many bytes of JSON would not fit in memory as objects."""


_UNREADABLE = (OSError, EOFError, KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What reading a file or a member of an archive can raise: zipfile has NotImplementedError for ways of compression that
it does not know and RuntimeError where a password is asked for."""


class Malformed(ValueError):
    """A record does not have the data set's form; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice: its place for error messages (None for a file of its own), size in bytes and content."""

    path: Path
    place: str | None
    size: int
    read: Callable[[], bytes]

    def records(self) -> list[Any]:
        """The slice's playlists; a playlist on its own is one too. Raises DataError when it is not one whole slice."""
        content = self.content()
        if isinstance(content, dict) and "tracks" in content and "playlists" not in content:
            return [{"pid": self.path.stem} | content]
        records = content.get("playlists") if isinstance(content, dict) else None
        if not isinstance(records, list):
            raise self._damaged(
                'has no list of "playlists", as slices of the Million Playlist Dataset and challenge sets have.'
            )
        return records

    def content(self) -> Any:
        """The JSON value that the slice holds. Raises DataError when it is not whole."""
        if self.size > _LARGEST_SLICE:
            raise self._damaged(f"has {self.size:,} bytes; slices of up to {_LARGEST_SLICE:,} bytes can be read.")
        data = self._bytes().removeprefix(b"\xef\xbb\xbf")
        if not data.strip():
            raise self._damaged("is empty.")
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise self._damaged(f"is no complete JSON ({error}). Download or unpack it again.") from error

    def _bytes(self) -> bytes:
        try:
            return self.read()
        except _UNREADABLE as error:
            raise self._damaged(f"cannot be read ({error}). Download it again or check its permissions.") from error

    def _damaged(self, problem: str) -> DataError:
        return DataError(self.path, problem, place=self.place)


def zipped_slices(path: Path) -> list[Slice]:
    """The slices of an archive, by number. Raises DataError when it is no archive, or holds no slice or one twice."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = {member.filename: member for member in archive.infolist()}
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise DataError(path, f"is no complete zip archive ({error}). Download it again.") from error
    names = _in_order(path, [name for name in members if not name.startswith("__MACOSX/")])
    return [Slice(path, name, members[name].file_size, partial(_member, path, name)) for name in names]


def folder_slices(folder: Path) -> list[Slice]:
    """The slices of a folder, its `data` folder or that of a folder in it, by number; [] when there are none."""
    for pattern in ("mpd.slice.*.json", "data/mpd.slice.*.json", "*/data/mpd.slice.*.json"):
        found = {path.name: path for path in folder.glob(pattern) if _SLICE.fullmatch(path.name)}
        if found:
            return [part for name in _in_order(folder, found) for part in file_slices(found[name])]
    return []


def file_slices(path: Path) -> list[Slice]:
    """One file as a slice. Raises DataError when it is not there or may not be read."""
    try:
        return [Slice(path, None, path.stat().st_size, path.read_bytes)]
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror}).") from error


def read_slices(
    slices: Sequence[Slice], advance: Callable[[int], None], on_damage: Callable[[DataError], None]
) -> Iterator[tuple[Playlist, Record]]:
    """Each playlist with its record, whose tracks are in the playlist's order; damaged slices and playlists go to
    `on_damage`, and `advance` is told the bytes that were read."""
    for part in slices:
        yield from _read_slice(part, advance, on_damage)


def _read_slice(
    part: Slice, advance: Callable[[int], None], on_damage: Callable[[DataError], None]
) -> Iterator[tuple[Playlist, Record]]:
    try:
        records = part.records()
    except DataError as error:
        on_damage(error)
        records = []
    for index, record in enumerate(records):
        try:
            yield playlist_of(record), record
        except Malformed as error:
            place = ", ".join(filter(None, (part.place, f"playlist {index + 1}")))
            on_damage(DataError(part.path, str(error), place=place))
        advance(part.size * (index + 1) // len(records) - part.size * index // len(records))
    if not records:
        advance(part.size)


def playlist_of(record: Any) -> Playlist:
    """A record as a playlist; sorts the record's own tracks by position. Raises Malformed."""
    if not isinstance(record, dict):
        raise Malformed("is no JSON object.")
    pid = record.get("pid")
    if not isinstance(pid, int | str) or isinstance(pid, bool) or pid == "":
        raise Malformed('has no "pid".')
    tracks = record.get("tracks")
    if not isinstance(tracks, list):
        raise Malformed(f'has no list of "tracks" (pid {pid}).')
    try:
        _sort(tracks)
        return Playlist(str(pid), _text(record, "name"), tuple(map(_track, tracks)))
    except Malformed as error:
        raise Malformed(f"{error} (pid {pid}).") from error


def _sort(tracks: list[Any]) -> None:
    """Order tracks by "pos"; a track without one is where its place in the list puts it."""
    positions = []
    for index, track in enumerate(tracks):
        if not isinstance(track, dict):
            raise Malformed(f"has a track that is no JSON object, number {index + 1}")
        position = track.get("pos", index)
        if type(position) is not int or position < 0:
            raise Malformed(f'has a bad "pos" at track {index + 1}: {position!r}')
        positions.append(position)
    if positions != sorted(positions):
        tracks[:] = [tracks[index] for index in sorted(range(len(tracks)), key=positions.__getitem__)]


def _track(record: Record) -> Track:
    artist = _text(record, "artist_name")
    uri = _text(record, "track_uri")
    return Track(
        title=_text(record, "track_name") or "",
        artists=(artist,) if artist else (),
        spotify_id=_id(uri) if uri else None,
        album=_text(record, "album_name"),
        duration_ms=_number(record, "duration_ms"),
        explicit=_truth(record, "explicit"),
        year=_number(record, "year"),
    )


def _id(uri: str) -> str | None:
    """None for local files, which have a URI but no id."""
    spotify_id = track_id(uri)
    if spotify_id is None and not uri.startswith("spotify:local:"):
        raise Malformed(f'has a "track_uri" that names no track: {uri!r}')
    return spotify_id


def _text(record: Record, name: str) -> str | None:
    """The text of a field, or None when it is missing or blank."""
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise Malformed(f'has a "{name}" that is no text: {value!r}')
    return value if value and not value.isspace() else None


def _number(record: Record, name: str) -> int | None:
    """The number of a field, or None when it is missing or 0."""
    value = record.get(name)
    if value is not None and (type(value) is not int or value < 0):
        raise Malformed(f'has a bad "{name}": {value!r}')
    return value or None


def _truth(record: Record, name: str) -> bool | None:
    value = record.get(name)
    if value is not None and not isinstance(value, bool):
        raise Malformed(f'has a bad "{name}": {value!r}')
    return value


def _in_order(path: Path, names: Iterable[str]) -> list[str]:
    """The names of slices, by their first number. Raises DataError when there is none, or one twice."""
    numbered = sorted(
        (int(match[1]), int(match[2]), name)
        for name in names
        if (match := _SLICE.fullmatch(PurePosixPath(name).name)) is not None
    )
    if not numbered:
        raise DataError(path, "holds no mpd.slice.*.json, so it is not the Million Playlist Dataset.")
    for (*one, _), (*other, name) in pairwise(numbered):
        if one == other:
            raise DataError(path, "holds this slice twice; remove one of them.", place=name)
    return [name for *_, name in numbered]


def record_of(playlist: Playlist) -> Record:
    """A playlist from elsewhere as the data set would have it; `playlist_of` is its inverse, but for guest artists."""
    record = {"name": playlist.title, "pid": playlist.id, "tracks": list(map(_track_record, playlist.tracks))}
    return {name: value for name, value in record.items() if value is not None}


def _track_record(track: Track) -> Record:
    record = {
        "artist_name": track.artists[0] if track.artists else "",
        "track_uri": track_uri(track.spotify_id) if track.spotify_id else None,
        "track_name": track.title,
        "duration_ms": track.duration_ms,
        "album_name": track.album,
        "explicit": track.explicit,
        "year": track.year,
    }
    return {name: value for name, value in record.items() if value is not None}


def _member(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)
