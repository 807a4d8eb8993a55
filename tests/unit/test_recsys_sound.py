"""What is believed of how songs sound, and how songs are ordered by it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from recsys.domain import Query, Track
from recsys.errors import NothingKnown
from recsys.pipeline import Recommender
from recsys.sound import Compare, Comparison, Likeness, SortBy, Sound, ordered
from tests.support.scenes import JAZZ, METAL, song, spotify_id

CALM = Sound(energy=0.2, valence=0.4, acousticness=0.9, tempo=80)
LOUD = Sound(energy=0.95, valence=0.6, acousticness=0.01, tempo=150)
STRANGER = Track("Never Heard", ("Nobody",), spotify_id="s" * 22)


@pytest.fixture(scope="module")
def recommender(trained_bundle: Path) -> Iterator[Recommender]:
    with Recommender.load(trained_bundle) as loaded:
        yield loaded


@pytest.mark.parametrize("value", [None, "", "loud", math.nan, math.inf, -0.1, 1.1, True, [0.5]])
def test_what_cannot_be_believed_is_not_known(value: object) -> None:
    assert Sound.of({"energy": value, "valence": "0.25"}) == Sound(valence=0.25)


def test_songs_without_a_match_keep_their_place_and_equal_ones_their_order() -> None:
    songs = tuple(Likeness(number, match) for number, match in enumerate([40, None, 70, 40, None, 90]))

    assert ordered(Comparison(songs, (), 1), SortBy.OVERALL) == (5, 1, 2, 0, 4, 3)


def test_songs_are_compared_by_what_others_have_heard_of_them(recommender: Recommender) -> None:
    ((calm,), (loud,), (unheard,)) = recommender.catalog.resolve([song(JAZZ, 9), song(METAL, 9), song(JAZZ, 8)])
    heard = {spotify_id(JAZZ, number): CALM for number in (1, 2, 3, 9)} | {spotify_id(METAL, 9): LOUD}
    query = Query((*(song(JAZZ, number) for number in (1, 2, 3, 4)), STRANGER))
    comparison = recommender.compare(Compare(query, (loud, unheard, calm), heard))

    first, second, third = comparison.songs
    assert first.match is not None
    assert third.match is not None
    assert first.match < third.match
    assert (second.match, second.reasons, second.sound) == (None, (), Sound())
    assert ordered(comparison, SortBy.OVERALL) == (2, 1, 0)
    assert (comparison.seeds, comparison.of_seeds) == ((CALM,) * 3, 5)
    assert third.sound == CALM
    assert third.year == song(JAZZ, 9).year
    assert third.distances[SortBy.ENERGY] == pytest.approx(0)
    assert set(second.distances) == {SortBy.YEAR}


def test_a_seed_that_is_no_song_of_the_bundle_counts_by_its_sound(recommender: Recommender) -> None:
    ((calm,),) = recommender.catalog.resolve([song(JAZZ, 9)])
    heard = {"s" * 22: CALM, spotify_id(JAZZ, 9): CALM}
    comparison = recommender.compare(Compare(Query((STRANGER,)), (calm,), heard))

    assert comparison.seeds == (CALM,)
    match = comparison.songs[0].match
    assert match is not None
    assert match > 50


def test_nothing_known_is_an_error(recommender: Recommender) -> None:
    with pytest.raises(NothingKnown):
        recommender.compare(Compare(Query((STRANGER,)), (0, 1)))


@pytest.mark.parametrize("beyond", [-1, 10_000_000])
def test_songs_that_the_bundle_does_not_have_cannot_be_compared(recommender: Recommender, beyond: int) -> None:
    with pytest.raises(KeyError):
        recommender.compare(Compare(Query((song(JAZZ, 1),)), (0, beyond)))


def test_a_mood_alone_has_no_sound_and_changes_no_order(recommender: Recommender) -> None:
    comparison = recommender.compare(Compare(Query(title="jazz"), (3, 1, 2)))

    assert [(one.song, one.match, one.distances) for one in comparison.songs] == [
        (3, None, {}),
        (1, None, {}),
        (2, None, {}),
    ]
    for by in SortBy:
        assert ordered(comparison, by) == (0, 1, 2)
