"""All rules of a bundle in files for others: CSV and Parquet with every metric, GraphML as a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pyarrow as pa
from pyarrow import csv
from pyarrow import parquet as pq

from recsys.catalog import Catalog
from recsys.corpus import Int64
from recsys.files import replacing
from recsys.rules_metrics import METRICS
from recsys.rules_names import names
from recsys.rules_table import NO_ITEM, Level, RuleTable

BETWEEN = "; "
"""Parts the names of a left side."""

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE: Mapping[str, str] = {"name": "string", "playlists": "int"}
_EDGE: Mapping[str, str] = {"playlists": "int", "p_value": "double", **dict.fromkeys(METRICS, "double")}


def write_csv(file: Path, table: RuleTable, level: Level, catalog: Catalog) -> int:
    """The number of rules. Raises DataError when the file cannot be written."""
    with replacing(file) as path:
        csv.write_csv(_named(table, level, catalog), path)
    return len(table)


def write_parquet(file: Path, table: RuleTable, level: Level, catalog: Catalog) -> int:
    """The number of rules. Raises DataError when the file cannot be written."""
    with replacing(file) as path:
        pq.write_table(_named(table, level, catalog), path)
    return len(table)


def write_graphml(file: Path, table: RuleTable, level: Level, catalog: Catalog) -> int:
    """The number of rules: those with one item on each side. Raises DataError when the file cannot be written."""
    rows = np.flatnonzero(table.left[:, 1] == NO_ITEM)
    with replacing(file) as path, path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_NAMESPACE}">\n')
        for of, keys in (("node", _NODE), ("edge", _EDGE)):
            for name, kind in keys.items():
                stream.write(f'<key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n')
        stream.write('<graph edgedefault="directed">\n')
        stream.writelines(_nodes(table, rows, level, catalog))
        stream.writelines(_edges(table, rows))
        stream.write("</graph>\n</graphml>\n")
    return len(rows)


WRITERS: Mapping[str, Callable[[Path, RuleTable, Level, Catalog], int]] = {
    ".csv": write_csv,
    ".parquet": write_parquet,
    ".graphml": write_graphml,
}


def _named(table: RuleTable, level: Level, catalog: Catalog) -> pa.Table:
    known = names(np.unique(np.append(table.left[table.left != NO_ITEM], table.right)).tolist(), level, catalog)
    rows = np.arange(len(table))
    return pa.table(
        {
            "left": [BETWEEN.join(_of(left, known)) for left in table.left.tolist()],
            "right": pa.array([known[item] for item in table.right.tolist()], pa.string()),
            "playlists": table.counts[:, 0],
            "left_playlists": table.counts[:, 1],
            "right_playlists": table.counts[:, 2],
            **{name: table.metric(name, rows) for name in METRICS},
            "p_value": table.p_value,
            "across": table.across,
        }
    )


def _of(left: Sequence[int], known: Mapping[int, str]) -> list[str]:
    return [known[item] for item in left if item != NO_ITEM]


def _nodes(table: RuleTable, rows: Int64, level: Level, catalog: Catalog) -> Iterator[str]:
    sizes = dict(zip(table.left[rows, 0].tolist(), table.counts[rows, 1].tolist(), strict=True))
    sizes |= dict(zip(table.right[rows].tolist(), table.counts[rows, 2].tolist(), strict=True))
    for item, name in names(sorted(sizes), level, catalog).items():
        yield f'<node id="{item}">{_data("node", _NODE, (_clean(name), sizes[item]))}</node>\n'


def _edges(table: RuleTable, rows: Int64) -> Iterator[str]:
    metrics = [table.metric(name, rows).tolist() for name in METRICS]
    values = zip(table.counts[rows, 0].tolist(), table.p_value[rows].tolist(), *metrics, strict=True)
    ends = zip(table.left[rows, 0].tolist(), table.right[rows].tolist(), values, strict=True)
    for left, right, of_rule in ends:
        yield f'<edge source="{left}" target="{right}">{_data("edge", _EDGE, of_rule)}</edge>\n'


def _data(of: str, keys: Iterable[str], values: Sequence[object]) -> str:
    return "".join(
        f'<data key="{of}_{key}">{escape(_text(value))}</data>' for key, value in zip(keys, values, strict=True)
    )


def _text(value: object) -> str:
    return "INF" if value == inf else str(value)  # as XML spells what Python calls inf


def _clean(name: str) -> str:
    """Without characters that XML cannot hold."""
    return "".join(each for each in name if each >= " " and each not in "\ufffe\uffff")
