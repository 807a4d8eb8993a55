"""`python -m playground.discord`: the loopback Discord as a process of its own."""

from __future__ import annotations

import asyncio
import json
import signal

import click

from playground.discord.server import TOKEN, DiscordServer


@click.command()
@click.option("--port", default=0, show_default="a free one", help="Port on 127.0.0.1.")
@click.option("--token", default=TOKEN, show_default=True, help="The bot token to accept.")
@click.option("--privileged-intents", is_flag=True, help="Allow members, presences and message content.")
def main(port: int, token: str, privileged_intents: bool) -> None:
    """Serve a loopback Discord until Ctrl-C or SIGTERM.

    Prints one JSON line with the addresses; at the end lists what a bot did wrong and exits with status 1.
    """
    server = DiscordServer(token=token, port=port, privileged_intents=privileged_intents)
    try:
        asyncio.run(_serve(server))
    except KeyboardInterrupt:
        for violation in server.world.violations:
            click.echo(violation, err=True)
        raise SystemExit(1 if server.world.violations else 0) from None


async def _serve(server: DiscordServer) -> None:
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    async with server:
        click.echo(json.dumps(server.addresses))
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
