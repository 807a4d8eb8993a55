"""`/link` and `/unlink`: a Discord user's Spotify account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from discord import app_commands, ui

from bot.client import Area, Handler, Interaction
from bot.localisation import named
from bot.messages import text
from bot.services.accounts import AccountService
from bot.services.own_playlists import OwnPlaylists
from bot.services.posts import Posts
from cogs import account_layouts
from cogs.forms import Form, WithText, open_form
from cogs.link_offers import KIND, LinkOffers
from cogs.pieces import message
from cogs.replies import deferred, show

ASKS = "permission"
"""What stands behind a button that asks for certain permissions: {"scopes": [...]}."""
MAX_ADDRESS = 4000


class Account(Area):
    """Connecting and disconnecting Spotify."""

    costs = frozenset({text("command-link"), account_layouts.ASK})

    def __init__(self, *, accounts: AccountService, own: OwnPlaylists, posts: Posts, offers: LinkOffers) -> None:
        self._accounts = accounts
        self._own = own
        self._posts = posts
        self._offers = offers

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The steps of linking where the bot has no public address, and buttons elsewhere that begin to link."""
        return {
            account_layouts.PASTE: self._ask_for_address,
            account_layouts.CONFIRM: self._confirm,
            account_layouts.CANCEL: self._cancel,
            account_layouts.ASK: self._ask,
        }

    @app_commands.command(name=named("command-link"), description=named("command-link-about"))
    async def link(self, interaction: Interaction) -> None:
        """Hand out a link that only this person can use."""
        message_id = await deferred(interaction, private=True)
        await self._offers.show(interaction, message_id)

    @app_commands.command(name=named("command-unlink"), description=named("command-unlink-about"))
    async def unlink(self, interaction: Interaction) -> None:
        """Delete the link and everything that came with it."""
        await deferred(interaction, private=True)
        self._own.forget(interaction.user.id)
        deleted = await self._accounts.unlink(interaction.user.id)
        words = text("unlink-done") if deleted else text("unlink-nothing")
        await show(interaction, message(ui.TextDisplay(words)))

    async def _ask(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        assert interaction.message is not None
        state = await self._posts.open(state_id, ASKS, user_id=interaction.user.id, message_id=interaction.message.id)
        message_id = await deferred(interaction, private=True)
        await self._offers.show(interaction, message_id, state.payload["scopes"])

    async def _ask_for_address(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await self._check(interaction, state_id)
        await open_form(interaction, AddressForm(self._pasted))

    async def _pasted(self, interaction: Interaction, address: str) -> None:
        message_id = await deferred(interaction, private=True)
        profile = await self._accounts.paste(interaction.user.id, address)
        state_id = await self._offers.remember(interaction.user.id, message_id)
        await show(interaction, account_layouts.link_question(profile, state_id))

    async def _confirm(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await self._check(interaction, state_id)
        await interaction.response.defer()
        link = await self._accounts.confirm(interaction.user.id)
        await show(interaction, account_layouts.linked(link))

    async def _cancel(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await self._check(interaction, state_id)
        await interaction.response.defer()
        await self._accounts.cancel(interaction.user.id)
        await show(interaction, message(ui.TextDisplay(text("link-cancelled"))))

    async def _check(self, interaction: Interaction, state_id: str) -> None:
        assert interaction.message is not None
        await self._posts.open(state_id, KIND, user_id=interaction.user.id, message_id=interaction.message.id)


class AddressForm(Form):
    """Where the address is pasted that Spotify sent the person's browser to."""

    def __init__(self, pasted: WithText) -> None:
        super().__init__(text("link-paste-title"))
        self._pasted = pasted
        self.address: ui.TextInput[AddressForm] = ui.TextInput(max_length=MAX_ADDRESS)
        self.add_item(
            ui.Label(text=text("link-paste-label"), description=text("link-paste-about"), component=self.address)
        )

    async def submitted(self, interaction: Interaction) -> None:
        """Hand on what was pasted."""
        await self._pasted(interaction, self.address.value)
