"""The picture of rules: nothing overlaps, everything is in it and legible on a phone, on any theme."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.image import imread

from bot.networks import MOST_NAMES, Arrow, Network, alt_text, network_of
from bot.pictures import drawing, network
from tests.unit.test_bot_pictures_drawing import contrast

TITLES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["Creep", "$ub $tance", "戦場のメリークリスマス", "W" * 60, "!!!", "\ud83d", "a b c d e f g h i j k"]
    ),
)
RULES = st.tuples(
    st.lists(st.integers(0, 12), min_size=1, max_size=3, unique=True),
    st.integers(0, 12),
    st.integers(1, 10**6),
    st.floats(1, 10**5),
).filter(lambda rule: rule[1] not in rule[0])


@st.composite
def networks(draw: st.DrawFn) -> Network:
    titles = draw(st.lists(TITLES, min_size=13, max_size=13, unique=True))
    rules = draw(st.lists(RULES, min_size=1, max_size=8))
    made = network_of(
        [(tuple(titles[one] for one in left), titles[right], playlists, lift) for left, right, playlists, lift in rules]
    )
    assert made is not None
    return made


def chain(length: int) -> Network:
    arrows = tuple(Arrow((one,), one + 1, 10 * (one + 1), 2.0 + one) for one in range(length))
    return Network(tuple(f"Song number {one}" for one in range(length + 1)), arrows)


@settings(max_examples=30, deadline=None)
@given(networks())
def test_nothing_overlaps_and_all_is_inside(made: Network) -> None:
    placed = network.plan(made)
    boxes = [*placed.names, *placed.bubbles]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    for box in boxes:
        assert 0 <= box.x - box.across < box.x + box.across <= network.WIDTH
        assert 0 <= box.y - box.down < box.y + box.down <= network.HEIGHT - network.LEGEND
    assert 1 <= len(placed.network.arrows) <= len(made.arrows)
    assert len(placed.names) == len(placed.labels) == len(placed.network.names)


def test_a_full_picture_keeps_all_its_rules() -> None:
    assert len(network.plan(chain(8)).network.arrows) == 8
    star = Network(
        tuple(f"The Artist Called {one}" for one in range(9)), tuple(Arrow((0,), one, 5, 3) for one in range(1, 9))
    )
    assert len(network.plan(star).network.arrows) == 8


def test_labels_fit_into_their_boxes() -> None:
    """Against what matplotlib draws: the box that a text really takes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    made = Network(
        ("Wherever I May Roam Tonight", "WWWWWWWWWWWWWWWWWWWWWW", "il", "Äpfel – Ünder"),
        (Arrow((0, 1), 2, 5, 3), Arrow((3,), 2, 5, 3)),
    )
    placed = network.plan(made)
    figure = Figure(figsize=(network.WIDTH / 100, network.HEIGHT / 100), dpi=100)
    renderer = FigureCanvasAgg(figure).get_renderer()
    for label, box in zip(placed.labels, placed.names, strict=True):
        drawn = figure.text(
            0.5, 0.5, label, fontsize=drawing.SMALLEST_TEXT * 0.72, fontfamily="DejaVu Sans", linespacing=1.05
        )
        extent = drawn.get_window_extent(renderer)
        assert extent.width <= 2 * box.across
        assert extent.height <= 2 * box.down


def test_it_is_opaque_legible_and_stands_out() -> None:
    picture = imread(BytesIO(network.png(chain(3))), format="png")
    assert picture.shape[:2] == (network.HEIGHT, network.WIDTH)
    assert picture.shape[2] == 3 or picture[:, :, 3].min() == 1
    edge = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])[:, :3]
    assert np.abs(edge - np.array(to_rgb(drawing.CARD))).max() < 0.02
    assert network.WIDTH == drawing.WIDTH  # so the text is as large as in the other picture
    assert contrast(drawing.WORDS, network.PILL) >= 7
    assert contrast(network.LINE, drawing.CARD) >= 4.5
    for share in (0.0, 0.5, 1.0):
        assert contrast(network._colour(share), drawing.CARD) >= 3


def test_size_says_support_and_brightness_lift() -> None:
    placed = network.plan(Network(("A", "B", "C"), (Arrow((0,), 1, 400, 2.0), Arrow((1,), 2, 225, 50.0))))
    large, small = placed.bubbles
    assert small.across / large.across == pytest.approx(15 / 20)
    assert 2 * large.across == network.LARGEST_BUBBLE
    assert contrast(network._colour(1), drawing.CARD) > contrast(network._colour(0), drawing.CARD)


def test_names_that_the_font_lacks_point_to_their_rule() -> None:
    placed = network.plan(
        Network(("戦場のメリークリスマス", "Creep", "Tokyo 東京"), (Arrow((1,), 2, 5, 3), Arrow((0,), 1, 5, 3)))
    )
    assert placed.labels == ("see rule 2", "Creep", "Tokyo")


def test_the_same_network_gives_the_same_bytes() -> None:
    assert network.png(chain(4)) == network.png(chain(4))


def test_only_as_many_rules_as_there_is_room_for_names() -> None:
    made = network_of([((f"a{one}", f"b{one}"), f"c{one}", 5, 2.0) for one in range(8)])
    assert made is not None
    assert len(made.names) <= MOST_NAMES
    assert len(made.arrows) == 4
    assert network_of([]) is None


def test_the_words_hold_whole_rules() -> None:
    made = Network(("A" * 100, "B", "C"), (Arrow((0, 1), 2, 1, 2.5), Arrow((2,), 1, 1200, 31.4)))
    words = alt_text(made, 1024)
    assert words.endswith("2: C → B (lift 31, 1,200 playlists).")
    assert f"1: {'A' * 59}… and B → C (lift 2.5, 1 playlist)." in words
    assert alt_text(made, len(words) - 1).endswith("(lift 2.5, 1 playlist).")
