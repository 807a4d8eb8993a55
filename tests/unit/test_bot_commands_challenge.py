"""`segue challenge` with a really trained model of 600 songs, each with one Spotify id."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recsys.bundle import Bundle
from recsys.challenge import TEAM, read_challenge, read_submission
from recsys.domain import Playlist, Track
from tests.support.scenes import JAZZ, METAL, playlists, song, spotify_id, write_trained_bundle
from tests.support.terminal import Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def record(track: Track) -> dict[str, Any]:
    return {
        "track_name": track.title,
        "artist_name": track.artists[0],
        "track_uri": f"spotify:track:{track.spotify_id}",
    }


def challenge_file(folder: Path, *shown: tuple[int, str | None, list[Track]]) -> Path:
    """A challenge_set.json of (pid, title, seeds)."""
    records = [
        {"pid": pid, "num_holdouts": 10, "num_tracks": 10 + len(tracks), "num_samples": len(tracks),
         "tracks": [{"pos": position, **record(track)} for position, track in enumerate(tracks)],
         **({"name": title} if title is not None else {})}
        for pid, title, tracks in shown
    ]  # fmt: skip
    path = folder / "challenge_set.json"
    path.write_text(json.dumps({"date": "today", "playlists": records}), encoding="utf-8")
    return path


def jazz(*numbers: int) -> list[Track]:
    return [song(JAZZ, number) for number in numbers]


def test_every_playlist_gets_500_tracks_in_the_challenges_order(
    terminal: Terminal, trained_bundle: Path, tmp_path: Path
) -> None:
    stranger = Track("Unheard", ("Nobody",), spotify_id="u" * 22)
    challenge = challenge_file(
        tmp_path,
        (30, "Metal Evening", []),  # a title alone
        (10, None, jazz(*range(1, 26))),
        (20, None, [stranger]),  # nothing known
        (40, "qwfp", []),  # not even the title
        (50, None, []),  # nothing given
    )
    out = tmp_path / "submission.csv"
    shown = terminal.run("challenge", "--model", trained_bundle, "--challenge", challenge, "--out", out)

    assert shown.status == 0, shown.err
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == TEAM == "team_info,segue,segue@example.org"
    assert [int(line.split(",")[0]) for line in lines[1:]] == [30, 10, 20, 40, 50]
    # Refuses repeats, seeds and other than 500 tracks.
    rows = read_submission(out, read_challenge(challenge))
    assert all(track.startswith(f"spotify:track:{METAL}") for track in rows[30][:50])
    assert all(track.startswith(f"spotify:track:{JAZZ}") for track in rows[10][:50])
    with Bundle.load(trained_bundle).catalog() as catalog:
        popular = tuple(f"spotify:track:{popular.spotify_ids[0]}" for popular in catalog.popular(500))
    assert rows[20] == rows[40] == rows[50] == popular


def test_an_adventurous_challenge_has_fewer_hits_and_is_whole(
    terminal: Terminal, trained_bundle: Path, tmp_path: Path
) -> None:
    challenge = challenge_file(tmp_path, (1, "Jazz Evening", jazz(50, 60)), (2, None, jazz(*range(70, 95))))
    rows = []
    for dial in ((), ("--adventurous", 0), ("--adventurous", 1)):
        out = tmp_path / "submission.csv"
        shown = terminal.run("challenge", "--model", trained_bundle, "--challenge", challenge, "--out", out, *dial)
        assert shown.status == 0, shown.err
        rows.append(read_submission(out, read_challenge(challenge)))

    unsaid, sure, adventurous = rows
    assert unsaid == sure
    for pid in (1, 2):
        # The lower its number, the more playlists hold a song of a scene.
        numbers = [[int(track[-4:]) for track in each[pid][:50]] for each in (sure, adventurous)]
        assert sum(numbers[0]) < sum(numbers[1])


def test_a_song_is_answered_in_one_version(terminal: Terminal, tmp_path: Path) -> None:
    acoustic = [
        replace(song(JAZZ, number), title=f"Jazz Tune {number} - Acoustic", spotify_id=f"acoustic{number:014d}")
        for number in range(20)
    ]
    bundle = write_trained_bundle(tmp_path / "bundle", [Playlist("a", "Jazz Evening", tuple(acoustic))])
    challenge = challenge_file(tmp_path, (1, "Jazz Evening", []), (2, None, [song(JAZZ, 3), acoustic[4]]))
    out = tmp_path / "submission.csv"
    shown = terminal.run("challenge", "--model", bundle, "--challenge", challenge, "--out", out)

    assert shown.status == 0, shown.err
    rows = read_submission(out, read_challenge(challenge))
    for number in range(20):
        versions = {f"spotify:track:{track.spotify_id}" for track in (song(JAZZ, number), acoustic[number])}
        assert len(versions & set(rows[1])) <= 1
        assert number not in (3, 4) or not versions & set(rows[2])


def test_each_run_writes_the_same_bytes(terminal: Terminal, trained_bundle: Path, tmp_path: Path) -> None:
    challenge = challenge_file(tmp_path, (1, "Jazz", jazz(1, 2)), (2, None, jazz(3)))
    written = []
    for name in ("one.csv", "two.csv"):
        terminal.run("challenge", "--model", trained_bundle, "--challenge", challenge, "--out", tmp_path / name)
        written.append((tmp_path / name).read_bytes())

    assert written[0] == written[1]


def test_a_song_is_answered_by_its_most_frequent_track(terminal: Terminal, tmp_path: Path) -> None:
    # Song 0 gets a second id that is in more entries than its own, song 1 one that is in just as many and smaller.
    entries = [track.title for playlist in playlists() for track in playlist.tracks]
    frequent, smaller = (replace(song(JAZZ, number), spotify_id=mark * 22) for number, mark in ((0, "z"), (1, "A")))
    more = [Playlist("0", None, (frequent, song(JAZZ, 5)))] * (entries.count(frequent.title) + 1)
    equal = [Playlist("1", None, (smaller, song(JAZZ, 6)))] * entries.count(smaller.title)
    bundle = write_trained_bundle(tmp_path / "bundle", [*more, *equal])
    challenge = challenge_file(tmp_path, (1, None, jazz(7)), (2, None, [frequent]), (3, None, jazz(1)))
    out = tmp_path / "submission.csv"

    shown = terminal.run("challenge", "--model", bundle, "--challenge", challenge, "--out", out)

    assert shown.status == 0, shown.err
    rows = read_submission(out, read_challenge(challenge))
    ids = {track: f"spotify:track:{track * 22}" for track in "zA"}
    old = [f"spotify:track:{spotify_id(JAZZ, number)}" for number in (0, 1)]
    assert {ids["z"], ids["A"]} <= set(rows[1])
    assert set(old).isdisjoint(rows[1])  # one track for a song
    assert {ids["z"], old[0]}.isdisjoint(rows[2])  # no other track of a seed's song
    assert {ids["A"], old[1]}.isdisjoint(rows[3])


def test_a_folder_in_the_place_of_the_file_is_one_sentence(
    terminal: Terminal, trained_bundle: Path, tmp_path: Path
) -> None:
    challenge = challenge_file(tmp_path, (1, None, jazz(1)))
    for out in (tmp_path, ""):  # "" is the folder that the command runs in
        shown = terminal.run("challenge", "--model", trained_bundle, "--challenge", challenge, "--out", out)

        assert shown.status == 2
        assert shown.err.count("\n") == 1
        assert "is a folder. Name the file to write." in shown.err


def test_too_small_a_bundle_is_one_sentence_and_leaves_no_file(
    terminal: Terminal, trained_bundle: Path, tmp_path: Path
) -> None:
    # 600 songs; with 101 seeds 499 are left.
    challenge = challenge_file(tmp_path, (1, None, jazz(1)), (2, None, jazz(*range(101))))
    out = tmp_path / "submission.csv"
    shown = terminal.run("challenge", "--model", trained_bundle, "--challenge", challenge, "--out", out)

    assert shown.status == 2
    assert "it has 499 songs with Spotify ids to answer playlist 2 beside its seeds, and 500 are needed" in shown.err
    assert [path.name for path in tmp_path.iterdir()] == ["challenge_set.json"]
