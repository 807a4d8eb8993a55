"""The `segue` command as a terminal runs it, inside this process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.__main__ import main


@dataclass(frozen=True)
class Shown:
    """What a command left behind."""

    status: int
    out: str
    err: str


class Terminal:
    """Runs commands and catches what they show."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *arguments: object) -> Shown:
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        shown = self._capsys.readouterr()
        return Shown(int(ended.value.code or 0), shown.out, shown.err)
