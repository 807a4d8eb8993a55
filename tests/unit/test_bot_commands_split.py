"""`segue split` as a person meets it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recsys.challenge import read_answers, read_challenge
from recsys.data.source import open_source
from tests.support.terminal import Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Thirty playlists of 120 tracks, the first of which is there twice."""
    rows = ["playlist_id,position,title,artist,spotify_id,playlist_name"]
    for playlist in range(30):
        rows += [f"{playlist},{n},Tune {n},Player,{n % 120:022},Evening" for n in range(121)]
    path = tmp_path / "lists.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_it_says_what_it_wrote(terminal: Terminal, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shown = terminal.run("split", "--data", data, "--out", out, "--playlists", 20, "--seed", 3)
    assert shown.status == 0, shown.err
    assert "title, random 100" in shown.out
    assert "10 playlists with 1,200 entries are left to train on." in shown.out
    assert "30 entries repeated a track" in shown.out
    assert "no Spotify id" not in shown.out
    challenge = read_challenge(out / "challenge_set.json")
    assert len(challenge) == len(read_answers(out / "answers.json")) == 20
    trained = {int(playlist.id) for playlist in open_source(out).playlists()}
    assert sorted([*trained, *(asked.pid for asked in challenge)]) == list(range(30))


def test_the_readme_names_what_it_writes(terminal: Terminal, data: Path, tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    terminal.run("split", "--data", data, "--out", tmp_path / "split", "--playlists", 20)
    named = set(re.findall(r"\bsplit/\S+", readme))
    assert len(named) >= 3
    assert not [path for path in named if not (tmp_path / path).exists()]


def test_the_folder_it_is_run_in_may_be_written(
    terminal: Terminal, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    shown = terminal.run("split", "--data", data, "--out", ".", "--playlists", 10)
    assert shown.status == 0, shown.err
    assert (tmp_path / "here" / "answers.json").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "lists.csv"]


def test_damage_is_an_error_or_is_counted(terminal: Terminal, data: Path, tmp_path: Path) -> None:
    with data.open("a", encoding="utf-8") as file:
        file.write("\n30,first,Tune,Player,,\n")
    arguments = ("split", "--data", data, "--out", tmp_path / "out", "--playlists", 10)
    refused = terminal.run(*arguments)
    assert refused.status == 2
    assert 'lists.csv, line 3632: has a bad "position"' in refused.err
    assert refused.err.count("\n") == 1
    assert not (tmp_path / "out").exists()
    skipping = terminal.run(*arguments, "--skip-damaged")
    assert skipping.status == 0
    assert "line 3632" in skipping.err
    assert "Left out 1 damaged part of the data." in skipping.err
    assert "20 playlists with 2,400 entries" in skipping.out


@pytest.mark.parametrize(
    ("playlists", "problem"), [(30, "cannot be held out"), (31, "cannot be held out"), (0, "x>=1"), ("many", "integer")]
)
def test_what_cannot_be_done_is_a_sentence_and_status_2(
    terminal: Terminal, data: Path, tmp_path: Path, playlists: object, problem: str
) -> None:
    shown = terminal.run("split", "--data", data, "--out", tmp_path / "out", "--playlists", playlists)
    assert shown.status == 2
    assert problem in shown.err


def test_a_folder_with_something_in_it_is_kept(terminal: Terminal, data: Path) -> None:
    shown = terminal.run("split", "--data", data, "--out", data.parent, "--playlists", 10)
    assert shown.status == 2
    assert "is no empty folder" in shown.err
    assert list(data.parent.iterdir()) == [data]
