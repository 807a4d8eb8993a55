"""What every message is made of, and the limits of one.

Discord takes 40 components and 4,000 characters in one message, and discord.py checks little of it: `checked` does.
"""

from __future__ import annotations

from typing import Any

from discord import ui

from bot.markdown import cut, escape, length
from bot.messages import text
from cogs.components import Control, custom_id

MAX_COMPONENTS = 40
MAX_CHARACTERS = 4000
MAX_LABEL = 80
MAX_OPTIONS = 25
MAX_OPTION_TEXT = 100


class LayoutTooBig(ValueError):
    """A message that Discord would refuse."""


def checked(view: ui.LayoutView) -> ui.LayoutView:
    """The view itself. Raises LayoutTooBig when Discord would not take it."""
    items = list(view.walk_children())
    characters = sum(length(item.content) for item in items if isinstance(item, ui.TextDisplay))
    if view.total_children_count > MAX_COMPONENTS:
        raise LayoutTooBig(f"{view.total_children_count} components, Discord takes {MAX_COMPONENTS}")
    if characters > MAX_CHARACTERS:
        raise LayoutTooBig(f"{characters} characters, Discord takes {MAX_CHARACTERS}")
    for item in items:
        _check_texts(item)
    return view


def message(*items: ui.Item[Any]) -> ui.LayoutView:
    """A message of these items, one below the other."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items))
    return checked(view)


def button(label: str, action: str, state_id: str, **options: Any) -> Control:
    """A button whose press is handled by `action`."""
    return Control(ui.Button(label=label, custom_id=custom_id(action, state_id), **options))


def name(words: str, room: int) -> str:
    """Somebody else's words, at most `room` characters of them, shown as they are."""
    return escape(cut(words, room)) or text("untitled")


def small(words: str) -> str:
    """A line in small letters."""
    return f"-# {words}"


def _check_texts(item: ui.Item[Any]) -> None:
    inner = item.item if isinstance(item, ui.DynamicItem) else item
    match inner:
        case ui.TextDisplay() if not inner.content.strip():
            raise LayoutTooBig("a text without a character")
        case ui.Button() if len(inner.label or "") > MAX_LABEL:
            raise LayoutTooBig(f"a button's label of {len(inner.label or '')} characters")
        case ui.Select() if len(inner.options) > MAX_OPTIONS or any(
            len(option.label) > MAX_OPTION_TEXT for option in inner.options
        ):
            raise LayoutTooBig("a select with too many or too long options")
        case _:
            pass
