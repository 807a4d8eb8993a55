"""Settings of the two-tower model and of its training; the defaults were chosen on validation playlists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TowerConfig:
    """How the towers are built and trained.

    `dimensions` of the vectors; `hidden` units of the playlist tower's second path. A batch has at most
    `batch_playlists`, each with up to `targets` songs to be found. `epochs` is the most that is trained; over the first
    `decay_epochs` of them the learning rate falls from `learning_rate` to a fiftieth along half a cosine, and stays
    there, so that training for longer changes little. `seed_counts` are how many songs of a playlist may be shown,
    drawn evenly. Dropout: `dropout` of the pooled vectors' components, `seed_dropout` of the seeds, `title_dropout` of
    the titles. Title tokens of fewer than `title_min_count` playlists are not learned.
    """

    dimensions: int = 256
    hidden: int = 512
    temperature: float = 0.07
    batch_playlists: int = 256
    targets: int = 32
    epochs: int = 20
    decay_epochs: int = 20
    learning_rate: float = 0.003
    seed_counts: tuple[int, ...] = (0, 1, 5, 5, 10, 10, 25, 25, 100, 100)
    dropout: float = 0.2
    seed_dropout: float = 0.2
    title_dropout: float = 0.3
    title_min_count: int = 2

    def __post_init__(self) -> None:
        counts = ("dimensions", "hidden", "batch_playlists", "targets", "epochs", "decay_epochs")
        check_positive(self, *counts, "temperature", "learning_rate")
        for name in ("dropout", "seed_dropout", "title_dropout"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 0 and below 1, got {getattr(self, name)}")
        if not self.seed_counts or min(self.seed_counts) < 0 or max(self.seed_counts) == 0:
            raise ValueError(
                f"seed_counts must be whole numbers from 0 on, one of them above 0, got {self.seed_counts}"
            )


def check_positive(settings: object, *names: str) -> None:
    """Raises ValueError for the first of these settings that is not above 0."""
    for name in names:
        if getattr(settings, name) <= 0:
            raise ValueError(f"{name} must be above 0, got {getattr(settings, name)}")
