"""What each part of Segue adds, on lists of the training set that neither sources nor ranker have seen.

Sources are fitted once for every fold; a ranker is then trained without one source, its candidates and features, or
without one family of features. Means are over the validation lists of the first fold, and over songs, not tracks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from benchmarks.quality.sheets import Sheet
from benchmarks.quality.splits import Split
from recsys.examples import Examples, Judged
from recsys.lists import Float32
from recsys.ranker import NAIVE
from recsys.train import TrainingConfig, learn_by_folds, ranker_of
from recsys.two_stage import SOURCES, Candidates
from recsys.validation import Metrics

SEED = 0
FAMILIES = (*SOURCES, "together", "artist", "title", "popularity", "seeds")
"""The sources, and the families of features that are no source's own."""


def ablated(split: Split) -> Mapping[str, Metrics]:
    """The metrics of each row, by its name."""
    rows: Mapping[str, Metrics] = split.made("ablations", "benchmarks.quality.ablations", lambda: dict(_rows(split)))
    return rows


def sheet(splits: Sequence[Mapping[str, Metrics]]) -> Sheet:
    """The table of means over splits, with the change of NDCG to the whole."""
    rows = []
    for name in splits[0]:
        found = {metric: sum(split[name][metric] for split in splits) / len(splits) for metric in splits[0][name]}
        whole = sum(split["everything"]["ndcg"] for split in splits) / len(splits)
        change = f"{found['ndcg'] / whole - 1:+.1%}"
        rows.append((name, f"{found['r_precision']:.4f}", f"{found['ndcg']:.4f}", change, f"{found['clicks']:.2f}"))
    return Sheet("Ablations, on validation lists", ("", "R-precision", "NDCG@500", "change", "clicks"), rows)


def _rows(split: Split) -> Iterator[tuple[str, Metrics]]:
    config = TrainingConfig()
    learned, judged = learn_by_folds(split.training.corpus, config, SEED)
    examples = Examples.joined(learned[1:])
    yield "everything", _measured(examples, judged, config)
    for family in FAMILIES:
        yield f"without {family}", _measured(examples.without(family), judged.without(family), config)
    yield "sum of z-scores", judged.measure(lambda one: one.features[:, one.names.index(NAIVE)])
    for place, name in enumerate(SOURCES):
        yield f"{name} alone", judged.measure(partial(_of_source, place))


def _measured(examples: Examples, judged: Judged, config: TrainingConfig) -> Metrics:
    ranker = ranker_of([examples], config, SEED)
    return judged.measure(lambda one: ranker.score(one.names, one.features))


def _of_source(place: int, candidates: Candidates) -> Float32:
    scores: Float32 = candidates.scores[place]
    return scores
