"""The rules of a bundle on disk: a Parquet table for songs, one for artists; docs/data-formats.md has the columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from recsys.corpus import Int32, Int64
from recsys.rules_asked import Level
from recsys.rules_metrics import METRICS, Float64

__all__ = ["NO_ITEM", "VERSION", "Level", "RuleTable", "Tables"]

NO_ITEM = -1
"""Fills the left side of a rule with fewer than three conditions; null in the table."""

VERSION = 1
_ABOUT = b"segue"
_LEFT = ("left_1", "left_2", "left_3")
_COUNTS = ("playlists", "left_playlists", "right_playlists")
_ROWS = 65_536
"""In a row group: a reader of the file finds those of an item by the smallest and largest `left_1` of each."""


@dataclass(frozen=True, eq=False)
class RuleTable:
    """Rules by the first item of their left side, rising.

    `left` int32[n, 3] rises in each row up to NO_ITEM, `right` int32[n]; `counts` int32[n, 3] are the playlists with
    both sides, the left and the right one, out of `n_playlists`; `p_value` says how well chance explains the rule, and
    `across` whether the right side is of an artist that the left side has not. `about` is what mining says of itself.
    """

    left: Int32
    right: Int32
    counts: Int32
    p_value: Float64
    across: npt.NDArray[np.bool_]
    n_playlists: int
    about: Mapping[str, Any]

    def __len__(self) -> int:
        return len(self.right)

    @classmethod
    def sorted(
        cls,
        left: Int32,
        right: Int32,
        counts: Int32,
        p_value: Float64,
        across: npt.NDArray[np.bool_],
        n_playlists: int,
        about: Mapping[str, Any],
    ) -> RuleTable:
        order = np.lexsort((right, *left.T[::-1]))
        return cls(left[order], right[order], counts[order], p_value[order], across[order], n_playlists, about)

    def metric(self, name: str, rows: Int64) -> Float64:
        """float64[len(rows)]: a metric of `recsys.rules_metrics` for some of the rules."""
        both, left, right = self.counts[rows].T / self.n_playlists
        return METRICS[name](both, left, right)

    def with_first(self, items: Int32) -> Int64:
        """int64[...]: the rows of the rules whose left side begins with one of these items, which rise."""
        starts = np.searchsorted(self.left[:, 0], items)
        ends = np.searchsorted(self.left[:, 0], items, side="right")
        sizes = ends - starts
        return np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())

    def save(self, file: Path) -> None:
        about = orjson.dumps({"version": VERSION, "n_playlists": self.n_playlists, **self.about})
        pq.write_table(
            self._arrow().replace_schema_metadata({_ABOUT: about}), file, compression="zstd", row_group_size=_ROWS
        )

    @classmethod
    def load(cls, file: Path) -> RuleTable:
        """What `save` wrote. Raises ValueError when it is something else."""
        try:
            table = pq.read_table(file)
            about = orjson.loads((table.schema.metadata or {})[_ABOUT])
            left = np.column_stack([table[name].fill_null(NO_ITEM).to_numpy() for name in _LEFT])
            counts = np.column_stack([table[name].to_numpy() for name in _COUNTS])
        except (pa.ArrowException, KeyError) as error:
            raise ValueError(f"{file.name} is no table of rules") from error
        if about.pop("version") != VERSION:
            raise ValueError(f"{file.name} has rules of another version")
        right, p_value, across = (table[name].to_numpy() for name in ("right", "p_value", "across"))
        return cls(left, right, counts, p_value, across, about.pop("n_playlists"), about)

    def _arrow(self) -> pa.Table:
        columns = {
            name: pa.array(column, mask=column == NO_ITEM) for name, column in zip(_LEFT, self.left.T, strict=True)
        }
        columns |= {"right": pa.array(self.right)}
        columns |= {name: pa.array(column) for name, column in zip(_COUNTS, self.counts.T, strict=True)}
        return pa.table({**columns, "p_value": pa.array(self.p_value), "across": pa.array(self.across)})


@dataclass(frozen=True, eq=False)
class Tables:
    """The rules of both levels, as a bundle keeps them."""

    by_level: Mapping[Level, RuleTable]

    def save(self, folder: Path) -> None:
        """Write into an existing folder."""
        for level, table in self.by_level.items():
            table.save(folder / f"{level}.parquet")

    @classmethod
    def load(cls, folder: Path) -> Tables:
        """What `save` wrote. Raises ValueError when it is something else."""
        return cls({level: RuleTable.load(folder / f"{level}.parquet") for level in Level})
