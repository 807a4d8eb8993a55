"""Ablations: every part is left out once, in every case, and compared list by list."""

from __future__ import annotations

import numpy as np

from benchmarks.quality.ablations import CASES, EVERYTHING, FAMILIES, measured
from benchmarks.quality.tables import ablations
from recsys.corpus import Corpus
from recsys.train import TrainingConfig
from recsys.two_stage import SOURCES
from tests.support.scenes import RANKER, SETTINGS, playlists


def test_ablations_measure_every_source_and_family_in_every_case() -> None:
    said: list[str] = []
    corpus = Corpus.from_playlists(playlists())
    found = measured(corpus, TrainingConfig(**{**SETTINGS, **RANKER, "epochs": 2, "ranker_trees": 5}), said.append)
    everything, titles, newer = (found[case] for case in CASES)

    names = {EVERYTHING, "sum of z-scores", *(f"without {name}" for name in FAMILIES), *(f"{s} alone" for s in SOURCES)}
    assert set(everything) == set(titles) == set(newer) == names
    assert {f"ablations, {name}" for name in names} <= set(said)
    # 30 lists in two views each, a tenth of which show a title alone.
    assert {len(values) for values in everything.values()} == {60}
    assert len(titles[EVERYTHING]) + len(newer[EVERYTHING]) == 60
    # Every list is of one scene and called after it, so that anything shown is enough to tell which.
    with_everything, with_proximity = (np.mean(newer[name], axis=0)[1] for name in (EVERYTHING, "proximity alone"))
    assert with_everything > 0.3
    # Nobody knows the songs, and proximity goes by songs alone: it can only shuffle.
    assert with_proximity < 0.8 * with_everything


def test_the_tables_of_ablations_compare_list_by_list() -> None:
    rows = {EVERYTHING: [[0.5, 0.5, 2], [0.3, 0.3, 0]], "without als": [[0.4, 0.5, 3], [0.2, 0.3, 1]]}
    split = {"all lists": rows, "a title alone": {name: [] for name in rows}}
    (sheet,) = ablations([split, split])

    assert sheet.title == "Ablations, all lists: 4"
    assert sheet.rows == [
        [EVERYTHING, "0.4000", "0.4000", "1.00", "", "", ""],
        ["without als", "0.3000", "0.4000", "2.00", "-0.1000 to -0.1000", "+0.0000 to +0.0000", "+1.00 to +1.00"],
    ]
