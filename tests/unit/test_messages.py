"""The message catalogue and the code agree: every sentence exists, is used, and gets the arguments that it names."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as ftl

from bot import messages
from bot.errors import UserError

PROJECT = Path(__file__).parents[2]
LOCALE = PROJECT / "bot" / "locales" / "en"
SOURCES = [path for folder in ("bot", "cogs") for path in sorted((PROJECT / folder).rglob("*.py"))]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), path.name)


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


# ---------------------------------------------------------------- the files


class Variables(visitor.Visitor):
    """Names of the variables in a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - fluent.syntax names it
        self.names.add(node.id.name)


@cache
def entries() -> list[tuple[str, ftl.EntryType]]:
    parser = FluentParser()
    found = [(path.name, parser.parse(path.read_text(encoding="utf-8"))) for path in sorted(LOCALE.glob("*.ftl"))]
    return [(name, entry) for name, resource in found for entry in resource.body]


@cache
def catalogue() -> dict[str, set[str]]:
    """Message id -> the variables it needs."""
    found = {}
    for _, entry in entries():
        if isinstance(entry, ftl.Message):
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


def test_files_can_be_read_to_their_end() -> None:
    broken = [f"{name}: {entry.content}" for name, entry in entries() if isinstance(entry, ftl.Junk)]
    assert not broken
    assert len(catalogue()) > 100


def test_no_id_stands_twice() -> None:
    ids = Counter(entry.id.name for _, entry in entries() if isinstance(entry, ftl.Message))
    assert [name for name, count in ids.items() if count > 1] == []


def test_catalogue_finds_every_message_of_the_files() -> None:
    assert messages.ids() == set(catalogue())


# ---------------------------------------------------------------- the code


@dataclass(frozen=True)
class Use:
    """A place that names a message; `arguments` is None where they are not written out."""

    where: str
    message_id: str
    arguments: frozenset[str] | None


@cache
def user_errors() -> set[str]:
    """Names of UserError and all classes below it."""
    classes = [node for path in SOURCES for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef)]
    names = {"UserError"}
    while more := {c.name for c in classes if names & {name_of(base) for base in c.bases}} - names:
        names |= more
    return names


@cache
def uses() -> list[Use]:
    return list(find_uses())


def find_uses() -> Iterator[Use]:
    for path in SOURCES:
        tree = parsed(path)
        leaves = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name in user_errors()]
        inits = {id(call) for leaf in leaves for call in ast.walk(leaf) if is_super_init(call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (id(node) in inits or is_text(node, path) or is_user_error(node)):
                yield from use(path, node)


def is_super_init(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "__init__"
        and isinstance(node.func.value, ast.Call)
        and name_of(node.func.value.func) == "super"
    )


def is_text(node: ast.Call, path: Path) -> bool:
    """A call of bot.messages.text, or of what marks a text for Discord: other libraries have a `text` too."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr == "text" and name_of(node.func.value) == "messages"
    return name_of(node.func) in names_of_text(path)


@cache
def names_of_text(path: Path) -> set[str]:
    return {
        alias.asname or alias.name
        for line in ast.walk(parsed(path))
        if isinstance(line, ast.ImportFrom) and line.module in ("bot.messages", "bot.localisation")
        for alias in line.names
        if alias.name in ("text", "named")
    }


def is_user_error(node: ast.Call) -> bool:
    return name_of(node.func) == "UserError"


def use(path: Path, call: ast.Call) -> Iterator[Use]:
    if not (call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)):
        return
    written_out = all(keyword.arg for keyword in call.keywords)
    arguments = frozenset(keyword.arg or "" for keyword in call.keywords) if written_out else None
    yield Use(f"{path.relative_to(PROJECT)}:{call.lineno}", call.args[0].value, arguments)


def test_every_message_that_the_code_names_exists() -> None:
    assert len(uses()) > 80
    assert [use for use in uses() if use.message_id not in catalogue()] == []


def test_every_message_gets_the_arguments_that_it_names() -> None:
    wrong = [
        f"{use.where} {use.message_id}: gives {sorted(use.arguments)}, needs {sorted(catalogue()[use.message_id])}"
        for use in uses()
        if use.arguments is not None
        and use.message_id in catalogue()
        and not use.arguments >= catalogue()[use.message_id]
    ]
    assert wrong == []


def test_every_message_is_used() -> None:
    literals = {
        node.value
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    beginnings = tuple(
        str(node.values[0].value)
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
        if str(node.values[0].value).endswith("-") and " " not in str(node.values[0].value)
    )
    assert [
        name for name in catalogue() if name not in literals and not (beginnings and name.startswith(beginnings))
    ] == []


# ---------------------------------------------------------------- cogs hold no prose

SHOWN = {"content", "description", "label", "placeholder", "text", "title"}
"""Arguments of Discord's constructors that people read."""


def docstrings(tree: ast.Module) -> set[int]:
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def not_for_users(tree: ast.Module) -> set[int]:
    """Strings for operators and developers: log lines and what exceptions say."""
    places = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and name_of(node.func.value) == "log")
    ]
    return {id(inner) for place in places for inner in ast.walk(place)}


@pytest.mark.parametrize("path", sorted((PROJECT / "cogs").glob("*.py")), ids=lambda path: path.name)
def test_cogs_hold_no_prose(path: Path) -> None:
    tree = parsed(path)
    exempt = docstrings(tree) | not_for_users(tree)
    strings = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in exempt
    ]
    sentences = [node.value for node in strings if len([word for word in node.value.split() if word.isalpha()]) > 1]
    literals = [
        ast.unparse(keyword)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in SHOWN and isinstance(keyword.value, ast.Constant | ast.JoinedStr)
        if not (isinstance(keyword.value, ast.Constant) and keyword.value.value is None)
    ]
    assert sentences == []
    assert literals == []


# ---------------------------------------------------------------- behaviour


def test_plurals_follow_the_number() -> None:
    assert messages.text("engine-busy", seconds=1).endswith("in about a second.")
    assert messages.text("answer-known", known=1, seeds=1) == "1 of 1 song known"
    assert messages.text("answer-known", known=37, seeds=52) == "37 of 52 songs known"
    assert messages.text("engine-busy", seconds=7).endswith("in about 7 seconds.")


def test_unknown_ids_and_missing_arguments_are_programming_errors() -> None:
    with pytest.raises(KeyError, match="no-such-message"):
        messages.text("no-such-message")
    with pytest.raises(ValueError, match="engine-busy"):
        messages.text("engine-busy")


def test_user_errors_say_their_sentence() -> None:
    error = UserError("engine-busy", seconds=7)
    assert str(error) == error.sentence == messages.text("engine-busy", seconds=7)
