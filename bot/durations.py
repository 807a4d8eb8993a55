"""Lengths of time in words."""

from __future__ import annotations

import math

from bot.messages import text

_MINUTE = 60


def duration(seconds: float) -> str:
    """About how long, never less: seconds below two minutes, else minutes."""
    if seconds < 2 * _MINUTE:
        return text("duration-seconds", seconds=max(1, math.ceil(seconds)))
    return text("duration-minutes", minutes=math.ceil(seconds / _MINUTE))
