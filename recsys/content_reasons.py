"""In what respects a song is like a playlist: where both are alike, and random songs are not.

The strength of a trait is how much likelier the song is in the mood that it fits best than by chance, so it takes a
playlist that is consistent in it. That alone does not make a statement true: song and mood must be near as well.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

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
_VALUES = {Trait.TEMPO: "tempo", Trait.KEY: "key", Trait.YEAR: "year"}

Told = tuple[float, SoundReason]


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
        self._shared = _shared_genres(of_seeds)

    def of(self, place: int) -> tuple[SoundReason, ...]:
        """The strongest reasons, at most MOST_REASONS, the strongest first."""
        found = [told for told in self._all(place) if told[0] >= LEAST_STRENGTH]
        found.sort(key=lambda told: -told[0])
        return tuple(reason for _, reason in found[:MOST_REASONS])

    def _all(self, place: int) -> Iterator[Told]:
        mood = self._compared.nearest[place]
        fits, point = self._compared.fits[mood, place], self._compared.songs.points[place]
        centre = self._compared.moods.centres[mood]
        for trait, dimensions in _DIMENSIONS.items():
            steps = np.abs(point[dimensions] - centre[dimensions])
            if (steps <= NEAR).all():  # not where one is not known
                middle = (point[dimensions[0]] + centre[dimensions[0]]) / 2
                yield float(fits[dimensions].sum()), self._heard(trait, place, float(middle))
        if artist := self._artists[place]:
            yield ARTIST_STRENGTH, SoundReason(Trait.ARTIST, word=artist)
        genre = self._genres[place]
        if genre in self._shared:
            yield GENRE_STRENGTH * self._shared[genre], SoundReason(Trait.GENRE, word=genre)
        if fits[_COMPANY].sum() >= LEAST_COMPANY:
            yield COMPANY_STRENGTH, SoundReason(Trait.COMPANY)

    def _heard(self, trait: Trait, place: int, middle: float) -> SoundReason:
        if trait in _VALUES:
            value = float(self._compared.songs.rows[place, COLUMNS.index(_VALUES[trait])])
            return SoundReason(trait, value=value)
        level = Level.HIGH if middle > MARKED else Level.LOW if middle < -MARKED else Level.MIDDLE
        return SoundReason(trait, level)


def _shared_genres(of_seeds: Sequence[str | None]) -> Mapping[str | None, float]:
    """The genres of at least a quarter of the seeds that have one, of two if there are so many, by root share."""
    counts = Counter(genre for genre in of_seeds if genre)
    least = max(min(2, counts.total()), counts.total() / 4)
    return {genre: math.sqrt(n / counts.total()) for genre, n in counts.items() if n >= least}
