"""Mining: every itemset and every number of every rule is that of mlxtend; only what chance does not explain stays."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mlxtend.frequent_patterns import association_rules, fpgrowth, fpmax
from scipy import sparse
from scipy.stats import false_discovery_control, hypergeom

from recsys.bundle import Bundle, write_rules
from recsys.corpus import Corpus
from recsys.errors import TooManyItemsets
from recsys.postings import Postings
from recsys.rules_counting import baskets, check, frequent_itemsets
from recsys.rules_itemsets import Itemsets, Keep, Limits
from recsys.rules_longer import BYTES_A_NODE, least_within
from recsys.rules_metrics import METRICS, chance, discoveries
from recsys.rules_mining import Mining, mine, mine_bundle, mine_level, rules_of_same, splits
from recsys.rules_table import NO_ITEM, Level, RuleTable
from tests.support.scenes import listed, playlists

Counted = dict[frozenset[int], int]


def matrix_of(lists: Sequence[Sequence[int]], n_items: int) -> sparse.csr_array:
    indptr = np.cumsum([0, *map(len, lists)])
    return baskets(indptr, np.array([item for items in lists for item in items], dtype=np.int32), n_items)


def random_lists(seed: int, n_lists: int = 120, n_items: int = 14) -> list[list[int]]:
    """Some items are popular, and the first three like to be together."""
    rng = np.random.default_rng(seed)
    likely = rng.uniform(0.1, 0.6, n_items)
    held = rng.random((n_lists, n_items)) < likely
    together = rng.random(n_lists) < 0.2
    held[together, :3] = True
    return [np.flatnonzero(row).tolist() for row in held]


def frame_of(matrix: sparse.csr_array) -> pd.DataFrame:
    return pd.DataFrame(matrix.toarray().astype(bool))


def counted(itemsets: Itemsets) -> Counted:
    return {
        frozenset(items): count
        for sets in itemsets.by_length
        for items, count in zip(sets.items.tolist(), sets.counts.tolist(), strict=True)
    }


def kept_of(itemsets: Itemsets, keep: Keep) -> set[frozenset[int]]:
    return {frozenset(items) for sets in itemsets.kept(keep) for items in sets.items.tolist()}


def counted_by_mlxtend(found: pd.DataFrame, n_lists: int) -> Counted:
    return {
        frozenset(map(int, items)): round(support * n_lists)
        for items, support in zip(found["itemsets"], found["support"], strict=True)
    }


@pytest.mark.parametrize("least", [2, 8, 20])
def test_itemsets_are_those_of_fpgrowth(least: int) -> None:
    matrix = matrix_of(random_lists(1), 14)
    found = fpgrowth(frame_of(matrix), min_support=least / 120, max_len=4)

    mined = counted(frequent_itemsets(matrix, Limits(least, least)))

    assert mined == counted_by_mlxtend(found, 120)
    assert max(map(len, mined)) >= 3


@settings(deadline=None)
@given(
    lists=st.lists(st.lists(st.integers(0, 7), max_size=8), min_size=1, max_size=30),
    least=st.integers(1, 6),
    longest=st.integers(2, 4),
)
def test_itemsets_and_rules_of_any_baskets_are_those_of_mlxtend(
    lists: list[list[int]], least: int, longest: int
) -> None:
    matrix = matrix_of(lists, 8)
    least = min(least, len(lists))
    found = fpgrowth(frame_of(matrix), min_support=(least - 0.5) / len(lists), max_len=longest)
    itemsets = frequent_itemsets(matrix, Limits(least, least, longest))

    assert counted(itemsets) == counted_by_mlxtend(found, len(lists))
    if len(found):
        assert_same_rules(itemsets, rules_by_mlxtend(found))


def rules_by_mlxtend(found: pd.DataFrame) -> pd.DataFrame:
    return association_rules(found, metric="support", min_threshold=0, return_metrics=list(METRICS))


def assert_same_rules(itemsets: Itemsets, expected: pd.DataFrame) -> None:
    """Every row and every metric is the same, on all ways to part an itemset."""
    rules = {}
    for sets in itemsets.by_length[1:]:
        for split in splits(itemsets, sets, most_right=3):
            shares = [counts / itemsets.n_playlists for counts in (split.both, split.with_left, split.with_right)]
            values = np.column_stack([metric(*shares) for metric in METRICS.values()])
            for left, right, row in zip(split.left.tolist(), split.right.tolist(), values, strict=True):
                rules[frozenset(left), frozenset(right)] = row
    assert len(rules) == len(expected)
    for row in expected.itertuples():
        np.testing.assert_array_equal(
            rules[row.antecedents, row.consequents], [getattr(row, name) for name in METRICS], err_msg=str(row)
        )


def test_every_rule_has_the_metrics_of_association_rules() -> None:
    matrix = matrix_of(random_lists(2), 14)
    found = fpgrowth(frame_of(matrix), min_support=6 / 120, max_len=4)
    expected = rules_by_mlxtend(found)

    assert len(expected) > 1000
    assert_same_rules(frequent_itemsets(matrix, Limits(6, 6)), expected)


def test_longer_itemsets_may_need_more_playlists() -> None:
    matrix = matrix_of(random_lists(3), 14)
    pairs, longer = (fpgrowth(frame_of(matrix), min_support=least / 120, max_len=4) for least in (8, 15))

    mined = counted(frequent_itemsets(matrix, Limits(8, 15)))

    short = {items: n for items, n in counted_by_mlxtend(pairs, 120).items() if len(items) <= 2}
    long = {items: n for items, n in counted_by_mlxtend(longer, 120).items() if len(items) > 2}
    assert mined == short | long
    assert long


@settings(deadline=None)
@given(lists=st.lists(st.lists(st.integers(0, 7), max_size=8), min_size=1, max_size=30), least=st.integers(1, 4))
def test_closed_and_maximal_itemsets_of_any_baskets_are_those_among_what_fpgrowth_finds(
    lists: list[list[int]], least: int
) -> None:
    matrix = matrix_of(lists, 8)
    least = min(least, len(lists))
    found = counted_by_mlxtend(
        fpgrowth(frame_of(matrix), min_support=(least - 0.5) / len(lists), max_len=4), len(lists)
    )
    larger = {items: [count for other, count in found.items() if items < other] for items in found if len(items) > 1}
    itemsets = frequent_itemsets(matrix, Limits(least, least))

    assert kept_of(itemsets, "all") == set(larger)
    assert kept_of(itemsets, "closed") == {items for items, counts in larger.items() if found[items] not in counts}
    assert kept_of(itemsets, "maximal") == {items for items, counts in larger.items() if not counts}


@settings(deadline=None)
@given(lists=st.lists(st.lists(st.integers(0, 3), max_size=4), min_size=1, max_size=20), least=st.integers(1, 4))
def test_maximal_itemsets_are_those_of_fpmax(lists: list[list[int]], least: int) -> None:
    matrix = matrix_of(lists, 4)
    least = min(least, len(lists))
    found = fpmax(frame_of(matrix), min_support=(least - 0.5) / len(lists))

    kept = kept_of(frequent_itemsets(matrix, Limits(least, least)), "maximal")

    assert kept == {items for items in counted_by_mlxtend(found, len(lists)) if len(items) > 1}


def test_large_tables_are_counted_in_blocks() -> None:
    matrix = matrix_of(random_lists(4), 14)
    whole = counted(frequent_itemsets(matrix, Limits(3, 3)))
    told: list[tuple[str, int, int]] = []

    blocks = frequent_itemsets(matrix, Limits(3, 3, cells=20), lambda *step: told.append(step), "songs")

    assert counted(blocks) == whole
    pairs, longer = ([done for what, done, _ in told if what.startswith(kind)] for kind in ("Pairs", "Longer sets"))
    assert len(pairs) > 5
    assert all(earlier < later for earlier, later in pairwise(pairs))
    assert pairs[-1] == 14
    assert longer == list(range(1, len(longer) + 1))
    assert {what.split(" of ")[1] for what, _, _ in told} == {"songs"}


def test_support_is_raised_until_there_is_room() -> None:
    matrix = matrix_of(random_lists(5), 14)
    every = frequent_itemsets(matrix, Limits(2, 2, longest=3))
    raised = frequent_itemsets(matrix, Limits(2, 2, longest=3, itemsets=200))

    longer = raised.by_length[2]
    assert sum(len(sets) for sets in raised.by_length[1:]) <= 200 < sum(len(sets) for sets in every.by_length[1:])
    assert longer.least > 2
    assert len(longer) == int((every.by_length[2].counts >= longer.least).sum())
    assert len(longer) > 0


def long_tailed(seed: int) -> sparse.csr_array:
    popular = np.random.default_rng(seed).zipf(1.4, size=(400, 25)) % 300
    return matrix_of([sorted(set(row)) for row in popular.tolist()], 300)


@pytest.mark.parametrize(
    ("pairs", "longest", "what"), [(2, 2, "pairs of songs"), (20, 4, "sets of three or four songs")]
)
def test_an_estimate_from_some_itemsets_is_near_the_truth(pairs: int, longest: int, what: str) -> None:
    matrix = long_tailed(6)
    found = frequent_itemsets(matrix, Limits(pairs, 20, longest)).by_length
    truth = sum(map(len, found[1:] if longest == 2 else found[2:]))

    with pytest.raises(TooManyItemsets, match=f"{what} are together in {pairs} playlists or more") as refused:
        check(matrix, Limits(pairs, 20, longest, memory=75_000, sample=60, strict=True), "songs")

    assert refused.value.expected == pytest.approx(truth, rel=0.35)
    assert refused.value.enough > pairs


def test_from_as_many_playlists_as_a_refusal_asks_for_nothing_is_refused() -> None:
    matrix = long_tailed(7)
    with pytest.raises(TooManyItemsets) as refused:
        check(matrix, Limits(2, 60, memory=300_000, strict=True))

    enough = Limits(refused.value.enough, 60, memory=300_000, strict=True)
    check(matrix, enough)

    assert frequent_itemsets(matrix, enough).by_length[1].least == enough.pairs
    with pytest.raises(TooManyItemsets):
        check(matrix, replace(enough, pairs=enough.pairs - 1))


def test_what_was_not_asked_for_is_never_refused() -> None:
    matrix = matrix_of(random_lists(7), 14)

    for limits in (Limits(2, 2, itemsets=5), Limits(2, 2, memory=1_500)):
        check(matrix, limits)
        assert len(frequent_itemsets(matrix, limits).by_length[1]) <= 5


def test_support_is_raised_until_every_tree_fits_into_memory() -> None:
    """0 goes with 1 and 2 in 20 playlists and with 3 in 5: so its tree has 45 nodes at most, 40 without the last."""
    matrix = matrix_of([[0, 1, 2]] * 20 + [[0, 3]] * 5 + [[1], [2], [3]] * 100, 4)
    pairs = frequent_itemsets(matrix, Limits(2, 2, longest=2)).by_length[1]

    assert [least_within(nodes * BYTES_A_NODE, matrix, pairs) for nodes in (45, 44, 40, 39)] == [2, 6, 6, 21]


@pytest.mark.parametrize(("pairs", "longer", "longest"), [(0, 3, 4), (4, 3, 4), (2, 2, 1), (2, 2, 5)])
def test_limits_that_make_no_sense_are_refused(pairs: int, longer: int, longest: int) -> None:
    with pytest.raises(ValueError, match="got"):
        Limits(pairs, longer, longest)


def test_chance_is_the_upper_tail_of_the_hypergeometric_distribution() -> None:
    rng = np.random.default_rng(8)
    of = rng.integers(50, 5_000, 400)
    left, right = rng.integers(1, of), rng.integers(1, of)
    both = rng.integers(np.maximum(0, left + right - of), np.minimum(left, right) + 1)
    above = both * of > left * right

    found = chance(both, left, right, of)

    np.testing.assert_allclose(found[above], hypergeom.sf(both - 1, of, left, right)[above], rtol=1e-6, atol=1e-300)
    assert (found[~above] == 1).all()
    assert 100 < above.sum() < 300


def test_discoveries_are_those_of_benjamini_and_hochberg() -> None:
    values = np.random.default_rng(9).beta(0.2, 2, 300)
    adjusted = false_discovery_control(np.append(values, np.ones(200)))[:300]

    np.testing.assert_array_equal(discoveries(values, 500, 0.05), adjusted <= 0.05)
    assert not discoveries(np.array([0.5, 0.9]), 2, 0.01).any()


def rules_of(table: RuleTable) -> dict[tuple[tuple[int, ...], int], tuple[int, ...]]:
    return {
        (tuple(item for item in left if item != NO_ITEM), right): tuple(counts)
        for left, right, counts in zip(table.left.tolist(), table.right.tolist(), table.counts.tolist(), strict=True)
    }


def level_of(lists: Sequence[Sequence[int]], n_items: int, least: int = 3) -> RuleTable:
    limits = Limits(least, least)
    return mine_level(matrix_of(lists, n_items), limits, Mining(), np.arange(n_items, dtype=np.int32))


def test_independent_items_make_no_rules() -> None:
    rng = np.random.default_rng(10)
    lists = [np.flatnonzero(row).tolist() for row in rng.random((500, 40)) < 0.2]

    table = level_of(lists, 40, least=10)

    assert table.about["candidates"] > 1_000
    assert len(table) == 0


def test_a_condition_that_adds_nothing_makes_no_rule() -> None:
    """0 goes with 1; 2 is anywhere. 3 comes only where 4 and 5 are together."""
    rng = np.random.default_rng(11)
    lists = []
    for _ in range(600):
        held = rng.random(6) < [0.3, 0.05, 0.5, 0.02, 0.4, 0.4]
        held[1] |= held[0] and rng.random() < 0.9
        held[3] |= held[4] and held[5] and rng.random() < 0.9
        lists.append(np.flatnonzero(held).tolist())

    rules = rules_of(level_of(lists, 6))

    assert ((0,), 1) in rules
    assert ((0, 2), 1) not in rules
    assert ((4, 5), 3) in rules
    both, left, right = rules[(4, 5), 3]
    assert left == sum({4, 5} <= set(items) for items in lists)
    assert both == sum({3, 4, 5} <= set(items) for items in lists)
    assert right == sum(3 in items for items in lists)


def test_both_levels_are_mined_and_songs_of_one_artist_are_marked() -> None:
    pairs = [("", ["A one", "A two", "B one"])] * 12 + [("", ["C one", "D one"])] * 12
    corpus = listed(*pairs)
    postings, _ = Postings.from_corpus(corpus)
    few = Limits(3, 3)

    tables = mine(postings, corpus.song_artist, [], Mining(songs=few, artists=few)).by_level

    songs, artists = tables[Level.SONGS], tables[Level.ARTISTS]
    one_side = (songs.left[:, 1] == NO_ITEM) & (songs.counts[:, 0] == 12)
    own = corpus.song_artist[songs.left[:, 0]] == corpus.song_artist[songs.right]
    np.testing.assert_array_equal(songs.across[one_side], ~own[one_side])
    assert own.any()
    assert (~own).any()
    assert len(rules_of(artists)) == 4
    assert artists.across.all()


def test_artists_without_a_name_make_no_rules() -> None:
    corpus = listed(*[("", ["A one", "B one"])] * 12, *[("", ["C one", "D one"])] * 12)
    postings, _ = Postings.from_corpus(corpus)
    few = Limits(3, 3)
    unnamed = int(corpus.song_artist[0])

    table = mine(postings, corpus.song_artist, [unnamed], Mining(songs=few, artists=few)).by_level[Level.ARTISTS]

    assert len(table) == 2
    assert unnamed not in {*table.left[:, 0].tolist(), *table.right.tolist()}


def test_the_rules_of_a_bundle_are_kept_for_the_same_playlists_only(trained_bundle: Path, tmp_path: Path) -> None:
    same, fewer = Corpus.from_playlists(playlists()), Corpus.from_playlists(playlists()[:-1])
    few = Limits(3, 3)
    path = Path(shutil.copytree(trained_bundle, tmp_path / "bundle"))
    assert rules_of_same(same, path) is None
    assert rules_of_same(same, tmp_path / "nowhere") is None

    mined = mine_bundle(Bundle.load(path), Mining(few, few))
    write_rules(path, mined)

    kept = rules_of_same(same, path)
    assert kept is not None
    for level in Level:
        np.testing.assert_array_equal(kept.by_level[level].counts, mined.by_level[level].counts)
    assert rules_of_same(fewer, path) is None


def test_a_share_of_false_discoveries_is_within_0_and_1() -> None:
    with pytest.raises(ValueError, match="false_discoveries"):
        Mining(false_discoveries=1)
