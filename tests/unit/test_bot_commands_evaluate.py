"""`segue evaluate` on two playlists whose scores are worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recsys.challenge import write_submission
from tests.support.scenes import JAZZ, METAL, song, spotify_id
from tests.support.terminal import Terminal


def uri(number: int, scene: str = JAZZ) -> str:
    return f"spotify:track:{spotify_id(scene, number)}"


# pid 1 shows its title and hides songs 0 and 1 of players 0 and 1; pid 2 shows song 5 without a title, which is none of
# the ten categories, and hides song 7 of player 7.
ANSWERS = [
    {"pid": 1, "tracks": [uri(0), uri(1)], "artists": ["Jazz Player 0", "Jazz Player 1"]},
    {"pid": 2, "tracks": [uri(7)], "artists": ["JAZZ player 7"]},
]
# pid 1: songs 30 and 60, both of player 0, then song 0 at place 3. pid 2: song 37 of player 7; song 7 at place 11.
REST = [uri(number) for number in range(100, 300)] + [uri(number, METAL) for number in range(300)]
ROWS = [
    (1, [uri(30), uri(60), uri(0), *REST[:497]]),
    (2, [uri(37), *REST[:9], uri(7), *REST[9:498]]),
]
# R-precision: pid 1 has no hit in two places, but one of the two artists: .25 / 2. pid 2 finds its artist: .25 / 1.
R_PRECISION = {"1": 0.125, "0": 0.25}
CLICKS = {"1": 0, "0": 1}


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def arguments(tmp_path: Path) -> list[object]:
    seed = {"pos": 0, "track_name": "s", "artist_name": "x", "track_uri": uri(5)}
    playlists = [
        {"pid": 1, "name": "evening", "num_holdouts": 2, "tracks": []},
        {"pid": 2, "num_holdouts": 1, "tracks": [seed]},
    ]
    challenge, answers, submission = (tmp_path / name for name in ("challenge.json", "answers.json", "submission.csv"))
    challenge.write_text(json.dumps({"version": "v1", "playlists": playlists}), encoding="utf-8")
    answers.write_text(json.dumps(ANSWERS), encoding="utf-8")
    write_submission(submission, ROWS)
    return ["evaluate", "--challenge", challenge, "--answers", answers, "--submission", submission]


def training_data(tmp_path: Path) -> Path:
    path = tmp_path / "tracks.csv"
    rows = ["playlist_id,position,title,artist,spotify_id"]
    for number in range(300):
        track = song(JAZZ, number)
        rows.append(f"a,{number},{track.title},{track.artists[0]},{track.spotify_id}")
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_json_has_the_scores_overall_and_by_category(
    terminal: Terminal, arguments: list[object], tmp_path: Path
) -> None:
    shown = terminal.run(*arguments, "--tracks", training_data(tmp_path), "--json")
    assert shown.status == 0, shown.err
    scores = json.loads(shown.out)
    for category, group in scores["categories"].items():
        assert group["playlists"] == 1
        assert group["r_precision"] == dict.fromkeys(("mean", "low", "high"), R_PRECISION[category])
        assert group["clicks"]["mean"] == CLICKS[category]
    assert scores["overall"]["r_precision"]["mean"] == 0.1875
    assert scores["overall"]["clicks"]["mean"] == 0.5
    # 500 tracks of each list; 497 + 1 of REST and five others are distinct, and the data does not name the metal ones.
    metal = {track for _, tracks in ROWS for track in tracks if METAL in track}
    assert scores["tracks"] == 503
    assert scores["unknown_artists"] == len(metal) > 0


def test_a_bundle_names_the_artists_too(terminal: Terminal, arguments: list[object], trained_bundle: Path) -> None:
    scores = json.loads(terminal.run(*arguments, "--tracks", trained_bundle, "--json").out)
    assert scores["overall"]["r_precision"]["mean"] == 0.1875
    assert scores["unknown_artists"] == 0


def test_the_table_has_a_line_for_each_category_and_says_what_is_unknown(
    terminal: Terminal, arguments: list[object]
) -> None:
    shown = terminal.run(*arguments)
    assert shown.status == 0, shown.err
    assert "1 title, only" in shown.out
    assert "other seeds" in shown.out
    assert "0.0000 (.0000–.0000)" in shown.out, "without artists there is no credit for them"
    assert "The artists of 503 of 503 recommended tracks are not known" in shown.out


def test_a_bad_submission_is_a_sentence_with_its_line(terminal: Terminal, arguments: list[object]) -> None:
    path = Path(str(arguments[-1]))
    path.write_text(path.read_text(encoding="utf-8").replace(uri(60), uri(30)), encoding="utf-8")
    shown = terminal.run(*arguments)
    assert shown.status == 2
    assert f"submission.csv, line 2: has {uri(30)} more than once." in shown.err
    assert shown.out == ""


def test_answers_to_another_challenge_are_a_sentence(terminal: Terminal, arguments: list[object]) -> None:
    Path(str(arguments[4])).write_text(json.dumps(ANSWERS[:1]), encoding="utf-8")
    shown = terminal.run(*arguments)
    assert shown.status == 2
    assert "only one of them has pid 2" in shown.err


def test_tracks_that_cannot_be_read_are_a_sentence(terminal: Terminal, arguments: list[object]) -> None:
    shown = terminal.run(*arguments, "--tracks", "nowhere.csv")
    assert shown.status == 2
    assert "nowhere.csv: does not exist" in shown.err
