"""The demo from beginning to end, for a terminal or for a pipe."""

from __future__ import annotations

import signal
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from playground.demo.album import Album
from playground.demo.loop_thread import LoopThread
from playground.demo.shell import Shell
from playground.demo.stage import Stage, open_stage
from playground.demo.tour import TOUR, Step
from playground.discord.terminal import render


def show(model: Path, console: Console, album: Album | None = None) -> None:
    """Play the tour with this model, then serve the person at standard input, if there is one.

    Leaves nothing running, also after Ctrl-C. Raises BotDied when the bot does not come up.
    """
    with LoopThread() as loop:
        stack = AsyncExitStack()
        try:
            with console.status("Starting a loopback Discord, Spotify and ReccoBeats, and the bot…"):
                stage = loop.run(stack.enter_async_context(open_stage(model)))
            loop.run(_play(stage, console, album))
            if sys.stdin.isatty():
                console.print(Rule("Now you", align="left"))
                Shell(stage, loop, console).run()
        finally:
            # An impatient second Ctrl-C must not leave the bot running.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            with console.status("Stopping…"):
                loop.run(stack.aclose())
            signal.signal(signal.SIGINT, signal.default_int_handler)


async def _play(stage: Stage, console: Console, album: Album | None) -> None:
    console.print(Rule("A tour: real bot, loopback Discord and Spotify, made-up playlists and sounds", align="left"))
    for chapter in TOUR:
        console.print()
        console.print(Rule(chapter.title, align="left", style="dim"))
        if album:
            album.open()
        async for step in chapter.steps(stage):
            _print(step, console)
            if album and not isinstance(step.saw, str):
                await album.add(step.saw)
        if album:
            album.close(chapter.name, chapter.title)


def _print(step: Step, console: Console) -> None:
    console.print()
    console.print(Text.assemble((step.person, "bold"), " ", (step.did, "cyan")))
    console.print(Panel(Text(step.saw), border_style="dim") if isinstance(step.saw, str) else render(step.saw))
