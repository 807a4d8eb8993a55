"""Lists as files: each is read back by what reads such files."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest

from bot.services import exports
from bot.writing import WantedSong

HELLO = WantedSong("Hello", "Adele", "0ENSn4fwAbCGeFGVUbXEU3", 295_502)
ODD = WantedSong('=1+1, "quoted" <&>', "AC/DC; Kids\x00& Co")
DEMO = WantedSong("Demo", "Somebody", "playground000000000001")
SONGS = (HELLO, ODD, DEMO)
XSPF = "{http://xspf.org/ns/0/}"


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_exportifys_columns() -> None:
    hello, odd, demo = rows(exports.to_csv("x", SONGS))
    assert hello == {
        "Track URI": "spotify:track:0ENSn4fwAbCGeFGVUbXEU3",
        "Track Name": "Hello",
        "Artist Name(s)": "Adele",
        "Track Duration (ms)": "295502",
    }
    assert (odd["Track URI"], odd["Track Duration (ms)"]) == ("", "")
    # No spreadsheet runs somebody's title.
    assert odd["Track Name"] == "'" + ODD.title
    assert demo["Track URI"] == ""


def test_jspf_is_xspf_in_json() -> None:
    playlist = json.loads(exports.to_jspf("Evening\nsongs", SONGS))["playlist"]
    assert playlist["title"] == "Evening songs"
    assert playlist["track"][0] == {
        "location": ["https://open.spotify.com/track/0ENSn4fwAbCGeFGVUbXEU3"],
        "identifier": ["spotify:track:0ENSn4fwAbCGeFGVUbXEU3"],
        "title": "Hello",
        "creator": "Adele",
        "duration": 295_502,
    }
    assert playlist["track"][2] == {"title": "Demo", "creator": "Somebody"}


def test_xspf_is_read_back_by_an_xml_parser() -> None:
    root = ET.fromstring(exports.to_xspf("Evening & night", SONGS))
    assert (root.tag, root.get("version")) == (f"{XSPF}playlist", "1")
    assert root.findtext(f"{XSPF}title") == "Evening & night"
    hello, odd, _ = root.findall(f"{XSPF}trackList/{XSPF}track")
    assert [(child.tag.removeprefix(XSPF), child.text) for child in hello] == [
        ("location", "https://open.spotify.com/track/0ENSn4fwAbCGeFGVUbXEU3"),
        ("identifier", "spotify:track:0ENSn4fwAbCGeFGVUbXEU3"),
        ("title", "Hello"),
        ("creator", "Adele"),
        ("duration", "295502"),
    ]
    assert odd.findtext(f"{XSPF}title") == ODD.title


def test_m3u8_has_a_length_and_one_line_for_each_song() -> None:
    assert exports.to_m3u8("Evening", SONGS).decode().splitlines() == [
        "#EXTM3U",
        "#PLAYLIST:Evening",
        "#EXTINF:296,Adele - Hello",
        "https://open.spotify.com/track/0ENSn4fwAbCGeFGVUbXEU3",
        '#EXTINF:-1,AC/DC; Kids & Co - =1+1, "quoted" <&>',
        'AC-DC; Kids & Co - =1+1, "quoted" <&>',
        "#EXTINF:-1,Somebody - Demo",
        "Somebody - Demo",
    ]


def test_the_uris_are_those_of_real_songs_alone() -> None:
    made = {file.name: file for file in exports.files("x", SONGS)}
    assert made["spotify-uris.txt"].content == b"spotify:track:0ENSn4fwAbCGeFGVUbXEU3\n"
    assert made["spotify-uris.txt"].songs == 1
    assert {file.songs for name, file in made.items() if name != "spotify-uris.txt"} == {3}
    assert "spotify-uris.txt" not in {file.name for file in exports.files("x", (ODD, DEMO))}


@pytest.mark.parametrize("title", ["", "a\rb\u2028c", "👩‍👩‍👧", "\ud800", "\uffff", "]]>"])
def test_no_name_breaks_a_file(title: str) -> None:
    songs = (WantedSong(title, title),)
    for file in exports.files(title, songs):
        assert file.content.decode("utf-8-sig")
    assert len(rows(exports.to_csv(title, songs))) == 1
    assert len(exports.to_m3u8(title, songs).decode().splitlines()) == 4
    ET.fromstring(exports.to_xspf(title, songs))
    assert json.loads(exports.to_jspf(title, songs))
