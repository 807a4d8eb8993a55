"""The two-tower retrieval model: a playlist tower over a set of songs, artists and title tokens, and a song tower.

Both towers share one table of songs and one of artists; their outputs have length one, so their product is a cosine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from models._keras import tf, tf_keras, tfrs

Int32 = npt.NDArray[np.int32]
Float32 = npt.NDArray[np.float32]
Tensor: TypeAlias = Any
"""A tf.Tensor; TensorFlow ships no types that mypy could use."""

MASKED = -1e30
"""TFRS gives masked scores about -3.4e36; no real score comes near this."""

ARTIST_DEVIATION = 0.1
SONG_DEVIATION = 0.01
TOKEN_DEVIATION = 0.02
"""Songs begin close to their artist and leave as far as their playlists push them: rare ones hardly move. In the same
way a token says little until titles have taught it something."""


_SONG_ARTIST = "song_artist"


def _normal(deviation: float, seed: int) -> tf_keras.initializers.Initializer:
    return tf_keras.initializers.RandomNormal(stddev=deviation, seed=seed)


def _table(name: str, members: int, dimensions: int, deviation: float, seed: int) -> tf_keras.layers.Embedding:
    initializer = _normal(deviation, seed)
    return tf_keras.layers.Embedding(members + 1, dimensions, embeddings_initializer=initializer, name=name)


def _pooled(vectors: Tensor, numbers: Tensor) -> Tensor:
    """The sum of a set's vectors over the square root of its size, zero for an empty set; number 0 is no member."""
    present = tf.cast(numbers > 0, tf.float32)[..., None]
    size = tf.maximum(tf.reduce_sum(present, axis=1), 1.0)
    return tf.reduce_sum(vectors * present, axis=1) / tf.sqrt(size)


class SeveralTargets(tf_keras.losses.Loss):  # type: ignore[misc]
    """Mean softmax cross-entropy over several positives of a row, where TFRS labels one.

    Candidates come as T blocks of B: the positives of row i are the candidates t * B + i, but for those masked.
    """

    def __init__(self) -> None:
        super().__init__(reduction=tf_keras.losses.Reduction.NONE)

    def call(self, y_true: Tensor, y_pred: Tensor) -> Tensor:
        rows, candidates = tf.unstack(tf.shape(y_true))
        first = y_true[:, :rows]
        positive = tf.tile(first, [1, candidates // rows]) * tf.cast(y_pred > MASKED, tf.float32)
        return -tf.reduce_sum(positive * tf.nn.log_softmax(y_pred)) / tf.maximum(tf.reduce_sum(positive), 1.0)


class Towers(tf_keras.Model):  # type: ignore[misc]
    """The tables and layers of both towers.

    Songs, artists and title tokens are numbered from 1 on in what the towers read; 0 fills rows up.
    `song_artist` int32[n_songs] names the artist of each song, both counted from 0.

    Every layer is named: Keras would number them through the process, and TensorFlow's graph optimiser orders sums by
    names, so that the tenth model of a process would differ from the first in its last bits.
    """

    def __init__(
        self,
        song_artist: Int32,
        artists: int,
        tokens: int,
        dimensions: int,
        hidden: int,
        *,
        dropout: float = 0.0,
        seed: int = 0,
    ) -> None:
        super().__init__(name="towers")
        self.song_artist = song_artist
        self.songs = _table("songs", len(song_artist), dimensions, SONG_DEVIATION, seed)
        self.artists = _table("artists", artists, dimensions, ARTIST_DEVIATION, seed + 1)
        self.tokens = _table("tokens", tokens, dimensions, TOKEN_DEVIATION, seed + 2)
        self.music = tf_keras.layers.Dense(dimensions, kernel_initializer="identity", name="music")
        self.words = tf_keras.layers.Dense(dimensions, kernel_initializer="identity", use_bias=False, name="words")
        self.hidden = tf_keras.layers.Dense(
            hidden, activation="relu", kernel_initializer=_normal(dimensions**-0.5, seed + 3), name="hidden"
        )
        self.mixed = tf_keras.layers.Dense(
            dimensions, kernel_initializer=_normal(SONG_DEVIATION, seed + 4), use_bias=False, name="mixed"
        )
        self.dropout = tf_keras.layers.Dropout(dropout, seed=seed + 5, name="dropout")
        self._artist_of = tf.constant(np.concatenate(([0], song_artist + 1)), tf.int32)
        self._build()

    def _build(self) -> None:
        """Makes the variables: a model that has seen no input has none."""
        nothing = tf.zeros((1, 1), tf.int32)
        self({"songs": nothing, "artists": nothing, "tokens": nothing})

    def call(self, inputs: Mapping[str, Tensor], training: bool = False) -> Tensor:
        """float32[B, d] of length one for the `songs`, `artists` and `tokens` int32[B, ...] of playlists."""
        songs = _pooled(self.songs(inputs["songs"]), inputs["songs"])
        artists = _pooled(self.artists(inputs["artists"]), inputs["artists"])
        words = self.dropout(_pooled(self.tokens(inputs["tokens"]), inputs["tokens"]), training=training)
        music = self.dropout(songs + artists, training=training)
        mixed = self.mixed(self.hidden(music + words))
        return tf.math.l2_normalize(self.music(music) + self.words(words) + mixed, axis=-1)

    def song_vectors(self, songs: Tensor) -> Tensor:
        """float32[n, d] of length one for the numbers int32[n] of songs."""
        return tf.math.l2_normalize(self.songs(songs) + self.artists(tf.gather(self._artist_of, songs)), axis=-1)

    def all_song_vectors(self) -> Float32:
        """float32[n_songs, d]: the song tower's output for every song."""
        vectors: Float32 = self.song_vectors(tf.range(1, len(self.song_artist) + 1)).numpy()
        return vectors

    def playlist_vectors(self, *, songs: Int32, artists: Int32, tokens: Int32) -> Float32:
        """float32[B, d]: the playlist tower's output."""
        vectors: Float32 = self({"songs": songs, "artists": artists, "tokens": tokens}).numpy()
        return vectors

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Copies of everything that makes these towers, by name; `PlainTowers` answers with them."""
        copies = {name: weight.numpy().copy() for name, weight in self._named_weights().items()}
        return {_SONG_ARTIST: self.song_artist, **copies}

    def _named_weights(self) -> dict[str, Tensor]:
        return {
            "songs": self.songs.embeddings,
            "artists": self.artists.embeddings,
            "tokens": self.tokens.embeddings,
            "music_kernel": self.music.kernel,
            "music_bias": self.music.bias,
            "words_kernel": self.words.kernel,
            "hidden_kernel": self.hidden.kernel,
            "hidden_bias": self.hidden.bias,
            "mixed_kernel": self.mixed.kernel,
        }


class TwoTower(tfrs.Model):  # type: ignore[misc]
    """Trains `Towers` by TFRS's retrieval task: a softmax over the targets of all playlists of the batch.

    `frequency` float32[n_songs] is how often each song is drawn as a target (any unit). Its logarithm is taken off the
    logits (logQ, Yi et al., RecSys 2019), so that scores estimate log P(song | playlist). TFRS 0.7.7 clips
    probabilities to [1e-6, 1], which would miscount rare songs; softmax does not change when all probabilities are
    multiplied by one number, so they are divided by the largest.
    """

    def __init__(self, towers: Towers, frequency: Float32, temperature: float) -> None:
        super().__init__(name="two_tower")
        self.towers = towers
        self.task = tfrs.tasks.Retrieval(loss=SeveralTargets(), temperature=temperature, name="task")
        probability = np.concatenate(([1.0], frequency / max(frequency.max(), np.finfo(np.float32).tiny)))
        self._sampling = tf.constant(probability, tf.float32)

    def compute_loss(self, inputs: Mapping[str, Tensor], training: bool = False) -> Tensor:
        """The mean loss of a batch's targets.

        `inputs` holds what the playlist tower reads, `targets` int32[B, T] numbered from 1 on, and `score_mask`
        bool[B, T * B] over the candidates in the order of `SeveralTargets`.
        """
        targets = tf.reshape(tf.transpose(inputs["targets"]), [-1])
        return self.task(
            self.towers(inputs, training=training),
            self.towers.song_vectors(targets),
            candidate_sampling_probability=tf.gather(self._sampling, targets),
            score_mask=inputs["score_mask"],
            compute_metrics=False,
            compute_batch_metrics=False,
        )
