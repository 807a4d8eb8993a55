"""`segue backup`: a copy of the database, beside a running bot too."""

from __future__ import annotations

import click


@click.command
def command() -> None:
    """Copy the database, whole and at one moment, next to it; the bot may be running, and does so itself each day."""
    from datetime import UTC, datetime

    from bot.settings import load_settings
    from bot.storage.database import database_path
    from bot.storage.prepare import back_up, check

    path = database_path(load_settings().segue_database_url)
    check(path)
    made = back_up(path, datetime.now(UTC))
    click.echo(f"The copy is {made}. To go back to it, stop the bot and put it in the place of {path.name}.")
