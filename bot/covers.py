"""What a playlist's own cover shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cover:
    """The playlist's name, on colours that are made from `seed`: no artwork of anybody's."""

    name: str
    seed: str
