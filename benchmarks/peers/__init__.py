"""What a developer could pick instead of Segue, each with a small grid of settings.

The harness takes the best of each grid on a validation part of the training lists. The grids were laid around the best
settings on such a part, and each peer's answers are filled up with popularity given the title (`WithFallback`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from itertools import product

from benchmarks.peers.base import Asked, Lists, Peer
from benchmarks.peers.ease import Ease
from benchmarks.peers.factors import Als, AlsWithText
from benchmarks.peers.hybrid import LightFm
from benchmarks.peers.neighbours import ItemNeighbours, PlaylistNeighbours, ShrunkItemNeighbours
from benchmarks.peers.popularity import Popularity, TitlePopularity, WithFallback
from benchmarks.peers.proof_of_concept import ProofOfConcept

__all__ = ["ABSENT", "PEERS", "Asked", "Lists", "Peer"]

Make = Callable[[], Peer]
"""Made anew for each fit: what one has counted must not reach the next."""


def grid(*settings: Make) -> Sequence[Make]:
    """Factories of peers with the fallback."""
    return [partial(_with_fallback, make) for make in settings]


def _with_fallback(make: Make) -> Peer:
    return WithFallback(make())


_ITEM_KNN = grid(
    *(partial(ItemNeighbours, similarity, 500) for similarity in ("cosine", "TF-IDF", "BM25")),
    *(partial(ShrunkItemNeighbours, shrink, 0.7) for shrink in (5, 20)),
)
"""implicit's three with as many neighbours as help, and the shrunk cosine, which is far ahead of them on long tails."""

_TURTLES = grid(*(partial(PlaylistNeighbours, beta, power) for beta, power in product((0.3, 0.4), (1.5, 2.0))))
"""The authors' range. All lists are neighbours: among so few, the best 500 or 1,000 do as well."""

_EASE = grid(*(partial(Ease, regularization) for regularization in (300, 1000, 2000)))
"""From the best R-precision to the best NDCG for few seeds."""

_ALS = grid(
    partial(Als, factors=64, alpha=40, regularization=0.05),
    partial(Als, factors=128, alpha=40, regularization=0.05),
    partial(Als, factors=128, alpha=20, regularization=5),
    partial(Als, factors=200, alpha=20, regularization=20),
    partial(Als, factors=200, alpha=10, regularization=5),
)
"""The corners that were ever best: fewer factors for few lists, more with more regularisation."""

_ALS_WITH_TEXT = grid(
    partial(AlsWithText, factors=128, alpha=20, regularization=1, artist_weight=0.3, title_weight=1),
)

_LIGHT_FM = grid(partial(LightFm, components=64, epochs=15, title_weight=1))

_PEERS: Mapping[str, Sequence[Make]] = {
    "popularity": grid(Popularity),
    "popularity given the title": grid(TitlePopularity),
    "proof of concept": grid(ProofOfConcept),
    "item-kNN": _ITEM_KNN,
    "playlist-kNN (Definitive Turtles)": _TURTLES,
    "EASE": _EASE,
    "implicit ALS": _ALS,
    "LightFM (artists and titles)": _LIGHT_FM,
    "implicit ALS with artists and titles": _ALS_WITH_TEXT,
}
_NEEDS = {
    "item-kNN": "implicit",
    "implicit ALS": "implicit",
    "implicit ALS with artists and titles": "implicit",
    "LightFM (artists and titles)": "lightfm",
}

ABSENT: Mapping[str, str] = {name: package for name, package in _NEEDS.items() if find_spec(package) is None}
"""Peers that are left out with the package that they need."""

PEERS: Mapping[str, Sequence[Make]] = {name: makes for name, makes in _PEERS.items() if name not in ABSENT}
