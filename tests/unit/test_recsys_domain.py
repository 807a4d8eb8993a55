"""What may be asked, and what an answer says of itself."""

from __future__ import annotations

import pytest

from recsys.domain import Query, Reason, ReasonKind, Recommendation, Recommendations, Song


@pytest.mark.parametrize("adventurous", [-0.01, 1.01, float("nan")])
def test_the_dial_goes_from_nought_to_one(adventurous: float) -> None:
    with pytest.raises(ValueError, match=r"adventurous must be 0\.\.1"):
        Query(title="rain", adventurous=adventurous)
    assert [Query(title="rain", adventurous=dial).adventurous for dial in (0, 0.5, 1)] == [0, 0.5, 1]


def test_a_query_needs_something_to_go_by_and_room_for_an_answer() -> None:
    with pytest.raises(ValueError, match="one track or a title"):
        Query(title="  ")
    with pytest.raises(ValueError, match="limit must be at least 1"):
        Query(title="rain", limit=0)


def test_songs_of_which_nobody_knows_whether_they_are_explicit_are_counted() -> None:
    reason = Reason(ReasonKind.MOOD, title="rain")
    rated = [Song(number, "Title", "Artist", explicit=explicit) for number, explicit in enumerate((None, False, None))]
    answer = Recommendations(tuple(Recommendation(song, 1.0, reason) for song in rated))

    assert answer.unrated == 2
