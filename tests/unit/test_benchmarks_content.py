"""The benchmark of sorting by sound: coherence where it can be counted by hand, blended orders, paired changes."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest

from benchmarks.content import CHANGES, COLUMNS, SPLITS, blended, change, coherence, tell
from recsys.sound_table import NAMES, Float32


def points(*values: float) -> Float32:
    return np.array(values, dtype=np.float32)[:, None]


def test_coherence_is_one_less_the_distance_to_the_nearest_half_of_the_seeds_by_that_of_random_songs() -> None:
    # Seeds at 0 and 10: the nearest half is one of them. Songs are 1 and 2 away, random ones 3 and 5.
    assert coherence(points(0, 10), points(1, 12), points(3, 5)) == pytest.approx(1 - 1.5 / 4)


def test_songs_that_are_the_seeds_have_coherence_one_and_random_ones_zero() -> None:
    assert coherence(points(1, 1), points(1), points(4, -2)) == 1
    assert coherence(points(1, 1), points(4, -2), points(4, -2)) == 0


def test_distances_are_root_mean_squares_over_dimensions() -> None:
    nothing, song, random = (np.array([row], dtype=np.float32) for row in ([0, 0], [3, 4], [6, 8]))
    assert coherence(nothing, song, random) == pytest.approx(0.5)


def test_what_is_not_known_does_not_count() -> None:
    unknown = float("nan")
    assert coherence(points(0, unknown), points(1, unknown), points(2, unknown)) == pytest.approx(0.5)
    assert np.isnan(coherence(points(0), points(unknown), points(2)))
    assert np.isnan(coherence(points(unknown), points(1), points(2)))


@pytest.mark.parametrize(
    ("share", "order"),
    # By sound the places are 4, 2, 0; half and half the first has 0 + 2, that in the middle 1 + 1, the last 2 + 0.
    [(0.0, [0, 1, 2, 3, 4]), (1.0, [4, 1, 2, 3, 0]), (0.5, [0, 1, 2, 3, 4]), (0.6, [4, 1, 2, 3, 0])],
)
def test_songs_without_a_match_keep_their_place(share: float, order: list[int]) -> None:
    assert blended([10, None, 50, None, 90], share).tolist() == order


def test_equal_matches_stay_in_the_order_of_the_ranking() -> None:
    assert blended([50, 70, 50, 70], 1.0).tolist() == [1, 3, 0, 2]
    assert blended([None, None], 1.0).tolist() == [0, 1]


def test_changes_are_paired_over_the_playlists_in_which_both_are_known() -> None:
    before = np.array([0.1, 0.2, 0.9, np.nan])
    found = change(before, np.array([0.2, 0.4, np.nan, 0.5]))
    assert found.mean == pytest.approx(0.15)
    assert 0.1 <= found.low < found.mean < found.high <= 0.2 + 1e-9


def test_each_split_has_every_feature_once() -> None:
    for halves in SPLITS.values():
        assert sorted(chain.from_iterable(halves)) == sorted(NAMES)


def test_a_table_tells_changes_from_its_first_row(capsys: pytest.CaptureFixture[str]) -> None:
    best = np.full((5, len(COLUMNS)), 0.2)
    tell("Order", {"best": best, "similar": best + 0.05})
    header, _, first, second = capsys.readouterr().out.strip().splitlines()
    assert header.count("|") == first.count("|") == second.count("|") == 2 + len(COLUMNS) + len(CHANGES)
    assert "+" not in first
    assert second.count("0.250") == len(COLUMNS)
    assert second.count("+0.050 (+0.050 to +0.050)") == len(CHANGES)
