"""What `/feedback` shows: what a person has said, newest first, and how to take it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.markdown import cut
from bot.messages import text
from bot.opinions import Opinion, Verdict
from cogs.components import Control, custom_id
from cogs.pieces import MAX_OPTION_TEXT, button, message, name, small

UNDO, TURN_BACK, TURN_ON = "said", "saidback", "saidon"
CLEAR, CLEAR_SURE, KEEP, FORGET = "saidclear", "saidsure", "saidkeep", "saidforget"

PER_PAGE = 10
_NAME = 60
_LINES = {Verdict.MORE: "feedback-more", Verdict.NOT: "feedback-not", Verdict.NEVER: "feedback-never"}
_LABELS = {
    Verdict.MORE: "feedback-label-more",
    Verdict.NOT: "feedback-label-not",
    Verdict.NEVER: "feedback-label-never",
}


def panel(opinions: Sequence[Opinion], lately: int, page: int, state_id: str) -> ui.LayoutView:
    """One page of opinions, the menu that takes one back, and how many songs are not repeated."""
    pages = max(1, -(-len(opinions) // PER_PAGE))
    page = min(page, pages - 1)
    shown = opinions[page * PER_PAGE : (page + 1) * PER_PAGE]
    lines = [text("feedback-title"), *map(_line, shown)] if shown else [text("feedback-none")]
    if pages > 1:
        lines.append(small(text("answer-page", page=page + 1, pages=pages)))
    items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(lines))]
    if shown:
        options = [discord.SelectOption(label=_label(one), value=one.id) for one in shown]
        select: ui.Select[Any] = ui.Select(
            custom_id=custom_id(UNDO, state_id), placeholder=text("feedback-undo"), options=options
        )
        items.append(ui.ActionRow(Control(select)))
    items.append(ui.TextDisplay("\n".join(map(small, (text("feedback-lately", songs=lately), text("feedback-about"))))))
    if buttons := [*_buttons(page, pages, bool(opinions), lately, state_id)]:
        items.append(ui.ActionRow(*buttons))
    return message(*items)


def question(count: int, state_id: str) -> ui.LayoutView:
    """Whether everything is to be taken back."""
    return message(
        ui.TextDisplay(text("feedback-clear-question", count=count)),
        ui.ActionRow(
            button(text("feedback-clear-sure"), CLEAR_SURE, state_id, style=discord.ButtonStyle.danger),
            button(text("feedback-clear-keep"), KEEP, state_id),
        ),
    )


def _buttons(page: int, pages: int, any_said: bool, lately: int, state_id: str) -> Iterator[Control]:
    if pages > 1:
        yield button(text("page-previous"), TURN_BACK, state_id, disabled=page == 0)
        yield button(text("page-next"), TURN_ON, state_id, disabled=page == pages - 1)
    if any_said:
        yield button(text("feedback-clear"), CLEAR, state_id, style=discord.ButtonStyle.danger)
    if lately:
        yield button(text("feedback-forget"), FORGET, state_id)


def _line(one: Opinion) -> str:
    title, artist = name(one.subject.title, _NAME), name(one.subject.artist, _NAME)
    return text(_LINES[one.verdict], title=title, artist=artist, when=str(int(one.given_at.timestamp())))


def _label(one: Opinion) -> str:
    words = text(_LABELS[one.verdict], title=cut(one.subject.title, _NAME), artist=cut(one.subject.artist, _NAME))
    return cut(words, MAX_OPTION_TEXT)
