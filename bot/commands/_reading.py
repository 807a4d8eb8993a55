"""What the commands that read playlist files share: a progress bar in bytes, and telling what was skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from recsys.errors import DataError

skip_damaged = click.option(
    "--skip-damaged", is_flag=True, help="Leave out damaged parts of the data, naming and counting them, and go on."
)


@contextmanager
def progress(label: str, size: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, cleared at the end; what it gives is to be told how many more bytes were read."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=size)
        yield lambda read: bar.advance(task, read)


class Skipped:
    """Counts what was damaged, and names each on standard error."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: DataError) -> None:
        self.count += 1
        click.echo(f"Skipped: {error}", err=True)

    def sum_up(self) -> None:
        """Say how many there were, if any."""
        if self.count:
            parts = "1 damaged part" if self.count == 1 else f"{self.count:,} damaged parts"
            click.echo(f"Left out {parts} of the data.", err=True)
