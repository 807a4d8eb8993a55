"""Every form that people paste is read; everything else gets an error that says what it is instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import (
    AddressElsewhere,
    AddressError,
    AddressMissing,
    AddressOfOther,
    AddressShortened,
    AddressUnreadable,
)
from bot.spotify.links import links_in, parse_link, parse_playlist, parse_track

ID = "37i9dQZF1DX4WYpdgoIcn6"
OTHER = "4uLU6hMCjMI75M1A2tKUQC"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"  {ID}\n",
        f"\ufeff{ID}\u200b",
        f"https://open.spotify.com/playlist/{ID}",
        f"http://open.spotify.com/playlist/{ID}",
        f"https://open.spotify.com:443/playlist/{ID}",
        f"HTTPS://Open.Spotify.com/playlist/{ID}",
        f"open.spotify.com/playlist/{ID}",
        f"https://play.spotify.com/playlist/{ID}",
        f"https://open.spotify.com/playlist/{ID}/",
        f"https://open.spotify.com/playlist/{ID}?si=a1b2c3d4&pt=x",
        f"https://open.spotify.com/playlist/{ID}/?si=a1b2c3d4",
        f"https://open.spotify.com/playlist/{ID}#section",
        f"https://open.spotify.com/intl-de/playlist/{ID}?si=x",
        f"https://open.spotify.com/intl-pt-BR/playlist/{ID}",
        f"https://open.spotify.com/embed/playlist/{ID}?utm_source=generator",
        f"https://open.spotify.com/intl-fr/embed/playlist/{ID}",
        f"https://open.spotify.com/user/some.one-1/playlist/{ID}?si=x",
        f"https://open.spotify.com/user/caf%C3%A9/playlist/{ID}",
        f"<https://open.spotify.com/playlist/{ID}>",
        f"[my list](https://open.spotify.com/playlist/{ID}?si=x)",
        f"[my list](<https://open.spotify.com/playlist/{ID}>)",
        f"spotify:playlist:{ID}",
        f"SPOTIFY:playlist:{ID}",
        f"spotify:user:someone:playlist:{ID}",
    ],
)
def test_a_playlist_in_every_form(text: str) -> None:
    assert parse_playlist(text) == ID


@pytest.mark.parametrize(
    "text",
    [
        OTHER,
        f"https://open.spotify.com/intl-es/track/{OTHER}?si=1",
        f"<https://open.spotify.com/embed/track/{OTHER}/>",
        f"spotify:track:{OTHER}",
    ],
)
def test_a_track(text: str) -> None:
    assert parse_track(text) == OTHER


@pytest.mark.parametrize("kind", ["album", "artist", "audiobook", "episode", "show", "track"])
@pytest.mark.parametrize("form", ["https://open.spotify.com/intl-de/{kind}/{id}?si=1", "spotify:{kind}:{id}"])
def test_a_link_to_something_else_says_to_what(kind: str, form: str) -> None:
    with pytest.raises(AddressOfOther) as caught:
        parse_playlist(form.format(kind=kind, id=ID))
    named = {"episode": "a podcast episode", "show": "a podcast", "track": "a song"}.get(kind, kind)
    assert named in caught.value.sentence
    assert "I need a link to a playlist" in caught.value.sentence


def test_a_playlist_where_a_song_is_meant() -> None:
    with pytest.raises(AddressOfOther, match=r"a link to a playlist\. I need a link to a song"):
        parse_track(f"https://open.spotify.com/playlist/{ID}")


@pytest.mark.parametrize("text", ["https://spotify.link/AbCdEf", "spoti.fi/3xYz", "https://spotify.app.link/x?y=z"])
def test_a_short_link_says_to_open_it(text: str) -> None:
    with pytest.raises(AddressShortened, match="open it in your browser"):
        parse_playlist(text)


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("https://www.youtube.com/playlist?list=abc", "www.youtube.com"),
        (f"https://openXspotify.com/playlist/{ID}", "openxspotify.com"),
        (f"https://open.spotify.com.evil.example/playlist/{ID}", "open.spotify.com.evil.example"),
        (f"https://evil.example/open.spotify.com/playlist/{ID}", "evil.example"),
        ("music.apple.com/de/playlist/x", "music.apple.com"),
    ],
)
def test_another_site_is_named(text: str, site: str) -> None:
    with pytest.raises(AddressElsewhere) as caught:
        parse_playlist(text)
    assert f"leads to {site};" in caught.value.sentence


@pytest.mark.parametrize("text", ["", "   ", "<>", "\u200b"])
def test_nothing(text: str) -> None:
    with pytest.raises(AddressMissing):
        parse_playlist(text)


@pytest.mark.parametrize(
    "text",
    [
        "my favourite playlist",
        ID[:-1],
        ID + "x",
        "spotify:playlist:short",
        "spotify:",
        "spotify:playlist",
        f"spotify:playlist:{ID}:extra",
        "https://open.spotify.com/",
        "https://open.spotify.com/playlist/",
        f"https://open.spotify.com/playlist/{ID}x",
        f"https://open.spotify.com/playlist/{ID}/more",
        f"https://open.spotify.com/collection/{ID}",
        f"https://someone@open.spotify.com/playlist/{ID}",
        f"https://open.spotify.com:8443/playlist/{ID}",
        f"https://open.spotify.com:port/playlist/{ID}",
        f"https://open.spotify.com\\playlist\\{ID}",
        f"ftp://open.spotify.com/playlist/{ID}",
        f"javascript://open.spotify.com/playlist/{ID}",
        f"https://open.spotify.com/playlist/{ID} https://open.spotify.com/playlist/{ID}",
        "https://[broken/playlist/x",
        "https:///playlist/x",
    ],
)
def test_what_is_no_link_to_a_playlist(text: str) -> None:
    with pytest.raises(AddressUnreadable, match="isn't a link to a playlist"):
        parse_playlist(text)


@given(st.text(max_size=80) | st.from_regex(r"(https?://)?open\.spotify\.com/[\x00-\x7f]{0,40}"))
def test_any_text_gives_an_id_or_a_sentence(text: str) -> None:
    try:
        found = parse_playlist(text)
    except AddressError as problem:
        found = ""
        sentence = problem.sentence
    else:
        sentence = ""
        assert found in text
    assert sentence or (len(found) == 22 and found.isascii() and found.isalnum())


# ---------------------------------------------------------------- anything that songs can be taken from


@pytest.mark.parametrize("kind", ["album", "artist", "playlist", "track"])
def test_links_of_every_kind_that_holds_songs(kind: str) -> None:
    for text in (f"spotify:{kind}:{ID}", f"<https://open.spotify.com/intl-de/{kind}/{ID}?si=1>"):
        assert parse_link(text) == (kind, ID)


@pytest.mark.parametrize("text", [ID, "Dreams", f"https://open.spotify.com/collection/{ID}", "spotify:track:short"])
def test_what_is_no_link_to_songs(text: str) -> None:
    with pytest.raises(AddressError):
        parse_link(text)


def test_a_podcast_is_named_as_what_it_is() -> None:
    with pytest.raises(AddressOfOther, match=r"a podcast\. I can go by songs, albums, artists and playlists"):
        parse_link(f"spotify:show:{ID}")


def test_links_in_what_people_write() -> None:
    text = (
        f"listen: https://open.spotify.com/track/{ID}?si=a, then [this](https://open.spotify.com/intl-de/album/{ID}), "
        f"<spotify:artist:{ID}>! Not https://openXspotify.com/track/{ID} or https://open.spotify.com/show/{ID}, "
        f"and once more open.spotify.com/track/{ID}, at last **https://open.spotify.com/track/{OTHER}**."
    )
    kinds = (("track", ID), ("album", ID), ("artist", ID), ("track", OTHER))
    assert links_in(text) == tuple(f"spotify:{kind}:{spotify_id}" for kind, spotify_id in kinds)


def test_a_search_stands_for_its_words() -> None:
    text = "[Find on Spotify](https://open.spotify.com/search/Hello%20Adele) https://open.spotify.com/search/"
    assert links_in(text) == ("Hello Adele",)


@given(st.text(max_size=200))
def test_any_text_holds_links_or_none(text: str) -> None:
    assert f"spotify:track:{ID}" in links_in(f"{text} spotify:track:{ID} {text}")
