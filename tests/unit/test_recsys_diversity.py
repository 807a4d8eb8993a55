"""How much of one artist an answer may hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.diversity import with_artist_cap, within_cap
from recsys.domain import Query, Track


def by(*artists: str) -> tuple[Track, ...]:
    return tuple(Track(f"Song {number}", (artist,)) for number, artist in enumerate(artists))


@pytest.mark.parametrize(
    ("query", "cap"),
    [
        # The share is (songs of the most frequent artist) / (songs + 4), at least .15; the cap at least 2.
        (Query(title="rain", limit=20), 3),  # no seeds: .15 * 20
        (Query(by("A"), limit=20), 4),  # 1 / 5 of 20
        (Query(by(*"ABCDEFGHIJ"), limit=20), 3),  # 1 / 14 is below .15
        (Query(by(*"A" * 20), limit=20), 17),  # 20 / 24 of 20 is 16.7
        (Query(by(*"AAABBC"), limit=20), 6),  # 3 / 10 of 20
        (Query(by("Beatles, The", "The Beatles", "beatles", "X"), limit=24), 9),  # one artist: 3 / 8 of 24
        (Query(by(*"ABCDEFGHIJ"), limit=5), 2),
        (Query(by("", "", ""), limit=20), 3),  # nobody's songs make no artist frequent
        (Query(by(*"AAAA"), limit=20, max_per_artist=1), 1),  # what was asked for stays
    ],
)
def test_the_cap_for_people_follows_the_seeds(query: Query, cap: int) -> None:
    assert with_artist_cap(query).max_per_artist == cap


def test_the_first_songs_of_each_artist_stay() -> None:
    artists = np.array([5, 5, 2, 5, 2, 9], np.int32)

    assert within_cap(artists, 1).tolist() == [True, False, True, False, False, True]
    assert within_cap(artists, 2).tolist() == [True, True, True, False, True, True]
    assert within_cap(artists, None).all()
    assert within_cap(np.array([], np.int32), 1).tolist() == []


@settings(deadline=None)  # a busy machine is no failure
@given(artists=st.lists(st.integers(0, 4), max_size=30), cap=st.integers(1, 5))
def test_the_cap_is_counting_as_one_goes(artists: list[int], cap: int) -> None:
    expected = [artists[:place].count(artist) < cap for place, artist in enumerate(artists)]

    assert within_cap(np.array(artists, np.int32), cap).tolist() == expected
