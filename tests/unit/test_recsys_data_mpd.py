"""The Million Playlist Dataset in the shapes that people have it in, whole and damaged."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from recsys.data.mpd import playlist_of, record_of
from recsys.data.source import open_source
from recsys.domain import Playlist, Track
from recsys.errors import DataError


def track(name: str, pos: int | None = None, **more: Any) -> dict[str, Any]:
    record = {"track_name": name, "artist_name": f"{name}'s band", "track_uri": f"spotify:track:{name:x<22}", **more}
    return record if pos is None else {"pos": pos, **record}


def playlist(pid: int, *tracks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"pid": pid, "name": f"list {pid}", "tracks": list(tracks), **more}


def slice_bytes(*playlists: Any) -> bytes:
    return json.dumps({"info": {"version": "v1"}, "playlists": playlists}).encode()


FIRST = slice_bytes(playlist(0, track("a", 0), track("b", 1)), playlist(1, track("c", 0)))
LATER = slice_bytes(playlist(1000, track("d", 0)))


def write_folder(folder: Path, **slices: bytes) -> Path:
    folder.mkdir(parents=True)
    for name, content in slices.items():
        (folder / f"mpd.slice.{name.removeprefix('s').replace('_', '-')}.json").write_bytes(content)
    return folder


def write_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def damaged(path: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        list(open_source(path).playlists())
    return caught.value


def with_skipping(path: Path) -> tuple[list[str], list[DataError]]:
    errors: list[DataError] = []
    return [one.id for one in open_source(path).playlists(on_damage=errors.append)], errors


def test_a_zip_is_read_slice_by_slice_in_numerical_order(tmp_path: Path) -> None:
    members = {
        "README.md": b"about",
        "__MACOSX/data/._mpd.slice.0-999.json": b"\0",
        "data/mpd.slice.10000-10999.json": slice_bytes(playlist(10000)),
        "data/mpd.slice.1000-1999.json": LATER,
        "data/mpd.slice.0-999.json": FIRST,
    }
    source = open_source(write_zip(tmp_path / "mpd.zip", members))
    assert [one.id for one in source.playlists()] == ["0", "1", "1000", "10000"]
    assert [one.id for one in source.playlists()] == ["0", "1", "1000", "10000"], "a source can be read again"


@pytest.mark.parametrize("inside", ["", "data", "spotify_million_playlist_dataset/data"])
def test_a_folder_may_be_the_data_or_hold_it(tmp_path: Path, inside: str) -> None:
    write_folder(tmp_path / "mpd" / inside, s1000_1999=LATER, s0_999=FIRST)
    assert [one.id for one in open_source(tmp_path / "mpd").playlists()] == ["0", "1", "1000"]


def test_a_single_slice_is_a_source(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "mpd", s0_999=b"\xef\xbb\xbf" + FIRST)
    first, _ = open_source(folder / "mpd.slice.0-999.json").playlists()
    assert first == Playlist(
        "0",
        "list 0",
        (
            Track("a", ("a's band",), f"{'a':x<22}"),
            Track("b", ("b's band",), f"{'b':x<22}"),
        ),
    )


def test_progress_adds_up_to_the_size(tmp_path: Path) -> None:
    source = open_source(write_folder(tmp_path / "mpd", s0_999=FIRST, s1000_1999=LATER, s2000_2999=slice_bytes()))
    steps: list[int] = []
    list(source.playlists(steps.append))
    assert sum(steps) == source.size
    assert len(steps) == 4, "three playlists and an empty slice"


def test_missing_optional_fields_are_unknown() -> None:
    record = {"pid": 7, "tracks": [{"track_name": "a"}, {"artist_name": "b", "track_uri": None, "duration_ms": 0}]}
    assert playlist_of(record) == Playlist("7", None, (Track("a"), Track("", ("b",))))


def test_tracks_come_by_position_and_local_files_without_id() -> None:
    record = playlist(7, track("late", 4), track("early", 2, track_uri="spotify:local:A:B:C:120"))
    early, late = playlist_of(record).tracks
    assert (early.title, early.spotify_id) == ("early", None)
    assert late.title == "late"
    assert [one["track_name"] for one in record["tracks"]] == ["early", "late"], "the record follows"


def test_a_playlist_from_elsewhere_survives_the_data_sets_form() -> None:
    song = Track("a", ("b",), "c" * 22, album="d", duration_ms=1, explicit=False, year=1999)
    other = Track("only a title")
    assert playlist_of(record_of(Playlist("7", "name", (song, other)))) == Playlist("7", "name", (song, other))


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ("text", "is no JSON object"),
        ({"tracks": []}, 'has no "pid"'),
        ({"pid": True, "tracks": []}, 'has no "pid"'),
        ({"pid": 3}, 'no list of "tracks" (pid 3)'),
        (playlist(3, "x"), "number 1 (pid 3)."),  # type: ignore[arg-type]
        (playlist(3, track("a", -1)), 'bad "pos" at track 1: -1'),
        (playlist(3, {**track("a"), "pos": "1"}), "bad \"pos\" at track 1: '1'"),
        (playlist(3, track("a", track_uri="spotify:album:x")), '"track_uri" that names no track'),
        (playlist(3, track("a", duration_ms=-5)), 'bad "duration_ms": -5'),
        (playlist(3, track("a", artist_name=5)), '"artist_name" that is no text: 5'),
        (playlist(3, track("a"), name=["x"]), '"name" that is no text'),
    ],
)
def test_a_damaged_playlist_is_named_and_only_it_is_skipped(tmp_path: Path, record: Any, problem: str) -> None:
    whole = playlist(8, track("a", 0))
    path = write_zip(tmp_path / "mpd.zip", {"data/mpd.slice.0-999.json": slice_bytes(whole, record, playlist(9))})
    error = damaged(path)
    assert error.place == "data/mpd.slice.0-999.json, playlist 2"
    assert problem in str(error)
    ids, errors = with_skipping(path)
    assert ids == ["8", "9"]
    assert [one.place for one in errors] == [error.place]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (FIRST[:-20], "is no complete JSON"),
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"[1, 2]", 'has no list of "playlists"'),
        (b'{"playlists": 5}', 'has no list of "playlists"'),
        (FIRST.replace(b"list 0", b"caf\xe9 x"), "is no complete JSON"),
    ],
)
def test_a_damaged_slice_is_named_and_only_it_is_skipped(tmp_path: Path, content: bytes, problem: str) -> None:
    folder = write_folder(tmp_path / "mpd", s0_999=content, s1000_1999=LATER)
    error = damaged(folder)
    assert error.path == folder / "mpd.slice.0-999.json"
    assert problem in str(error)
    ids, errors = with_skipping(folder)
    assert ids == ["1000"]
    assert len(errors) == 1


def test_a_bad_checksum_in_a_zip_is_found(tmp_path: Path) -> None:
    path = tmp_path / "mpd.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("data/mpd.slice.0-999.json", FIRST)
    path.write_bytes(path.read_bytes().replace(b"list 0", b"list X"))
    error = damaged(path)
    assert "CRC" in str(error)
    assert error.place == "data/mpd.slice.0-999.json"


def test_a_zip_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "mpd.zip", {"data/mpd.slice.0-999.json": FIRST})
    path.write_bytes(path.read_bytes()[:-10])
    assert "is no complete zip archive" in str(damaged(path))


@pytest.mark.parametrize("members", [{}, {"README.md": b"nothing else"}])
def test_a_zip_without_slices_is_refused(tmp_path: Path, members: dict[str, bytes]) -> None:
    assert "holds no mpd.slice" in str(damaged(write_zip(tmp_path / "mpd.zip", members)))


def test_a_slice_twice_is_refused(tmp_path: Path) -> None:
    members = {"data/mpd.slice.0-999.json": FIRST, "copy/mpd.slice.0-999.json": FIRST}
    error = damaged(write_zip(tmp_path / "mpd.zip", members))
    assert "twice" in str(error)


def test_a_folder_with_nothing_usable_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    assert "holds no mpd.slice.*.json" in str(damaged(tmp_path))


def test_slices_without_any_playlist_are_refused(tmp_path: Path) -> None:
    assert "holds no playlist" in str(damaged(write_folder(tmp_path / "mpd", s0_999=slice_bytes())))


def test_the_real_sample_is_read_whole(shared_data: Path) -> None:
    # 5,608 playlists and 164,860 tracks by the sample's own description.
    source = open_source(shared_data / "mpd-sample.zip")
    steps: list[int] = []
    playlists = list(source.playlists(steps.append))
    assert len(playlists) == 5608
    assert len({one.spotify_id for each in playlists for one in each.tracks}) == 164_860
    assert sum(steps) == source.size
