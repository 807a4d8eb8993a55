"""What every test may rely on: no setting of this machine leaks in, and what is missing is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent

# Threads share what takes microseconds, and wait for each other wherever other programs are busy. Before any import.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("SEGUE_", "SPOTIFY_", "DISCORD_")) and name != "SEGUE_SHARED_DATA":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of research data that is not part of the project."""
    folder = Path(os.environ.get("SEGUE_SHARED_DATA", PROJECT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"needs research data that is not part of the project; SEGUE_SHARED_DATA is {folder}")
    return folder


@pytest.fixture(scope="session")
def trained_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with a small, really trained model of the two scenes of `tests.support.scenes`."""
    from tests.support.scenes import write_trained_bundle

    return write_trained_bundle(tmp_path_factory.mktemp("bundles") / "scenes")


@pytest.fixture(scope="session")
def other_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `trained_bundle`, of two other scenes: the two have no song in common."""
    from tests.support.scenes import DISCO, FOLK, write_trained_bundle

    return write_trained_bundle(tmp_path_factory.mktemp("bundles") / "others", scenes=(FOLK, DISCO))
