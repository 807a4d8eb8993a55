"""Reasons in words, plurals right."""

from __future__ import annotations

import pytest

from bot.reasons import reason_sentence
from recsys.domain import Reason, ReasonKind, Song

HALO = (Song(0, "Halo", "Beyoncé"),)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Reason(ReasonKind.TOGETHER, HALO, playlists=1), "In a playlist together with Halo by Beyoncé"),
        (Reason(ReasonKind.TOGETHER, HALO, playlists=14), "In 14 playlists together with Halo by Beyoncé"),
        (Reason(ReasonKind.TOGETHER, (Song(0, "Halo", ""),), playlists=2), "In 2 playlists together with Halo"),
        (Reason(ReasonKind.ARTIST, artist="Beyoncé"), "Also by Beyoncé"),
        (Reason(ReasonKind.CLOSE, HALO), "Close to Halo by Beyoncé"),
        (Reason(ReasonKind.CLOSE, artist="Beyoncé"), "Close to the songs of Beyoncé"),
        (Reason(ReasonKind.TITLE, title="rain", playlists=1), "In a playlist called “rain”"),
        (Reason(ReasonKind.TITLE, title="rain", playlists=21), "In 21 playlists called “rain”"),
        (Reason(ReasonKind.MOOD, title="rain"), "Fits “rain”"),
    ],
)
def test_every_reason_has_its_sentence(reason: Reason, sentence: str) -> None:
    assert reason_sentence(reason) == sentence


def test_every_kind_is_covered() -> None:
    for kind in ReasonKind:
        assert reason_sentence(Reason(kind, HALO, 2, "Beyoncé", "rain"))
