"""A playlist's cover: its name on a gradient of two colours, as a JPEG that Spotify takes."""

from __future__ import annotations

import hashlib
import textwrap
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import hsv_to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font

from bot.covers import Cover
from bot.markdown import cut, one_line

SIZE = 640
"""Pixels of a side, as Spotify's largest covers have."""
_DPI = 100
_FONT = "DejaVu Sans"  # comes with matplotlib: the same picture on every machine
_MAX_WORDS = 60


def jpeg(cover: Cover) -> bytes:
    """The cover as a JPEG of SIZE x SIZE pixels. The same cover gives the same bytes."""
    figure = Figure(figsize=(SIZE / _DPI, SIZE / _DPI), dpi=_DPI)
    canvas: Any = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.imshow(_gradient(cover.seed), aspect="auto", interpolation="bilinear", extent=(0, 1, 0, 1))
    lines = _lines(cut(_drawable(cover.name), _MAX_WORDS))
    points = min(64.0, 350 / max(map(len, lines)), 260 / len(lines))
    # parse_math: a name may hold two dollar signs.
    axes.text(
        0.08, 0.08, "\n".join(lines), color="white", fontsize=points, fontfamily=_FONT, fontweight="bold",
        va="bottom", parse_math=False,
    )  # fmt: skip
    file = BytesIO()
    canvas.print_jpg(file, pil_kwargs={"quality": 88})
    return file.getvalue()


def _gradient(seed: str) -> Any:
    """Two neighbouring hues from corner to corner, dark enough for white words."""
    first, second = hashlib.sha256(seed.encode()).digest()[:2]
    hue = first / 256
    corners = [hsv_to_rgb((each % 1, 0.65, value)) for each, value in ((hue, 0.62), (hue + 0.08 + second / 2048, 0.3))]
    slope = np.add.outer(np.linspace(0, 1, 64), np.linspace(0, 1, 64))[..., None] / 2
    return corners[0] * (1 - slope) + corners[1] * slope


def _drawable(name: str) -> str:
    """The letters that the font has; of others, boxes would be drawn."""
    font = get_font(findfont(FontProperties(family=_FONT, weight="bold")))
    return "".join(letter for letter in one_line(name) if font.get_char_index(ord(letter)))


def _lines(name: str) -> list[str]:
    return textwrap.wrap(name, width=14, break_long_words=True) or [" "]
