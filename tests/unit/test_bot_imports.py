"""Files that people attach, in every format, encoding and state: songs or a sentence, never anything else."""

from __future__ import annotations

import codecs
import csv
import io
import json
from contextlib import suppress
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.imports.errors import (
    ColumnsMissing,
    FileDamaged,
    FileEmpty,
    FileForeign,
    FileNotText,
    FilePacked,
    FileTooLarge,
    FileWithEntities,
    ImportProblem,
    NoSongs,
    NothingPasted,
    SeveralPlaylists,
)
from bot.imports.files import MAX_BYTES, read_file, read_text
from bot.imports.songs import MAX_ENTRIES, MAX_SONGS, MAX_TYPED
from bot.messages import speaking
from bot.services.imports import Imports
from recsys.domain import Track

ID, OTHER = "6R6Sf9JTe06MrpCk7b3oW1", "5z7IJoDX9iOavWOS1Y8zOy"
DREAMS = Track("Dreams", ("Fleetwood Mac",), ID, "Rumours", 257_800, False, 1977)

NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40).filter(str.strip)
ROWS = st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=20)


def plain(text: str) -> str:
    """What is kept of a name: its words, with one blank between two."""
    return " ".join(text.split())


# ---------------------------------------------------------------- tables

EXPORTIFY = (
    '"Track URI","Track Name","Artist URI(s)","Artist Name(s)","Album URI","Album Name","Album Release Date",'
    '"Track Duration (ms)","Explicit"\r\n'
    f'"spotify:track:{ID}","Dreams","spotify:artist:1","Fleetwood Mac","spotify:album:1","Rumours","1977-02-04",'
    '"257800","false"\r\n'
)


def test_a_table_of_exportify() -> None:
    assert read_file("Road_Trip.csv", EXPORTIFY.encode()).tracks == (DREAMS,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_table_in_any_unicode(encoding: str) -> None:
    table = EXPORTIFY.replace("Dreams", "Träume – 夢")
    assert read_file("list.csv", table.encode(encoding)).tracks[0].title == "Träume – 夢"


@pytest.mark.parametrize(("encoding", "title"), [("latin-1", "Träume"), ("cp1252", "Don’t – Träume")])
def test_a_table_that_an_old_program_saved(encoding: str, title: str) -> None:
    assert read_file("list.csv", EXPORTIFY.replace("Dreams", title).encode(encoding)).tracks[0].title == title


@pytest.mark.parametrize(
    ("names", "ids", "artists"),
    [
        ("Daft Punk;Pharrell Williams", "a;b", ("Daft Punk", "Pharrell Williams")),
        ("Daft Punk, Pharrell Williams", "a, b", ("Daft Punk", "Pharrell Williams")),
        ("Tyler, The Creator", "a", ("Tyler, The Creator",)),
    ],
)
def test_several_artists_in_a_cell(names: str, ids: str, artists: tuple[str, ...]) -> None:
    table = f'Track Name,Artist URI(s),Artist Name(s)\nSong,"{ids}","{names}"\n'
    assert read_file("list.csv", table.encode()).tracks[0].artists == artists


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_another_program(delimiter: str) -> None:
    table = "\n".join(delimiter.join(row) for row in (("Artist", "Title", "Note"), ("Adele", "Hello", "x")))
    assert read_file("list.txt", table.encode()).tracks == (Track("Hello", ("Adele",)),)


def test_repeated_and_nameless_rows_are_counted() -> None:
    rows = ["Track URI,Track Name,Artist Name(s)", f"spotify:track:{ID},Dreams,Fleetwood Mac", f"{ID},Dreams again,"]
    rows += ["spotify:local:a:b:c:1,Tape,Me", ",,", "", ",,Nobody", ",tape,ME"]
    read = read_file("list.csv", "\n".join(rows).encode())
    assert [track.title for track in read.tracks] == ["Dreams", "Tape"]
    assert (read.entries, read.repeated, read.nameless) == (5, 2, 1)
    assert read.tracks[1].spotify_id is None


@given(ROWS)
def test_a_table_gives_back_what_was_written(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("Track Name", "Artist Name(s)"), *rows])
    read = read_file("list.csv", out.getvalue().encode())
    assert read.entries == len(rows) == len(read.tracks) + read.repeated
    assert {track.title for track in read.tracks} <= {plain(title) for title, _ in rows}
    assert read.tracks[0].title == plain(rows[0][0])


# ---------------------------------------------------------------- XSPF and JSPF


def xspf(rows: list[tuple[str, str]], title: str = "A list") -> bytes:
    playlist = ET.Element("playlist", xmlns="http://xspf.org/ns/0/", version="1")
    ET.SubElement(playlist, "title").text = title
    tracks = ET.SubElement(playlist, "trackList")
    for name, artist in rows:
        track = ET.SubElement(tracks, "track")
        ET.SubElement(track, "title").text = name
        ET.SubElement(track, "creator").text = artist
    return bytes(ET.tostring(playlist, encoding="utf-8", xml_declaration=True))


def test_an_xspf_playlist_with_what_it_says_of_a_song() -> None:
    inside = (
        f"<location>file:///music/a.mp3</location><identifier>https://open.spotify.com/track/{ID}</identifier>"
        "<title>Dreams</title><creator>Fleetwood Mac</creator><album>Rumours</album><duration>257800</duration>"
        '<extension application="x"><title>not this one</title></extension>'
    )
    text = f"<playlist><title>Road &amp; Trip</title><trackList><track>{inside}</track></trackList></playlist>"
    read = read_file("x.xspf", text.encode())
    assert (read.title, read.tracks) == ("Road & Trip", (Track("Dreams", ("Fleetwood Mac",), ID, "Rumours", 257_800),))


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-8", "UTF-16"])
def test_an_xspf_playlist_says_its_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<playlist><trackList><track><title>Träume</title></track>'
    assert read_file("x.xspf", f"{text}</trackList></playlist>".encode(encoding)).tracks == (Track("Träume"),)


@given(ROWS, NAMES)
def test_an_xspf_playlist_gives_back_what_was_written(rows: list[tuple[str, str]], title: str) -> None:
    read = read_file("list.xspf", xspf(rows, title))
    assert read.title == plain(title)
    assert read.entries == len(rows) == len(read.tracks) + read.repeated
    assert (read.tracks[0].title, read.tracks[0].artists) == (plain(rows[0][0]), (plain(rows[0][1]),))


BOMB = '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><playlist><title>&b;</title></playlist>'
OUTSIDE = '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><playlist><title>&a;</title></playlist>'
ELSEWHERE = '<!DOCTYPE playlist SYSTEM "http://127.0.0.1:9/evil.dtd"><playlist/>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, ELSEWHERE])
def test_entities_are_not_read(text: str) -> None:
    with pytest.raises(FileWithEntities):
        read_file("x.xspf", text.encode())


def test_xml_without_end_in_the_depth_is_refused() -> None:
    with pytest.raises(FileForeign):
        read_file("x.xspf", b"<playlist>" + b"<a>" * 100_000)


@given(ROWS, NAMES)
def test_a_jspf_playlist_gives_back_what_was_written(rows: list[tuple[str, str]], title: str) -> None:
    tracks = [{"title": name, "creator": artist, "identifier": ["x"]} for name, artist in rows]
    read = read_file("list.jspf", json.dumps({"playlist": {"title": title, "track": tracks}}).encode())
    assert read.title == plain(title)
    assert read.entries == len(rows) == len(read.tracks) + read.repeated
    assert read.tracks[0].title == plain(rows[0][0])


def test_a_jspf_playlist_names_spotify_in_one_or_several_addresses() -> None:
    tracks = [
        {"title": "Dreams", "creator": "Fleetwood Mac", "identifier": f"https://open.spotify.com/track/{ID}"},
        {"title": "Go", "location": ["file:///a.mp3", f"spotify:track:{OTHER}"], "duration": 12},
        "nonsense",
    ]
    read = read_file("list.json", json.dumps({"playlist": {"track": tracks}}).encode())
    assert [track.spotify_id for track in read.tracks] == [ID, OTHER]
    assert (read.name, read.title, read.nameless) == ("list.json", "", 1)


# ---------------------------------------------------------------- lines


def test_an_m3u8_playlist_by_its_words_links_and_files() -> None:
    text = (
        "#EXTM3U\n#PLAYLIST: Road Trip\n#EXTINF:257,Fleetwood Mac - Dreams\nC:\\Music\\01.mp3\n"
        f"#EXTINF:1,x\nhttps://open.spotify.com/track/{ID}?si=2\n"
        "Music/07%20Adele%20-%20Hello.flac\nhttp://radio.example/stream\n"
    )
    read = read_file("list.m3u8", text.encode())
    assert (read.title, read.typed) == ("Road Trip", ("Fleetwood Mac - Dreams", "Adele - Hello"))
    assert [track.spotify_id for track in read.tracks] == [ID]
    assert read.nameless == 1


def test_plain_text_with_numbers_dashes_and_links() -> None:
    text = (
        "# mine\n1. Adele - Hello\n2) 99 Luftballons\n- Dreams by Fleetwood Mac\n\n"
        + f"<spotify:track:{ID}>\nadele – HELLO\n"
    )
    read = read_file("list.txt", text.encode())
    assert read.typed == ("Adele - Hello", "99 Luftballons", "Dreams by Fleetwood Mac")
    assert [track.spotify_id for track in read.tracks] == [ID]
    assert (read.entries, read.repeated) == (5, 1)


def test_other_links_are_left_to_be_looked_up() -> None:
    link = f"https://open.spotify.com/album/{ID}"
    assert read_text(f"{link}; Adele - Hello").typed == (link, "Adele - Hello")


@given(st.lists(NAMES, min_size=1, max_size=20), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_each_line_of_a_text_is_read_once(lines: list[str], encoding: str) -> None:
    written = [f"x{line.replace(';', ',')}" for line in lines]
    read = read_file("list.txt", "\n".join(written).encode(encoding))
    assert read.entries == len(written) == len(read.typed) + read.repeated
    assert set(read.typed) <= {plain(line) for line in written}


# ---------------------------------------------------------------- Spotify's export


def song(title: str, uri: str | None = None) -> dict[str, object]:
    return {"track": {"trackName": title, "artistName": "X", "albumName": "Y", "trackUri": uri}, "localTrack": None}


PLAYLISTS = {
    "playlists": [
        {"name": "Road Trip", "items": [song("Dreams", f"spotify:track:{ID}"), {"track": None, "episode": {}}]},
        {"name": "Rainy Day", "items": [song("Hello")]},
        {"name": "Empty", "items": []},
    ]
}


def test_one_playlist_of_an_export() -> None:
    read = read_file("Playlist1.json", json.dumps(PLAYLISTS).encode(), " road trip ")
    assert (read.title, read.tracks, read.nameless) == ("Road Trip", (Track("Dreams", ("X",), ID, "Y"),), 1)


@pytest.mark.parametrize("wanted", [None, "Nothing like it"])
def test_several_playlists_of_an_export_are_named(wanted: str | None) -> None:
    with pytest.raises(SeveralPlaylists, match="holds 2 playlists: “Road Trip”, “Rainy Day”"):
        read_file("Playlist1.json", json.dumps(PLAYLISTS).encode(), wanted)


def test_the_library_of_an_export_without_what_is_banned() -> None:
    liked = {"artist": "Adele", "album": "25", "track": "Hello", "uri": f"spotify:track:{ID}"}
    library = {"tracks": [liked], "albums": [], "bannedTracks": [{**liked, "track": "Never", "uri": ""}]}
    read = read_file("YourLibrary.json", json.dumps(library).encode())
    assert [track.title for track in read.tracks] == ["Hello"]


def test_a_history_gives_what_was_played_most() -> None:
    plays = [
        ("Once", 60_000),
        ("Skipped", 900),
        ("Skipped", 900),
        ("Skipped", 900),
        ("Twice", 30_000),
        ("Twice", 31_000),
    ]
    history = [{"endTime": "2026-01-01", "artistName": "X", "trackName": t, "msPlayed": ms} for t, ms in plays]
    read = read_file("StreamingHistory_music_0.json", json.dumps(history).encode())
    assert ([track.title for track in read.tracks], read.played) == (["Twice", "Once"], True)


def test_a_long_history_keeps_nothing_but_songs() -> None:
    play = {"ts": "2026-01-01T00:00:00Z", "username": "secret-user", "ip_addr": "10.1.2.3", "ms_played": 60_000}
    music = {"master_metadata_track_name": "Dreams", "master_metadata_album_artist_name": "Fleetwood Mac"}
    talk = {"master_metadata_track_name": None, "episode_name": "Talk", "spotify_track_uri": None}
    history = [{**play, **music, "spotify_track_uri": f"spotify:track:{ID}"}, {**play, **talk}]
    read = read_file("Streaming_History_Audio_2026_1.json", json.dumps(history).encode())
    assert read.tracks == (Track("Dreams", ("Fleetwood Mac",), ID),)
    assert "secret" not in repr(read)


# ---------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.csv", b"", FileEmpty),
        ("a.csv", codecs.BOM_UTF8 + b" \r\n", FileEmpty),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", FileNotText),
        ("a.mp3", b"ID3\x04\x00\x00\x00\x00\x00#TSSE\x00\x00", FileNotText),
        ("a.xlsx", b"PK\x03\x04\x14\x00", FilePacked),
        ("a.json", b'{"playlist": {', FileDamaged),
        ("a.json", b'{"name": "package"}', FileForeign),
        ("a.json", b"[1, 2]", FileForeign),
        ("a.json", b'{"playlist": {"track": []}}', NoSongs),
        ("a.json", b"[" * 100_000, FileDamaged),
        ("a.xspf", b"<playlist><trackList>", FileDamaged),
        ("a.xspf", b"<html><body/></html>", FileForeign),
        ("a.xspf", b"<playlist/>", NoSongs),
        ("a.csv", b"when,what\n1,2\n", ColumnsMissing),
        ("a.csv", b'Track Name\n"never closed\nx\n', FileDamaged),
        ("a.csv", b"Track Name,Artist\n", NoSongs),
        ("a.m3u8", b"#EXTM3U\n", NoSongs),
        ("a.txt", b"# only a comment\n", NoSongs),
    ],
)
def test_each_kind_of_bad_file_has_its_own_sentence(name: str, data: bytes, problem: type[ImportProblem]) -> None:
    with pytest.raises(problem) as raised:
        read_file(name, data)
    assert f"**{name}**" in raised.value.sentence


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(FileTooLarge, match="16 MB"):
        read_file("a.txt", b"x" * (MAX_BYTES + 1))


def test_a_paste_without_a_song_says_how_to_write_one() -> None:
    with pytest.raises(NothingPasted, match="Artist - Title"):
        read_text(" \n# no\n;;")


def test_a_name_in_a_sentence_shows_as_it_is() -> None:
    with pytest.raises(FileEmpty, match=r"\\\*loud\\\* \\@here"):
        read_file("*loud* @here", b"")


def test_only_the_first_songs_are_kept() -> None:
    lines = "\n".join(f"Song {number}" for number in range(MAX_TYPED + 50))
    read = read_text(lines)
    assert (read.used, read.entries) == (MAX_TYPED, MAX_TYPED + 50)
    table = "title,artist\n" + "\n".join(f"Song {number},X" for number in range(MAX_SONGS + 50))
    read = read_file("a.csv", table.encode())
    assert (read.used, read.entries) == (MAX_SONGS, MAX_SONGS + 50)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.xspf"])
def test_of_a_file_without_end_the_beginning_is_read(name: str) -> None:
    rows = [(f"Song {number}", "X") for number in range(MAX_ENTRIES + 5)]
    lines = "\n".join(f"{title},{artist}" for title, artist in (("title", "artist"), *rows))
    assert read_file(name, xspf(rows) if name == "a.xspf" else lines.encode()).entries == MAX_ENTRIES


@given(st.binary(max_size=300), st.sampled_from(["a", "a.csv", "a.json", "a.xspf", "a.m3u8", "a.txt", ""]))
@example(b'{"playlist": {"track": [{"title": "\\ud800", "duration": true}]}}', "a.json")
@example(b'[{"msPlayed": 1e999}]', "a.json")
@example(b'{"playlists": [{"name": 3, "items": {"track": 1}}, null]}', "a.json")
def test_any_bytes_give_songs_or_a_sentence(data: bytes, name: str) -> None:
    check(name, data)


KEYS = [
    "playlist",
    "playlists",
    "track",
    "tracks",
    "items",
    "name",
    "title",
    "creator",
    "identifier",
    "msPlayed",
    "uri",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=20,
)


@given(JSON)
def test_any_json_gives_songs_or_a_sentence(content: object) -> None:
    check("a.json", json.dumps(content).encode())


def check(name: str, data: bytes) -> None:
    read = None
    with suppress(ImportProblem):
        read = read_file(name, data)
    for track in read.tracks if read else ():
        assert track.title.encode() or track.spotify_id
    assert read is None or 0 < read.used <= read.entries


async def test_what_is_wrong_with_a_file_is_quoted_as_in_the_language_of_who_attached_it() -> None:
    with Imports() as imports, speaking("de"), pytest.raises(ColumnsMissing) as missing:
        await imports.read("a.csv", b"Foo,Bar\n1,2\n")
    with speaking("de"):
        assert "Die Spalten sind „Foo“, „Bar“;" in missing.value.sentence
