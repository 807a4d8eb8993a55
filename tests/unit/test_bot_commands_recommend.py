"""`segue recommend` with a really trained model."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recsys.domain import Playlist, Track
from tests.support.scenes import JAZZ, METAL, song, spotify_id, write_trained_bundle
from tests.support.terminal import Shown, Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def answer(shown: Shown) -> Any:
    assert shown.status == 0, shown.err
    return json.loads(shown.out)


def test_a_table_says_what_why_and_how_much_was_known(terminal: Terminal, trained_bundle: Path) -> None:
    shown = terminal.run(
        "recommend", "--model", trained_bundle, "--song", "Jazz Player 1 - Jazz Tune 1", "--song", "jazz tune 2",
        "--song", "Jazz Player 9 - Unheard", "--song", "Xyzzy - Qwfp", "-n", 5,
    )  # fmt: skip

    assert shown.status == 0, shown.err
    assert shown.out.count("Jazz Player") >= 5
    assert re.search(r"In \d+ playlists with (Jazz Tune [12]|songs by Jazz Player 9) ", shown.out)
    assert "2 of 4 songs known, 1 more through their artist." in shown.out
    assert "Not found: Xyzzy - Qwfp" in shown.out
    assert "This is the demo model" in shown.out
    assert "Metal" not in shown.out


def test_json_has_the_same_for_programs(terminal: Terminal, trained_bundle: Path) -> None:
    shown = terminal.run("recommend", "--model", trained_bundle, "--title", "Metal Evening", "--json", "-n", 3)

    document = answer(shown)
    assert [item["rank"] for item in document["items"]] == [1, 2, 3]
    for item in document["items"]:
        number = int(item["title"].removeprefix("Metal Tune "))
        assert item["artist"] == song(METAL, number).artists[0]
        assert item["spotify_ids"] == [spotify_id(METAL, number)]
        assert item["why"].endswith("“Metal Evening”")
    assert (document["seeds"], document["known"], document["unknown"], document["demo"]) == (0, 0, [], True)


def test_a_text_file_of_songs_and_links_is_continued(terminal: Terminal, trained_bundle: Path, tmp_path: Path) -> None:
    listed = tmp_path / "songs.txt"
    listed.write_text(
        "# an evening\nJazz Player 3 - Jazz Tune 3\nJaz Player 4 - Jazz Tune 4\nJazz Tune 5\n"
        f"https://open.spotify.com/track/{spotify_id(JAZZ, 6)}\nspotify:track:{'u' * 22}\n",
        encoding="utf-8",
    )
    document = answer(terminal.run("recommend", "--model", trained_bundle, "--playlist", listed, "--json", "-n", 100))

    assert (document["seeds"], document["known"]) == (5, 4)
    assert document["unknown"] == [f"spotify:track:{'u' * 22}"]
    found = {item["title"] for item in document["items"]}
    assert not found & {f"Jazz Tune {number}" for number in (3, 4, 5, 6)}


def test_a_playlist_of_the_dataset_is_continued_with_its_title(
    terminal: Terminal, trained_bundle: Path, tmp_path: Path
) -> None:
    track = {"track_name": "Metal Tune 7", "artist_name": "Metal Player 7"}
    slices = tmp_path / "mpd.slice.0-0.json"
    slices.write_text(
        json.dumps({"playlists": [{"pid": 1, "name": "Metal Evening", "tracks": [track]}]}), encoding="utf-8"
    )
    document = answer(terminal.run("recommend", "--model", trained_bundle, "--playlist", slices, "--json", "-n", 5))

    assert document["known"] == 1
    assert all(item["title"].startswith("Metal") for item in document["items"])


def test_one_artist_does_not_fill_the_answer(terminal: Terminal, trained_bundle: Path) -> None:
    # One seed: at most a fifth of the answer by one artist.
    document = answer(terminal.run("recommend", "--model", trained_bundle, "--song", "Jazz Tune 1", "--json", "-n", 20))
    artists = [item["artist"] for item in document["items"]]
    assert max(map(artists.count, artists)) <= 4


def test_nothing_known_is_one_sentence_and_status_2(terminal: Terminal, trained_bundle: Path) -> None:
    for arguments in (("--song", "Xyzzy - Qwfp"), ("--title", "qwfp"), ("--song", "spotify:track:" + "u" * 22)):
        shown = terminal.run("recommend", "--model", trained_bundle, *arguments)

        assert shown.status == 2
        assert shown.out == ""
        assert shown.err.startswith("segue: None of these songs, artists or words is known to the model.")
        assert shown.err.count("\n") == 1


def test_nothing_known_says_what_may_have_been_meant(terminal: Terminal, trained_bundle: Path) -> None:
    shown = terminal.run("recommend", "--model", trained_bundle, "--song", "Tune Ninetynine", "--json")

    assert shown.status == 2
    assert shown.out == ""
    missed, sentence = shown.err.splitlines()
    assert re.fullmatch(r"Not found: Tune Ninetynine \(did you mean \w+ Player \d+ - \w+ Tune \d+; .+\?\)", missed)
    assert sentence.startswith("segue: None of these")


def test_a_playlist_id_needs_a_file_with_playlists(terminal: Terminal, trained_bundle: Path, tmp_path: Path) -> None:
    listed = tmp_path / "songs.txt"
    listed.write_text("Jazz Tune 1\n", encoding="utf-8")
    arguments = ("recommend", "--model", trained_bundle, "--playlist-id", "5")
    for given, problem in (
        (("--title", "jazz"), "--playlist, which is not given"),
        (("--playlist", listed), "has no id. Leave out --playlist-id"),
    ):
        shown = terminal.run(*arguments, *given)
        assert shown.status == 2
        assert problem in shown.err


def test_nothing_given_says_what_to_give(terminal: Terminal, trained_bundle: Path) -> None:
    shown = terminal.run("recommend", "--model", trained_bundle)

    assert shown.status == 2
    assert "Give a --playlist, a --song or a --title" in shown.err


def test_a_folder_that_is_no_bundle_is_one_sentence_and_status_2(terminal: Terminal, tmp_path: Path) -> None:
    shown = terminal.run("recommend", "--model", tmp_path, "--title", "x")

    assert shown.status == 2
    assert shown.err.count("\n") == 1
    assert "cannot be used as a model bundle: it has no manifest.json" in shown.err


def test_titles_stand_as_they_are(terminal: Terminal, trained_bundle: Path) -> None:
    shown = terminal.run("recommend", "--model", trained_bundle, "--song", "[bold]x[/bold] - [red]", "--title", "jazz")

    assert "Not found: [bold]x[/bold] - [red]" in shown.out


EXPLICIT = range(0, 300, 2)


def live(number: int) -> Track:
    studio = song(JAZZ, number)
    return replace(studio, title=f"{studio.title} (Live)", spotify_id=f"live{number:018d}", explicit=False)


@pytest.fixture(scope="module")
def rated_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every other jazz song is marked as explicit; of sixty rare ones there are live versions, marked as clean."""
    marked = [replace(song(JAZZ, number), explicit=True) for number in EXPLICIT]
    explicit = [Playlist(track.title, None, (track,)) for track in marked]
    lists = [Playlist(str(row), f"{JAZZ} Evening", tuple(map(live, range(200 + row % 6, 260, 6)))) for row in range(30)]
    return write_trained_bundle(tmp_path_factory.mktemp("bundles") / "rated", [*lists, *explicit])


def test_the_dial_leads_from_hits_to_others(terminal: Terminal, trained_bundle: Path) -> None:
    def popularity(*dial: str) -> tuple[list[str], float]:
        arguments = ("--model", trained_bundle, "--title", "Jazz Evening", "-n", 50, "--json", *dial)
        document = answer(terminal.run("recommend", *arguments))
        titles = [item["title"] for item in document["items"]]
        # The lower its number, the more playlists hold a song of the scene.
        return titles, sum(int(title.split()[-1]) for title in titles) / len(titles)

    (sure, at_nought), (balanced, at_half), (_, at_one) = (
        popularity("--adventurous", dial) for dial in ("0", "0.5", "1")
    )
    assert max(at_nought, at_half) < at_one  # the middle is gentle: so small a model's noise is as great
    assert balanced != sure
    assert popularity() == (balanced, at_half)


def test_the_dial_has_ends(terminal: Terminal, trained_bundle: Path) -> None:
    for dial in ("-0.1", "1.1", "much"):
        shown = terminal.run("recommend", "--model", trained_bundle, "--title", "jazz", "--adventurous", dial)
        assert shown.status == 2
        assert "--adventurous" in shown.err


def test_no_song_comes_twice_or_in_another_version_than_it_was_given(
    terminal: Terminal, rated_bundle: Path, tmp_path: Path
) -> None:
    def titles(*given: object) -> list[str]:
        shown = terminal.run("recommend", "--model", rated_bundle, "--json", "-n", 500, *given)
        return [item["title"] for item in answer(shown)["items"]]

    free = titles("--title", "Jazz Evening")
    assert any(title.endswith(" (Live)") for title in free)  # some were chosen over the studio's
    assert {"Jazz Tune 201", "Jazz Tune 202"} <= {title.removesuffix(" (Live)") for title in free}
    assert len({title.removesuffix(" (Live)") for title in free}) == len(free) == 500
    # One that the catalogue has in two other versions, and one that it has as it is.
    listed = tmp_path / "playlist.csv"
    listed.write_text(
        "playlist_id,position,title,artist,spotify_id\n"
        f"1,0,Jazz Tune 201 - Acoustic,Jazz Player 21,{'u' * 22}\n"
        "1,1,Jazz Tune 202 (Live),Jazz Player 22,\n",
        encoding="utf-8",
    )
    continued = titles("--title", "Jazz Evening", "--playlist", listed)
    assert not {"Jazz Tune 201", "Jazz Tune 202"} & {title.removesuffix(" (Live)") for title in continued}


def test_clean_answers_have_no_explicit_song_and_count_the_unknown(terminal: Terminal, rated_bundle: Path) -> None:
    arguments = ("recommend", "--model", rated_bundle, "--title", "Jazz Evening", "-n", 30)
    free, clean = (answer(terminal.run(*arguments, "--json", *flag))["items"] for flag in ((), ("--clean",)))
    assert any(item["explicit"] for item in free)
    assert {item["explicit"] for item in clean} == {False, None}
    explicit = {f"Jazz Tune {number}" for number in EXPLICIT}
    assert not explicit & {item["title"] for item in clean}

    unknown = [item["explicit"] for item in clean].count(None)
    said = f"{unknown} of 30 answered songs may be explicit: the data does not say."
    assert said in terminal.run(*arguments, "--clean").out
    assert "explicit" not in terminal.run(*arguments).out


def test_only_songs_of_the_years_are_answered(terminal: Terminal, rated_bundle: Path) -> None:
    arguments = ("recommend", "--model", rated_bundle, "--title", "Jazz Evening", "-n", 20)
    years = ("--year-from", "1972", "--year-to", "1973")
    items = answer(terminal.run(*arguments, *years, "--json"))["items"]
    assert {item["year"] for item in items} == {1972, 1973}
    assert len(items) == 20

    none = terminal.run(*arguments, "--year-from", "2525")
    assert "The model knows no more songs of those years that fit." in none.out
    assert "of those years" not in terminal.run(*arguments).out
    crossed = terminal.run(*arguments, "--year-from", "1960", "--year-to", "1950")
    assert (crossed.status, "--year-from is after --year-to" in crossed.err) == (2, True)
