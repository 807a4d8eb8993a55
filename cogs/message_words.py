"""What stands in somebody's message, of whatever kind it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord


def words_of(message: discord.Message) -> str:
    """The text of a message, of its embeds, and of the components that bots write with, one below the other.

    Discord hands all of it over with the command in its context menu; no intent is needed.
    """
    return "\n".join(_words(message))


def _words(message: discord.Message) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        fields = (text for field in embed.fields for text in (field.name, field.value))
        yield from (text for text in (embed.url, embed.title, embed.description, *fields) if text)
    for component in message.components:
        yield from _texts(component)


def _texts(component: Any) -> Iterator[str]:
    """The texts in a component and in those that it holds."""
    if isinstance(component, discord.TextDisplay):
        yield component.content
    for child in getattr(component, "children", ()):
        yield from _texts(child)
