"""The challenge's files: what is written is read again, and whatever breaks the rules is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recsys.challenge import (
    CATEGORIES,
    Answer,
    ChallengePlaylist,
    read_answers,
    read_challenge,
    read_submission,
    write_submission,
)
from recsys.domain import Track
from recsys.errors import DataError

URIS = [f"spotify:track:{number:022}" for number in range(501)]
SEED = f"spotify:track:{'seed':0<22}"
CHALLENGE = (
    ChallengePlaylist(1000002, "run", (), (), hidden=12),
    ChallengePlaylist(7, None, (Track("s", ("S",), SEED.split(":")[2]),), (0,), hidden=12),
)
TEAM = "team_info,segue,segue@example.org"


def playlist(pid: Any = 5, **more: Any) -> dict[str, Any]:
    return {"pid": pid, "num_holdouts": 10, "num_tracks": 10, "num_samples": 0, "tracks": [], **more}


def write(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "file.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def submission(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "submission.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def row(pid: int, tracks: list[str]) -> str:
    return ", ".join((str(pid), *tracks))


@pytest.mark.parametrize(
    ("number", "title", "positions"),
    [
        (1, "x", []),
        (2, "x", [0]),
        (3, "x", range(5)),
        (4, None, range(5)),
        (5, "x", range(10)),
        (6, None, range(10)),
        (7, "x", range(25)),
        (8, "x", range(3, 28)),
        (9, "x", range(100)),
        (10, "x", range(0, 200, 2)),
        (None, None, []),
        (None, "x", range(7)),
        (None, "x", [4]),
        (None, None, range(25)),
    ],
)
def test_a_category_follows_from_title_and_seeds(number: int | None, title: str | None, positions: range) -> None:
    tracks = tuple(Track(str(position), spotify_id=str(position)) for position in positions)
    assert ChallengePlaylist(1, title, tracks, tuple(positions), hidden=10).category == number


def test_the_ten_categories_are_numbered() -> None:
    assert [category.number for category in CATEGORIES] == list(range(1, 11))


def test_an_official_challenge_set_is_read(tmp_path: Path) -> None:
    seed = {
        "pos": 3,
        "artist_name": "Weezer",
        "track_uri": SEED,
        "artist_uri": "spotify:artist:x",
        "track_name": "Say It Ain't So",
        "album_uri": "spotify:album:x",
        "duration_ms": 258826,
        "album_name": "Weezer",
    }
    path = write(
        tmp_path,
        {
            "date": "2018-01-16 08:47:28.198015",
            "version": "v1",
            "playlists": [playlist(1000002, name="spanish"), playlist(7, num_samples=1, tracks=[seed])],
        },
    )
    assert read_challenge(path) == (
        ChallengePlaylist(1000002, "spanish", (), (), hidden=10),
        ChallengePlaylist(
            7,
            None,
            (Track("Say It Ain't So", ("Weezer",), SEED.split(":")[2], "Weezer", 258826),),
            (3,),
            hidden=10,
        ),
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ({"playlists": []}, "holds no playlist"),
        ({"playlists": [playlist(5), playlist(5)]}, "holds pid 5 2 times"),
        ({"playlists": [playlist("five")]}, "that is no number"),
        ({"playlists": [playlist(5, num_holdouts="ten")]}, "that is no number"),
        ({"playlists": [playlist(5), {"pid": 6}]}, 'playlist 2: has no list of "tracks"'),
        ([1], 'has no list of "playlists"'),
    ],
)
def test_a_bad_challenge_set_is_refused(tmp_path: Path, content: Any, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        read_challenge(write(tmp_path, content))
    assert problem in str(caught.value)


def test_answers_may_lack_their_category(tmp_path: Path) -> None:
    records = [
        {"pid": 1, "category": 3, "tracks": URIS[:2], "artists": ["A", "B"]},
        {"pid": 2, "tracks": URIS[:1], "artists": []},
    ]
    assert read_answers(write(tmp_path, records)) == (
        Answer(1, 3, tuple(URIS[:2]), ("A", "B")),
        Answer(2, None, tuple(URIS[:1]), ()),
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ({}, "is no list of answers"),
        ([], "holds no playlist"),
        ([{"tracks": ["a"], "artists": []}], 'playlist 1: has no "pid"'),
        ([{"pid": 1, "tracks": [], "artists": []}], "list of distinct track URIs"),
        ([{"pid": 1, "tracks": ["a", "a"], "artists": []}], "list of distinct track URIs"),
        ([{"pid": 1, "tracks": ["a"]}], "a list of names"),
        ([{"pid": 1, "tracks": ["a"], "artists": [], "category": "3"}], "\"category\" that is none of the ten: '3'"),
        ([{"pid": 1, "tracks": ["a"], "artists": [], "category": 11}], "none of the ten: 11"),
        ([{"pid": 1, "tracks": ["a"], "artists": []}] * 2, "holds pid 1 2 times"),
    ],
)
def test_bad_answers_are_refused(tmp_path: Path, content: Any, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        read_answers(write(tmp_path, content))
    assert problem in str(caught.value)


def test_a_submission_is_written_as_the_challenge_wants_it_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "submission.csv"
    write_submission(path, [(1000002, URIS[:500]), (7, URIS[1:])])
    first, second, third = path.read_text(encoding="utf-8").splitlines()
    assert first == TEAM
    assert second.startswith(f"1000002, {URIS[0]}, {URIS[1]}, ")
    assert third.endswith(f", {URIS[500]}")
    assert read_submission(path, CHALLENGE) == {1000002: tuple(URIS[:500]), 7: tuple(URIS[1:])}


def test_a_submission_that_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = submission(tmp_path, "old")

    def rows() -> Iterator[tuple[int, list[str]]]:
        yield 1000002, URIS
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_submission(path, rows())
    assert path.read_text(encoding="utf-8") == "old\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_refused_before_the_first_row_is_made(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[int, list[str]]]:
        pytest.fail("asked for a row")
        yield

    with pytest.raises(DataError, match=r"is a folder\. Name the file to write"):
        write_submission(tmp_path, rows())


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="cannot be written"):
        write_submission(tmp_path / "file" / "submission.csv", [])


def test_comments_blank_lines_and_other_teams_are_fine(tmp_path: Path) -> None:
    lines = ["# ours", "", "team_info,main,them,them@example.org", "# rows", row(7, URIS[:500]), row(1000002, URIS[1:])]
    assert set(read_submission(submission(tmp_path, *lines), CHALLENGE)) == {7, 1000002}


GOOD = row(1000002, URIS[:500])


@pytest.mark.parametrize(
    ("lines", "place", "problem"),
    [
        ([], None, "is empty"),
        ([GOOD], "line 1", "must begin as 'team_info,segue"),
        (["pid, tracks", GOOD], "line 1", "must begin as 'team_info,segue"),
        ([TEAM, GOOD], None, "has no row for 1 of the playlists, first for pid 7"),
        ([TEAM, GOOD, row(8, URIS[:500])], "line 3", "pid 8, which the challenge does not have"),
        ([TEAM, GOOD, GOOD], "line 3", "pid 1000002 a second time"),
        ([TEAM, GOOD, "seven, x"], "line 3", "does not begin with a pid: 'seven'"),
        ([TEAM, row(7, URIS[:499])], "line 2", "has 499 tracks for pid 7; it must have 500"),
        ([TEAM, row(7, URIS)], "line 2", "has 501 tracks for pid 7; it must have 500"),
        ([TEAM, row(7, [*URIS[:499], URIS[3]])], "line 2", f"has {URIS[3]} more than once"),
        ([TEAM, row(7, [*URIS[:499], SEED])], "line 2", f"has {SEED}, a seed of pid 7"),
        ([TEAM, row(7, [*URIS[:499], "spotify:album:x"])], "line 2", "'spotify:album:x', which is no track URI"),
        ([TEAM, row(7, [*URIS[:499], ""])], "line 2", "'', which is no track URI"),
    ],
)
def test_a_submission_against_the_rules_is_refused(
    tmp_path: Path, lines: list[str], place: str | None, problem: str
) -> None:
    with pytest.raises(DataError) as caught:
        read_submission(submission(tmp_path, *lines), CHALLENGE)
    assert problem in str(caught.value)
    assert caught.value.place == place


def test_a_seed_of_one_playlist_may_answer_another(tmp_path: Path) -> None:
    lines = [TEAM, row(1000002, [*URIS[:499], SEED]), row(7, URIS[:500])]
    assert read_submission(submission(tmp_path, *lines), CHALLENGE)[1000002][-1] == SEED
