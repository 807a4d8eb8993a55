"""What a bundle knows of how its songs sound, and how old and long they are: plain arrays by song number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from recsys.corpus import UNKNOWN, Int32
from recsys.sound import LEAST_KNOWN, RANGES, Sound

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]

NAMES = tuple(RANGES)
"""The columns of `features`."""

_ARRAYS = ("features", "years", "durations", "genres")
_WORDS = "genres.json"
_features = attrgetter(*NAMES)


@dataclass(frozen=True, eq=False)
class SoundTable:
    """`features` float32[n_songs, len(NAMES)] are on the scales of `recsys.sound`, NaN where not known.

    `years` and `durations` (ms) are int32[n_songs], or UNKNOWN. `genres` int32[n_songs] numbers the `words` that the
    source has for a song, such as "dance pop", or is UNKNOWN. Arrays may be memory-mapped.
    """

    features: Float32
    years: Int32
    durations: Int32
    genres: Int32
    words: tuple[str, ...] = ()

    @classmethod
    def empty(cls, years: Int32, durations: Int32) -> SoundTable:
        """A table of songs whose sound nobody knows."""
        n_songs = len(years)
        features = np.full((n_songs, len(NAMES)), np.nan, dtype=np.float32)
        return cls(features, years, durations, np.full(n_songs, UNKNOWN, dtype=np.int32))

    def __len__(self) -> int:
        return len(self.years)

    def heard(self) -> Int64:
        """int64[n]: the songs of which at least LEAST_KNOWN features are known, rising."""
        return np.flatnonzero((~np.isnan(self.features)).sum(axis=1) >= LEAST_KNOWN)

    def genres_of(self, songs: Int64) -> list[str | None]:
        """What the source calls the genres of songs."""
        return [None if number == UNKNOWN else self.words[number] for number in self.genres[songs].tolist()]

    def rows(self, songs: npt.ArrayLike, sounds: Sequence[Sound | None]) -> Float32:
        """float32[len(songs), len(NAMES) + 2]: features, year and duration (ms) of each song, NaN where not known.

        A song is UNKNOWN where the bundle has none; what its `sound` knows counts more than what the table does.
        """
        numbers = np.asarray(songs, dtype=np.int64)
        found = _blank(len(numbers))
        ours = numbers != UNKNOWN
        found[ours, : len(NAMES)] = self.features[numbers[ours]]
        found[ours, len(NAMES)] = _known(self.years[numbers[ours]])
        found[ours, len(NAMES) + 1] = _known(self.durations[numbers[ours]])
        if places := [place for place, sound in enumerate(sounds) if sound is not None]:
            told = _array([sound for sound in sounds if sound is not None])
            found[places, : len(NAMES)] = np.where(np.isnan(told), found[places, : len(NAMES)], told)
        return found

    def merged(self, other: SoundTable) -> SoundTable:
        """This table, and of all that the `other` one knows, what that says. Both are about the same songs."""
        words = tuple(dict.fromkeys((*self.words, *other.words)))
        number = {word: place for place, word in enumerate(words)}
        renumbered = np.array([*(number[word] for word in other.words), UNKNOWN], dtype=np.int32)
        return SoundTable(
            np.where(np.isnan(other.features), self.features, other.features),
            _either(other.years, self.years),
            _either(other.durations, self.durations),
            _either(renumbered[other.genres], self.genres),
            words,
        )

    def save(self, folder: Path) -> None:
        """Writes into an existing folder."""
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        (folder / _WORDS).write_text(json.dumps(self.words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> SoundTable:
        """Memory-maps what `save` wrote there. Raises ValueError when the parts do not fit each other."""
        arrays = [np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _ARRAYS]
        words = tuple(json.loads((folder / _WORDS).read_text(encoding="utf-8")))
        features, years, durations, genres = arrays
        n_songs = len(years)
        if features.shape != (n_songs, len(NAMES)) or any(column.shape != (n_songs,) for column in arrays[1:]):
            raise ValueError("its table of sounds is not whole")
        if n_songs and not UNKNOWN <= genres.min() <= genres.max() < len(words):
            raise ValueError("its table of sounds names genres that it does not have")
        return cls(features, years, durations, genres, words)


def sounds_of(rows: Float32) -> list[Sound]:
    """Rows of features, and of what else may follow them, as the domain has them."""
    values = np.round(rows[:, : len(NAMES)].astype(np.float64), 6)
    known = values.astype(object)
    known[np.isnan(values)] = None
    return [Sound(*row) for row in known.tolist()]


def sound_of(row: Float32) -> Sound:
    """One row as the domain has it."""
    (sound,) = sounds_of(row[None])
    return sound


def _array(sounds: Sequence[Sound]) -> Float32:
    """float32[len(sounds), len(NAMES)]: the features, NaN where not known."""
    return np.array([_features(sound) for sound in sounds], dtype=np.float32)  # None becomes NaN


def _known(values: Int32) -> Float32:
    return np.where(values == UNKNOWN, np.nan, values).astype(np.float32)


def _either(first: Int32, second: Int32) -> Int32:
    return np.where(first == UNKNOWN, second, first).astype(np.int32)


def _blank(rows: int) -> Float32:
    return np.full((rows, len(NAMES) + 2), np.nan, dtype=np.float32)
