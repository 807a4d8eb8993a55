"""`segue` in a process of its own that gets SIGINT, as from Ctrl-C, while it stands at one place.

Run as a script, this is that process: `python -m tests.support.interrupted EVENT NAME ...` runs the command until, with
rules being mined, the interpreter reports EVENT ("call" or, behind a function of C, "c_return") for a function of that
name. There it says so, and waits.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.support.terminal import Shown

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without a signal")

_PROJECT = Path(__file__).parents[2]
_THERE = "standing there"


def interrupted(event: str, name: str, *arguments: object) -> Shown:
    """Run a command of `segue`, and send it SIGINT at that place."""
    words = [sys.executable, "-m", __name__, event, name, *map(str, arguments)]
    with subprocess.Popen(
        words, cwd=_PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout
        if process.stdout.readline().strip() == _THERE:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    return Shown(process.returncode, out, err)


def _main(event: str, name: str, *arguments: str) -> None:
    from bot.__main__ import main

    def stand(frame: FrameType, happened: str, argument: Any) -> None:
        called = argument.__name__ if happened.startswith("c_") else frame.f_code.co_name
        if (happened, called) == (event, name):
            sys.setprofile(None)
            print(_THERE, flush=True)
            time.sleep(3600)

    def start(what: str, arguments: tuple[Any, ...]) -> None:
        if (
            what == "import" and arguments[0] == "recsys.rules_mining"
        ):  # not earlier: training would take ten times as long
            sys.setprofile(stand)

    sys.addaudithook(start)
    main(list(arguments))


if __name__ == "__main__":
    _main(*sys.argv[1:])
