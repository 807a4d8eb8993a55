"""`segue keys`: make and rotate the keys that encrypt Spotify refresh tokens."""

from __future__ import annotations

import click


@click.group()
def command() -> None:
    """Make and rotate the keys that encrypt Spotify tokens."""


@command.command()
def new() -> None:
    """Print a new key (and, on standard error, what to do with it)."""
    from cryptography.fernet import Fernet

    click.echo(Fernet.generate_key().decode())
    click.echo(
        "\nThe line above is a new key. Put it into .env:\n"
        "  first key:     SEGUE_SECRET_KEYS=<new key>\n"
        "  to replace it: SEGUE_SECRET_KEYS=<new key>,<old key>   then stop the bot, run `segue keys rotate`,\n"
        "                 and remove the old key.\n"
        "Keep it secret, and keep it: without it, everybody has to link again.",
        err=True,
    )


@command.command()
def rotate() -> int:
    """Encrypt every stored token anew under the first key of SEGUE_SECRET_KEYS. The bot must be stopped."""
    import asyncio

    from bot.clock import SystemClock
    from bot.errors import SettingsError
    from bot.settings import load_settings
    from bot.storage.database import database_path, open_database
    from bot.storage.links import Rotation

    settings = load_settings()
    if not settings.segue_secret_keys:
        raise SettingsError(["SEGUE_SECRET_KEYS is empty; `segue keys new` makes a key."])

    if not database_path(settings.segue_database_url).is_file():
        click.echo("There is no database yet, so there is nothing to rotate.")
        return 0

    async def rotated() -> Rotation:
        keys = settings.segue_secret_keys
        async with open_database(settings.segue_database_url, keys=keys, clock=SystemClock()) as database:
            return await database.links.rotate_keys()

    rotation = asyncio.run(rotated())
    click.echo(f"Tokens now encrypted under the first key: {rotation.rotated}.")
    if rotation.unreadable:
        click.echo(
            f"Tokens that none of the keys can read: {rotation.unreadable}. They were left as they are: add the key "
            "that is missing to SEGUE_SECRET_KEYS and run this again, or these people will be asked to link again.",
            err=True,
        )
        return 1
    if len(settings.segue_secret_keys) > 1:
        click.echo("The other keys are no longer needed; remove them from SEGUE_SECRET_KEYS.")
    return 0
