"""Playlists from CSV and Parquet: every column, every order of rows, every kind of damage."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recsys.data.source import open_source
from recsys.domain import Playlist, Track
from recsys.errors import DataError

ID = "4uLU6hMCjMI75M1A2tKUQC"
HEADER = "playlist_id,position,title,artist"


def csv(tmp_path: Path, *lines: str, header: str = HEADER, name: str = "lists.csv") -> Path:
    path = tmp_path / name
    path.write_bytes("\n".join([header, *lines, ""]).encode("utf-8", "surrogateescape"))
    return path


def parquet(tmp_path: Path, row_group_size: int = 1000, **columns: Any) -> Path:
    path = tmp_path / "lists.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=row_group_size)
    return path


def read(path: Path) -> list[Playlist]:
    return list(open_source(path).playlists())


def damaged(path: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        read(path)
    return caught.value


def with_skipping(path: Path) -> tuple[list[str], list[DataError]]:
    errors: list[DataError] = []
    return [one.id for one in open_source(path).playlists(on_damage=errors.append)], errors


def test_the_needed_columns_are_enough(tmp_path: Path) -> None:
    assert read(csv(tmp_path, "x,1,One,U2", "x,0,Zero,Prince", "y,0,Red,Taylor Swift;Gary Lightbody")) == [
        Playlist("x", None, (Track("Zero", ("Prince",)), Track("One", ("U2",)))),
        Playlist("y", None, (Track("Red", ("Taylor Swift", "Gary Lightbody")),)),
    ]


def test_every_column_is_read(tmp_path: Path) -> None:
    header = f"Artist, TITLE ,position,playlist_id,{'spotify_id,album,duration_ms,explicit,year,playlist_name,more'}"
    rows = [
        f'"Earth, Wind & Fire",September,0,7,{ID},The Best,215000,false,1978-11-18,"My ""list""",x',
        f"A,B,1,7,spotify:track:{ID},,215000.0,TRUE,1999,,x",
        f"A,C,2,7,https://open.spotify.com/track/{ID}?si=1,,,,,,",
        "A,D,3,7,spotify:local:a:b:c:1,,0,,0000,,",
        "A,E,4,7,,,,,,,",
    ]
    (playlist,) = read(csv(tmp_path, *rows, header=header))
    assert playlist == Playlist(
        "7",
        'My "list"',
        (
            Track("September", ("Earth, Wind & Fire",), ID, "The Best", 215000, explicit=False, year=1978),
            Track("B", ("A",), ID, None, 215000, explicit=True, year=1999),
            Track("C", ("A",), ID),
            Track("D", ("A",)),
            Track("E", ("A",)),
        ),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_header_tells_the_delimiter_and_may_have_a_bom_and_any_line_ends(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "lists.csv"
    lines = [HEADER.split(","), ["x", "0", "Blaß", "Ünal"]]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(delimiter.join(line) for line in lines).encode())
    assert read(path) == [Playlist("x", None, (Track("Blaß", ("Ünal",)),))]


def test_rows_may_stand_anywhere(tmp_path: Path) -> None:
    lines = [f"{playlist},{position},t{position},a" for playlist in "abc" for position in range(20)]
    random.Random(5).shuffle(lines)
    playlists = {one.id: one for one in read(csv(tmp_path, *lines))}
    assert set(playlists) == set("abc")
    for playlist in playlists.values():
        assert [track.title for track in playlist.tracks] == [f"t{position}" for position in range(20)]


def test_a_cell_may_hold_line_breaks(tmp_path: Path) -> None:
    (playlist,) = read(csv(tmp_path, 'x,0,"One\nTwo",U2'))
    assert playlist.tracks[0].title == "One\nTwo"


def test_progress_adds_up_to_the_size(tmp_path: Path) -> None:
    for path in (
        csv(tmp_path, "x,0,a,b", "y,0,c,d"),
        parquet(
            tmp_path, playlist_id=["x"] * 9, position=range(9), title=["t"] * 9, artist=["a"] * 9, row_group_size=2
        ),
    ):
        source, steps = open_source(path), list[int]()
        list(source.playlists(steps.append))
        assert sum(steps) == source.size


def test_parquet_may_hold_numbers_lists_and_gaps(tmp_path: Path) -> None:
    path = parquet(
        tmp_path,
        row_group_size=2,
        playlist_id=[2, 1, 2, 1],
        position=[1.0, 0.0, 0.0, 1.0],
        title=["b", "c", "a", None],
        artist=[["x", "y"], ["z"], [], None],
        duration_ms=[1000.0, float("nan"), None, 5.0],
        explicit=[True, False, None, None],
        year=[1999, None, 0, 2001],
        ignored=["?"] * 4,
    )
    assert read(path) == [
        Playlist("2", None, (Track("a"), Track("b", ("x", "y"), duration_ms=1000, explicit=True, year=1999))),
        Playlist("1", None, (Track("c", ("z",), explicit=False), Track("", duration_ms=5, year=2001))),
    ]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("playlist_id,position,title", "has no column artist"),
        ("a,b,c", "has no column playlist_id, position, title, artist"),
        ("playlist_id,position,title,artist,Title", 'two columns "title"'),
        ("", "is empty"),
        ('playlist_id,"position"x,title,artist', "line 1: is not proper CSV"),
    ],
)
def test_a_header_that_does_not_fit_is_refused_at_once(tmp_path: Path, header: str, problem: str) -> None:
    with pytest.raises(DataError, match=problem):
        open_source(csv(tmp_path, header=header))


def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    endless = "a" * ((1 << 20) + 1)
    assert damaged(csv(tmp_path, "x,0,t,a", endless)).place == "line 3"

    path = csv(tmp_path, header=endless)
    with pytest.raises(DataError, match="line 1: has more than 1,048,576 bytes"):
        open_source(path)


def test_an_empty_file_and_one_without_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lists.csv"
    path.write_bytes(b"")
    assert "is empty" in str(damaged(path))
    assert "holds no playlist" in str(damaged(csv(tmp_path)))


def test_utf_16_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "lists.csv"
    path.write_text(f"{HEADER}\nx,0,a,b\n", encoding="utf-16")
    assert "Save it as UTF-8" in str(damaged(path))


# Playlist "bad" has the damaged row on line 4, "good" none.
@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("bad,one,t,a", "bad \"position\": 'one'"),
        ("bad,-1,t,a", "bad \"position\": '-1'"),
        ("bad,1.5,t,a", "bad \"position\": '1.5'"),
        ("bad,,t,a", 'has no "position"'),
        ("bad,0,t,a", "has position 0 a second time"),
        ("bad,1,t", "has 3 fields where the header has 4"),
        ("bad,1,t,a,b", "has 5 fields where the header has 4"),
        ('bad,1,"t"x,a', "is not proper CSV"),
        ("bad,1,caf\udce9,a", "is not UTF-8"),
        ("bad,1,t\0,a", "is not UTF-8"),
        (" ,1,t,a", 'has no "playlist_id"'),
    ],
)
def test_a_damaged_row_is_named_and_costs_its_playlist(tmp_path: Path, row: str, problem: str) -> None:
    path = csv(tmp_path, "good,0,t,a", "bad,0,t,a", row, "bad,2,t,a", "last,0,t,a")
    error = damaged(path)
    assert error.place == "line 4"
    assert problem in str(error)
    ids, errors = with_skipping(path)
    assert ids == ["good", "last"]
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [("duration_ms", "long"), ("explicit", "maybe"), ("year", "'99"), ("spotify_id", "spotify:album:x")],
)
def test_a_bad_value_in_an_optional_column_is_named(tmp_path: Path, column: str, value: str) -> None:
    error = damaged(csv(tmp_path, f"x,0,t,a,{value}", header=f"{HEADER},{column}"))
    assert error.place == "line 2"
    assert f'bad "{column}"' in str(error)


def test_a_row_that_tells_no_playlist_costs_both_its_neighbours(tmp_path: Path) -> None:
    path = csv(tmp_path, "a,0,t,x", "b,0,t,x", "?", "c,0,t,x", "d,0,t,x")
    assert with_skipping(path)[0] == ["a", "d"]


def test_a_quote_that_never_closes_ends_the_reading(tmp_path: Path) -> None:
    path = csv(tmp_path, "a,0,t,x", "b,0,t,x", 'b,1,"t,x', "c,0,t,x", "d,0,t,x")
    assert damaged(path).place == "lines 4 to 6"
    ids, errors = with_skipping(path)
    assert ids == ["a"], "b has lost a row, c and d were swallowed"
    assert len(errors) == 1


def test_a_parquet_file_that_was_cut_off_or_is_none_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path, playlist_id=["x"], position=[0], title=["t"], artist=["a"])
    path.write_bytes(path.read_bytes()[:-20])
    assert "is no complete Parquet file" in str(damaged(path))
    path.write_bytes(b"")
    assert "is no complete Parquet file" in str(damaged(path))


def test_a_flipped_byte_in_parquet_is_found_and_costs_what_was_not_read_before(tmp_path: Path) -> None:
    path = tmp_path / "lists.parquet"
    titles = [f"title number {row:05}" for row in range(100)]
    table = pa.table({"playlist_id": range(100), "position": [0] * 100, "title": titles, "artist": ["a"] * 100})
    pq.write_table(table, path, row_group_size=50, compression="none", use_dictionary=False, write_page_checksum=True)
    path.write_bytes(path.read_bytes().replace(b"title number 00075", b"title number 0007X", 1))
    assert "is damaged" in str(damaged(path))
    ids, errors = with_skipping(path)
    assert len(errors) == 1
    assert set(ids) <= set(map(str, range(50)))
