"""Application command definitions: what Discord refuses to register, and the registry that survives a bot's restart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from playground.discord import openapi
from playground.discord.clock import Clock, Snowflakes
from playground.discord.errors import Code, Json, Path, Problem, Refusal, refuse_if

MAX_CHARACTERS = 8000  # name, description and value of a command, its options and choices together
LOCALIZED = ("name", "description")
CREATES_PER_DAY = 200  # per guild, and for the global scope
DAY = 86_400.0


class CommandKind(IntEnum):
    """Types of application commands, and how many of each a scope holds."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3

    @property
    def limit(self) -> int:
        return 100 if self is CommandKind.CHAT_INPUT else 15


class OptionKind(IntEnum):
    """Types of command options."""

    SUB_COMMAND = 1
    SUB_COMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


NESTS = (OptionKind.SUB_COMMAND, OptionKind.SUB_COMMAND_GROUP)
COMPLETABLE = (OptionKind.STRING, OptionKind.INTEGER, OptionKind.NUMBER)
VALUE_TYPES: dict[int, tuple[type, ...]] = {
    OptionKind.STRING: (str,),
    OptionKind.INTEGER: (int,),
    OptionKind.NUMBER: (int, float),
}


@dataclass
class Registry:
    """The commands of one application: global ones (scope None) and those of guilds (scope = guild id)."""

    application_id: str
    clock: Clock
    new_id: Snowflakes
    commands: dict[str | None, list[Json]] = field(default_factory=dict)
    creates: dict[str | None, list[float]] = field(default_factory=dict)

    def replace(self, scope: str | None, definitions: Any) -> list[Json]:
        """The bulk overwrite: a command keeps its id as long as its type and name stay."""
        refuse_if(problem for index, item in enumerate(definitions) for problem in _checked(item, scope, (index,)))
        refuse_if(_set_problems(definitions))
        self.commands[scope] = [self._stored(scope, definition) for definition in definitions]
        return self.commands[scope]

    def upsert(self, scope: str | None, definition: Json) -> Json:
        """Creates a command, or overwrites the one of the same type and name."""
        refuse_if(_checked(definition, scope, ()))
        others = [command for command in self.commands.get(scope, []) if _key(command) != _key(definition)]
        refuse_if(_set_problems([*others, definition]))
        stored = self._stored(scope, definition)
        self.commands[scope] = [*others, stored]
        return stored

    def get(self, scope: str | None, command_id: str) -> Json:
        for command in self.commands.get(scope, []):
            if command["id"] == command_id:
                return command
        raise Refusal(Code.UNKNOWN_COMMAND)

    def delete(self, scope: str | None, command_id: str) -> None:
        self.commands[scope].remove(self.get(scope, command_id))

    def find(self, name: str, kind: CommandKind, guild_id: str | None) -> Json | None:
        """The command that a user of this guild (None: outside guilds) sees; a guild's own comes first."""
        scopes = [guild_id, None] if guild_id else [None]
        visible = (command for scope in scopes for command in self.commands.get(scope, []))
        return next((command for command in visible if _key(command) == (kind, name)), None)

    def _stored(self, scope: str | None, definition: Json) -> Json:
        known = {_key(command): command for command in self.commands.get(scope, [])}.get(_key(definition))
        if known is None:
            self._count_creation(scope)
        permissions = definition.get("default_member_permissions")
        return {
            "description": "",
            **definition,
            "id": known["id"] if known else self.new_id(),
            "application_id": self.application_id,
            "version": self.new_id(),
            "type": _key(definition)[0],
            "default_member_permissions": None if permissions is None else str(permissions),
            **({"guild_id": scope} if scope else {}),
        }

    def _count_creation(self, scope: str | None) -> None:
        today = [moment for moment in self.creates.get(scope, []) if moment > self.clock.now() - DAY]
        if len(today) >= CREATES_PER_DAY:
            raise Refusal(Code.TOO_MANY_COMMAND_CREATES)
        self.creates[scope] = [*today, self.clock.now()]


def _key(definition: Json) -> tuple[int, str]:
    return definition.get("type") or CommandKind.CHAT_INPUT, definition["name"]


def _checked(definition: Any, scope: str | None, path: Path) -> Iterator[Problem]:
    """The specification first: the other rules may then rely on the shape."""
    shape = [
        _under(path, problem) for problem in openapi.problems("ApplicationCommandCreateRequest", _numeric(definition))
    ]
    yield from shape
    if not shape:
        yield from _command_problems(definition, scope, path)


def _numeric(definition: Any) -> Any:
    """The documentation has permissions as a string of digits, the specification as a number; both are accepted."""
    permissions = definition.get("default_member_permissions") if isinstance(definition, dict) else None
    if isinstance(permissions, str) and permissions.isdigit():
        return {**definition, "default_member_permissions": int(permissions)}
    return definition


def _under(path: Path, problem: Problem) -> Problem:
    return Problem((*path, *problem.path), problem.code, problem.message)


def _set_problems(definitions: list[Json]) -> Iterator[Problem]:
    for kind in CommandKind:
        for name in _repeated([one for one in definitions if _key(one)[0] == kind]).values():
            message = f"Application command names must be unique ({name})"
            yield Problem((), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
    for kind, count in Counter(CommandKind(_key(definition)[0]) for definition in definitions).items():
        if count > kind.limit:
            yield Problem(
                (), "APPLICATION_COMMANDS_MAX", f"At most {kind.limit} commands of type {kind} ({count} given)"
            )


def _command_problems(definition: Json, scope: str | None, path: Path) -> Iterator[Problem]:
    if _key(definition)[0] == CommandKind.CHAT_INPUT:
        yield from _name_problems(definition, path)
        if not definition.get("description"):
            yield Problem((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")
        yield from _option_list_problems(definition.get("options") or [], path)
    elif definition.get("description") or definition.get("options"):
        yield Problem(path, "APPLICATION_COMMAND_CONTEXT_MENU", "Context menu commands have no description or options")
    if scope and (definition.get("contexts") or definition.get("integration_types")):
        yield Problem(
            path, "APPLICATION_COMMAND_GUILD_SCOPE", "Only global commands have contexts and integration types"
        )
    yield from _locale_problems(definition, path)
    if (size := _characters(definition)) > MAX_CHARACTERS:
        message = f"The command has {size} characters; {MAX_CHARACTERS} are allowed"
        yield Problem(path, "APPLICATION_COMMAND_TOO_LARGE", message)


def _characters(node: Json) -> int:
    """Of a name or description in several languages, the longest one counts."""
    texts = [max(map(len, (node.get(key) or "", *_localized(node, key).values()))) for key in LOCALIZED]
    own = sum(texts) + len(str(node.get("value") or ""))
    return own + sum(map(_characters, _children(node)))


def _children(node: Json) -> list[Json]:
    """Options and choices."""
    return [child for key in ("options", "choices") for child in node.get(key) or ()]


def _localized(node: Json, key: str) -> dict[str, str]:
    return node.get(f"{key}_localizations") or {}


def _repeated(nodes: list[Json]) -> dict[int, str]:
    """Places of commands, options or choices with a name that one before has, in any language; and that name.

    Where a language lacks a name, people see the one of all others: that of the locale "" here.
    """
    locales = {"", *(locale for node in nodes for locale in _localized(node, "name"))}
    seen: set[tuple[str, str]] = set()
    found = {}
    for index, node in enumerate(nodes):
        names = {(locale, str(_localized(node, "name").get(locale, node["name"]))) for locale in locales}
        if again := names & seen:
            found[index] = min(name for _, name in again)
        seen |= names
    return found


def _locale_problems(node: Json, path: Path) -> Iterator[Problem]:
    for key in LOCALIZED:
        for locale in _localized(node, key):
            if locale not in openapi.constants("AvailableLocalesEnum"):
                place = (*path, f"{key}_localizations", locale)
                yield Problem(place, "ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.')
    for key in ("options", "choices"):
        for index, child in enumerate(node.get(key) or ()):
            yield from _locale_problems(child, (*path, key, index))


def _name_problems(node: Json, path: Path) -> Iterator[Problem]:
    names: dict[Path, str] = {("name",): node["name"]}
    names |= {("name_localizations", locale): name for locale, name in _localized(node, "name").items()}
    for key, name in names.items():
        if name != name.lower() or not all(letter.isalnum() or letter in "-_'" for letter in name):
            yield Problem((*path, *key), "APPLICATION_COMMAND_INVALID_NAME", f"Command name is invalid: {name!r}")


def _option_list_problems(options: list[Json], path: Path) -> Iterator[Problem]:
    nested = [option["type"] in NESTS for option in options]
    if any(nested) and not all(nested):
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        yield Problem((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    required = [bool(option.get("required")) for option in options]
    repeated = _repeated(options)
    for index, option in enumerate(options):
        place = (*path, "options", index)
        if required[index] and not all(required[:index]):
            message = "Required options must be placed before non-required options"
            yield Problem(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        if index in repeated:
            message = f"Option name already exists: {repeated[index]!r}"
            yield Problem(place, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message)
        yield from _option_problems(option, place)


def _option_problems(option: Json, path: Path) -> Iterator[Problem]:
    yield from _name_problems(option, path)
    if option["type"] in NESTS:
        yield from _option_list_problems(option.get("options") or [], path)
        return
    choices = option.get("choices") or []
    if option.get("autocomplete") and (choices or option["type"] not in COMPLETABLE):
        message = "Autocomplete needs a string, integer or number option without choices"
        yield Problem(path, "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID", message)
    for key in ("value", "length"):
        low, high = option.get(f"min_{key}"), option.get(f"max_{key}")
        if low is not None and high is not None and low > high:
            yield Problem((*path, f"min_{key}"), "APPLICATION_COMMAND_OPTION_MIN_MAX", f"min {low} exceeds max {high}")
    for name in _repeated(choices).values():
        message = f"Option choice name already exists: {name!r}"
        yield Problem((*path, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS", message)
