"""A playlist's own cover: a JPEG that Spotify takes, the same for the same playlist, whatever its name is."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.covers import Cover
from bot.pictures.covers import SIZE, jpeg

MAX_BASE64 = 256 * 1024
"""Spotify documentation, "Add Custom Playlist Cover Image": the payload in base64."""


@pytest.mark.parametrize(
    "name", ["Road Trip, continued", "", "w" * 100, "$x$ _y_", "Группа крови", "a\nb", " ".join("wide" * 30)]
)
def test_every_name_makes_a_small_jpeg(name: str) -> None:
    picture = jpeg(Cover(name, "7K2M9QXA"))
    assert len(picture) * 4 / 3 < MAX_BASE64
    with Image.open(io.BytesIO(picture)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (SIZE, SIZE))


def test_the_same_playlist_has_the_same_cover_and_others_have_others() -> None:
    cover = jpeg(Cover("Evening", "one"))
    assert cover == jpeg(Cover("Evening", "one"))
    assert cover != jpeg(Cover("Evening", "two"))
    assert cover != jpeg(Cover("Morning", "one"))


def test_words_stand_inside_the_picture() -> None:
    with Image.open(io.BytesIO(jpeg(Cover("WWWWWWWWWWWWWW " * 3, "x")))) as opened:
        light = opened.convert("L").point(lambda value: 255 * (value > 235)).getbbox()
    assert light is not None
    left, top, right, bottom = light
    assert left > 20
    assert top > 20
    assert right < SIZE - 20
    assert bottom < SIZE - 20
