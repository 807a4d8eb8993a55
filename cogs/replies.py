"""Answering an interaction: acknowledged at once, one message, and a word when it takes long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord
from discord import ui

from bot.client import Interaction

PATIENCE = 2.0
"""Seconds after which people want to know that something is happening."""


async def deferred(interaction: Interaction, *, private: bool) -> int:
    """Promise an answer, in a message that only the person (`private`) or everybody sees; returns that message's id."""
    response = await interaction.response.defer(ephemeral=private, thinking=True)
    assert response is not None
    if response.message_id is not None:
        return response.message_id
    return (await interaction.original_response()).id


async def show(interaction: Interaction, view: ui.LayoutView, file: discord.File | None = None) -> None:
    """Put a layout where the promise, or the pressed message, stands; files that are there stay unless one comes."""
    files = [file] if file else discord.utils.MISSING
    await interaction.edit_original_response(content=None, view=view, attachments=files)


@asynccontextmanager
async def meanwhile(interaction: Interaction, words: str, patience: float = PATIENCE) -> AsyncIterator[None]:
    """Show `words` in the promised message if what is inside takes longer than `patience` seconds."""
    done = asyncio.Event()
    waiting = asyncio.create_task(_show_when_late(interaction, words, done, patience))
    try:
        yield
    finally:
        # Not cancelled: an edit under way has to end first, or it could overtake the answer.
        done.set()
        await waiting


async def _show_when_late(interaction: Interaction, words: str, done: asyncio.Event, patience: float) -> None:
    try:
        await asyncio.wait_for(done.wait(), patience)
    except TimeoutError:
        with suppress(discord.HTTPException):  # a courtesy; the answer itself will show whether Discord can be reached
            await interaction.edit_original_response(content=words)
