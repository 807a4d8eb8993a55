"""`segue backup` at the terminal: a copy that can be put back, or why there is none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage.prepare import backups, check, prepare
from tests.support.terminal import Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "segue.db"
    monkeypatch.setenv("SEGUE_DATABASE_URL", f"sqlite+aiosqlite:///{path.as_posix()}")
    return path


def test_a_copy_can_be_put_in_the_databases_place(terminal: Terminal, path: Path) -> None:
    prepare(path, datetime.now(UTC))
    shown = terminal.run("backup")
    (copy,) = backups(path)
    assert shown.status == 0
    assert copy.name in shown.out
    copy.replace(path)
    check(path)


def test_without_a_database_it_says_what_makes_one(terminal: Terminal, path: Path) -> None:
    shown = terminal.run("backup")
    assert shown.status == 2
    assert "There is no database" in shown.err
    assert backups(path) == []
