"""Splits: equal parts of the ten categories, nothing lost, nothing twice, and the same for the same seed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recsys.challenge import CATEGORIES, read_answers, read_challenge
from recsys.data.links import track_uri
from recsys.data.source import PlaylistSource, open_source
from recsys.data.split import MIN_HIDDEN, deal, seed_positions, split_playlists, write_split
from recsys.domain import Playlist, Track
from recsys.errors import DataError


def song(number: int) -> Track:
    return Track(f"song {number}", (f"artist {number % 7}",), f"{number:022}")


def long_playlists(count: int = 60, length: int = 120) -> list[Playlist]:
    """Each long enough for every category; playlist p holds songs p to p + length - 1."""
    return [Playlist(str(p), f"list {p}", tuple(song(p + n) for n in range(length))) for p in range(count)]


def mpd(folder: Path, playlists: list[Playlist]) -> Path:
    records = [
        {
            "name": one.title,
            "pid": int(one.id),
            "modified_at": 1493424000,
            "tracks": [
                {
                    "pos": pos,
                    "artist_name": track.artists[0],
                    "track_uri": track_uri(track.spotify_id or ""),
                    "artist_uri": "spotify:artist:x",
                    "track_name": track.title,
                    "album_uri": "spotify:album:y",
                    "duration_ms": 1000,
                    "album_name": "z",
                }
                for pos, track in enumerate(one.tracks)
            ],
        }
        for one in playlists
    ]
    folder.mkdir()
    (folder / "mpd.slice.0-999.json").write_text(json.dumps({"playlists": records}), encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("held_out", [1, 9, 10, 20, 27])
def test_the_categories_get_parts_as_equal_as_can_be(held_out: int) -> None:
    split = split_playlists(long_playlists(), held_out, seed=3)
    parts = Counter(asked.category for asked in split.challenge)
    share, more = divmod(held_out, 10)
    assert parts == Counter({number: share + (number <= more) for number in range(1, 11) if share + (number <= more)})
    assert len(split.train) == 60 - held_out


def test_seeds_and_answers_are_the_whole_playlist_and_trained_on_by_nobody() -> None:
    playlists = {int(one.id): one for one in long_playlists()}
    split = split_playlists(list(playlists.values()), 20, seed=3)
    held_out = {asked.pid for asked in split.challenge}
    assert {int(one.id) for one in split.train} == playlists.keys() - held_out
    for asked, answer in zip(split.challenge, split.answers, strict=True):
        whole = playlists[asked.pid].tracks
        assert (answer.pid, answer.category) == (asked.pid, asked.category)
        assert asked.tracks == tuple(whole[position] for position in asked.positions)
        hidden = [track for track in whole if track not in asked.tracks]
        assert answer.tracks == tuple(track_uri(track.spotify_id or "") for track in hidden)
        assert answer.artists == tuple(track.artists[0] for track in hidden)
        assert asked.hidden == len(hidden) == 120 - len(asked.tracks)
        assert asked.title in (None, playlists[asked.pid].title)


def test_a_seed_settles_the_split() -> None:
    assert split_playlists(long_playlists(), 20, seed=3) == split_playlists(long_playlists(), 20, seed=3)
    one, other = (split_playlists(long_playlists(), 20, seed).challenge for seed in (3, 4))
    assert {asked.pid for asked in one} != {asked.pid for asked in other}


def test_repeats_are_removed_before_anything_else() -> None:
    twice = [
        Playlist(str(p), "x", (*one.tracks[:12], *one.tracks[:12], Track("no id"), Track("no id")))
        for p, one in enumerate(long_playlists(20))
    ]
    # Twelve distinct tracks with ids: enough for the title alone and for one seed.
    split = split_playlists(twice, 2, seed=0)
    assert sorted(asked.hidden + len(asked.tracks) for asked in split.challenge) == [12, 12]
    assert {len(one.tracks) for one in split.train} == {13}, "twelve songs and one of the two without an id"


def test_each_category_needs_its_seeds_and_ten_hidden_tracks() -> None:
    # Lengths as short as can be, each fitting one category of its length class: every row must be used.
    needed = np.array([category.seeds + MIN_HIDDEN for category in CATEGORIES] + [5])
    titled = np.array([category.titled for category in CATEGORIES] + [True])
    dealt = deal(needed, titled, 10, seed=1)
    assert sorted(dealt) == list(range(10))
    for row, category in dealt.items():
        assert needed[row] == category.seeds + MIN_HIDDEN
        assert titled[row] or not category.titled


@pytest.mark.parametrize("held_out", [0, 60, 61])
def test_all_or_none_cannot_be_held_out(held_out: int) -> None:
    with pytest.raises(ValueError, match="cannot be held out"):
        split_playlists(long_playlists(), held_out, seed=0)


def test_too_few_long_playlists_are_named_with_their_category() -> None:
    with pytest.raises(ValueError, match=r"Only 0 playlists .* category 9 \(title, first 100\).*1 are needed .* 110 "):
        split_playlists(long_playlists(length=109), 10, seed=0)


def test_drawn_seeds_are_distinct_ascending_and_from_everywhere() -> None:
    drawn = CATEGORIES[7]
    positions = [seed_positions(100, drawn, np.random.default_rng(seed)) for seed in range(40)]
    for each in positions:
        assert len(set(each.tolist())) == 25
        assert each.tolist() == sorted(each.tolist())
    # Each of the 100 places is left out of one draw with probability 3/4, of all forty with .75 ** 40 = 1e-5.
    assert len(np.unique(np.concatenate(positions))) >= 98


def test_a_split_on_disk_reads_back_with_the_data_sets_own_fields(tmp_path: Path) -> None:
    playlists = long_playlists()
    report = write_split(open_source(mpd(tmp_path / "mpd", playlists)), tmp_path / "out", 20, seed=3)
    expected = split_playlists(playlists, 20, seed=3)
    train = list(open_source(tmp_path / "out").playlists())
    challenge = read_challenge(tmp_path / "out" / "challenge_set.json")
    assert [(one.id, one.title, [t.title for t in one.tracks]) for one in train] == [
        (one.id, one.title, [t.title for t in one.tracks]) for one in expected.train
    ]
    assert [(one.pid, one.title, one.positions, one.hidden) for one in challenge] == [
        (one.pid, one.title, one.positions, one.hidden) for one in expected.challenge
    ]
    assert read_answers(tmp_path / "out" / "answers.json") == expected.answers
    assert (report.playlists, report.entries, report.repeated, report.without_id) == (40, 40 * 120, 0, 0)
    assert report.held_out == dict.fromkeys(range(1, 11), 2)

    official = load(tmp_path / "out" / "challenge_set.json")
    assert official.keys() == {"date", "version", "playlists"}
    for one in official["playlists"]:
        assert one.keys() - {"name"} == {"num_holdouts", "pid", "num_tracks", "tracks", "num_samples"}
        assert one["num_tracks"] == 120 == one["num_holdouts"] + one["num_samples"]
        for track in one["tracks"]:
            assert track["artist_uri"] == "spotify:artist:x"
            assert track["album_uri"] == "spotify:album:y"
    (slice_path,) = (tmp_path / "out" / "data").iterdir()
    assert slice_path.name == "mpd.slice.0-39.json"
    first = load(slice_path)["playlists"][0]
    assert first["modified_at"] == 1493424000
    assert first["num_tracks"] == 120


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    source = open_source(mpd(tmp_path / "mpd", long_playlists()))
    for name in ("one", "two"):
        write_split(source, tmp_path / name, 13, seed=8)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_training_slices_hold_a_thousand_playlists(tmp_path: Path) -> None:
    short = [Playlist(str(p), "x", tuple(song(n) for n in range(12))) for p in range(2005)]
    write_split(open_source(mpd(tmp_path / "mpd", short)), tmp_path / "out", 2, seed=0)
    assert sorted(path.name for path in (tmp_path / "out" / "data").iterdir()) == [
        "mpd.slice.0-999.json",
        "mpd.slice.1000-1999.json",
        "mpd.slice.2000-2002.json",
    ]
    assert len(list(open_source(tmp_path / "out").playlists())) == 2003


def test_tables_are_split_too_and_get_numbers_for_pids(tmp_path: Path) -> None:
    rows = ["playlist_id,position,title,artist,spotify_id,playlist_name,year"]
    for name in "abcd":
        rows += [f"{name},{n},song {n},A;B,{n:022},my {name},1999" for n in range(15)]
        rows += [f"{name},20,local,A,,my {name},"]
    path = tmp_path / "lists.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    report = write_split(open_source(path), tmp_path / "out", 2, seed=1)
    train = list(open_source(tmp_path / "out").playlists())
    pids = [asked.pid for asked in read_challenge(tmp_path / "out" / "challenge_set.json")]
    assert sorted([*pids, *(int(one.id) for one in train)]) == [0, 1, 2, 3]
    assert report.without_id == 2, "one local track in each of the two held-out playlists"
    assert [len(one.tracks) for one in train] == [16, 16]
    assert train[0].tracks[0] == Track("song 0", ("A",), f"{0:022}", year=1999)


def test_an_existing_folder_is_kept(tmp_path: Path) -> None:
    source = open_source(mpd(tmp_path / "mpd", long_playlists()))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "precious").touch()
    with pytest.raises(DataError, match="is no empty folder"):
        write_split(source, tmp_path / "out", 10, seed=0)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["precious"]
    (tmp_path / "empty").mkdir()
    write_split(source, tmp_path / "empty", 10, seed=0)
    assert read_answers(tmp_path / "empty" / "answers.json")


def test_what_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    source = open_source(mpd(tmp_path / "mpd", long_playlists()))
    read = 0

    def entries(*arguments: Any) -> Iterator[Any]:
        nonlocal read
        for entry in source.entries():
            read += 1
            if read > 90:  # in the second reading
                raise KeyboardInterrupt
            yield entry

    broken = PlaylistSource(source.path, source.size, entries)
    with pytest.raises(KeyboardInterrupt):
        write_split(broken, tmp_path / "out", 10, seed=0)
    assert [path.name for path in tmp_path.iterdir()] == ["mpd"]


def test_damage_is_reported_once_and_the_rest_split(tmp_path: Path) -> None:
    folder = mpd(tmp_path / "mpd", long_playlists())
    (folder / "mpd.slice.1000-1999.json").write_bytes(b'{"playlists": [')
    errors: list[DataError] = []
    steps: list[int] = []
    source = open_source(folder)
    write_split(source, tmp_path / "out", 10, 0, steps.append, errors.append)
    assert len(errors) == 1
    assert sum(steps) == 2 * source.size
    with pytest.raises(DataError, match="no complete JSON"):
        write_split(source, tmp_path / "other", 10, 0)


def test_too_few_playlists_in_a_file_are_an_error_about_the_file(tmp_path: Path) -> None:
    source = open_source(mpd(tmp_path / "mpd", long_playlists(length=20)))
    with pytest.raises(DataError, match="Hold out fewer playlists"):
        write_split(source, tmp_path / "out", 10, seed=0)
    assert not (tmp_path / "out").exists()
