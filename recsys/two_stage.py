"""The served model: sources propose candidates, a learned ranker orders them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.retriever import Seeds, TwoTowerRetriever
from recsys.breadth import broad, dealt
from recsys.corpus import Int32
from recsys.features import TOGETHER, Features, Int64, Scores, places
from recsys.lists import Float32, Lists
from recsys.metrics import LIST_LENGTH
from recsys.retrieval import Bool, greatest
from recsys.sources.als import Als
from recsys.sources.named import NamedArtists
from recsys.sources.neighbours import ArtistNeighbours, TitleNeighbours, spread
from recsys.sources.proximity import Proximity

if TYPE_CHECKING:
    from recsys.ranker import Ranker

SOURCES = ("two-tower", "als", "proximity", "artists", "titles", "named")
"""docs/adr/0005 has what was tried, and what each adds."""

CANDIDATES = 40
"""Each source proposes so many songs more than are asked for."""

MANY = 20_000
"""From so many songs on it matters which of them are scored."""

_ARTIST, _TITLE = map(SOURCES.index, ("artists", "titles"))
"""The sources that know only artists, and only titles."""


class Sources:
    """Every source of candidates, fitted on one set of training playlists.

    Of more than `many` songs the two with vectors score and propose only those that playlists share: most songs are in
    one playlist alone, scoring them took most of the time of an answer, and other sources find nearly all of them, too.
    """

    def __init__(self, lists: Lists, tower: TwoTowerRetriever, als: Als, many: int = MANY) -> None:
        self.tower, self.als, self.named = tower, als, NamedArtists(lists)
        self.lists, self._proximity = lists, Proximity(lists)
        self._artists, self._titles = ArtistNeighbours(lists), TitleNeighbours(lists)
        self._known = self._shared = lists.counts > 0
        self._n_scored = lists.n_songs
        if lists.n_songs > many:
            self._shared = lists.counts > 1
            # Songs are numbered by how often all playlists hold them, so the shared ones come first.
            self._n_scored = int(np.flatnonzero(self._shared).max(initial=-1)) + 1
        # Numbers go by how often all playlists hold a song; ties by them would tell a fold of the lists it holds out.
        self._lots = np.random.default_rng(0).permutation(lists.n_songs)
        self._spaces = {"two-tower": tower.song_vectors, "als": als.song_vectors}
        self._features = Features(lists, SOURCES, self._spaces, self.named)

    def score(self, seeds: Sequence[Seeds]) -> list[Scores]:
        """For each playlist all songs by each source, in the order of SOURCES."""
        vectors = [self.tower.vectors(seeds), self.als.vectors(seeds)]
        near = starmap(self._near, zip(vectors, self._spaces.values(), strict=True))
        artists, titles = self._artists.list_weights(seeds), self._titles.list_weights(seeds)
        by_lists = np.split(spread(self.lists, np.concatenate([artists, titles])), 2)  # together: it is half as quick
        by_source = np.stack([*near, self._proximity.score(seeds), *by_lists, self.named.score(seeds)], axis=1)
        return [Scores(*one) for one in zip(by_source, artists, titles, zip(*vectors, strict=True), strict=True)]

    def candidates(self, seeds: Seeds, scores: Scores, length: int) -> Candidates:
        """The best songs of every source for so many that are to continue a playlist, without its seeds."""
        known, shared = (_without(mask, seeds.songs) for mask in (self._known, self._shared))
        allowed = [shared if name in self._spaces else known for name in SOURCES]
        best_of = (
            _best(row, may, self._lots, CANDIDATES + length) for row, may in zip(scores.by_source, allowed, strict=True)
        )
        chosen = np.unique(np.concatenate(list(best_of)))
        self._complete(scores, chosen)
        names, features = self._features.of(seeds, scores, chosen)
        return Candidates(chosen, scores.by_source[:, chosen], names, features)

    def _near(self, playlists: Float32, songs: Float32) -> Float32:
        """float32[len(playlists), n_songs]: products of vectors; songs that are not to be scored have the least."""
        scores = np.empty((len(playlists), len(songs)), np.float32)
        scored, rest = scores[:, : self._n_scored], scores[:, self._n_scored :]
        np.matmul(playlists, songs[: self._n_scored].T, out=scored)
        rest[:] = scored.min(axis=1, initial=0, keepdims=True)
        return scores

    def _complete(self, scores: Scores, songs: Int64) -> None:
        """Scores those of the songs that `_near` left out."""
        left_out = songs[songs >= self._n_scored]
        for row, vector, vectors in zip(scores.by_source, scores.vectors, self._spaces.values(), strict=False):
            row[left_out] = vectors[left_out] @ vector


@dataclass(frozen=True, eq=False)
class Candidates:
    """Songs int64[n], with float32[n_sources, n] `scores` and float32[n, n_features] `features`, which have `names`."""

    songs: Int64
    scores: Float32
    names: tuple[str, ...]
    features: Float32

    def strengths(self) -> Float32:
        """float32[3, n]: how near the top a song is, from 0 to 1, for shared playlists, artists and titles alone."""
        shared = np.nan_to_num(self.features[:, self.names.index(TOGETHER)])
        chosen = np.stack([shared, *self.scores[[_ARTIST, _TITLE]]])
        above = 1 - places(chosen) / max(len(self.songs), 1)
        return np.where(chosen > 0, above, 0).astype(np.float32)


class TwoStage:
    """Sources and ranker together, as one retriever over all songs of a bundle."""

    def __init__(self, sources: Sources, ranker: Ranker) -> None:
        self.sources = sources
        self._ranker = ranker
        self._broad = broad(sources.lists)

    @property
    def song_vectors(self) -> Float32:
        """float32[n_songs, d]: those of the song tower."""
        return self.sources.tower.song_vectors

    def knows_title(self, title: str) -> bool:
        """Whether a title alone says anything."""
        return self.sources.tower.knows_title(title) or bool(self.sources.named.named(title))

    def score(self, seeds: Sequence[Seeds], length: int = LIST_LENGTH) -> Float32:
        """float32[len(seeds), n_songs]: candidates by the ranker; below them all other songs, by the two towers."""
        return np.stack([ranked.scores for ranked in self.ranked(seeds, [length] * len(seeds))])

    def ranked(self, seeds: Sequence[Seeds], lengths: Sequence[int]) -> list[Ranked]:
        """For each playlist all songs, scored, where so many are to continue it."""
        if not seeds:
            return []
        scored = self.sources.score(seeds)
        return [self._rank(*one) for one in zip(seeds, scored, lengths, strict=True)]

    def _rank(self, seeds: Seeds, by_all: Scores, length: int) -> Ranked:
        candidates = self.sources.candidates(seeds, by_all, length)
        tower = by_all.by_source[0]
        if not len(candidates.songs):
            return Ranked(tower, candidates)
        judged = self._ranker.score(candidates.names, candidates.features)
        scores = tower - tower.max() + judged.min() - 1
        scores[candidates.songs] = judged
        title_alone = not len(seeds.songs) and not len(seeds.artists)
        return Ranked(dealt(scores, self._broad) if title_alone else scores, candidates)

    def save(self, folder: Path) -> None:
        """Writes every part that was learned into folders of its own."""
        for name, part in (("two_tower", self.sources.tower), ("als", self.sources.als), ("ranker", self._ranker)):
            (folder / name).mkdir()
            part.save(folder / name)

    @classmethod
    def load(cls, folder: Path, lists: Lists) -> TwoStage:
        """What `save` wrote, over the same playlists. Raises ValueError when it is of another version."""
        from recsys.ranker import Ranker

        tower, als = TwoTowerRetriever.load(folder / "two_tower"), Als.load(folder / "als")
        if not len(tower.song_vectors) == len(als.song_vectors) == lists.n_songs:
            raise ValueError("its parts are not of one training")
        return cls(Sources(lists, tower, als), Ranker.load(folder / "ranker"))


@dataclass(frozen=True, eq=False)
class Ranked:
    """`scores` float32[n_songs] order all songs for one playlist; the ranker has judged the `candidates` alone."""

    scores: Float32
    candidates: Candidates

    def strengths(self, songs: Int64) -> Float32:
        """float32[3, len(songs)]: as `Candidates.strengths`, 0 for songs that are no candidates."""
        found = np.searchsorted(self.candidates.songs, songs)
        found = np.minimum(found, max(len(self.candidates.songs) - 1, 0))
        if not len(self.candidates.songs):
            return np.zeros((3, len(songs)), np.float32)
        there = self.candidates.songs[found] == songs
        return np.where(there, self.candidates.strengths()[:, found], 0).astype(np.float32)


def _without(mask: Bool, songs: Int32) -> Bool:
    left = mask.copy()
    left[songs] = False
    return left


def _best(scores: Float32, allowed: Bool, lots: Int64, n: int) -> Int64:
    """int64[at most n]: the allowed songs with the greatest scores above 0; equal ones by lot."""
    positive = np.flatnonzero((scores > 0) & allowed)
    return positive[greatest(scores[positive], n, lots[positive])]
