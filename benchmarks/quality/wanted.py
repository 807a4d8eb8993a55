"""What Segue is to reach against its peers, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.quality.challenges import ALL_UNKNOWN, AS_IT_IS
from benchmarks.quality.scores import ALREADY_THERE, REPEATED, Scores
from benchmarks.quality.sheets import Sheet
from benchmarks.quality.tables import NAMES, difference
from recsys.challenge import CATEGORIES
from recsys.evaluate import METRICS, Evaluation

HYBRID = "implicit ALS with artists and titles"
AGAINST_SONGS = {"r_precision": 1.10, "ndcg": 1.10, "clicks": 0.75}
AGAINST_HYBRID = {"r_precision": 1.07, "ndcg": 1.07, "clicks": 0.90}
OF_ARTISTS = 0.80
DEFAULT_COSTS = 0.02
MINUTES, GIGABYTES = 40.0, 6.0

_FEWER_IS_BETTER = {"clicks"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One goal: what it is about, what is wanted and what was reached, in words, and whether that is enough."""

    what: str
    wanted: str
    reached: str
    met: bool


def sheet(goals: Sequence[Wanted]) -> Sheet:
    """The goals as a table."""
    lines = [[goal.what, goal.wanted, goal.reached, "yes" if goal.met else "no"] for goal in goals]
    return Sheet("Wanted and reached", ["", "wanted", "reached", "met"], lines)


def goals(segue: Scores, default: Scores, peers: Sequence[Scores], artists: Scores) -> Iterator[Wanted]:
    """All goals, in order; `artists` are artist neighbours, the yardstick for unknown seeds."""
    songs_only = [peer for peer in peers if peer.songs_only]
    yield from against("the best peer of songs only", segue, songs_only, AGAINST_SONGS)
    yield from against(HYBRID, segue, [peer for peer in peers if peer.name == HYBRID], AGAINST_HYBRID)
    for metric in METRICS:
        yield in_each_category(metric, segue, peers)
    yield with_unknown_seeds(segue, artists)
    for one in (segue, default):
        for name, words in ((REPEATED, "repeated in another version"), (ALREADY_THERE, "in the playlist already")):
            count = one.beyond[name]
            yield Wanted(f"{one.name}: songs {words}", "0", f"{count:.1f} of 1,000", count == 0)
    yield default_costs(segue, default)
    minutes, gigabytes = segue.cost.seconds / 60, segue.cost.gigabytes
    yield Wanted("`segue train`, time", f"≤ {MINUTES:.0f} min", f"{minutes:.1f} min", minutes <= MINUTES)
    yield Wanted("`segue train`, memory", f"≤ {GIGABYTES:.0f} GB", f"{gigabytes:.1f} GB", gigabytes <= GIGABYTES)


def against(whom: str, segue: Scores, peers: Sequence[Scores], factors: Mapping[str, float]) -> Iterator[Wanted]:
    """Segue against the best of these peers in each metric, as a share of what that reaches."""
    for metric, factor in factors.items() if peers else ():
        best = _best(metric, peers, None)
        ratio = _mean(segue, metric) / _mean(best, metric)
        fewer = metric in _FEWER_IS_BETTER
        named = f"{NAMES[metric]} against {whom}" + ("" if whom == best.name else f" ({best.name})")
        met = ratio <= factor if fewer else ratio >= factor
        yield Wanted(named, f"{'≤' if fewer else '≥'} {factor:.0%}", f"{ratio:.1%}", met)


def in_each_category(metric: str, segue: Scores, peers: Sequence[Scores]) -> Wanted:
    """In no category may the interval of the difference to the best peer lie wholly on the wrong side."""
    labels = {category.number: category.label for category in CATEGORIES}
    worse = []
    for number in segue.accuracy[AS_IT_IS].present():
        best = _best(metric, peers, number)
        estimate = difference(segue.accuracy[AS_IT_IS], best.accuracy[AS_IT_IS], metric, number)
        if estimate.low > 0 if metric in _FEWER_IS_BETTER else estimate.high < 0:
            worse.append(f"{labels.get(number, number)} ({best.name})")
    reached = f"worse in {'; '.join(worse)}" if worse else "in none"
    return Wanted(f"{NAMES[metric]} by category", "in none worse than the best peer", reached, not worse)


def with_unknown_seeds(segue: Scores, artists: Scores) -> Wanted:
    """NDCG with all seeds unknown against artist neighbours that know them, where there are seeds."""
    known, blind = artists.accuracy[AS_IT_IS], segue.accuracy[ALL_UNKNOWN]
    column = METRICS.index("ndcg")
    ratio = blind.values[_seeded(blind), column].mean() / known.values[_seeded(known), column].mean()
    what = "NDCG with all seeds unknown, of artist neighbours with all known (lists with seeds)"
    return Wanted(what, f"≥ {OF_ARTISTS:.0%}", f"{ratio:.1%}", bool(ratio >= OF_ARTISTS))


def default_costs(segue: Scores, default: Scores) -> Wanted:
    """What the bot's default setting of the dial costs."""
    cost = 1 - _mean(default, "ndcg") / _mean(segue, "ndcg")
    return Wanted(f"NDCG that {default.name} costs", f"≤ {DEFAULT_COSTS:.0%}", f"{cost:.1%}", cost <= DEFAULT_COSTS)


def _best(metric: str, peers: Sequence[Scores], category: int | None) -> Scores:
    choose = min if metric in _FEWER_IS_BETTER else max
    return choose(peers, key=lambda peer: _mean(peer, metric, category))


def _mean(scores: Scores, metric: str, category: int | None = None) -> float:
    evaluation = scores.accuracy[AS_IT_IS]
    chosen = slice(None) if category is None else evaluation.categories == category
    return float(evaluation.values[chosen, METRICS.index(metric)].mean())


def _seeded(evaluation: Evaluation) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    without = [category.number for category in CATEGORIES if not category.seeds]
    return ~np.isin(evaluation.categories, without)
