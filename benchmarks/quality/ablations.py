"""What each part of Segue adds, on lists of the training set that neither sources nor ranker have seen.

Sources are fitted once for every fold; a ranker is then trained without one source, its candidates and features, or
without one family of features. It is measured on the lists held out in the first fold, by songs, not tracks: on all as
they are shown, on those with a title alone, and on all that have songs as if none of them were known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from benchmarks.quality.kept import Say
from benchmarks.quality.splits import Split
from models.retriever import Seeds
from recsys.corpus import Corpus
from recsys.examples import Examples, Judged
from recsys.lists import Float32
from recsys.ranker import NAIVE
from recsys.train import TrainingConfig, learn_by_folds, ranker_of
from recsys.two_stage import SOURCES, Candidates
from recsys.validation import Validation

SEED = 0
EVERYTHING = "everything"
CASES = ("all lists", "a title alone", "songs newer than the data, artists known")
FAMILIES = (*SOURCES, "together", "artist", "title", "popularity", "seeds")
"""The sources, and the families of features that are no source's own."""

Values = Sequence[Sequence[float]]
"""The metrics of every list, in the order of `recsys.evaluate.METRICS`."""

Rows = Mapping[str, Mapping[str, Values]]
"""For each case the rows of its table, by their names."""


def ablated(split: Split) -> Rows:
    """The rows of all tables for one split."""
    module = "benchmarks.quality.ablations"
    rows: Rows = split.made("ablations", module, lambda: measured(split.training.corpus, TrainingConfig(), split.say))
    return rows


def measured(corpus: Corpus, config: TrainingConfig, say: Say) -> Rows:
    """The rows of all tables for one set of training playlists."""

    def finished(label: str, done: int, of: int) -> None:
        if done == of:
            say(f"ablations, {label}")

    learned, judged = learn_by_folds(corpus, config, SEED, _cases, on_step=finished)
    rows: dict[str, dict[str, Values]] = {case: {} for case in CASES}
    for name, values in _rows(Examples.joined(learned[1:]), judged, config):
        say(f"ablations, {name}")
        for case, each in zip(CASES, values, strict=True):
            rows[case][name] = each
    return rows


def _cases(held_out: Validation) -> Sequence[Validation]:
    """What is measured on, in the order of CASES."""
    titles, songs = (held_out.only(shows) for shows in (_title_alone, lambda seeds: not _title_alone(seeds)))
    return held_out, titles, songs.without_songs()


def _title_alone(seeds: Seeds) -> bool:
    return not len(seeds.songs) and not len(seeds.artists)


def _rows(
    examples: Examples, judged: Sequence[Judged], config: TrainingConfig
) -> Iterator[tuple[str, Sequence[Values]]]:
    """The name of each row, with its values in each case."""
    yield EVERYTHING, _ranked(examples, judged, config)
    for family in FAMILIES:
        yield f"without {family}", _ranked(examples.without(family), [one.without(family) for one in judged], config)
    yield "sum of z-scores", [one.values(_naive) for one in judged]
    for place, name in enumerate(SOURCES):
        yield f"{name} alone", [one.values(partial(_of_source, place)) for one in judged]


def _ranked(examples: Examples, judged: Sequence[Judged], config: TrainingConfig) -> Sequence[Values]:
    ranker = ranker_of([examples], config, SEED)
    return [one.values(lambda each: ranker.score(each.names, each.features)) for one in judged]


def _naive(candidates: Candidates) -> Float32:
    scores: Float32 = candidates.features[:, candidates.names.index(NAIVE)]
    return scores


def _of_source(place: int, candidates: Candidates) -> Float32:
    scores: Float32 = candidates.scores[place]
    return scores
