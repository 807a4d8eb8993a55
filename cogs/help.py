"""`/help`: what Segue does, and what becomes of people's data."""

from __future__ import annotations

from typing import Any

from discord import app_commands, ui

from bot.client import Area, Interaction
from bot.localisation import named
from bot.markdown import escape
from bot.messages import text
from bot.ports import ModelInfo, Models
from cogs.pieces import message


class Help(Area):
    """About Segue."""

    def __init__(self, *, models: Models, snapshot_hours: int, message_days: int) -> None:
        self._models = models
        self._snapshot_hours = snapshot_hours
        self._message_days = message_days

    @app_commands.command(name=named("command-help"), description=named("command-help-about"))
    async def help(self, interaction: Interaction) -> None:
        """Answer at once: everything is at hand."""
        with self._models.in_use() as model:
            about = model.engine.model
        page = help_page(about, snapshot_hours=self._snapshot_hours, message_days=self._message_days)
        await interaction.response.send_message(view=page, ephemeral=True)


def help_page(model: ModelInfo, *, snapshot_hours: int, message_days: int) -> ui.LayoutView:
    """What Segue does, and what becomes of people's data."""
    about_model = text("help-model", name=escape(model.name), songs=model.songs, playlists=model.playlists)
    if model.demo:
        about_model = f"{about_model} {text('attribution-demo')}"
    paragraphs = (
        text("help"),
        text("help-commands"),
        text("help-visibility"),
        text("help-privacy", hours=snapshot_hours, days=message_days),
        about_model,
        text("help-attribution"),
    )
    return message(*(ui.TextDisplay[Any](paragraph) for paragraph in paragraphs))
