"""Implicit matrix factorisation with artists and title n-grams as further columns of the playlist-song matrix.

The model is that of Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets" (ICDM 2008),
fitted by `implicit`. A new playlist's vector is the same least-squares solution, over whatever is known of it: songs,
artists, words of its title.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import solve

from models.retriever import Seeds
from recsys.identity import fold
from recsys.lists import Float32, Lists

ARTIST_WEIGHT = 0.3
"""What an artist with n songs in a playlist counts, times log(1 + n), against 1 for a song."""

TITLE_WEIGHT = 1.0
"""What all n-grams of a title count together."""

NGRAMS = (3, 5)
MOST_NGRAMS = 50_000
RARE_NGRAM = 3
"""N-grams of fewer titles say nothing."""

_DESCRIPTION = "als.json"
_FACTORS = "factors.npy"


class Als:
    """`factors` float32[n_songs + n_artists + n_grams, d] of the columns; `ngrams` numbers the last of these."""

    def __init__(
        self, factors: Float32, n_songs: int, ngrams: Mapping[str, int], alpha: float, regularization: float
    ) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        self.song_vectors = np.asfortranarray(factors[:n_songs])  # as in TwoTowerRetriever
        self._factors = factors
        self._ngrams = ngrams
        self._first_ngram = len(factors) - len(ngrams)
        self._analyze = CountVectorizer(analyzer="char_wb", ngram_range=NGRAMS).build_analyzer()
        self._alpha, self._regularization = alpha, regularization
        self._gram = factors.T @ factors + regularization * np.eye(factors.shape[1], dtype=np.float32)

    @classmethod
    def fit(
        cls, lists: Lists, *, factors: int, alpha: float, regularization: float, iterations: int, seed: int = 0
    ) -> Als:
        """Factorise the playlists; deterministic for one seed."""
        from implicit.cpu.als import AlternatingLeastSquares
        from threadpoolctl import threadpool_limits

        words, ngrams = _title_columns(lists)
        artists = lists.by_artist.copy()
        artists.data = ARTIST_WEIGHT * np.log1p(artists.data)
        columns = sparse.vstack([lists.by_song, artists, words])
        with threadpool_limits(1, "blas"):  # implicit has threads of its own; twice as many fight each other
            model = AlternatingLeastSquares(
                factors=factors, alpha=alpha, regularization=regularization, iterations=iterations, random_state=seed
            )
            model.fit(sparse.csr_matrix(columns.T.tocsr(), dtype=np.float32), show_progress=False)
        return cls(np.asarray(model.item_factors), lists.n_songs, ngrams, alpha, regularization)

    def vectors(self, seeds: Sequence[Seeds]) -> Float32:
        """float32[len(seeds), d]: the playlists in the space of `song_vectors`; zero where nothing is known."""
        return np.stack([self._solve(*self._columns(one)) for one in seeds])

    def score(self, seeds: Sequence[Seeds]) -> Float32:
        """float32[len(seeds), n_songs]: how much each song is expected in each playlist."""
        scores: Float32 = self.vectors(seeds) @ self.song_vectors.T
        return scores

    def _columns(self, seeds: Seeds) -> tuple[npt.NDArray[np.int64], Float32]:
        """The columns of what is shown, and what each counts."""
        artists, n = np.unique(seeds.artists, return_counts=True)
        grams = self._numbers(seeds.title)
        numbers = np.concatenate([seeds.songs, len(self.song_vectors) + artists, self._first_ngram + grams])
        each = TITLE_WEIGHT / max(len(grams), 1)
        values = np.concatenate([np.ones(len(seeds.songs)), ARTIST_WEIGHT * np.log1p(n), np.full(len(grams), each)])
        return numbers.astype(np.int64), values.astype(np.float32)

    def _numbers(self, title: str | None) -> npt.NDArray[np.int64]:
        grams = set(self._analyze(fold(title or "")))
        return np.array(sorted(self._ngrams[gram] for gram in grams if gram in self._ngrams), dtype=np.int64)

    def _solve(self, columns: npt.NDArray[np.int64], values: Float32) -> Float32:
        """Equation 4 of the paper; implicit takes `alpha * value` for the whole confidence."""
        if not len(columns):
            return np.zeros(self._factors.shape[1], np.float32)
        shown, confidence = self._factors[columns], self._alpha * values
        system = self._gram + shown.T @ ((confidence - 1)[:, None] * shown)
        vector: Float32 = solve(system, shown.T @ confidence, assume_a="pos", check_finite=False)
        return vector

    def save(self, folder: Path) -> None:
        """Writes a JSON description and the factors as .npy into an existing folder."""
        description = {
            "songs": len(self.song_vectors),
            "alpha": self._alpha,
            "regularization": self._regularization,
            "ngrams": list(self._ngrams),
        }
        (folder / _DESCRIPTION).write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
        np.save(folder / _FACTORS, self._factors, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Als:
        """What `save` wrote there; the factors are memory-mapped."""
        saved: Mapping[str, Any] = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        factors = np.load(folder / _FACTORS, mmap_mode="r", allow_pickle=False)
        ngrams = {gram: number for number, gram in enumerate(saved["ngrams"])}
        return cls(factors, saved["songs"], ngrams, saved["alpha"], saved["regularization"])


def _title_columns(lists: Lists) -> tuple[sparse.csr_array, dict[str, int]]:
    """float32[n_grams, n_lists]: the n-grams of each list's title, which count TITLE_WEIGHT together; their numbers."""
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(analyzer="char_wb", ngram_range=NGRAMS, binary=True, dtype=np.float32)
    grams = sparse.csr_array(vectorizer.fit_transform([*lists.titles, "-----"]))[:-1]  # never without any
    held = np.asarray((grams.T @ lists.by_title).tocsr().sum(axis=1))
    kept = np.flatnonzero(held >= RARE_NGRAM)
    kept = np.sort(kept[np.argsort(-held[kept], kind="stable")[:MOST_NGRAMS]])
    names = vectorizer.get_feature_names_out()[kept]
    chosen = grams[:, kept]
    chosen = chosen.multiply(TITLE_WEIGHT / np.maximum(chosen.sum(axis=1), 1)[:, None]).tocsr()
    return (chosen.T @ lists.by_title).tocsr(), {str(name): number for number, name in enumerate(names)}
