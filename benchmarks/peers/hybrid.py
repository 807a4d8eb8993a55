"""LightFM, the hybrid of factorisation and features that the challenge's third team began with (`lightfm-next`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.peers.base import Asked, Floats, Int32, Lists, Matrix, best, rows_matrix, seed_matrix
from benchmarks.peers.titles import TitleColumns

_ITEMS = ("item_embeddings", "item_embedding_gradients", "item_biases", "item_bias_gradients")
_LISTS = ("user_embeddings", "user_embedding_gradients", "user_biases", "user_bias_gradients")
_MOMENTUM = ("user_embedding_momentum", "user_bias_momentum")


class LightFm:
    """WARP over lists described by themselves and their title's tokens, and items described by themselves and artist.

    A list to continue gets an embedding of its own, trained on its seeds by the same loss for `FOLD_IN` epochs while
    all that was learned from the training lists is put back after each: LightFM has no other way to a new user.
    """

    name = "LightFM (artists and titles)"
    songs_only = False
    FOLD_IN = 50
    THREADS = 1
    """More would race, and no run would be like another."""

    def __init__(self, components: int, epochs: int, title_weight: float) -> None:
        self._settings = {
            "no_components": components,
            "learning_rate": 0.05,
            "max_sampled": 30,
            "loss": "warp",
            "random_state": 0,
        }
        self._epochs, self._title_weight = epochs, title_weight

    def fit(self, lists: Lists) -> None:
        """Train."""
        self._titles = TitleColumns(lists.titles)
        artists = rows_matrix(lists.item_artist.reshape(-1, 1), lists.n_artists)
        self._items = sparse.hstack([sparse.identity(lists.n_items), artists], format="csr", dtype=np.float32)
        self._model = import_module("lightfm").LightFM(**self._settings)
        self._model.fit(
            lists.matrix,
            user_features=self._described(lists.titles),
            item_features=self._items,
            epochs=self._epochs,
            num_threads=self.THREADS,
        )

    def _described(self, titles: Sequence[str | None]) -> Matrix:
        """A title's tokens, together `title_weight` times as heavy as the list itself, which comes after all tokens."""
        own = sparse.identity(len(titles))
        return sparse.hstack([self._title_weight * self._titles.rows(titles), own], format="csr", dtype=np.float32)

    def recommend(self, asked: Sequence[Asked], k: int) -> Iterator[Int32]:
        """As Peer has it."""
        features = self._described([one.title for one in asked])
        says = np.diff(features.indptr) > 1
        biases, items = self._model.get_item_representations(self._items)
        for one, embedding, titled in zip(asked, self._folded_in(asked, features), says, strict=True):
            yield best(items @ embedding + biases, k, one.items) if titled or len(one.items) else np.empty(0, np.int32)

    def _folded_in(self, asked: Sequence[Asked], features: Matrix) -> Floats:
        """float32[len(asked), components]; the model is afterwards as before."""
        model, n_tokens = self._model, len(self._titles)
        seeds = seed_matrix(asked, self._items.shape[0])
        learned = {name: getattr(model, name).copy() for name in (*_ITEMS, *_LISTS, *_MOMENTUM)}
        for name in (*_LISTS, *_MOMENTUM):
            setattr(model, name, _fresh(learned[name], n_tokens, len(asked), name.endswith("gradients")))
        for _ in range(self.FOLD_IN):
            model.fit_partial(seeds, user_features=features, item_features=self._items, num_threads=self.THREADS)
            for name in _ITEMS:
                getattr(model, name)[...] = learned[name]
            for name in _LISTS:
                getattr(model, name)[:n_tokens] = learned[name][:n_tokens]
        embeddings: Floats = model.get_user_representations(features)[1]
        for name, values in learned.items():
            setattr(model, name, values)
        return embeddings


def _fresh(learned: Any, kept: int, new: int, ones: bool) -> Any:
    """The first `kept` rows, then `new` rows of what Adagrad begins with."""
    begun = np.full((new, *learned.shape[1:]), float(ones), learned.dtype)
    return np.concatenate([learned[:kept], begun])
