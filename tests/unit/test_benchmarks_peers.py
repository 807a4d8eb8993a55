"""The benchmark's peers: each formula on a world small enough for pencil and paper, and what all of them promise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from benchmarks.peers import ABSENT, PEERS, Setting
from benchmarks.peers.base import Asked, Lists, Peer, ScoringPeer, rows_matrix
from benchmarks.peers.ease import Ease
from benchmarks.peers.neighbours import PlaylistNeighbours, ShrunkItemNeighbours
from benchmarks.peers.popularity import Popularity, TitlePopularity, WithFallback
from benchmarks.peers.rules import AssociationRules
from benchmarks.peers.titles import TitleColumns

ROWS = [[0, 1, 2], [0, 1], [0, 3], [4, 5]]
TITLES = ["Rock", "rock!", "Chill", None]
SMALL = Lists(rows_matrix(ROWS, 6), np.array([0, 0, 1, 1, 2, 2], np.int32), 3, TITLES)
"""Item 0 is in three lists, item 1 in two, the others in one each."""


def asked(items: Sequence[int] = (), title: str | None = None, artists: Sequence[int] = ()) -> Asked:
    return Asked(np.array(items, np.int32), np.array(artists, np.int32), title)


def answer(peer: Peer, one: Asked, k: int = 6, lists: Lists = SMALL) -> list[int]:
    peer.fit(lists)
    (found,) = peer.recommend([one], k)
    return [int(item) for item in found]


def scores(peer: ScoringPeer, one: Asked) -> list[float]:
    peer.fit(SMALL)
    return [float(score) for score in peer.scores(peer.query([one]))[0]]


def test_popularity_counts_lists_and_leaves_out_seeds() -> None:
    assert answer(Popularity(), asked([0])) == [1, 2, 3, 4, 5]
    assert answer(Popularity(), asked([1]), k=2) == [0, 2]


def test_a_title_is_compared_without_case_and_punctuation() -> None:
    # Both lists of that title hold items 0 and 1, one holds item 2; of all lists more hold item 0.
    assert answer(TitlePopularity(), asked(title="ROCK")) == [0, 1, 2]
    assert answer(TitlePopularity(), asked([0], title="rock")) == [1, 2]


def test_a_title_that_no_list_has_and_no_title_say_nothing() -> None:
    assert answer(TitlePopularity(), asked(title="jazz")) == []
    assert answer(TitlePopularity(), asked(title=None)) == []


def test_fallback_fills_up_with_the_title_then_with_popularity() -> None:
    # No list beside a known seed: the title alone, then the rest by popularity.
    assert answer(WithFallback(ShrunkItemNeighbours(0, 0.5)), asked(title="chill"), k=4) == [0, 3, 1, 2]
    # Item 4 stands beside item 5 alone; the title's 0, 1 and 2 follow, then what is left.
    assert answer(WithFallback(ShrunkItemNeighbours(0, 0.5)), asked([4], "rock"), k=5) == [5, 0, 1, 2, 3]


def test_cosine_of_items() -> None:
    # Seed 1 is in two lists: with item 0 (of three) in both, 2 / sqrt(2 · 3); with item 2 (of one) in one.
    found = scores(ShrunkItemNeighbours(shrink=0, share=0.5), asked([1]))
    assert found[0] == pytest.approx(2 / np.sqrt(6))
    assert found[2] == pytest.approx(1 / np.sqrt(2))
    assert found[3:] == [-np.inf] * 3


def test_shrinking_puts_what_is_known_well_before_what_was_seen_once() -> None:
    # Cosine: item 4 beside seed 5 is 1 / sqrt(1 · 1) = 1, item 1 beside seed 0 is 2 / sqrt(3 · 2) = .82.
    assert answer(ShrunkItemNeighbours(shrink=0, share=0.5), asked([0, 5]))[:2] == [4, 1]
    # With 5 added to each count: 1 / sqrt(6 · 6) = .17 and 2 / sqrt(8 · 7) = .27.
    assert answer(ShrunkItemNeighbours(shrink=5, share=0.5), asked([0, 5]))[0] == 1


def test_share_divides_by_the_seed_rather_than_the_candidate() -> None:
    # All by the seed, n_ij / n_i, is a rule's confidence: seed 1 is in two lists, item 0 in both, item 2 in one.
    found = scores(ShrunkItemNeighbours(shrink=0, share=1), asked([1]))
    assert found[0] == pytest.approx(1)
    assert found[2] == pytest.approx(1 / 2)


def test_similar_lists_give_their_items() -> None:
    # Cosines to seed 1, up to a factor: list 0 (three items) 1/sqrt 3, list 1 (two) 1/sqrt 2; relative to the best
    # sqrt(2/3) and 1; squared 2/3 and 1. Both hold item 0, list 0 item 2.
    found = scores(PlaylistNeighbours(beta=0.4, power=2), asked([1]))
    assert found[0] == pytest.approx(5 / 3)
    assert found[2] == pytest.approx(2 / 3)
    assert found[3:] == [-np.inf] * 3


def test_only_the_nearest_lists_count() -> None:
    assert answer(PlaylistNeighbours(beta=0.4, power=2, neighbours=1), asked([1])) == [0]


def test_popular_seeds_weigh_less() -> None:
    # Seed 0 (three lists) weighs 1 / (2^beta + 1), seed 5 (one list) 1. With beta 1 list 3 has 1/sqrt 2 = .71 for
    # item 4; lists 0 and 1 have a third of 1/sqrt 3 and of 1/sqrt 2, together .43 for item 1; list 2 has .24 for
    # item 3 and list 0 .19 for item 2.
    assert answer(PlaylistNeighbours(beta=1, power=1), asked([0, 5])) == [4, 1, 3, 2]
    # With beta near 0 the weights are 1/2 and 1: .71 for item 4, .64 for item 1, .35 for item 3.
    found = scores(PlaylistNeighbours(beta=1e-9, power=1), asked([0, 5]))
    assert found[1] / found[4] == pytest.approx((1 / np.sqrt(3) + 1 / np.sqrt(2)) / 2 / (1 / np.sqrt(2)), rel=1e-5)


def test_ease_agrees_with_its_closed_form_over_items() -> None:
    # Steck (2019), equation 8: B = I - P diag(1 / diag P), P the inverse of the items' Gram matrix with the ridge.
    matrix = SMALL.matrix.toarray().astype(float)
    inverse = np.linalg.inv(matrix.T @ matrix + 2 * np.eye(6))
    weights = np.eye(6) - inverse / np.diag(inverse)
    others = [1, 2, 4, 5]  # the diagonal is never used: no seed is recommended
    found = np.array(scores(Ease(regularization=2), asked([0, 3])))
    np.testing.assert_allclose(found[others], (weights[0] + weights[3])[others], atol=1e-6)


def test_rules_that_a_playlist_meets_give_their_right_sides_their_confidence() -> None:
    # 0 and 1 go together in 30 lists and bring 2 in 29, and each comes alone in 10, once with 2. So of the lists with
    # both, 29 / 30 have 2; of those with either, 30 / 40 have 2. 3 and 4 are in the other lists.
    rows = [[0, 1, 2]] * 29 + [[0, 1], [0, 2], [1, 2], *[[0], [1]] * 9] + [[3, 4]] * 40
    lists = Lists(rows_matrix(rows, 5), np.arange(5, dtype=np.int32), 5, [None] * len(rows))
    surest, added = AssociationRules(5, "surest"), AssociationRules(5, "sum")
    for peer in (surest, added):
        peer.fit(lists)

    query = surest.query([asked([0, 1]), asked([0])])

    both, one = surest.scores(query)
    assert both[2] == pytest.approx(29 / 30)
    assert one[[1, 2]] == pytest.approx([30 / 40, 30 / 40])
    assert [both[3], one[3]] == [-np.inf] * 2
    assert added.scores(query)[0][2] == pytest.approx(29 / 30 + 30 / 40 + 30 / 40)
    assert answer(surest, asked([0, 1]), lists=lists) == [2]


def test_the_tokens_of_a_title_share_its_weight() -> None:
    # Two of the titles have the token "=rock", the word and its trigrams <ro roc ock ck>: six, a sixth each.
    columns = TitleColumns(TITLES)
    known, unknown = columns.rows(["rock", "jazz"]).toarray()
    assert len(columns) == 6
    assert known == pytest.approx(np.full(6, 1 / 6))
    assert not unknown.any()


SCENES = (range(10), range(10, 20))
NAMES = ("rock", "chill")


@cache
def scenes() -> Lists:
    """A hundred lists of six of a scene's ten items; each artist has two items, of one scene."""
    random = np.random.default_rng(7)
    rows = [random.choice(list(SCENES[row % 2]), 6, replace=False) for row in range(200)]
    titles = [NAMES[row % 2] for row in range(200)]
    return Lists(rows_matrix(rows, 20), np.arange(20, dtype=np.int32) // 2, 10, titles)


ASKED = (
    asked([0, 1, 2], artists=[0, 0, 1]),
    asked([15, 12], artists=[7, 6]),
    asked(title="Chill!"),
    asked([3, 4], title="rock", artists=[1, 2]),
    asked(),
)


ENOUGH = {"factors": 4, "components": 8}
"""Dimensions for two scenes: with more than there are items, a factorisation learns lists by heart."""


def small(name: str) -> Peer:
    """A peer's first setting, in no more dimensions than are enough."""
    setting = PEERS[name][0]
    return Setting(setting.func, **setting.keywords | {key: ENOUGH[key] for key in setting.keywords.keys() & ENOUGH})()


@cache
def answers(name: str) -> list[list[int]]:
    """Of a peer, twelve items for each of ASKED."""
    peer = small(name)
    peer.fit(scenes())
    return [found.tolist() for found in peer.recommend(ASKED, 12)]


NAMES_OF_PEERS = sorted({*PEERS, *ABSENT})
HYBRID = "implicit ALS with artists and titles"


@pytest.fixture(params=NAMES_OF_PEERS)
def name(request: pytest.FixtureRequest) -> str:
    """Each peer in turn, or those that a test names."""
    name: str = request.param
    if name in ABSENT:
        pytest.skip(f"{name} needs {ABSENT[name]}, which benchmarks/requirements.lock has")
    return name


def test_a_peer_answers_every_playlist_in_full_without_its_seeds(name: str) -> None:
    for one, found in zip(ASKED, answers(name), strict=True):
        assert len(found) == len(set(found)) == 12
        assert not set(found) & set(one.items.tolist())


@pytest.mark.parametrize("name", [name for name in NAMES_OF_PEERS if not name.startswith("popularity")], indirect=True)
def test_a_peer_that_reads_songs_stays_in_the_scene_of_the_seeds(name: str) -> None:
    first, second, _, both, _ = answers(name)
    for found, scene in ((first, SCENES[0]), (second, SCENES[1]), (both, SCENES[0])):
        assert len(set(found[:5]) & set(scene)) >= 4  # half of the items are of the other scene


@pytest.mark.parametrize("name", [name for name in NAMES_OF_PEERS if name != "popularity"], indirect=True)
def test_a_title_alone_is_enough_for_all_but_plain_popularity(name: str) -> None:
    assert set(answers(name)[2][:8]) <= set(SCENES[1])


def test_a_peer_answers_by_popularity_where_it_is_told_nothing(name: str) -> None:
    by_popularity = np.argsort(-scenes().counts(), kind="stable")[:12]
    assert answers(name)[4] == by_popularity.tolist()


def test_a_peer_answers_none_and_playlists_that_are_all_without_a_known_song(name: str) -> None:
    peer = small(name)
    peer.fit(scenes())
    assert list(peer.recommend([], 5)) == []
    assert [len(found) for found in peer.recommend([asked(), asked(title="rock", artists=[1])], 5)] == [5, 5]


def test_every_setting_of_a_peer_has_its_name_and_reads_what_it_reads(name: str) -> None:
    peers = [setting() for setting in PEERS[name]]
    assert {peer.name for peer in peers} == {name}
    assert len({peer.songs_only for peer in peers}) == 1


@pytest.mark.parametrize("name", [HYBRID], indirect=True)
def test_artists_of_unknown_seeds_are_enough_for_factors_of_artists(name: str) -> None:
    found = answer(small(name), asked(artists=[6, 8]), lists=scenes())
    assert set(found) <= set(SCENES[1])


def test_a_peer_is_made_anew_each_time() -> None:
    make = PEERS["popularity"][0]
    one, other = make(), make()
    one.fit(scenes())
    other.fit(SMALL)
    assert [found.tolist() for found in one.recommend([asked()], 30)] != [
        found.tolist() for found in other.recommend([asked()], 30)
    ]
