"""What can be said of a list in its message: a select over the page's songs, and one for the whole list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from bot.markdown import cut
from bot.messages import text
from bot.reasons import reason_sentence, sound_sentence
from bot.services.answers import Item, Post
from bot.services.changes import Change, changes_of
from bot.services.lists import Shown
from cogs.components import Control, custom_id
from cogs.pieces import MAX_OPTION_TEXT, message, name

SONG, SAY, CHANGE = "song", "songsay", "change"
"""Actions of the selects: which song, what of it, and what of the whole list."""

MORE_LIKE, NOT_THIS, NEVER, WHY, BACK = "more", "not", "never", "why", "back"
_NAME = 60

_CHANGES = {
    Change.BOLDER: "change-bolder",
    Change.SAFER: "change-safer",
    Change.MORE: "change-more",
    Change.SHUFFLE: "change-shuffle",
    Change.BEST: "change-best",
}


def selects(shown: Shown) -> Iterator[Control]:
    """The two selects, each for a row of its own."""
    post = shown.post
    if not post.items:
        return
    yield _of_song(shown) if post.chosen is not None else _songs(shown)
    if changes := changes_of(post):
        options = [discord.SelectOption(label=text(_CHANGES[one]), value=one) for one in changes]
        mix = post.request.mix if post.request else "none"
        yield _select(CHANGE, shown, text("change-placeholder", mix=mix), options)


def why(item: Item, post: Post) -> ui.LayoutView:
    """Why a song is in the list, with all that is known."""
    lines = [text("why-title", title=name(item.title, _NAME), artist=name(item.artist, _NAME))]
    lines.append(text("why-reason", reason=name(reason_sentence(item.reason), 300)))
    lines.append(text("why-kind", kind=item.reason.kind))
    lines.append(text("why-place", place=item.place + 1, songs=len(post.answer.items)))
    if item.match and item.match.score is not None:
        lines.append(text("why-match", match=item.match.score))
        lines += [text("why-sound", reason=name(sound_sentence(one), 120)) for one in item.match.reasons]
    return message(ui.TextDisplay("\n".join(lines)))


def _songs(shown: Shown) -> Control:
    """The songs of the page, by their places in the answer: those stay when the order changes."""
    post = shown.post
    places = {id(item): place for place, item in enumerate(post.answer.items)}
    options = [
        discord.SelectOption(label=_label(post.first + number, item), value=str(places[id(item)]))
        for number, item in enumerate(post.items, 1)
    ]
    return _select(SONG, shown, text("song-placeholder"), options)


def _of_song(shown: Shown) -> Control:
    post = shown.post
    assert post.chosen is not None
    item = post.answer.items[post.chosen]
    artist = cut(item.artist, _NAME)
    labels = {
        MORE_LIKE: text("song-more-like"),
        NOT_THIS: text("song-not-this"),
        **({NEVER: text("song-never", artist=artist)} if artist else {}),
        WHY: text("song-why"),
        BACK: text("song-back"),
    }
    options = [discord.SelectOption(label=label, value=value) for value, label in labels.items()]
    return _select(SAY, shown, text("song-say-placeholder", title=cut(item.title, _NAME) or text("untitled")), options)


def _label(number: int, item: Item) -> str:
    words = text("song-label", number=number, title=item.title.strip() or text("untitled"), artist=item.artist)
    return cut(words.rstrip(" ·"), MAX_OPTION_TEXT)


def _select(action: str, shown: Shown, placeholder: str, options: list[discord.SelectOption]) -> Control:
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id(action, shown.state_id), placeholder=placeholder, options=options
    )
    return Control(select)
