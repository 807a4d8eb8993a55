"""What users notice of a list beyond its accuracy: songs twice, one artist throughout, only hits, the same every time.

Songs and artists can be named by anything that can be compared, such as their numbers or keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from math import comb


def repeated(works: Sequence[Hashable]) -> int:
    """How many songs of a list are another version of an earlier one; see `recsys.identity.work_key`."""
    return len(works) - len(set(works))


def already_there(works: Iterable[Hashable], playlist: AbstractSet[Hashable]) -> int:
    """How many songs of a list are a version of one that the playlist has."""
    return sum(work in playlist for work in works)


def expected_artists(artists: Collection[Hashable], songs: int = 10) -> float:
    """How many artists so many songs have on average when they are drawn from a list: Σ 1 − C(n − nₐ, k) / C(n, k).

    `artists` has the artist of each of the n songs, nₐ of them being by artist a. Lists of any length can be compared:
    Hurlbert, "The Nonconcept of Species Diversity", Ecology 52(4), 1971, equation 17. Raises ValueError when the list
    has fewer songs than are drawn.
    """
    n = len(artists)
    if not 0 < songs <= n:
        raise ValueError(f"{songs} songs cannot be drawn from a list of {n}")
    return sum(1 - comb(n - by_artist, songs) / comb(n, songs) for by_artist in Counter(artists).values())


def share_of(songs: Collection[Hashable], popular: AbstractSet[Hashable]) -> float:
    """The share of a list's songs that are among the popular ones; 0 for an empty list."""
    return sum(song in popular for song in songs) / len(songs) if songs else 0.0


def coverage(lists: Iterable[Iterable[Hashable]], catalogue: int) -> float:
    """The share of a catalogue of so many songs that is in at least one of the lists."""
    return len({song for each in lists for song in each}) / catalogue


def change(before: AbstractSet[Hashable], after: AbstractSet[Hashable]) -> float:
    """One minus the Jaccard index of two lists: 0 when they have the same songs, 1 when they share none."""
    union = before | after
    return 1 - len(before & after) / len(union) if union else 0.0
