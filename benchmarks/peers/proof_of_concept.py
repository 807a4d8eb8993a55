"""The recipe of the proof of concept that Segue replaces: two towers of TFRS, for playlists seen in training only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from benchmarks.peers.base import Asked, Int32, Lists, best, seed_matrix


class ProofOfConcept:
    """Embeddings of playlists and of items, `tfrs.tasks.Retrieval` as it comes, Adagrad, the dot product as score.

    Each asked playlist must be among those trained on, so training waits until the playlists are known and takes their
    seeds in. Its cleaning is left out: the proof of concept sorted the songs by name there and lost its ranking.
    """

    name = "proof of concept"
    songs_only = True
    DIMENSIONS = 32
    LEARNING_RATE = 0.1
    BATCH = 2048
    EPOCHS = 10

    def fit(self, lists: Lists) -> None:
        """Keep the lists."""
        self._lists = lists.matrix

    def recommend(self, asked: Sequence[Asked], k: int) -> Iterator[Int32]:
        """As Peer has it."""
        every = sparse.vstack([self._lists, seed_matrix(asked, self._lists.shape[1])], format="coo")
        playlists, items = self._trained(every)
        for one, playlist in zip(asked, playlists[self._lists.shape[0] :], strict=True):
            yield best(items @ playlist, k, one.items) if len(one.items) else np.empty(0, np.int32)

    def _trained(self, pairs: Any) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """(playlists, items): float32[n, DIMENSIONS] each."""
        from models._keras import tf, tf_keras, tfrs

        tf_keras.utils.set_random_seed(0)
        towers = [tf_keras.layers.Embedding(size, self.DIMENSIONS) for size in pairs.shape]
        task, optimizer = tfrs.tasks.Retrieval(), tf_keras.optimizers.Adagrad(self.LEARNING_RATE)

        def update(playlists: Any, items: Any) -> None:
            with tf.GradientTape() as tape:
                loss = task(towers[0](playlists), towers[1](items), compute_metrics=False)
            variables = [weight for tower in towers for weight in tower.trainable_weights]
            optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))

        step = tf.function(update, reduce_retracing=True)
        random = np.random.default_rng(0)
        for _ in range(self.EPOCHS):
            order = random.permutation(pairs.nnz)
            for batch in np.array_split(order, range(self.BATCH, len(order), self.BATCH)):
                step(tf.constant(pairs.row[batch]), tf.constant(pairs.col[batch]))
        first, second = (np.asarray(tower.embeddings) for tower in towers)
        return first, second
