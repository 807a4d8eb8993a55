"""What rules look like on Discord: sentences with pages, a picture of the first ones, and the buttons below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from bot.messages import text
from bot.networks import alt_text
from bot.rule_sentences import rule_sentence, thresholds, unreached_sentence
from bot.services.lists import Turn
from bot.services.rule_answers import BUTTONS, Named, RulesAnswer, RulesPost, ShownRules, ToldRule
from bot.services.rule_lists import network_of_rules
from cogs import layouts
from cogs.components import Control
from cogs.pieces import button, name, small
from cogs.sound_layouts import MAX_ALT_TEXT
from recsys.rules_asked import METRIC_NAMES, Level

SHARE, AS_LIST, CREATE = "rulesshare", "ruleslist", "rulesplaylist"
SONGS_FILE, TABLE_FILE = "rulessongs", "rulestable"
TURNS = {f"rules{to}": to for to in Turn}
SORTS = {f"rulesby{metric.replace('_', '')}": metric for metric in METRIC_NAMES}
"""Actions of buttons; those of other lists have the same words without "rules"."""
PICTURE = "rules.png"
"""The file's name: a message that is edited goes on showing the file of this name that it has."""

_BY_METRIC = {metric: action for action, metric in SORTS.items()}
_BUTTON_LABELS = {
    "confidence": "rules-by-confidence",
    "lift": "rules-by-lift",
    "support": "rules-by-support",
}


def page(shown: ShownRules, note: str | None = None) -> ui.LayoutView:
    """One page of rules, below a note if there is one.

    Names are shortened only as far as the message would not fit otherwise.
    """
    return layouts.fitting(lambda room: _page(shown, note, room))


def _page(shown: ShownRules, note: str | None, room: int) -> ui.LayoutView:
    post = shown.post
    items: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
    items += [ui.TextDisplay("\n".join(_header(post, room))), *_picture(post), ui.Separator()]
    items += [
        ui.TextDisplay(text("rules-numbered", number=post.first + place, sentence=_sentence(rule, room)))
        for place, rule in enumerate(post.rules, 1)
    ]
    if not post.rules:
        items.append(ui.TextDisplay(_nothing(post.answer, room)))
    items += [ui.ActionRow(*row) for buttons in (_turns, _sorts, _others) if (row := [*buttons(shown)])]
    items.append(ui.TextDisplay("\n".join(map(small, _attribution(post.answer)))))
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items))
    return view


def _header(post: RulesPost, room: int) -> Iterator[str]:
    answer = post.answer
    yield _title(answer, room)
    if source := answer.source:
        yield layouts.byline(source, room)
        known = text("answer-known", known=answer.known, seeds=answer.seeds)
        yield f"{known}; {layouts.skipped(source)}" if source.skipped else known
        if source.read < source.total:
            yield text("answer-partial", read=source.read, total=source.total)
    if post.rules:
        yield _order(post)
    if post.rules and _thresholds(answer):
        yield text("rules-from", **thresholds(answer.request.min_confidence, answer.request.min_lift))
    if post.pages > 1:
        yield small(text("answer-page", page=post.page + 1, pages=post.pages))


def _title(answer: RulesAnswer, room: int) -> str:
    if answer.source:
        return text("rules-title-playlist", name=name(answer.source.name, room))
    if answer.of:
        return text("rules-title-item", name=name(answer.of.title or answer.of.artist, room))
    return text("rules-title-all")


def _order(post: RulesPost) -> str:
    total, shown = post.answer.total, len(post.answer.orders[post.sort_by])
    return text("rules-sorted", by=post.sort_by, shown="all" if shown == total else "some", most=shown, total=total)


def _picture(post: RulesPost) -> Iterator[ui.MediaGallery[ui.LayoutView]]:
    network = network_of_rules(post) if post.pictured else None
    if network:
        words = alt_text(network, MAX_ALT_TEXT)
        yield ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{PICTURE}", description=words))


def _sentence(rule: ToldRule, room: int) -> str:
    left = [_named(one, room) for one in rule.left]
    return rule_sentence(
        left, _named(rule.right, room), confidence=rule.confidence, lift=rule.lift, playlists=rule.playlists
    )


def _named(one: Named, room: int) -> str:
    if not one.title:
        return text("rules-artist", artist=name(one.artist, room))
    if not one.artist:
        return text("rules-song-alone", title=name(one.title, room))
    return text("rules-song", title=name(one.title, room), artist=name(one.artist, room))


def _nothing(answer: RulesAnswer, room: int) -> str:
    if _thresholds(answer) or answer.below:
        return unreached_sentence(answer.request.wish(answer.request.sort_by, 1), answer.below)
    if answer.source:
        return text("rules-none-playlist")
    if answer.of is None:
        return text("rules-none-all")
    key = "rules-none-song" if answer.of.title else "rules-none-artist"
    return text(key, name=name(answer.of.title or answer.of.artist, room))


def _thresholds(answer: RulesAnswer) -> bool:
    """Whether more was asked of rules than to be above chance."""
    return answer.request.min_confidence > 0 or answer.request.min_lift > 1


def _turns(shown: ShownRules) -> Iterator[Control]:
    post = shown.post
    at_start, at_end = post.page == 0, post.page == post.pages - 1
    labels = {
        Turn.FIRST: (text("page-first"), at_start),
        Turn.PREVIOUS: (text("page-previous"), at_start),
        Turn.NEXT: (text("page-next"), at_end),
        Turn.LAST: (text("page-last"), at_end),
    }
    for action, to in TURNS.items():
        label, disabled = labels[to]
        if post.pages > (1 if to in (Turn.PREVIOUS, Turn.NEXT) else 2):
            yield button(label, action, shown.state_id, disabled=disabled)
    if post.private and not post.shared and post.rules:
        yield button(text("share"), SHARE, shown.state_id, style=discord.ButtonStyle.primary)


def _sorts(shown: ShownRules) -> Iterator[Control]:
    post = shown.post
    if len(post.answer.rules) < 2:
        return
    for metric in (*BUTTONS, *(by for by in post.answer.orders if by not in BUTTONS)):
        chosen = post.sort_by == metric
        style = discord.ButtonStyle.primary if chosen else discord.ButtonStyle.secondary
        yield button(_sort_label(metric), _BY_METRIC[metric], shown.state_id, style=style, disabled=chosen)


def _sort_label(metric: str) -> str:
    return text(_BUTTON_LABELS[metric]) if metric in _BUTTON_LABELS else text("rules-by-other", by=metric)


def _others(shown: ShownRules) -> Iterator[Control]:
    if not shown.post.rules:
        return
    if shown.post.answer.request.items is Level.SONGS:
        yield button(text("create-playlist"), CREATE, shown.state_id, style=discord.ButtonStyle.success)
        yield button(text("rules-as-list"), AS_LIST, shown.state_id)
        yield button(text("rules-songs-file"), SONGS_FILE, shown.state_id)
    if not (shown.post.answer.source and shown.post.answer.request.playlist is None):  # the copy of another's playlist
        yield button(text("rules-table-file"), TABLE_FILE, shown.state_id)


def _attribution(answer: RulesAnswer) -> Iterator[str]:
    yield text("rules-about")
    if answer.source:
        yield text("rules-attribution")
    if answer.demo:
        yield text("attribution-demo")
