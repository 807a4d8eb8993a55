"""The demo as a stranger meets it: a tour without a terminal, a prompt with one, and nothing left running."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from playground.demo.line import Line, NotUnderstood, read
from playground.demo.process import BotDied
from playground.demo.show import show
from playground.demo.tour import TOUR

PROJECT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "bot", "demo"]
MINUTES = 5 * 60
"""The first run trains the demo model."""

posix = pytest.mark.skipif(os.name != "posix", reason="needs process groups and pseudo-terminals, which Windows lacks")


def nothing_is_left_of(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def until(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


@posix
def test_without_a_terminal_it_plays_the_tour_takes_its_pictures_and_ends_well(tmp_path: Path) -> None:
    demo = subprocess.Popen(
        [*COMMAND, "--pictures", tmp_path / "album"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    shown, problems = demo.communicate(timeout=MINUTES)
    assert demo.returncode == 0, problems
    for promised in ("/link", "is now linked", "Page 2 of", "belongs to Bob", "rainy day jazz", "made-up playlists"):
        assert promised in shown
    assert "By sound:" in shown
    assert "is in your Spotify, for you alone: 5 songs." in shown
    assert "[picture sound.png: " in shown
    assert "times more than chance" in shown
    assert "[picture rules.png: " in shown
    assert "What you have told me" in shown
    assert "What I have stored about you" in shown
    until(lambda: nothing_is_left_of(demo.pid), 10)
    taken = {path.name: path.read_bytes() for path in (tmp_path / "album").iterdir()}
    assert set(taken) == {"sound.png", "rules.png", *(f"{chapter.name}.svg" for chapter in TOUR)}
    assert set(taken) == {path.name for path in (PROJECT / "docs" / "pictures").iterdir()}
    assert b"Find&#160;on&#160;Spotify" in taken["recommend.svg"]
    assert b"https://fonts" not in b"".join(taken.values())


@posix
def test_at_a_terminal_a_person_types_and_presses() -> None:
    import pty

    ours, theirs = pty.openpty()
    demo = subprocess.Popen(COMMAND, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    terminal = Terminal(ours)
    try:
        terminal.wait_for("alice>", MINUTES)
        terminal.type("/recommend vibe: rainy day jazz count: 12", "Page 1 of")
        terminal.type("3", "Page 2 of")
        terminal.type("/recommend songs: bohem?", "Queen - Bohemian Rhapsody")
        terminal.type("99", "There is no button 99")
        terminal.type("as carol", "carol>")
        terminal.type("/recomend", "There is no /recomend")
        os.killpg(demo.pid, signal.SIGINT)
        assert demo.wait(30) == 0
        until(lambda: nothing_is_left_of(demo.pid), 10)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(demo.pid, signal.SIGKILL)
        demo.wait()
        os.close(ours)


class Terminal:
    """The person's side of a pseudo-terminal."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._unread = ""

    def type(self, line: str, expected: str) -> None:
        os.write(self._fd, f"{line}\n".encode())
        self.wait_for(expected, 30)

    def wait_for(self, text: str, seconds: float) -> None:
        """Read until the text has come; what stands before it is behind us."""
        os.set_blocking(self._fd, False)
        until(lambda: self._has(text), seconds)
        self._unread = self._unread.partition(text)[2]

    def _has(self, text: str) -> bool:
        with contextlib.suppress(BlockingIOError):
            self._unread += os.read(self._fd, 1 << 16).decode("utf-8", errors="replace")
        return text in self._unread


def test_a_bot_that_does_not_come_up_is_told_with_its_log(tmp_path: Path) -> None:
    from rich.console import Console

    with pytest.raises(BotDied, match="cannot be used as a model bundle"), (tmp_path / "out").open("w") as out:
        show(tmp_path / "no-bundle", Console(file=out))


OPTIONS = [
    {"name": "vibe", "type": 3},
    {"name": "count", "type": 4},
    {"name": "songs", "type": 3},
    {"name": "clean", "type": 5},
    {"name": "paste", "type": 5},
    {"name": "file", "type": 11},
]
COMMANDS = [
    {"name": "recommend", "type": 1, "options": OPTIONS},
    {"name": "help", "type": 1},
    {"name": "Continue these songs", "type": 3},
]


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("/recommend", {}),
        ("/recommend vibe: rainy day jazz count: 5", {"vibe": "rainy day jazz", "count": 5}),
        ("/recommend count:5 vibe:chill", {"count": 5, "vibe": "chill"}),
        ("/recommend songs: Theme: Main; Others", {"songs": "Theme: Main; Others"}),
        ("/recommend count: many", {"count": "many"}),
        ("/recommend clean: True paste: no", {"clean": True, "paste": False}),
        ("/recommend clean: perhaps", {"clean": "perhaps"}),
    ],
)
def test_a_typed_line_is_read_as_discord_would(typed: str, options: dict[str, object]) -> None:
    assert read(typed, COMMANDS) == Line("recommend", options)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("/recomend vibe: x", "There is no /recomend; there are /recommend, /help"),
        ("/recommend rainy day", "Say which option"),
        ("/help me", "takes no options"),
        ("/recommend file: /nowhere/list.csv", "/nowhere/list.csv cannot be read"),
    ],
)
def test_a_line_that_is_no_command_says_what_would_be(typed: str, problem: str) -> None:
    with pytest.raises(NotUnderstood, match=problem):
        read(typed, COMMANDS)
