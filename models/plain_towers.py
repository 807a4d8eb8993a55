"""What trained towers compute, in NumPy: to answer needs no TensorFlow, whose import alone takes seconds and 600 MB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Int32 = npt.NDArray[np.int32]
Float32 = npt.NDArray[np.float32]

EPSILON = 1e-12
"""tf.math.l2_normalize takes no squared length for less than this."""

_BLOCK = 4096
"""Song vectors that are normalised at a time, while a processor's cache holds them."""


class PlainTowers:
    """The arrays of `models.two_tower.Towers` and its two outputs; the arrays are not copied and must stay as they are.

    Raises ValueError when the arrays do not fit together.
    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        try:
            _check(arrays)
        except KeyError as error:
            raise ValueError(f"the model's weights lack {error}") from error
        self._arrays = dict(arrays)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Everything that makes these towers, by name."""
        return dict(self._arrays)

    def all_song_vectors(self) -> Float32:
        """float32[n_songs, d]: the song tower's output for every song, column by column as its reader wants it."""
        songs = self._arrays["songs"][1:]
        artists, of_song = self._arrays["artists"], self._arrays["song_artist"]
        vectors: Float32 = np.empty(songs.shape, np.float32, order="F")
        for start in range(0, len(vectors), _BLOCK):
            block = slice(start, start + _BLOCK)
            vectors[block] = _normalized(songs[block] + artists[of_song[block] + 1])
        return vectors

    def playlist_vectors(self, *, songs: Int32, artists: Int32, tokens: Int32) -> Float32:
        """float32[B, d]: the playlist tower's output for numbers from 1 on in int32[B, ...], filled up with 0."""
        weights = self._arrays
        music = _pooled(weights["songs"], songs) + _pooled(weights["artists"], artists)
        words = _pooled(weights["tokens"], tokens)
        hidden = np.maximum((music + words) @ weights["hidden_kernel"] + weights["hidden_bias"], 0)
        straight = music @ weights["music_kernel"] + weights["music_bias"] + words @ weights["words_kernel"]
        return _normalized(straight + hidden @ weights["mixed_kernel"])


def _pooled(table: Float32, rows: Int32) -> Float32:
    """The sum of a set's vectors over the square root of its size, zero for an empty set; number 0 is no member."""
    return np.stack([_pool(table[row[row > 0]]) for row in rows])


def _pool(vectors: Float32) -> Float32:
    pooled: Float32 = vectors.sum(axis=0) / np.float32(max(len(vectors), 1) ** 0.5)
    return pooled


def _normalized(vectors: Float32) -> Float32:
    squares = np.maximum(np.square(vectors).sum(axis=1, keepdims=True), np.float32(EPSILON))
    normalized: Float32 = vectors / np.sqrt(squares)
    return normalized


def _check(arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    songs, (dimensions, hidden) = len(arrays["song_artist"]), arrays["hidden_kernel"].shape
    for name, shape in _shapes(arrays, songs, dimensions, hidden):
        if arrays[name].shape != shape:
            raise ValueError(f"{name} has shape {arrays[name].shape} instead of {shape}")
    if songs and not 0 <= arrays["song_artist"].min() <= arrays["song_artist"].max() < len(arrays["artists"]) - 1:
        raise ValueError("song_artist names artists that are not there")


def _shapes(
    arrays: Mapping[str, npt.NDArray[Any]], songs: int, dimensions: int, hidden: int
) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield "songs", (songs + 1, dimensions)
    yield "artists", (len(arrays["artists"]), dimensions)
    yield "tokens", (len(arrays["tokens"]), dimensions)
    yield "music_kernel", (dimensions, dimensions)
    yield "music_bias", (dimensions,)
    yield "words_kernel", (dimensions, dimensions)
    yield "hidden_bias", (hidden,)
    yield "mixed_kernel", (hidden, dimensions)
