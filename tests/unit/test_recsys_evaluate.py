"""Scores of whole submissions, with expectations worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from recsys.challenge import Answer, ChallengePlaylist
from recsys.domain import Track
from recsys.evaluate import Estimate, Evaluation, bootstrap, evaluate, paired_difference


def evaluation(values: list[list[float]], pids: list[int] | None = None) -> Evaluation:
    numbers = np.array(pids or range(len(values)))
    return Evaluation(numbers, np.ones_like(numbers), np.array(values, dtype=float), tracks=1, unknown_artists=0)


TITLE_ONLY = ChallengePlaylist(1, "run", (), (), hidden=2)
FIRST_ONE = ChallengePlaylist(2, "sleep", (Track("s", ("S",), "s"),), (0,), hidden=1)
ANSWERS = (Answer(2, None, ("c",), ("Céline",)), Answer(1, 1, ("a", "b"), ("The Beatles", "Beatles, The")))


def test_each_playlist_is_scored_and_artists_are_compared_by_folded_name() -> None:
    submission = {1: ("x", "a", "y"), 2: ("z", "w", "c")}
    artists = {"x": "BEATLES", "a": "The Beatles", "z": "celine feat. R. Kelly", "w": "Other"}
    scores = evaluate(submission, (TITLE_ONLY, FIRST_ONE), ANSWERS, artists)
    assert scores.pids.tolist() == [1, 2]
    assert scores.categories.tolist() == [1, 2], "the second is derived from title and seed"
    # pid 1: hit a of {a, b} in the first two places, one artist in common: (1 + .25) / 2.
    # pid 2: no hit at the first place, but its artist: .25 / 1.
    assert scores.values[:, 0].tolist() == [0.625, 0.25]
    # pid 1: hit at 2 of ideal 1, 2. pid 2: hit at 3, ideal at 1.
    expected = [(1 / np.log2(3)) / (1 + 1 / np.log2(3)), 0.5]
    np.testing.assert_allclose(scores.values[:, 1], expected)
    assert scores.values[:, 2].tolist() == [0, 0]
    assert (scores.tracks, scores.unknown_artists) == (6, 2), "y and c have no known artist"


def test_estimates_are_overall_and_by_category() -> None:
    scores = evaluate({1: ("a", "b"), 2: ("x",)}, (TITLE_ONLY, FIRST_ONE), ANSWERS, {})
    assert scores.estimates(1)["ndcg"] == Estimate(1, 1, 1)
    assert scores.estimates(2)["clicks"] == Estimate(51, 51, 51)
    assert scores.estimates()["clicks"].mean == 25.5
    assert scores.present() == [1, 2]
    assert (scores.size(), scores.size(1)) == (2, 1)


@pytest.mark.parametrize("answers", [ANSWERS[:1], (*ANSWERS, Answer(3, 1, ("q",), ("Q",)))])
def test_answers_to_another_challenge_are_refused(answers: tuple[Answer, ...]) -> None:
    with pytest.raises(ValueError, match="only one of them has pid"):
        evaluate({1: ("a",), 2: ("x",)}, (TITLE_ONLY, FIRST_ONE), answers, {})


def test_the_bootstrap_interval_is_that_of_the_normal_law_where_that_holds() -> None:
    # 400 values, half 0 and half 1: the standard error of their mean is .5 / sqrt(400) = .025, so 95 % of means lie
    # within 1.96 * .025 = .049 of .5. The quantiles of 4,000 draws are known to about .002.
    (estimate,) = bootstrap(np.repeat([[0.0], [1.0]], 200, axis=0), resamples=4000)
    assert estimate.mean == 0.5
    assert estimate.low == pytest.approx(0.451, abs=0.006)
    assert estimate.high == pytest.approx(0.549, abs=0.006)


def test_the_bootstrap_is_settled_by_its_seed() -> None:
    values = np.random.default_rng(1).random((50, 3))
    assert bootstrap(values, seed=3) == bootstrap(values, seed=3)
    assert bootstrap(values, seed=3) != bootstrap(values, seed=4)


def test_a_paired_difference_leaves_out_what_both_share() -> None:
    # The second is worse by exactly .1, .2 and 1 on each playlist, however much playlists differ, in another order.
    one = evaluation([[0.9, 0.8, 0], [0.3, 0.4, 20]], [1, 2])
    other = evaluation([[0.2, 0.2, 21], [0.8, 0.6, 1]], [2, 1])
    for estimate, expected in zip(paired_difference(one, other).values(), (0.1, 0.2, -1), strict=True):
        np.testing.assert_allclose([estimate.mean, estimate.low, estimate.high], [expected] * 3)


def test_other_playlists_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="different challenges"):
        paired_difference(evaluation([[0, 0, 0]], [1]), evaluation([[0, 0, 0]], [2]))
