"""`segue demo`: everything on this machine, without an account or a key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console


@click.command()
@click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), help="Save the tour as an SVG picture too.")
def command(picture: Path | None) -> None:
    """Train on the demo corpus, start a loopback Discord and Spotify and the bot, show a tour, then let you type."""
    from rich.console import Console

    from bot.commands._demo_model import demo_bundle
    from playground.demo.process import BotDied
    from playground.demo.show import show

    console = Console(record=picture is not None)
    try:
        show(demo_bundle(), console)
    except BotDied as died:
        raise click.ClickException(f"The bot ended before it was connected. The end of its log:\n{died}") from None
    except KeyboardInterrupt:
        raise click.Abort from None
    if picture is not None:
        _save(console, picture)


def _save(console: Console, picture: Path) -> None:
    # Rich's picture would load its font from the web; without that it shows in the reader's own monospaced font.
    svg = re.sub(r"@font-face \{.*?\}", "", console.export_svg(title="Segue"), flags=re.DOTALL)
    picture.write_text(svg, encoding="utf-8")
