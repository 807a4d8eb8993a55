"""Training end to end on a made-up world: settings, validation, early stopping, Ctrl-C, and the command."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from models.retriever import Seeds
from recsys.bundle import Training, write_bundle
from recsys.corpus import Corpus
from recsys.domain import Query, Track
from recsys.errors import DataError, NothingKnown, TooFewPlaylists
from recsys.pipeline import Recommender
from recsys.train import Epoch, Trained, TrainingConfig, read_config, train
from recsys.two_stage import SOURCES
from tests.support.scenes import JAZZ, NOON, RANKER, listed, playlists, song

PROJECT = Path(__file__).parents[2]
SMALL = TrainingConfig(
    dimensions=8, hidden=8, batch_playlists=64, targets=8, epochs=3, decay_epochs=3, learning_rate=0.02, **RANKER
)
NOTHING = np.empty(0, np.int32)
ASKED = [
    Seeds(np.array([3, 8], np.int32), np.array([1, 2], np.int32), "Jazz Evening"),
    Seeds(NOTHING, NOTHING, "metal evening"),
]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_playlists(playlists()[:100])


def test_a_file_changes_the_settings_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("dimensions = 32\nseed_counts = [0, 3]\nrefit = false\n", encoding="utf-8")
    assert read_config(path) == replace(TrainingConfig(), dimensions=32, seed_counts=(0, 3), refit=False)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("dimension = 32", "no settings called dimension. There are: dimensions, hidden, "),
        ("dimensions = 0", "dimensions must be above 0, got 0"),
        ("dimensions = 'many'", "dimensions Input should be a valid integer"),
        ("dropout = 1", "dropout must be at least 0 and below 1"),
        ("seed_counts = [0]", "one of them above 0"),
        ("folds = 1", "folds must be at least 2, got 1"),
        ("views = 0", "views must be above 0, got 0"),
        ("patience = 0", "patience must be above 0, got 0"),
        ("ranker_leaves = 1", "ranker_leaves must be at least 2"),
        ("als_factors = -1", "als_factors must be above 0"),
        ("dimensions 32", "is not TOML"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_config(path)
    assert problem in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_settings_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_config(tmp_path / "none.toml")


def test_every_setting_is_documented_with_its_default() -> None:
    text = (PROJECT / "docs" / "training.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(" `"): line.split("|")[2].strip() for line in text.splitlines() if "| `" in line}
    defaults = {field.name: getattr(TrainingConfig(), field.name) for field in fields(TrainingConfig)}
    shown = {name: list(value) if isinstance(value, tuple) else value for name, value in defaults.items()}
    assert rows == {name: str(value).lower() for name, value in shown.items()}


@pytest.fixture(scope="module")
def watched(corpus: Corpus) -> tuple[Trained, list[Epoch], list[tuple[str, int, int]]]:
    """One whole training, and what it told."""
    told: list[Epoch] = []
    steps: list[tuple[str, int, int]] = []
    trained = train(corpus, SMALL, 1, on_epoch=told.append, on_step=lambda *step: steps.append(step))
    return trained, told, steps


def test_training_learns_and_reports_each_epoch(
    watched: tuple[Trained, list[Epoch], list[tuple[str, int, int]]], corpus: Corpus
) -> None:
    trained, told, steps = watched

    assert [epoch.number for epoch in told] == [1, 2, 3]
    assert told[-1].metrics["ndcg"] > told[0].metrics["ndcg"]
    assert trained.best == max(told, key=lambda epoch: epoch.metrics["ndcg"])
    assert trained.refitted
    assert not trained.interrupted
    assert trained.validated == RANKER["validation_lists"]
    # Half of 100 playlists in batches of 64 are one step, and all of them two; the folds show 30 playlists twice.
    assert steps[:3] == [(f"Epoch {number}", 1, 1) for number in (1, 2, 3)]
    assert ("Fold 1 of 2, candidates", 60, 60) in steps
    assert ("Fold 2 of 2, candidates", 60, 60) in steps
    best = trained.best.number
    assert steps[-2:] == [(f"All playlists, epoch {best} of {best}", step, 2) for step in (1, 2)]
    assert trained.model.song_vectors.shape == (corpus.n_songs, 8)


def test_the_report_has_every_source_and_family(
    watched: tuple[Trained, list[Epoch], list[tuple[str, int, int]]],
) -> None:
    trained, _, _ = watched

    assert set(trained.report["ndcg"]) == {"ranker", "sum of z-scores", *SOURCES}
    families = {*SOURCES, "all", "together", "artist", "title", "popularity", "seeds"}
    assert set(trained.report["ndcg lost without"]) == families
    assert trained.metrics == trained.report["metrics"]
    assert trained.measured == {
        **trained.metrics,
        "best_epoch": trained.best.number,
        "validation_playlists": RANKER["validation_lists"],
    }


def test_the_same_seed_gives_the_same_answers(
    watched: tuple[Trained, list[Epoch], list[tuple[str, int, int]]], corpus: Corpus
) -> None:
    trained, _, _ = watched
    again = train(corpus, SMALL, 1)

    np.testing.assert_array_equal(again.model.score(ASKED), trained.model.score(ASKED))
    assert again.report == trained.report


def test_training_stops_when_validation_does_not_get_better(corpus: Corpus) -> None:
    hopeless = replace(SMALL, learning_rate=1e-9, epochs=10, patience=2, refit=False)
    trained = train(corpus, hopeless, 1)

    assert len(trained.epochs) == trained.best.number + 2 < 10
    assert not trained.refitted


def test_ctrl_c_keeps_the_best_so_far(corpus: Corpus) -> None:
    def stop(epoch: Epoch) -> None:
        if epoch.number == 2:
            raise KeyboardInterrupt

    trained = train(corpus, SMALL, 1, on_epoch=stop)

    assert trained.interrupted
    assert not trained.refitted
    assert len(trained.epochs) == 2
    # One fold teaches the ranker; there is no other one that could measure it.
    assert trained.report == {}
    assert trained.measured["ndcg"] == trained.best.metrics["ndcg"]
    assert np.isfinite(trained.model.score(ASKED)).all()


@pytest.mark.parametrize(("label", "folds"), [("Fold 1", 1), ("Fold 2", 1), ("All playlists", 2)])
def test_ctrl_c_later_keeps_what_the_folds_have_taught(corpus: Corpus, label: str, folds: int) -> None:
    stopped: list[str] = []

    def stop(what: str, done: int, of: int) -> None:
        if what.startswith(label) and not stopped:
            stopped.append(what)
            raise KeyboardInterrupt

    trained = train(corpus, replace(SMALL, epochs=1), 1, on_step=stop)

    assert trained.interrupted
    assert not trained.refitted
    assert bool(trained.report) == (folds == 2)
    assert np.isfinite(trained.model.score(ASKED)).all()


def test_ctrl_c_twice_leaves_nothing(corpus: Corpus) -> None:
    def stop(what: str, done: int, of: int) -> None:
        if what.startswith("Fold"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(corpus, replace(SMALL, epochs=1), 1, on_step=stop)


def test_ctrl_c_before_the_first_epoch_leaves_nothing(corpus: Corpus) -> None:
    def stop(what: str, done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(corpus, SMALL, 1, on_step=stop)


def test_one_playlist_is_not_enough() -> None:
    with pytest.raises(TooFewPlaylists, match="at least two playlists"):
        train(Corpus.from_playlists(playlists()[:1]), SMALL, 1)


def test_two_playlists_that_share_nothing_make_a_bundle_that_answers(tmp_path: Path) -> None:
    """Nothing can be learned from them: the sum of z-scores stands in for the ranker."""
    corpus = listed(("Rain", ["A one", "A two", "A three"]), ("Blue", ["B one", "B two", "B three"]))
    trained = train(corpus, replace(SMALL, epochs=1), 1)
    write_bundle(
        tmp_path / "bundle", corpus, trained.model, trained.content, Training("two", "two lists", "made up", NOON)
    )

    assert not (tmp_path / "bundle" / "model" / "ranker" / "trees.skops").exists()
    with Recommender.load(tmp_path / "bundle") as recommender:
        answer = recommender.recommend(Query((Track("B one", ("B",)),), limit=2))
    assert {item.song.title for item in answer.items} == {"B two", "B three"}


def test_playlists_without_titles_make_a_bundle_that_answers(tmp_path: Path) -> None:
    corpus = Corpus.from_playlists([replace(one, title=None) for one in playlists()[:100]])
    trained = train(corpus, replace(SMALL, epochs=1), 1)
    write_bundle(
        tmp_path / "bundle", corpus, trained.model, trained.content, Training("untitled", "lists", "made up", NOON)
    )

    assert (tmp_path / "bundle" / "model" / "ranker" / "trees.skops").exists()
    with Recommender.load(tmp_path / "bundle") as recommender:
        songs = recommender.recommend(Query((song(JAZZ, 3), song(JAZZ, 8)), limit=10))
        titled = recommender.recommend(Query((song(JAZZ, 3), song(JAZZ, 8)), title="Jazz Evening", limit=10))
        with pytest.raises(NothingKnown):
            recommender.recommend(Query((), title="Jazz Evening"))
    for answer in (songs, titled):
        assert sum(item.song.title.startswith(JAZZ) for item in answer.items) >= 8
