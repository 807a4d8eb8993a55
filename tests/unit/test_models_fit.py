"""A really trained small model: it continues two made-up scenes rightly, gives the same bits again and saves itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models._keras import make_deterministic
from models.config import TowerConfig
from models.fit import Trainer
from models.retriever import Seeds, TwoTowerRetriever
from recsys.corpus import Corpus
from recsys.train import training_set
from tests.support.scenes import JAZZ, METAL, playlists

CONFIG = TowerConfig(dimensions=16, hidden=16, batch_playlists=64, targets=8, epochs=8, learning_rate=0.02)
NONE = np.empty(0, np.int32)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_playlists(playlists())


def trained(corpus: Corpus, seed: int, epochs: int = CONFIG.epochs) -> TwoTowerRetriever:
    make_deterministic(seed)
    trainer = Trainer(training_set(corpus), CONFIG, seed)
    for _ in range(epochs):
        trainer.epoch()
    return trainer.retriever()


@pytest.fixture(scope="module")
def model(corpus: Corpus) -> TwoTowerRetriever:
    return trained(corpus, seed=1)


def share_of(scene: str, corpus: Corpus, model: TwoTowerRetriever, seeds: Seeds) -> float:
    """How many of the 20 nearest songs are of the scene."""
    (scores,) = model.score([seeds])
    return sum(corpus.song_titles[song].startswith(scene) for song in np.argsort(-scores)[:20]) / 20


def of_scene(scene: str, corpus: Corpus) -> list[int]:
    return [song for song, title in enumerate(corpus.song_titles) if title.startswith(scene)]


@pytest.mark.parametrize("scene", [JAZZ, METAL])
def test_songs_are_continued_within_their_scene(scene: str, corpus: Corpus, model: TwoTowerRetriever) -> None:
    songs = np.array(of_scene(scene, corpus)[:3], np.int32)
    assert share_of(scene, corpus, model, Seeds(songs, corpus.song_artist[songs])) >= 0.95


@pytest.mark.parametrize("scene", [JAZZ, METAL])
def test_a_title_alone_finds_its_scene(scene: str, corpus: Corpus, model: TwoTowerRetriever) -> None:
    assert model.knows_title(f"{scene.lower()}!")
    assert share_of(scene, corpus, model, Seeds(NONE, NONE, f"{scene} Evening")) >= 0.95


@pytest.mark.parametrize("scene", [JAZZ, METAL])
def test_an_unknown_song_counts_by_its_artist(scene: str, corpus: Corpus, model: TwoTowerRetriever) -> None:
    artist = corpus.song_artist[of_scene(scene, corpus)[:1]]
    assert share_of(scene, corpus, model, Seeds(NONE, artist)) >= 0.95


def test_a_title_that_no_playlist_has_is_unknown(model: TwoTowerRetriever) -> None:
    assert not model.knows_title("xyz")


def test_nothing_asked_is_nothing_answered(corpus: Corpus, model: TwoTowerRetriever) -> None:
    assert model.score([]).shape == (0, corpus.n_songs)


def test_the_same_seed_gives_the_same_bits_and_another_seed_others(corpus: Corpus) -> None:
    one, again, other = (trained(corpus, seed, epochs=2) for seed in (3, 3, 4))
    np.testing.assert_array_equal(one.song_vectors, again.song_vectors)
    seeds = [Seeds(np.array([1, 2], np.int32), corpus.song_artist[[1, 2]], "Jazz")]
    np.testing.assert_array_equal(one.score(seeds), again.score(seeds))
    assert (one.song_vectors != other.song_vectors).any()


def test_training_further_leaves_what_was_kept(corpus: Corpus) -> None:
    trainer = Trainer(training_set(corpus), CONFIG, seed=1)
    before = {name: array.copy() for name, array in trainer.snapshot().arrays.items()}
    kept = trainer.snapshot()
    trainer.epoch()
    assert all((kept.arrays[name] == before[name]).all() for name in before)
    assert (trainer.snapshot().arrays["songs"] != before["songs"]).any()


def test_saved_and_loaded_scores_are_identical(corpus: Corpus, model: TwoTowerRetriever, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = TwoTowerRetriever.load(tmp_path)
    seeds = [Seeds(np.array([3], np.int32), corpus.song_artist[[3]], "Metal Evening"), Seeds(NONE, NONE, "Jazz")]
    np.testing.assert_array_equal(loaded.score(seeds), model.score(seeds))
    np.testing.assert_array_equal(loaded.song_vectors, model.song_vectors)
    assert loaded.knows_title("Jazz")
