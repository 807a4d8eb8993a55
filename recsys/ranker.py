"""The second stage: gradient-boosted trees that judge candidates by their features, kept without pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from recsys import skops_files
from recsys.lists import Float32

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier

Bool = npt.NDArray[np.bool_]
Int64 = npt.NDArray[np.int64]

NAIVE = "all: sum of z-scores"
"""The feature that stands in for a ranker where there was nothing to learn from."""

NEGATIVES_WEIGHT = 3.0
"""What the songs of a list that are no part of it weigh together, against 1 for those that are."""

TRUSTED = ("sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",)
"""All types that a saved ranker may hold beside those that skops trusts itself."""

_DESCRIPTION = "ranker.json"
_TREES = "trees.skops"


class Ranker:
    """`names` are the features that it reads; `models` judge together. Without any the sum of z-scores stands in."""

    def __init__(self, names: Sequence[str], models: Sequence[HistGradientBoostingClassifier]) -> None:
        self.names = tuple(names)
        self._models = list(models)
        self._naive = self.names.index(NAIVE)
        self._threads = ThreadpoolController()

    @classmethod
    def fit(
        cls,
        names: Sequence[str],
        features: Float32,
        relevant: Bool,
        lists: Int64,
        *,
        models: int,
        trees: int,
        leaves: int,
        seed: int,
    ) -> Ranker:
        """Learn to tell the songs of a list from other candidates: so many `models`, each from its share of the lists.

        `features` is float32[n, n_features], `relevant` bool[n] and `lists` int64[n] says which list each row is of.
        Lists weigh alike, however many songs they have. Deterministic for one seed.
        """
        shares = (lists % models == share for share in range(models))
        learned = (_fitted(features[rows], relevant[rows], lists[rows], trees, leaves, seed) for rows in shares)
        return cls(names, [model for model in learned if model])

    def score(self, names: Sequence[str], features: Float32) -> Float32:
        """float32[n]: mean log odds for float32[n, n_features].

        Raises ValueError for other features than were learned.
        """
        if tuple(names) != self.names:
            raise ValueError("its ranker was trained for other features")
        if not self._models or not len(features):  # scikit-learn refuses to judge nothing
            return features[:, self._naive]
        with self._threads.limit(limits=1, user_api="openmp"):  # or threads would meet once for each tree
            odds: list[npt.NDArray[np.float64]] = [model.decision_function(features) for model in self._models]
        return np.asarray(np.mean(odds, axis=0), np.float32)

    def save(self, folder: Path) -> None:
        """Writes a JSON description and the trees into an existing folder."""
        description = {
            "features": self.names,
            skops_files.LIBRARY: version(skops_files.LIBRARY),
            "models": len(self._models),
        }
        (folder / _DESCRIPTION).write_text(json.dumps(description, indent=2), encoding="utf-8")
        if self._models:
            skops_files.save(self._models, folder / _TREES)

    @classmethod
    def load(cls, folder: Path) -> Ranker:
        """What `save` wrote there. Raises ValueError when it is of another scikit-learn or holds untrusted types."""
        saved: Mapping[str, Any] = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        skops_files.check_version(saved, "its ranker")
        return cls(saved["features"], _models(folder / _TREES) if saved["models"] else [])


def _fitted(
    features: Float32, relevant: Bool, lists: Int64, trees: int, leaves: int, seed: int
) -> HistGradientBoostingClassifier | None:
    """None where there is nothing to tell apart. Changes `features`, which are a copy for it alone."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    if relevant.all() or not relevant.any():
        return None
    # scikit-learn fails on a column of which nothing is known, such as titles where no playlist has one
    features[:, np.isnan(np.fmin.reduce(features, axis=0))] = 0
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        learning_rate=20 / (trees + 50),
        min_samples_leaf=50,
        l2_regularization=1.0,
        early_stopping=False,  # scikit-learn would hold out rows, not lists
        random_state=seed,
    )
    return model.fit(features, relevant, sample_weight=_weights(relevant, lists))


def _models(file: Path) -> list[HistGradientBoostingClassifier]:
    from sklearn.ensemble import HistGradientBoostingClassifier

    models: list[object] = skops_files.load(file, list, TRUSTED, "its ranker")
    trees = [model for model in models if isinstance(model, HistGradientBoostingClassifier)]
    if len(trees) < len(models):
        raise ValueError("its ranker is not of HistGradientBoostingClassifiers alone")
    return trees


def _weights(relevant: Bool, lists: Int64) -> npt.NDArray[np.float64]:
    """float64[n]: relevant songs of each list weigh 1 together, the others NEGATIVES_WEIGHT."""
    hits, size = np.bincount(lists, relevant)[lists], np.bincount(lists)[lists]
    weights: npt.NDArray[np.float64] = np.where(
        relevant, 1 / np.maximum(hits, 1), NEGATIVES_WEIGHT / np.maximum(size - hits, 1)
    )
    return weights
