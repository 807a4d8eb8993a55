"""Playlist titles as numbered tokens: the whole title, its words and their character trigrams."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

PADDING = 0
"""Fills rows of token ids that are shorter than the longest."""

MAX_TOKENS = 24
"""A title's tokens beyond this many are not read; nine in ten titles of the Million Playlist Dataset have fewer."""

_GRAM = "#"
_NO_WORD = re.compile(r"[\W_]+")


def tokens(title: str | None) -> list[str]:
    """Distinct tokens of a title: `=whole title`, then `word`s, then `#tri`grams of each word between < and >.

    Case, accents' compatibility forms and punctuation are folded. A title of emoji or signs alone has only the first.
    """
    folded = unicodedata.normalize("NFKC", title or "").casefold().strip()
    words = _NO_WORD.sub(" ", folded).split()
    whole = " ".join(words) or folded
    if not whole:
        return []
    grams = (f"{_GRAM}{edged[i : i + 3]}" for edged in map("<{}>".format, words) for i in range(len(edged) - 2))
    return list(dict.fromkeys([f"={whole}", *words, *grams]))


class TitleVocabulary:
    """Numbers the tokens that it was given from 1 on, in their order; PADDING is none of them."""

    def __init__(self, known: Sequence[str]) -> None:
        self.tokens = tuple(known)
        self._number = {token: number for number, token in enumerate(self.tokens, start=1)}

    @classmethod
    def learn(cls, titles: Iterable[str | None], min_count: int) -> TitleVocabulary:
        """All tokens that at least `min_count` of these titles have."""
        counts = Counter(token for title in titles for token in tokens(title))
        return cls(sorted(token for token, count in counts.items() if count >= min_count))

    def __len__(self) -> int:
        return len(self.tokens)

    def knows(self, title: str | None) -> bool:
        """Whether the title says anything: it, a word of it or half of its trigrams are in the vocabulary.

        Fewer trigrams mean nothing: nearly every string of letters shares some with some title.
        """
        known = {token for token in tokens(title) if token in self._number}
        grams = [token for token in tokens(title) if token.startswith(_GRAM)]
        return any(not token.startswith(_GRAM) for token in known) or 0 < len(grams) <= 2 * len(known)

    def ids(self, titles: Sequence[str | None]) -> npt.NDArray[np.int32]:
        """int32[len(titles), MAX_TOKENS]: the numbers of each title's known tokens, then PADDING."""
        rows = np.full((len(titles), MAX_TOKENS), PADDING, dtype=np.int32)
        for row, title in zip(rows, titles, strict=True):
            known = [self._number[token] for token in tokens(title) if token in self._number][:MAX_TOKENS]
            row[: len(known)] = known
        return rows
