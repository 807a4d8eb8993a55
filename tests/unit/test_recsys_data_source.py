"""What a path is taken for, and the one playlist of a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recsys.data.links import is_other_link, track_id
from recsys.data.source import open_source, read_playlist
from recsys.domain import Playlist, Track
from recsys.errors import DataError

ID = "4uLU6hMCjMI75M1A2tKUQC"
SLICE = {
    "playlists": [{"pid": pid, "tracks": [{"track_name": f"t{pid}", "artist_name": "a"}]} for pid in (4, 7, 8, 9, 10)]
}


def text(tmp_path: Path, content: str | bytes, name: str = "songs.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "link",
    [
        f"spotify:track:{ID}",
        f"https://open.spotify.com/track/{ID}",
        f"http://open.spotify.com/track/{ID}?si=abc&utm=x",
        f"https://open.spotify.com/intl-de/track/{ID}/",
        f"https://open.spotify.com/embed/track/{ID}",
        f"open.spotify.com/track/{ID}#0:30",
        f"https://play.spotify.com/track/{ID}",
    ],
)
def test_links_to_tracks_are_understood(link: str) -> None:
    assert track_id(link) == ID
    assert not is_other_link(link)


@pytest.mark.parametrize(
    ("link", "is_spotify"),
    [
        (f"https://open.spotify.com/playlist/{ID}", True),
        (f"spotify:album:{ID}", True),
        ("https://spotify.link/abcd", True),
        (f"https://open.spotify.com/track/{ID}x", True),
        (f"https://example.org/open.spotify.com/track/{ID}", False),
        (ID, False),
        ("", False),
    ],
)
def test_other_links_are_no_tracks(link: str, is_spotify: bool) -> None:
    assert track_id(link) is None
    assert is_other_link(link) == is_spotify


def test_a_text_file_holds_songs_and_links(tmp_path: Path) -> None:
    lines = [
        "\ufeff# my songs",
        "",
        "AC/DC - Highway to Hell",
        "  Jay-Z – 99 Problems - Remastered  ",
        "Queen;David Bowie - Under Pressure",
        "Bohemian Rhapsody",
        f"https://open.spotify.com/track/{ID}?si=1",
        f"spotify:track:{ID}",
    ]
    assert read_playlist(text(tmp_path, "\r\n".join(lines))) == Playlist(
        "songs",
        None,
        (
            Track("Highway to Hell", ("AC/DC",)),
            Track("99 Problems - Remastered", ("Jay-Z",)),
            Track("Under Pressure", ("Queen", "David Bowie")),
            Track("Bohemian Rhapsody"),
            Track("", spotify_id=ID),
            Track("", spotify_id=ID),
        ),
    )


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (b"One\ncaf\xe9 - x\n", "line 2", "is not UTF-8"),
        ("One".encode("utf-16"), "line 1", "is not UTF-8"),
        (b"a\0b", "line 1", "is not text"),
        (f"One\nhttps://open.spotify.com/playlist/{ID}".encode(), "line 2", "not to a track"),
        (b"# only this\n\n", None, "is empty"),
        (b"", None, "is empty"),
        (b"a\n" * (1 << 23) + b"b", None, "so it is no list of songs"),
    ],
    ids=["latin-1", "utf-16", "NUL", "another link", "comments", "nothing", "17 MB"],
)
def test_a_text_file_that_cannot_be_used_is_refused(
    tmp_path: Path, content: bytes, place: str | None, problem: str
) -> None:
    with pytest.raises(DataError, match=problem) as caught:
        read_playlist(text(tmp_path, content))
    assert caught.value.place == place


def test_a_playlist_of_its_own_may_be_json_without_an_id(tmp_path: Path) -> None:
    path = text(tmp_path, json.dumps({"name": "Run", "tracks": [{"track_name": "a", "artist_name": "b"}]}), "mine.json")
    assert read_playlist(path) == Playlist("mine", "Run", (Track("a", ("b",)),))


def test_a_challenge_with_one_playlist_may_have_a_title_only(tmp_path: Path) -> None:
    path = text(tmp_path, json.dumps({"version": "v1", "playlists": [{"pid": 5, "name": "Run", "tracks": []}]}), "x")
    assert read_playlist(path) == Playlist("5", "Run", ())


def test_of_several_playlists_one_must_be_chosen(tmp_path: Path) -> None:
    path = text(tmp_path, json.dumps(SLICE), "many.json")
    with pytest.raises(DataError, match=r"several playlists \(4, 7, 8 …\)\. Choose one with --playlist-id"):
        read_playlist(path)
    assert read_playlist(path, "9").tracks == (Track("t9", ("a",)),)
    with pytest.raises(DataError, match="no playlist with the id 77"):
        read_playlist(path, "77")


def test_a_table_or_a_folder_can_hold_the_playlist(tmp_path: Path) -> None:
    table = text(tmp_path, "playlist_id,position,title,artist\nx,0,t,a\n", "one.csv")
    assert read_playlist(table).tracks == (Track("t", ("a",)),)
    (tmp_path / "mpd").mkdir()
    text(tmp_path / "mpd", json.dumps(SLICE), "mpd.slice.0-999.json")
    assert read_playlist(tmp_path / "mpd", "7").id == "7"


def test_the_content_counts_more_than_the_name(tmp_path: Path) -> None:
    assert len(list(open_source(text(tmp_path, json.dumps(SLICE), "download")).playlists())) == 5


def test_what_is_no_known_format_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"is in no known format\. Give the Million Playlist Dataset .*\.csv"):
        open_source(text(tmp_path, "PK and the rest - a song"))


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    for read in (open_source, read_playlist):
        with pytest.raises(DataError, match=r"nothing\.csv: does not exist"):
            read(tmp_path / "nothing.csv")
