"""`segue split`: make a training set and a challenge with answers out of playlists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands._reading import Skipped, progress, skip_damaged

if TYPE_CHECKING:
    from recsys.data.split import SplitReport

_PATH = click.Path(path_type=Path)


@click.command("split")
@click.option("--data", required=True, type=_PATH, help="Playlists in any format that `segue train` reads.")
@click.option("--out", required=True, type=_PATH, help="The folder to write; it must be new or empty.")
@click.option("--playlists", required=True, type=click.IntRange(min=1), help="How many playlists to hold out.")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(min=0), help="Which ones, and which seeds.")
@skip_damaged
def command(data: Path, out: Path, playlists: int, seed: int, skip_damaged: bool) -> None:
    """Split playlists into a training set and a RecSys Challenge 2018 challenge with its answers.

    The challenge's ten categories get equal parts. A playlist can be held out when ten tracks stay hidden beside its
    seeds. The same data and seed give the same files.
    """
    from recsys.data.source import open_source
    from recsys.data.split import write_split

    source = open_source(data)
    skipped = Skipped()
    with progress("Splitting", 2 * source.size) as advance:
        report = write_split(source, out, playlists, seed, advance, skipped if skip_damaged else None)
    skipped.sum_up()
    _print(report, out)


def _print(report: SplitReport, out: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    from recsys.challenge import CATEGORIES

    table = Table("category", "shown", "playlists", title="Held out")
    table.columns[2].justify = "right"
    for category in CATEGORIES:
        table.add_row(str(category.number), category.label, f"{report.held_out.get(category.number, 0):,}")
    Console().print(table)
    click.echo(f"{report.playlists:,} playlists with {report.entries:,} entries are left to train on.")
    click.echo(f"{report.repeated:,} entries repeated a track of their playlist and were left out.")
    if report.without_id:
        click.echo(f"{report.without_id:,} entries of held-out playlists have no Spotify id and cannot be asked for.")
    click.echo(f"Written to {out}: data, challenge_set.json and answers.json.")
