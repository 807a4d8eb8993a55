"""Training end to end on a made-up world: settings, validation, early stopping, Ctrl-C, and the command."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from recsys.corpus import Corpus
from recsys.domain import Playlist
from recsys.errors import DataError, TooFewPlaylists
from recsys.train import Epoch, TrainingConfig, read_config, train
from recsys.validation import hold_out
from tests.support.scenes import JAZZ, METAL, playlists, song

PROJECT = Path(__file__).parents[2]
SMALL = TrainingConfig(
    dimensions=8, hidden=8, batch_playlists=64, targets=8, epochs=3, decay_epochs=3, learning_rate=0.02
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_playlists(playlists())


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
        ("validation_share = 1", "validation_share must be between 0 and 1"),
        ("patience = 0", "patience must be at least 1"),
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


def test_held_out_playlists_show_only_what_training_knows() -> None:
    # The third playlist alone has Metal songs 7 and 8. Whichever is held out, its own songs are unknown.
    shared = [song(JAZZ, number) for number in range(4)]
    lists = [Playlist(str(row), "Mix", tuple(shared)) for row in range(2)]
    lists.append(Playlist("2", "Mix", (song(METAL, 7), song(METAL, 8))))
    corpus = Corpus.from_playlists(lists)
    for seed in range(8):
        rows, validation = hold_out(corpus, 0.1, 10, seed)
        held = set(range(3)) - set(rows.tolist())
        assert len(held) == len(validation.seeds) == 1
        assert validation.known.tolist() == (corpus.subset(rows).counts() > 0).tolist()
        assert all(validation.known[each.songs].all() for each in validation.seeds)
        if held == {2}:
            assert not validation.seeds[0].artists.size
            assert not validation.known[validation.hidden[0]].any()


def test_the_categories_of_the_challenge_are_held_out_where_playlists_are_long() -> None:
    lists = [Playlist(str(row), "Mix", tuple(song(JAZZ, number) for number in range(120))) for row in range(50)]
    _, validation = hold_out(Corpus.from_playlists(lists), 0.2, 100, seed=1)
    shown = sorted((len(each.songs), each.title is not None) for each in validation.seeds)
    with_title = [(count, True) for count in (0, 1, 5, 10, 25, 25, 100, 100)]
    assert shown == sorted([*with_title, (5, False), (10, False)])


def test_training_learns_and_reports_each_epoch(corpus: Corpus) -> None:
    told: list[Epoch] = []
    steps: list[tuple[str, int, int]] = []
    trained = train(corpus, SMALL, 1, on_epoch=told.append, on_step=lambda *step: steps.append(step))
    assert [epoch.number for epoch in told] == [1, 2, 3]
    assert told[-1].metrics["ndcg"] > told[0].metrics["ndcg"]
    assert trained.best == max(told, key=lambda epoch: epoch.metrics["ndcg"])
    assert trained.refitted
    assert not trained.interrupted
    assert trained.validated == 30  # a tenth of 300 playlists
    # 270 playlists in batches of 64 are five steps.
    assert steps[:5] == [("Epoch 1", step, 5) for step in range(1, 6)]
    assert trained.retriever.song_vectors.shape == (corpus.n_songs, 8)


def test_the_same_seed_gives_the_same_model(corpus: Corpus) -> None:
    config = replace(SMALL, epochs=1)
    one, again = train(corpus, config, 5), train(corpus, config, 5)
    np.testing.assert_array_equal(one.retriever.song_vectors, again.retriever.song_vectors)
    assert one.best == again.best


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


def test_ctrl_c_while_learning_from_all_keeps_the_validated_model(corpus: Corpus) -> None:
    def stop(what: str, done: int, of: int) -> None:
        if what.startswith("All playlists"):
            raise KeyboardInterrupt

    trained = train(corpus, SMALL, 1, on_step=stop)
    assert trained.interrupted
    assert not trained.refitted
    assert len(trained.epochs) == 3


def test_ctrl_c_before_the_first_epoch_leaves_nothing(corpus: Corpus) -> None:
    def stop(what: str, done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(corpus, SMALL, 1, on_step=stop)


def test_twenty_playlists_are_enough_and_one_is_not() -> None:
    few = Corpus.from_playlists(playlists()[:20])
    assert train(few, replace(SMALL, epochs=1), 1).validated == 2
    with pytest.raises(TooFewPlaylists, match="at least two playlists"):
        train(Corpus.from_playlists(playlists()[:1]), SMALL, 1)
