"""Looking up rules: the sides, the thresholds, the order, and that tables come back from disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recsys.postings import Postings
from recsys.rules import Found, Rules, Wish
from recsys.rules_asked import METRIC_NAMES, Asked
from recsys.rules_itemsets import Limits
from recsys.rules_metrics import METRICS
from recsys.rules_mining import Mining, mine
from recsys.rules_table import NO_ITEM, Level, RuleTable, Tables
from tests.support.scenes import listed

ALL = Wish(limit=500)

# Songs 0 to 2 are of artist 0, song 3 of artist 1, songs 4 and 5 of artist 2; the rest fill up to six artists.
ARTISTS = np.array([0, 0, 0, 1, 2, 2, 3, 4, 5], dtype=np.int32)
RULES = [
    ((0,), 3, (30, 60, 100)),  # confidence 0.50, lift 5.0
    ((0,), 1, (40, 60, 50)),  # confidence 0.67, lift 13.3; the artist's own
    ((0, 3), 4, (27, 30, 90)),  # confidence 0.90, lift 10
    ((0, 3, 4), 5, (20, 27, 200)),  # confidence 0.74, lift 3.7
    ((3,), 0, (30, 100, 60)),  # confidence 0.30, lift 5.0
    ((3,), 4, (40, 100, 90)),  # confidence 0.40, lift 4.4
    ((4,), 5, (80, 90, 200)),  # confidence 0.89, lift 4.4; the artist's own
]


def table() -> RuleTable:
    left = np.array([[*items, *[NO_ITEM] * (3 - len(items))] for items, _, _ in RULES], dtype=np.int32)
    right = np.array([item for _, item, _ in RULES], dtype=np.int32)
    counts = np.array([numbers for _, _, numbers in RULES], dtype=np.int32)
    across = np.array([ARTISTS[item] not in ARTISTS[list(items)] for items, item, _ in RULES])
    return RuleTable.sorted(left, right, counts, np.full(len(RULES), 0.001), across, 1000, {"rules": len(RULES)})


@pytest.fixture
def rules() -> Rules:
    artists = replace(table(), across=np.ones(len(RULES), dtype=np.bool_))
    return Rules(Tables({Level.SONGS: table(), Level.ARTISTS: artists}), ARTISTS)


def sides(found: Found) -> list[tuple[tuple[int, ...], int]]:
    return [(rule.left, rule.right) for rule in found.rules]


def test_a_playlist_gets_what_goes_with_it_and_it_lacks(rules: Rules) -> None:
    found = rules.for_playlist([3, 0], ALL)

    assert sides(found) == [((0, 3), 4)]
    rule = found.rules[0]
    assert (rule.playlists, rule.left_playlists, rule.right_playlists) == (27, 30, 90)
    assert rule.metrics["confidence"] == pytest.approx(27 / 30)
    assert rule.metrics["lift"] == pytest.approx(27 / 30 / 0.09)
    assert found.total == 1


def test_what_is_asked_for_goes_to_the_right_look_up(rules: Rules) -> None:
    assert rules.found(Asked(ALL, playlist=(0, 3))) == rules.for_playlist([0, 3], ALL)
    assert rules.found(Asked(ALL, song=3)) == rules.for_song(3, ALL)
    assert rules.found(Asked(ALL, artist=0)) == rules.for_artist(0, ALL)
    assert rules.found(Asked(ALL)) == rules.strongest(ALL)
    with pytest.raises(ValueError, match="at least one song"):
        Asked(ALL, playlist=())


def test_the_names_of_metrics_are_those_that_are_computed() -> None:
    assert tuple(METRICS) == METRIC_NAMES


def test_a_left_side_must_be_held_whole(rules: Rules) -> None:
    assert sides(rules.for_playlist([0, 4], ALL)) == [((0,), 3)]


def test_of_rules_with_the_same_right_side_the_strongest_comes(rules: Rules) -> None:
    assert sides(rules.for_playlist([0, 3, 4], replace(ALL, across=False))) == [((4,), 5), ((0,), 1)]


def test_songs_by_an_artist_of_the_left_side_come_when_asked_for(rules: Rules) -> None:
    assert sides(rules.for_playlist([0], ALL)) == [((0,), 3)]
    assert sides(rules.for_playlist([0], replace(ALL, across=False))) == [((0,), 1), ((0,), 3)]


def test_a_song_is_looked_for_anywhere_on_the_left(rules: Rules) -> None:
    assert sides(rules.for_song(3, ALL)) == [((0, 3), 4), ((3,), 4), ((3,), 0)]


def test_an_artist_is_looked_for_among_artists_or_by_their_songs(rules: Rules) -> None:
    assert sides(rules.for_artist(3, replace(ALL, level=Level.ARTISTS, sort_by="lift")))[0] == ((0, 3), 4)
    assert sides(rules.for_artist(1, ALL)) == sides(rules.for_song(3, ALL))


def test_at_the_level_of_artists_songs_stand_for_theirs(rules: Rules) -> None:
    wish = replace(ALL, level=Level.ARTISTS)

    assert sides(rules.for_playlist([1, 2], wish)) == sides(rules.for_playlist([0], wish)) == [((0,), 1), ((0,), 3)]


def test_the_strongest_come_first_by_any_metric(rules: Rules) -> None:
    for name in ("confidence", "lift", "support", "zhangs_metric", "kulczynski"):
        values = [rule.metrics[name] for rule in rules.strongest(replace(ALL, sort_by=name, across=False)).rules]
        assert values == sorted(values, reverse=True)
        assert len(set(values)) > 2


def test_thresholds_hold_and_what_is_just_below_is_counted(rules: Rules) -> None:
    wish = replace(ALL, across=False)

    sure = rules.strongest(replace(wish, min_confidence=0.7))
    assert sorted(sides(sure)) == [((0, 3), 4), ((0, 3, 4), 5), ((4,), 5)]
    assert sure.below == 3  # 0.50, 0.67 and 0.40 reach half of 0.7, 0.30 does not
    none = rules.strongest(replace(wish, min_lift=20))
    assert (none.rules, none.total, none.below) == ((), 0, 1)  # half of a lift of 20 is 10.5
    assert len(rules.strongest(replace(wish, limit=2)).rules) == 2
    assert rules.strongest(replace(wish, limit=2)).total == 7


@pytest.mark.parametrize("wrong", [{"sort_by": "fame"}, {"min_confidence": 1.1}, {"min_lift": -1}, {"limit": 0}])
def test_wishes_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must be"):
        replace(ALL, **wrong)  # type: ignore[arg-type]


def test_tables_come_back_from_disk(tmp_path: Path) -> None:
    table().save(tmp_path / "songs.parquet")

    loaded = RuleTable.load(tmp_path / "songs.parquet")

    for name in ("left", "right", "counts", "p_value", "across"):
        np.testing.assert_array_equal(getattr(loaded, name), getattr(table(), name))
    assert (loaded.n_playlists, loaded.about) == (1000, {"rules": 7})
    columns = pq.read_table(tmp_path / "songs.parquet")
    assert columns["left_1"].to_pylist() == sorted(columns["left_1"].to_pylist())
    assert columns["left_2"].null_count == 5


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "songs.parquet"
    pq.write_table(pa.table({"left_1": [1]}), file)
    with pytest.raises(ValueError, match=r"songs\.parquet is no table of rules"):
        RuleTable.load(file)

    file.write_bytes(b"not Parquet")
    with pytest.raises(ValueError, match=r"songs\.parquet is no table of rules"):
        RuleTable.load(file)


def test_rules_of_other_songs_are_refused() -> None:
    with pytest.raises(ValueError, match="other songs"):
        Rules(Tables({Level.SONGS: table(), Level.ARTISTS: table()}), ARTISTS[:5])


def test_every_playlist_finds_exactly_the_rules_that_it_meets() -> None:
    """The look-up against the definition, rule by rule."""
    rng = np.random.default_rng(1)
    names = ["A a", "B b", "C c", "D d", "E e", "F f"]
    lists = [
        [name for place, name in enumerate(names) if (place % 2 == row % 2) == (rng.random() < 0.8)]
        for row in range(600)
    ]
    corpus = listed(*(("", held) for held in lists if held))
    postings, _ = Postings.from_corpus(corpus)
    few = Limits(2, 2)
    tables = mine(postings, corpus.song_artist, [], Mining(songs=few, artists=few, false_discoveries=0.5))
    rules = Rules(tables, corpus.song_artist)
    every = rules.strongest(ALL).rules
    assert len(every) > 5
    assert any(len(rule.left) > 1 for rule in every)

    for held in ({0}, {1, 2}, {0, 1, 2}, set(range(corpus.n_songs))):
        expected = {rule.right for rule in every if held.issuperset(rule.left) and rule.right not in held}
        assert {rule.right for rule in rules.for_playlist(held, ALL).rules} == expected
