"""Discord's side of languages: which one somebody reads, and what commands are called in each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.messages import DEFAULT_LOCALE, Argument, closest, read_all, speaking, text

log = logging.getLogger(__name__)

ChosenLanguage = Callable[[int, int | None], Awaitable[str | None]]
"""The language that a person (user id) has chosen, else the one of the server (guild id); None when neither has."""

T = TypeVar("T")


async def nobody_has_chosen(user_id: int, guild_id: int | None) -> str | None:
    """Everybody gets the language of their Discord."""
    return None


async def language_of(interaction: discord.Interaction[Any], chosen: ChosenLanguage) -> str:
    """What the person or else the server has chosen, else what their Discord speaks, or the server's; else English."""
    try:
        choice = await chosen(interaction.user.id, interaction.guild_id)
    except Exception:
        log.exception("a chosen language cannot be read")  # an answer in another language is better than none
        choice = None
    said = (choice, interaction.locale.value, interaction.guild_locale.value if interaction.guild_locale else None)
    return next((language for tag in said if (language := closest(tag))), DEFAULT_LOCALE)


def named(message_id: str, /, **arguments: Argument) -> locale_str:
    """What Discord itself shows of a command, an option or a choice: the English words, and how to find the others."""
    return locale_str(text(message_id, **arguments), message_id=message_id, arguments=arguments)


def said(words: locale_str | str) -> str:
    """What `named` has named, in the language that is spoken."""
    if isinstance(words, str):
        return words
    return text(words.extras["message_id"], **words.extras["arguments"])


def options(**about: str) -> Callable[[T], T]:
    """Name and describe options of a slash command; `about` has the message ids of their descriptions.

    The message of an option's name is `option-name-…`; in English that is the parameter's own name.
    """
    described = app_commands.describe(**{option: named(message_id) for option, message_id in about.items()})
    renamed = app_commands.rename(**{option: named(f"option-name-{option.replace('_', '-')}") for option in about})
    return lambda command: described(renamed(command))


class Catalogue(app_commands.Translator):
    """Finds what `named` has marked in the other languages' catalogues."""

    async def load(self) -> None:
        """Read the catalogues beside the event loop, so that nobody waits for one later."""
        await asyncio.to_thread(read_all)

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """None where Discord shows the English words anyway, and for languages without a catalogue."""
        language = closest(locale.value)
        if language in (None, DEFAULT_LOCALE) or "message_id" not in string.extras:
            return None
        with speaking(language):
            return said(string)
