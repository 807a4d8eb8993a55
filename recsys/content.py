"""How alike songs and a playlist sound: a space fitted on the bundle's catalogue, never on the playlist.

Beside the features of `recsys.content_space` it has dimensions of genre (TF-IDF of the words in their names, reduced by
latent semantic analysis) and of company, the principal components of the model's own song vectors. Where the songs of
the catalogue are is kept; only what other sources have heard is placed anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recsys.content_moods import MOST_MOODS, Moods
from recsys.content_share import POINTS, SEEDS, Correction
from recsys.content_space import DIMENSIONS, Space
from recsys.corpus import UNKNOWN
from recsys.sound import LEAST_KNOWN, Sound
from recsys.sound_table import NAMES, Float32, Int64, SoundTable

GENRE, COMPANY = "genre", "company"
GENRES, COMPANIES = 8, 16
"""How many dimensions genre and company have."""

ALL_DIMENSIONS = (*DIMENSIONS, *[GENRE] * GENRES, *[COMPANY] * COMPANIES)

WEIGHTS = {"year": 0.5, "duration": 0.25, "mode": 0.25, "key": 0.25, GENRE: 0.25, COMPANY: 0.05}
"""What each dimension counts in a match; the others count 1. docs/training.md has what each adds."""

RANDOM_SONGS = 1000
"""So many songs of the catalogue stand for all when it is said how many fit less well."""

Float64 = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]

_ARRAYS = ("within", "random", "curves")
_PLACES = "places.npy"
_TABLE = "sounds"
_DESCRIPTION = "content.json"


@dataclass(frozen=True, eq=False)
class Songs:
    """Songs to compare: their `numbers` int64[n], UNKNOWN for those that the bundle does not have.

    `rows` float32[n, len(COLUMNS)] are the features, year and duration, and `points` float32[n, len(ALL_DIMENSIONS)]
    their places in the space; both are NaN where not known.
    """

    numbers: Int64
    rows: Float32
    points: Float32

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def heard(self) -> Bool:
        """bool[n]: whether enough is known of how a song sounds."""
        return np.asarray((~np.isnan(self.rows[:, : len(NAMES)])).sum(axis=1) >= LEAST_KNOWN)

    def those(self, which: Bool | slice) -> Songs:
        return Songs(self.numbers[which], self.rows[which], self.points[which])

    def parted(self, at: int) -> tuple[Songs, Songs]:
        """The first `at` songs, and the others."""
        return self.those(slice(at)), self.those(slice(at, None))


@dataclass(frozen=True, eq=False)
class Learned:
    """What is learned from the catalogue and its playlists.

    `within` float32[len(ALL_DIMENSIONS)] is the share of the variance within playlists, `random` float32[at most
    RANDOM_SONGS, len(ALL_DIMENSIONS)] are the random songs, and `curves` correct shares.
    """

    within: Float32
    random: Float32
    curves: Float64


class ContentModel:
    """Compares songs by sound. `places` float32[n_songs, len(ALL_DIMENSIONS)] are those of the catalogue's songs in the
    space, NaN where not known; the array may be memory-mapped.

    Other `weights` than WEIGHTS and other than MOST_MOODS are for measuring what these are worth.
    """

    def __init__(
        self,
        table: SoundTable,
        space: Space,
        learned: Learned,
        places: Float32,
        *,
        weights: Mapping[str, float] = WEIGHTS,
        most_moods: int = MOST_MOODS,
    ) -> None:
        self.table = table
        self._space = space
        self._learned = learned
        self._places = places
        self._correct = Correction(learned.curves)
        self._weights = np.array([weights.get(name, 1.0) for name in ALL_DIMENSIONS], dtype=np.float32)
        self._most_moods = most_moods

    def weighted(self, weights: Mapping[str, float], most_moods: int = MOST_MOODS) -> ContentModel:
        """The same model with other weights and moods."""
        return ContentModel(
            self.table, self._space, self._learned, self._places, weights=weights, most_moods=most_moods
        )

    def songs(self, numbers: npt.ArrayLike, sounds: Sequence[Sound | None] = ()) -> Songs:
        """Songs by number, with what else is known of how they sound."""
        songs = np.asarray(numbers, dtype=np.int64)
        rows = self.table.rows(songs, sounds)
        points = np.full((len(songs), len(ALL_DIMENSIONS)), np.nan, dtype=np.float32)
        ours = songs != UNKNOWN
        points[ours] = self._places[songs[ours]]
        told = [place for place, sound in enumerate(sounds) if sound is not None]
        points[told, : len(DIMENSIONS)] = self._space.transform(rows[told])
        return Songs(songs, rows, points)

    def compared(self, seeds: Songs, songs: Songs) -> Compared | None:
        """How songs compare with a playlist, by those of its seeds whose sound is known; None without any seed."""
        heard = seeds.those(seeds.heard)
        if not len(seeds):
            return None
        counting = (heard if len(heard) else seeds).points
        moods = Moods.of(counting, self._learned.within, self._weights, self._most_moods)
        by_chance = moods.fits(self._learned.random)
        usual = by_chance.mean(axis=1, keepdims=True)
        fits = moods.fits(songs.points)
        expected = np.where(np.isnan(songs.points), 0, fits - usual)  # what is not known is as in any song
        scores = moods.scores(expected, self._weights)
        shares = _shares(scores, moods.scores(by_chance - usual, self._weights))
        corrected = self._correct(shares, max(1, len(heard)))
        nearest = np.argmax(fits @ self._weights + np.log(moods.shares)[:, None], axis=0)
        return Compared(moods, songs, fits, nearest, shares, corrected, len(heard))

    def save(self, folder: Path) -> None:
        """Writes the space, the table, the places and what was learned into an existing folder, without pickle."""
        self._space.save(folder)
        np.save(folder / _PLACES, self._places, allow_pickle=False)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self._learned, name), allow_pickle=False)
        (folder / _TABLE).mkdir()
        self.table.save(folder / _TABLE)
        (folder / _DESCRIPTION).write_text(json.dumps({"dimensions": ALL_DIMENSIONS}, indent=2), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, n_songs: int) -> ContentModel:
        """What `save` wrote there. Raises ValueError when it is of another version or of other than `n_songs` songs."""
        saved: Any = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        if tuple(saved["dimensions"]) != ALL_DIMENSIONS:
            raise ValueError("it compares songs by other features")
        learned = Learned(*(np.load(folder / f"{name}.npy", allow_pickle=False) for name in _ARRAYS))
        table = SoundTable.load(folder / _TABLE)
        places = np.load(folder / _PLACES, mmap_mode="r", allow_pickle=False)
        _check_fits(table, learned, places, n_songs)
        return cls(table, Space.load(folder), learned, places)


@dataclass(frozen=True, eq=False)
class Compared:
    """`fits` float64[m, n, len(ALL_DIMENSIONS)] say by mood and dimension how much likelier `songs` are there than by
    chance (natural logarithm), `nearest` int64[n] which mood each fits best, `shares` float64[n] how many random songs
    fit less well, and `corrected` the same on held-out songs. `heard` is the number of seeds with a known sound.
    """

    moods: Moods
    songs: Songs
    fits: Float64
    nearest: Int64
    shares: Float64
    corrected: Float64
    heard: int

    @property
    def matches(self) -> list[int | None]:
        """From 0 to 100; None for songs whose sound is unknown, and for all where no seed's is known."""
        known = self.songs.heard & (self.heard > 0)
        pairs = zip(np.rint(100 * self.corrected).astype(int).tolist(), known.tolist(), strict=True)
        return [match if is_known else None for match, is_known in pairs]

    def distances(self, columns: Sequence[str]) -> dict[str, Float64]:
        """float64[n] for each column of the space: how far songs are from the nearest centre, in standard deviations.

        NaN where that is not known.
        """
        return {name: self._distance([i for i, one in enumerate(ALL_DIMENSIONS) if one == name]) for name in columns}

    def _distance(self, dimensions: Sequence[int]) -> Float64:
        steps = self.songs.points[None, :, dimensions] - self.moods.centres[:, None, dimensions]
        found = np.sqrt((steps**2).sum(axis=2))
        nearest = np.where(np.isnan(found), np.inf, found).min(axis=0)
        return np.where(np.isinf(nearest), np.nan, nearest)


def _shares(scores: Float64, by_chance: Float64) -> Float64:
    """The share of random scores that are lower; equal ones count half."""
    chance = np.sort(by_chance)
    lower, upper = np.searchsorted(chance, scores, "left"), np.searchsorted(chance, scores, "right")
    return np.asarray((lower + upper) / 2 / len(chance))


def _check_fits(table: SoundTable, learned: Learned, places: Float32, n_songs: int) -> None:
    d = len(ALL_DIMENSIONS)
    found = [len(table), places.shape, *(getattr(learned, name).shape for name in _ARRAYS)]
    if found != [n_songs, (n_songs, d), (d,), (len(learned.random), d), (len(SEEDS), POINTS)]:
        raise ValueError("its parts are not of one training")
