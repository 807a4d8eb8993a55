"""Mining beside mlxtend, and what the rules of the research data cost: `python -m benchmarks.rules`. Prints two tables.

The pairs of synthetic baskets are counted by `recsys.rules_counting` and by mlxtend's `fpgrowth`, each in a process of
its own, and must be the same. Memory is the peak of the process, with the baskets and the libraries that both need.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import click
import numpy as np
import pandas as pd
from mlxtend.frequent_patterns import fpgrowth
from rich.console import Console
from rich.table import Table
from scipy import sparse

from benchmarks.data import data_option
from benchmarks.running import Cost, peak_gigabytes
from recsys.corpus import Corpus
from recsys.data.source import open_source
from recsys.postings import Postings
from recsys.rules import Rules, Wish
from recsys.rules_counting import frequent_itemsets
from recsys.rules_itemsets import Limits
from recsys.rules_mining import Mining, mine_corpus
from recsys.rules_table import Level, Tables

SUPPORT = 0.005
ITEMS_EACH = 60
PLAYLIST_SONGS, LOOKUPS = 200, 300
LEAST_TIMES_FASTER, LARGEST_SHARE = 10, 0.25
MOST_SECONDS, MOST_GIGABYTES, MOST_MILLISECONDS = 120, 3.0, 30

Result = TypeVar("Result")
Found = tuple[int, str]
"""How many itemsets there are, and a digest of them with their counts."""


@click.command()
@data_option
@click.option("--baskets", default=100_000, show_default=True, type=click.IntRange(1_000), help="Synthetic baskets.")
@click.option("--items", default=20_000, show_default=True, type=click.IntRange(500), help="Items that they are of.")
def main(data: Path, baskets: int, items: int) -> None:
    """Measure mining and look-up; ends with status 1 when a goal is missed."""
    console = Console() if sys.stdout.isatty() else Console(width=120)
    kept = [_beside_mlxtend(console, baskets, items), _on_playlists(console, data)]
    if not all(kept):
        sys.exit(1)


def _beside_mlxtend(console: Console, baskets: int, items: int) -> bool:
    ours, found = _in_a_process(of_segue, baskets, items)
    theirs, expected = _in_a_process(of_mlxtend, baskets, items)
    if found != expected:
        raise AssertionError(f"Segue found {found}, mlxtend {expected}")
    table = Table(
        "",
        "seconds",
        "peak GB",
        title=f"{found[0]:,} itemsets of one and two items, the same, in {baskets:,} baskets of {items:,} items",
    )
    for name, cost in (("Segue", ours), ("mlxtend fpgrowth", theirs)):
        table.add_row(name, f"{cost.seconds:.2f}", f"{cost.gigabytes:.2f}")
    faster, share = theirs.seconds / ours.seconds, ours.gigabytes / theirs.gigabytes
    console.print(table)
    console.print(
        f"{faster:.0f} times as fast (goal: {LEAST_TIMES_FASTER}), {share:.2f} of the memory (goal: {LARGEST_SHARE})."
    )
    return faster >= LEAST_TIMES_FASTER and share <= LARGEST_SHARE


def _on_playlists(console: Console, data: Path) -> bool:
    cost, milliseconds = _in_a_process(of_playlists, data)
    p50, p95 = np.percentile(milliseconds, [50, 95])
    table = Table(
        "both levels, all lengths", "seconds", "peak GB", "look-up p50 ms", "look-up p95 ms", title=str(data.name)
    )
    table.add_row("mining", f"{cost.seconds:.1f}", f"{cost.gigabytes:.2f}", f"{p50:.1f}", f"{p95:.1f}")
    console.print(table)
    goals = f"{MOST_SECONDS} s, {MOST_GIGABYTES:g} GB, {MOST_MILLISECONDS} ms for playlists of {PLAYLIST_SONGS} songs"
    console.print(f"Goals: {goals}.")
    return cost.seconds <= MOST_SECONDS and cost.gigabytes <= MOST_GIGABYTES and bool(p95 <= MOST_MILLISECONDS)


def synthetic(baskets: int, items: int) -> sparse.csr_array:
    """int32[baskets, items]: about ITEMS_EACH items in each basket, drawn by a long-tailed popularity."""
    rng = np.random.default_rng(1)
    likely = 1 / (np.arange(items) + 30)
    drawn = rng.choice(items, size=(baskets, ITEMS_EACH), p=likely / likely.sum()).astype(np.int32)
    indptr = np.arange(baskets + 1, dtype=np.int64) * ITEMS_EACH
    matrix = sparse.csr_array((np.ones(drawn.size, dtype=np.int32), drawn.ravel(), indptr), (baskets, items))
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def of_segue(baskets: int, items: int) -> tuple[float, Found]:
    matrix = synthetic(baskets, items)
    least = int(np.ceil(SUPPORT * baskets))
    started = time.perf_counter()
    itemsets = frequent_itemsets(matrix, Limits(least, least, longest=2))
    seconds = time.perf_counter() - started
    rows = [
        (*of_set, count)
        for sets in itemsets.by_length
        for of_set, count in zip(sets.items.tolist(), sets.counts.tolist(), strict=True)
    ]
    return seconds, _digest(rows)


def of_mlxtend(baskets: int, items: int) -> tuple[float, Found]:
    matrix = synthetic(baskets, items).astype(bool)
    started = time.perf_counter()
    frame = pd.DataFrame.sparse.from_spmatrix(sparse.csr_matrix(matrix))  # type: ignore[attr-defined]
    found = fpgrowth(frame, min_support=SUPPORT, max_len=2)
    seconds = time.perf_counter() - started
    counts = (found["support"] * baskets).round().astype(int)
    rows = [(*sorted(map(int, of_set)), count) for of_set, count in zip(found["itemsets"], counts, strict=True)]
    return seconds, _digest(rows)


def of_playlists(data: Path) -> tuple[float, Sequence[float]]:
    """Seconds of mining both levels, and milliseconds of look-ups for large playlists."""
    corpus = Corpus.from_playlists(open_source(data).playlists())
    started = time.perf_counter()
    tables = mine_corpus(corpus, Mining())
    seconds = time.perf_counter() - started
    return seconds, _lookups(corpus, tables)


def _lookups(corpus: Corpus, tables: Tables) -> list[float]:
    """Playlists of the data, filled up with songs of other ones."""
    rules = Rules(tables, corpus.song_artist)
    postings, _ = Postings.from_corpus(corpus)
    draws = random.Random(1)
    every = np.split(postings.list_songs, postings.list_indptr[1:-1])
    lists = [set(songs.tolist()) for songs in draws.sample(every, 100)]
    times = []
    for turn in range(LOOKUPS):
        held = set(lists[turn % len(lists)])
        while len(held) < PLAYLIST_SONGS:
            held |= lists[draws.randrange(len(lists))]
        songs = draws.sample(sorted(held), PLAYLIST_SONGS)
        level = Level.SONGS if turn % 2 else Level.ARTISTS
        started = time.perf_counter()
        rules.for_playlist(songs, Wish(level))
        times.append(1000 * (time.perf_counter() - started))
    return times


def _digest(rows: Sequence[Sequence[int]]) -> Found:
    return len(rows), hashlib.sha256(repr(sorted([tuple(map(int, row)) for row in rows])).encode()).hexdigest()


def _in_a_process(work: Callable[..., tuple[float, Result]], *arguments: object) -> tuple[Cost, Result]:
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_worker, args=(there, work, arguments))
    process.start()
    there.close()
    seconds, result, gigabytes = here.recv()
    process.join()
    return Cost(seconds, gigabytes), result


def _worker(pipe: Connection, work: Callable[..., tuple[float, object]], arguments: Sequence[object]) -> None:
    seconds, result = work(*arguments)
    pipe.send((seconds, result, peak_gigabytes()))


if __name__ == "__main__":
    main()
