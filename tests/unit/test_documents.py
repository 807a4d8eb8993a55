"""The README, `.env.example` and the pages of `docs/` are promises: what they name exists and works as they say."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from bot.__main__ import COMMANDS
from bot.client import definitions_of
from bot.settings import Settings
from cogs.areas import AREAS

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md"), *PROJECT.glob("benchmarks/*.md")])
DEFINITIONS = definitions_of(AREAS)
CHAT_INPUT = 1
SLASH = {command["name"]: command for command in DEFINITIONS if command["type"] == CHAT_INPUT}
MENUS = [command["name"] for command in DEFINITIONS if command["type"] != CHAT_INPUT]


def code_of(page: str) -> Iterator[str]:
    """Every code span and every line of every code block."""
    for block in re.findall(r"^```\w*\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", page)


def commands_in(page: str) -> Iterator[list[str]]:
    for line in code_of(page):
        found = re.match(r"(?:\.venv/bin/)?segue +(.*)", line)
        if found:
            yield shlex.split(found[1], comments=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text) + re.findall(r'src="([^"]+)"', text):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist_with_their_options(page: Path) -> None:
    for words in commands_in(page.read_text(encoding="utf-8")):
        if words[0] in ("--help", "--version"):
            continue
        assert words[0] in COMMANDS, words
        command = import_module(f"bot.commands.{words[0]}").command
        while isinstance(command, click.Group) and len(words) > 1:
            words = words[1:]
            assert words[0] in command.commands, words
            command = command.commands[words[0]]
        known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
        for option in (word for word in words[1:] if re.match(r"--?[a-z]", word)):
            assert option.partition("=")[0] in known, f"{page.name}: segue {' '.join(words)}"


def test_the_readme_shows_every_slash_command_and_its_options() -> None:
    shown = set(re.findall(r"`/(\w+)", README))
    assert shown == set(SLASH)
    options = {option["name"] for command in SLASH.values() for option in command.get("options", [])}
    assert [name for name in MENUS if f"“{name}”" not in README] == []
    assert options == {name for name in options if re.search(rf"`(?:/\w+ )?{name}:?`", README)}


def test_the_targets_that_are_named_are_made() -> None:
    made = set(re.findall(r"^(\w+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        named = {
            match for line in code_of(page.read_text(encoding="utf-8")) for match in re.findall(r"^make (\w+)", line)
        }
        assert named <= made, page.name


def test_settings_that_are_named_exist() -> None:
    names = {name.upper() for name in Settings.model_fields}
    for page in PAGES:
        for name in re.findall(r"\b(?:SEGUE|SPOTIFY|DISCORD)_[A-Z_]+\b", page.read_text(encoding="utf-8")):
            assert name in names | {"SEGUE_SHARED_DATA"}, f"{page.name} names {name}"


def test_the_env_example_holds_every_setting_with_its_default() -> None:
    lines = (PROJECT / ".env.example").read_text(encoding="utf-8").splitlines()
    shown = dict(found.groups() for line in lines if (found := re.fullmatch(r"(?:# )?([A-Z][A-Z_]+)=(.*)", line)))
    assert set(shown) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        assert shown[name.upper()] == as_written(field.default), name


def as_written(default: object) -> str:
    match default:
        case None | ():
            return ""
        case float():
            return f"{default:g}"
        case _:
            return str(default)


def test_the_env_example_itself_is_a_valid_env_file(tmp_path: Path) -> None:
    copy = tmp_path / ".env"
    copy.write_bytes((PROJECT / ".env.example").read_bytes())
    assert Settings(_env_file=copy) == Settings(_env_file=None)  # type: ignore[call-arg]


def test_continuous_integration_runs_the_readmes_test_command() -> None:
    assert "make test" in list(code_of(README))
    assert re.search(r"^exec make test$", (PROJECT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_changelog_names_the_version() -> None:
    from importlib.metadata import version

    assert f"## {version('segue')}" in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
