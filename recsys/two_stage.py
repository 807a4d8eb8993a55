"""The served model: sources propose candidates, a learned ranker orders them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.retriever import Seeds, TwoTowerRetriever
from recsys.breadth import broad, dealt
from recsys.features import Features, Int64, Scores, places
from recsys.lists import Float32, Lists
from recsys.metrics import LIST_LENGTH
from recsys.retrieval import Bool, greatest
from recsys.sources.als import Als
from recsys.sources.named import NamedArtists
from recsys.sources.neighbours import ArtistNeighbours, SongNeighbours, TitleNeighbours, spread
from recsys.sources.proximity import Proximity

if TYPE_CHECKING:
    from recsys.ranker import Ranker

SOURCES = ("two-tower", "als", "songs", "proximity", "artists", "titles", "named")
"""docs/adr/0005 has what was tried, and what each adds."""

CANDIDATES = 100
"""Each source proposes so many songs more than are asked for."""

_TOGETHER, _ARTIST, _TITLE = map(SOURCES.index, ("songs", "artists", "titles"))
"""The sources that know only which songs share playlists, only artists, and only titles."""


class Sources:
    """Every source of candidates, fitted on one set of training playlists."""

    def __init__(self, lists: Lists, tower: TwoTowerRetriever, als: Als) -> None:
        self.tower, self.als, self.named = tower, als, NamedArtists(lists)
        self.lists, self._songs, self._proximity = lists, SongNeighbours(lists), Proximity(lists)
        self._artists, self._titles = ArtistNeighbours(lists), TitleNeighbours(lists)
        self._known = lists.counts > 0
        # Numbers go by how often all playlists hold a song; ties by them would tell a fold of the lists it holds out.
        self._lots = np.random.default_rng(0).permutation(lists.n_songs)
        spaces = {"two-tower": tower.song_vectors, "als": als.song_vectors}
        self._features = Features(lists, SOURCES, spaces, self.named)

    def score(self, seeds: Sequence[Seeds]) -> list[Scores]:
        """For each playlist all songs by each source, in the order of SOURCES."""
        artists, titles = self._artists.list_weights(seeds), self._titles.list_weights(seeds)
        alone = (source.score(seeds) for source in (self.tower, self.als, self._songs, self._proximity))
        by_lists = np.split(spread(self.lists, np.concatenate([artists, titles])), 2)  # together: it is half as quick
        by_source = np.stack([*alone, *by_lists, self.named.score(seeds)], axis=1)
        return [Scores(*one) for one in zip(by_source, artists, titles, strict=True)]

    def candidates(self, seeds: Seeds, scores: Scores, length: int) -> Candidates:
        """The best songs of every source for so many that are to continue a playlist, without its seeds."""
        allowed = self._known.copy()
        allowed[seeds.songs] = False
        chosen = np.unique(
            np.concatenate([_best(row, allowed, self._lots, CANDIDATES + length) for row in scores.by_source])
        )
        names, features = self._features.of(seeds, scores, chosen)
        return Candidates(chosen, scores.by_source[:, chosen], names, features)


@dataclass(frozen=True, eq=False)
class Candidates:
    """Songs int64[n], with float32[n_sources, n] `scores` and float32[n, n_features] `features`, which have `names`."""

    songs: Int64
    scores: Float32
    names: tuple[str, ...]
    features: Float32

    def strengths(self) -> Float32:
        """float32[3, n]: how near the top a song is, from 0 to 1, for shared playlists, artists and titles alone."""
        chosen = self.scores[[_TOGETHER, _ARTIST, _TITLE]]
        above = 1 - places(chosen) / max(len(self.songs), 1)
        return np.where(chosen > 0, above, 0).astype(np.float32)


class TwoStage:
    """Sources and ranker together, as one retriever over all songs of a bundle."""

    def __init__(self, sources: Sources, ranker: Ranker) -> None:
        self._sources = sources
        self._ranker = ranker
        self._broad = broad(sources.lists)

    @property
    def song_vectors(self) -> Float32:
        """float32[n_songs, d]: those of the song tower."""
        return self._sources.tower.song_vectors

    def knows_title(self, title: str) -> bool:
        """Whether a title alone says anything."""
        return self._sources.tower.knows_title(title) or bool(self._sources.named.named(title))

    def score(self, seeds: Sequence[Seeds], length: int = LIST_LENGTH) -> Float32:
        """float32[len(seeds), n_songs]: candidates by the ranker; below them all other songs, by the two towers."""
        return np.stack([ranked.scores for ranked in self.ranked(seeds, [length] * len(seeds))])

    def ranked(self, seeds: Sequence[Seeds], lengths: Sequence[int]) -> list[Ranked]:
        """For each playlist all songs, scored, where so many are to continue it."""
        if not seeds:
            return []
        scored = self._sources.score(seeds)
        return [self._rank(*one) for one in zip(seeds, scored, lengths, strict=True)]

    def _rank(self, seeds: Seeds, by_all: Scores, length: int) -> Ranked:
        candidates = self._sources.candidates(seeds, by_all, length)
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
        for name, part in (("two_tower", self._sources.tower), ("als", self._sources.als), ("ranker", self._ranker)):
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


def _best(scores: Float32, allowed: Bool, lots: Int64, n: int) -> Int64:
    """int64[at most n]: the allowed songs with the greatest scores above 0; equal ones by lot."""
    positive = np.flatnonzero((scores > 0) & allowed)
    return positive[greatest(scores[positive], n, lots[positive])]
