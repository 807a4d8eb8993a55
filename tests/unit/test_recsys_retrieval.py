"""Choosing the best scored songs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.retrieval import best


def chosen(scores: list[float], k: int, exclude: list[int]) -> list[int]:
    return [int(song) for song in best(np.array(scores, np.float32), k, np.array(exclude, np.int64))]


@pytest.mark.parametrize(
    ("scores", "k", "exclude", "expected"),
    [
        ([0.1, 0.9, 0.5], 2, [], [1, 2]),
        ([0.1, 0.9, 0.5], 2, [1], [2, 0]),
        ([0.5, 0.5, 0.5, 0.9], 3, [], [3, 0, 1]),  # equal ones by number, at the edge too
        ([0.1, 0.9], 5, [], [1, 0]),
        ([0.1, -np.inf, 0.2], 3, [], [2, 0]),
        ([0.1, 0.2], 2, [0, 1], []),
        ([], 3, [], []),
    ],
)
def test_best(scores: list[float], k: int, exclude: list[int], expected: list[int]) -> None:
    assert chosen(scores, k, exclude) == expected


@settings(deadline=None)  # a busy machine is no failure
@given(
    scores=st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=30),
    k=st.integers(1, 35),
    data=st.data(),
)
def test_best_is_the_head_of_the_sorted_rest(scores: list[float], k: int, data: st.DataObject) -> None:
    exclude = data.draw(st.lists(st.integers(0, len(scores) - 1), unique=True))
    rest = [song for song in range(len(scores)) if song not in exclude]

    assert chosen(scores, k, exclude) == sorted(rest, key=lambda song: (-scores[song], song))[:k]


def test_the_scores_stay_as_they_are() -> None:
    scores = np.array([0.3, 0.2], np.float32)
    best(scores, 1, np.array([0]))
    assert scores.tolist() == pytest.approx([0.3, 0.2])
