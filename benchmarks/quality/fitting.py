"""Peers: settings and items are chosen on a validation part of the training set, then a peer learns from all of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from benchmarks.peers.base import Peer
from benchmarks.quality.items import MAPPINGS, NONE, Int32, Items, Training
from recsys.challenge import Answer, ChallengePlaylist
from recsys.data.split import split_playlists
from recsys.evaluate import METRICS, evaluate
from recsys.metrics import LIST_LENGTH

VALIDATION = 400
"""Playlists held out of the training set to choose settings; of small training sets a tenth."""


Setting = partial[Peer]
"""Makes a peer anew for each fit; the keywords are its settings."""


@dataclass(frozen=True, eq=False)
class Validation:
    """What is left to learn from, and playlists to continue with their answers."""

    training: Training
    challenge: Sequence[ChallengePlaylist]
    answers: Sequence[Answer]

    @classmethod
    def of(cls, training: Training) -> Validation:
        """Hold out of a training set. Raises ValueError when it has too few long playlists."""
        count = min(VALIDATION, len(training.playlists) // 10)
        split = split_playlists(training.playlists, count, seed=0)
        return cls(Training(split.train), split.challenge, split.answers)

    @cached_property
    def items(self) -> Mapping[str, Items]:
        return {name: make(self.training) for name, make in MAPPINGS.items()}


@dataclass(frozen=True, slots=True)
class Trial:
    """What a setting reached on validation playlists with one of MAPPINGS."""

    setting: Setting
    mapping: str
    ndcg: float

    def __str__(self) -> str:
        return ", ".join(filter(None, (label_of(self.setting), self.mapping)))


@dataclass(frozen=True, eq=False)
class Fitted:
    """A peer that has learned from all items, in so many seconds."""

    peer: Peer
    items: Items
    seconds: float

    def continued(self, challenge: Sequence[ChallengePlaylist]) -> Int32:
        """int32[n, 500]: the tracks that continue each playlist, best first, without its seeds; NONE after the last."""
        asked = [self.items.asked(playlist) for playlist in challenge]
        found = np.full((len(challenge), LIST_LENGTH), NONE, dtype=np.int32)
        answers = self.peer.recommend(asked, LIST_LENGTH)
        for row, (playlist, items) in enumerate(zip(challenge, answers, strict=True)):
            seeds = {NONE, *(self.items.training.track(track) for track in playlist.tracks)}
            tracks = [track for track in self.items.tracks[items].tolist() if track not in seeds]
            found[row, : len(tracks)] = tracks
        return found


def fitted(setting: Setting, items: Items) -> Fitted:
    """A new peer that has learned from these items."""
    peer = setting()
    started = time.perf_counter()
    peer.fit(items.lists)
    return Fitted(peer, items, time.perf_counter() - started)


def validation_ndcg(setting: Setting, mapping: str, validation: Validation) -> float:
    """NDCG by track id on the validation playlists."""
    found = fitted(setting, validation.items[mapping]).continued(validation.challenge)
    submission = submission_of(found, validation.challenge, validation.training)
    scores = evaluate(submission, validation.challenge, validation.answers, validation.training.artist_of)
    return float(scores.values[:, METRICS.index("ndcg")].mean())


def submission_of(
    found: Int32, challenge: Sequence[ChallengePlaylist], training: Training
) -> dict[int, tuple[str, ...]]:
    """The tracks of int32[n, k] by URI, for each pid."""
    rows = zip(challenge, found.tolist(), strict=True)
    return {one.pid: tuple(training.uris[track] for track in row if track != NONE) for one, row in rows}


def label_of(setting: Setting) -> str:
    """The settings of a peer in words, as "factors=64, alpha=10"; "" when it has none."""
    return ", ".join(f"{name}={value}" for name, value in setting.keywords.items())


def code_of_peer(setting: Setting) -> tuple[str, str]:
    """The module and the name of the class that a peer is written as."""
    return setting.func.__module__, setting.func.__qualname__


def trials(grid: Sequence[Setting], measured: Callable[[Setting, str], float]) -> Iterator[Trial]:
    """Each setting of a grid on the first mapping, then the best of them on the others."""
    first, *others = MAPPINGS
    tried = [Trial(setting, first, measured(setting, first)) for setting in grid]
    yield from tried
    best = max(tried, key=lambda trial: trial.ndcg).setting
    yield from (Trial(best, mapping, measured(best, mapping)) for mapping in others)
