"""What a developer could pick instead of Segue, each with a small grid of settings.

The harness takes the best of each grid on a validation part of the training lists. The grids were laid around the best
settings on such a part, and each peer's answers are filled up with popularity given the title (`WithFallback`).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.util import find_spec

from benchmarks.peers.base import Asked, Lists, Peer
from benchmarks.peers.ease import Ease
from benchmarks.peers.factors import Als, AlsWithText
from benchmarks.peers.hybrid import LightFm
from benchmarks.peers.neighbours import ItemNeighbours, PlaylistNeighbours, ShrunkItemNeighbours
from benchmarks.peers.popularity import Popularity, TitlePopularity, WithFallback
from benchmarks.peers.proof_of_concept import ProofOfConcept
from benchmarks.peers.rules import AssociationRules

__all__ = ["ABSENT", "PEERS", "Asked", "Lists", "Peer", "Setting"]


class Setting(partial[Peer]):
    """Makes a peer anew for each fit, its answers filled up; the arguments are its settings."""

    def __call__(self, /, *_: object, **__: object) -> Peer:
        """The peer, not yet fitted."""
        return WithFallback(super().__call__())


_ITEM_KNN = (
    *(Setting(ItemNeighbours, similarity=similarity, neighbours=500) for similarity in ("cosine", "TF-IDF", "BM25")),
    *(Setting(ShrunkItemNeighbours, shrink=shrink, share=0.7) for shrink in (5, 20)),
)
"""implicit's three with as many neighbours as help, and the shrunk cosine, which is far ahead of them on long tails."""

_TURTLES = tuple(
    Setting(PlaylistNeighbours, beta=beta, power=power) for beta, power in itertools.product((0.3, 0.4), (1.5, 2.0))
)
"""The authors' range. All lists are neighbours: among so few, the best 500 or 1,000 do as well."""

_EASE = tuple(Setting(Ease, regularization=regularization) for regularization in (300, 1000, 2000))
"""From the best R-precision to the best NDCG for few seeds."""

_ALS = (
    Setting(Als, factors=64, alpha=40, regularization=0.05),
    Setting(Als, factors=128, alpha=40, regularization=0.05),
    Setting(Als, factors=128, alpha=20, regularization=5),
    Setting(Als, factors=200, alpha=20, regularization=20),
    Setting(Als, factors=200, alpha=10, regularization=5),
)
"""More factors gain R-precision and lose clicks; 30 iterations instead of 15 gain nothing."""

_ALS_WITH_TEXT = (
    Setting(AlsWithText, factors=128, alpha=20, regularization=1, artist_weight=0.3, title_weight=1),
    Setting(AlsWithText, factors=128, alpha=40, regularization=10, artist_weight=0.3, title_weight=1),
    Setting(AlsWithText, factors=200, alpha=20, regularization=20, artist_weight=0.3, title_weight=1),
)
"""Heavier artists or titles cost accuracy where there are songs; lighter titles cost clicks."""

_LIGHT_FM = tuple(Setting(LightFm, components=64, epochs=15, title_weight=weight) for weight in (0.3, 1))
"""Half or twice the components, half or twice the epochs gain nothing; a minute or two of training each."""

_RULES = tuple(
    Setting(AssociationRules, playlists=playlists, score=score)
    for playlists, score in itertools.product((3, 5, 10), ("surest", "sum"))
)
"""From the rules of a bundle, which has those from 10 playlists on, to rarer ones; the surest first, or added up."""

_PEERS: Mapping[str, Sequence[Setting]] = {
    "popularity": [Setting(Popularity)],
    "popularity given the title": [Setting(TitlePopularity)],
    "proof of concept": [Setting(ProofOfConcept)],
    "association rules": _RULES,
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

PEERS: Mapping[str, Sequence[Setting]] = {name: makes for name, makes in _PEERS.items() if name not in ABSENT}
