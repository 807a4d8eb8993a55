"""Playlists held out of training to measure it: in the ten categories of the RecSys Challenge 2018 where they fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from models.retriever import Seeds
from recsys.challenge import CATEGORIES, Category
from recsys.corpus import Corpus
from recsys.data.split import MIN_HIDDEN, seed_positions
from recsys.errors import TooFewPlaylists
from recsys.metrics import LIST_LENGTH, clicks, ndcg, r_precision
from recsys.retrieval import best

if TYPE_CHECKING:
    from recsys.retrieval import Retriever

T = TypeVar("T")

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
    count all the same. Where the playlists are shown in several `views`, these take turns.
    """

    seeds: list[Seeds]
    hidden: list[Int32]
    known: Bool
    song_artist: Int32
    views: int = 1

    def first(self, n: int) -> Validation:
        """The first n of these playlists, all in one view: no playlist comes twice."""
        rows = slice(0, n * self.views, self.views)
        return replace(self, seeds=self.seeds[rows], hidden=self.hidden[rows], views=1)

    def only(self, wanted: Callable[[Seeds], bool]) -> Validation:
        """Those of the playlists, each view a playlist of its own, of which something wanted is shown."""
        rows = [row for row, seeds in enumerate(self.seeds) if wanted(seeds)]
        return replace(
            self, seeds=[self.seeds[row] for row in rows], hidden=[self.hidden[row] for row in rows], views=1
        )

    def without_songs(self) -> Validation:
        """As if all songs that are shown were newer than the training playlists: artists and titles stay."""
        return replace(self, seeds=[replace(seeds, songs=seeds.songs[:0]) for seeds in self.seeds])

    def measure(self, retriever: Retriever) -> Metrics:
        """The means over all playlists of R-precision, NDCG and clicks of the 500 best songs."""
        values = [
            self.scores_of(row, best(scores, LIST_LENGTH, self.seeds[row].songs.astype(np.int64)))
            for start in range(0, len(self.seeds), _CHUNK)
            for row, scores in enumerate(self._scores(retriever, start), start)
        ]
        return means(values)

    def _scores(self, retriever: Retriever, start: int) -> npt.NDArray[np.float32]:
        scores = retriever.score(self.seeds[start : start + _CHUNK])
        scores[:, ~self.known] = -np.inf
        return scores

    def scores_of(self, row: int, found: Int64) -> tuple[float, float, float]:
        """R-precision, NDCG and clicks of the songs int64[n] that were found for one playlist, best first."""
        songs, artists = _names(found), _names(self.song_artist[found])
        hidden, of_artists = set(_names(self.hidden[row])), set(_names(self.song_artist[self.hidden[row]]))
        return r_precision(songs, artists, hidden, of_artists), ndcg(songs, hidden), clicks(songs, hidden)


def means(values: Sequence[tuple[float, float, float]]) -> Metrics:
    """The means over playlists of what `Validation.scores_of` gave for each."""
    return dict(zip(("r_precision", "ndcg", "clicks"), np.mean(values, axis=0).tolist(), strict=True))


def folds(corpus: Corpus, parts: int, most: int, seed: int, views: int = 1) -> list[tuple[Int64, Validation]]:
    """Splits the playlists of two songs or more into equal parts: for each the rows outside it, int64[n], and the part.

    Each part is shown in so many `views`, which take turns: in each of them at most `most` of its playlists, with
    other songs shown than in the one before. There are no more parts than playlists. Raises TooFewPlaylists when there
    are fewer than two.
    """
    rows = np.flatnonzero(np.diff(corpus.indptr) >= 2)
    if len(rows) < 2:
        raise TooFewPlaylists(len(rows))
    shuffled = np.random.default_rng(seed).permutation(rows)
    seeds = range(seed, seed + views)
    return [_fold(corpus, rows, part, most, seeds) for part in np.array_split(shuffled, min(parts, len(rows)))]


def _fold(corpus: Corpus, rows: Int64, part: Int64, most: int, seeds: Sequence[int]) -> tuple[Int64, Validation]:
    train = np.setdiff1d(rows, part)
    return train, _joined([_validation(corpus, train, _dealt(corpus, part, most, seed), seed) for seed in seeds])


def _joined(views: Sequence[Validation]) -> Validation:
    seeds, hidden = zip(*((view.seeds, view.hidden) for view in views), strict=True)
    return replace(views[0], seeds=_in_turns(seeds), hidden=_in_turns(hidden), views=len(views))


def _in_turns(views: Sequence[Sequence[T]]) -> list[T]:
    return [one for turn in zip(*views, strict=True) for one in turn]


def _dealt(corpus: Corpus, rows: Int64, most: int, seed: int) -> dict[int, Category]:
    """What is shown of at most so many rows: each category of the challenge equally often, as far as lists are long
    enough for it; of the others whatever leaves half of the songs hidden.
    """
    sizes = np.diff(corpus.indptr)[rows]
    titled = np.array([bool((corpus.titles[row] or "").strip()) for row in rows])
    order = np.random.default_rng([seed, len(rows)]).permutation(len(rows))[:most]
    share = -(-len(order) // len(CATEGORIES))
    dealt: dict[int, Category] = {}
    for category in sorted(CATEGORIES, key=lambda category: (-category.seeds, not category.titled, category.number)):
        fits = (sizes >= category.seeds + MIN_HIDDEN) & (titled | (not category.titled))
        free = [place for place in order if fits[place] and place not in dealt]
        dealt |= dict.fromkeys(free[:share], category)
    for turn, place in enumerate(place for place in order if place not in dealt):
        dealt[place] = _fitting(sizes[place], titled[place], turn)
    return {int(rows[place]): dealt[place] for place in order}


def _fitting(size: int, titled: bool, turn: int) -> Category:
    """One of the categories that leave half of the songs hidden; which one changes from turn to turn."""
    fitting = [each for each in CATEGORIES if 2 * each.seeds <= size and (titled or not each.titled)]
    return fitting[turn % len(fitting)] if fitting else _ONE_SONG


def _validation(corpus: Corpus, train: Int64, dealt: Mapping[int, Category], seed: int) -> Validation:
    counts = corpus.subset(train).counts()
    known = counts > 0
    known_artists = np.bincount(corpus.song_artist, counts, corpus.n_artists) > 0
    seeds, hidden = [], []
    for row, category in dealt.items():
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
