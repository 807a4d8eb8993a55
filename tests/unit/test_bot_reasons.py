"""Reasons in words, plurals right."""

from __future__ import annotations

import pytest

from bot.reasons import reason_sentence
from recsys.domain import Reason, ReasonKind, Song

HALO = (Song(0, "Halo", "Beyoncé"),)
BOTH = (*HALO, Song(1, "Umbrella", "Rihanna"))
HURT = (Song(2, "Hurt", "Johnny Cash"), Song(3, "Hurt", "Nine Inch Nails"))


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Reason(ReasonKind.TOGETHER, HALO, playlists=1), "In a playlist with Halo by Beyoncé"),
        (Reason(ReasonKind.TOGETHER, HALO, playlists=14), "In 14 playlists with Halo by Beyoncé"),
        (Reason(ReasonKind.TOGETHER, (Song(0, "Halo", ""),), playlists=2), "In 2 playlists with Halo"),
        (Reason(ReasonKind.TOGETHER, BOTH, playlists=1), "In a playlist with Halo and Umbrella"),
        (Reason(ReasonKind.TOGETHER, BOTH, playlists=41), "In 41 playlists with Halo and Umbrella"),
        (
            Reason(ReasonKind.TOGETHER, HURT, playlists=3),
            "In 3 playlists with Hurt by Johnny Cash and Hurt by Nine Inch Nails",
        ),
        (Reason(ReasonKind.TOGETHER, artist="Beyoncé", playlists=1), "In a playlist with songs by Beyoncé"),
        (Reason(ReasonKind.TOGETHER, artist="Beyoncé", playlists=9), "In 9 playlists with songs by Beyoncé"),
        (Reason(ReasonKind.ARTIST, artist="Beyoncé", seeds=1), "Also by Beyoncé"),
        (Reason(ReasonKind.ARTIST, artist="Beyoncé", seeds=3), "By Beyoncé, like 3 of your songs"),
        (Reason(ReasonKind.ARTIST, artist="Beyoncé"), "Also by Beyoncé"),
        (Reason(ReasonKind.CLOSE, HALO), "Close to Halo by Beyoncé"),
        (Reason(ReasonKind.CLOSE, artist="Beyoncé"), "Close to the songs of Beyoncé"),
        (Reason(ReasonKind.TITLE, title="rain", playlists=1), "In a playlist called “rain”"),
        (Reason(ReasonKind.TITLE, title="rain", playlists=21), "In 21 playlists called “rain”"),
        (Reason(ReasonKind.WORD, title="rainy", playlists=1), "In a playlist with “rainy” in its title"),
        (Reason(ReasonKind.WORD, title="rainy", playlists=4), "In 4 playlists with “rainy” in their titles"),
        (Reason(ReasonKind.MOOD, title="rain"), "Fits “rain”"),
    ],
)
def test_every_reason_has_its_sentence(reason: Reason, sentence: str) -> None:
    assert reason_sentence(reason) == sentence


def test_every_kind_is_covered() -> None:
    for kind in ReasonKind:
        assert reason_sentence(Reason(kind, HALO, 2, "Beyoncé", "rain"))


def test_long_names_leave_room_for_the_rest() -> None:
    long = tuple(Song(number, f"{number} {'la ' * 500}", "") for number in (1, 2))
    sentence = reason_sentence(Reason(ReasonKind.TOGETHER, long, playlists=7))

    assert sentence.startswith("In 7 playlists with 1 la ")
    assert "… and 2 la " in sentence
    assert len(sentence) <= 110
