"""`segue demo`: everything on this machine, without an account or a key."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--pictures", type=click.Path(path_type=Path, file_okay=False), help="Save pictures of the tour in this folder."
)
def command(pictures: Path | None) -> None:
    """Train on the demo corpus, start a loopback Discord and Spotify and the bot, show a tour, then let you type."""
    from rich.console import Console

    from bot.commands._demo_model import demo_bundle
    from playground.demo.album import Album
    from playground.demo.process import BotDied
    from playground.demo.show import show

    console = Console(record=pictures is not None)
    try:
        show(demo_bundle(), console, Album(pictures, console) if pictures else None)
    except BotDied as died:
        raise click.ClickException(f"The bot ended before it was connected. The end of its log:\n{died}") from None
    except KeyboardInterrupt:
        raise click.Abort from None
