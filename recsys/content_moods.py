"""How well songs fit a playlist of one mood or of several, whatever is known of each.

In each dimension of a space whose mean is 0 and variance 1, the songs of one mood are taken to spread around a centre
that itself spreads around 0; how much of the variance lies within playlists is learned from the training playlists. A
few seeds tell the centre roughly, and are believed half, as the posterior of a normal mean has it (Gelman et al.,
Bayesian Data Analysis, chapter 2). A song fits by the log of how much likelier its value is there than among all songs:
above 0 for traits in which the mood is consistent and the song near, about 0 where the mood is anything, 0 where the
song or the mood is not known. So what is not known speaks neither for a song nor against it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recsys.sound_table import Float32

MOST_MOODS = 4
SEEDS_A_MOOD = 6
"""A playlist of fewer seeds than twice as many has one mood, and one more for each further so many."""

MOST_SEEDS = 300
"""Of more seeds, so many evenly spread ones are compared with."""

BELIEF = 4.0
"""Training playlists count as so many seeds when the spread of a mood is told."""

STRANGERS = 0.1
"""The share of a playlist's songs that may be like anything, dimension by dimension: none rules a song out alone."""

Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Moods:
    """The moods of one playlist: `shares` float64[m] of the seeds, and by dimension the predicted `means` and
    `variances` float64[m, d] of its songs. `centres` float64[m, d] are the seeds' plain means, NaN where unknown.
    """

    shares: Float64
    means: Float64
    variances: Float64
    centres: Float64

    @classmethod
    def of(cls, seeds: Float32, within: Float32, weights: Float32, most_moods: int = MOST_MOODS) -> Moods:
        """Those of float32[n, d] seeds, n at least 1, NaN where not known.

        `within` float32[d] is the share of each dimension's variance that lies within playlists; `weights` float32[d]
        say how much each counts when seeds are grouped.
        """
        if len(seeds) > MOST_SEEDS:
            seeds = seeds[np.linspace(0, len(seeds) - 1, MOST_SEEDS).astype(int)]
        n_moods = min(most_moods, max(1, len(seeds) // SEEDS_A_MOOD))
        numbers = _groups(seeds, weights, n_moods)
        groups = [seeds[numbers == number] for number in range(n_moods)]
        predicted = [_predicted(group.astype(np.float64), within) for group in groups if len(group)]
        shares = np.array([len(group) / len(seeds) for group in groups if len(group)])
        means, variances, centres = map(np.stack, zip(*predicted, strict=True))
        return cls(shares, means, variances, centres)

    def fits(self, songs: Float32) -> Float64:
        """float64[m, n, d]: for float32[n, d] songs, by mood and dimension, how much likelier they are there."""
        x = songs[None]
        means, variances = (each[:, None].astype(np.float32) for each in (self.means, self.variances))
        likelier = (x**2 - (x - means) ** 2 / variances - np.log(variances)) / 2
        robust = np.log(STRANGERS + (1 - STRANGERS) * np.exp(likelier))
        return np.where(np.isnan(likelier) | np.isnan(self.centres)[:, None], 0.0, robust.astype(np.float64))

    def scores(self, fits: Float64, weights: Float32) -> Float64:
        """float64[n]: how well each song fits the playlist as a whole, from what `fits` has given."""
        return np.asarray(np.logaddexp.reduce(fits @ weights + np.log(self.shares)[:, None], axis=0))


def _groups(seeds: Float32, weights: Float32, n_moods: int) -> npt.NDArray[np.integer]:
    """int[n]: the mood of each seed, by Ward's method (deterministic); what is not known is as the playlist's mean."""
    if n_moods == 1:
        return np.zeros(len(seeds), dtype=np.int64)
    from scipy.cluster.hierarchy import fcluster, ward

    known = ~np.isnan(seeds)
    mean = np.where(known, seeds, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    tree = ward(np.where(known, seeds, mean) * np.sqrt(weights))
    return np.asarray(fcluster(tree, n_moods, criterion="maxclust") - 1)


def _predicted(seeds: Float64, within: Float32) -> tuple[Float64, Float64, Float64]:
    """Mean and variance of a further song of this mood, and the plain mean of its seeds, by dimension."""
    known = ~np.isnan(seeds)
    n, total = known.sum(axis=0), np.where(known, seeds, 0).sum(axis=0)
    mean = total / np.maximum(n, 1)
    spread = np.where(known, (seeds - mean) ** 2, 0).sum(axis=0)
    variance = (BELIEF * within + spread) / (BELIEF + np.maximum(n - 1, 0))
    between = 1 - within
    believed = between / (between + variance / np.maximum(n, 1))
    return mean * believed, variance + between * (1 - believed), np.where(n > 0, mean, np.nan)
