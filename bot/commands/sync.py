"""`segue sync`: tell Discord of the slash commands, or print them."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import click

CHAT_INPUT = 1
"""Discord's type of slash commands; others stand in menus."""


@click.command
@click.option(
    "--print", "only_print", is_flag=True, help="Write the definitions as JSON; needs no token and no network."
)
def command(only_print: bool) -> None:
    """Register the slash commands with Discord. `segue run` does so by itself when they have changed."""
    from bot.client import definitions_of
    from cogs.areas import AREAS

    commands = definitions_of(AREAS)
    if only_print:
        click.echo(json.dumps(commands, indent=2, ensure_ascii=False))
        return
    asyncio.run(_register(commands))
    click.echo(f"Discord knows {len(commands)} commands now: " + ", ".join(map(_called, commands)))


def _called(command: dict[str, Any]) -> str:
    """A slash command as it is typed, one of a menu as it stands there."""
    return f"/{command['name']}" if command["type"] == CHAT_INPUT else f"“{command['name']}”"


async def _register(commands: list[dict[str, Any]]) -> None:
    import aiohttp

    from bot.errors import SettingsError
    from bot.settings import load_settings

    settings = load_settings()
    if settings.discord_token is None:
        raise SettingsError(["DISCORD_TOKEN is not set; it comes from the Discord developer portal"])
    headers = {"Authorization": f"Bot {settings.discord_token.get_secret_value()}"}
    base = settings.segue_discord_api_base.rstrip("/")
    async with aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=30)) as session:
        application = await _ask(session, "GET", f"{base}/oauth2/applications/@me")
        await _ask(session, "PUT", f"{base}/applications/{application['id']}/commands", commands)


async def _ask(session: Any, method: str, url: str, body: Any = None) -> Any:
    """One request to Discord. Raises ClickException with what Discord said and what to do."""
    import aiohttp

    try:
        async with session.request(method, url, json=body) as response:
            answer = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise click.ClickException(f"Discord cannot be reached ({type(error).__name__}). Please try again.") from error
    if response.status == 401:
        raise click.ClickException("Discord does not accept DISCORD_TOKEN. Take a new one from the developer portal.")
    if response.status >= 400:
        raise click.ClickException(f"Discord refused ({response.status}): {answer.get('message', 'no reason given')}")
    return answer
