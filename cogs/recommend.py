"""`/recommend`: songs that continue a playlist, go with some songs or fit a mood."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, TypeVar

from discord import app_commands

from bot.client import Area, Handler, Interaction
from bot.errors import UserError
from bot.messages import text
from bot.services.answers import DEFAULT_COUNT, MAX_COUNT, Mix, Order, RecommendRequest, Visibility
from bot.services.lists import Lists, Turn
from bot.services.own_playlists import OwnPlaylists
from bot.services.pickers import Choice, Pickers
from bot.services.recommend import RecommendService
from cogs import layouts
from cogs.replies import deferred, meanwhile, show

PER_MINUTE = 20
AUTOCOMPLETE_SECONDS = 2.0
"""Discord waits for three and then shows an error; no choices are better than that."""

log = logging.getLogger(__name__)

T = TypeVar("T")
Choices = list[app_commands.Choice[str]]

_ORDERS = [
    app_commands.Choice(name=text("choice-order-best"), value=Order.BEST),
    app_commands.Choice(name=text("choice-order-shuffle"), value=Order.SHUFFLE),
]
_MIXES = [
    app_commands.Choice(name=text("choice-mix-safe"), value=Mix.SAFE),
    app_commands.Choice(name=text("choice-mix-balanced"), value=Mix.BALANCED),
    app_commands.Choice(name=text("choice-mix-adventurous"), value=Mix.ADVENTUROUS),
]
_VISIBILITIES = [
    app_commands.Choice(name=text("choice-visibility-only-me"), value=Visibility.ONLY_ME),
    app_commands.Choice(name=text("choice-visibility-everyone"), value=Visibility.EVERYONE),
]


class Recommend(Area):
    """Asking for songs, and leafing through and sharing the answer."""

    def __init__(self, *, lists: Lists, pickers: Pickers, own: OwnPlaylists, recommend: RecommendService) -> None:
        self._lists = lists
        self._pickers = pickers
        self._own = own
        self._recommend = recommend
        self._sharing: set[str] = set()

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The page buttons, Share, and the select of playlists."""
        turns = {str(to): self._turning(to) for to in Turn}
        return {**turns, layouts.SHARE: self._share, layouts.PICK: self._picked}

    @app_commands.command(name=text("command-recommend"), description=text("command-recommend-about"))
    @app_commands.describe(
        playlist=text("option-playlist"),
        songs=text("option-songs"),
        vibe=text("option-vibe"),
        count=text("option-count"),
        order=text("option-order"),
        mix=text("option-mix"),
        clean=text("option-clean"),
        visibility=text("option-visibility"),
    )
    @app_commands.choices(order=_ORDERS, mix=_MIXES, visibility=_VISIBILITIES)
    @app_commands.checks.cooldown(PER_MINUTE, 60)
    async def recommend(
        self,
        interaction: Interaction,
        playlist: app_commands.Range[str, 1, 300] | None = None,
        songs: app_commands.Range[str, 1, 1500] | None = None,
        vibe: app_commands.Range[str, 1, 100] | None = None,
        count: app_commands.Range[int, 1, MAX_COUNT] = DEFAULT_COUNT,
        order: str = Order.BEST,
        mix: str = Mix.BALANCED,
        clean: bool = False,
        visibility: str | None = None,
    ) -> None:
        """Answer with songs or, when nothing is given, with the person's playlists to choose from."""
        request = RecommendRequest(interaction.user.id, playlist, songs, vibe, count, Order(order), Mix(mix), clean)
        wish = Visibility(visibility) if visibility else None
        if request.is_empty:
            await self._offer(interaction, Choice(request, wish))
        else:
            await self._answer(interaction, request, wish)

    @recommend.autocomplete("playlist")
    async def complete_playlist(self, interaction: Interaction, typed: str) -> Choices:
        """The person's own playlists, as far as they are cached."""
        found = await _in_time(self._own.complete(interaction.user.id, typed))
        return [app_commands.Choice(name=layouts.playlist_label(playlist), value=playlist.id) for playlist in found]

    @recommend.autocomplete("songs")
    async def complete_songs(self, interaction: Interaction, typed: str) -> Choices:
        """The part after the last semicolon, completed."""
        found = await _in_time(self._recommend.complete_songs(typed))
        return [app_commands.Choice(name=choice, value=choice) for choice in found]

    async def _answer(self, interaction: Interaction, request: RecommendRequest, wish: Visibility | None) -> None:
        private = _is_private(request, wish)
        message_id = await deferred(interaction, private=private)
        words = text("reading-playlist") if request.playlist else text("choosing-songs")
        async with meanwhile(interaction, words):
            shown = await self._lists.create(request, message_id=message_id, private=private)
        await show(interaction, layouts.page(shown))

    async def _offer(self, interaction: Interaction, choice: Choice) -> None:
        # The names of somebody's playlists are theirs, whoever is to see the answer.
        message_id = await deferred(interaction, private=True)
        async with meanwhile(interaction, text("reading-playlists")):
            picker = await self._pickers.create(choice, message_id=message_id)
        await show(interaction, layouts.picker(picker))

    async def _picked(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        choice = await self._pickers.choose(state_id, values[0], **_presser(interaction))
        await self._answer(interaction, choice.request, choice.visibility)

    def _turning(self, to: Turn) -> Handler:
        async def turn(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
            await interaction.response.defer()
            shown = await self._lists.turn(state_id, to, **_presser(interaction))
            await show(interaction, layouts.page(shown))

        return turn

    async def _share(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        if state_id in self._sharing:  # pressed twice: once is meant
            return
        self._sharing.add(state_id)
        try:
            await self._post_copy(interaction, state_id)
        finally:
            self._sharing.discard(state_id)

    async def _post_copy(self, interaction: Interaction, state_id: str) -> None:
        copy = await self._lists.copy(state_id, **_presser(interaction))
        posted = await interaction.followup.send(view=layouts.page(copy), wait=True)
        kept = await self._lists.shared(state_id, copy, copy_message_id=posted.id, **_presser(interaction))
        await show(interaction, layouts.page(kept))


def _is_private(request: RecommendRequest, wish: Visibility | None) -> bool:
    """Unless said otherwise, only the person sees what draws on their linked account."""
    return wish is Visibility.ONLY_ME if wish else request.playlist is not None


def _presser(interaction: Interaction) -> dict[str, Any]:
    assert interaction.message is not None
    return {"user_id": interaction.user.id, "message_id": interaction.message.id}


async def _in_time(choices: Awaitable[Sequence[T]]) -> Sequence[T]:
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
