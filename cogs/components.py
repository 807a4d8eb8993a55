"""The one kind of component that a message of Segue's carries: an action, and the id of what is stored behind it."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import Interaction
from bot.services.posts import PostGone

# A message's interactive items must all be DynamicItems: beside an ordinary one, discord.py 2.7 would forget this
# pattern for every message as soon as that view ends.


def custom_id(action: str, state_id: str) -> str:
    """What Discord hands back when the component is used."""
    return f"{action}:{state_id}"


class Control(ui.DynamicItem[ui.Item[Any]], template=r"(?P<action>[a-z]+):(?P<state>[A-Za-z0-9_-]{22})"):
    """A button or select that works as long as its stored state does, restarts or not.

    Whatever goes wrong in its handler becomes the same sentence as in a command: discord.py itself would say nothing.
    """

    def __init__(self, item: ui.Button[Any] | ui.Select[Any] | ui.UserSelect[Any] | ui.ChannelSelect[Any]) -> None:
        super().__init__(item)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Made anew for every press."""
        assert isinstance(item, ui.Button | ui.Select | ui.UserSelect | ui.ChannelSelect)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press to the handler of its action."""
        await interaction.client.answer(interaction, lambda: self._handle(interaction))

    async def _handle(self, interaction: Interaction) -> None:
        action, _, state_id = self.custom_id.partition(":")
        handler = interaction.client.handler(action)
        if handler is None:
            raise PostGone
        await interaction.client.enter(interaction, action)
        data: dict[str, Any] = dict(interaction.data or {})
        await handler(interaction, state_id, data.get("values", ()))
