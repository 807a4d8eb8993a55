"""Forms on a person's screen. What they typed is not lost where the bot was restarted meanwhile."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Area, Interaction, SegueClient
from bot.messages import text

FORM_SECONDS = 24 * 3600
"""How long a form may stay open. Discord does not tell when one is closed, so each stays in memory for so long."""
TYPED = "typed.txt"

WithText = Callable[[Interaction, str], Awaitable[None]]
"""What is done with the text of a form."""


class Form(ui.Modal, ABC):
    """A form; `submitted` is what is done with what was filled in."""

    def __init__(self, title: str) -> None:
        super().__init__(title=title, timeout=FORM_SECONDS)

    @abstractmethod
    async def submitted(self, interaction: Interaction) -> None:
        """Hand on what was filled in."""

    async def on_submit(self, interaction: discord.Interaction[SegueClient]) -> None:  # type: ignore[override]
        """Called by discord.py; errors become sentences."""
        await interaction.client.answer(interaction, lambda: self.submitted(interaction))


async def open_form(interaction: Interaction, form: Form) -> None:
    """Show a form, and remember which run of the bot has done so."""
    form.custom_id = f"{_of_this_run(interaction)}{secrets.token_hex(8)}"
    await interaction.response.send_modal(form)


class Forms(Area):
    """Forms that an earlier run of the bot has opened."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Give back what was typed into a form that nobody is waiting for any more."""
        data: Mapping[str, Any] = interaction.data or {}
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        if not str(data["custom_id"]).startswith(_of_this_run(interaction)):
            await interaction.client.answer(interaction, lambda: _give_back(interaction, _typed(data["components"])))


async def _give_back(interaction: Interaction, typed: Iterator[str]) -> None:
    words = "\n\n".join(typed)
    file = discord.File(BytesIO(words.encode()), TYPED) if words else discord.utils.MISSING
    sentence = text("form-outlived-typed" if words else "form-outlived")
    await interaction.response.send_message(sentence, file=file, ephemeral=True)


def _of_this_run(interaction: Interaction) -> str:
    return f"form:{interaction.client.run_id}:"


def _typed(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The words in the text fields of a form, as Discord sends it; those of a label stand in its `component`."""
    for component in components:
        if isinstance(words := component.get("value"), str) and words:
            yield words
        yield from _typed([*component.get("components", ()), *filter(None, [component.get("component")])])
