"""Recommending to somebody who has said things and seen songs before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.opinions import Subject, Taste
from bot.services.answers import Lately
from bot.services.tastes import Chosen, fused, recommended_to
from recsys.domain import Query, Reason, ReasonKind, Recommendation, Recommendations, Song
from recsys.lookup import song_track
from tests.support.ports import EchoEngine, song

ADA = 1
SONGS = [song(number, artist=f"Artist {number % 4}") for number in range(12)]


def subject(number: int) -> Subject:
    return Subject(SONGS[number].title, SONGS[number].artist, SONGS[number].spotify_ids[0])


def numbers(chosen: Chosen) -> list[int]:
    return [one.song.id for one in chosen.result.items]


def items(ids: Sequence[int]) -> tuple[Recommendation, ...]:
    reason = Reason(ReasonKind.MOOD, title="rain")
    return tuple(Recommendation(Song(one, f"Song {one}", "A"), 0.0, reason) for one in ids)


class LikesEngine(EchoEngine):
    """To songs it answers with the last ones first, to a title with the first ones first."""

    async def recommend(self, query: Query, *, user_id: int) -> Recommendations:
        answer = await super().recommend(query, user_id=user_id)
        return Recommendations(tuple(reversed(answer.items))) if query.tracks else answer


async def test_what_is_rejected_never_comes() -> None:
    taste = Taste(disliked=(song_track(SONGS[0]),), avoided=("Artist 1",))
    chosen = await recommended_to(ADA, taste, Query(title="rain", limit=5), EchoEngine(SONGS), repeats=False)
    assert numbers(chosen) == [2, 3, 4, 6, 7]
    assert chosen.lately is None


async def test_what_was_shown_lately_is_left_out_unless_repeats_are_wanted() -> None:
    taste = Taste(lately=(subject(0), subject(2)), days=7)
    query = Query(title="rain", limit=3)
    chosen = await recommended_to(ADA, taste, query, EchoEngine(SONGS), repeats=False)
    assert (numbers(chosen), chosen.lately) == ([1, 3, 4], Lately(2, 7))
    chosen = await recommended_to(ADA, taste, query, EchoEngine(SONGS), repeats=True)
    assert (numbers(chosen), chosen.lately) == ([0, 1, 2], None)


async def test_where_too_few_are_new_the_known_ones_fill_the_end() -> None:
    taste = Taste(disliked=(song_track(SONGS[4]),), lately=tuple(subject(number) for number in range(9)), days=7)
    chosen = await recommended_to(ADA, taste, Query(title="rain", limit=5), EchoEngine(SONGS), repeats=False)
    assert (numbers(chosen), chosen.lately) == ([9, 10, 11, 0, 1], Lately(9, 7, again=2))


async def test_songs_that_may_be_shown_again_are_not_left_out() -> None:
    taste = Taste(lately=(subject(0), subject(1)), days=7).shown_again([Subject("song 0", "ARTIST 0")])
    assert taste.lately == (subject(1),)


async def test_likes_lift_songs_of_the_list_alone() -> None:
    taste = Taste(liked=(song_track(SONGS[11]),))
    chosen = await recommended_to(ADA, taste, Query(title="rain", limit=3), LikesEngine(SONGS), repeats=False)
    # Of the first six, those come earlier that are nearer to the head of what goes with the liked song.
    assert set(numbers(chosen)) < set(range(6))
    assert len(numbers(chosen)) == 3
    plain = await recommended_to(ADA, Taste(), Query(title="rain", limit=3), LikesEngine(SONGS), repeats=False)
    assert numbers(plain) == [0, 1, 2]


def test_fusing_adds_reciprocal_ranks() -> None:
    # 1/61 = .0164, 1/62 = .0161, 1/63 + .5/61 = .0241
    assert [one.song.id for one in fused(items([1, 2, 3]), items([3, 9]))] == [3, 1, 2]
    assert [one.song.id for one in fused(items([1, 2, 3]), ())] == [1, 2, 3]
