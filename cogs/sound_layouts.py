"""What a list shows of how its songs sound: the order, the matches, the picture, and the buttons for all that."""

from __future__ import annotations

from collections.abc import Iterator

import discord
from discord import ui

from bot.messages import text
from bot.portraits import alt_text
from bot.reasons import reason_sentence, respect_words, sound_sentences
from bot.services.answers import Compared, Item, Match, Order, Post
from bot.services.lists import Shown
from cogs.components import Control
from cogs.pieces import button, name, small
from recsys.sound import SortBy

BY_SOUND = "sound"
PICTURE = "sound.png"
"""The file's name: a message that is edited goes on showing the file of this name that it has."""
MAX_ALT_TEXT = 1024


def lines(post: Post) -> Iterator[str]:
    """How the songs are ordered and of how many the sound is known; no line where they were not compared."""
    answer, compared = post.answer, post.answer.compared
    if compared is None or not answer.items:
        return
    yield _order(post.order, compared)
    yield from _known(compared, len(answer.items))
    if compared.stand_ins and compared.moved:
        yield text("similar-stand-ins", count=compared.stand_ins, seeds=compared.seeds)
    if compared.pending:
        yield text("similar-pending", count=compared.pending)
    if compared.known and post.page == 0:
        yield small(text("match-legend", stand_ins=compared.stand_ins))
    if compared.sources and post.page == 0:
        told = (text("similar-source", name=source, count=count) for source, count in compared.sources.items())
        yield small(text("similar-sources", sources=", ".join(told)))


def why(item: Item, post: Post, room: int) -> str:
    """Why a song stands where it does.

    Among similar ones that is what they are sorted by, how well it matches and in what, or that its sound is unknown
    and why it is here all the same; in the other orders, why it is recommended, with its match if there is one.
    """
    reason = name(reason_sentence(item.reason), 2 * room)
    match, score = item.match, item.match.score if item.match else None
    if match and post.answer.compared and post.order is Order.SIMILAR:
        by = post.answer.compared.sort_by
        respect = [] if match.respect is None else [respect_words(by, match.respect)]
        return small(" · ".join([*respect, _similarity(match, reason, room)]))
    if score is None:
        return text("song-reason", reason=reason)
    return text("song-reason-match", reason=reason, match=score)


def picture(post: Post) -> Iterator[ui.MediaGallery[ui.LayoutView]]:
    """The picture that the message carries, with what it shows in words."""
    compared = post.answer.compared
    if compared and compared.pictured and compared.portrait:
        words = alt_text(compared.portrait)[:MAX_ALT_TEXT]
        yield ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{PICTURE}", description=words))


def buttons(shown: Shown) -> Iterator[Control]:
    """The three orders of compared songs, or the button that compares them."""
    post = shown.post
    if not post.answer.items:
        return
    if post.answer.compared:
        for order, label in _ORDERS.items():
            yield _choice(text(label), order, shown)
    elif post.request is not None:
        yield button(text("by-sound-under-way" if shown.comparing else "by-sound"), BY_SOUND, shown.state_id)


_ORDERS = {
    Order.BEST: "similar-show-best",
    Order.SIMILAR: "similar-show-similar",
    Order.SHUFFLE: "similar-show-shuffle",
}


def _similarity(match: Match, reason: str, room: int) -> str:
    if match.score is None:
        return text("match-unknown", reason=reason)
    if not match.reasons:
        return text("match-alone", match=match.score)
    return text("match", match=match.score, reasons=name(sound_sentences(match.reasons), 2 * room))


def _choice(label: str, order: Order, shown: Shown) -> Control:
    chosen = shown.post.order is order
    style = discord.ButtonStyle.primary if chosen else discord.ButtonStyle.secondary
    return button(label, order, shown.state_id, style=style, disabled=chosen)


def _order(order: Order, compared: Compared) -> str:
    match order:
        case Order.SIMILAR:
            return text("similar-sorted", by=compared.sort_by)
        case Order.SHUFFLE:
            return text("similar-shuffled")
        case Order.BEST:
            return text("similar-best")


def _known(compared: Compared, songs: int) -> Iterator[str]:
    if not compared.comparable:
        yield text("similar-incomparable")
    elif compared.known:
        yield text("similar-known", known=compared.known, songs=songs, heard=compared.heard, seeds=compared.seeds)
    else:
        by_year = compared.sort_by is SortBy.YEAR and compared.moved
        yield text("similar-unheard-year" if by_year else "similar-unheard")
