"""The option that names a bundle."""

from __future__ import annotations

from pathlib import Path

import click

model_option = click.option(
    "--model",
    required=True,
    type=click.Path(path_type=Path),
    envvar="SEGUE_MODEL",
    show_envvar=True,
    help="The bundle that `segue train` made.",
)
