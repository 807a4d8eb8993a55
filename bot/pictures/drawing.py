"""A portrait as a picture: a radar of both sounds on a dark card, which stands out on Discord's dark and light themes.

On a phone Discord shows it about 350 points wide; what is written must be legible there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bot.messages import text
from bot.portraits import Portrait, Profile, axis_name

WIDTH, HEIGHT = 1000, 760
"""Pixels."""
PHONE_WIDTH = 350
SMALLEST_TEXT = 34
"""Pixels from line to line: twelve points on a phone."""

CARD = "#15171c"
GRID = "#525866"
WORDS = "#f2f3f5"
PLAYLIST = "#ffb84d"
SONGS = "#5ac8fa"
"""Amber and sky blue are apart for every kind of colour vision; the line of one is broken, too."""

RADIUS, TOP = 240, 205
"""Of the radar, and where it begins, in pixels: the longest word still fits beside it."""

_PLAYLIST_LINE: tuple[Any, str, int] = ("-", "o", 17)
_SONGS_LINE: tuple[Any, str, int] = ((0, (3.2, 1.4)), "s", 11)
"""Line, mark and its size: where both are the same, the smaller mark lies on the larger one and hides nothing."""
_DPI = 100
_FONT = "DejaVu Sans"  # comes with matplotlib: the same picture on every machine


def png(portrait: Portrait) -> bytes:
    """The portrait as a PNG of WIDTH x HEIGHT pixels. The same portrait gives the same bytes."""
    figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor=CARD)
    canvas: Any = FigureCanvasAgg(figure)
    axes = figure.add_axes(_placed(WIDTH / 2 - RADIUS, TOP, 2 * RADIUS, 2 * RADIUS), polar=True)
    angles = [2 * math.pi * place / len(portrait.axes) for place in range(len(portrait.axes))]
    _prepare(axes, angles)
    for axis, angle in zip(portrait.axes, angles, strict=True):
        _label(axes, axis_name(axis), angle)
    _outline(axes, angles, [portrait.playlist.means[axis] for axis in portrait.axes], PLAYLIST, *_PLAYLIST_LINE)
    _outline(axes, angles, [portrait.songs.means[axis] for axis in portrait.axes], SONGS, *_SONGS_LINE)
    _legend(figure, portrait)
    file = BytesIO()
    canvas.print_png(file, metadata={"Software": None})
    return file.getvalue()


def _prepare(axes: Any, angles: Sequence[float]) -> None:
    axes.set_facecolor(CARD)
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    axes.set_ylim(0, 1)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["polar"].set_visible(False)
    closed = [*angles, angles[0]]
    for ring in (0.25, 0.5, 0.75, 1.0):
        axes.plot(closed, [ring] * len(closed), color=GRID, linewidth=2 if ring < 1 else 3, zorder=1)
    for angle in angles:
        axes.plot([angle, angle], [0, 1], color=GRID, linewidth=2, zorder=1)


def _label(axes: Any, name: str, angle: float) -> None:
    """A word outside the rim, on the side where it does not cross it."""
    across = math.sin(angle)
    side = "center" if abs(across) < 0.1 else "left" if across > 0 else "right"
    axes.text(angle, 1.12, name, color=WORDS, fontsize=_points(SMALLEST_TEXT), fontfamily=_FONT, ha=side, va="center")


def _outline(
    axes: Any, angles: Sequence[float], values: Sequence[float], colour: str, line: Any, mark: str, size: int
) -> None:
    round_angles, round_values = [*angles, angles[0]], [*values, values[0]]
    axes.fill(round_angles, round_values, color=colour, alpha=0.16, zorder=2)
    axes.plot(round_angles, round_values, color=colour, linestyle=line, linewidth=6, zorder=3, clip_on=False)
    axes.plot(angles, values, mark, color=colour, markersize=size, markeredgecolor=CARD, zorder=4, clip_on=False)


def _legend(figure: Figure, portrait: Portrait) -> None:
    kinds: tuple[tuple[str, Profile, str, Any, str, int], ...] = (
        (text("portrait-playlist"), portrait.playlist, PLAYLIST, *_PLAYLIST_LINE),
        (text("portrait-songs"), portrait.songs, SONGS, *_SONGS_LINE),
    )
    for place, (name, profile, colour, line, mark, size) in enumerate(kinds):
        left = 60 + 470 * place
        (x, y, width, _) = _placed(left, 50, 90, 0)
        figure.add_artist(Line2D([x, x + width], [y, y], color=colour, linewidth=6, linestyle=line))
        figure.add_artist(Line2D([x + width / 2], [y], color=colour, marker=mark, markersize=size))
        _write(figure, left + 115, 50, name, WORDS, weight="bold")
        if profile.tempo is not None:
            _write(figure, left + 115, 98, text("portrait-bpm", tempo=round(profile.tempo)), colour)


def _write(figure: Figure, left: float, top: float, words: str, colour: str, weight: str = "normal") -> None:
    x, y, _, _ = _placed(left, top, 0, 0)
    size = _points(SMALLEST_TEXT)
    figure.text(x, y, words, color=colour, fontsize=size, fontfamily=_FONT, fontweight=weight, va="center")


def _placed(left: float, top: float, width: float, height: float) -> tuple[float, float, float, float]:
    """Pixels from the upper left corner as what matplotlib wants: shares of the figure, from the lower left one."""
    return left / WIDTH, 1 - (top + height) / HEIGHT, width / WIDTH, height / HEIGHT


def _points(pixels: float) -> float:
    return pixels * 72 / _DPI
