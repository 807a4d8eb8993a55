"""`segue similar` with a really trained model that knows how some of its songs sound."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.scenes import JAZZ, SONGS, spotify_id
from tests.support.terminal import Shown, Terminal

QUIET_FROM, UNHEARD_FROM = 100, 200
"""The lower songs of the scene are loud and quick, then come quiet and slow ones; of the last nothing is known."""


@pytest.fixture(scope="module")
def sounding_bundle(trained_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sounding")
    bundle = Path(shutil.copytree(trained_bundle, folder / "bundle"))
    with (folder / "features.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["id", "energy", "danceability", "valence", "acousticness", "tempo", "loudness"])
        for number in range(UNHEARD_FROM):
            quiet, step = number >= QUIET_FROM, number % 10 / 100
            features = (0.1, 0.2, 0.1, 0.9, 70, -20) if quiet else (0.8, 0.7, 0.8, 0.1, 140, -5)
            table.writerow([spotify_id(JAZZ, number), *(round(one + step, 3) for one in features)])
    from bot.commands.features import command

    command.main(["import", str(folder / "features.csv"), "--model", str(bundle)], standalone_mode=False)
    return bundle


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def answer(shown: Shown) -> Any:
    assert shown.status == 0, shown.err
    return json.loads(shown.out)


def seeds(*numbers: int) -> list[str]:
    return [word for number in numbers for word in ("--song", f"spotify:track:{spotify_id(JAZZ, number)}")]


def test_the_same_songs_as_recommend_the_most_alike_first(terminal: Terminal, sounding_bundle: Path) -> None:
    asked = ["--model", sounding_bundle, *seeds(110, 120, 131), "-n", 60, "--json"]
    recommended = answer(terminal.run("recommend", *asked))
    similar = answer(terminal.run("similar", *asked))

    def titles(document: Any) -> list[str]:
        return [item["title"] for item in document["items"]]

    assert sorted(titles(similar)) == sorted(titles(recommended))
    matches = [item["match"] for item in similar["items"] if item["match"] is not None]
    assert matches == sorted(matches, reverse=True)
    assert matches[0] > matches[-1]
    numbers = {item["title"]: int(item["title"].removeprefix("Jazz Tune ")) for item in similar["items"]}
    quiet = [item["match"] for item in similar["items"] if QUIET_FROM <= numbers[item["title"]] < UNHEARD_FROM]
    loud = [item["match"] for item in similar["items"] if numbers[item["title"]] < QUIET_FROM]
    assert quiet
    assert loud
    assert min(quiet) > max(loud)
    # What is not known keeps the place of its rank.
    for title, number in numbers.items():
        if number >= UNHEARD_FROM:
            assert titles(similar).index(title) == titles(recommended).index(title)
    assert (similar["heard"], similar["heard_seeds"]) == (len(matches), 3)


def test_a_table_says_how_well_each_matches_and_in_what(terminal: Terminal, sounding_bundle: Path) -> None:
    shown = terminal.run("similar", "--model", sounding_bundle, *seeds(110, 120, 131), "--sort-by", "energy", "-n", 30)
    assert shown.status == 0, shown.err
    assert "Match" in shown.out
    assert "Energy" in shown.out
    (heading,) = [line for line in shown.out.splitlines() if "Artist" in line]
    assert heading.index("Energy") < heading.index("Match")
    assert "│ 80     │" in shown.out
    assert "your list" in shown.out
    assert "and of 3 of those given." in shown.out
    assert "This is the demo model" in shown.out


def test_sorted_by_one_respect_songs_say_what_they_have_of_it(terminal: Terminal, sounding_bundle: Path) -> None:
    asked = ["--model", sounding_bundle, *seeds(110, 120, 131), "-n", 30, "--json"]
    for by in ("energy", "mood"):
        items = answer(terminal.run("similar", *asked, "--sort-by", by))["items"]
        found = [item[by] for item in items if item[by] is not None]
        assert len(found) > 20
        assert found == sorted(found), "the seeds have less of it than nearly all songs"


def test_a_picture_of_both_sounds(terminal: Terminal, sounding_bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "sound.png"
    shown = terminal.run("similar", "--model", sounding_bundle, *seeds(110, 120), "--picture", file)
    assert shown.status == 0, shown.err
    assert file.read_bytes().startswith(b"\x89PNG")
    assert "Both sounds are drawn in" in shown.out
    shown = terminal.run("similar", "--model", sounding_bundle, *seeds(110), "--picture", tmp_path / "no" / "x.png")
    assert shown.status == 1
    assert "cannot be written" in shown.err


def test_a_bundle_that_knows_no_sounds_says_so(terminal: Terminal, trained_bundle: Path, tmp_path: Path) -> None:
    picture = tmp_path / "sound.png"
    shown = terminal.run("similar", "--model", trained_bundle, *seeds(110), "-n", 5, "--picture", picture)
    assert shown.status == 0, shown.err
    assert "The sound of 0 of 5 songs is known" in shown.out
    assert "segue features import" in shown.out
    assert shown.out.count("sound unknown; ") == 5
    assert not picture.exists()
    assert "none was drawn" in shown.out


@pytest.mark.parametrize("sort_by", ["overall", "tempo", "year"])
def test_songs_of_which_nothing_is_known_are_recommended_all_the_same(
    terminal: Terminal, trained_bundle: Path, sort_by: str
) -> None:
    asked = ["--model", trained_bundle, "--title", "Jazz Evening", "-n", 5]
    shown = terminal.run("similar", *asked, "--json", "--sort-by", sort_by)
    assert [item["match"] for item in answer(shown)["items"]] == [None] * 5
    shown = terminal.run("similar", *asked, "--sort-by", sort_by)
    assert ("They stand in the order of the recommendation" in shown.out) is (sort_by != "year")


def test_a_title_alone_is_compared_with_the_best_songs(
    terminal: Terminal, sounding_bundle: Path, tmp_path: Path
) -> None:
    asked = ["--model", sounding_bundle, "--title", "Jazz Evening", "-n", 40]
    document = answer(terminal.run("similar", *asked, "--json"))
    assert (document["stand_ins"], document["heard_seeds"], document["seeds"]) == (5, 0, 0)
    matches = [item["match"] for item in document["items"] if item["match"] is not None]
    assert matches
    assert matches == sorted(matches, reverse=True)
    picture = tmp_path / "sound.png"
    shown = terminal.run("similar", *asked, "--picture", picture)
    assert "No song was given, so they were compared with the first 5 of the recommendation." in shown.out
    assert f"The sound of {document['heard']} of 40 songs is known." in shown.out
    assert not picture.exists(), "there is nothing of the person's to draw"


def test_songs_given_of_unknown_sound_are_not_compared_with(terminal: Terminal, sounding_bundle: Path) -> None:
    asked = ["--model", sounding_bundle, *seeds(210, 220), "-n", 40]
    shown = terminal.run("similar", *asked)
    assert "and of 0 of those given" not in shown.out
    assert "Nothing given could be compared with, so they were compared with the first 5" in shown.out
    by_year = answer(terminal.run("similar", *asked, "--sort-by", "year", "--json"))
    assert by_year["stand_ins"] == 0, "years are known of these"


def test_without_anything_to_go_by_it_says_what_to_give(terminal: Terminal, sounding_bundle: Path) -> None:
    shown = terminal.run("similar", "--model", sounding_bundle)
    assert shown.status == 2
    assert "Give a --playlist, a --song or a --title" in shown.err
    shown = terminal.run("similar", "--model", sounding_bundle, "--song", "Xyzzy - Qwfp")
    assert shown.status == 2
    assert SONGS > UNHEARD_FROM
