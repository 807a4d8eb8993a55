"""The picture itself: its size, legible on a phone, nothing cut off, both outlines where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from matplotlib.colors import to_rgb
from matplotlib.image import imread

from bot.pictures import drawing
from bot.portraits import Axis, Portrait, Profile

LIGHT_THEME, DARK_THEME = "#ffffff", "#313338"
Pixels = npt.NDArray[np.floating]


def portrait(playlist: float, songs: float, axes: Sequence[Axis] = tuple(Axis)) -> Portrait:
    return Portrait(Profile(9, dict.fromkeys(axes, playlist), 104.2), Profile(7, dict.fromkeys(axes, songs), 121))


def pixels(drawn: Portrait) -> Pixels:
    """float[height, width, 3] from 0 to 1."""
    picture: Pixels = imread(BytesIO(drawing.png(drawn)), format="png")
    return picture[:, :, :3]


def painted(picture: Pixels, colour: str) -> npt.NDArray[np.bool_]:
    return np.abs(picture - np.array(to_rgb(colour))).max(axis=2) < 0.02


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio"""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_words_and_lines_stand_out() -> None:
    # 7 is what WCAG asks of text at its strictest level, 3 of lines that carry meaning; the grid only guides.
    assert contrast(drawing.WORDS, drawing.CARD) >= 7
    assert min(contrast(colour, drawing.CARD) for colour in (drawing.PLAYLIST, drawing.SONGS)) >= 7
    assert contrast(drawing.GRID, drawing.CARD) >= 2


def test_the_text_is_legible_on_a_phone() -> None:
    assert drawing.SMALLEST_TEXT * drawing.PHONE_WIDTH / drawing.WIDTH >= 11.5


def test_it_is_opaque_so_no_theme_shines_through() -> None:
    picture = imread(BytesIO(drawing.png(portrait(0.2, 0.8))), format="png")
    assert picture.shape[:2] == (drawing.HEIGHT, drawing.WIDTH)
    assert picture.shape[2] == 3 or picture[:, :, 3].min() == 1
    assert painted(picture[:, :, :3], drawing.CARD)[0].all()
    assert drawing.CARD not in (LIGHT_THEME, DARK_THEME)


@pytest.mark.parametrize("axes", [axes for count in (3, 4, 5, 6) for axes in combinations(Axis, count)])
def test_nothing_is_cut_off(axes: Sequence[Axis]) -> None:
    picture = pixels(portrait(0.0, 1.0, axes))
    edge = np.concatenate([picture[:8].reshape(-1, 3), picture[-8:].reshape(-1, 3), picture[:, :8].reshape(-1, 3)])
    edge = np.concatenate([edge, picture[:, -8:].reshape(-1, 3)])
    assert np.abs(edge - np.array(to_rgb(drawing.CARD))).max() < 0.02


def test_each_outline_reaches_as_far_as_its_means() -> None:
    centre, above = drawing.TOP + drawing.RADIUS, drawing.TOP - 20
    radar = pixels(portrait(0.25, 1.0))[above:]
    for colour, share in ((drawing.PLAYLIST, 0.25), (drawing.SONGS, 1.0)):
        rows = np.flatnonzero(painted(radar, colour)[:, drawing.WIDTH // 2]) + above
        assert centre - rows.min() == pytest.approx(share * drawing.RADIUS, abs=14)  # the mark has a size


def test_the_same_portrait_gives_the_same_bytes() -> None:
    assert drawing.png(portrait(0.3, 0.4)) == drawing.png(portrait(0.3, 0.4))
