"""Folds: which playlists are held out, what is shown of them, and what the others know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log2

import numpy as np
import pytest

from models.retriever import Seeds
from recsys.corpus import Corpus
from recsys.domain import Playlist
from recsys.errors import TooFewPlaylists
from recsys.retrieval import Float32
from recsys.validation import Int64, Validation, folds
from tests.support.scenes import JAZZ, METAL, listed, playlists, song


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_playlists(playlists()[:50])


def outside(corpus: Corpus, rows: Int64) -> list[int]:
    inside = set(rows.tolist())
    return [row for row in range(corpus.n_playlists) if row not in inside]


def test_parts_are_disjoint_and_cover_all_lists_that_can_be_split() -> None:
    # Playlists 3 and 8 have one song, and 9 none.
    lists = [["A one", "A two", f"B {row}"] for row in range(10)]
    lists[3], lists[8], lists[9] = ["A one"], ["B one"], []
    corpus = listed(*[("Mix", titles) for titles in lists])
    parts = folds(corpus, 3, 100, seed=4)

    splittable = {0, 1, 2, 4, 5, 6, 7}
    held = [sorted(splittable - set(train.tolist())) for train, _ in parts]
    assert sorted(row for rows in held for row in rows) == sorted(splittable)
    assert sorted(map(len, held)) == [2, 2, 3]
    assert all(set(train.tolist()) <= splittable for train, _ in parts)
    assert [len(part.seeds) for _, part in parts] == [len(rows) for rows in held]


def test_what_is_shown_and_what_is_hidden_make_the_list(corpus: Corpus) -> None:
    for train, part in folds(corpus, 4, 100, seed=1):
        known = corpus.subset(train).counts() > 0
        assert part.known.tolist() == known.tolist()
        lists = {frozenset(corpus.playlist(row).tolist()) for row in outside(corpus, train)}
        for seeds, hidden in zip(part.seeds, part.hidden, strict=True):
            (whole,) = (one for one in lists if one >= {*seeds.songs.tolist(), *hidden.tolist()})
            assert not set(seeds.songs.tolist()) & set(hidden.tolist())
            # What is neither shown nor hidden is new to the other folds.
            assert not known[list(whole - {*seeds.songs.tolist(), *hidden.tolist()})].any()
            assert len(hidden)


def test_each_category_of_the_challenge_comes_equally_often_where_lists_are_long() -> None:
    lists = [Playlist(str(row), "Mix", tuple(song(JAZZ, number) for number in range(120))) for row in range(40)]
    for _, part in folds(Corpus.from_playlists(lists), 2, 100, seed=1):
        shown = Counter((len(each.songs), each.title is not None) for each in part.seeds)
        once = {(count, True): 2 for count in (0, 1, 5, 10)} | {(5, False): 2, (10, False): 2}
        assert shown == once | {(25, True): 4, (100, True): 4}  # the first ones, and drawn ones


def test_half_of_a_short_list_stays_hidden_at_least() -> None:
    corpus = listed(*[("Mix", ["A one", "A two", f"B {row}", f"C {row}"]) for row in range(12)])
    for _, part in folds(corpus, 2, 100, seed=1):
        assert {len(hidden) for hidden in part.hidden} <= {3, 4}  # one song or the title alone is shown
        assert {one.title for one in part.seeds} == {"Mix"}


def test_lists_without_a_title_are_never_shown_by_title() -> None:
    corpus = listed(*[((None, " ")[row % 2], ["A one", "A two", "B one"]) for row in range(8)])
    for _, part in folds(corpus, 2, 100, seed=1):
        assert {one.title for one in part.seeds} == {None}
        assert {len(one.songs) for one in part.seeds} == {1}


def test_no_more_lists_are_shown_than_asked_for_and_all_are_kept_out(corpus: Corpus) -> None:
    for train, part in folds(corpus, 2, 7, seed=1):
        assert len(part.seeds) == len(part.hidden) == 7
        assert len(train) == 25


def test_each_further_view_shows_the_same_lists_in_another_way(corpus: Corpus) -> None:
    once, twice = (folds(corpus, 2, 100, seed=1, views=views)[0][1] for views in (1, 2))
    views = [list(zip(twice.seeds[view::2], twice.hidden[view::2], strict=True)) for view in (0, 1)]
    known = [[{*seeds.songs, *hidden[once.known[hidden]]} for seeds, hidden in view] for view in views]
    hidden = [sorted(hidden.tolist() for _, hidden in view) for view in views]

    assert len(twice.seeds) == len(twice.hidden) == 50
    assert [row.tolist() for row in once.hidden] == [row.tolist() for row in twice.hidden[::2]]
    assert set(map(frozenset, known[0])) == set(map(frozenset, known[1]))
    assert hidden[0] != hidden[1]
    first, of_once = twice.first(10), once.first(10)
    assert [row.tolist() for row in first.hidden] == [row.tolist() for row in of_once.hidden]
    assert len(first.seeds) == len(twice.first(100).first(10).seeds) == 10
    assert len(twice.first(100).seeds) == 25


def test_some_of_the_lists_alone_and_as_if_nobody_knew_their_songs(corpus: Corpus) -> None:
    part = folds(corpus, 2, 100, seed=1, views=2)[0][1]
    shown = part.only(lambda seeds: len(seeds.songs) > 1)
    unknown = shown.without_songs()

    assert 0 < len(shown.seeds) < len(part.seeds)
    assert shown.seeds == [seeds for seeds in part.seeds if len(seeds.songs) > 1]
    pairs = {(id(seeds), id(hidden)) for seeds, hidden in zip(part.seeds, part.hidden, strict=True)}
    assert all((id(seeds), id(hidden)) in pairs for seeds, hidden in zip(shown.seeds, shown.hidden, strict=True))
    assert len(shown.first(3).seeds) == 3
    assert not any(len(seeds.songs) for seeds in unknown.seeds)
    assert [(seeds.artists.tolist(), seeds.title) for seeds in unknown.seeds] == [
        (seeds.artists.tolist(), seeds.title) for seeds in shown.seeds
    ]
    assert unknown.hidden == shown.hidden


def test_there_are_no_more_parts_than_lists() -> None:
    corpus = listed(("One", ["A one", "A two"]), ("Two", ["A one", "B one"]), ("Three", ["A one", "B two"]))

    assert [len(train) for train, _ in folds(corpus, 10, 100, seed=1)] == [2, 2, 2]


def test_held_out_playlists_show_only_what_the_others_know() -> None:
    # The third playlist alone has Metal songs 7 and 8.
    shared = [song(JAZZ, number) for number in range(4)]
    lists = [Playlist(str(row), "Mix", tuple(shared)) for row in range(2)]
    lists.append(Playlist("2", "Mix", (song(METAL, 7), song(METAL, 8))))
    corpus = Corpus.from_playlists(lists)
    parts = {outside(corpus, train)[0]: part for train, part in folds(corpus, 3, 9, seed=1)}

    assert sorted(parts) == [0, 1, 2]
    assert not parts[2].seeds[0].songs.size
    assert not parts[2].seeds[0].artists.size
    assert not parts[2].known[parts[2].hidden[0]].any()
    assert parts[0].known[parts[0].hidden[0]].all()


def test_the_same_seed_splits_alike(corpus: Corpus) -> None:
    one, again, other = (folds(corpus, 3, 100, seed) for seed in (1, 1, 2))

    assert [train.tolist() for train, _ in one] == [train.tolist() for train, _ in again]
    assert [[row.tolist() for row in part.hidden] for _, part in one] == [
        [row.tolist() for row in part.hidden] for _, part in again
    ]
    assert [train.tolist() for train, _ in one] != [train.tolist() for train, _ in other]


@pytest.mark.parametrize(("lists", "found"), [([], 0), ([["A one", "A two"]], 1), ([["A one", "A two"], ["A one"]], 1)])
def test_too_few_playlists_are_a_sentence(lists: list[list[str]], found: int) -> None:
    with pytest.raises(TooFewPlaylists, match=f"two playlists with two songs or more; there are {found} in"):
        folds(listed(*[("Mix", titles) for titles in lists]), 4, 100, seed=1)


class Popular:
    """Scores songs by how early they are numbered."""

    def __init__(self, n_songs: int) -> None:
        self.song_vectors: Float32 = np.zeros((n_songs, 1), np.float32)

    def knows_title(self, title: str) -> bool:
        return False

    def score(self, seeds: Sequence[Seeds]) -> Float32:
        return np.tile(-np.arange(len(self.song_vectors), dtype=np.float32), (len(seeds), 1))


def test_measures_what_is_found_of_known_songs() -> None:
    known = np.array([True, True, False, True, True, False])
    seeds = Seeds(np.array([0], np.int32), np.array([0], np.int32))
    each_its_own = np.arange(6, dtype=np.int32)
    validation = Validation([seeds], [np.array([3, 5], np.int32)], known, each_its_own)
    metrics = validation.measure(Popular(6))

    # Songs 1, 3 and 4 are recommended: one of two hidden songs, at the second place; the other one cannot be found.
    assert metrics["ndcg"] == pytest.approx((1 / log2(3)) / (1 + 1 / log2(3)))
    assert metrics["r_precision"] == pytest.approx((1 + 0.25) / 2)  # its artist counts too
    assert metrics["clicks"] == 0


def test_the_first_of_the_held_out_are_a_validation_of_their_own(corpus: Corpus) -> None:
    _, part = folds(corpus, 2, 100, seed=1)[0]
    few = part.first(3)

    assert (few.seeds, few.hidden) == (part.seeds[:3], part.hidden[:3])
    assert few.known is part.known
