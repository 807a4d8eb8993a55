"""Training end to end: by folds for the ranker, which learns from playlists that no source has seen; then on all."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.batches import TrainingSet
from models.config import TowerConfig, check_positive
from recsys.corpus import Corpus
from recsys.errors import DataError
from recsys.examples import Examples, Judged, examples, judged
from recsys.lists import Float32, Lists
from recsys.sound_table import SoundTable
from recsys.sources.als import Als
from recsys.two_stage import Sources, TwoStage
from recsys.validation import Metrics, Validation, folds

if TYPE_CHECKING:
    from models.fit import Snapshot
    from models.retriever import TwoTowerRetriever
    from recsys.content import ContentModel
    from recsys.ranker import Ranker


@dataclass(frozen=True, slots=True)
class TrainingConfig(TowerConfig):
    """The playlists are split into `folds`. For each, every source learns from the others, and the ranker from what the
    sources then find for the fold, whose playlists are shown in so many `views`: from `ranker_lists` of all views at
    most, and of each from up to `negatives` songs that are not in it. It is so many `ranker_models`, each of
    `ranker_trees` trees of `ranker_leaves` leaves.

    `validation_lists` of the first fold choose the tower's number of epochs: training stops after `patience` epochs
    without a better NDCG. In the end, if `refit`, the towers learn
    from all playlists, as the other sources always do. `als_factors`, `als_alpha`,
    `als_regularization` and `als_iterations` are those of the matrix factorisation.
    """

    folds: int = 4
    views: int = 2
    ranker_lists: int = 20_000
    negatives: int = 250
    ranker_models: int = 2
    ranker_trees: int = 75
    ranker_leaves: int = 63
    validation_lists: int = 400
    patience: int = 5
    refit: bool = True
    als_factors: int = 128
    als_alpha: float = 20.0
    als_regularization: float = 20.0
    als_iterations: int = 15

    def __post_init__(self) -> None:
        TowerConfig.__post_init__(self)
        if self.folds < 2:
            raise ValueError(f"folds must be at least 2, got {self.folds}")
        check_positive(self, "views", "ranker_lists", "negatives", "validation_lists", "patience")
        check_positive(self, "ranker_models", "ranker_trees")
        check_positive(self, "als_factors", "als_alpha", "als_iterations")
        if self.ranker_leaves < 2 or self.als_regularization < 0:
            raise ValueError("ranker_leaves must be at least 2 and als_regularization at least 0")


@dataclass(frozen=True, slots=True)
class Epoch:
    """One epoch of the run that validates: its mean training loss and what the validation playlists measured."""

    number: int
    loss: float
    metrics: Metrics


@dataclass(frozen=True, eq=False)
class Trained:
    """`model` has the tower of the epoch `best`; all `epochs` that were validated are there to be shown. `content` says
    how songs sound.

    `metrics` are those of the whole model on `validated` playlists, and `report` says what each source and feature is
    worth there; both by a ranker that has not learned from them, and empty when there was only one fold to learn from.
    `refitted` tells whether the sources have learned from all playlists, `interrupted` whether Ctrl-C ended it.
    """

    model: TwoStage
    content: ContentModel
    best: Epoch
    epochs: Sequence[Epoch]
    validated: int
    metrics: Metrics
    report: Mapping[str, Mapping[str, float]]
    refitted: bool = False
    interrupted: bool = False

    @property
    def measured(self) -> dict[str, float]:
        """What a bundle's manifest keeps: the metrics of the whole model or, where there are none, of the tower."""
        found = self.metrics or self.best.metrics
        return {**found, "best_epoch": self.best.number, "validation_playlists": self.validated}


OnStep = Callable[[str, int, int], None]
"""Is told what is going on ("Epoch 3", "Refit") and how many of how many steps of it are done."""

OnEpoch = Callable[[Epoch], None]

Judge = Callable[[Validation], Sequence[Validation]]
"""Makes of the playlists held out in the first fold those that rankers are measured on."""


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

    KeyboardInterrupt ends it early: the model is that of the folds that were done, of the first one at least. Before
    the first epoch has ended, or a second time, it is raised again. Raises TooFewPlaylists when none can be held out.
    """
    from models._keras import make_deterministic

    make_deterministic(seed)
    run = _Run(
        corpus,
        config,
        seed,
        on_step or _ignore,
        on_epoch or _ignore,
        lambda held_out: [held_out.first(config.validation_lists)],
    )
    try:
        run.learn()
    except KeyboardInterrupt:
        if run.best is None:
            raise
        run.interrupted = True
    return run.result()


def learn_by_folds(
    corpus: Corpus,
    config: TrainingConfig,
    seed: int,
    judge: Judge,
    *,
    on_step: OnStep | None = None,
) -> tuple[list[Examples], list[Judged]]:
    """What rankers learn from, by folds, and what those that have not seen the first fold are measured on."""
    from models._keras import make_deterministic

    make_deterministic(seed)
    run = _Run(corpus, config, seed, on_step or _ignore, _ignore, judge)
    run.teach()
    return run.examples, run.judged


def ranker_of(learned: Sequence[Examples], config: TrainingConfig, seed: int) -> Ranker:
    """A ranker that has learned from the examples of these folds."""
    rows = Examples.joined(learned)
    trees, leaves = config.ranker_trees, config.ranker_leaves
    return rows.ranker(models=config.ranker_models, trees=trees, leaves=leaves, seed=seed)


def training_set(corpus: Corpus) -> TrainingSet:
    """The corpus as the model reads it."""
    return TrainingSet(corpus.indptr, corpus.songs, corpus.song_artist, list(corpus.titles))


class _Run:
    """The state of one training run, good to be kept at any moment after the first epoch."""

    def __init__(
        self,
        corpus: Corpus,
        config: TrainingConfig,
        seed: int,
        on_step: OnStep,
        on_epoch: OnEpoch,
        judge: Judge,
    ) -> None:
        self.best: tuple[Epoch, Snapshot] | None = None
        self.interrupted = False
        self._corpus = corpus
        self._config = config
        self._seed = seed
        self._on_step = on_step
        self._on_epoch = on_epoch
        self._judge = judge
        most = max(1, config.ranker_lists // (config.folds * config.views))
        self._folds = folds(corpus, config.folds, most, seed, config.views)
        self._epochs: list[Epoch] = []
        self.examples: list[Examples] = []
        self.judged: list[Judged] = []
        self._refitted: Snapshot | None = None

    def learn(self) -> None:
        """What takes long: the tower for each fold and for all playlists, and what the ranker learns from."""
        self.teach()
        if self._config.refit:
            self._refitted = self._tower(self._corpus, "All playlists")

    def teach(self) -> None:
        """What the ranker learns from, fold by fold."""
        rows, held_out = self._folds[0]
        self._choose_epochs(self._corpus.subset(rows), held_out.first(self._config.validation_lists))
        self._teach(0, self._best_snapshot())
        for number, (rows, _) in enumerate(self._folds[1:], start=1):
            self._teach(number, self._tower(self._corpus.subset(rows), f"Fold {number + 1} of {len(self._folds)}"))

    def result(self) -> Trained:
        """The model of what has been learned so far."""
        assert self.best is not None
        if not self.examples:
            self._teach(0, self._best_snapshot())
        _free()
        (unseen,) = self.judged
        report = unseen.report(ranker_of(self.examples[1:], self._config, self._seed)) if self.examples[1:] else {}
        ranker = ranker_of(self.examples, self._config, self._seed)
        tower = (self._refitted or self._best_snapshot()).retriever()
        return Trained(
            model=TwoStage(self._sources(self._corpus, tower), ranker),
            content=_content(self._corpus, tower.song_vectors),
            best=self.best[0],
            epochs=self._epochs,
            validated=len(unseen.candidates),
            metrics=report.get("metrics", {}),
            report=report,
            refitted=self._refitted is not None,
            interrupted=self.interrupted,
        )

    def _choose_epochs(self, corpus: Corpus, validation: Validation) -> None:
        """Trains the tower until validation has not got better for a while, and keeps the best."""
        from models.fit import Trainer

        trainer = Trainer(training_set(corpus), self._config, self._seed)
        for number in range(1, self._config.epochs + 1):
            loss = trainer.epoch(self._told(f"Epoch {number}"))
            epoch = Epoch(number, loss, validation.measure(trainer.current()))
            self._epochs.append(epoch)
            if self.best is None or epoch.metrics["ndcg"] > self.best[0].metrics["ndcg"]:
                self.best = epoch, trainer.snapshot()
            self._on_epoch(epoch)
            if number - self.best[0].number >= self._config.patience:
                return

    def _tower(self, corpus: Corpus, label: str) -> Snapshot:
        """A tower trained for as many epochs as were best."""
        from models.fit import Trainer

        assert self.best is not None
        _free()
        trainer = Trainer(training_set(corpus), self._config, self._seed)
        for number in range(1, self.best[0].number + 1):
            trainer.epoch(self._told(f"{label}, epoch {number} of {self.best[0].number}"))
        return trainer.snapshot()

    def _teach(self, number: int, tower: Snapshot) -> None:
        """Keeps what the ranker can learn from one fold; of the first, what rankers are measured on, too."""
        rows, held_out = self._folds[number]
        _free()
        sources = self._sources(self._corpus.subset(rows), tower.retriever())
        on_step = self._told(f"Fold {number + 1} of {len(self._folds)}, candidates")
        learned = examples(sources, held_out, self._config.negatives, self._seed, on_step)
        if number == 0:
            self.judged = [judged(sources, each) for each in self._judge(held_out)]
        self.examples.append(learned)

    def _sources(self, corpus: Corpus, tower: TwoTowerRetriever) -> Sources:
        lists = Lists.from_corpus(corpus)
        als = Als.fit(
            lists,
            factors=self._config.als_factors,
            alpha=self._config.als_alpha,
            regularization=self._config.als_regularization,
            iterations=self._config.als_iterations,
            seed=self._seed,
        )
        return Sources(lists, tower, als)

    def _best_snapshot(self) -> Snapshot:
        assert self.best is not None
        return self.best[1]

    def _told(self, label: str) -> Callable[[int, int], None]:
        return lambda done, of: self._on_step(label, done, of)


def _content(corpus: Corpus, vectors: Float32) -> ContentModel:
    """What can be said without a feature table; `segue features import` adds one."""
    from recsys.content_fit import fit_content
    from recsys.postings import Postings

    postings, _ = Postings.from_corpus(corpus)
    return fit_content(SoundTable.empty(corpus.years, corpus.durations), postings, vectors)


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
