"""`segue features`: tell a bundle how its songs sound."""

from __future__ import annotations

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
    click.echo(f"{read.rows:,} rows: {read.by_id:,} found by Spotify id, {read.by_name:,} by title and artist.")
    if read.nothing:
        click.echo(f"{read.nothing:,} rows have no feature that can be believed.")
    heard = len(content.table.heard())
    click.echo(f"The bundle now knows how {heard:,} of its {len(content.table):,} songs sound. It is in {model}.")


def _fitted(bundle: Bundle, file: Path) -> tuple[SoundsRead, ContentModel]:
    from recsys.content_fit import fit_content
    from recsys.data.sounds import read_sounds
    from recsys.errors import DataError
    from recsys.lists import Lists

    postings = bundle.postings()
    with bundle.catalog() as catalog:
        read = read_sounds(file, catalog)
        if not read.by_id + read.by_name:
            raise DataError(file, "has no track that the bundle knows. Is it for another catalogue?")
        lists = Lists(postings, catalog.playlist_titles(), catalog.song_artist(), catalog.artist_keys())
    vectors = bundle.model(lists).song_vectors
    table = bundle.content().table.merged(read.table)
    return read, fit_content(table, postings, vectors)
