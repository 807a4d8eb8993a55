"""`segue reload`: have the running bot take a new model without a restart."""

from __future__ import annotations

import click


@click.command
def command() -> int:
    """Have the running bot load the model that SEGUE_MODEL names now, and answer with it from then on.

    The bot reads its settings and `.env` again for that. It goes on with its old model until the new one is ready, and
    when the new one cannot be used; exit status 1 then.
    """
    import asyncio

    from bot.control import ask_to_reload, control_file
    from bot.settings import load_settings
    from bot.storage.database import database_path

    reloaded = asyncio.run(ask_to_reload(control_file(database_path(load_settings().segue_database_url))))
    click.echo(reloaded.sentence, err=not reloaded.ok)
    return 0 if reloaded.ok else 1
