"""What a person types at the demo's prompt, read as Discord's command bar would read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playground.discord import File

CHAT_INPUT = 1
"""Discord's type of commands that are typed; others stand in menus."""
INTEGER, BOOLEAN, ATTACHMENT = 4, 5, 11
"""Discord's types of options that are no text."""
_YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}


class NotUnderstood(Exception):
    """The line is no command; the text says what would be."""


@dataclass(frozen=True, slots=True)
class Line:
    """A slash command with its options in the order in which they were typed."""

    command: str
    options: dict[str, Any]


def read(line: str, commands: Sequence[dict[str, Any]]) -> Line:
    """Read `/recommend vibe: rainy day jazz count: 5`. Raises NotUnderstood."""
    name, _, rest = line.removeprefix("/").strip().partition(" ")
    typed = [command for command in commands if command["type"] == CHAT_INPUT]
    definition = next((command for command in typed if command["name"] == name), None)
    if definition is None:
        known = ", ".join(f"/{command['name']}" for command in typed)
        raise NotUnderstood(f"There is no /{name}; there are {known}.")
    types = {option["name"]: option["type"] for option in definition.get("options", [])}
    return Line(name, {option: _value(text, types[option]) for option, text in _options(rest, name, types)})


def _options(rest: str, command: str, types: dict[str, int]) -> list[tuple[str, str]]:
    if not rest.strip():
        return []
    if not types:
        raise NotUnderstood(f"/{command} takes no options.")
    # A title may hold a colon, so only the names of options end the value before them.
    names = "|".join(map(re.escape, types))
    before, *parts = re.split(rf"(?:^|(?<=\s))({names}):", rest.strip())
    if before.strip():
        raise NotUnderstood(f"Say which option “{before.strip()}” is for: " + ", ".join(f"{name}:" for name in types))
    return [(name, value.strip()) for name, value in zip(parts[::2], parts[1::2], strict=True)]


def _value(text: str, kind: int) -> Any:
    """The value as Discord would send it; a file is named by its path. Raises NotUnderstood when that leads nowhere."""
    if kind == INTEGER and re.fullmatch(r"-?\d+", text):
        return int(text)
    if kind == BOOLEAN:
        return _YES_OR_NO.get(text.casefold(), text)
    return _file(Path(text).expanduser()) if kind == ATTACHMENT else text


def _file(path: Path) -> File:
    try:
        return File(path.name, path.read_bytes())
    except OSError as error:
        raise NotUnderstood(f"{path} cannot be read ({error.strerror}).") from None
