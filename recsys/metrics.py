"""The three metrics of the RecSys Challenge 2018, for one playlist.

Source of the formulas: Zamani, Schedl, Lamere, Chen, "An Analysis of Approaches Taken in the ACM RecSys Challenge
2018", ACM TIST 10(5), 2019, appendix A (arXiv 1810.01520). There G is the set of hidden tracks.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from math import log2

LIST_LENGTH = 500
"""How many tracks answer each playlist."""

NO_CLICK = 51
"""Clicks when none of the 500 tracks is relevant: one page more than there is."""

ARTIST_CREDIT = 0.25
_PAGE = 10


def r_precision(
    recommended: Sequence[str],
    recommended_artists: Sequence[str | None],
    relevant: AbstractSet[str],
    relevant_artists: AbstractSet[str],
) -> float:
    """(|S_T ∩ G_T| + 0.25 · |S_A ∩ G_A|) / |G_T|, so slightly above 1 for a perfect list.

    S_T are the first |G_T| recommended tracks and S_A all their distinct artists, those of hits too.
    `recommended_artists[i]` is the artist of `recommended[i]`, or None if unknown. `relevant` must not be empty.
    """
    cut = len(relevant)
    tracks = relevant & set(recommended[:cut])
    artists = relevant_artists & set(recommended_artists[:cut])
    return (len(tracks) + ARTIST_CREDIT * len(artists)) / len(relevant)


def ndcg(recommended: Sequence[str], relevant: AbstractSet[str], k: int = LIST_LENGTH) -> float:
    """DCG / IDCG with DCG = Σ r_i / log2(i + 1) over the first k places, counted from 1; r_i is 1 for hidden tracks.

    IDCG = Σ 1 / log2(i + 1) over the first min(|G|, k) places. `relevant` must not be empty.
    """
    gained = sum(1 / log2(place + 1) for place, track in enumerate(recommended[:k], start=1) if track in relevant)
    return gained / sum(1 / log2(place + 1) for place in range(1, min(len(relevant), k) + 1))


def clicks(recommended: Sequence[str], relevant: AbstractSet[str]) -> int:
    """⌊(place of the first hidden track − 1) / 10⌋: how often ten more must be asked for; 51 if there is none."""
    first = next((index for index, track in enumerate(recommended[:LIST_LENGTH]) if track in relevant), None)
    return NO_CLICK if first is None else first // _PAGE
