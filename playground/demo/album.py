"""Pictures of the tour: each chapter as it looks in the terminal, and the pictures that the bot sent."""

from __future__ import annotations

import re
from pathlib import Path

import aiohttp
from rich.console import Console

from playground.discord import Message

PICTURE = ".png"


class Album:
    """Writes into `folder`, which it makes; the console must record."""

    def __init__(self, folder: Path, console: Console) -> None:
        self._folder = folder
        self._console = console
        folder.mkdir(parents=True, exist_ok=True)

    def open(self) -> None:
        """What was printed before belongs to no chapter."""
        self._console.export_text(clear=True)

    async def add(self, message: Message) -> None:
        """Keeps the pictures of a message, under the names of their files."""
        async with aiohttp.ClientSession() as session:
            for sent in message.attachments:
                if sent["filename"].endswith(PICTURE):
                    async with session.get(sent["url"]) as answer:
                        (self._folder / sent["filename"]).write_bytes(await answer.read())

    def close(self, name: str, title: str) -> None:
        """Keeps what was printed of a chapter."""
        # Rich's picture would load its font from the web; without that it shows in the reader's own monospaced font.
        svg = self._console.export_svg(title=title, clear=True)
        svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
        (self._folder / f"{name}.svg").write_text(svg, encoding="utf-8")
