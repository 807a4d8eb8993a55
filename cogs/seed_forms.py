"""The form for a list of songs that is too long for an option."""

from __future__ import annotations

import discord
from discord import ui

from bot.client import Interaction
from bot.messages import text
from cogs.forms import Form, WithText

MAX_PASTED = 4000


class SongsForm(Form):
    """Where a list of songs is pasted."""

    def __init__(self, pasted: WithText) -> None:
        super().__init__(text("paste-title"))
        self._pasted = pasted
        self.songs: ui.TextInput[SongsForm] = ui.TextInput(style=discord.TextStyle.paragraph, max_length=MAX_PASTED)
        self.add_item(ui.Label(text=text("paste-label"), description=text("paste-about"), component=self.songs))

    async def submitted(self, interaction: Interaction) -> None:
        """Hand on what was pasted."""
        await self._pasted(interaction, self.songs.value)
