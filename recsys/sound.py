"""How songs sound, as numbers that people have words for; what is asked and said when songs are compared by it.

The scales are those of Spotify's audio features, which every source is brought to. Standard library only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Self

from recsys.domain import Query

RANGES: Mapping[str, tuple[float, float]] = {
    "danceability": (0, 1),
    "energy": (0, 1),
    "key": (0, 11),
    "loudness": (-60, 5),
    "mode": (0, 1),
    "speechiness": (0, 1),
    "acousticness": (0, 1),
    "instrumentalness": (0, 1),
    "liveness": (0, 1),
    "valence": (0, 1),
    "tempo": (20, 300),
}
"""The least and the greatest value of each feature that is believed."""

LEAST_KNOWN = 3
"""Of fewer features than these nobody can say how a song sounds."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What is known of how one recording sounds; None where it is not known.

    `key` is a pitch class (0 is C), `mode` 1 for major, `loudness` in dB, `tempo` in beats a minute, `valence` how
    cheerful it is; the others are from 0 to 1.
    """

    danceability: float | None = None
    energy: float | None = None
    key: float | None = None
    loudness: float | None = None
    mode: float | None = None
    speechiness: float | None = None
    acousticness: float | None = None
    instrumentalness: float | None = None
    liveness: float | None = None
    valence: float | None = None
    tempo: float | None = None

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Self:
        """The features among these values. What is no number, not finite or out of range is not known."""
        return cls(**{name: _believed(values.get(name), *span) for name, span in RANGES.items()})

    @property
    def known(self) -> int:
        """How many features are known."""
        return sum(getattr(self, one.name) is not None for one in fields(self))


class SortBy(StrEnum):
    """What songs can be sorted by: how alike they are overall or in one respect, or how old they are."""

    OVERALL = "overall"
    ENERGY = "energy"
    TEMPO = "tempo"
    MOOD = "mood"
    YEAR = "year"


class Trait(StrEnum):
    """In what respect a song is like the playlist; each is worded by whoever shows it."""

    TEMPO = "tempo"  # `value` is the song's tempo in beats a minute
    KEY = "key"  # `value` is its pitch class
    ENERGY = "energy"
    MOOD = "mood"  # valence
    ACOUSTIC = "acoustic"
    DANCE = "dance"
    LOUDNESS = "loudness"
    SPEECH = "speech"
    INSTRUMENTAL = "instrumental"
    LIVE = "live"
    GENRE = "genre"  # `word` is the genre
    ARTIST = "artist"  # `word` is the artist
    YEAR = "year"  # `value` is the year
    DURATION = "duration"
    COMPANY = "company"  # near in the model's space: people put it beside such songs


class Level(StrEnum):
    """How much of a trait song and playlist share."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class SoundReason:
    """One respect in which a song is like the playlist: "same tempo, around 124 BPM", "as mellow as your list"."""

    trait: Trait
    level: Level = Level.MIDDLE
    value: float | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    """Compare songs with a query's seeds.

    `songs` are numbers of the bundle, in the order of their ranking. `sounds` is what sources outside the bundle know,
    by Spotify id, of seeds and songs; where the bundle knows a feature, too, `sounds` counts.
    """

    query: Query
    songs: tuple[int, ...]
    sounds: Mapping[str, Sound] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one song compares. `match` is the share of random songs, 0 to 100, that fit the playlist less well; None
    where fewer than LEAST_KNOWN features are known: its sound is unknown, and it has no reasons then.

    `distances` says how far it is from the playlist in each respect of SortBy but `overall`, absent where unknown.
    """

    song: int
    match: int | None
    reasons: tuple[SoundReason, ...] = ()
    sound: Sound = field(default_factory=Sound)
    year: int | None = None
    distances: Mapping[SortBy, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`songs` in the order they were asked in, and the `seeds` whose sound is known, for a picture of both.

    `of_seeds` is how many seeds there were.
    """

    songs: tuple[Likeness, ...]
    seeds: tuple[Sound, ...]
    of_seeds: int


def ordered(comparison: Comparison, by: SortBy) -> tuple[int, ...]:
    """Places in `comparison.songs`, the most alike first; songs whose sound is unknown keep their place.

    Equal ones stay in the order of the ranking.
    """
    songs = comparison.songs
    keys = {place: key for place, one in enumerate(songs) if (key := _key(one, by)) is not None}
    rising = iter(sorted(keys, key=keys.__getitem__))
    return tuple(next(rising) if place in keys else place for place in range(len(songs)))


def sortable(one: Likeness, by: SortBy) -> bool:
    """Whether enough is known of a song to sort it."""
    return _key(one, by) is not None


def respect(one: Likeness, by: SortBy) -> float | None:
    """What is compared where songs are sorted by one respect: energy and mood from 0 to 1, BPM, or the year."""
    match by:
        case SortBy.OVERALL:
            return None
        case SortBy.ENERGY:
            return one.sound.energy
        case SortBy.TEMPO:
            return one.sound.tempo
        case SortBy.MOOD:
            return one.sound.valence
        case SortBy.YEAR:
            return one.year


def _key(one: Likeness, by: SortBy) -> float | None:
    if by is SortBy.OVERALL:
        return None if one.match is None else -one.match
    return one.distances.get(by)


def _believed(value: object, least: float, most: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):  # an integer may be larger than any float
        return None
    return number if math.isfinite(number) and least <= number <= most else None
