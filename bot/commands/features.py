"""`segue features`: tell a bundle how its songs sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from recsys.bundle import Bundle
    from recsys.content import ContentModel
    from recsys.data.sounds import SoundsRead

_PATH = click.Path(path_type=Path)


@click.group()
def command() -> None:
    """Tell a bundle how its songs sound, so that songs can be compared by it."""


@command.command("import")
@click.argument("file", type=_PATH)
@click.option("--model", required=True, type=_PATH, help="The bundle to add them to.")
def import_file(file: Path, model: Path) -> None:
    """Add the features in FILE, CSV or Parquet, to a bundle.

    They join what the bundle knows, and count where both know something. The old bundle stays in place until the new
    one is whole. docs/data-formats.md has the columns.
    """
    from recsys.bundle import Bundle, write_content

    bundle = Bundle.load(model)
    read, content = _fitted(bundle, file)
    write_content(model, content)
    click.echo(f"{_rows(read.rows)}: {read.by_id:,} found by Spotify id, {read.by_name:,} by title and artist.")
    for line in _doubts(read):
        click.echo(line)
    heard = len(content.table.heard())
    click.echo(f"The bundle now knows how {heard:,} of its {len(content.table):,} songs sound. It is in {model}.")


def _doubts(read: SoundsRead) -> Iterator[str]:
    """What was not taken from the file, and why."""
    import numpy as np

    from recsys.data.sounds import scale_of
    from recsys.sound import LEAST_KNOWN

    for name, count in sorted(read.doubtful.items()):
        yield f"{name}: {count:,} value{_s(count)} left out; numbers {scale_of(name)} are wanted."
    if read.nothing:
        yield f"{_rows(read.nothing)} without any feature that can be believed."
    few = int((~np.isnan(read.table.features)).any(axis=1).sum()) - len(read.table.heard())
    if few:
        yield f"{few:,} song{_s(few)} with fewer than {LEAST_KNOWN} features, too few to compare by."


def _rows(count: int) -> str:
    return f"{count:,} row{_s(count)}"


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _fitted(bundle: Bundle, file: Path) -> tuple[SoundsRead, ContentModel]:
    from recsys.content_fit import fit_content
    from recsys.data.sounds import read_sounds
    from recsys.lists import Lists

    postings = bundle.postings()
    with bundle.catalog() as catalog:
        read = read_sounds(file, catalog)
        lists = Lists(postings, catalog.playlist_titles(), catalog.song_artist, catalog.artist_keys())
    vectors = bundle.model(lists).song_vectors
    table = bundle.content().table.merged(read.table)
    return read, fit_content(table, postings, vectors)
