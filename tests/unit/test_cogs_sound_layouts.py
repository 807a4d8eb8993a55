"""What compared lists look like, and that Discord takes even the longest ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
import pytest
from discord import ui

from bot.portraits import Axis, Portrait, Profile
from bot.services.answers import Answer, Compared, Item, Match, Order, Post, RecommendRequest
from bot.services.lists import Shown
from bot.services.posts import new_state_id
from cogs import layouts
from recsys.sound import Level, SortBy, SoundReason, Trait
from tests.unit.test_cogs_layouts import SOURCE, buttons, items, longest, words

REASONS = (SoundReason(Trait.TEMPO, value=124), SoundReason(Trait.MOOD, Level.LOW))
PORTRAIT = Portrait(
    Profile(3, {Axis.ENERGY: 0.5, Axis.MOOD: 0.4, Axis.ACOUSTIC: 0.3}, 120),
    Profile(9, {Axis.ENERGY: 0.6, Axis.MOOD: 0.2, Axis.ACOUSTIC: 0.1}, 99),
)
ORDERS = {Order.SIMILAR: (2, 1, 0), Order.SHUFFLE: (1, 2, 0)}
COMPARED = Compared(SortBy.OVERALL, ORDERS, known=2, heard=40, seeds=52, portrait=PORTRAIT, pictured=True)
REQUEST = RecommendRequest(1, vibe="rain")


def matched(*matches: Match) -> tuple[Item, ...]:
    return tuple(replace(item, match=match) for item, match in zip(items(len(matches)), matches, strict=True))


ANSWER = Answer(
    matched(Match(31, REASONS), Match(None), Match(87, REASONS)), SOURCE, seeds=52, known=37, compared=COMPARED
)


def view(answer: Answer = ANSWER, order: Order = Order.SIMILAR, **post: Any) -> ui.LayoutView:
    post = {"private": False, "page_size": 5, "request": REQUEST, **post}
    return layouts.page(Shown(new_state_id(), Post(answer, order=order, **post)))


def compared(**changes: Any) -> str:
    return words(view(replace(ANSWER, compared=replace(COMPARED, **changes))))


def gallery(shown: ui.LayoutView) -> list[discord.MediaGalleryItem]:
    galleries = [item for item in shown.walk_children() if isinstance(item, ui.MediaGallery)]
    return [item for gallery in galleries for item in gallery.items]


def test_songs_stand_in_the_order_that_is_chosen() -> None:
    for order, titles in ((Order.SIMILAR, "321"), (Order.BEST, "123"), (Order.SHUFFLE, "231")):
        said = words(view(order=order))
        places = [said.index(f"**{place}. Title {title}**") for place, title in enumerate(titles, 1)]
        assert places == sorted(places)


def test_matches_have_two_reasons_and_unknown_songs_their_place() -> None:
    said = words(view())
    assert "-# **87** · same tempo, around 124 BPM; as mellow as your list" in said
    assert "-# Sound unknown · Fits “rain”" in said
    recommended = words(view(order=Order.BEST))
    assert "-# Fits “rain” · match 87" in recommended
    assert "same tempo" not in recommended
    assert "Sound unknown" not in recommended
    assert "-# Fits “rain” · match 31" in words(view(order=Order.SHUFFLE))
    by_year = replace(COMPARED, sort_by=SortBy.YEAR)
    dated = matched(Match(31, REASONS, 1969), Match(None, respect=1994), Match(87, REASONS))
    said = words(view(replace(ANSWER, items=dated, compared=by_year)))
    assert "-# 1969 · **31** · same tempo" in said
    assert "-# 1994 · Sound unknown · Fits “rain”" in said
    assert "-# **87** · same tempo" in said
    for sort_by, value, shown in (
        (SortBy.ENERGY, 0.8, "energy 80"),
        (SortBy.TEMPO, 99.6, "100 BPM"),
        (SortBy.MOOD, 0.25, "cheerful 25"),
    ):
        changed = replace(
            ANSWER, items=matched(*[Match(1, (), value)] * 3), compared=replace(COMPARED, sort_by=sort_by)
        )
        assert f"-# {shown} · **1**" in words(view(changed))
    assert "-# **50**" in words(view(replace(ANSWER, items=matched(Match(50), Match(None), Match(None)))))


@pytest.mark.parametrize(
    ("sort_by", "words_"),
    [
        (SortBy.OVERALL, "By sound: the most like your songs first"),
        (SortBy.ENERGY, "By energy"),
        (SortBy.TEMPO, "By tempo"),
        (SortBy.MOOD, "By mood"),
        (SortBy.YEAR, "By year"),
    ],
)
def test_the_list_says_what_it_is_sorted_by(sort_by: SortBy, words_: str) -> None:
    assert words_ in compared(sort_by=sort_by)


def test_it_says_how_much_is_known_and_what_will_be() -> None:
    assert "I know how 2 of 3 songs sound, and 40 of your 52." in compared()
    assert "looked up" not in compared()
    assert "One more is being looked up for next time." in compared(pending=1)
    assert "7 more are being looked up for next time." in compared(pending=7)
    assert "don't know yet how any of these songs sound, so they stay" in compared(known=0, moved=False)
    assert "so I went by their years alone" in compared(known=0, sort_by=SortBy.YEAR)
    assert "nothing of your songs that I could compare by" in compared(known=0, comparable=False, moved=False)
    assert "Sounds from" not in compared()
    told = compared(sources={"ReccoBeats": 41, "Spotify": 1})
    assert "-# Sounds from ReccoBeats (41 songs), Spotify (1 song)" in told
    gone = compared(stand_ins=5, heard=0)
    assert "Your songs gave me nothing to compare with, so I took the first 5 of the recommendation." in gone
    assert "random songs fit these less well" in gone
    assert "I had no songs of yours to compare with, so I took the first 5" in compared(stand_ins=5, seeds=0)
    assert "I know how 2 of 3 songs sound, and yours." in compared(heard=1, seeds=1)
    assert "I know how 2 of 3 songs sound, but not how yours does." in compared(heard=0, seeds=1)


def test_the_picture_has_a_text() -> None:
    (picture,) = gallery(view())
    assert picture.media.url == "attachment://sound.png"
    assert picture.description is not None
    assert "energetic 50 and 60" in picture.description
    assert not gallery(view(replace(ANSWER, compared=replace(COMPARED, pictured=False))))
    assert not gallery(view(replace(ANSWER, compared=None)))


def test_buttons_choose_the_order_or_compare() -> None:
    shown = buttons(view(order=Order.SHUFFLE))
    assert list(shown) == ["Best", "Similar", "Shuffle", "Create playlist"]
    assert [label for label, button in shown.items() if button.disabled] == ["Shuffle"]
    assert list(buttons(view(replace(ANSWER, compared=None)))) == ["By sound", "Create playlist"]
    under_way = Post(replace(ANSWER, compared=None), private=False, page_size=5, request=REQUEST)
    comparing = layouts.page(Shown(new_state_id(), under_way, comparing=True))
    assert list(buttons(comparing)) == ["Comparing…", "Create playlist"]
    assert list(buttons(view(replace(ANSWER, compared=None), request=None))) == ["Create playlist"]
    assert not buttons(view(replace(ANSWER, items=(), compared=None)))


@pytest.mark.parametrize("character", ["w", "*", "漢", "👩"])
def test_the_longest_lists_fit(character: str) -> None:
    cover = "https://i.scdn.co/image/" + "a" * 40
    name = character * 400
    long = Match(100, (SoundReason(Trait.ARTIST, word=name), SoundReason(Trait.GENRE, word=name)))
    for answer, size in (
        (longest(character, count=15, cover=cover), 5),
        (longest(character, count=30, cover=None), 10),
    ):
        count = len(answer.items)
        orders = {Order.SIMILAR: tuple(range(count)), Order.SHUFFLE: tuple(range(count))}
        told = replace(
            answer,
            items=tuple(replace(item, match=long) for item in answer.items),
            compared=replace(
                COMPARED, orders=orders, pending=10**4, stand_ins=5, sources={"ReccoBeats": 10**4, "Spotify": 10**4}
            ),
        )
        laid = view(told, private=True, page_size=size)
        assert laid.total_children_count <= 40
        if cover_count := sum(bool(item.cover_url) for item in told.items[:size]):
            assert laid.total_children_count - 3 * cover_count <= layouts.FRAME_COMPONENTS
