"""From playlists to rules that are real: at the level of songs and of artists, without what chance explains.

A rule has one item on its right: "playlists with A and B often have C". It stays when each of its conditions adds
something (it is "productive": Webb 2007): without any one of them the right side would be rarer, by more than chance
explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recsys.bundle import Bundle
from recsys.corpus import Corpus, Int32, Int64
from recsys.errors import BundleError
from recsys.postings import Postings
from recsys.rules_counting import baskets, check, frequent_itemsets
from recsys.rules_itemsets import LONGEST, Itemsets, Keep, Limits, OnStep, Sets
from recsys.rules_metrics import Float64, chance, discoveries
from recsys.rules_table import NO_ITEM, Level, RuleTable, Tables


@dataclass(frozen=True, slots=True)
class Mining:
    """How rules are mined: which itemsets of `songs` and of `artists`, which of these are kept, and which share of the
    rules may be chance (`false_discoveries`)."""

    songs: Limits = field(default_factory=lambda: Limits(pairs=10, longer=28))
    artists: Limits = field(default_factory=lambda: Limits(pairs=28, longer=112))
    keep: Keep = "all"
    false_discoveries: float = 0.01

    def __post_init__(self) -> None:
        if not 0 < self.false_discoveries < 1:
            raise ValueError(f"false_discoveries must be within 0 and 1, got {self.false_discoveries}")


@dataclass(frozen=True, eq=False)
class Splits:
    """Itemsets of one length, each parted into the same places `left` and `right`, with their counts of playlists."""

    left: Int32
    right: Int32
    both: Int64
    with_left: Int64
    with_right: Int64


def mine(
    postings: Postings, song_artist: Int32, nameless: Sequence[int], mining: Mining, on_step: OnStep | None = None
) -> Tables:
    """The rules of both levels. `song_artist` int32[n_songs]; artists who are `nameless` are left out of theirs.

    Raises TooManyItemsets before anything is counted.
    """
    songs = np.asarray(postings.list_songs)
    n_artists = int(song_artist.max(initial=-1)) + 1
    of_songs = baskets(postings.list_indptr, songs, len(song_artist))
    of_artists = baskets(postings.list_indptr, song_artist[songs], n_artists)
    if nameless:
        named = np.ones(n_artists, dtype=np.int32)
        named[list(nameless)] = 0
        of_artists = (of_artists @ sparse.diags_array(named, dtype=np.int32)).tocsr()
        of_artists.eliminate_zeros()
    check(of_songs, mining.songs, Level.SONGS)
    check(of_artists, mining.artists, Level.ARTISTS)
    artist_itself = np.arange(n_artists, dtype=np.int32)
    return Tables(
        {
            Level.SONGS: mine_level(of_songs, mining.songs, mining, song_artist, on_step, Level.SONGS),
            Level.ARTISTS: mine_level(of_artists, mining.artists, mining, artist_itself, on_step, Level.ARTISTS),
        }
    )


def mine_corpus(corpus: Corpus, mining: Mining, on_step: OnStep | None = None) -> Tables:
    """The rules of playlists that a bundle will have learned from. Raises TooManyItemsets."""
    postings, _ = Postings.from_corpus(corpus)
    return mine(postings, corpus.song_artist, _nameless(corpus.artist_keys), mining, on_step)


def mine_bundle(bundle: Bundle, mining: Mining, on_step: OnStep | None = None) -> Tables:
    """The rules of the playlists that a bundle learned from. Raises TooManyItemsets."""
    with bundle.catalog() as catalog:
        return mine(bundle.postings(), catalog.song_artist, _nameless(catalog.artist_keys()), mining, on_step)


def rules_of_same(corpus: Corpus, path: Path) -> Tables | None:
    """The rules of the bundle at a path, if there are any and it learned from just these playlists."""
    try:
        bundle = Bundle.load(path)
        postings = bundle.postings()
        with bundle.catalog() as catalog:
            song_artist, artist_keys = catalog.song_artist, catalog.artist_keys()
        rules = bundle.rules(song_artist)
    except BundleError:
        return None
    arrays = (
        (corpus.indptr, postings.list_indptr),
        (corpus.songs, postings.list_songs),
        (corpus.song_artist, song_artist),
        (corpus.artist_keys, artist_keys),
    )
    same = all(np.array_equal(ours, theirs) for ours, theirs in arrays)
    return Tables({level: rules.table(level) for level in Level}) if same else None


def mine_level(
    matrix: sparse.csr_array,
    limits: Limits,
    mining: Mining,
    artist: Int32,
    on_step: OnStep | None = None,
    kind: str = "items",
) -> RuleTable:
    """The rules between the columns of a matrix of playlists and items; `artist` int32[n_items] is that of each.

    `kind` names them to the one who waits.
    """
    itemsets = frequent_itemsets(matrix, limits, on_step, kind)
    parts = [split for sets in itemsets.kept(mining.keep) for split in splits(itemsets, sets)]
    judged = [_judged(itemsets, split) for split in parts]
    p_values = np.concatenate([p_value for p_value, _ in judged])
    stands = discoveries(p_values, _tests(itemsets, limits), mining.false_discoveries)
    stands &= np.concatenate([better for _, better in judged])
    left = np.concatenate([_padded(split.left) for split in parts])[stands]
    right = np.concatenate([split.right[:, 0] for split in parts])[stands]
    counts = np.column_stack(
        [np.concatenate([getattr(split, name) for split in parts]) for name in ("both", "with_left", "with_right")]
    )[stands]
    across = ((artist[left] != artist[right][:, None]) | (left == NO_ITEM)).all(axis=1)
    about = _about(itemsets, limits, mining, len(p_values), int(stands.sum()))
    return RuleTable.sorted(left, right, counts.astype(np.int32), p_values[stands], across, itemsets.n_playlists, about)


def splits(itemsets: Itemsets, sets: Sets, most_right: int = 1) -> Iterator[Splits]:
    """Every way to part itemsets into two sides, with up to `most_right` items on the right."""
    length = sets.items.shape[1]
    for size in range(1, min(most_right, length - 1) + 1):
        for places in combinations(range(length), size):
            right, left = sets.items[:, list(places)], np.delete(sets.items, places, axis=1)
            yield Splits(left, right, sets.counts, itemsets.counts_of(left), itemsets.counts_of(right))


def _nameless(artist_keys: Sequence[str]) -> list[int]:
    return [number for number, key in enumerate(artist_keys) if not key]


def _judged(itemsets: Itemsets, split: Splits) -> tuple[Float64, npt.NDArray[np.bool_]]:
    """How well chance explains each rule, or the one of its conditions that adds least; and which rules are more often
    right than every rule with fewer conditions."""
    p_value = np.zeros(len(split.both))
    better = np.ones(len(split.both), dtype=np.bool_)
    size = split.left.shape[1]
    for fewer in range(size):
        for places in combinations(range(size), fewer):
            rest = split.left[:, list(places)]
            with_rest = itemsets.counts_of(rest)
            rest_and_right = itemsets.counts_of(np.sort(np.column_stack([rest, split.right]), axis=1))
            better &= split.both * with_rest > rest_and_right * split.with_left
            if fewer == size - 1:
                p_value = np.maximum(p_value, chance(split.both, split.with_left, rest_and_right, with_rest))
    return p_value, better


def _tests(itemsets: Itemsets, limits: Limits) -> int:
    """How many rules might have been found: every frequent itemset with each other frequent item, on either side."""
    tests = 0
    for length, sets in enumerate(itemsets.by_length[:-1], start=2):
        least = limits.least(length)
        tests += len(sets.at_least(least)) * len(itemsets.by_length[0].at_least(least))
    return max(tests, 1)


def _padded(left: Int32) -> Int32:
    return np.pad(left, ((0, 0), (0, LONGEST - 1 - left.shape[1])), constant_values=NO_ITEM)


def _about(itemsets: Itemsets, limits: Limits, mining: Mining, candidates: int, rules: int) -> dict[str, Any]:
    """What a summary says of one level."""
    return {
        "itemsets": {str(length): len(sets) for length, sets in enumerate(itemsets.by_length, start=1)},
        "asked": {str(length): limits.least(length) for length in range(1, len(itemsets.by_length) + 1)},
        "least": {str(length): sets.least for length, sets in enumerate(itemsets.by_length, start=1)},
        "keep": mining.keep,
        "false_discoveries": mining.false_discoveries,
        "candidates": candidates,
        "rules": rules,
    }
