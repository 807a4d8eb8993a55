"""In what respects a song is like a playlist: where both are alike, and random songs are not.

The strength of a trait is how much likelier the song is in the mood that it fits best than by chance, so it takes a
playlist that is consistent in it. That alone does not make a statement true: song and mood must be near as well.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from recsys.content import ALL_DIMENSIONS, COMPANY, Compared
from recsys.content_space import COLUMNS, TRAITS
from recsys.sound import Level, SoundReason, Trait

MOST_REASONS = 2

LEAST_STRENGTH = 0.1
"""Below a tenth more than by chance nothing is said."""

NEAR = 0.6
"""Standard deviations between song and mood that go by the same words."""

MARKED = 0.6
"""So many standard deviations from the mean is high or low: seven songs in ten are not."""

ARTIST_STRENGTH = 0.3
GENRE_STRENGTH = 0.5
COMPANY_STRENGTH = 0.2
"""What people know already stands back behind what they hear, unless that is weak."""

LEAST_COMPANY = 2.0
"""How much likelier the song's company must be, over all dimensions together."""

_DIMENSIONS = {
    trait: [place for place, name in enumerate(ALL_DIMENSIONS) if TRAITS.get(name) is trait and name != "mode"]
    for trait in dict.fromkeys(TRAITS.values())
}
_COMPANY = [place for place, name in enumerate(ALL_DIMENSIONS) if name == COMPANY]
_VALUES = {trait: COLUMNS.index(trait.value) for trait in (Trait.TEMPO, Trait.KEY, Trait.YEAR)}
_LEVELLED = {trait: place for place, trait in enumerate(trait for trait in _DIMENSIONS if trait not in _VALUES)}
_LEVELS = (Level.LOW, Level.MIDDLE, Level.HIGH)
_PLAIN = {(trait, level): SoundReason(trait, level) for trait in _LEVELLED for level in _LEVELS}
"""Those that name nothing: hundreds of songs share them."""

_TRAITS = (*_DIMENSIONS, Trait.ARTIST, Trait.GENRE, Trait.COMPANY)

Float64 = npt.NDArray[np.float64]


class Reasons:
    """Why songs are like a playlist. `artists` are names by place in `compared.songs`, and None where none is shared;
    `genres` are names by place, and `of_seeds` those of the seeds.
    """

    def __init__(
        self,
        compared: Compared,
        artists: Sequence[str | None],
        genres: Sequence[str | None],
        of_seeds: Sequence[str | None],
    ) -> None:
        self._compared = compared
        self._artists, self._genres = artists, genres
        self._centres = compared.moods.centres[compared.nearest]
        strengths = self._strengths(_shared_genres(of_seeds))
        best = np.argsort(-strengths, axis=1, kind="stable")[:, :MOST_REASONS]
        enough = np.take_along_axis(strengths, best, axis=1) >= LEAST_STRENGTH
        self._best = [
            [_TRAITS[number] for number, said in zip(*row, strict=True) if said]
            for row in zip(best.tolist(), enough.tolist(), strict=True)
        ]
        self._levels = self._told_levels()
        self._values = {trait: compared.songs.rows[:, column].tolist() for trait, column in _VALUES.items()}

    def of(self, place: int) -> tuple[SoundReason, ...]:
        """The strongest reasons, at most MOST_REASONS, the strongest first."""
        return tuple(self._reason(trait, place) for trait in self._best[place])

    def _strengths(self, shared: Mapping[str | None, float]) -> Float64:
        """float64[n, len(_TRAITS)]: 0 where a reason would not be true."""
        fits = self._compared.fits[self._compared.nearest, np.arange(len(self._genres))]
        near = np.abs(self._compared.songs.points - self._centres) <= NEAR  # not where one is not known
        heard = [
            np.where(near[:, dimensions].all(axis=1), fits[:, dimensions].sum(axis=1), 0.0)
            for dimensions in _DIMENSIONS.values()
        ]
        artists = [ARTIST_STRENGTH if artist else 0.0 for artist in self._artists]
        genres = [GENRE_STRENGTH * shared.get(genre, 0.0) for genre in self._genres]
        company = np.where(fits[:, _COMPANY].sum(axis=1) >= LEAST_COMPANY, COMPANY_STRENGTH, 0.0)
        return np.stack([*heard, np.array(artists), np.array(genres), company], axis=1)

    def _told_levels(self) -> list[list[Level]]:
        """By place and trait of _LEVELLED, how much of it song and mood share."""
        dimensions = [_DIMENSIONS[trait][0] for trait in _LEVELLED]
        middles = (self._compared.songs.points[:, dimensions] + self._centres[:, dimensions]) / 2
        numbers = 1 + (middles > MARKED).astype(int) - (middles < -MARKED)
        return [[_LEVELS[number] for number in row] for row in numbers.tolist()]

    def _reason(self, trait: Trait, place: int) -> SoundReason:
        if trait in _VALUES:
            return SoundReason(trait, value=self._values[trait][place])
        if trait in _LEVELLED:
            return _PLAIN[trait, self._levels[place][_LEVELLED[trait]]]
        words = {Trait.ARTIST: self._artists, Trait.GENRE: self._genres}
        return SoundReason(trait, word=words[trait][place] if trait in words else None)


def _shared_genres(of_seeds: Sequence[str | None]) -> Mapping[str | None, float]:
    """The genres of at least a quarter of the seeds that have one, of two if there are so many, by root share."""
    counts = Counter(genre for genre in of_seeds if genre)
    least = max(min(2, counts.total()), counts.total() / 4)
    return {genre: math.sqrt(n / counts.total()) for genre, n in counts.items() if n >= least}
