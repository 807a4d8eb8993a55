"""What is asked of rules and what is found, as plain values: standard library only, for whoever stands between."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

METRIC_NAMES = (
    "support",
    "confidence",
    "lift",
    "leverage",
    "conviction",
    "zhangs_metric",
    "jaccard",
    "kulczynski",
)
"""Those of `recsys.rules_metrics.METRICS`, in its order."""


class Level(StrEnum):
    """What the items of a rule are."""

    SONGS = "songs"
    ARTISTS = "artists"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rules are wanted: at a level, from a confidence (0 to 1) and a lift on, the strongest by `sort_by` first.

    `across` leaves out songs by an artist of the left side.
    """

    level: Level = Level.SONGS
    min_confidence: float = 0.0
    min_lift: float = 1.0
    sort_by: str = "confidence"
    across: bool = True
    limit: int = 20

    def __post_init__(self) -> None:
        if self.sort_by not in METRIC_NAMES:
            raise ValueError(f"sort_by must be one of {', '.join(METRIC_NAMES)}, got {self.sort_by!r}")
        if not 0 <= self.min_confidence <= 1 or self.min_lift < 0 or self.limit < 1:
            raise ValueError("min_confidence must be 0..1, min_lift at least 0 and limit at least 1")


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish and what it is of: the songs of a playlist, else one song, else an artist, else the whole catalogue.

    All are numbers of one bundle's catalogue. Raises ValueError for a playlist without a song.
    """

    wish: Wish
    playlist: tuple[int, ...] | None = None
    song: int | None = None
    artist: int | None = None

    def __post_init__(self) -> None:
        if self.playlist is not None and not self.playlist:
            raise ValueError("a playlist needs at least one song")


@dataclass(frozen=True, slots=True)
class Rule:
    """Of `left_playlists` playlists with all of `left`, `playlists` also have `right`; `right_playlists` have that at
    all.

    The items are numbers of songs or artists in the bundle's catalogue; `metrics` are those of `recsys.rules_metrics`.
    """

    level: Level
    left: tuple[int, ...]
    right: int
    playlists: int
    left_playlists: int
    right_playlists: int
    p_value: float
    metrics: dict[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """The strongest rules, out of `total` within the thresholds. `below` more reach at least half of what these ask:
    half the confidence, and half of the lift above 1.
    """

    rules: tuple[Rule, ...]
    total: int
    below: int
