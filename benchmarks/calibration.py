"""A fixed amount of work, timed: how fast this machine is at the moment, to divide other figures of the run by."""

from __future__ import annotations

import time

import numpy as np


def calibration_milliseconds(rounds: int = 21) -> float:
    """The median time of a fixed loop of NumPy and plain Python, after one round that does not count."""
    times = [_milliseconds() for _ in range(rounds + 1)]
    return float(np.median(times[1:]))


def _milliseconds() -> float:
    started = time.perf_counter()
    _work()
    return 1000 * (time.perf_counter() - started)


def _work() -> int:
    """What a recommender does: multiply, sort, gather, and shuffle small Python objects."""
    rng = np.random.default_rng(7)
    table = rng.standard_normal((50_000, 64), dtype=np.float32)
    scores = table @ table[0]
    best = np.argpartition(-scores, 2_000)[:2_000]
    words = {f"song {number}": int(number) for number in best[np.argsort(-scores[best])]}
    return sum(len(name) for name in sorted(words, key=lambda name: (len(name), name)))
