"""Reasons in words, the same for the terminal and for Discord."""

from __future__ import annotations

from bot.messages import text
from recsys.domain import Reason, ReasonKind, Song


def reason_sentence(reason: Reason) -> str:
    """Why a song is recommended, without a full stop. Names stand as they are: the caller escapes for its medium."""
    match reason.kind:
        case ReasonKind.TOGETHER:
            return text("reason-together", song=_name(reason.songs[0]), playlists=reason.playlists)
        case ReasonKind.ARTIST:
            return text("reason-artist", artist=reason.artist or "")
        case ReasonKind.CLOSE if reason.songs:
            return text("reason-close", song=_name(reason.songs[0]))
        case ReasonKind.CLOSE:
            return text("reason-close-artist", artist=reason.artist or "")
        case ReasonKind.TITLE:
            return text("reason-title", title=reason.title or "", playlists=reason.playlists)
        case ReasonKind.MOOD:
            return text("reason-mood", title=reason.title or "")


def _name(song: Song) -> str:
    return text("reason-song", title=song.title, artist=song.artist) if song.artist else song.title
