"""The two towers: what they read, the loss with its logQ correction by hand, and a model that survives saving."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from models._keras import tf
from models.retriever import Seeds, TwoTowerRetriever
from models.titles import TitleVocabulary
from models.two_tower import MASKED, SeveralTargets, Towers, TwoTower

SONG_ARTIST = np.array([0, 0, 1, 1], dtype=np.int32)


def towers(seed: int = 1) -> Towers:
    return Towers(SONG_ARTIST, artists=2, tokens=2, dimensions=4, hidden=3, seed=seed)


@pytest.fixture
def retriever() -> TwoTowerRetriever:
    return TwoTowerRetriever.from_arrays(towers().arrays(), TitleVocabulary(["=jazz", "jazz"]))


def seeds(songs: list[int], artists: list[int], title: str | None = None) -> Seeds:
    return Seeds(np.array(songs, dtype=np.int32), np.array(artists, dtype=np.int32), title)


def test_scores_are_cosines_of_every_song(retriever: TwoTowerRetriever) -> None:
    scores = retriever.score([seeds([0], [0]), seeds([], [1], "jazz")])
    assert scores.shape == (2, 4)
    assert np.abs(scores).max() <= 1 + 1e-6
    assert np.linalg.norm(retriever.song_vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-6)


def test_a_playlist_is_a_set(retriever: TwoTowerRetriever) -> None:
    forth, back = retriever.vectors([seeds([0, 2], [0, 1]), seeds([2, 0], [1, 0])])
    assert forth == pytest.approx(back, abs=1e-6)


def test_each_kind_of_seed_moves_the_playlist(retriever: TwoTowerRetriever) -> None:
    alone = retriever.vectors([seeds([0], [0])])
    for other in (seeds([1], [0]), seeds([0], [0, 1]), seeds([0], [0], "jazz")):
        assert not np.allclose(alone, retriever.vectors([other]), atol=1e-4)


def test_titles_count_by_what_is_known_of_them(retriever: TwoTowerRetriever) -> None:
    assert retriever.knows_title("Jazz!")
    assert not retriever.knows_title("metal")


def test_answering_computes_what_was_trained(retriever: TwoTowerRetriever) -> None:
    learned = TwoTowerRetriever(towers(), TitleVocabulary(["=jazz", "jazz"]))
    asked = [seeds([], [], "jazz"), seeds([0, 1, 3], [0, 0, 1], "jazz"), seeds([], [1]), seeds([2], [])]
    # Sums are added in another order: single precision has about seven digits.
    assert retriever.song_vectors == pytest.approx(learned.song_vectors, abs=1e-6)
    assert retriever.vectors(asked) == pytest.approx(learned.vectors(asked), abs=1e-6)


def test_the_loss_is_the_mean_of_all_positives() -> None:
    # Two playlists, two targets each; candidates in two blocks of two. Playlist 0 owns candidates 0 and 2, playlist 1
    # owns 1 and 3, of which 3 is masked for it. TFRS labels only the first block: [[1, 0, 0, 0], [0, 1, 0, 0]].
    logits = np.array([[2.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, -3e38]], dtype=np.float32)
    labels = np.eye(2, 4, dtype=np.float32)

    def log_softmax(row: np.ndarray, place: int) -> float:
        return float(row[place] - np.log(np.exp(row.astype(float)).sum()))

    expected = -(log_softmax(logits[0], 0) + log_softmax(logits[0], 2) + log_softmax(logits[1], 1)) / 3
    assert float(SeveralTargets()(tf.constant(labels), tf.constant(logits))) == pytest.approx(expected, rel=1e-5)
    assert logits[1, 3] < MASKED


@pytest.mark.parametrize(
    ("times", "temperature"),
    [
        (3.0, 0.5),
        # TFRS clips probabilities to 1e-6; divided by the largest, a song a million times rarer keeps its logarithm.
        (1e6, 1.0),
    ],
)
def test_the_logq_correction_takes_the_logarithm_of_the_frequency_off(times: float, temperature: float) -> None:
    # Songs 1 and 2 (numbered from 1) are targets of two playlists; song 1 is drawn so many times as often. The
    # corrected logit of playlist i and song j is cos(i, j) / temperature - log(frequency(j)), up to a constant.
    frequency = np.array([times, 1.0, 1.0, 1.0], dtype=np.float32)
    model = TwoTower(towers(), frequency, temperature)
    inputs = {
        "songs": tf.constant([[3], [4]]),
        "artists": tf.constant([[2], [2]]),
        "tokens": tf.constant([[0], [0]]),
        "targets": tf.constant([[1], [2]]),
        "score_mask": tf.constant([[True, True], [True, True]]),
    }
    playlists = model.towers(inputs).numpy().astype(float)
    songs = model.towers.song_vectors(tf.constant([1, 2])).numpy().astype(float)
    logits = playlists @ songs.T / temperature - np.log([times, 1.0])
    log_probabilities = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    assert float(model.compute_loss(inputs)) == pytest.approx(-np.diag(log_probabilities).mean(), rel=1e-4)


def test_saved_and_loaded_it_gives_the_same_scores(retriever: TwoTowerRetriever, tmp_path: Path) -> None:
    asked = [seeds([0, 3], [0, 1], "jazz"), seeds([], [1])]
    retriever.save(tmp_path)
    assert TwoTowerRetriever.load(tmp_path).score(asked).tobytes() == retriever.score(asked).tobytes()


def test_what_would_need_pickle_is_not_loaded(retriever: TwoTowerRetriever, tmp_path: Path) -> None:
    retriever.save(tmp_path)
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as weights:
        arrays = dict(weights)
    arrays["songs"] = np.array([{"an": "object"}], dtype=object)
    np.savez(tmp_path / "weights.npz", **arrays)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="allow_pickle=False"):
        TwoTowerRetriever.load(tmp_path)


def test_another_format_or_missing_weights_are_refused(retriever: TwoTowerRetriever, tmp_path: Path) -> None:
    retriever.save(tmp_path)
    arrays = dict(np.load(tmp_path / "weights.npz", allow_pickle=False))
    del arrays["hidden_bias"]
    np.savez(tmp_path / "weights.npz", **arrays)
    with pytest.raises(ValueError, match="hidden_bias"):
        TwoTowerRetriever.load(tmp_path)
    description = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    (tmp_path / "model.json").write_text(json.dumps({**description, "format": 99}), encoding="utf-8")
    with pytest.raises(ValueError, match="format 99"):
        TwoTowerRetriever.load(tmp_path)
