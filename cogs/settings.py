"""`/settings`: what a person's lists are like unless they say otherwise, and what holds on a server."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Area, Handler, Interaction
from bot.errors import UserError
from bot.localisation import named
from bot.services.posts import Posts, new_state_id
from bot.services.preferences import PreferenceService
from cogs import settings_layouts
from cogs.asking import place_of, presser
from cogs.replies import deferred, show
from cogs.settings_layouts import MINE, SERVER, USUAL, Setting

log = logging.getLogger(__name__)

KIND = "settings"
"""What stands behind a panel: {"server": whether it shows the server's}."""


class NotAdmin(UserError):
    """Somebody who may not manage the server wants to change its settings."""

    def __init__(self) -> None:
        super().__init__("settings-not-admin")


class NoServer(UserError):
    """A server's settings are wanted where there is no server."""

    def __init__(self) -> None:
        super().__init__("settings-no-server")


class SettingsPanel(Area):
    """Deciding things."""

    def __init__(self, *, preferences: PreferenceService, posts: Posts) -> None:
        self._preferences = preferences
        self._posts = posts

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """A menu for each setting, and the buttons below."""
        return {
            **{setting.action: self._deciding(setting, server=False) for setting in MINE},
            **{setting.action: self._deciding(setting, server=True) for setting in SERVER},
            settings_layouts.CHANNELS: self._channels,
            settings_layouts.RESET: self._reset,
            settings_layouts.TO_SERVER: self._to_server,
            settings_layouts.TO_MINE: self._to_mine,
        }

    @app_commands.command(name=named("command-settings"), description=named("command-settings-about"))
    async def settings(self, interaction: Interaction) -> None:
        """Show a person's own settings, to them alone."""
        message_id = await deferred(interaction, private=True)
        await self._show(interaction, new_state_id(), message_id, server=False)

    async def arrived(self, guild_ids: frozenset[int]) -> None:
        """Others it has left while it was away."""
        if forgotten := await self._preferences.keep_servers(guild_ids):
            log.info("forgot the settings of %d servers that Segue has left", forgotten)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot has left a server: what its admins decided is no longer needed."""
        await self._preferences.reset_server(guild.id)

    def _deciding(self, setting: Setting, *, server: bool) -> Handler:
        async def decide(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
            await self._open(interaction, state_id)
            meaning = None if values[0] == USUAL else setting.choices[values[0]]
            if server:
                await self._preferences.change_server(_managed(interaction), **{setting.field: meaning})
            else:
                await self._preferences.change_person(interaction.user.id, **{setting.field: meaning})
            await self._show(interaction, state_id, presser(interaction)["message_id"], server=server)

        return decide

    async def _channels(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await self._open(interaction, state_id)
        await self._preferences.change_server(_managed(interaction), channels=tuple(map(int, values)))
        await self._show(interaction, state_id, presser(interaction)["message_id"], server=True)

    async def _reset(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        server = await self._open(interaction, state_id)
        if server:
            await self._preferences.reset_server(_managed(interaction))
        else:
            await self._preferences.reset_person(interaction.user.id)
        await self._show(interaction, state_id, presser(interaction)["message_id"], server=server)

    async def _to_server(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await self._open(interaction, state_id)
        _managed(interaction)
        await self._show(interaction, state_id, presser(interaction)["message_id"], server=True)

    async def _to_mine(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await self._open(interaction, state_id)
        await self._show(interaction, state_id, presser(interaction)["message_id"], server=False)

    async def _open(self, interaction: Interaction, state_id: str) -> bool:
        """Whether the panel shows the server's settings. Raises PostGone or PostNotYours."""
        await interaction.response.defer()
        return bool((await self._posts.open(state_id, KIND, **presser(interaction))).payload["server"])

    async def _show(self, interaction: Interaction, state_id: str, message_id: int, *, server: bool) -> None:
        user_id = interaction.user.id
        await self._posts.save(state_id, KIND, {"server": server}, owner_id=user_id, message_id=message_id)
        holds = await self._preferences.effective(user_id, place_of(interaction))
        if server:
            await show(interaction, settings_layouts.server(holds.server, state_id))
        else:
            await show(interaction, settings_layouts.mine(holds.person, state_id, admin=_may_manage(interaction)))


def _may_manage(interaction: Interaction) -> bool:
    """As Discord says with each press, not as it was when the panel was made."""
    return _at_home(interaction) and interaction.permissions.manage_guild


def _at_home(interaction: Interaction) -> bool:
    """Whether the bot is on this server, not only on the account of somebody who uses it there."""
    return interaction.guild_id is not None and interaction.is_guild_integration()


def _managed(interaction: Interaction) -> int:
    """The server that may be changed here. Raises NoServer or NotAdmin."""
    if not _at_home(interaction):
        raise NoServer
    if not interaction.permissions.manage_guild:
        raise NotAdmin
    assert interaction.guild_id is not None
    return interaction.guild_id
