"""Looking up what goes together: the rules of a bundle for a playlist, a song, an artist, or the strongest of all."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from recsys.corpus import Int32, Int64
from recsys.rules_asked import Asked, Found, Level, Rule, Wish
from recsys.rules_metrics import METRICS
from recsys.rules_table import NO_ITEM, RuleTable, Tables

__all__ = ["Found", "Rule", "Rules", "Wish", "rules_at"]


class Rules:
    """The rules of a bundle in memory. `song_artist` int32[n_songs] is the artist of each song.

    Raises ValueError when the rules are of other songs.
    """

    def __init__(self, tables: Tables, song_artist: Int32) -> None:
        self._tables = tables.by_level
        self._song_artist = song_artist
        n_artists = int(song_artist.max(initial=-1)) + 1
        self._sizes = {Level.SONGS: len(song_artist), Level.ARTISTS: n_artists}
        for level, table in self._tables.items():
            if max(table.left.max(initial=-1), table.right.max(initial=-1)) >= self._sizes[level]:
                raise ValueError("the rules are of other songs")

    def table(self, level: Level) -> RuleTable:
        """All rules of a level, with what mining says of itself."""
        return self._tables[level]

    def found(self, asked: Asked) -> Found:
        """What is asked for, by the method for what it is of."""
        if asked.playlist is not None:
            return self.for_playlist(asked.playlist, asked.wish)
        if asked.song is not None:
            return self.for_song(asked.song, asked.wish)
        if asked.artist is not None:
            return self.for_artist(asked.artist, asked.wish)
        return self.strongest(asked.wish)

    def for_playlist(self, songs: Iterable[int], wish: Wish) -> Found:
        """Rules of which a playlist of these songs has the left side and not the right one; the strongest for each
        right side."""
        items = self._items(songs, wish.level)
        table = self._tables[wish.level]
        held = np.zeros(self._sizes[wish.level] + 1, dtype=np.bool_)
        held[items] = True
        held[NO_ITEM] = True  # the last one: conditions that a rule does not have are met
        rows = table.with_first(items)
        rows = rows[held[table.left[rows]].all(axis=1) & ~held[table.right[rows]]]
        return self._strongest(rows, wish, once=True)

    def for_song(self, song: int, wish: Wish) -> Found:
        """Rules with this song, or at the level of artists its artist, on the left side."""
        return self._with(int(self._items([song], wish.level)[0]), wish)

    def for_artist(self, artist: int, wish: Wish) -> Found:
        """Rules with this artist on the left side or, at the level of songs, with a song of theirs."""
        if wish.level is Level.ARTISTS:
            return self._with(artist, wish)
        table = self._tables[wish.level]
        by_them = np.append(self._song_artist == artist, False)  # for NO_ITEM
        return self._strongest(np.flatnonzero(by_them[table.left].any(axis=1)), wish)

    def strongest(self, wish: Wish) -> Found:
        """The strongest rules of the whole catalogue."""
        return self._strongest(np.arange(len(self._tables[wish.level])), wish)

    def _items(self, songs: Iterable[int], level: Level) -> Int32:
        """The numbers of these songs, or of their artists, rising."""
        items = np.fromiter(songs, dtype=np.int32)
        return np.unique(items if level is Level.SONGS else self._song_artist[items])

    def _with(self, item: int, wish: Wish) -> Found:
        return self._strongest(np.flatnonzero((self._tables[wish.level].left == item).any(axis=1)), wish)

    def _strongest(self, rows: Int64, wish: Wish, *, once: bool = False) -> Found:
        table = self._tables[wish.level]
        rows = rows[table.across[rows]] if wish.across else rows
        sure, lift = table.metric("confidence", rows), table.metric("lift", rows)
        good = (sure >= wish.min_confidence) & (lift >= wish.min_lift)
        near = (sure >= wish.min_confidence / 2) & (lift >= min(1 + (wish.min_lift - 1) / 2, wish.min_lift)) & ~good
        kept = rows[good]
        order = np.lexsort((kept, -table.counts[kept, 0], -lift[good], -table.metric(wish.sort_by, kept)))
        kept = kept[order]
        if once:
            _, first = np.unique(table.right[kept], return_index=True)
            kept = kept[np.sort(first)]
        return Found(rules_at(table, kept[: wish.limit], wish.level), len(kept), int(near.sum()))


def rules_at(table: RuleTable, rows: Int64, level: Level) -> tuple[Rule, ...]:
    """The rules in these rows of a table."""
    metrics = [dict(zip(METRICS, values, strict=True)) for values in _metrics(table, rows)]
    return tuple(_rule(table, row, level, of_row) for row, of_row in zip(rows.tolist(), metrics, strict=True))


def _metrics(table: RuleTable, rows: Int64) -> list[list[float]]:
    found: list[list[float]] = np.column_stack([table.metric(name, rows) for name in METRICS]).tolist()
    return found


def _rule(table: RuleTable, row: int, level: Level, metrics: dict[str, float]) -> Rule:
    left = tuple(item for item in table.left[row].tolist() if item != NO_ITEM)
    both, with_left, with_right = table.counts[row].tolist()
    p_value = float(table.p_value[row])
    return Rule(level, left, int(table.right[row]), both, with_left, with_right, p_value, metrics)
