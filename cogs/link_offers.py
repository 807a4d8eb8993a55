"""Handing out the way to Spotify's consent: for `/link`, and where a command needs one more permission."""

from __future__ import annotations

from collections.abc import Collection

from discord import ui

from bot.client import Interaction
from bot.errors import ConsentNeeded
from bot.services.accounts import AccountService
from bot.services.posts import Posts, new_state_id
from cogs import account_layouts
from cogs.replies import show

KIND = "link"


class LinkOffers:
    """Links that only one person can use, in messages that only they see."""

    def __init__(self, accounts: AccountService, posts: Posts) -> None:
        self._accounts = accounts
        self._posts = posts

    async def show(self, interaction: Interaction, message_id: int, scopes: Collection[str] = ()) -> None:
        """Put an offer where a promise to the person alone stands. Raises LinkingOff."""
        await show(interaction, await self._view(interaction, message_id, scopes))

    async def ask(self, interaction: Interaction, needed: ConsentNeeded, message_id: int, *, private: bool) -> None:
        """Offer to grant what was needed; beside the promised message where everybody sees that. Raises LinkingOff."""
        if private:
            await self.show(interaction, message_id, needed.scopes)
            return
        await interaction.edit_original_response(content=needed.sentence)
        await self.whisper(interaction, needed)

    async def whisper(self, interaction: Interaction, needed: ConsentNeeded) -> None:
        """Offer to grant what was needed in a message of its own, to the person alone. Raises LinkingOff."""
        await interaction.followup.send(view=await self._view(interaction, None, needed.scopes), ephemeral=True)

    async def remember(self, user_id: int, message_id: int | None) -> str:
        """Keep whose the next step is; without a `message_id` it works on any message."""
        state_id = new_state_id()
        await self._posts.save(state_id, KIND, {}, owner_id=user_id, message_id=message_id)
        return state_id

    async def _view(self, interaction: Interaction, message_id: int | None, scopes: Collection[str]) -> ui.LayoutView:
        user = interaction.user
        link = await self._accounts.link(user.id)
        offer = await self._accounts.begin(user.id, user.name, scopes)
        return account_layouts.link_offer(offer, link, await self.remember(user.id, message_id), needed=scopes)
