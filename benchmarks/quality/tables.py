"""The tables of the benchmark: accuracy, categories, unknown seeds, what is beyond accuracy, settings, ablations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isnan

import numpy as np

from benchmarks.quality.ablations import EVERYTHING, Rows
from benchmarks.quality.challenges import ALL_UNKNOWN, AS_IT_IS, HALF_UNKNOWN
from benchmarks.quality.scores import (
    ALREADY_THERE,
    ARTISTS,
    ARTISTS_OFF,
    CHANGE,
    COVERAGE,
    HITS,
    OWN_ARTISTS,
    REPEATED,
    SHOWN,
    Scores,
)
from benchmarks.quality.sheets import Sheet
from recsys.challenge import CATEGORIES
from recsys.evaluate import METRICS, Estimate, Evaluation, Floats, bootstrap, paired_difference

NAMES = dict(zip(METRICS, ("R-precision", "NDCG@500", "clicks"), strict=True))
_DIGITS = dict(zip(METRICS, (4, 4, 2), strict=True))
_INTERVALS = "Segue minus each: bootstrapped 95 % intervals of the paired difference; fewer clicks are better."
_ABLATED = "Bootstrapped 95 % intervals of the paired difference; each view of a held-out list counts as a list."


def accuracy(title: str, rows: Sequence[Scores], segue: Scores) -> Sheet:
    """Means over all playlists, and how far Segue is from each row."""
    headings = ["", *NAMES.values(), *(f"Segue minus it, {name}" for name in NAMES.values()), "learns in", "memory"]
    return Sheet(title, headings, [_accuracy_row(row, segue) for row in rows], _INTERVALS)


def categories(rows: Sequence[Scores], segue: Scores) -> Iterator[Sheet]:
    """A table for each metric, with the categories as columns."""
    present = segue.accuracy[AS_IT_IS].present()
    labels = {category.number: f"{category.number} {category.label}" for category in CATEGORIES}
    for metric, name in NAMES.items():
        headings = ["", *(labels.get(number, "other") for number in present)]
        lines = [[row.name, *(_against(row, segue, metric, number) for number in present)] for row in rows]
        yield Sheet(f"{name} by category", headings, lines, f"In brackets {_INTERVALS}")


def unknown(rows: Sequence[Scores]) -> Sheet:
    """Each metric with all seeds known, half of them and none."""
    known = [row for row in rows if ALL_UNKNOWN in row.accuracy]
    headings = ["", *(f"{name}, {case}" for case in (AS_IT_IS, HALF_UNKNOWN, ALL_UNKNOWN) for name in NAMES.values())]
    lines = [[row.name, *_means(row.accuracy.values())] for row in known]
    return Sheet("Seeds that are newer than the training data", headings, lines, "Their artists are known.")


def beyond(rows: Sequence[Scores]) -> Sheet:
    """What users notice of the first songs of each answer."""
    headings = {
        REPEATED: "songs repeated, of 1,000",
        ALREADY_THERE: "in the playlist, of 1,000",
        ARTISTS: "artists in ten",
        ARTISTS_OFF: "off the playlist's own",
        HITS: "of the top 1 %",
        COVERAGE: "of the catalogue",
        CHANGE: "changed by one seed",
    }
    percent = {HITS, COVERAGE, CHANGE}
    lines = [[row.name, *(_beyond(row, name, name in percent) for name in headings)] for row in rows]
    note = (
        f"Over the first {SHOWN} songs. Versions of a song count as that song. Ten songs of the playlists themselves "
        f"have {rows[0].beyond[OWN_ARTISTS]:.1f} artists."
    )
    return Sheet("Beyond accuracy", ["", *headings.values()], lines, note)


def settings(rows: Sequence[Scores]) -> Sheet:
    """What was chosen for each peer on validation playlists of the training set."""
    lines = [[row.name, "; ".join(row.settings)] for row in rows if row.settings]
    return Sheet("Chosen on validation playlists", ["", "settings, and what its items are"], lines)


def ablations(splits: Sequence[Rows]) -> Iterator[Sheet]:
    """For each case the means of every row over the lists of all splits, and how far it is from everything together."""
    for case in splits[0]:
        names = splits[0][case]
        values = {name: np.concatenate([np.reshape(split[case][name], (-1, 3)) for split in splits]) for name in names}
        whole = values[EVERYTHING]
        if not len(whole):
            continue
        headings = ["", *NAMES.values(), *(f"minus everything, {name}" for name in NAMES.values())]
        lines = [[name, *_mean(each), *_changes(each, whole)] for name, each in values.items()]
        yield Sheet(f"Ablations, {case}: {len(whole):,}", headings, lines, _ABLATED)


def difference(segue: Evaluation, other: Evaluation, metric: str, category: int | None = None) -> Estimate:
    """Segue minus the other on the playlists of a category, or on all."""
    if category is None:
        return paired_difference(segue, other)[metric]
    chosen = segue.categories == category
    column = METRICS.index(metric)
    (estimate,) = bootstrap((segue.values - other.values)[chosen][:, [column]])
    return estimate


def _accuracy_row(row: Scores, segue: Scores) -> list[str]:
    mine, other = segue.accuracy[AS_IT_IS], row.accuracy[AS_IT_IS]
    differences = ["" if row is segue else _interval(difference(mine, other, metric), metric) for metric in METRICS]
    seconds, gigabytes = row.cost.seconds, row.cost.gigabytes
    cost = ["" if isnan(seconds) else f"{seconds:,.0f} s", "" if isnan(gigabytes) else f"{gigabytes:.1f} GB"]
    return [row.name, *_means([other]), *differences, *cost]


def _against(row: Scores, segue: Scores, metric: str, category: int) -> str:
    mine, other = segue.accuracy[AS_IT_IS], row.accuracy[AS_IT_IS]
    mean = other.values[other.categories == category][:, METRICS.index(metric)].mean()
    shown = f"{mean:.{_DIGITS[metric]}f}"
    return shown if row is segue else f"{shown} ({_interval(difference(mine, other, metric, category), metric)})"


def _means(evaluations: Iterable[Evaluation]) -> list[str]:
    return [text for evaluation in evaluations for text in _mean(evaluation.values)]


def _mean(values: Floats) -> list[str]:
    return [f"{mean:.{_DIGITS[metric]}f}" for metric, mean in zip(METRICS, values.mean(axis=0), strict=True)]


def _changes(values: Floats, whole: Floats) -> list[str]:
    """Intervals of the paired difference; nothing where there is none."""
    if values is whole:
        return [""] * len(METRICS)
    return [_interval(one, metric) for metric, one in zip(METRICS, bootstrap(values - whole), strict=True)]


def _interval(estimate: Estimate, metric: str) -> str:
    digits = _DIGITS[metric]
    return f"{estimate.low:+.{digits}f} to {estimate.high:+.{digits}f}"


def _beyond(row: Scores, name: str, percent: bool) -> str:
    if name not in row.beyond:
        return ""
    return f"{row.beyond[name]:.1%}" if percent else f"{row.beyond[name]:.1f}"
