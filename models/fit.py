"""Training of the two-tower model, an epoch at a time: whoever calls decides when to stop and what to keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models._keras import tf, tf_keras
from models.batches import Batch, BatchMaker, TrainingSet, target_frequency
from models.config import TowerConfig
from models.retriever import TwoTowerRetriever
from models.titles import TitleVocabulary
from models.two_tower import Towers, TwoTower

FINAL_LEARNING_RATE = 0.02
"""What is left of the learning rate at the end."""

OnStep = Callable[[int, int], None]


class WholeTableAdam(tf_keras.optimizers.legacy.Adam):  # type: ignore[misc]
    """Adam that takes the gradient of a table's rows as one of the whole table.

    Adam moves every row at every step, whether it has a gradient or not. Keras does that in six passes over a table and
    its moments when the gradient is of a few rows, TensorFlow's own kernel in one when it is of all: the same numbers,
    up to rounding, and a step of training in less than half the time.
    """

    def _resource_apply_sparse_duplicate_indices(self, grad: Any, handle: Any, indices: Any, **kwargs: Any) -> Any:
        whole = tf.math.unsorted_segment_sum(grad, indices, tf.shape(handle)[0])
        return self._resource_apply_dense(whole, handle, **kwargs)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A copy of the model at one moment: what costs least to keep."""

    arrays: Mapping[str, npt.NDArray[Any]]
    titles: TitleVocabulary

    def retriever(self) -> TwoTowerRetriever:
        """That model, ready for use."""
        return TwoTowerRetriever.from_arrays(self.arrays, self.titles)


class Trainer:
    """Trains on a set of playlists. The same data, configuration, seed, versions and machine give the same weights,
    when `make_deterministic` came before.

    Raises ValueError when no playlist has two songs.
    """

    def __init__(self, data: TrainingSet, config: TowerConfig, seed: int) -> None:
        self._data = data
        self._config = config
        self._rng = np.random.default_rng(seed)
        self._batches = BatchMaker(
            data,
            seed_counts=config.seed_counts,
            targets=config.targets,
            seed_dropout=config.seed_dropout,
            title_dropout=config.title_dropout,
        )
        self._titles = TitleVocabulary.learn(data.titles, config.title_min_count)
        self._tokens = self._titles.ids(data.titles)
        self._towers = Towers(
            data.song_artist,
            data.n_artists,
            len(self._titles),
            config.dimensions,
            config.hidden,
            dropout=config.dropout,
            seed=seed,
        )
        self._model = TwoTower(
            self._towers, target_frequency(data, config.seed_counts, config.targets), config.temperature
        )
        self._model.compile(optimizer=WholeTableAdam(self._learning_rate()))
        self._train_step = tf.function(self._model.train_step, reduce_retracing=True)

    @property
    def steps(self) -> int:
        """How many batches an epoch has."""
        return self._batches.steps(self._config.batch_playlists)

    def epoch(self, on_step: OnStep | None = None) -> float:
        """Trains on every playlist once; returns the mean loss. `on_step` is told the step, from 1 on, and `steps`."""
        losses = []
        for step, batch in enumerate(self._batches.epoch(self._config.batch_playlists, self._rng), start=1):
            losses.append(float(self._train_step(self._inputs(batch))["loss"]))
            if on_step is not None:
                on_step(step, self.steps)
        return float(np.mean(losses))

    def current(self) -> TwoTowerRetriever:
        """The model as it is, without a copy: to be used before training goes on, and then dropped."""
        return TwoTowerRetriever(self._towers, self._titles)

    def snapshot(self) -> Snapshot:
        """The model as it is, to be kept."""
        return Snapshot(self._towers.arrays(), self._titles)

    def retriever(self) -> TwoTowerRetriever:
        """The model as it is, as a copy that further training does not change."""
        return self.snapshot().retriever()

    def _learning_rate(self) -> tf_keras.optimizers.schedules.LearningRateSchedule:
        span = self.steps * min(self._config.decay_epochs, self._config.epochs)
        return tf_keras.optimizers.schedules.CosineDecay(self._config.learning_rate, span, FINAL_LEARNING_RATE)

    def _inputs(self, batch: Batch) -> dict[str, tf.Tensor]:
        artist_of = np.append(self._data.song_artist, -1)  # the last answers for NOTHING
        return {
            "songs": tf.constant(batch.seeds + 1),
            "artists": tf.constant(artist_of[batch.seeds] + 1),
            "tokens": tf.constant(np.where(batch.titled[:, None], self._tokens[batch.rows], 0)),
            "targets": tf.constant(batch.targets + 1),
            "score_mask": tf.constant(batch.score_mask),
        }
