"""Coverage by source, counted by hand on four songs and two lists."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.content_coverage import EVERYWHERE, NOT_ASKED, coverage, known_by, tell
from recsys.corpus import UNKNOWN
from recsys.sound_table import SoundTable

LISTS = [np.array([0, 1]), np.array([2])]


def table(*years: int) -> SoundTable:
    return SoundTable.empty(np.array(years, dtype=np.int32), np.full(len(years), UNKNOWN, dtype=np.int32))


def known() -> dict[str, np.ndarray]:
    imported = table(UNKNOWN, 1999, UNKNOWN, UNKNOWN)
    imported.features[0, :3] = 0.5
    imported.features[1, :2] = 0.5
    artists = np.array([0, 1, 1, 2], dtype=np.int32)
    return dict(known_by(imported, table(1968, UNKNOWN, UNKNOWN, UNKNOWN), artists, ["", "a", "b"]))


def test_each_source_has_its_share_of_the_catalogue_and_the_mean_of_each_list() -> None:
    shares = dict(coverage(known(), (LISTS,)))
    assert shares == {
        "the imported table": [0.25, pytest.approx(0.25)],  # the second song has too few features
        "artist": [0.75, pytest.approx(0.75)],
        "year": [0.5, pytest.approx(0.5)],
        "duration": [0, 0],
        "genre": [0, 0],
        EVERYWHERE: [1, 1],
    }


def test_providers_that_were_not_asked_say_why(capsys: pytest.CaptureFixture[str]) -> None:
    tell(known(), LISTS, LISTS)
    lines = capsys.readouterr().out.splitlines()
    assert {line.count("|") for line in lines} == {5}
    assert [line for line in lines if "not asked" in line] == [
        f"| {provider} | {why} | | |" for provider, why in NOT_ASKED.items()
    ]
    assert "| the imported table | 25.0% | 25.0% | 25.0% |" in lines
