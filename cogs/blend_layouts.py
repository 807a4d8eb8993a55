"""What an invitation to blend looks like: pure functions from values to messages."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.errors import timestamp
from bot.messages import text
from bot.services.blends import MOST, Blend, Guest, Invitation
from cogs.components import Control, custom_id
from cogs.pieces import button, message, name, small

WHO, TOP, GIVE, DECLINE, START = "blendwho", "blendtop", "blendgive", "blendno", "blendstart"
_NAME = 60


def invitation(shown: Invitation, problem: str = "") -> ui.LayoutView:
    """Whom to ask or, once that is known, what each has said so far, and what keeps the songs from coming."""
    if not shown.blend.guests:
        return _choosing(shown)
    blend = shown.blend
    state_id = shown.state_id
    lines = [text("blend-invitation", host=name(blend.host.name, _NAME)), *map(_line, blend.everybody)]
    buttons = (
        button(text("blend-top"), TOP, state_id, style=discord.ButtonStyle.success),
        button(text("blend-give"), GIVE, state_id),
        button(text("blend-decline"), DECLINE, state_id),
        button(text("blend-start"), START, state_id, style=discord.ButtonStyle.primary, disabled=len(blend.parts) < 2),
    )
    texts = filter(None, ("\n".join(lines), problem or (text("blend-lacking") if blend.lacking else ""), _how(blend)))
    return message(*map(ui.TextDisplay[Any], texts), ui.ActionRow[Any](*buttons))


def _choosing(shown: Invitation) -> ui.LayoutView:
    select: ui.UserSelect[Any] = ui.UserSelect(
        custom_id=custom_id(WHO, shown.state_id),
        placeholder=text("blend-who"),
        min_values=1,
        max_values=MOST - 1,
    )
    return message(ui.TextDisplay[Any](text("blend-choose", most=MOST - 1)), ui.ActionRow[Any](Control(select)))


def _how(blend: Blend) -> str:
    return small(text("blend-how", ends=timestamp(blend.ends_at)))


def _line(guest: Guest) -> str:
    """Discord shows the person behind an id; nobody is notified by an edit."""
    return text(
        "blend-guest", user=str(guest.user_id), word=str(guest.word), songs=guest.songs.used if guest.songs else 0
    )
