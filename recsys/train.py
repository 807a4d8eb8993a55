"""Training end to end: playlists are held out to choose the number of epochs, then the model learns from all."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.batches import TrainingSet
from models.config import TowerConfig
from recsys.corpus import Corpus
from recsys.errors import DataError
from recsys.validation import Metrics, Validation, hold_out

if TYPE_CHECKING:
    from models.fit import Snapshot
    from models.retriever import TwoTowerRetriever


@dataclass(frozen=True, slots=True)
class TrainingConfig(TowerConfig):
    """`validation_share` of the playlists, `validation_most` at most, choose the number of epochs and then, if `refit`,
    are learned from too. Training stops after `patience` epochs without a better NDCG.
    """

    validation_share: float = 0.1
    validation_most: int = 2000
    patience: int = 5
    refit: bool = True

    def __post_init__(self) -> None:
        TowerConfig.__post_init__(self)
        if not 0 < self.validation_share < 1:
            raise ValueError(f"validation_share must be between 0 and 1, got {self.validation_share}")
        if self.validation_most < 1 or self.patience < 1:
            raise ValueError("validation_most and patience must be at least 1")


@dataclass(frozen=True, slots=True)
class Epoch:
    """One epoch of the run that validates: its mean training loss and what the validation playlists measured."""

    number: int
    loss: float
    metrics: Metrics


@dataclass(frozen=True, eq=False)
class Trained:
    """`retriever` is of the epoch `best`; all `epochs` that were validated are there to be shown.

    `refitted` tells whether it has learned from the validation playlists too, `interrupted` whether Ctrl-C ended it.
    """

    retriever: TwoTowerRetriever
    best: Epoch
    epochs: Sequence[Epoch]
    validated: int
    refitted: bool = False
    interrupted: bool = False


OnStep = Callable[[str, int, int], None]
"""Is told what is going on ("Epoch 3", "Refit") and how many of how many steps of it are done."""

OnEpoch = Callable[[Epoch], None]


def read_config(path: Path) -> TrainingConfig:
    """The settings in a TOML file; those that it does not name keep their defaults. Raises DataError."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(path, f"is not TOML: {error}.") from error
    return _configured(path, values)


def train(
    corpus: Corpus,
    config: TrainingConfig,
    seed: int,
    *,
    on_step: OnStep | None = None,
    on_epoch: OnEpoch | None = None,
) -> Trained:
    """A model of these playlists. The same corpus, settings, seed, versions and machine give the same weights.

    KeyboardInterrupt ends it with the best model so far; before the first epoch has ended it is raised again.
    Raises TooFewPlaylists when none can be held out.
    """
    from models._keras import make_deterministic

    make_deterministic(seed)
    rows, validation = hold_out(corpus, config.validation_share, config.validation_most, seed)
    run = _Run(config, seed, on_step or _ignore, on_epoch or _ignore)
    try:
        run.choose_epochs(training_set(corpus.subset(rows)), validation)
        if config.refit:
            run.refit(training_set(corpus))
    except KeyboardInterrupt:
        if run.best is None:
            raise
        run.interrupted = True
    return run.result(len(validation.seeds))


def training_set(corpus: Corpus) -> TrainingSet:
    """The corpus as the model reads it."""
    return TrainingSet(corpus.indptr, corpus.songs, corpus.song_artist, list(corpus.titles))


class _Run:
    """The state of one training run, good to be kept at any moment after the first epoch."""

    def __init__(self, config: TrainingConfig, seed: int, on_step: OnStep, on_epoch: OnEpoch) -> None:
        self.best: tuple[Epoch, Snapshot] | None = None
        self.interrupted = False
        self._config = config
        self._seed = seed
        self._on_step = on_step
        self._on_epoch = on_epoch
        self._epochs: list[Epoch] = []
        self._refitted: Snapshot | None = None

    def choose_epochs(self, data: TrainingSet, validation: Validation) -> None:
        """Trains until validation has not got better for a while, and keeps the best."""
        from models.fit import Trainer

        trainer = Trainer(data, self._config, self._seed)
        for number in range(1, self._config.epochs + 1):
            loss = trainer.epoch(self._told(f"Epoch {number}"))
            epoch = Epoch(number, loss, validation.measure(trainer.current()))
            self._epochs.append(epoch)
            if self.best is None or epoch.metrics["ndcg"] > self.best[0].metrics["ndcg"]:
                self.best = epoch, trainer.snapshot()
            self._on_epoch(epoch)
            if number - self.best[0].number >= self._config.patience:
                return

    def refit(self, data: TrainingSet) -> None:
        """Trains on all playlists for as many epochs as were best."""
        from models.fit import Trainer

        assert self.best is not None
        _free()
        trainer = Trainer(data, self._config, self._seed)
        for number in range(1, self.best[0].number + 1):
            trainer.epoch(self._told(f"All playlists, epoch {number} of {self.best[0].number}"))
        self._refitted = trainer.snapshot()

    def result(self, validated: int) -> Trained:
        assert self.best is not None
        epoch, snapshot = self.best
        _free()
        return Trained(
            retriever=(self._refitted or snapshot).retriever(),
            best=epoch,
            epochs=self._epochs,
            validated=validated,
            refitted=self._refitted is not None,
            interrupted=self.interrupted,
        )

    def _told(self, label: str) -> Callable[[int, int], None]:
        return lambda done, of: self._on_step(label, done, of)


def _configured(path: Path, values: Mapping[str, Any]) -> TrainingConfig:
    from pydantic import TypeAdapter, ValidationError

    names = [field.name for field in fields(TrainingConfig)]
    if unknown := sorted(set(values) - set(names)):
        raise DataError(path, f"has no settings called {', '.join(unknown)}. There are: {', '.join(names)}.")
    try:
        return TypeAdapter(TrainingConfig).validate_python(values)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, each['loc']))} {each['msg']}".strip() for each in error.errors())
        raise DataError(path, f"has a setting that cannot be used: {'; '.join(problems)}.") from error


def _free() -> None:
    """Keras models hang in reference cycles: their tables would stay beside those of the next one."""
    gc.collect()


def _ignore(*_: object) -> None:
    """For callers who do not watch."""
