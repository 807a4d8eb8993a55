"""`/similar`: the songs that `/recommend` gives, sorted by how they sound; and the same for lists that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from discord import app_commands

from bot.client import Area, Handler, Interaction
from bot.localisation import named, options
from bot.messages import text
from bot.services.answers import Order
from bot.services.lists import Lists
from bot.services.pickers import Choice
from bot.services.similar import StillComparing
from cogs import layouts, sound_layouts
from cogs.asking import Asking, Choices, presser, show_pictured
from cogs.copies import shared
from cogs.replies import show
from cogs.seed_options import Wish, seed_options
from recsys.sound import SortBy

_SORTS = [
    app_commands.Choice(name=named("choice-sort-overall"), value=SortBy.OVERALL),
    app_commands.Choice(name=named("choice-sort-energy"), value=SortBy.ENERGY),
    app_commands.Choice(name=named("choice-sort-tempo"), value=SortBy.TEMPO),
    app_commands.Choice(name=named("choice-sort-mood"), value=SortBy.MOOD),
    app_commands.Choice(name=named("choice-sort-year"), value=SortBy.YEAR),
]


class Similar(Area):
    """Sorting songs by how they sound."""

    costs = frozenset({text("command-similar"), sound_layouts.BY_SOUND})

    def __init__(self, *, lists: Lists, asking: Asking) -> None:
        self._lists = lists
        self._asking = asking

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The button that compares, and those of the three orders."""
        orders = {str(order): self._reordering(order) for order in Order}
        return shared(self._lists, layouts.page, {sound_layouts.BY_SOUND: self._by_sound, **orders})

    @app_commands.command(name=named("command-similar"), description=named("command-similar-about"))
    @options(sort_by="option-sort-by")
    @app_commands.choices(sort_by=_SORTS)
    @seed_options
    async def similar(self, interaction: Interaction, *, sort_by: str = SortBy.OVERALL, **options: Any) -> None:
        """Answer with sorted songs or, when nothing is given, with the person's playlists to choose from."""
        wish = Wish(**options)
        request = wish.request(interaction.user.id, await self._asking.holds(interaction))
        choice = Choice(request, wish.seen_by, SortBy(sort_by))
        await self._asking.ask(interaction, choice, wish)

    @similar.autocomplete("playlist")
    async def complete_playlist(self, interaction: Interaction, typed: str) -> Choices:
        """As for `/recommend`."""
        return await self._asking.playlists(interaction, typed)

    @similar.autocomplete("songs")
    async def complete_songs(self, interaction: Interaction, typed: str) -> Choices:
        """As for `/recommend`."""
        return await self._asking.songs(typed)

    async def _by_sound(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        pressed = presser(interaction)
        # Discord shows nothing of its own under a button that takes long; the list stays, and its button tells.
        before = await self._lists.current(state_id, **pressed)
        await show(interaction, layouts.page(replace(before, comparing=True)))
        try:
            shown = await self._lists.by_sound(state_id, **pressed)
        except StillComparing:  # the button goes on telling so until the first press is answered
            raise
        except Exception:
            await show(interaction, layouts.page(before))
            raise
        await show_pictured(interaction, self._lists, shown, message_id=pressed["message_id"])

    def _reordering(self, order: Order) -> Handler:
        async def reorder(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
            await interaction.response.defer()
            shown = await self._lists.reorder(state_id, order, **presser(interaction))
            await show(interaction, layouts.page(shown))

        return reorder
