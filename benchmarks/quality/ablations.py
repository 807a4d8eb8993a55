"""What each part of Segue adds: the same training with one thing different, asked the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.quality.splits import Settings, Split
from benchmarks.running import Cost

ABLATIONS: Mapping[str, Settings] = {
    "without learning from the validation playlists too": {"refit": False},
}
"""Settings of `segue train` by the name of the row."""


def ablated(split: Split) -> Iterator[tuple[str, Path, Cost]]:
    """The name, the bundle and the cost of each row of ABLATIONS."""
    for name, settings in ABLATIONS.items():
        yield name, *split.trained(name, settings)
