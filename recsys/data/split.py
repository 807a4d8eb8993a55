"""Holding playlists out: in the ten categories of the RecSys Challenge 2018 in equal parts, by a seed.

A playlist can be held out when at least MIN_HIDDEN of its distinct tracks with a Spotify id remain hidden beside the
seeds of its category, so from 10 tracks (title only) to 110 (100 seeds), and it has a title where that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import orjson

from recsys.challenge import CATEGORIES, Answer, Category, ChallengePlaylist, answer_record, challenge_record
from recsys.data.links import track_uri
from recsys.data.mpd import Record, record_of
from recsys.data.source import Advance, OnDamage, PlaylistSource
from recsys.domain import Playlist, Track
from recsys.errors import DataError
from recsys.files import replacing

MIN_HIDDEN = 10
"""Fewer hidden tracks would make R-precision of one playlist a matter of luck."""

SLICE_LENGTH = 1000
"""Playlists in one slice, as in the official data set."""

_SEED_FIELDS = (
    "artist_name",
    "track_uri",
    "artist_uri",
    "track_name",
    "album_uri",
    "duration_ms",
    "album_name",
)
_DATE = "1970-01-01 00:00:00"  # the format wants one, and equal splits should be equal files

Int64 = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Split:
    """Playlists to train on, playlists to continue and what these hide; none with a track twice."""

    train: tuple[Playlist, ...]
    challenge: tuple[ChallengePlaylist, ...]
    answers: tuple[Answer, ...]


@dataclass(slots=True)
class SplitReport:
    """What `write_split` wrote: playlists and entries to train on, playlists held out by category number.

    `repeated` entries were left out because they repeat a track, `without_id` ones of held-out playlists because they
    have no Spotify id.
    """

    playlists: int = 0
    entries: int = 0
    held_out: dict[int, int] = field(default_factory=dict)
    repeated: int = 0
    without_id: int = 0


def split_playlists(playlists: Sequence[Playlist], held_out: int, seed: int) -> Split:
    """Hold out that many playlists, in memory. Raises ValueError when there are not enough long ones."""
    draft = _Draft(seed)
    for playlist in playlists:
        draft.add(playlist)
    draft.deal(held_out)
    train, hidden = [], []
    for row, playlist in enumerate(playlists):
        once = _with_tracks(playlist, _first_entries(playlist.tracks))
        if row in draft.dealt:
            hidden.append(draft.hide(row, _with_tracks(once, _identified(once.tracks))))
        else:
            train.append(once)
    return Split(tuple(train), tuple(asked for asked, _ in hidden), tuple(answer for _, answer in hidden))


def write_split(
    source: PlaylistSource,
    out: Path,
    held_out: int,
    seed: int,
    advance: Advance | None = None,
    on_damage: OnDamage | None = None,
) -> SplitReport:
    """Write `data/mpd.slice.*.json`, `challenge_set.json` and `answers.json` into the new folder `out`.

    Reads the source twice, with one slice in memory; `advance` is told twice its size. The folder appears when it is
    complete. Raises DataError when `out` exists and is not empty, or there are not enough long playlists.
    """
    if out.exists() and not (out.is_dir() and next(out.iterdir(), None) is None):
        raise DataError(out, "exists already and is no empty folder. Give a new one.")
    draft = _Draft(seed)
    for playlist in source.playlists(advance, on_damage):
        draft.add(playlist)
    try:
        draft.deal(held_out)
    except ValueError as error:
        raise DataError(source.path, str(error)) from error
    with replacing(out) as folder:
        writer = _SplitWriter(folder, draft)
        for row, (playlist, record) in enumerate(source.entries(advance, on_damage and _ignore)):
            writer.add(row, playlist, record or record_of(playlist))
        writer.finish()
    return writer.report


def deal(sizes: Int64, titled: Bools, held_out: int, seed: int) -> dict[int, Category]:
    """Which rows are held out, and in which category each: all categories equally often, the first ones once more
    where ten does not divide `held_out`.

    `sizes` int64[n] counts the tracks that can be seeds or be hidden; `titled` bool[n] says who has a title. Categories
    that need the longest playlists choose first. Raises ValueError when too few rows fit, or none would be left.
    """
    if not 0 < held_out < len(sizes):
        raise ValueError(f"{held_out:,} of {len(sizes):,} playlists cannot be held out; hold out some and leave some.")
    order = np.random.default_rng(seed).permutation(len(sizes))
    free = np.ones(len(sizes), dtype=bool)
    dealt: dict[int, Category] = {}
    for category in sorted(CATEGORIES, key=lambda category: (-category.seeds, not category.titled, category.number)):
        share = held_out // len(CATEGORIES) + (category.number <= held_out % len(CATEGORIES))
        fits = free & (sizes >= category.seeds + MIN_HIDDEN) & (titled | (not category.titled))
        rows = order[fits[order]][:share]
        if len(rows) < share:
            raise ValueError(_shortage(category, len(rows), share))
        free[rows] = False
        dealt |= dict.fromkeys(rows.tolist(), category)
    return dealt


def seed_positions(size: int, category: Category, random: np.random.Generator) -> Int64:
    """Which of `size` tracks are the seeds of a playlist of that category: int64[category.seeds], ascending."""
    if category.drawn:
        return np.sort(random.choice(size, category.seeds, replace=False))
    return np.arange(category.seeds)


def _shortage(category: Category, found: int, share: int) -> str:
    titled = " and a title" if category.titled else ""
    return (
        f"Only {found:,} playlists are left for category {category.number} ({category.label}), where {share:,} are "
        f"needed with at least {category.seeds + MIN_HIDDEN} tracks with Spotify ids{titled}. Hold out fewer playlists."
    )


class _Draft:
    """What a split needs to know of each playlist before it can choose, and then its choice."""

    def __init__(self, seed: int) -> None:
        self.dealt: dict[int, Category] = {}
        self._numbered = False
        self._seed = seed
        self._ids: list[str] = []
        self._sizes: list[int] = []
        self._titled: list[bool] = []

    def add(self, playlist: Playlist) -> None:
        self._ids.append(playlist.id)
        self._sizes.append(len({track.spotify_id for track in playlist.tracks} - {None}))
        self._titled.append(_is_titled(playlist))

    def deal(self, held_out: int) -> None:
        """Raises ValueError."""
        self.dealt = deal(np.array(self._sizes), np.array(self._titled, dtype=bool), held_out, self._seed)
        # The challenge's pids are numbers: the playlists' own ids where they all are, else their places in the data.
        numbers = {int(id_) for id_ in self._ids if id_.isascii() and id_.isdigit()}
        self._numbered = len(numbers) == len(self._ids)

    def pid(self, row: int) -> int:
        return int(self._ids[row]) if self._numbered else row

    def hide(self, row: int, playlist: Playlist) -> tuple[ChallengePlaylist, Answer]:
        """What is asked of a dealt row and its answer; the playlist's tracks are distinct and have ids."""
        category = self.dealt[row]
        seeds = seed_positions(len(playlist.tracks), category, np.random.default_rng([self._seed, row]))
        hidden = [playlist.tracks[index] for index in np.setdiff1d(np.arange(len(playlist.tracks)), seeds)]
        asked = ChallengePlaylist(
            pid=self.pid(row),
            title=playlist.title if category.titled else None,
            tracks=tuple(playlist.tracks[index] for index in seeds),
            positions=tuple(seeds.tolist()),
            hidden=len(hidden),
        )
        uris = tuple(track_uri(track.spotify_id) for track in hidden if track.spotify_id)
        return asked, Answer(asked.pid, category.number, uris, tuple(next(iter(t.artists), "") for t in hidden))


class _SplitWriter:
    """Writes the parts of a split as the playlists come by."""

    def __init__(self, folder: Path, draft: _Draft) -> None:
        self.report = SplitReport()
        self._folder = folder
        self._draft = draft
        self._slice: list[Record] = []
        self._challenge: list[Record] = []
        self._answers: list[Record] = []
        (folder / "data").mkdir(parents=True)

    def add(self, row: int, playlist: Playlist, record: Record) -> None:
        """`record["tracks"]` are the records of `playlist.tracks`."""
        first = _first_entries(playlist.tracks)
        self.report.repeated += len(playlist.tracks) - len(first)
        if row in self._draft.dealt:
            self._hold_out(row, playlist, record, first)
        else:
            self._train_on(row, record, first)

    def finish(self) -> None:
        self._write_slice()
        challenge = {"date": _DATE, "version": "v1", "playlists": self._challenge}
        _write_json(self._folder / "challenge_set.json", challenge)
        _write_json(self._folder / "answers.json", self._answers)

    def _hold_out(self, row: int, playlist: Playlist, record: Record, first: list[int]) -> None:
        chosen = [index for index in first if playlist.tracks[index].spotify_id]
        self.report.without_id += len(first) - len(chosen)
        asked, answer = self._draft.hide(row, _with_tracks(playlist, chosen))
        number = self._draft.dealt[row].number
        self.report.held_out[number] = self.report.held_out.get(number, 0) + 1
        tracks = [record["tracks"][chosen[position]] for position in asked.positions]
        seeds = [{name: track[name] for name in _SEED_FIELDS if name in track} for track in tracks]
        self._challenge.append(challenge_record(asked, seeds))
        self._answers.append(answer_record(answer))

    def _train_on(self, row: int, record: Record, first: list[int]) -> None:
        tracks = [{**record["tracks"][index], "pos": pos} for pos, index in enumerate(first)]
        pid = self._draft.pid(row)
        self._slice.append({**record, "pid": pid, "num_tracks": len(tracks), "tracks": tracks})
        self.report.playlists += 1
        self.report.entries += len(tracks)
        if len(self._slice) == SLICE_LENGTH:
            self._write_slice()

    def _write_slice(self) -> None:
        if self._slice:
            last = self.report.playlists - 1
            name = f"{last + 1 - len(self._slice)}-{last}"
            content = {"info": {"slice": name, "version": "v1"}, "playlists": self._slice}
            _write_json(self._folder / "data" / f"mpd.slice.{name}.json", content)
            self._slice = []


def _is_titled(playlist: Playlist) -> bool:
    return bool(playlist.title and playlist.title.strip())


def _first_entries(tracks: Sequence[Track]) -> list[int]:
    """The places of the tracks that do not repeat an earlier one: no id twice, and without ids no name twice."""
    first: dict[object, int] = {}
    for index, track in enumerate(tracks):
        first.setdefault(track.spotify_id or (track.title, track.artists), index)
    return list(first.values())


def _identified(tracks: Sequence[Track]) -> list[int]:
    return [index for index, track in enumerate(tracks) if track.spotify_id]


def _with_tracks(playlist: Playlist, places: Sequence[int]) -> Playlist:
    return replace(playlist, tracks=tuple(playlist.tracks[index] for index in places))


def _write_json(path: Path, content: object) -> None:
    path.write_bytes(orjson.dumps(content))


def _ignore(_: DataError) -> None:
    """For the second reading: the first has reported it."""
