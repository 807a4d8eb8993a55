"""Rules as a picture: names, numbered bubbles between them, arrows through these to the right sides; on a dark card.

A bubble is as large as its rule has playlists, and as bright as its lift is high. No two names or bubbles overlap.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
from matplotlib import colormaps
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Rectangle

from bot.messages import numeral, text
from bot.networks import Arrow, Network
from bot.pictures.drawing import CARD, SMALLEST_TEXT, WORDS
from bot.rule_sentences import times

WIDTH, HEIGHT = 1000, 1100
"""Pixels; a phone shows it as wide as the other picture."""
LEGEND = 110
"""Pixels below the network."""
DARKEST, BRIGHTEST = 0.45, 0.97
"""Of matplotlib's "plasma", which is bright where it is yellow: anything darker does not stand out on the card."""
PILL, LINE, RIM = "#2b3039", "#8b93a3", "#525866"
SMALLEST_BUBBLE, LARGEST_BUBBLE = 58, 104
"""Diameters in pixels: a number of two digits has room in the smallest."""
WIDE_GAP, GAP = 42, 12
"""Pixels that names and bubbles keep from each other, where there is room and at least, and from the edge."""

_DPI = 100
_FONT = "DejaVu Sans"  # comes with matplotlib: the same picture on every machine
_LETTERS_IN_LINE, _LINES = 15, 2
_PADDING = 16
_STEPS, _WAYS, _POINTS = 600, 5, 40
_LIFTS = colormaps["plasma"]
_SHADES = 40

Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Box:
    """A name or a bubble, in pixels from the upper left corner: where its middle is, and half of its size."""

    x: float
    y: float
    across: float
    down: float

    def overlaps(self, other: Box) -> bool:
        return (
            abs(self.x - other.x) < self.across + other.across - 1e-6
            and abs(self.y - other.y) < self.down + other.down - 1e-6
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything is: a box for each name and each arrow of the network."""

    network: Network
    labels: tuple[str, ...]
    names: tuple[Box, ...]
    bubbles: tuple[Box, ...]


def png(network: Network) -> bytes:
    """The network as a PNG of WIDTH x HEIGHT pixels; the same network gives the same bytes."""
    placed = plan(network)
    figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor=CARD)
    canvas: Any = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    axes.set_axis_off()
    for arrow, bubble in zip(placed.network.arrows, placed.bubbles, strict=True):
        _draw_arrow(axes, placed, arrow, bubble)
    for label, box in zip(placed.labels, placed.names, strict=True):
        _draw_name(axes, label, box)
    for number, (arrow, bubble) in enumerate(zip(placed.network.arrows, placed.bubbles, strict=True), 1):
        colour = _colour(_share(arrow.lift, placed.network))
        axes.add_patch(Circle((bubble.x, bubble.y), bubble.across, facecolor=colour, edgecolor=CARD, lw=2, zorder=4))
        _write(axes, str(number), bubble.x, bubble.y, CARD, bold=True)
    _draw_legend(axes, placed.network)
    file = BytesIO()
    canvas.print_png(file, metadata={"Software": None})
    return file.getvalue()


def plan(network: Network) -> Plan:
    """The network, or as many of its first rules as have room, with nothing on top of anything else.

    Of several ways to lay it out, the one with the fewest lines behind names and bubbles that they do not lead to.
    """
    for arrows in range(len(network.arrows), 0, -1):
        tried = network.first(arrows)
        found = [made for seed in range(_WAYS) if (made := _planned(tried, seed))]
        if found:
            return min(found, key=_hidden_lines)
    raise ValueError("there is no room for a single rule")


# ---------------------------------------------------------------- where things are


def _planned(network: Network, seed: int) -> Plan | None:
    """None when there is no room."""
    labels = _labels(network)
    sizes = [*map(_name_size, labels), *(_bubble_size(arrow, network) for arrow in network.arrows)]
    middles = _laid_out(network, seed)
    for gap in (WIDE_GAP, GAP):
        boxes = _parted(middles, sizes, gap)
        if not _crowded(boxes):
            return Plan(network, labels, tuple(boxes[: len(labels)]), tuple(boxes[len(labels) :]))
    return None


def _hidden_lines(placed: Plan) -> int:
    """How often a line passes behind something that it does not lead to."""
    boxes = np.array([[box.x, box.y, box.across, box.down] for box in (*placed.names, *placed.bubbles)])
    names = len(placed.names)
    along = np.linspace(0, 1, _POINTS)[:, None]
    hidden = 0
    for bubble, arrow in enumerate(placed.network.arrows, names):
        for name in (*arrow.left, arrow.right):
            points = boxes[name, :2] + along * (boxes[bubble, :2] - boxes[name, :2])
            inside = (np.abs(points[:, None] - boxes[:, :2]) < boxes[:, 2:]).all(axis=2).any(axis=0)
            hidden += int(inside.sum()) - 2
    return hidden


def _laid_out(network: Network, seed: int) -> Float64:
    """float64[names + arrows, 2] in pixels: related things near each other (Fruchterman, Reingold 1991), all over."""
    names = len(network.names)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(names + len(network.arrows)))
    for bubble, arrow in enumerate(network.arrows, names):
        graph.add_edges_from((name, bubble) for name in (*arrow.left, arrow.right))
    # That of Kamada and Kawai is no better here, and waits for SciPy's optimisers to be imported.
    places = nx.spring_layout(graph, k=3 / math.sqrt(len(graph)), iterations=200, seed=seed)
    laid_out = np.array([places[node] for node in range(len(graph))], dtype=np.float64)
    low, high = laid_out.min(axis=0), laid_out.max(axis=0)
    shares = (laid_out - low) / np.where(high - low > 1e-6, high - low, 1)
    placed: Float64 = _room() * (0.1 + 0.8 * shares)
    return placed


def _parted(middles: Float64, sizes: Sequence[tuple[float, float]], gap: float) -> list[Box]:
    """Boxes of these half sizes, pushed apart by the shorter way until all keep the gap, or it is given up."""
    half = np.array(sizes)
    low, high = half + GAP, _room() - half - GAP
    # Things in the same place have to leave it in different directions.
    places = np.clip(middles + np.linspace(-1, 1, len(half))[:, None] * [1, -1], low, high)
    least = half[:, None] + half[None, :] + gap
    for step in range(_STEPS):
        between = places[:, None] - places[None, :]
        overlap = least - np.abs(between)
        touching = (overlap > 0).all(axis=2)
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        # Where the shorter way has led into a corner, now and then the longer one leads out.
        shorter = np.eye(2)[np.argmin(overlap, axis=2) if step % 7 else np.argmax(overlap, axis=2)]
        pushes = np.where(between >= 0, 1, -1) * shorter * (overlap + 1) * touching[:, :, None]
        places = np.clip(places + 0.4 * pushes.sum(axis=1), low, high)
    return [Box(*place, *size) for place, size in zip(places.tolist(), half.tolist(), strict=True)]


def _crowded(boxes: Sequence[Box]) -> bool:
    return any(one.overlaps(other) for one, other in combinations(boxes, 2))


def _room() -> Float64:
    return np.array([WIDTH, HEIGHT - LEGEND], dtype=np.float64)


# ---------------------------------------------------------------- how large things are


def _labels(network: Network) -> tuple[str, ...]:
    """What is written for each name: at most two short lines, of letters that can be drawn."""
    return tuple(_wrapped(_drawable(name)) or _nameless(number, network) for number, name in enumerate(network.names))


def _wrapped(name: str) -> str:
    lines = textwrap.wrap(name, _LETTERS_IN_LINE, max_lines=_LINES, placeholder="…")
    return "\n".join(line.strip() for line in lines)


def _drawable(name: str) -> str:
    """The name without what the font lacks; empty when hardly a letter is left."""
    kept = "".join(letter for letter in name if letter == " " or ord(letter) in _glyphs())
    letters = sum(map(str.isalnum, name))
    return kept.strip() if 2 * sum(map(str.isalnum, kept)) >= max(letters, 1) else ""


@cache
def _glyphs() -> Mapping[int, int]:
    glyphs: Mapping[int, int] = get_font(findfont(FontProperties(family=_FONT))).get_charmap()
    return glyphs


def _nameless(number: int, network: Network) -> str:
    """The first rule that has the name says it in the list."""
    rule = next(place for place, arrow in enumerate(network.arrows, 1) if number in (*arrow.left, arrow.right))
    return text("network-nameless", number=rule)


def _name_size(label: str) -> tuple[float, float]:
    """Half the width and height of a name's pill."""
    font = get_font(findfont(FontProperties(family=_FONT)))
    font.set_size(_points(SMALLEST_TEXT), _DPI)
    widths = []
    for line in label.split("\n"):
        font.set_text(line, 0.0)
        widths.append(font.get_width_height()[0] / 64)
    return max(widths) / 2 + _PADDING, label.count("\n") * SMALLEST_TEXT * 0.6 + SMALLEST_TEXT / 2 + _PADDING * 0.7


def _bubble_size(arrow: Arrow, network: Network) -> tuple[float, float]:
    """Its area grows with the playlists."""
    most = max(one.playlists for one in network.arrows)
    radius = max(SMALLEST_BUBBLE, LARGEST_BUBBLE * math.sqrt(arrow.playlists / most)) / 2
    return radius, radius


def _share(lift: float, network: Network) -> float:
    """Where between the lowest and the highest a lift is, by its logarithm, 0 to 1."""
    lifts = [math.log(arrow.lift) for arrow in network.arrows]
    low, high = min(lifts), max(lifts)
    return (math.log(lift) - low) / (high - low) if high > low else 1.0


def _colour(share: float) -> str:
    return to_hex(_LIFTS(DARKEST + (BRIGHTEST - DARKEST) * share))


# ---------------------------------------------------------------- drawing


def _draw_arrow(axes: Any, placed: Plan, arrow: Arrow, bubble: Box) -> None:
    for name in arrow.left:
        box = placed.names[name]
        axes.plot([box.x, bubble.x], [box.y, bubble.y], color=LINE, linewidth=4, zorder=1)
    right = placed.names[arrow.right]
    axes.add_patch(
        FancyArrowPatch(
            (bubble.x, bubble.y),
            _edge(right, bubble),
            arrowstyle="-|>,head_length=11,head_width=6",
            mutation_scale=1.6,
            shrinkA=0,
            shrinkB=0,
            color=LINE,
            linewidth=4,
            zorder=2,
        )
    )


def _edge(box: Box, towards: Box) -> tuple[float, float]:
    """Where the line between two middles leaves the first box."""
    across, down = towards.x - box.x, towards.y - box.y
    share = min(
        box.across / abs(across) if across else math.inf,
        box.down / abs(down) if down else math.inf,
    )
    return box.x + share * across, box.y + share * down


def _draw_name(axes: Any, label: str, box: Box) -> None:
    corner = box.x - box.across, box.y - box.down
    style = f"round,pad=0,rounding_size={min(box.down, 20)}"
    axes.add_patch(
        FancyBboxPatch(
            corner, 2 * box.across, 2 * box.down, boxstyle=style, facecolor=PILL, edgecolor=RIM, lw=2, zorder=3
        )
    )
    _write(axes, label, box.x, box.y, WORDS)


def _draw_legend(axes: Any, network: Network) -> None:
    """The scale of lifts on the left, the largest bubble on the right."""
    middle, left, width = HEIGHT - LEGEND / 2, 40.0, 160
    lowest, highest = (times(choose(arrow.lift for arrow in network.arrows)) for choose in (min, max))
    words = text("network-lift") if lowest == highest else f"{text('network-lift')} {lowest}"
    _write(axes, words, left, middle, WORDS, side="left")
    left += _width(words) + 20
    for place, share in enumerate(np.linspace(1 if lowest == highest else 0, 1, _SHADES)):
        strip = left + place * width / _SHADES
        axes.add_patch(Rectangle((strip, middle - 15), width / _SHADES + 0.5, 30, color=_colour(share), lw=0))
    _write(axes, highest, left + width + 20, middle, WORDS, side="left")
    words = f"= {numeral(max(arrow.playlists for arrow in network.arrows))} {text('network-playlists')}"
    left = WIDTH - 40 - _width(words)
    _write(axes, words, left, middle, WORDS, side="left")
    radius = LARGEST_BUBBLE / 2
    axes.add_patch(Circle((left - radius - 15, middle), radius - 2, facecolor="none", edgecolor=WORDS, lw=3))


def _width(words: str) -> float:
    return 2 * (_name_size(words)[0] - _PADDING)


def _write(axes: Any, words: str, x: float, y: float, colour: str, bold: bool = False, side: str = "center") -> None:
    axes.text(
        x,
        y,
        words,
        color=colour,
        fontsize=_points(SMALLEST_TEXT),
        fontfamily=_FONT,
        fontweight="bold" if bold else "normal",
        ha=side,
        va="center",
        linespacing=1.05,
        parse_math=False,  # a name may have two dollar signs
        zorder=5,
    )


def _points(pixels: float) -> float:
    return pixels * 72 / _DPI
