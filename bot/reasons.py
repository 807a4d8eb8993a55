"""Reasons in words, the same for the terminal and for Discord."""

from __future__ import annotations

from bot.markdown import cut
from bot.messages import text
from recsys.domain import Reason, ReasonKind, Song

LONGEST_NAME = 40
"""Longer titles and names are cut to so many characters: two of them still fit into a line or two of a phone."""


def reason_sentence(reason: Reason) -> str:
    """Why a song is recommended, without a full stop. Names stand as they are: the caller escapes for its medium."""
    artist, title, playlists = _short(reason.artist), _short(reason.title), reason.playlists
    match reason.kind:
        case ReasonKind.TOGETHER:
            return _together(reason)
        case ReasonKind.ARTIST:
            return text("reason-artist", artist=artist, seeds=reason.seeds)
        case ReasonKind.CLOSE if reason.songs:
            return text("reason-close", song=_name(reason.songs[0]))
        case ReasonKind.CLOSE:
            return text("reason-close-artist", artist=artist)
        case ReasonKind.TITLE:
            return text("reason-title", title=title, playlists=playlists)
        case ReasonKind.WORD:
            return text("reason-word", word=title, playlists=playlists)
        case ReasonKind.MOOD:
            return text("reason-mood", title=title)


def _together(reason: Reason) -> str:
    match reason.songs:
        case (first, second):
            return text("reason-together-both", **_both(first, second), playlists=reason.playlists)
        case (song,):
            return text("reason-together", song=_name(song), playlists=reason.playlists)
    return text("reason-together-artist", artist=_short(reason.artist), playlists=reason.playlists)


def _both(first: Song, second: Song) -> dict[str, str]:
    """Titles alone, for the songs are the reader's own and the line is short, unless the titles are the same."""
    titles = {"first": _short(first.title), "second": _short(second.title)}
    return titles if len(set(titles.values())) == 2 else {"first": _name(first), "second": _name(second)}


def _name(song: Song) -> str:
    title = _short(song.title)
    return text("reason-song", title=title, artist=_short(song.artist)) if song.artist else title


def _short(name: str | None) -> str:
    return cut(name or "", LONGEST_NAME)
