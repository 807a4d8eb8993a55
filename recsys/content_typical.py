"""Songs that are nobody's: what popular music is roughly like, to begin with where a bundle knows few sounds.

They stand in where no feature table was imported, and keep a feature that is missing or constant in a table from having
no scale at all. The shapes are rough on purpose: energy, loudness and acousticness go together, speech and instrumental
music are rare, and tempo is spread around 120 beats a minute.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from recsys.sound import RANGES
from recsys.sound_table import NAMES, Float32

TYPICAL = 500
"""How many there are."""

MINUTE = 60_000.0
"""In milliseconds."""


def typical_songs() -> Float32:
    """float32[TYPICAL, len(NAMES) + 2]: rows as of `SoundTable.rows`, always the same."""
    rng = np.random.default_rng(0)
    drive, mood, *own = rng.standard_normal((2 + 9, TYPICAL))
    together = 0.75 * drive + 0.65 * own[0]
    made = {
        "danceability": 0.62 + 0.16 * (0.4 * mood + 0.9 * own[1]),
        "energy": 0.65 + 0.21 * together,
        "key": rng.integers(0, 12, TYPICAL),
        "loudness": -7.5 + 3.5 * (0.7 * drive + 0.7 * own[2]),
        "mode": rng.random(TYPICAL) < 0.6,
        "speechiness": _logistic(-2.8 + 0.8 * own[3]),
        "acousticness": _logistic(-2.2 - 1.3 * drive + 1.8 * own[4]),
        "instrumentalness": _logistic(-6 + 3.5 * own[5]),
        "liveness": _logistic(-1.8 + 0.8 * own[6]),
        "valence": 0.5 + 0.24 * (0.9 * mood + 0.4 * own[7]),
        "tempo": 120 * 2 ** (0.3 * own[8]),
    }
    features = [np.clip(made[name], *RANGES[name]) for name in NAMES]
    years = rng.triangular(1955, 2015, 2025, TYPICAL).round()
    durations = MINUTE * 3.6 * np.exp(0.25 * rng.standard_normal(TYPICAL))
    return np.stack([*features, years, durations], axis=1).astype(np.float32)


def _logistic(odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    values: npt.NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return values
