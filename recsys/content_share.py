"""From "fits better than so many random songs" by a few seeds to what the rest of the playlist would say of it.

A single seed says little about a playlist: a song that is nearest to it of a hundred is seldom nearest to the whole.
The correction is learned from training playlists. Some of their songs are taken for seeds, some are held out, and of
these and of random songs it is asked where the seeds place them and where the rest of the playlist does. The mean of
the latter, as a function of the former that never falls (isotonic regression), is the share that is shown. So a match
is what a song's place among random songs would be if the whole playlist were known. Seeds are counted in classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEEDS = (1, 3, 7, 15)
"""The least number of seeds of each class, and the number that it learns from."""

POINTS = 21
"""Shares at which the correction is kept: 0, 0.05 and so on; straight lines between."""

LEAST_TRIALS = 200
"""From fewer pairs of shares nothing is learned."""

DOUBT = 2.0
"""Where nothing could be learned, shares of n seeds are drawn towards one half as if so many seeds had said nothing."""

Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Correction:
    """`curves` float64[len(SEEDS), POINTS] are the corrected shares, by class and by plain share."""

    curves: Float64

    @classmethod
    def doubtful(cls) -> Correction:
        """What is assumed before anything was learned."""
        return cls(np.stack([_drawn_in(n_seeds) for n_seeds in SEEDS]))

    @classmethod
    def fit(cls, trials: Sequence[tuple[Float64, Float64]]) -> Correction:
        """Learned for each class from plain shares by the seeds and shares by the rest of the playlist."""
        return cls(np.stack([_curve(n_seeds, *trial) for n_seeds, trial in zip(SEEDS, trials, strict=True)]))

    def __call__(self, shares: Float64, n_seeds: int) -> Float64:
        """The corrected shares for plain ones by at least one seed."""
        number = int(np.searchsorted(SEEDS, n_seeds, side="right")) - 1
        return np.asarray(np.interp(shares, np.linspace(0, 1, POINTS), self.curves[number]))


def _drawn_in(n_seeds: int) -> Float64:
    return 0.5 + (np.linspace(0, 1, POINTS) - 0.5) * n_seeds / (n_seeds + DOUBT)


def _curve(n_seeds: int, shares: Float64, by_the_rest: Float64) -> Float64:
    from sklearn.isotonic import IsotonicRegression

    if len(shares) < LEAST_TRIALS:
        return _drawn_in(n_seeds)
    places = np.linspace(0, 1, POINTS)
    near = np.rint(shares * (POINTS - 1)).astype(int)
    n = np.bincount(near, minlength=POINTS)
    means = np.bincount(near, by_the_rest, minlength=POINTS) / np.maximum(n, 1)
    curve = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(places[n > 0], means[n > 0], n[n > 0])
    return np.asarray(curve.predict(places))
