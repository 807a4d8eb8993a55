"""Rules that can be counted by hand, between the songs of a small catalogue of eight artists."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recsys.rules import Rules
from recsys.rules_table import NO_ITEM, Level, RuleTable, Tables
from tests.support.ports import song

ARTISTS = ("Alpha", "Bravo", "Carol King", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
SONGS = tuple(
    song(number, artist=ARTISTS[number % len(ARTISTS)], spotify_id=f"realSongNumber{number:08d}")
    for number in range(40)
)
PLAYLISTS = 1000

Written = tuple[tuple[int, ...], int, tuple[int, int, int]]
"""Left side, right side; playlists with both, with the left, with the right."""

RULES: tuple[Written, ...] = (
    ((0, 1), 2, (312, 726, 360)),  # confidence 0.43, lift 1.19
    ((0,), 3, (30, 60, 100)),  # 0.50, 5
    ((1,), 3, (60, 240, 100)),  # 0.25, 2.5
    ((0,), 4, (45, 60, 90)),  # 0.75, 8.3
    ((5,), 6, (20, 25, 40)),  # 0.80, 20
    ((0, 1, 5), 7, (18, 20, 30)),  # 0.90, 30
    *(((10,), right, (10 + right, 100, 50)) for right in range(11, 32)),  # 0.21 to 0.41, 4.2 to 8.2
)
BETWEEN_ARTISTS: tuple[Written, ...] = (
    ((0,), 1, (200, 400, 250)),  # 0.5, 2
    ((0, 1), 2, (150, 200, 300)),  # 0.75, 2.5
    ((2,), 0, (50, 300, 100)),  # 0.17, 1.7
)


def table(written: Sequence[Written]) -> RuleTable:
    left = np.array([[*items, *[NO_ITEM] * (3 - len(items))] for items, _, _ in written], dtype=np.int32)
    right = np.array([item for _, item, _ in written], dtype=np.int32)
    counts = np.array([numbers for _, _, numbers in written], dtype=np.int32)
    across = np.ones(len(written), dtype=np.bool_)
    return RuleTable.sorted(left, right, counts, np.full(len(written), 0.001), across, PLAYLISTS, {})


def rules(songs: Sequence[Written] = RULES, artists: Sequence[Written] = BETWEEN_ARTISTS) -> Rules:
    """Those of the songs above; artists have the numbers that they have in ARTISTS."""
    song_artist = np.array([number % len(ARTISTS) for number in range(len(SONGS))], dtype=np.int32)
    return Rules(Tables({Level.SONGS: table(songs), Level.ARTISTS: table(artists)}), song_artist)
