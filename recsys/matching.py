"""What a typed song may mean, and how well a known song fits it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from rapidfuzz import fuzz

from recsys.identity import artist_key, fold, title_key

SURE = 80.0
"""From this fit on a song counts as the one that was meant: one wrong letter in a word of five, two in one of ten."""

MAX_LENGTH = 300
"""What is typed beyond this many characters names no song; it is not read."""

_MAX_SEPARATORS = 6
_TITLE_SHARE = 0.6
_DASH = re.compile(r"\s+[-‐‑–—]\s+|\s*[–—]\s*")
_BY = re.compile(r"\s+by\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """A song's names, folded once: the whole title, the title's key and the artist's key of `recsys.identity`."""

    words: str
    title_key: str
    artist_key: str


@dataclass(frozen=True)
class Reading:
    """One way to read a typed text: a title with an artist, or (`artist` None) the words of both in any order."""

    title: str
    artist: str | None = None

    @cached_property
    def names(self) -> Names:
        return Names(fold(self.title), title_key(self.title), artist_key(self.artist or ""))

    @property
    def words(self) -> list[str]:
        """The distinct folded words of title and artist, in the order typed."""
        return list(dict.fromkeys(f"{self.names.words} {self.names.artist_key}".split()))

    def fit(self, song: Names) -> float:
        """How well a song fits, 0 to 100: rapidfuzz's normalised InDel similarity of the folded names.

        With an artist both names must fit, so that no song of another artist wins by its title alone.
        """
        title = max(fuzz.ratio(self.names.words, song.words), fuzz.ratio(self.names.title_key, song.title_key))
        if self.artist is None:
            return max(title, *(self._any_order(name, song.artist_key) for name in (song.words, song.title_key)))
        artist = fuzz.ratio(self.names.artist_key, song.artist_key)
        return _no_better_than(_TITLE_SHARE * title + (1 - _TITLE_SHARE) * artist, min(title, artist))

    def _any_order(self, title: str, artist: str) -> float:
        """The fit of all words in any order, the title among them: a long artist's name must not outweigh it."""
        typed = (self.names.words, self.names.title_key)
        words = max(fuzz.token_sort_ratio(each, f"{title} {artist}") for each in typed)
        return _no_better_than(words, max(fuzz.partial_ratio(each, title) for each in typed))


def _no_better_than(fit: float, part: float) -> float:
    """The fit of the whole, unless a part of it is too poor to be a typo."""
    return fit if part >= SURE - 10 else min(fit, part)


def readings(text: str) -> list[Reading]:
    """All readings of "Artist - Title", "Title by Artist" and plain words; the plain words come last.

    A name may hold " - " or " by " itself, so each place where the text can be parted is tried.
    """
    typed = cleaned(text)[:MAX_LENGTH]
    return [*_pairs(typed), Reading(typed.strip())]


def cleaned(text: str) -> str:
    """What was typed without what no database takes: NUL and halves of surrogate pairs."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _pairs(text: str) -> Iterator[Reading]:
    for separator in islice(chain(_DASH.finditer(text), _BY.finditer(text)), _MAX_SEPARATORS):
        before, after = text[: separator.start()].strip(), text[separator.end() :].strip()
        if before and after:
            yield Reading(before, after)
            if separator.re is _DASH:
                yield Reading(after, before)
