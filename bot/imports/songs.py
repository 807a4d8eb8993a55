"""A list of songs as somebody brought it, each song once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from recsys.domain import Track
from recsys.identity import fold, track_key

MAX_SONGS = 500
"""So many songs of a list are continued: what ten pages of a playlist on Spotify hold."""
MAX_TYPED = 200
"""Of those that only a text names: each is looked up by its words."""
MAX_ENTRIES = 20_000
"""What follows in a list is not read; a file of Spotify's history has fewer plays."""
MAX_LENGTH = 300
"""Characters of a name; what is longer is no name, and is cut."""


@dataclass(frozen=True, slots=True)
class SongList:
    """Songs with fields of their own (`tracks`), and entries that are still to be looked up (`typed`).

    `name` is the file's, empty for what was pasted, and `title` what the list calls itself. Of `entries` entries
    `repeated` had come before, `nameless` named no song, and what lay beyond the limits is not here. `played`: they are
    the songs of a listening history, the most played first.
    """

    name: str = ""
    title: str = ""
    tracks: tuple[Track, ...] = ()
    typed: tuple[str, ...] = ()
    entries: int = 0
    repeated: int = 0
    nameless: int = 0
    played: bool = False

    @property
    def used(self) -> int:
        """How many of its songs are here."""
        return len(self.tracks) + len(self.typed)

    @property
    def left(self) -> int:
        """How many more there were than are used."""
        return self.entries - self.repeated - self.nameless - self.used


Entry = Track | str | None
"""A song, an entry to be looked up, or None for what names no song."""


def gathered(name: str, entries: Iterable[Entry]) -> SongList:
    """The list of the first MAX_ENTRIES of these entries, in their order."""
    seen: set[str] = set()
    tracks: list[Track] = []
    typed: list[str] = []
    count = repeated = nameless = 0
    for entry in islice(entries, MAX_ENTRIES):
        count += 1
        if entry is None:
            nameless += 1
        elif (key := _key(entry)) in seen:
            repeated += 1
        else:
            seen.add(key)
            (typed if isinstance(entry, str) else tracks).append(entry)  # type: ignore[arg-type]
    return SongList(name, "", tuple(tracks[:MAX_SONGS]), tuple(typed[:MAX_TYPED]), count, repeated, nameless)


def track(
    title: object,
    artists: Sequence[object] = (),
    *,
    spotify_id: str | None = None,
    album: object = None,
    duration_ms: object = None,
    explicit: bool | None = None,
    year: int | None = None,
) -> Track | None:
    """A track from a file's fields, whatever stands in them; None when it has neither a title nor an id."""
    plain = Track(
        title=words(title),
        artists=tuple(name for each in artists if (name := words(each))),
        spotify_id=spotify_id,
        album=words(album) or None,
        duration_ms=_milliseconds(duration_ms),
        explicit=explicit,
        year=year,
    )
    return plain if plain.title or plain.spotify_id else None


def words(value: object) -> str:
    """A text on one line; anything but a text is none."""
    if not isinstance(value, str):
        return ""
    # Halves of surrogate pairs, which JSON may hold, and NUL would be refused by the database.
    clean = value.encode("utf-8", "ignore").decode().replace("\0", "")
    return " ".join(clean.split())[:MAX_LENGTH]


def titled(song_list: SongList, title: str) -> SongList:
    """The same list, which calls itself so."""
    return replace(song_list, title=words(title))


def _key(entry: Track | str) -> str:
    if isinstance(entry, str):
        return f"typed {fold(entry)}"
    return f"id {entry.spotify_id}" if entry.spotify_id else f"names {track_key(entry)}"


def _milliseconds(value: object) -> int | None:
    """A whole number of milliseconds below a day, from a number or its digits."""
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) or None if text.isascii() and text.isdigit() and len(text) <= 8 else None
