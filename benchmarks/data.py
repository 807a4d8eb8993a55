"""Where the playlists of a benchmark come from."""

from __future__ import annotations

import os
from pathlib import Path

import click

RESEARCH_DATA = Path(os.environ.get("SEGUE_SHARED_DATA", "../shared/data")) / "mpd-sample.zip"


def _there(_: click.Context, __: click.Parameter, path: Path) -> Path:
    if not path.exists():
        raise click.ClickException(f"{path} is not there. Name playlists with --data, or set SEGUE_SHARED_DATA.")
    return path


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=RESEARCH_DATA,
    callback=_there,
    help="Playlists; by default the research data.",
)
