"""A made-up world of two scenes that no playlist mixes, so that the right answer of any recommender is known."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recsys.bundle import Training, write_bundle
from recsys.corpus import Corpus
from recsys.domain import Playlist, Track

if TYPE_CHECKING:
    from models.retriever import TwoTowerRetriever
    from recsys.two_stage import Sources

JAZZ, METAL = "Jazz", "Metal"
FOLK, DISCO = "Folk", "Disco"
"""Those of another world: no bundle has songs of both."""
SONGS, ARTISTS, PLAYLISTS, LENGTH = 300, 30, 150, 20
SETTINGS: dict[str, Any] = {"dimensions": 16, "batch_playlists": 64, "targets": 8, "epochs": 8, "learning_rate": 0.02}
RANKER: dict[str, Any] = {
    "folds": 2,
    "ranker_lists": 120,
    "negatives": 40,
    "validation_lists": 10,
    "ranker_trees": 20,
    "als_factors": 8,
}
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def spotify_id(scene: str, number: int) -> str:
    return f"{scene}{number:0{22 - len(scene)}d}"


def song(scene: str, number: int) -> Track:
    """Song `number` of a scene: ten songs for each of its artists."""
    return Track(
        title=f"{scene} Tune {number}",
        artists=(f"{scene} Player {number % ARTISTS}",),
        spotify_id=spotify_id(scene, number),
        year=1950 + number % 50,
    )


def playlists(scenes: tuple[str, ...] = (JAZZ, METAL)) -> list[Playlist]:
    """Playlists of each scene in turn; low numbers are the popular songs, and every song occurs."""
    rng = random.Random(7)
    made = []
    for row in range(PLAYLISTS):
        for scene in scenes:
            popular = {min(int(rng.expovariate(1 / 60)), SONGS - 1) for _ in range(LENGTH)}
            numbers = sorted(popular | {(2 * row) % SONGS, (2 * row + 1) % SONGS})
            rng.shuffle(numbers)
            tracks = tuple(song(scene, number) for number in numbers)
            made.append(Playlist(f"{scene}-{row}", f"{scene} Evening", tracks))
    return made


def write_trained_bundle(path: Path, more: Iterable[Playlist] = (), scenes: tuple[str, ...] = (JAZZ, METAL)) -> Path:
    """A bundle with a model that was really trained, for seconds, on the scenes and what is added."""
    from recsys.train import TrainingConfig, train

    corpus = Corpus.from_playlists([*playlists(scenes), *more])
    trained = train(corpus, TrainingConfig(**SETTINGS, **RANKER), seed=1)
    training = Training(path.name, "two made-up scenes", "made up", NOON, metrics={"ndcg": 0.5}, demo=True)
    write_bundle(path, corpus, trained.model, trained.content, training)
    return path


def listed(*lists: tuple[str | None, Sequence[str]]) -> Corpus:
    """Playlists of songs named like "A one", by the artist "A"."""
    tracks = [tuple(Track(title, (title.split()[0],)) for title in titles) for _, titles in lists]
    return Corpus.from_playlists(
        Playlist(str(row), title, songs) for row, ((title, _), songs) in enumerate(zip(lists, tracks, strict=True))
    )


def small_world() -> Corpus:
    """Three playlists that can be counted by hand."""
    return listed(
        ("Rain", ["A one", "A two", "B one"]),
        ("rain", ["A one", "B one"]),
        ("Blue", ["C one", "A two"]),
    )


def numbers(corpus: Corpus, *titles: str) -> list[int]:
    """The numbers that a corpus gave to songs."""
    return [list(corpus.song_titles).index(title) for title in titles]


def untrained_tower(corpus: Corpus, seed: int = 1) -> TwoTowerRetriever:
    """Two towers as they are before training: songs are near those of the same artist."""
    from models.retriever import TwoTowerRetriever
    from models.titles import TitleVocabulary
    from models.two_tower import Towers

    titles = TitleVocabulary.learn(corpus.titles, 1)
    return TwoTowerRetriever(Towers(corpus.song_artist, corpus.n_artists, len(titles), 8, 8, seed=seed), titles)


def quick_sources(corpus: Corpus) -> Sources:
    """All sources of a corpus; all but the towers have learned from it."""
    from recsys.lists import Lists
    from recsys.sources.als import Als
    from recsys.two_stage import Sources

    lists = Lists.from_corpus(corpus)
    als = Als.fit(lists, factors=8, alpha=10.0, regularization=1.0, iterations=5)
    return Sources(lists, untrained_tower(corpus), als)
