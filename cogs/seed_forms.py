"""The form for a list of songs that is too long for an option."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
from discord import ui

from bot.client import Interaction, SegueClient
from bot.messages import text

FORM_SECONDS = 900
"""How long a form may stay open."""
MAX_PASTED = 4000

Submitted = Callable[[Interaction, str], Awaitable[None]]


class SongsForm(ui.Modal):
    """Where a list of songs is pasted."""

    def __init__(self, submitted: Submitted) -> None:
        super().__init__(title=text("paste-title"), timeout=FORM_SECONDS)
        self._submitted = submitted
        self.songs: ui.TextInput[SongsForm] = ui.TextInput(style=discord.TextStyle.paragraph, max_length=MAX_PASTED)
        self.add_item(ui.Label(text=text("paste-label"), description=text("paste-about"), component=self.songs))

    async def on_submit(self, interaction: discord.Interaction[SegueClient]) -> None:  # type: ignore[override]
        """Hand on what was pasted."""
        await interaction.client.answer(interaction, lambda: self._submitted(interaction, self.songs.value))
