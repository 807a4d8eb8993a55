"""Accuracy on held-out playlists against peers: `python -m benchmarks.quality [--splits 3]`.

Each split holds playlists out by `segue split`, trains by `segue train` and answers by `segue challenge`, each in a
process of its own; peers learn from the same training playlists. Settings were chosen on validation playlists of the
training set, never on those held out. Prints a table of means over the splits, with the ratio to implicit ALS.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from benchmarks.data import data_option
from benchmarks.peers import PEERS, answers
from benchmarks.running import segue
from recsys.challenge import read_answers, read_challenge, read_submission
from recsys.data.source import open_source
from recsys.evaluate import METRICS, evaluate
from recsys.track_artists import artists_in_data

ANCHOR = "implicit ALS"
TOWER = "two-tower"
Floats = npt.NDArray[np.float64]


@click.command()
@data_option
@click.option("--splits", default=3, show_default=True, type=click.IntRange(min=1), help="How many split seeds.")
@click.option("--playlists", default=1000, show_default=True, type=click.IntRange(min=10), help="Held out in each.")
def main(data: Path, splits: int, playlists: int) -> None:
    """Measure R-precision, NDCG@500 and clicks on held-out playlists."""
    console = Console() if sys.stdout.isatty() else Console(width=120)
    rows: dict[str, list[Floats]] = {}
    for seed in range(1, splits + 1):
        with tempfile.TemporaryDirectory() as folder:
            for name, values in measured(data, Path(folder), playlists, seed, console).items():
                rows.setdefault(name, []).append(values)
    console.print(table({name: np.mean(values, axis=0) for name, values in rows.items()}, splits, playlists))


def measured(data: Path, folder: Path, playlists: int, seed: int, console: Console) -> dict[str, Floats]:
    """float64[5] for each recommender: R-precision, NDCG, clicks, seconds of training, and its peak memory in GB."""
    split, bundle, submission = folder / "split", folder / "bundle", folder / "submission.csv"
    segue("split", data=data, out=split, playlists=playlists, seed=seed)
    asked, right = read_challenge(split / "challenge_set.json"), read_answers(split / "answers.json")
    console.print(f"Split {seed}: training the two-tower model…")
    seconds, memory = segue("train", data=split / "data", out=bundle)
    segue("challenge", model=bundle, challenge=split / "challenge_set.json", out=submission)
    submissions = {TOWER: (read_submission(submission, asked), seconds, memory)}
    training = list(open_source(split / "data").playlists())
    for name, make in PEERS.items():
        console.print(f"Split {seed}: {name}…")
        started = time.perf_counter()
        rows = {pid: tuple(row) for pid, row in answers(make(), training, asked).items()}
        submissions[name] = (rows, time.perf_counter() - started, float("nan"))
    uris = {track for rows, _, _ in submissions.values() for row in rows.values() for track in row}
    artists = artists_in_data(open_source(split / "data"), uris, lambda _: None)
    scored = {}
    for name, (rows, seconds, memory) in submissions.items():
        means = evaluate(rows, asked, right, artists).values.mean(axis=0)
        console.print(f"Split {seed}: {name}: {', '.join(f'{m} {v:.4f}' for m, v in zip(METRICS, means, strict=True))}")
        scored[name] = np.array([*means, seconds, memory])
    return scored


def table(rows: Mapping[str, Floats], splits: int, playlists: int) -> Table:
    """Means over the splits; in brackets the ratio to the anchor."""
    shown = Table(title=f"{playlists:,} held-out playlists, ten categories, mean of {splits} splits")
    for heading in ("", "R-precision", "NDCG@500", "clicks", "trained in", "peak memory"):
        shown.add_column(heading, justify="left" if not heading else "right")
    for name, (r_precision, ndcg, clicks, seconds, memory) in rows.items():
        ratios = np.array([r_precision, ndcg, clicks]) / rows[ANCHOR][:3]
        cells = [f"{v:.{d}f} ({r:.0%})" for v, d, r in zip((r_precision, ndcg, clicks), (4, 4, 2), ratios, strict=True)]
        shown.add_row(name, *cells, f"{seconds:.0f} s", "" if np.isnan(memory) else f"{memory:.1f} GB")
    return shown


if __name__ == "__main__":
    main()
