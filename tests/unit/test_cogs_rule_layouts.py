"""What rules look like, and that Discord takes even the longest ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.client import definitions_of
from bot.services.answers import Source
from bot.services.posts import new_state_id
from bot.services.rule_answers import Named, RulesAnswer, RulesPost, RulesRequest, ShownRules, ToldRule
from cogs import pieces, rule_layouts
from cogs.rules import Rules
from recsys.rules_asked import METRIC_NAMES, Level
from tests.unit.test_cogs_layouts import NASTY, SOURCES, buttons, words

SOURCE = Source("4uLU6hMCjMI75M1A2tKUQC", "Road *Trip*", "ada", None, read=55, total=55)
SONG = Named("Creep", "Radiohead", "0" * 22)


def rule(number: int, left: int = 1) -> ToldRule:
    sides = tuple(Named(f"Left {number}-{one}", "Artist", None) for one in range(left))
    return ToldRule(sides, Named(f"Right {number}", "Artist", None), 312, 0.4297, 12.1)


def view(count: int = 20, *, request: RulesRequest | None = None, **changes: Any) -> ui.LayoutView:
    rules = tuple(rule(number) for number in range(1, count + 1))
    orders = {by: tuple(range(count)) for by in ("confidence", "lift", "support")}
    post = {name: changes.pop(name) for name in ("private", "page", "shared", "pictured", "sort_by") if name in changes}
    answer = RulesAnswer(request or RulesRequest(1), rules, orders, count, 0, **changes)
    return rule_layouts.page(
        ShownRules(new_state_id(), RulesPost(answer, **{"private": False, "sort_by": "confidence", **post}))
    )


NAMED = st.builds(Named, NASTY, NASTY, st.none())
TOLD = st.builds(
    ToldRule,
    st.lists(NAMED, min_size=1, max_size=3).map(tuple),
    NAMED,
    st.integers(1, 10**7),
    st.floats(0, 1),
    st.floats(0.1, 10**7),
)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(TOLD, max_size=8),
    st.one_of(st.none(), SOURCES),
    st.one_of(st.none(), NAMED),
    st.sampled_from(METRIC_NAMES),
)
def test_discord_takes_whatever_names_there_are(
    rules: list[ToldRule], source: Source | None, of: Named | None, sort_by: str
) -> None:
    request = RulesRequest(1, min_confidence=0.5, min_lift=3, sort_by=sort_by)
    orders = dict.fromkeys(("confidence", "lift", "support", sort_by), tuple(range(len(rules))))
    answer = RulesAnswer(request, tuple(rules), orders, 10**7, 10**6, source=source, of=of, demo=True)
    post = RulesPost(answer, True, sort_by, pictured=True)
    shown = pieces.checked(rule_layouts.page(ShownRules(new_state_id(), post)))
    for item in shown.walk_children():
        if isinstance(item, ui.MediaGallery):
            assert len(item.items[0].description or "") <= 1024


def test_rules_are_numbered_through_the_pages() -> None:
    first, last = words(view()), words(view(page=2))
    assert (
        "1. Of playlists with **Left 1-0** by Artist, 43 % also have **Right 1** by Artist: "
        "12 times more than chance (in 312 playlists)." in first
    )
    assert "8. Of playlists" in first
    assert "9. Of playlists" not in first
    assert "17. Of playlists" in last
    assert "20. Of playlists" in last


def test_names_are_shown_as_they_are() -> None:
    said = words(view(source=SOURCE))
    assert "### What goes with Road \\*Trip\\*" in said
    assert "by ada" in said


def test_the_buttons_for_pages_are_those_of_other_lists() -> None:
    assert "Next ›" not in buttons(view(8))
    assert [name for name in buttons(view(9)) if name in ("« First", "‹ Back", "Next ›", "Last »")] == [
        "‹ Back",
        "Next ›",
    ]
    middle = buttons(view(20, page=1))
    assert not any(middle[name].disabled for name in ("« First", "‹ Back", "Next ›", "Last »"))
    assert buttons(view(20))["« First"].disabled
    assert buttons(view(20, page=2))["Last »"].disabled


def test_share_stands_under_private_rules_until_they_are_shared() -> None:
    assert "Share" in buttons(view(private=True))
    assert "Share" not in buttons(view(private=True, shared=True))
    assert "Share" not in buttons(view())


def test_the_order_that_is_shown_cannot_be_pressed() -> None:
    shown = buttons(view(sort_by="lift"))
    assert [name for name in ("Surest", "Beyond chance", "Most playlists") if shown[name].disabled] == ["Beyond chance"]
    assert "Surest" not in buttons(view(1))


def test_songs_can_be_taken_and_artists_only_as_a_table() -> None:
    assert {"Recommend the songs", "Songs as a file", "All rules as a file"} <= set(buttons(view()))
    artists = buttons(view(request=RulesRequest(1, artist="Radiohead")))
    assert "All rules as a file" in artists
    assert not {"Recommend the songs", "Songs as a file"} & set(artists)


def test_artists_are_named_alone() -> None:
    told = ToldRule((Named("", "Radiohead"),), Named("", "Muse"), 1, 0.004, 1.26)
    request = RulesRequest(1, level=Level.ARTISTS)
    answer = RulesAnswer(request, (told,), {"confidence": (0,)}, 1, 0, of=Named("", "Radiohead"))
    said = words(rule_layouts.page(ShownRules(new_state_id(), RulesPost(answer, False, "confidence"))))
    assert (
        "Of playlists with **Radiohead**, 0.4 % also have **Muse**: 1.3 times more than chance (in 1 playlist)." in said
    )
    assert "### What goes with Radiohead" in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "There is no rule at this level at all."),
        ({"of": SONG}, "No rule begins with Creep"),
        ({"of": replace(SONG, title="")}, "No rule begins with Radiohead"),
        ({"source": SOURCE}, "No rule begins with what is in this playlist"),
        (
            {"request": RulesRequest(1, min_confidence=0.5)},
            "No rule reaches both a confidence of 50 % and a",
        ),
    ],
)
def test_nothing_says_what_to_do(changes: dict[str, Any], said: str) -> None:
    shown = view(0, **changes)
    assert said in words(shown)
    assert not buttons(shown)


def test_more_rules_than_are_kept_are_counted() -> None:
    answer = RulesAnswer(RulesRequest(1), (rule(1),), {"confidence": (0,)}, 1234, 0)
    said = words(rule_layouts.page(ShownRules(new_state_id(), RulesPost(answer, False, "confidence"))))
    assert "The surest first; the first 1 of 1,234 rules." in said


def test_the_picture_stands_above_with_its_words() -> None:
    (gallery,) = [item for item in view(pictured=True).walk_children() if isinstance(item, ui.MediaGallery)]
    item: discord.MediaGalleryItem = gallery.items[0]
    assert item.media.url == "attachment://rules.png"
    assert (item.description or "").startswith("A network of 7 rules")  # of eight with two names each, seven have room
    assert not [item for item in view().walk_children() if isinstance(item, ui.MediaGallery)]


def test_every_metric_can_be_asked_for_and_every_button_is_handled() -> None:
    (command,) = definitions_of((Rules,))
    (sort_by,) = [option for option in command["options"] if option["name"] == "sort_by"]
    assert tuple(choice["value"] for choice in sort_by["choices"]) == METRIC_NAMES
    assert tuple(rule_layouts.SORTS.values()) == METRIC_NAMES
