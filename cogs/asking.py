"""What `/recommend` and `/similar` have in common: offers while people type, and a list as an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from io import BytesIO
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.client import Interaction
from bot.errors import UserError
from bot.messages import text
from bot.services.answers import Mix, Visibility
from bot.services.lists import Lists, Shown
from bot.services.own_playlists import OwnPlaylists
from bot.services.pickers import Choice, Pickers
from bot.services.recommend import RecommendService
from cogs import layouts
from cogs.replies import deferred, meanwhile, show
from cogs.sound_layouts import PICTURE

PER_MINUTE = 20
AUTOCOMPLETE_SECONDS = 2.0
"""Discord waits for three and then shows an error; no choices are better than that."""

log = logging.getLogger(__name__)

T = TypeVar("T")
Choices = list[app_commands.Choice[str]]

MIXES = [
    app_commands.Choice(name=text("choice-mix-safe"), value=Mix.SAFE),
    app_commands.Choice(name=text("choice-mix-balanced"), value=Mix.BALANCED),
    app_commands.Choice(name=text("choice-mix-adventurous"), value=Mix.ADVENTUROUS),
]
VISIBILITIES = [
    app_commands.Choice(name=text("choice-visibility-only-me"), value=Visibility.ONLY_ME),
    app_commands.Choice(name=text("choice-visibility-everyone"), value=Visibility.EVERYONE),
]


class Asking:
    """Answers what a person has asked for, and helps them to ask."""

    def __init__(self, *, lists: Lists, pickers: Pickers, own: OwnPlaylists, recommend: RecommendService) -> None:
        self._lists = lists
        self._pickers = pickers
        self._own = own
        self._recommend = recommend

    async def playlists(self, interaction: Interaction, typed: str) -> Choices:
        """The person's own playlists, as far as they are cached."""
        found = await in_time(self._own.complete(interaction.user.id, typed))
        return [app_commands.Choice(name=layouts.playlist_label(playlist), value=playlist.id) for playlist in found]

    async def songs(self, typed: str) -> Choices:
        """The part after the last semicolon, completed."""
        found = await in_time(self._recommend.complete_songs(typed))
        return [app_commands.Choice(name=choice, value=choice) for choice in found]

    async def answer(self, interaction: Interaction, choice: Choice) -> None:
        """Answer with songs or, when nothing is given, with the person's playlists to choose from."""
        if choice.request.is_empty:
            await self._offer(interaction, choice)
        elif choice.sort_by is None:
            await self._recommended(interaction, choice)
        else:
            await self._compared(interaction, choice)

    async def _recommended(self, interaction: Interaction, choice: Choice) -> None:
        private = _is_private(choice)
        message_id = await deferred(interaction, private=private)
        words = text("reading-playlist") if choice.request.playlist else text("choosing-songs")
        async with meanwhile(interaction, words):
            shown = await self._lists.create(choice.request, message_id=message_id, private=private)
        await show(interaction, layouts.page(shown))

    async def _compared(self, interaction: Interaction, choice: Choice) -> None:
        assert choice.sort_by is not None
        private = _is_private(choice)
        message_id = await deferred(interaction, private=private)
        async with meanwhile(interaction, text("comparing-songs")):
            shown = await self._lists.create_similar(
                choice.request, choice.sort_by, message_id=message_id, private=private
            )
        await show_pictured(interaction, self._lists, shown, message_id=message_id)

    async def _offer(self, interaction: Interaction, choice: Choice) -> None:
        # The names of somebody's playlists are theirs, whoever is to see the answer.
        message_id = await deferred(interaction, private=True)
        async with meanwhile(interaction, text("reading-playlists")):
            picker = await self._pickers.create(choice, message_id=message_id)
        await show(interaction, layouts.picker(picker))


async def show_pictured(interaction: Interaction, lists: Lists, shown: Shown, *, message_id: int) -> None:
    """Show a list with its picture; without it where Discord does not take that."""
    try:
        await show(interaction, layouts.page(shown), picture_of(shown))
    except discord.HTTPException as refused:
        if shown.picture is None:
            raise
        bare = await without_picture(lists, shown, refused, user_id=interaction.user.id, message_id=message_id)
        await show(interaction, layouts.page(bare))


async def without_picture(
    lists: Lists, shown: Shown, refused: discord.HTTPException, *, user_id: int, message_id: int
) -> Shown:
    """The same list for a place where files are not allowed, or after Discord would not take one."""
    log.warning("Discord did not take a picture: %s", refused)
    return await lists.without_picture(shown.state_id, user_id=user_id, message_id=message_id)


def picture_of(shown: Shown) -> discord.File | None:
    """The picture as a file to send, if there is a new one."""
    return discord.File(BytesIO(shown.picture), PICTURE) if shown.picture else None


def presser(interaction: Interaction) -> dict[str, Any]:
    """Who pressed what is on which message."""
    assert interaction.message is not None
    return {"user_id": interaction.user.id, "message_id": interaction.message.id}


def _is_private(choice: Choice) -> bool:
    """Unless said otherwise, only the person sees what draws on their linked account."""
    wish = choice.visibility
    return wish is Visibility.ONLY_ME if wish else choice.request.playlist is not None


async def in_time(choices: Awaitable[Sequence[T]]) -> Sequence[T]:
    """The choices, or none: an error would only show as Discord's own, without a word of what to do."""
    try:
        async with asyncio.timeout(AUTOCOMPLETE_SECONDS):
            return await choices
    except Exception as error:
        log.warning(
            "autocomplete has nothing to offer: %s",
            type(error).__name__,
            exc_info=not isinstance(error, UserError | TimeoutError),
        )
        return ()
