"""Reasons in words, the same for the terminal and for Discord."""

from __future__ import annotations

from collections.abc import Sequence

from bot.markdown import cut
from bot.messages import text
from recsys.domain import Reason, ReasonKind, Song
from recsys.sound import SortBy, SoundReason, Trait

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


def sound_sentence(reason: SoundReason) -> str:
    """In what respect a song is like the list, to stand alone or beside another. Names stand as they are."""
    match reason.trait:
        case Trait.TEMPO:
            return _numbered(reason, "bpm", "sound-tempo", "sound-tempo-unnumbered")
        case Trait.YEAR:
            return _numbered(reason, "year", "sound-year", "sound-year-unnumbered")
        case Trait.KEY if reason.value is not None:
            return text("sound-key", key=text("pitch-class", pitch=round(reason.value) % PITCH_CLASSES))
        case Trait.GENRE if reason.word:
            return text("sound-genre", genre=_short(reason.word))
        case Trait.ARTIST if reason.word:
            return text("sound-artist", artist=_short(reason.word))
        case _:
            return text(_SOUNDS[reason.trait], level=reason.level)


def sound_sentences(reasons: Sequence[SoundReason]) -> str:
    """The two strongest in one line; empty when there is none."""
    match [sound_sentence(reason) for reason in reasons[:2]]:
        case [first, second]:
            return text("match-both", first=first, second=second)
        case sentences:
            return "".join(sentences)


def respect_words(by: SortBy, value: float) -> str:
    """What a song that is sorted by one respect has of it (`recsys.sound.respect`), in a word or two."""
    return text("sorted-by", by=by, value=respect_number(by, value))  # a text: Fluent writes the year 1,994


def respect_number(by: SortBy, value: float) -> str:
    """The number alone; of energy and mood it is out of 100."""
    return str(round(value) if by in (SortBy.YEAR, SortBy.TEMPO) else round(100 * value))


def _numbered(reason: SoundReason, name: str, numbered: str, unnumbered: str) -> str:
    if reason.value is None:
        return text(unnumbered)
    return text(numbered, **{name: str(round(reason.value))})  # as a text: Fluent writes the year 1,994


PITCH_CLASSES = 12
_SOUNDS = {
    Trait.KEY: "sound-key-unnamed",
    Trait.ENERGY: "sound-energy",
    Trait.MOOD: "sound-mood",
    Trait.ACOUSTIC: "sound-acoustic",
    Trait.DANCE: "sound-dance",
    Trait.LOUDNESS: "sound-loudness",
    Trait.SPEECH: "sound-speech",
    Trait.INSTRUMENTAL: "sound-instrumental",
    Trait.LIVE: "sound-live",
    Trait.GENRE: "sound-genre-unnamed",
    Trait.ARTIST: "sound-artist-unnamed",
    Trait.DURATION: "sound-duration",
    Trait.COMPANY: "sound-company",
}


def _together(reason: Reason) -> str:
    match reason.songs:
        case (first, second, third):
            titles = {"first": _short(first.title), "second": _short(second.title), "third": _short(third.title)}
            return text("reason-together-three", **titles, playlists=reason.playlists)
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
