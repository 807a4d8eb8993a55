"""The demo model: trained on the demo corpus when it is first needed, and kept until corpus or settings change."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import models

if TYPE_CHECKING:
    from recsys.domain import Playlist
    from recsys.train import TrainingConfig

DEMO_BUNDLE = Path(models.__file__).parent / "artifacts" / "demo"
SEED = 2026


def demo_bundle() -> Path:
    """The folder of the demo model. Trains it first, in two to three minutes, if there is none or it is out of date."""
    from recsys.data.demo import demo_playlists
    from recsys.train import TrainingConfig

    config = TrainingConfig(
        epochs=12,
        folds=2,
        ranker_lists=1000,
        ranker_models=1,
        ranker_trees=100,
        ranker_leaves=31,
        validation_lists=100,
    )
    playlists = list(demo_playlists())
    digest = _digest(playlists, config)
    if not _is_current(digest):
        _train(playlists, config, digest)
    return DEMO_BUNDLE


def _is_current(digest: str) -> bool:
    from recsys.bundle import Bundle
    from recsys.errors import BundleError

    try:
        return Bundle.load(DEMO_BUNDLE).manifest.settings.get("digest") == digest
    except BundleError:
        return False


def _digest(playlists: list[Playlist], config: TrainingConfig) -> str:
    # Another version may tell songs apart otherwise, or build the model otherwise.
    from recsys.rules_mining import Mining

    return sha256(repr((version("segue"), playlists, config, Mining(), SEED)).encode()).hexdigest()


def _train(playlists: list[Playlist], config: TrainingConfig, digest: str) -> None:
    from dataclasses import asdict
    from datetime import UTC, datetime

    from rich.console import Console

    from bot.commands.train import mine_and_tell, train_and_tell
    from recsys.bundle import Training, write_bundle
    from recsys.corpus import Corpus

    corpus = Corpus.from_playlists(playlists)
    console = Console(stderr=True, highlight=False)
    trained = train_and_tell(corpus, config, SEED, console)
    rules = mine_and_tell(corpus, console, DEMO_BUNDLE)
    about = Training(
        name="Segue demo",
        trained_on="the demo corpus: real songs, made-up playlists",
        licence="MIT, like Segue itself",
        created_at=datetime.now(UTC),
        settings={**asdict(config), "seed": SEED, "digest": digest},
        metrics=trained.measured,
        report=trained.report,
        demo=True,
    )
    write_bundle(DEMO_BUNDLE, corpus, trained.model, trained.content, about, rules)
