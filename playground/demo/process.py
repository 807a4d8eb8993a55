"""The real bot as a process of its own, pointed at the loopback servers by its settings."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.fernet import Fernet

from playground.discord import DiscordPlayground
from playground.spotify import SpotifyPlayground

START_SECONDS = 180
STOP_SECONDS = 15
LOG_SHOWN = 3000


class BotDied(Exception):
    """The bot's process ended; the text is the end of its log."""


class BotProcess:
    """`segue run` in a folder of its own, where no `.env` of the operator's is found. Leaving the context stops it."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self._folder = folder
        self._log = folder / "bot.log"
        others = {name: value for name, value in os.environ.items() if not re.match("SEGUE_|SPOTIFY_|DISCORD_", name)}
        self._environment = {**others, **settings}

    async def __aenter__(self) -> Self:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self.stop()
        finally:
            if self._process.returncode is None:
                self._process.kill()
                await self._process.wait()

    @property
    def pid(self) -> int:
        """The id of the bot's process."""
        return self._process.pid

    @property
    def log(self) -> str:
        """What the bot has logged so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    async def online(self, discord: DiscordPlayground) -> None:
        """Wait until the bot is connected. Raises BotDied."""
        connected = asyncio.create_task(discord.online(START_SECONDS))
        ended = asyncio.create_task(self._process.wait())
        await asyncio.wait({connected, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not connected.done():
            connected.cancel()
            raise BotDied(self.log[-LOG_SHOWN:])
        await connected

    async def ended(self) -> int:
        """Wait for an end of its own; the exit status."""
        return await self._process.wait()

    async def stop(self, seconds: float = STOP_SECONDS) -> int:
        """Ask the bot to end and wait; its exit status. Raises TimeoutError."""
        if self._process.returncode is None:
            self._process.terminate()
        return await asyncio.wait_for(self._process.wait(), seconds)


def bot_settings(
    discord: DiscordPlayground, spotify: SpotifyPlayground, public_url: str, model: Path
) -> Mapping[str, str]:
    """The environment of a bot that answers with `model` and lets people link through `public_url`."""
    return {
        "DISCORD_TOKEN": discord.token,
        "SPOTIFY_CLIENT_ID": spotify.client_id,
        "SPOTIFY_CLIENT_SECRET": spotify.client_secret,
        "SPOTIFY_REDIRECT_URI": f"{public_url}/callback",
        "SEGUE_MODEL": str(model.absolute()),
        "SEGUE_SECRET_KEYS": Fernet.generate_key().decode(),
        "SEGUE_WEB_ADDRESS": public_url.removeprefix("http://"),
        "SEGUE_PUBLIC_URL": public_url,
        "SEGUE_DISCORD_API_BASE": discord.api_base,
        "SEGUE_DISCORD_GATEWAY": discord.gateway_url,
        "SEGUE_SPOTIFY_API_BASE": spotify.api_base,
        "SEGUE_SPOTIFY_ACCOUNTS_BASE": spotify.accounts_base,
    }


def free_address() -> str:
    """An address of this machine at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"
