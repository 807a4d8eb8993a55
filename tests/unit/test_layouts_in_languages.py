"""The longest messages fit in every language, and so do the words of pictures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.client import tree_of
from bot.messages import LANGUAGES, speaking
from bot.ports import ModelInfo
from bot.services.answers import RecommendRequest
from bot.services.blends import Blend, Guest, Invitation, Word
from bot.services.posts import new_state_id
from cogs import blend_layouts, pieces
from cogs.areas import AREAS
from cogs.help import Facts, about_page, commands_of, help_page
from tests.unit import (
    test_bot_pictures_drawing,
    test_bot_pictures_network,
    test_cogs_layouts,
    test_cogs_playlist_layouts,
    test_cogs_rule_layouts,
    test_cogs_sound_layouts,
)

in_every_translation = pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])


@in_every_translation
def test_the_longest_lists_fit(language: str) -> None:
    with speaking(language):
        test_cogs_layouts.test_the_longest_titles_fit_with_five_covers_or_ten_without("漢")
        test_cogs_layouts.test_frame_takes_at_most_twenty_components()
        test_cogs_sound_layouts.test_the_longest_lists_fit("*")


@in_every_translation
def test_whatever_rules_there_are_fit(language: str) -> None:
    with speaking(language):
        test_cogs_rule_layouts.test_discord_takes_whatever_names_there_are()


@in_every_translation
def test_written_playlists_with_the_longest_names_fit(language: str) -> None:
    with speaking(language):
        test_cogs_playlist_layouts.test_the_longest_names_fit("👩")


@in_every_translation
def test_help_and_invitations_fit(language: str) -> None:
    guests = tuple(Guest(10**18 + number, "w" * 100, word) for number, word in enumerate(Word))
    blend = Blend(RecommendRequest(1), guests[0], datetime(2026, 11, 26, tzinfo=UTC), guests[1:])
    with speaking(language):
        tree = tree_of(AREAS)
        facts = Facts(24, 30, "https://example.com/privacy", "https://example.com/terms")
        pieces.checked(about_page(ModelInfo("w" * 100, 10**7, 10**7, True, True, "w" * 100, "w" * 100), facts))
        for chosen in (None, *(command.qualified_name for command in commands_of(tree))):
            pieces.checked(help_page(tree, facts, new_state_id(), chosen))
        pieces.checked(blend_layouts.invitation(Invitation(new_state_id(), blend)))


@in_every_translation
def test_words_in_pictures_are_not_cut_off(language: str) -> None:
    with speaking(language):
        test_bot_pictures_drawing.test_nothing_is_cut_off(tuple(test_bot_pictures_drawing.Axis))
        test_bot_pictures_network.test_nothing_overlaps_and_all_is_inside()
