"""What people paste, as Spotify ids: links in every form that Spotify copies, URIs and bare ids; strict on hosts.

Spotipy's own parser refuses trailing slashes, fragments and Discord's brackets, and lets `openXspotify.com` through.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import SplitResult, unquote, urlsplit

from bot.errors import (
    AddressElsewhere,
    AddressError,
    AddressMissing,
    AddressOfOther,
    AddressShortened,
    AddressUnreadable,
)

ALBUM, ARTIST, PLAYLIST, TRACK = "album", "artist", "playlist", "track"
KINDS = frozenset({ALBUM, ARTIST, "audiobook", "episode", PLAYLIST, "show", TRACK, "user"})
HOSTS = frozenset({"open.spotify.com", "play.spotify.com"})
SHORT_HOSTS = frozenset({"spotify.link", "spotify.app.link", "spoti.fi"})

_ID = re.compile(r"[0-9A-Za-z]{22}")  # Spotify documentation, "Spotify URIs and IDs": base62
_LANGUAGE = re.compile(r"intl-[a-z]{2,3}(-[a-z0-9]{2,4})?", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[[^\]]*\]\((.*)\)", re.DOTALL)
_LINKED = re.compile(r"(?:https?://)?(?:open|play)\.spotify\.com/[^\s<>()\[\]]+|spotify:[a-z]+:[0-9A-Za-z]{22}\b", re.I)
_SEARCH = re.compile(r"https?://open\.spotify\.com/search/([^/?#]+)(?:[/?#].*)?", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?'\"*_~|"
"""Ends a sentence or Discord's markdown, and never a link that Spotify copied."""
SEED = "seed"
"""What `parse_link` wants: anything that songs can be taken from."""
SEEDS = frozenset({ALBUM, ARTIST, PLAYLIST, TRACK})
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"  # what comes along when text is copied


def parse_playlist(text: str) -> str:
    """The playlist id that a text stands for. Raises a leaf of AddressError that says what is wrong with it."""
    return _parse(text, PLAYLIST)


def parse_track(text: str) -> str:
    """The track id that a text stands for. Raises a leaf of AddressError that says what is wrong with it."""
    return _parse(text, TRACK)


def parse_link(text: str) -> tuple[str, str]:
    """Of which kind ("album", "artist", "playlist" or "track") a link or URI is, and the id in it.

    Raises a leaf of AddressError for everything else, bare ids included.
    """
    bare = _unwrapped(text)
    if not bare:
        raise AddressMissing(SEED)
    kind, spotify_id = _uri(bare) if bare.lower().startswith("spotify:") else _url(bare, SEED)
    if kind in KINDS - SEEDS:
        raise AddressOfOther(kind, SEED)
    if kind not in SEEDS or not _ID.fullmatch(spotify_id):
        raise AddressUnreadable(SEED)
    return kind, spotify_id


def links_in(text: str) -> tuple[str, ...]:
    """The links and URIs in a text that songs can be taken from, each once, in their order.

    Of links to Spotify's search, which lists of songs without an id have, the words that are searched for.
    """
    found: dict[str, None] = {}
    for word in _LINKED.findall(text):
        link = word.rstrip(_AFTER_A_LINK)
        if searched := _SEARCH.fullmatch(link):
            found[unquote(searched[1]).replace(";", ",")] = None
        with suppress(AddressError):
            found[":".join(("spotify", *parse_link(link)))] = None
    return tuple(found)


def _parse(text: str, wanted: str) -> str:
    bare = _unwrapped(text)
    if not bare:
        raise AddressMissing(wanted)
    if _ID.fullmatch(bare):
        return bare
    kind, spotify_id = _uri(bare) if bare.lower().startswith("spotify:") else _url(bare, wanted)
    if kind in KINDS and kind != wanted:
        raise AddressOfOther(kind, wanted)
    if kind != wanted or not _ID.fullmatch(spotify_id):
        raise AddressUnreadable(wanted)
    return spotify_id


def _unwrapped(text: str) -> str:
    """The text without spaces around it, Markdown's [words](link) and Discord's <link>."""
    bare = text.strip().strip(_INVISIBLE).strip()
    if found := _MARKDOWN.fullmatch(bare):
        bare = found[1].strip()
    if bare.startswith("<") and bare.endswith(">"):
        bare = bare[1:-1].strip()
    return bare


def _uri(text: str) -> tuple[str, str]:
    """Kind and id of spotify:playlist:ID or spotify:user:NAME:playlist:ID."""
    return _last_two(text.split(":")[1:])


def _url(text: str, wanted: str) -> tuple[str, str]:
    """Kind and id of a link. Raises AddressShortened, AddressElsewhere or AddressUnreadable."""
    parts = _split(text, wanted)
    host = parts.hostname or ""
    if host in SHORT_HOSTS:
        raise AddressShortened(wanted)
    if host not in HOSTS:
        raise AddressElsewhere(host, wanted)
    path = [part for part in parts.path.split("/") if part]
    if path and _LANGUAGE.fullmatch(path[0]):
        path = path[1:]
    if path and path[0].lower() == "embed":
        path = path[1:]
    return _last_two(path)


def _split(text: str, wanted: str) -> SplitResult:
    """The parts of an http(s) link, whose scheme may be left out. Raises AddressUnreadable."""
    scheme, separator, _ = text.partition("://")
    if re.search(r"[\s\\]", text) or (separator and scheme.lower() not in ("http", "https")):
        raise AddressUnreadable(wanted)
    try:
        parts = urlsplit(text if separator else f"https://{text}")
        port = parts.port
    except ValueError:
        raise AddressUnreadable(wanted) from None
    # A name or a port before Spotify's path is a trick or a mistake, never something that Spotify copied.
    if parts.username is not None or port not in (None, 80, 443) or "." not in (parts.hostname or ""):
        raise AddressUnreadable(wanted)
    return parts


def _last_two(path: list[str]) -> tuple[str, str]:
    """(kind, id) of a path, with user/NAME before it or not; ("", "") when it has another shape."""
    if len(path) == 4 and path[0].lower() == "user":
        path = path[2:]
    return (path[0].lower(), path[1]) if len(path) == 2 else ("", "")
