"""The learned ranker: what it learns from, and that what is saved is what was learned, or refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import skops.io

from recsys.lists import Float32
from recsys.ranker import NAIVE, Bool, Int64, Ranker

NAMES = ("other: one", NAIVE, "other: two")


def rows(n: int = 2000) -> tuple[Float32, Bool, Int64]:
    """Lists of 20 rows; relevant is what has a great first feature, but for some noise. A tenth is not known."""
    rng = np.random.default_rng(5)
    features = rng.normal(size=(n, 3)).astype(np.float32)
    relevant = features[:, 0] + 0.3 * rng.normal(size=n) > 1
    features[rng.random((n, 3)) < 0.1] = np.nan
    return features, relevant, np.repeat(np.arange(n // 20), 20)


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return Ranker.fit(NAMES, *rows(), models=2, trees=20, leaves=8, seed=1)


def test_it_learns_what_is_relevant(ranker: Ranker) -> None:
    features, relevant, _ = rows()
    scores = ranker.score(NAMES, features)

    assert scores.dtype == np.float32
    assert scores[relevant].mean() > scores[~relevant].mean() + 2


def test_nothing_to_judge_gives_no_scores(ranker: Ranker) -> None:
    """As when a title says something to one source alone, and that one is left out to see what it adds."""
    assert ranker.score(NAMES, np.empty((0, len(NAMES)), np.float32)).shape == (0,)


def test_the_same_seed_gives_the_same_scores(ranker: Ranker) -> None:
    features, relevant, lists = rows()
    again = Ranker.fit(NAMES, features, relevant, lists, models=2, trees=20, leaves=8, seed=1)

    np.testing.assert_array_equal(again.score(NAMES, features), ranker.score(NAMES, features))


def test_lists_weigh_alike_however_long() -> None:
    """Fifty lists of four rows say that the first feature is good, five of two hundred that it is bad."""
    short, long = np.tile([1, 1, 0, 0], 50), np.tile([0, 1], 500)
    features = np.zeros((1200, 3), np.float32)
    features[:, 0] = np.concatenate([short, long])
    relevant = np.concatenate([short == 1, long == 0])
    lists = np.concatenate([np.repeat(np.arange(50), 4), np.repeat(np.arange(50, 55), 200)])
    ranker = Ranker.fit(NAMES, features, relevant, lists, models=1, trees=20, leaves=4, seed=1)

    bad, good = ranker.score(NAMES, np.array([[0, 0, 0], [1, 0, 0]], np.float32))
    assert good > bad


def test_each_model_learns_from_its_share_of_the_lists_and_they_judge_together() -> None:
    features, relevant, lists = rows()
    even = lists % 2 == 0
    relevant[~even] = ~relevant[~even]  # the others say the contrary
    both = Ranker.fit(NAMES, features, relevant, lists, models=2, trees=20, leaves=8, seed=1)
    parts = [
        Ranker.fit(NAMES, features[own], relevant[own], lists[own], models=1, trees=20, leaves=8, seed=1)
        for own in (even, ~even)
    ]
    one, other = (part.score(NAMES, features) for part in parts)

    assert np.corrcoef(one, other)[0, 1] < -0.5
    np.testing.assert_allclose(both.score(NAMES, features), (one + other) / 2, rtol=1e-5, atol=1e-5)


def test_a_share_that_teaches_nothing_has_no_say() -> None:
    features, relevant, lists = rows()
    relevant[lists % 2 == 1] = False
    own = lists % 2 == 0
    ranker = Ranker.fit(NAMES, features, relevant, lists, models=2, trees=20, leaves=8, seed=1)
    alone = Ranker.fit(NAMES, features[own], relevant[own], lists[own], models=1, trees=20, leaves=8, seed=1)

    np.testing.assert_array_equal(ranker.score(NAMES, features), alone.score(NAMES, features))


@pytest.mark.parametrize("relevant", [True, False])
def test_where_nothing_can_be_learned_the_naive_sum_decides(relevant: bool, tmp_path: Path) -> None:
    features, _, lists = rows(40)
    ranker = Ranker.fit(NAMES, features, np.full(40, relevant), lists, models=2, trees=5, leaves=4, seed=1)
    ranker.save(tmp_path)

    for one in (ranker, Ranker.load(tmp_path)):
        np.testing.assert_array_equal(one.score(NAMES, features), features[:, 1])
    assert [file.name for file in tmp_path.iterdir()] == ["ranker.json"]


def test_no_rows_teach_nothing() -> None:
    nothing = np.empty((0, 3), np.float32), np.empty(0, bool), np.empty(0, np.int64)
    ranker = Ranker.fit(NAMES, *nothing, models=2, trees=5, leaves=4, seed=1)

    assert ranker.score(NAMES, np.array([[1, 2, 3]], np.float32)).tolist() == [2]


def test_a_feature_that_is_never_known_teaches_nothing() -> None:
    features, relevant, lists = rows()
    features[:, 2] = np.nan
    ranker = Ranker.fit(NAMES, features, relevant, lists, models=2, trees=20, leaves=8, seed=1)
    known = features.copy()
    known[:, 2] = np.arange(len(known))

    assert np.isnan(features[:, 2]).all()
    assert ranker.score(NAMES, features)[relevant].mean() > ranker.score(NAMES, features)[~relevant].mean()
    np.testing.assert_array_equal(ranker.score(NAMES, features), ranker.score(NAMES, known))


def test_what_is_saved_predicts_the_same_to_the_bit(ranker: Ranker, tmp_path: Path) -> None:
    features, _, _ = rows()
    ranker.save(tmp_path)
    loaded = Ranker.load(tmp_path)

    assert loaded.names == NAMES
    assert np.array_equal(loaded.score(NAMES, features), ranker.score(NAMES, features))


def test_features_in_another_order_are_refused(ranker: Ranker) -> None:
    with pytest.raises(ValueError, match="trained for other features"):
        ranker.score(NAMES[::-1], rows()[0])


def test_another_scikit_learn_is_refused_with_both_versions(ranker: Ranker, tmp_path: Path) -> None:
    ranker.save(tmp_path)
    saved = json.loads((tmp_path / "ranker.json").read_text(encoding="utf-8"))
    here, saved["scikit-learn"] = saved["scikit-learn"], "0.1"
    (tmp_path / "ranker.json").write_text(json.dumps(saved), encoding="utf-8")

    with pytest.raises(ValueError, match=f"its ranker is of scikit-learn 0.1, and this is {here}"):
        Ranker.load(tmp_path)


class Stranger:
    """A type that no saved ranker has."""


def test_other_types_than_trees_need_are_refused(ranker: Ranker, tmp_path: Path) -> None:
    ranker.save(tmp_path)
    skops.io.dump(Stranger(), tmp_path / "trees.skops")

    with pytest.raises(ValueError, match=r"holds what is not trusted.*Stranger"):
        Ranker.load(tmp_path)


@pytest.mark.parametrize(
    ("other", "reason"),
    [({"not": "a ranker"}, "is no list"), (["not one"], "is not of HistGradientBoostingClassifiers alone")],
)
def test_something_else_in_the_place_of_the_trees_is_refused(
    other: object, reason: str, ranker: Ranker, tmp_path: Path
) -> None:
    ranker.save(tmp_path)
    skops.io.dump(other, tmp_path / "trees.skops")

    with pytest.raises(ValueError, match=reason):
        Ranker.load(tmp_path)
