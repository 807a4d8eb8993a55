"""A space in which songs that sound alike are near: features brought to one scale by a scikit-learn pipeline.

Every dimension has about mean 0 and variance 1 over the songs of the catalogue:

- danceability, energy and valence by their quantiles, as a normal distribution has them;
- speechiness, acousticness, instrumentalness and liveness, which are skewed, as log odds;
- loudness clipped to -30..0 dB, the year as it is, and the duration as its logarithm;
- the tempo t as sine and cosine of 2 pi log2(t / 120): half and double of it, which detectors confuse, are the same;
- the key as its place on the circle of fifths, where neighbours share six of seven notes (Shepard, Psychological Review
  89, 1982), and the mode.

What is not known is imputed with the mean, and the pipeline's last columns say where it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from recsys import skops_files
from recsys.content_typical import typical_songs
from recsys.sound import Trait
from recsys.sound_table import NAMES, Float32

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

COLUMNS = (*NAMES, "year", "duration")
"""What the pipeline reads: rows of `SoundTable.rows`."""

EVEN = ("danceability", "energy", "valence")
SKEWED = ("speechiness", "acousticness", "instrumentalness", "liveness")
PLAIN = ("mode", "year")

DIMENSIONS = (*EVEN, *SKEWED, *PLAIN, "loudness", "duration", "tempo", "tempo", "key", "key")
"""The column that each dimension is made of."""

TRAITS: Mapping[str, Trait] = {
    "danceability": Trait.DANCE,
    "energy": Trait.ENERGY,
    "valence": Trait.MOOD,
    "speechiness": Trait.SPEECH,
    "acousticness": Trait.ACOUSTIC,
    "instrumentalness": Trait.INSTRUMENTAL,
    "liveness": Trait.LIVE,
    "loudness": Trait.LOUDNESS,
    "mode": Trait.KEY,
    "year": Trait.YEAR,
    "duration": Trait.DURATION,
    "tempo": Trait.TEMPO,
    "key": Trait.KEY,
}

FARTHEST = 3.0
"""Standard deviations from the mean; what is farther away counts as this far."""

TRUSTED = ("numpy.dtype", "recsys.content_space.on_scales")
"""All that a saved pipeline may name beside what skops trusts itself."""

_DESCRIPTION = "space.json"
_PIPELINE = "space.skops"
_LOUDNESS = (-30.0, 0.0)
_ODD = 0.003
"""Below this share, and above one less it, odds are noise of the detector."""

Values = npt.NDArray[np.floating]


class Space:
    """The fitted pipeline; `transform` is all that it is for."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    @classmethod
    def fit(cls, rows: Float32) -> Space:
        """Fitted on float32[n, len(COLUMNS)]; typical songs are added, so n may be 0 and columns blank or constant."""
        unknown = np.full((1, len(COLUMNS)), np.nan, dtype=np.float32)  # or the imputer would not watch every column
        return cls(_pipeline().fit(np.concatenate([rows, typical_songs(), unknown])))

    def transform(self, rows: Float32) -> Float32:
        """float32[n, len(DIMENSIONS)] for float32[n, len(COLUMNS)]: NaN where the pipeline has imputed."""
        import sklearn

        if not len(rows):
            return np.empty((0, len(DIMENSIONS)), dtype=np.float32)
        with sklearn.config_context(assume_finite=True, skip_parameter_validation=True):
            made = self._pipeline.transform(rows)
        values, imputed = np.split(made, 2, axis=1)
        near: Float32 = np.clip(values, -FARTHEST, FARTHEST).astype(np.float32)
        near[imputed > 0] = np.nan
        return near

    def save(self, folder: Path) -> None:
        """Writes a JSON description and the pipeline into an existing folder."""
        description = {"dimensions": DIMENSIONS, skops_files.LIBRARY: version(skops_files.LIBRARY)}
        (folder / _DESCRIPTION).write_text(json.dumps(description, indent=2), encoding="utf-8")
        skops_files.save(self._pipeline, folder / _PIPELINE)

    @classmethod
    def load(cls, folder: Path) -> Space:
        """What `save` wrote there. Raises ValueError when it is of another scikit-learn or holds untrusted types."""
        from sklearn.pipeline import Pipeline

        saved: Mapping[str, Any] = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        skops_files.check_version(saved, "its space")
        if tuple(saved["dimensions"]) != DIMENSIONS:
            raise ValueError("it compares songs by other features")
        return cls(skops_files.load(folder / _PIPELINE, Pipeline, TRUSTED, "its space"))


def on_scales(rows: Values) -> Values:
    """float[n, len(DIMENSIONS)] for float[n, len(COLUMNS)]: on scales on which equal steps sound equal."""
    by_name = dict(zip(COLUMNS, rows.T, strict=True))
    shares = np.clip([by_name[name] for name in SKEWED], _ODD, 1 - _ODD)
    turns = np.log2(np.maximum(by_name["tempo"], 1) / 120), by_name["key"] * 7 / 12
    circles = [wave(2 * np.pi * each) for each in turns for wave in (np.sin, np.cos)]
    loudness = np.clip(by_name["loudness"], *_LOUDNESS)
    duration = np.log(np.maximum(by_name["duration"], 1000))
    columns = [by_name[name] for name in (*EVEN, *PLAIN)]
    at = len(EVEN)
    return np.stack(
        [*columns[:at], *np.log(shares / (1 - shares)), *columns[at:], loudness, duration, *circles], axis=1
    )


def _pipeline() -> Pipeline:
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer, QuantileTransformer, StandardScaler

    even = QuantileTransformer(n_quantiles=200, output_distribution="normal", random_state=0)
    scaled = [
        ("even", even, slice(0, len(EVEN))),
        ("scaled", StandardScaler(), slice(len(EVEN), len(DIMENSIONS))),
    ]
    imputer = SimpleImputer(strategy="constant", fill_value=0.0, add_indicator=True, keep_empty_features=True)
    return make_pipeline(FunctionTransformer(on_scales), ColumnTransformer(scaled), imputer)
