"""The RecSys Challenge 2018: its ten categories, `challenge_set.json`, `answers.json` and `submission.csv`.

Formats: https://www.aicrowd.com/challenges/spotify-million-playlist-dataset-challenge. Tracks are named by URI.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from recsys.data.links import track_uri
from recsys.data.mpd import Malformed, Record, file_slices, playlist_of
from recsys.domain import Track
from recsys.errors import DataError
from recsys.files import replacing
from recsys.metrics import LIST_LENGTH

TEAM = "team_info,segue,segue@example.org"

_Parsed = TypeVar("_Parsed")

_TRACK_URI = re.compile(r"spotify:track:[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Category:
    """What a challenge playlist shows of itself: its first `seeds` tracks or drawn ones, and maybe its title."""

    number: int
    seeds: int
    drawn: bool
    titled: bool

    @property
    def label(self) -> str:
        """In words, as "title, first 5"."""
        seeds = f"{'random' if self.drawn else 'first'} {self.seeds}"
        return ", ".join(part for part in ("title" if self.titled else "", seeds if self.seeds else "only") if part)


CATEGORIES = tuple(
    Category(number, seeds, drawn, titled)
    for number, (seeds, drawn, titled) in enumerate(
        (
            (0, False, True),
            (1, False, True),
            (5, False, True),
            (5, False, False),
            (10, False, True),
            (10, False, False),
            (25, False, True),
            (25, True, True),
            (100, False, True),
            (100, True, True),
        ),
        start=1,
    )
)
_NUMBERS = frozenset(category.number for category in CATEGORIES)


@dataclass(frozen=True, slots=True)
class ChallengePlaylist:
    """A playlist to continue: its seed tracks with their positions in it, ascending, and how many tracks are hidden."""

    pid: int
    title: str | None
    tracks: tuple[Track, ...]
    positions: tuple[int, ...]
    hidden: int

    @property
    def category(self) -> int | None:
        """The number of the category that has this title and these seeds; None when it is none of the ten."""
        drawn = self.positions != tuple(range(len(self.positions)))
        shown = (len(self.tracks), drawn, self.title is not None)
        return next((c.number for c in CATEGORIES if (c.seeds, c.drawn, c.titled) == shown), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was hidden of a challenge playlist: distinct track URIs in playlist order, and their artists' names."""

    pid: int
    category: int | None
    tracks: tuple[str, ...]
    artists: tuple[str, ...]


def read_challenge(path: Path) -> tuple[ChallengePlaylist, ...]:
    """The playlists of a challenge_set.json. Raises DataError."""
    (only,) = file_slices(path)
    playlists = tuple(_each(path, only.records(), _challenge_playlist))
    _check_distinct(path, playlists)
    return playlists


def read_answers(path: Path) -> tuple[Answer, ...]:
    """The answers of an answers.json. Raises DataError."""
    (only,) = file_slices(path)
    records = only.content()
    if not isinstance(records, list):
        raise DataError(path, "is no list of answers.")
    answers = tuple(_each(path, records, _answer))
    _check_distinct(path, answers)
    return answers


def challenge_record(playlist: ChallengePlaylist, tracks: Sequence[Record]) -> Record:
    """The playlist as challenge_set.json has it; `tracks` are the data set's records of its seeds."""
    record = {
        "num_holdouts": playlist.hidden,
        "pid": playlist.pid,
        "num_tracks": playlist.hidden + len(playlist.tracks),
        "tracks": [{"pos": pos, **track} for track, pos in zip(tracks, playlist.positions, strict=True)],
        "num_samples": len(playlist.tracks),
    }
    return record if playlist.title is None else {"name": playlist.title, **record}


def answer_record(answer: Answer) -> Record:
    """The answer as answers.json has it."""
    return {"pid": answer.pid, "category": answer.category, "tracks": answer.tracks, "artists": answer.artists}


def write_submission(path: Path, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Write (pid, track URIs) rows as submission.csv, whole or not at all. Raises DataError."""
    if path.is_dir():  # said before the rows are made, which takes long
        raise DataError(path, "is a folder. Name the file to write.")
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{TEAM}\n")
        for pid, tracks in rows:
            file.write(f"{', '.join((str(pid), *tracks))}\n")


def read_submission(path: Path, challenge: Sequence[ChallengePlaylist]) -> dict[int, tuple[str, ...]]:
    """The tracks for each pid of a challenge, best first. Blank lines and lines with "#" are left out.

    Raises DataError with the line unless the first line is the team's and each playlist has one row of 500 distinct
    tracks, none of them a seed.
    """
    playlists = {playlist.pid: playlist for playlist in challenge}
    rows: dict[int, tuple[str, ...]] = {}
    known: dict[str, str] = {}  # one object for each track, or five million strings fill the memory
    for place, line in _submission_lines(path):
        try:
            pid, tracks = _submission_row(line)
            _check_row(pid, tracks, playlists, rows)
        except Malformed as error:
            raise DataError(path, str(error), place=place) from error
        rows[pid] = tuple(known.setdefault(track, track) for track in tracks)
    missing = [pid for pid in playlists if pid not in rows]
    if missing:
        raise DataError(path, f"has no row for {len(missing)} of the playlists, first for pid {missing[0]}.")
    return rows


def _submission_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Each row after the team's with its place."""
    team = ""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                line = line.strip()
                if not line or line.startswith("#"):
                    continue
                if team:
                    yield f"line {number}", line
                elif not line.startswith("team_info,"):
                    raise DataError(path, f"is not the team's: it must begin as {TEAM!r}.", place=f"line {number}")
                team = line
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise DataError(path, "is not UTF-8 text.") from error
    if not team:
        raise DataError(path, "is empty.")


def _submission_row(line: str) -> tuple[int, list[str]]:
    pid, *tracks = (field.strip() for field in line.split(","))
    if not (pid.isascii() and pid.isdigit()):
        raise Malformed(f"does not begin with a pid: {pid!r}.")
    return int(pid), tracks


def _check_row(
    pid: int, tracks: Sequence[str], playlists: Mapping[int, ChallengePlaylist], rows: Mapping[int, object]
) -> None:
    if pid not in playlists:
        raise Malformed(f"answers pid {pid}, which the challenge does not have.")
    if pid in rows:
        raise Malformed(f"answers pid {pid} a second time.")
    wrong = next((track for track in tracks if not _TRACK_URI.fullmatch(track)), None)
    if wrong is not None:
        raise Malformed(f"names {wrong!r}, which is no track URI.")
    if len(tracks) != LIST_LENGTH:
        raise Malformed(f"has {len(tracks)} tracks for pid {pid}; it must have {LIST_LENGTH}.")
    if len(set(tracks)) != len(tracks):
        repeated = next(track for index, track in enumerate(tracks) if track in tracks[:index])
        raise Malformed(f"has {repeated} more than once.")
    seeds = {track_uri(track.spotify_id) for track in playlists[pid].tracks if track.spotify_id}
    if not seeds.isdisjoint(tracks):
        raise Malformed(f"has {next(track for track in tracks if track in seeds)}, a seed of pid {pid}.")


def _challenge_playlist(record: Any) -> ChallengePlaylist:
    playlist = playlist_of(record)
    hidden = record.get("num_holdouts", 0)
    if not playlist.id.isdecimal() or type(hidden) is not int:
        raise Malformed(f'has a "pid" or "num_holdouts" that is no number (pid {playlist.id}).')
    positions = tuple(track.get("pos", index) for index, track in enumerate(record["tracks"]))
    return ChallengePlaylist(int(playlist.id), playlist.title, playlist.tracks, positions, hidden)


def _answer(record: Any) -> Answer:
    if not isinstance(record, dict) or type(record.get("pid")) is not int:
        raise Malformed('has no "pid".')
    tracks, artists, category = (record.get(name) for name in ("tracks", "artists", "category"))
    if not _are_texts(tracks) or not tracks or len(set(tracks)) != len(tracks):
        raise Malformed(f'needs "tracks", a list of distinct track URIs (pid {record["pid"]}).')
    if not _are_texts(artists):
        raise Malformed(f'needs "artists", a list of names (pid {record["pid"]}).')
    if category is not None and (type(category) is not int or category not in _NUMBERS):
        raise Malformed(f'has a "category" that is none of the ten: {category!r} (pid {record["pid"]}).')
    return Answer(record["pid"], category, tuple(tracks), tuple(artists))


def _are_texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _each(path: Path, records: Sequence[Any], parse: Callable[[Any], _Parsed]) -> Iterator[_Parsed]:
    for number, record in enumerate(records, start=1):
        try:
            yield parse(record)
        except Malformed as error:
            raise DataError(path, str(error), place=f"playlist {number}") from error


def _check_distinct(path: Path, parsed: Sequence[ChallengePlaylist] | Sequence[Answer]) -> None:
    if not parsed:
        raise DataError(path, "holds no playlist.")
    (pid, times), *_ = Counter(one.pid for one in parsed).most_common(1)
    if times > 1:
        raise DataError(path, f"holds pid {pid} {times} times.")
