"""The challenge's metrics against numbers worked out by hand and against their formulas written out naively."""

from __future__ import annotations

from math import floor, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recsys.metrics import clicks, ndcg, r_precision


def test_r_precision_counts_hits_and_a_quarter_for_each_artist_found() -> None:
    # |G| = 4: the first four places count, with two hits (a, c). Of their artists A (twice), B and an unknown, two are
    # hidden artists, A although its tracks are hits already: (2 + 0.25 * 2) / 4.
    recommended, artists = ["a", "x", "c", "y", "b", "d"], ["A", "B", "A", None, "C", "C"]
    assert r_precision(recommended, artists, {"a", "b", "c", "d"}, {"A", "B", "C"}) == 0.625


def test_r_precision_of_a_perfect_list_is_above_one() -> None:
    # (2 + 0.25 * 2) / 2
    assert r_precision(["b", "a"], ["B", "A"], {"a", "b"}, {"A", "B"}) == 1.25


def test_r_precision_of_nothing_found_is_zero() -> None:
    assert r_precision(["x", "a"], ["X", "A"], {"a"}, {"A"}) == 0


def test_ndcg_discounts_by_place() -> None:
    # Hits at places 1 and 3: 1/log2(2) + 1/log2(4) = 1.5; ideal at 1 and 2: 1 + 1/log2(3).
    assert ndcg(["a", "x", "b"], {"a", "b"}) == pytest.approx(1.5 / (1 + 1 / log2(3)))
    assert ndcg(["b", "a", "x"], {"a", "b"}) == pytest.approx(1)
    assert ndcg(["x"], {"a"}) == 0


def test_ndcg_looks_at_k_places() -> None:
    # k = 1: the hit at place 2 is not seen; the ideal list holds one of the two.
    assert ndcg(["x", "a"], {"a", "b"}, k=1) == 0
    assert ndcg(["a", "x"], {"a", "b"}, k=1) == 1


@pytest.mark.parametrize(("place", "expected"), [(1, 0), (10, 0), (11, 1), (20, 1), (21, 2), (500, 49), (501, 51)])
def test_clicks_count_pages_of_ten_until_the_first_hit(place: int, expected: int) -> None:
    assert clicks([*(f"x{n}" for n in range(place - 1)), "a"], {"a", "b"}) == expected


def test_no_hit_is_51_clicks() -> None:
    assert clicks(["x"] * 500, {"a"}) == 51
    assert clicks([], {"a"}) == 51


TRACKS = st.integers(0, 30).map(str)


@given(st.lists(TRACKS, unique=True, max_size=25), st.sets(TRACKS, min_size=1, max_size=20), st.integers(1, 9))
def test_the_metrics_are_their_formulas(recommended: list[str], hidden: set[str], n_artists: int) -> None:
    def artist(track: str) -> str | None:
        number = int(track) % (n_artists + 1)
        return f"artist {number}" if number else None

    places = range(1, len(recommended) + 1)
    r = [0, *(1 if track in hidden else 0 for track in recommended)]

    s_t = {recommended[i - 1] for i in places if i <= len(hidden)}
    s_a = {artist(track) for track in s_t} - {None}
    g_a = {artist(track) for track in hidden} - {None}
    expected = (len(s_t & hidden) + 0.25 * len(s_a & g_a)) / len(hidden)
    known = frozenset(name for name in g_a if name)
    assert r_precision(recommended, [artist(track) for track in recommended], hidden, known) == pytest.approx(expected)

    dcg = sum(r[i] / log2(i + 1) for i in places)
    idcg = 1 + sum(1 / log2(i + 1) for i in range(2, len(hidden) + 1))
    assert ndcg(recommended, hidden) == pytest.approx(dcg / idcg)

    hits = [i for i in places if r[i]]
    assert clicks(recommended, hidden) == (floor((min(hits) - 1) / 10) if hits else 51)
