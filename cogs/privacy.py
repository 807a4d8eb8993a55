"""`/privacy`: what is stored about a person, as a file, and gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import discord
from discord import app_commands, ui

from bot.client import Area, Handler, Interaction
from bot.localisation import named
from bot.messages import text
from bot.services.posts import Posts, new_state_id
from bot.services.privacy import PrivacyService
from cogs.asking import presser
from cogs.pieces import button, message, small
from cogs.replies import deferred, show

KIND = "privacy"
ERASE, KEEP = "erase", "erasenot"
FILE = "segue-my-data.json"
BACKUP_DAYS = 14

_KINDS: Mapping[str, Sequence[str]] = {
    "privacy-link": ("links",),
    "privacy-read": ("snapshots", "playlist_lists", "covers"),
    "privacy-written": ("writings",),
    "privacy-messages": ("message_states",),
    "privacy-opinions": ("opinions",),
    "privacy-shown": ("served_songs",),
    "privacy-settings": ("user_settings",),
    "privacy-pending": ("pending_links", "waiting_links"),
}
"""What people are told of, by the tables that it stands in; tokens and reminders go with links."""


class Privacy(Area):
    """Looking at, taking along and deleting what is stored."""

    privacy = app_commands.Group(name=named("command-privacy"), description=named("command-privacy-about"))

    def __init__(self, *, privacy: PrivacyService, posts: Posts) -> None:
        self._privacy = privacy
        self._posts = posts

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The two answers to whether everything is to be deleted."""
        return {ERASE: self._erase, KEEP: self._keep}

    @privacy.command(name=named("command-privacy-show"), description=named("command-privacy-show-about"))
    async def show(self, interaction: Interaction) -> None:
        """Say what is stored, and until when."""
        await deferred(interaction, private=True)
        counts = await self._privacy.counts(interaction.user.id)
        await show(interaction, message(ui.TextDisplay("\n".join(_told(counts, "privacy-nothing")))))

    @privacy.command(name=named("command-privacy-export"), description=named("command-privacy-export-about"))
    async def export(self, interaction: Interaction) -> None:
        """Send all of it as a file."""
        await deferred(interaction, private=True)
        file = discord.File(BytesIO(await self._privacy.export(interaction.user.id)), FILE)
        await interaction.edit_original_response(content=text("privacy-exported"), attachments=[file])

    @privacy.command(name=named("command-privacy-delete"), description=named("command-privacy-delete-about"))
    async def delete(self, interaction: Interaction) -> None:
        """Ask whether all of it is to go."""
        message_id = await deferred(interaction, private=True)
        user_id = interaction.user.id
        counts = await self._privacy.counts(user_id)
        if not counts:
            await show(interaction, message(ui.TextDisplay(text("privacy-nothing"))))
            return
        state_id = new_state_id()
        await self._posts.save(state_id, KIND, {}, owner_id=user_id, message_id=message_id)
        await show(interaction, _question(counts, state_id))

    async def _erase(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        await self._posts.open(state_id, KIND, **presser(interaction))
        await interaction.client.stop_work_for(interaction.user.id)
        counts = await self._privacy.erase(interaction.user.id)
        lines = [text("privacy-erased"), *_kinds(counts), small(text("privacy-backups", days=BACKUP_DAYS))]
        await show(interaction, message(ui.TextDisplay("\n".join(lines))))

    async def _keep(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        await self._posts.open(state_id, KIND, **presser(interaction))
        await show(interaction, message(ui.TextDisplay(text("privacy-kept"))))


def _question(counts: Mapping[str, int], state_id: str) -> ui.LayoutView:
    lines = [text("privacy-question"), *_kinds(counts), small(text("privacy-backups", days=BACKUP_DAYS))]
    return message(
        ui.TextDisplay("\n".join(lines)),
        ui.ActionRow(
            button(text("privacy-erase"), ERASE, state_id, style=discord.ButtonStyle.danger),
            button(text("privacy-keep"), KEEP, state_id),
        ),
    )


def _told(counts: Mapping[str, int], nothing: str) -> Iterator[str]:
    if not counts:
        yield text(nothing)
        return
    yield text("privacy-title")
    yield from _kinds(counts)
    yield small(text("privacy-backups", days=BACKUP_DAYS))


def _kinds(counts: Mapping[str, int]) -> Iterator[str]:
    for message_id, tables in _KINDS.items():
        if count := sum(counts.get(table, 0) for table in tables):
            yield text(message_id, count=count)
