"""Playlists held out of training to measure it: in the ten categories of the RecSys Challenge 2018 where they fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.retriever import Seeds
from recsys.challenge import CATEGORIES, Category
from recsys.corpus import Corpus
from recsys.data.split import deal, seed_positions
from recsys.errors import TooFewPlaylists
from recsys.metrics import LIST_LENGTH, clicks, ndcg, r_precision
from recsys.retrieval import best

if TYPE_CHECKING:
    from recsys.retrieval import Retriever

Metrics = Mapping[str, float]
"""`r_precision`, `ndcg` and `clicks` over songs, not tracks; see `recsys.metrics`."""

Bool = npt.NDArray[np.bool_]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]

_ONE_SONG = Category(number=0, seeds=1, drawn=False, titled=False)
"""For playlists that fit no category."""

_CHUNK = 64
"""Playlists scored at once; it takes 256 bytes for each song."""


@dataclass(frozen=True, eq=False)
class Validation:
    """Held-out playlists as a new user would bring them: songs that no training playlist has are unknown.

    `seeds[i]` is what the model sees of playlist i, and `hidden[i]` the songs to be found. `known` bool[n_songs] says
    which songs are in the training playlists; only these are recommended. Hidden songs that are not can't be found, and
    count all the same.
    """

    seeds: list[Seeds]
    hidden: list[Int32]
    known: Bool
    song_artist: Int32

    def measure(self, retriever: Retriever) -> Metrics:
        """The means over all playlists of R-precision, NDCG and clicks of the 500 best songs."""
        values = [
            self._metrics(row, best(scores, LIST_LENGTH, self.seeds[row].songs.astype(np.int64)))
            for start in range(0, len(self.seeds), _CHUNK)
            for row, scores in enumerate(self._scores(retriever, start), start)
        ]
        return dict(zip(("r_precision", "ndcg", "clicks"), np.mean(values, axis=0).tolist(), strict=True))

    def _scores(self, retriever: Retriever, start: int) -> npt.NDArray[np.float32]:
        scores = retriever.score(self.seeds[start : start + _CHUNK])
        scores[:, ~self.known] = -np.inf
        return scores

    def _metrics(self, row: int, found: Int64) -> tuple[float, float, float]:
        songs, artists = _names(found), _names(self.song_artist[found])
        hidden, of_artists = set(_names(self.hidden[row])), set(_names(self.song_artist[self.hidden[row]]))
        return r_precision(songs, artists, hidden, of_artists), ndcg(songs, hidden), clicks(songs, hidden)


def hold_out(corpus: Corpus, share: float, most: int, seed: int) -> tuple[Int64, Validation]:
    """Splits the playlists of two songs or more: the rows to train on, int64[n], and the rest as a Validation.

    At least one playlist is held out and one left. Raises TooFewPlaylists when there are fewer than two.
    """
    rows = np.flatnonzero(np.diff(corpus.indptr) >= 2)
    if len(rows) < 2:
        raise TooFewPlaylists(len(rows))
    count = int(np.clip(len(rows) * share, 1, min(most, len(rows) - 1)))
    dealt = _dealt(corpus, rows, count, seed)
    train = np.setdiff1d(rows, np.fromiter(dealt, np.int64))
    return train, _validation(corpus, train, dealt, seed)


def _dealt(corpus: Corpus, rows: Int64, count: int, seed: int) -> dict[int, Category]:
    """The held-out rows and what is shown of each: as in the challenge, or what short playlists allow."""
    sizes = np.diff(corpus.indptr)[rows]
    titled = np.array([bool((corpus.titles[row] or "").strip()) for row in rows])
    try:
        dealt = deal(sizes, titled, count, seed)
    except ValueError:
        order = np.random.default_rng(seed).permutation(len(rows))[:count]
        dealt = {int(place): _fitting(sizes[place], titled[place], turn) for turn, place in enumerate(order)}
    return {int(rows[place]): category for place, category in dealt.items()}


def _fitting(size: int, titled: bool, turn: int) -> Category:
    """One of the categories that leave half of the songs hidden; which one changes from turn to turn."""
    fitting = [each for each in CATEGORIES if 2 * each.seeds <= size and (titled or not each.titled)]
    return fitting[turn % len(fitting)] if fitting else _ONE_SONG


def _validation(corpus: Corpus, train: Int64, dealt: Mapping[int, Category], seed: int) -> Validation:
    counts = corpus.subset(train).counts()
    known = counts > 0
    known_artists = np.bincount(corpus.song_artist, counts, corpus.n_artists) > 0
    seeds, hidden = [], []
    for row, category in sorted(dealt.items()):
        songs = corpus.playlist(row)
        shown = np.zeros(len(songs), dtype=np.bool_)
        shown[seed_positions(len(songs), category, np.random.default_rng([seed, row]))] = True
        artists = corpus.song_artist[songs[shown]]
        title = corpus.titles[row] if category.titled else None
        seeds.append(Seeds(songs[shown & known[songs]], artists[known_artists[artists]], title))
        hidden.append(songs[~shown])
    return Validation(seeds, hidden, known, corpus.song_artist)


def _names(numbers: npt.NDArray[np.integer]) -> list[str]:
    return [str(number) for number in numbers.tolist()]
