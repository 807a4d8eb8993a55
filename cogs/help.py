"""`/help`, made of the commands themselves, and `/about`: which Segue this is, and what it has learned from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import discord
from discord import app_commands, ui

from bot.client import Area, Handler, Interaction
from bot.localisation import named, said
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
_MENUS = {text("menu-continue"): "menu-continue"}
"""The message ids of commands of a message's menu, by their names; Discord itself has no place to say what they do."""

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

    @app_commands.command(name=named("command-help"), description=named("command-help-about"))
    async def help(self, interaction: Interaction) -> None:
        """List what there is."""
        message_id = await deferred(interaction, private=True)
        await self._list(interaction, new_state_id(), message_id, None)

    @app_commands.command(name=named("command-about"), description=named("command-about-about"))
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
        options=[_option(one, chosen=one is shown) for one in commands[:MAX_OPTIONS]],
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
        yield text("help-entry", name=_called(command), about=_about(command))
    for menu in tree.get_commands(type=discord.AppCommandType.message):
        message_id = _MENUS[menu.name]
        yield text("help-menu-entry", name=text(message_id), about=text(f"help-{message_id}"))


def _option(command: Command, *, chosen: bool) -> discord.SelectOption:
    label = text("help-label", name=_called(command))
    return discord.SelectOption(label=label, value=command.qualified_name, default=chosen)


def _called(command: Command) -> str:
    """A command as people type it, with that of its group."""
    parts = command.qualified_name.split()
    return " ".join(text(f"command-{'-'.join(parts[: place + 1])}") for place in range(len(parts)))


def _about(command: Command) -> str:
    return text(f"command-{command.qualified_name.replace(' ', '-')}-about")


def _details(command: Command) -> Iterator[str]:
    yield text("help-details", name=_called(command))
    yield _about(command)
    for option in command.parameters:
        yield text(
            "help-option",
            name=said(option.locale_name or option.display_name),
            about=said(option.locale_description or ""),
        )
    if not command.parameters:
        yield text("help-no-options")
