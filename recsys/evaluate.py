"""Scores of whole submissions: means over playlists with bootstrap confidence intervals, and paired comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recsys.challenge import Answer, ChallengePlaylist
from recsys.identity import artist_key, primary_artist
from recsys.metrics import clicks, ndcg, r_precision

METRICS = ("r_precision", "ndcg", "clicks")
"""The columns of `Evaluation.values`; clicks are better when fewer."""

RESAMPLES = 1000
LEVEL = 0.95

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over playlists with the bounds of its confidence interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The scores of each playlist: `values` is float64[n_playlists, 3], in the order of `pids` and of METRICS.

    `categories` has 0 where a playlist is of none of the ten. `unknown_artists` counts the distinct tracks, of the
    `tracks` distinct ones that the submission names, whose artist was not known, so that they earn no artist credit.
    """

    pids: npt.NDArray[np.int64]
    categories: npt.NDArray[np.int64]
    values: Floats
    tracks: int
    unknown_artists: int

    def present(self) -> list[int]:
        """The categories that the playlists are of, ascending."""
        return sorted(set(self.categories.tolist()))

    def size(self, category: int | None = None) -> int:
        """How many playlists there are, or are of one category."""
        return len(self.pids) if category is None else int((self.categories == category).sum())

    def estimates(self, category: int | None = None, resamples: int = RESAMPLES, seed: int = 0) -> dict[str, Estimate]:
        """Each metric over all playlists, or over those of one category."""
        chosen = slice(None) if category is None else self.categories == category
        return dict(zip(METRICS, bootstrap(self.values[chosen], resamples, seed), strict=True))


def evaluate(
    submission: Mapping[int, Sequence[str]],
    challenge: Sequence[ChallengePlaylist],
    answers: Sequence[Answer],
    artist_of: Mapping[str, str],
) -> Evaluation:
    """Score a submission that `read_submission` accepted, in the order of the challenge.

    `artist_of` names the artist of a track URI; names are compared as `recsys.identity` folds them. Raises ValueError
    unless there is an answer for each playlist and for no other.
    """
    by_pid = {answer.pid: answer for answer in answers}
    if by_pid.keys() != {playlist.pid for playlist in challenge}:
        missing = sorted(by_pid.keys() ^ {playlist.pid for playlist in challenge})
        raise ValueError(f"Challenge and answers are not of the same playlists: only one of them has pid {missing[0]}.")
    keys = {uri: _artist(name) for uri, name in artist_of.items()}
    distinct = {track for tracks in submission.values() for track in tracks}
    return Evaluation(
        pids=np.array([playlist.pid for playlist in challenge]),
        categories=np.array([by_pid[playlist.pid].category or playlist.category or 0 for playlist in challenge]),
        values=np.array([_scores(submission[one.pid], by_pid[one.pid], keys) for one in challenge]),
        tracks=len(distinct),
        unknown_artists=sum(not keys.get(track) for track in distinct),
    )


def paired_difference(
    one: Evaluation, other: Evaluation, resamples: int = RESAMPLES, seed: int = 0
) -> dict[str, Estimate]:
    """`one` minus `other` in each metric, playlist by playlist. Raises ValueError when they scored other playlists."""
    rows = {int(pid): row for row, pid in enumerate(other.pids)}
    if len(rows) != len(one.pids) or not all(int(pid) in rows for pid in one.pids):
        raise ValueError("The two submissions answer different challenges.")
    difference = one.values - other.values[[rows[int(pid)] for pid in one.pids]]
    return dict(zip(METRICS, bootstrap(difference, resamples, seed), strict=True))


def bootstrap(values: Floats, resamples: int = RESAMPLES, seed: int = 0, level: float = LEVEL) -> list[Estimate]:
    """For each column of float64[n, k] its mean and the percentile interval over draws of n rows with replacement.

    Efron & Tibshirani, An Introduction to the Bootstrap (1993), section 13.3.
    """
    random = np.random.default_rng(seed)
    n = len(values)
    means = np.array([values[random.integers(n, size=n)].mean(axis=0) for _ in range(resamples)])
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2], axis=0)
    columns = zip(values.mean(axis=0), low, high, strict=True)
    return [Estimate(float(mean), float(least), float(most)) for mean, least, most in columns]


def _scores(recommended: Sequence[str], answer: Answer, artists: Mapping[str, str]) -> tuple[float, float, float]:
    relevant = frozenset(answer.tracks)
    relevant_artists = frozenset(map(_artist, answer.artists)) - {""}
    recommended_artists = [artists.get(track) for track in recommended[: len(relevant)]]
    return (
        r_precision(recommended, recommended_artists, relevant, relevant_artists),
        ndcg(recommended, relevant),
        float(clicks(recommended, relevant)),
    )


def _artist(name: str) -> str:
    return artist_key(primary_artist([name]))
