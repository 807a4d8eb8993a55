"""`/recommend`: songs that continue a playlist, go with some songs or fit a mood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.client import Area, Handler, Interaction
from bot.localisation import named, options
from bot.messages import text
from bot.services.answers import Order
from bot.services.lists import Lists, Shown, Turn
from bot.services.pickers import Choice, Pickers
from cogs import layouts
from cogs.asking import Asking, Choices, picture_of, presser, without_picture
from cogs.copies import shared
from cogs.replies import show
from cogs.seed_options import Wish, seed_options

_ORDERS = [
    app_commands.Choice(name=named("choice-order-best"), value=Order.BEST),
    app_commands.Choice(name=named("choice-order-shuffle"), value=Order.SHUFFLE),
]


class Recommend(Area):
    """Asking for songs, and leafing through and sharing the answer."""

    costs = frozenset({text("command-recommend"), text("menu-continue"), layouts.PICK})
    menus: ClassVar[Mapping[locale_str, str]] = {named("menu-continue"): "continue_message"}

    def __init__(self, *, lists: Lists, pickers: Pickers, asking: Asking) -> None:
        self._lists = lists
        self._pickers = pickers
        self._asking = asking
        self._sharing: set[str] = set()

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The page buttons, Share, and the select of playlists."""
        turns = {str(to): self._turning(to) for to in Turn}
        return {**shared(self._lists, layouts.page, {**turns, layouts.SHARE: self._share}), layouts.PICK: self._picked}

    @app_commands.command(name=named("command-recommend"), description=named("command-recommend-about"))
    @options(order="option-order")
    @app_commands.choices(order=_ORDERS)
    @seed_options
    async def recommend(self, interaction: Interaction, *, order: str = Order.BEST, **options: Any) -> None:
        """Answer with songs or, when nothing is given, with the person's playlists to choose from."""
        wish = Wish(**options)
        request = wish.request(interaction.user.id, await self._asking.holds(interaction), Order(order))
        await self._asking.ask(interaction, Choice(request, wish.seen_by), wish)

    async def continue_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer with songs that go with those a message links, whoever wrote it."""
        await self._asking.message(interaction, message)

    @recommend.autocomplete("playlist")
    async def complete_playlist(self, interaction: Interaction, typed: str) -> Choices:
        """The person's own playlists, as far as they are cached."""
        return await self._asking.playlists(interaction, typed)

    @recommend.autocomplete("songs")
    async def complete_songs(self, interaction: Interaction, typed: str) -> Choices:
        """The part after the last semicolon, completed."""
        return await self._asking.songs(typed)

    async def _picked(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        choice = await self._pickers.choose(state_id, values[0], **presser(interaction))
        await self._asking.answer(interaction, choice)

    def _turning(self, to: Turn) -> Handler:
        async def turn(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
            await interaction.response.defer()
            shown = await self._lists.turn(state_id, to, **presser(interaction))
            await show(interaction, layouts.page(shown))

        return turn

    async def _share(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        await self._asking.check_public(interaction)
        if state_id in self._sharing:  # pressed twice: once is meant
            return
        self._sharing.add(state_id)
        try:
            await self._post_copy(interaction, state_id)
        finally:
            self._sharing.discard(state_id)

    async def _post_copy(self, interaction: Interaction, state_id: str) -> None:
        copy = await self._lists.copy(state_id, **presser(interaction))
        posted = await self._posted(interaction, copy)
        kept = await self._lists.shared(state_id, copy, copy_message_id=posted.id, **presser(interaction))
        await show(interaction, layouts.page(kept))

    async def _posted(self, interaction: Interaction, copy: Shown) -> discord.WebhookMessage:
        if (picture := picture_of(copy)) is None:
            return await interaction.followup.send(view=layouts.page(copy), wait=True)
        try:
            return await interaction.followup.send(view=layouts.page(copy), file=picture, wait=True)
        except discord.HTTPException as refused:
            bare = await without_picture(self._lists, copy, refused, **presser(interaction))
            return await interaction.followup.send(view=layouts.page(bare), wait=True)
