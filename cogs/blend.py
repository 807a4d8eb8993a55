"""`/blend`: songs that go with what up to five people bring together, each with their consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from discord import app_commands

from bot.client import Area, Handler, Interaction
from bot.errors import ConsentNeeded
from bot.localisation import named, options
from bot.messages import speaking, text
from bot.services.answers import MAX_COUNT, Mix, RecommendRequest
from bot.services.blending import NothingBrought
from bot.services.blends import Blends, Invitation, Word
from bot.services.preferences import PreferenceService
from cogs import blend_layouts, layouts
from cogs.asking import NotHere, place_of, presser
from cogs.forms import open_form
from cogs.link_offers import LinkOffers
from cogs.replies import deferred, show
from cogs.seed_forms import SongsForm
from cogs.seed_options import MIXES


class Blend(Area):
    """Inviting people, hearing what they say, and answering."""

    costs = frozenset({text("command-blend"), blend_layouts.START})

    def __init__(self, *, blends: Blends, offers: LinkOffers, preferences: PreferenceService) -> None:
        self._preferences = preferences
        self._blends = blends
        self._offers = offers

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The select of people, and what they can press."""
        return {
            blend_layouts.WHO: self._chosen,
            blend_layouts.TOP: self._top,
            blend_layouts.GIVE: self._give,
            blend_layouts.DECLINE: self._decline,
            blend_layouts.START: self._start,
        }

    @app_commands.command(name=named("command-blend"), description=named("command-blend-about"))
    @options(count="option-count", mix="option-mix")
    @app_commands.choices(mix=MIXES)
    async def blend(
        self,
        interaction: Interaction,
        count: app_commands.Range[int, 1, MAX_COUNT] | None = None,
        mix: str | None = None,
    ) -> None:
        """Ask whom to invite. Raises NotHere."""
        user = interaction.user
        holds = await self._preferences.effective(user.id, place_of(interaction))
        if not holds.public_here:
            raise NotHere("blend-not-here", holds)
        message_id = await deferred(interaction, private=False)
        wish = RecommendRequest(
            user.id, count=holds.count(count), mix=Mix(mix) if mix else holds.mix, clean=holds.clean
        )
        begun = await self._blends.begin(wish, user.display_name, message_id=message_id)
        await show(interaction, blend_layouts.invitation(begun))

    async def _chosen(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        invited = await self._blends.invite(state_id, _people(interaction, values), **presser(interaction))
        await self._show(interaction, invited)

    async def _top(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        try:
            said = await self._blends.bring_account(state_id, **presser(interaction))
        except ConsentNeeded as needed:
            await self._offers.whisper(interaction, needed)
            return
        await self._go_on(interaction, said)

    async def _give(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await self._blends.check(state_id, **presser(interaction))

        async def given(submitted: Interaction, words: str) -> None:
            await submitted.response.defer()
            said = await self._blends.bring_songs(state_id, words, **presser(submitted))
            await self._go_on(submitted, said)

        await open_form(interaction, SongsForm(given))

    async def _decline(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        said = await self._blends.say(state_id, Word.NO, **presser(interaction))
        await self._go_on(interaction, said)

    async def _start(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        blend = await self._blends.check(state_id, **presser(interaction))
        await self._answer(interaction, state_id, blend.language)

    async def _go_on(self, interaction: Interaction, said: Invitation) -> None:
        """Show who has said what, and answer when everybody has."""
        await self._show(interaction, said)
        if said.blend.complete:
            await self._answer(interaction, said.state_id, said.blend.language)

    async def _show(self, interaction: Interaction, said: Invitation) -> None:
        with speaking(said.blend.language):
            await show(interaction, blend_layouts.invitation(said))

    async def _answer(self, interaction: Interaction, state_id: str, language: str) -> None:
        with speaking(language):
            try:
                shown = await self._blends.make(state_id, **presser(interaction))
            except NothingBrought as lacking:  # all of them have to know
                blend = await self._blends.check(state_id, **presser(interaction))
                await show(interaction, blend_layouts.invitation(Invitation(state_id, blend), lacking.sentence))
                return
            await show(interaction, layouts.page(shown))


def _people(interaction: Interaction, values: Sequence[str]) -> dict[int, str]:
    """The names of the people that were chosen; Discord sends them along. Bots have no taste."""
    data: dict[str, Any] = dict(interaction.data or {})
    users = data.get("resolved", {}).get("users", {})
    return {
        int(each): users[each].get("global_name") or users[each]["username"]
        for each in values
        if each in users and not users[each].get("bot")
    }
