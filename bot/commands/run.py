"""`segue run`: the bot, from its settings to a clean end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.settings import RunSettings, Settings
    from bot.wiring import Bot

log = logging.getLogger(__name__)

DRAIN_SECONDS = 4.0
"""How long requests in hand may take once the bot is told to stop; with everything after it, under ten seconds."""


@click.command()
@click.option("--demo-model", is_flag=True, help="Answer with the demo model, trained on made-up playlists.")
def command(demo_model: bool) -> None:
    """Start the bot with the settings of the environment and `.env`. Ctrl-C or SIGTERM ends it cleanly."""
    from bot.logs import set_up_logging
    from bot.settings import load_run_settings

    settings = load_run_settings()
    set_up_logging(settings)
    model = _model(settings, demo_model=demo_model)
    asyncio.run(_run(settings, model))
    _leave_threads_behind()


def _model(settings: Settings, *, demo_model: bool) -> Path:
    """The bundle to answer with; offers the demo model to a person at a terminal who has named none."""
    from bot.errors import SettingsError

    if demo_model:
        return _demo_model()
    if settings.segue_model is not None:
        return settings.segue_model
    offer = (
        "SEGUE_MODEL names no model. Segue can train a demo model in about a minute; it knows 4,600 songs and "
        "playlists that are made up, and every answer will say so."
    )
    if not sys.stdin.isatty():
        raise SettingsError([f"{offer} Start `segue run --demo-model` for that, or set SEGUE_MODEL."])
    if not click.confirm(f"{offer}\nTrain and use it?", default=True):
        raise SettingsError(["SEGUE_MODEL is not set; `segue train` makes a model."])
    return _demo_model()


def _demo_model() -> Path:
    from bot.commands._demo_model import demo_bundle

    return demo_bundle()


def _leave_threads_behind() -> None:
    """End now. Python would wait for a thread whose request to Spotify hangs; everything is closed by this time."""
    if threading.active_count() > 1:
        logging.shutdown()
        os._exit(0)


async def _run(settings: RunSettings, model: Path) -> None:
    from bot.client import redirect
    from bot.wiring import open_bot

    stop = Stop()
    redirect(settings)
    try:
        async with open_bot(settings, model) as bot:
            stop.started()
            log.info("answering with %s; pages at %s", bot.engine.model.name, bot.web_address)
            await _until_stopped(bot, settings, stop)
    except asyncio.CancelledError:
        if not stop.asked.is_set():
            raise
    log.info("stopped")


async def _until_stopped(bot: Bot, settings: RunSettings, stop: Stop) -> None:
    """Stay connected to Discord until asked to stop. Raises SettingsError when Discord refuses the token."""
    import discord

    from bot.errors import SettingsError

    connection = asyncio.create_task(bot.client.stay_connected(settings.discord_token.get_secret_value()))
    stopping = asyncio.create_task(stop.asked.wait())
    try:
        await asyncio.wait({connection, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stop.asked.is_set():
            log.info("stopping")
            await bot.drain(DRAIN_SECONDS)
    finally:
        stopping.cancel()
        connection.cancel()  # which does nothing to one that has ended
        await bot.client.close()
    try:
        with suppress(asyncio.CancelledError):
            await connection
    except discord.LoginFailure:
        raise SettingsError(
            ["DISCORD_TOKEN is not accepted by Discord. Take a new one from the developer portal."]
        ) from None


class Stop:
    """SIGTERM or Ctrl-C: calls a start off, and asks a bot that is up to end."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self._starting = asyncio.current_task()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                loop.add_signal_handler(number, self._ask)
            except NotImplementedError:  # Windows: its event loop has no signal handlers, the interpreter has
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._ask))

    def started(self) -> None:
        """From now on there is something to end in good order."""
        self._starting = None

    def _ask(self) -> None:
        self.asked.set()
        if self._starting is not None:
            self._starting.cancel()
