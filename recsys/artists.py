"""The artists of a catalogue by what people type of their names: words by their beginnings, with small typos."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice

from recsys.catalog import Catalog
from recsys.identity import fold
from recsys.matching import cleaned

NEAR_NAMES = 3
POOL = 10_000
"""How many of the most popular artists with one of the typed words are looked at for the others."""
SIMILAR_WORDS = 8
"""A word with a typo may be so many others; some of them stand in titles only."""
_MOST_WORDS, _MISTYPED, _SHORT = 6, 3, 3


@dataclass(frozen=True, slots=True)
class ArtistLookup:
    """Who is meant by a typed name: an artist's number, or None, and the nearest names."""

    artist: int | None
    near: tuple[str, ...] = ()


class ArtistSearch:
    """All folded names in one text, by popularity, as artists are numbered: to scan it is quicker than an index.

    250,000 artists take 4 MB, and about two milliseconds to scan.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        lines = [_line(key, name) for key, name in catalog.artists()]
        self._starts = array("Q", accumulate(map(len, lines[:-1]), initial=0))
        self._text = b"".join(lines)

    def look_up(self, name: str) -> ArtistLookup:
        """The artist of that name, however it is spelled, or the nearest ones."""
        name = cleaned(name)
        artist = self._catalog.artist_id(name)
        if artist is not None:
            return ArtistLookup(artist)
        return ArtistLookup(None, self.complete(name, NEAR_NAMES) or tuple(self._catalog.artists_like(name)))

    def complete(self, text: str, limit: int = 25, max_length: int = 100) -> tuple[str, ...]:
        """Names for an unfinished text, of at most `max_length` characters: the one that it spells in full, then the
        most popular. Every word must begin one of the name or, where no name has them all, be one with a typo."""
        found = self._completions(cleaned(text), limit)
        names = self._catalog.artist_names(found)
        return tuple(names[number] for number in found if 0 < len(names[number]) <= max_length)

    def _completions(self, text: str, limit: int) -> list[int]:
        words = list(dict.fromkeys(fold(text).split()))[:_MOST_WORDS]
        if not words:
            return list(range(min(limit, len(self._starts))))
        exact = self._catalog.artist_id(text)
        found = list(islice(self._with([[word] for word in words]), limit)) or self._with_typos(words, limit)
        return found if exact is None else [exact, *(number for number in found if number != exact)][:limit]

    def _with_typos(self, words: Sequence[str], limit: int) -> list[int]:
        """Where words begin no name, those are mistyped; where all do, but none has them together, a long one is."""
        unknown = [word for word in words if _part(word) not in self._text]
        long = sorted(words, key=len, reverse=True)[:_MISTYPED]
        found = {
            number
            for mistyped in ([unknown] if unknown else [[word] for word in long])
            for number in islice(self._with([self._choice(word, word in mistyped) for word in words]), limit)
        }
        return sorted(found)[:limit]

    def _choice(self, word: str, mistyped: bool) -> list[str]:
        return self._catalog.similar_words(word, SIMILAR_WORDS) if mistyped else [word]

    def _with(self, choices: Sequence[Sequence[str]]) -> Iterator[int]:
        """Numbers of the artists of whose words each choice begins one, rising."""
        if not all(choices):
            return
        rarest, *others = sorted(choices, key=_commonness)
        parts = [[_part(word) for word in choice] for choice in others]
        for number in islice(self._holding(rarest), POOL):
            line = self._name(number)
            if all(any(part in line for part in choice) for choice in parts):
                yield number

    def _holding(self, words: Sequence[str]) -> Iterator[int]:
        """The artists with a word that begins as one of these."""
        found = [self._with_word(_part(word)) for word in words]
        return found[0] if len(found) == 1 else iter(sorted(set(chain.from_iterable(found))))

    def _with_word(self, part: bytes) -> Iterator[int]:
        place = self._text.find(part)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            yield number
            place = self._text.find(part, self._starts[number] + len(self._name(number)))

    def _name(self, number: int) -> bytes:
        following = number + 1
        return self._text[self._starts[number] : self._starts[following] if following < len(self._starts) else None]


def _commonness(choice: Sequence[str]) -> tuple[bool, int, int]:
    """Short words, as articles are, are more common than any of several, and these than a word as typed."""
    return min(map(len, choice)) <= _SHORT, len(choice), -len(choice[0])


def _line(key: str, name: str) -> bytes:
    """The folded name, with the article that its key lacks, each word after a blank."""
    return f" {'the ' if name[:4].casefold() == 'the ' else ''}{key}\n".encode()


def _part(word: str) -> bytes:
    """The beginning of a word, as it stands in the text."""
    return f" {word}".encode()
