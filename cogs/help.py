"""`/help`, made of the commands themselves, and `/about`: which Segue this is, and what it has learned from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import discord
from discord import app_commands, ui

from bot.client import Area, Handler, Interaction
from bot.markdown import escape
from bot.messages import text
from bot.ports import ModelInfo, Models
from bot.services.posts import Posts, new_state_id
from cogs.asking import presser
from cogs.components import Control, custom_id
from cogs.pieces import MAX_OPTIONS, message, small
from cogs.replies import deferred, show

KIND = "help"
DETAILS = "helpon"
MENUS = {text("menu-continue"): "help-menu-continue"}
"""What commands of a message's menu do, which Discord itself has no place to say."""

Tree = app_commands.CommandTree[Any]
Command = app_commands.Command[Any, ..., Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the operator has set, as far as people are told: how long things are kept, and where the terms stand."""

    snapshot_hours: int
    message_days: int
    privacy_url: str | None = None
    terms_url: str | None = None


class Help(Area):
    """About Segue."""

    def __init__(self, *, models: Models, posts: Posts, facts: Facts) -> None:
        self._models = models
        self._posts = posts
        self._facts = facts

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The menu that shows one command in detail."""
        return {DETAILS: self._details}

    @app_commands.command(name=text("command-help"), description=text("command-help-about"))
    async def help(self, interaction: Interaction) -> None:
        """List what there is."""
        message_id = await deferred(interaction, private=True)
        await self._list(interaction, new_state_id(), message_id, None)

    @app_commands.command(name=text("command-about"), description=text("command-about-about"))
    async def about(self, interaction: Interaction) -> None:
        """Answer at once: everything is at hand."""
        with self._models.in_use() as model:
            known = model.engine.model
        await interaction.response.send_message(view=about_page(known, self._facts), ephemeral=True)

    async def _details(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        pressed = presser(interaction)
        await self._posts.open(state_id, KIND, **pressed)
        await self._list(interaction, state_id, pressed["message_id"], values[0])

    async def _list(self, interaction: Interaction, state_id: str, message_id: int, chosen: str | None) -> None:
        await self._posts.save(state_id, KIND, {}, owner_id=interaction.user.id, message_id=message_id)
        await show(interaction, help_page(interaction.client.tree, self._facts, state_id, chosen))


def commands_of(tree: Tree) -> list[Command]:
    """The slash commands, those of groups one by one, by name."""
    every = [one for one in tree.walk_commands() if isinstance(one, app_commands.Command)]
    return sorted(every, key=lambda command: command.qualified_name)


def help_page(tree: Tree, facts: Facts, state_id: str, chosen: str | None = None) -> ui.LayoutView:
    """Every command in a line, with one of them in detail if it is `chosen`."""
    commands = commands_of(tree)
    shown = next((command for command in commands if command.qualified_name == chosen), None)
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id(DETAILS, state_id),
        placeholder=text("help-details-placeholder"),
        options=[
            discord.SelectOption(label=f"/{one.qualified_name}", value=one.qualified_name, default=one is shown)
            for one in commands[:MAX_OPTIONS]
        ],
    )
    paragraphs = ["\n".join(_details(shown))] if shown else [text("help"), "\n".join(_entries(tree, commands))]
    if not shown:
        paragraphs.append(text("help-lists"))
        paragraphs.append(text("help-visibility"))
        paragraphs.append(text("help-privacy", hours=facts.snapshot_hours, days=facts.message_days))
    texts = [ui.TextDisplay[Any](paragraph) for paragraph in paragraphs]
    return message(*texts, ui.ActionRow(Control(select)), ui.TextDisplay(small(text("help-attribution"))))


def about_page(model: ModelInfo, facts: Facts) -> ui.LayoutView:
    """The version, the model, what that has learned from, and whose data is shown."""
    lines = [text("about", version=version("segue"))]
    lines.append(text("help-model", name=escape(model.name), songs=model.songs, playlists=model.playlists))
    if model.demo:
        lines.append(text("attribution-demo"))
    if model.trained_on:
        licence = escape(model.licence) or "?"
        lines.append(text("about-data", data=escape(model.trained_on), licence=licence))
    lines.append(text("help-attribution"))
    lines += [text("about-privacy", url=facts.privacy_url)] if facts.privacy_url else []
    lines += [text("about-terms", url=facts.terms_url)] if facts.terms_url else []
    lines.append(text("about-commands"))
    return message(ui.TextDisplay("\n".join(lines)))


def _entries(tree: Tree, commands: Sequence[Command]) -> Iterator[str]:
    for command in commands:
        yield text("help-entry", name=command.qualified_name, about=command.description)
    for menu in tree.get_commands(type=discord.AppCommandType.message):
        yield text("help-menu-entry", name=menu.name, about=text(MENUS[menu.name]))


def _details(command: Command) -> Iterator[str]:
    yield text("help-details", name=command.qualified_name)
    yield command.description
    for option in command.parameters:
        yield text("help-option", name=option.display_name, about=str(option.description))
    if not command.parameters:
        yield text("help-no-options")
