"""The command line as a person meets it: quick help, one sentence for an error, a status that scripts can read."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from bot.__main__ import COMMANDS

HEAVY = ("tensorflow", "pandas", "discord", "sklearn", "pyarrow", "sqlalchemy")


def segue(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_help_names_every_command() -> None:
    shown = segue("--help")
    assert shown.returncode == 0
    for name, line in COMMANDS.items():
        assert name in shown.stdout
        assert line in shown.stdout


def test_every_command_has_its_module_and_help() -> None:
    for name in COMMANDS:
        assert importlib.util.find_spec(f"bot.commands.{name}"), name
        shown = segue(name, "--help")
        assert shown.returncode == 0, shown.stderr
        assert "Usage: " in shown.stdout


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_imports_nothing_heavy(name: str) -> None:
    code = (
        "import sys\nfrom bot.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    arguments = [name, "--help"] if name else ["--help"]
    shown = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert shown.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_is_a_sentence_and_status_2() -> None:
    shown = segue("reccomend")
    assert shown.returncode == 2
    assert "No such command" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_the_version_is_that_of_the_installed_project() -> None:
    from importlib.metadata import version

    assert version("segue") in segue("--version").stdout
