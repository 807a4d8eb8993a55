"""`segue train` at the terminal: a bundle that answers, and sentences for what cannot be trained on."""

from __future__ import annotations

import csv
import multiprocessing
from pathlib import Path

import pytest

from bot.commands._mining import MiningEnded, mined_apart
from recsys.bundle import read_manifest
from recsys.corpus import Corpus
from recsys.domain import Playlist, Query
from recsys.pipeline import Recommender
from recsys.rules_mining import Mining, mine_corpus
from recsys.rules_table import Level
from tests.support.interrupted import interrupted, needs_signals
from tests.support.scenes import JAZZ, playlists, song, spotify_id
from tests.support.terminal import Terminal

SMALL = """
dimensions = 8
hidden = 8
targets = 4
batch_playlists = 32
learning_rate = 0.02
folds = 2
negatives = 20
ranker_trees = 5
als_factors = 8
"""


def write_table(path: Path, found: list[Playlist]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["playlist_id", "position", "title", "artist", "spotify_id", "playlist_name"])
        for playlist in found:
            for position, track in enumerate(playlist.tracks):
                rows.writerow([playlist.id, position, track.title, track.artists[0], track.spotify_id, playlist.title])
    return path


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_table(tmp_path / "scenes.csv", playlists()[:60])


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_writes_a_bundle_that_says_what_it_is_and_answers(
    terminal: Terminal, data: Path, settings: Path, tmp_path: Path
) -> None:
    out = tmp_path / "bundle"
    shown = terminal.run(
        "train", "--data", data, "--out", out, "--config", settings, "--epochs", 2, "--seed", 7, "--licence", "made up"
    )
    assert shown.status == 0, shown.err
    assert "Epoch 2" in shown.err
    assert "best epoch" in shown.out
    manifest = read_manifest(out)
    assert manifest.trained_on == "scenes.csv"
    assert manifest.counts["playlists"] == 60
    assert manifest.settings["epochs"] == 2
    assert manifest.settings["seed"] == 7
    assert manifest.settings["dimensions"] == 8
    assert {"r_precision", "ndcg", "clicks"} <= set(manifest.metrics)
    assert manifest.licence == "made up"
    assert not manifest.demo
    with Recommender.load(out) as recommender:
        answer = recommender.recommend(Query(title=f"{JAZZ} Evening", limit=5))
    assert len(answer.items) == 5


def test_the_same_seed_gives_the_same_model(terminal: Terminal, data: Path, settings: Path, tmp_path: Path) -> None:
    bundles = [tmp_path / "one", tmp_path / "two"]
    for out in bundles:
        terminal.run("train", "--data", data, "--out", out, "--config", settings, "--epochs", 1, "--seed", 3)
    # The file of trees names places in memory and the time: the same trees give other bytes, but the same answers.
    one, two = (
        {name: each.sha256 for name, each in read_manifest(out).files.items() if "als/" in name or "tower/" in name}
        for out in bundles
    )
    assert len(one) == 4
    assert one == two
    answers = []
    for out in bundles:
        with Recommender.load(out) as recommender:
            answers.append(recommender.recommend(Query((song(JAZZ, 1), song(JAZZ, 2)), limit=50)))
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        ("dimension = 8", "no settings called dimension. There are: dimensions"),
        ("dimensions = -1", "dimensions must be above 0"),
        ("dimensions = 'many'", "dimensions"),
        ("dimensions =", "is not TOML"),
    ],
)
def test_settings_that_cannot_be_used_are_named(
    terminal: Terminal, data: Path, tmp_path: Path, config: str, problem: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(config, encoding="utf-8")
    shown = terminal.run("train", "--data", data, "--out", tmp_path / "bundle", "--config", path)
    assert shown.status == 2
    assert problem in shown.err
    assert not (tmp_path / "bundle").exists()


def test_too_few_playlists_are_a_sentence(terminal: Terminal, tmp_path: Path, settings: Path) -> None:
    data = write_table(tmp_path / "one.csv", playlists()[:1])
    shown = terminal.run("train", "--data", data, "--out", tmp_path / "bundle", "--config", settings)
    assert shown.status == 2
    assert "at least two playlists" in shown.err
    assert not (tmp_path / "bundle").exists()


def test_a_folder_that_is_no_bundle_is_not_replaced(terminal: Terminal, data: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    shown = terminal.run("train", "--data", data, "--out", tmp_path / "mine")
    assert shown.status == 2
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_that_a_replaced_bundle_knew_sounds_is_told_with_what_to_do(
    terminal: Terminal, data: Path, settings: Path, tmp_path: Path
) -> None:
    out, sounds = tmp_path / "bundle", tmp_path / "sounds.csv"
    told = f"segue features import FILE --model {out}"
    train = ("train", "--data", data, "--out", out, "--config", settings, "--epochs", 1)
    assert told not in terminal.run(*train).out
    sounds.write_text(f"id,energy,tempo,valence\n{spotify_id(JAZZ, 1)},0.2,90,0.3\n", encoding="utf-8")
    assert terminal.run("features", "import", sounds, "--model", out).status == 0

    assert told in terminal.run(*train).out


@needs_signals
def test_ctrl_c_while_rules_are_mined_keeps_the_model_and_the_earlier_rules_of_the_same_playlists(
    terminal: Terminal, data: Path, settings: Path, tmp_path: Path
) -> None:
    out = tmp_path / "bundle"
    train = ("train", "--data", data, "--out", out, "--config", settings, "--epochs", 1, "--seed")
    assert terminal.run(*train, 1).status == 0
    before = read_manifest(out)

    shown = interrupted("call", "_followed", *train, 2)

    assert shown.status == 0, shown.err
    assert "The bundle keeps its earlier rules, which are of the same playlists." in shown.err
    after = read_manifest(out)
    assert after.settings["seed"] == 2
    rules = [{name: one for name, one in each.files.items() if name.startswith("rules/")} for each in (before, after)]
    assert rules[0] == rules[1]
    assert len(rules[0]) == 2


def test_rules_come_from_a_process_of_their_own_and_are_the_same() -> None:
    corpus, steps = Corpus.from_playlists(playlists()), []
    mined = mined_apart(corpus, lambda *step: steps.append(step))
    here = mine_corpus(corpus, Mining())
    assert steps
    for level in Level:
        table, same = mined.by_level[level], here.by_level[level]
        assert (table.left == same.left).all()
        assert (table.counts == same.counts).all()


def test_a_mining_process_that_dies_is_told_from_a_result() -> None:
    def kill(*step: object) -> None:
        for process in multiprocessing.active_children():
            process.kill()

    with pytest.raises(MiningEnded):
        mined_apart(Corpus.from_playlists(playlists()), kill)
