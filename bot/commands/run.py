"""`segue run`: the bot, from its settings to a clean end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.engine import Worker
    from bot.settings import RunSettings, Settings
    from bot.wiring import Bot

log = logging.getLogger(__name__)

DRAIN_SECONDS = 4.0
"""How long requests in hand may take once the bot is told to stop; with everything after it, under ten seconds."""


@click.command()
@click.option("--demo-model", is_flag=True, help="Answer with the demo model, trained on made-up playlists.")
def command(demo_model: bool) -> None:
    """Start the bot with the settings of the environment and `.env`. Ctrl-C or SIGTERM ends it cleanly.

    SIGHUP, where there is such a signal, has it load its model again, as `segue reload` does.
    """
    from bot.engine import recommender_worker
    from bot.logs import set_up_logging
    from bot.settings import load_run_settings

    settings = load_run_settings()
    set_up_logging(settings)
    model = _model(settings, demo_model=demo_model)
    worker = recommender_worker()  # now: it imports its libraries while this process does
    try:
        asyncio.run(_run(settings, _which_model(model, demo_model=demo_model), worker))
    finally:
        worker.kill()
    _leave_threads_behind()


def _model(settings: Settings, *, demo_model: bool) -> Path:
    """The bundle to answer with; offers the demo model to a person at a terminal who has named none."""
    from bot.errors import SettingsError

    if demo_model:
        return _demo_model()
    if settings.segue_model is not None:
        return settings.segue_model
    offer = (
        "SEGUE_MODEL names no model. Segue can train a demo model in two to three minutes; it knows 4,600 songs and "
        "playlists that are made up, and every answer will say so."
    )
    if not sys.stdin.isatty():
        raise SettingsError([f"{offer} Start `segue run --demo-model` for that, or set SEGUE_MODEL."])
    if not click.confirm(f"{offer}\nTrain and use it?", default=True):
        raise SettingsError(["SEGUE_MODEL is not set; `segue train` makes a model."])
    return _demo_model()


def _which_model(first: Path, *, demo_model: bool) -> Callable[[], Path]:
    """The bundle to answer with; asked again at each reload, when the environment and `.env` may name another."""
    from bot.settings import load_settings

    return lambda: first if demo_model else load_settings().segue_model or first


def _workers(first: Worker) -> Callable[[], Worker]:
    """The worker that is starting already, then new ones."""
    from bot.engine import recommender_worker

    spare = [first]
    return lambda: spare.pop() if spare else recommender_worker()


def _demo_model() -> Path:
    from bot.commands._demo_model import demo_bundle

    return demo_bundle()


def _leave_threads_behind() -> None:
    """End now. Python would wait for a thread whose request to Spotify hangs; everything is closed by this time."""
    if threading.active_count() > 1:
        logging.shutdown()
        os._exit(0)


async def _run(settings: RunSettings, which_model: Callable[[], Path], worker: Worker) -> None:
    from bot.client import redirect
    from bot.wiring import open_bot

    stop = Stop()
    hangup = Hangup(stop)
    redirect(settings)
    try:
        async with open_bot(settings, which_model, _workers(worker)) as bot:
            stop.started()
            log.info("answering with %s; pages at %s", bot.models.engine.model.name, bot.web_address)
            async with hangup.reloading(bot):
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
                loop.add_signal_handler(number, self.ask)
            except NotImplementedError:  # Windows: its event loop has no signal handlers, the interpreter has
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.ask))

    def started(self) -> None:
        """From now on there is something to end in good order."""
        self._starting = None

    def ask(self) -> None:
        """End, as a signal would."""
        self.asked.set()
        if self._starting is not None:
            self._starting.cancel()


class Hangup:
    """SIGHUP: has the bot load its model again, unless it comes because the bot's terminal was closed: that ends it."""

    def __init__(self, stop: Stop) -> None:
        self._asked = asyncio.Event()
        self._stop = stop
        self._ends_with_terminal = False
        if hasattr(signal, "SIGHUP"):
            # Under nohup the signal was ignored before: a bot that is to outlive its terminal.
            self._ends_with_terminal = signal.getsignal(signal.SIGHUP) != signal.SIG_IGN and _has_terminal()
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._hear)

    @asynccontextmanager
    async def reloading(self, bot: Bot) -> AsyncIterator[None]:
        """Reload when asked, also for what was asked during the start, for as long as the context lasts."""
        task = asyncio.create_task(self._reload_when_asked(bot), name="reload")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def _hear(self) -> None:
        if self._ends_with_terminal and not _has_terminal():
            self._stop.ask()
        else:
            self._asked.set()

    async def _reload_when_asked(self, bot: Bot) -> None:
        while True:
            await self._asked.wait()
            self._asked.clear()
            await bot.reload()


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return False
    return True
