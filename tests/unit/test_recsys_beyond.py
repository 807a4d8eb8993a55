"""What users notice of a list, on lists short enough to count by hand."""

from __future__ import annotations

from itertools import combinations

import pytest

from recsys.beyond import already_there, change, coverage, expected_artists, repeated, share_of


def test_each_further_version_of_a_song_is_one_repetition() -> None:
    assert repeated(["hey jude", "let it be", "hey jude", "hey jude"]) == 2
    assert repeated(["hey jude", "let it be"]) == 0


def test_songs_that_the_playlist_has_are_counted() -> None:
    assert already_there(["hey jude", "let it be", "help"], {"help", "yesterday", "let it be"}) == 2
    assert already_there([], {"help"}) == 0


def test_expected_artists_are_the_mean_over_all_ways_to_draw() -> None:
    artists = "aaaabbc"
    # The formula against counting: each of the 35 ways to draw three of the seven songs.
    ways = [len(set(drawn)) for drawn in combinations(artists, 3)]
    assert expected_artists(artists, 3) == pytest.approx(sum(ways) / len(ways))


def test_expected_artists_do_not_depend_on_the_length_of_a_list_of_distinct_artists() -> None:
    assert [expected_artists(range(songs)) for songs in (10, 250)] == pytest.approx([10, 10])
    assert expected_artists(["one"] * 30) == pytest.approx(1)


def test_more_songs_than_a_list_has_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="10 songs cannot be drawn from a list of 9"):
        expected_artists(range(9))


def test_the_share_of_popular_songs() -> None:
    assert share_of([1, 2, 3, 4], {1, 4, 5}) == 0.5
    assert share_of([], {1}) == 0


def test_coverage_counts_each_song_of_the_catalogue_once() -> None:
    assert coverage([[1, 2], [2, 3], []], catalogue=12) == 0.25


def test_change_is_what_two_lists_do_not_share() -> None:
    assert change({1, 2, 3}, {2, 3, 4}) == 0.5, "two of four songs are in both"
    assert change({1}, {1}) == 0
    assert change({1}, {2}) == 1
    assert change(set(), set()) == 0
