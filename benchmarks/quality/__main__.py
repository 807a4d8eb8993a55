"""Segue against its peers on held-out playlists: `python -m benchmarks.quality [--seeds 3]`, or `make bench-quality`.

For each split seed playlists are held out by `segue split`, Segue learns by `segue train` and answers by
`segue challenge`, each in a process of its own; peers learn from the same training playlists.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console

from benchmarks.data import data_option
from benchmarks.peers import ABSENT, PEERS
from benchmarks.peers import Setting as Filled
from benchmarks.peers.artists import ArtistNeighbours
from benchmarks.peers.naive_sum import NaiveSum
from benchmarks.quality import tables, wanted
from benchmarks.quality.ablations import Rows as Ablations
from benchmarks.quality.ablations import ablated
from benchmarks.quality.challenges import AS_IT_IS, ONE_SEED
from benchmarks.quality.fitting import Setting
from benchmarks.quality.kept import PROJECT, Kept, content_of
from benchmarks.quality.scores import Scores, merged, scored
from benchmarks.quality.sheets import Sheet, show
from benchmarks.quality.splits import Split
from benchmarks.running import Cost
from recsys.domain import BALANCED
from recsys.files import replacing

SEGUE = "Segue"
DEFAULT = "Segue, as adventurous as the bot"
ARTISTS = ArtistNeighbours.name
YARDSTICKS: Mapping[str, Sequence[Setting]] = {
    ARTISTS: [Filled(ArtistNeighbours, power=power) for power in (1.5, 2.0)],
    NaiveSum.name: [Filled(NaiveSum)],
}
"""Rows that are measured as peers are, but that nobody would pick."""

Peers = Mapping[str, Sequence[Setting]]
Rows = dict[str, Scores]
Parts = Sequence[Ablations]

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@data_option
@click.option(
    "--seeds", default=1, show_default=True, type=click.IntRange(min=1), help="How many splits, seeds 1 to n."
)
@click.option("--playlists", default=1000, show_default=True, type=click.IntRange(min=10), help="Held out in each.")
@click.option(
    "--peer",
    "only",
    multiple=True,
    type=click.Choice(list(PEERS), case_sensitive=False),
    help="Only this peer; repeatable. By default all.",
)
@click.option("--ablations", is_flag=True, help="Measure what each part of Segue adds, too.")
@click.option("--markdown", type=_FILE, help="Write the tables to this file as Markdown, too.")
@click.option(
    "--results",
    default=PROJECT / "benchmarks" / ".results",
    type=_FOLDER,
    help="Where finished parts are kept, to go on from; by default benchmarks/.results.",
)
def main(
    data: Path, seeds: int, playlists: int, only: Sequence[str], ablations: bool, markdown: Path | None, results: Path
) -> None:
    """Measure Segue and its peers on held-out playlists.

    Stopped and started again, it goes on where it was; what depends on changed data, code or settings is measured anew.
    """
    telling = Console(stderr=True, highlight=False)
    for name, package in ABSENT.items():
        telling.print(f"{name} is left out: {package} is not installed.")
    kept = Kept(results, _clocked(telling))
    content = content_of(data)
    splits = (Split(kept, data, content, playlists, seed + 1) for seed in range(seeds))  # one in memory at a time
    peers = {name: grid for name, grid in PEERS.items() if not only or name in only}
    rows = measured(splits, peers, ablations)
    sheets = list(report(rows, f"{playlists:,} held-out playlists, ten categories, {seeds} split(s)"))
    for sheet in sheets:
        show(sheet, _console())
    if markdown:
        with replacing(markdown) as temporary:
            temporary.write_text("\n".join(sheet.markdown() for sheet in sheets), encoding="utf-8")


def measured(splits: Iterable[Split], peers: Peers, ablations: bool) -> tuple[Rows, Parts]:
    """The rows of the tables, over all splits, and those of the ablations of each split."""
    systems: dict[str, list[Scores]] = {}
    parts = []
    for split in splits:
        for one in _systems(split, peers):
            systems.setdefault(one.name, []).append(one)
        if ablations:
            parts.append(ablated(split))
    return {name: merged(each) for name, each in systems.items()}, parts


def report(rows: tuple[Rows, Parts], title: str) -> Iterator[Sheet]:
    """All tables."""
    systems, parts = rows
    segue, every = systems[SEGUE], list(systems.values())
    peers = [row for name, row in systems.items() if name not in (SEGUE, DEFAULT, *YARDSTICKS)]
    yield tables.accuracy(title, every, segue)
    yield from tables.categories(every, segue)
    yield tables.unknown(every)
    yield tables.beyond(every)
    yield tables.settings(every)
    if parts:
        yield from tables.ablations(parts)
    yield wanted.sheet(list(wanted.goals(segue, systems[DEFAULT], peers, systems[ARTISTS])))


def _systems(split: Split, peers: Peers) -> Iterator[Scores]:
    bundle, cost = split.trained(SEGUE, {})
    yield scored(SEGUE, split, split.asked_segue(SEGUE, bundle, 0, list(split.challenges)), cost)
    nothing = Cost(float("nan"), float("nan"))
    yield scored(DEFAULT, split, split.asked_segue(DEFAULT, bundle, BALANCED, [AS_IT_IS, ONE_SEED]), nothing)
    for name, grid in {**peers, **YARDSTICKS}.items():
        best = split.chosen(name, grid)
        found, seconds = split.asked_peer(name, best)
        cost = Cost(seconds, float("nan"))
        yield scored(name, split, found, cost, songs_only=best.setting().songs_only, settings=str(best))


def _clocked(console: Console) -> Callable[[str], None]:
    """Tells each line with the minutes since the start."""
    started = time.monotonic()

    def say(line: str) -> None:
        passed = int(time.monotonic() - started)
        console.print(f"{passed // 60:3}:{passed % 60:02}  {line}", markup=False, soft_wrap=True)

    return say


def _console() -> Console:
    """In a pipe a table is as wide as it must be."""
    return Console() if sys.stdout.isatty() else Console(width=1000)


if __name__ == "__main__":
    main()
