"""What the ranker learns from: candidates for playlists that none of the sources has seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from recsys.features import Int64, combined
from recsys.lists import Float32
from recsys.metrics import LIST_LENGTH
from recsys.ranker import NAIVE, Ranker
from recsys.two_stage import CANDIDATES, SOURCES, Candidates, Sources
from recsys.validation import Metrics, Validation, means

Bool = npt.NDArray[np.bool_]

_CHUNK = 16
"""Playlists scored at once; each takes 20 bytes for each song."""


@dataclass(frozen=True, eq=False)
class Examples:
    """Rows of candidates: float32[n, n_features], whether each is relevant, and int64[n] which list it is for."""

    names: tuple[str, ...]
    features: Float32
    relevant: Bool
    lists: Int64

    @classmethod
    def joined(cls, parts: Sequence[Examples]) -> Examples:
        """The rows of all parts, whose lists are all different ones."""
        starts = np.cumsum([0, *(int(part.lists.max(initial=-1)) + 1 for part in parts)])
        return cls(
            parts[0].names,
            np.concatenate([part.features for part in parts]),
            np.concatenate([part.relevant for part in parts]),
            np.concatenate([part.lists + start for part, start in zip(parts, starts, strict=False)]),
        )

    def ranker(self, *, models: int, trees: int, leaves: int, seed: int) -> Ranker:
        """A ranker that has learned from these rows."""
        rows = self.features, self.relevant, self.lists
        return Ranker.fit(self.names, *rows, models=models, trees=trees, leaves=leaves, seed=seed)

    def without(self, family: str) -> Examples:
        """The rows and features that there would be without one source, or without one family of features."""
        rows, names, features = _without(self.names, self.features, family)
        return Examples(names, features, self.relevant[rows], self.lists[rows])


@dataclass(frozen=True, eq=False)
class Judged:
    """All candidates of some held-out playlists, to measure rankers that have not learned from them."""

    held_out: Validation
    candidates: Sequence[Candidates]

    def values(self, score: Callable[[Candidates], Float32]) -> list[tuple[float, float, float]]:
        """The metrics of each playlist's candidates in the order of a score."""
        return [self.held_out.scores_of(row, _ordered(one, score(one))) for row, one in enumerate(self.candidates)]

    def measure(self, score: Callable[[Candidates], Float32]) -> Metrics:
        """The means of `values`."""
        return means(self.values(score))

    def without(self, family: str) -> Judged:
        """As `Examples.without`."""
        return replace(self, candidates=[_lacking(one, family) for one in self.candidates])

    def report(self, ranker: Ranker) -> dict[str, dict[str, float]]:
        """What is seen of the ranker and its features: metrics of it, of each source, of the naive sum, and how much
        NDCG is lost when the values of a family of features are dealt out anew among a list's candidates.
        """
        metrics = {"ranker": self.measure(lambda one: ranker.score(one.names, one.features))}
        metrics["sum of z-scores"] = self.measure(lambda one: one.features[:, one.names.index(NAIVE)])
        for place, name in enumerate(SOURCES):
            metrics[name] = self.measure(lambda one, place=place: one.scores[place])  # type: ignore[misc]
        ndcg = {name: measured["ndcg"] for name, measured in metrics.items()}
        families = list(dict.fromkeys(map(_family, ranker.names)))
        lost = {family: ndcg["ranker"] - self.measure(_shuffling(ranker, family))["ndcg"] for family in families}
        return {"metrics": dict(metrics["ranker"]), "ndcg": ndcg, "ndcg lost without": lost}


def examples(
    sources: Sources, held_out: Validation, negatives: int, seed: int, on_step: Callable[[int, int], None]
) -> Examples:
    """What the ranker can learn from playlists that the sources have not seen.

    Of each playlist all candidates that belong to it are taken, and up to `negatives` others, shuffled. Playlists with
    none that belongs to it teach nothing and are left out.
    """
    rng = np.random.default_rng(seed)
    features, relevant, lists = [], [], []
    names: tuple[str, ...] = ()
    for row, found in enumerate(_each(sources, held_out)):
        names = found.names
        hits = np.isin(found.songs, held_out.hidden[row])
        kept = _kept(hits, negatives, rng)
        features.append(found.features[kept])
        relevant.append(hits[kept])
        lists.append(np.full(len(kept), row))
        on_step(row + 1, len(held_out.seeds))
    return Examples(names, np.concatenate(features), np.concatenate(relevant), np.concatenate(lists))


def judged(sources: Sources, held_out: Validation) -> Judged:
    """All candidates for playlists that the sources have not seen."""
    return Judged(held_out, list(_each(sources, held_out)))


def _each(sources: Sources, held_out: Validation) -> Iterator[Candidates]:
    for start in range(0, len(held_out.seeds), _CHUNK):
        seeds = held_out.seeds[start : start + _CHUNK]
        for one, scores in zip(seeds, sources.score(seeds), strict=True):
            yield sources.candidates(one, scores, LIST_LENGTH)


def _kept(hits: Bool, negatives: int, rng: np.random.Generator) -> Int64:
    others = np.flatnonzero(~hits)
    if not hits.any():
        return others[:0]
    kept = np.concatenate([np.flatnonzero(hits), rng.choice(others, min(negatives, len(others)), replace=False)])
    rng.shuffle(kept)
    return kept


def _shuffling(ranker: Ranker, family: str) -> Callable[[Candidates], Float32]:
    columns = [place for place, name in enumerate(ranker.names) if _family(name) == family]

    def score(candidates: Candidates) -> Float32:
        features = candidates.features.copy()
        order = np.random.default_rng(0).permutation(len(features))
        features[:, columns] = features[order][:, columns]
        return ranker.score(candidates.names, features)

    return score


def _lacking(candidates: Candidates, family: str) -> Candidates:
    rows, names, features = _without(candidates.names, candidates.features, family)
    return Candidates(candidates.songs[rows], candidates.scores[:, rows], names, features)


def _without(names: Sequence[str], features: Float32, family: str) -> tuple[Bool, tuple[str, ...], Float32]:
    """The rows that another source proposes, too, and what is left of them: other families, sums of other sources."""
    others = [source for source in SOURCES if source != family]
    ranks, z = ([names.index(f"{one}: {what}") for one in others] for what in ("rank", "z-score"))
    proposed = ((features[:, ranks] < np.log1p(CANDIDATES + LIST_LENGTH)) & (features[:, z] != 0)).any(axis=1)
    left = features[proposed]
    for name, together in combined(left[:, z].T).items():
        left[:, names.index(name)] = together
    columns = [column for column, name in enumerate(names) if _family(name) != family]
    return proposed, tuple(names[column] for column in columns), left[:, columns]


def _ordered(candidates: Candidates, scores: Float32) -> Int64:
    """The songs, best first; equal ones by lot."""
    return candidates.songs[np.lexsort((np.random.default_rng(0).permutation(len(scores)), -scores))]


def _family(name: str) -> str:
    return name.partition(":")[0]
