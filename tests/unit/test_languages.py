"""Every language says all that the English catalogue says, with the same variables, within Discord's limits."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as ftl

from bot import messages
from bot.messages import DEFAULT_LOCALE, LANGUAGES, closest, numeral, speaking, text
from playground.discord.clock import Clock, Snowflakes
from playground.discord.definitions import Registry
from tests.unit.test_documents import DEFINITIONS
from tests.unit.test_messages import SOURCES, name_of, parsed

LOCALES = Path(messages.__file__).parent / "locales"
TRANSLATIONS = [language for language in LANGUAGES if language != DEFAULT_LOCALE]
NUMBERS = (0, 1, 2, 5, 1000)
PLURALS = {"zero", "one", "two", "few", "many", "other"}
in_every_translation = pytest.mark.parametrize("language", TRANSLATIONS)
in_every_language = pytest.mark.parametrize("language", LANGUAGES)


class Variables(visitor.Visitor):
    """The variables of a message; and for each that chooses between variants, their keys."""

    def __init__(self) -> None:
        self.keys: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - fluent.syntax names it
        self.keys.setdefault(node.id.name, set())

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        assert isinstance(node.selector, ftl.VariableReference)
        keys = self.keys.setdefault(node.selector.id.name, set())
        keys |= {each.key.name if isinstance(each.key, ftl.Identifier) else each.key.value for each in node.variants}
        self.generic_visit(node)


@cache
def catalogue(language: str) -> dict[str, tuple[str, dict[str, set[str]], str]]:
    """Message id -> its file, its variables with the keys that they choose by, and its pattern as it is written."""
    found = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{language}/{path.name} cannot be read: {entry.content}"
            if isinstance(entry, ftl.Message):
                variables = Variables()
                variables.visit(entry)
                assert entry.id.name not in found, f"{language}: {entry.id.name} stands twice"
                assert entry.span is not None
                written = path.read_text(encoding="utf-8")[entry.span.start : entry.span.end]
                found[entry.id.name] = (path.name, variables.keys, written.partition("=")[2])
    return found


def test_every_language_is_a_folder() -> None:
    assert {path.name for path in LOCALES.iterdir() if path.is_dir()} == set(LANGUAGES)


@in_every_translation
def test_nothing_is_missing_or_superfluous(language: str) -> None:
    english, translated = catalogue(DEFAULT_LOCALE), catalogue(language)
    problems = [f"{language}/{english[name][0]} lacks {name}" for name in english if name not in translated]
    problems += [f"{language}/{translated[name][0]}: {name} is not English" for name in translated.keys() - english]
    problems += [
        f"{language}: {name} stands in {translated[name][0]}, in English in {english[name][0]}"
        for name in english.keys() & translated
        if english[name][0] != translated[name][0]
    ]
    assert problems == []


@in_every_translation
def test_variables_are_those_of_the_english_sentence(language: str) -> None:
    problems = []
    for name, (_, english, _) in catalogue(DEFAULT_LOCALE).items():
        _, translated, _ = catalogue(language).get(name, ("", english, ""))
        if english.keys() != translated.keys():
            problems.append(f"{language} {name}: {sorted(translated)} for {sorted(english)}")
        for variable in english.keys() & translated.keys():
            words, chosen = english[variable] - PLURALS, translated[variable] - PLURALS
            if not is_number(english[variable]) and words != chosen:
                problems.append(f"{language} {name}: ${variable} chooses by {sorted(chosen)} for {sorted(words)}")
    assert problems == []


@in_every_language
def test_plurals_are_those_of_the_language(language: str) -> None:
    tags = {*Locale.parse(language, sep="-").plural_form.tags, "other"}
    used = {
        name: keys & PLURALS - tags
        for name, (_, variables, _) in catalogue(language).items()
        for keys in variables.values()
        if is_number(keys)
    }
    assert {name: unknown for name, unknown in used.items() if unknown} == {}


def is_number(keys: set[str]) -> bool:
    """Whether variants are chosen by a number; a word may be "other" too."""
    return bool(keys) and all(key in PLURALS or key.isdigit() for key in keys)


def samples(variables: dict[str, set[str]]) -> Iterator[dict[str, messages.Argument]]:
    """Arguments for a message: numbers where it counts, each word that it chooses by, anything elsewhere."""
    values: list[list[messages.Argument]] = [
        [*NUMBERS] if is_number(keys) else sorted(keys) if keys else ["Anything"] for keys in variables.values()
    ]
    return (dict(zip(variables, chosen, strict=True)) for chosen in product(*values))


@in_every_language
def test_every_message_can_be_said(language: str) -> None:
    english = catalogue(DEFAULT_LOCALE)
    with speaking(language):
        for name in english.keys() & catalogue(language):
            for arguments in samples(english[name][1]):
                said = text(name, **arguments)
                assert said.strip(), f"{language} {name} says nothing"
                assert "{" not in said, f"{language} {name} shows a brace: {said}"


# ---------------------------------------------------------------- what Discord shows of commands


def texts(node: dict[str, object], key: str) -> dict[str, str]:
    translated = node.get(f"{key}_localizations")
    assert isinstance(translated, dict), f"{node.get('name')}: {key} is in English alone"
    return {DEFAULT_LOCALE: str(node[key]), **translated}


def nodes(node: dict[str, object]) -> Iterator[dict[str, object]]:
    """A command, its options and their choices."""
    yield node
    for key in ("options", "choices"):
        children = node.get(key, ())
        assert isinstance(children, list | tuple)
        for child in children:
            yield from nodes(child)


def test_commands_options_and_choices_are_named_in_every_language() -> None:
    for command in DEFINITIONS:
        for node in nodes(command):
            for key in ("name", "description") if "description" in node else ("name",):
                said = texts(node, key)
                assert set(said) == set(LANGUAGES), f"{node['name']}: {key} is missing in {set(LANGUAGES) - set(said)}"
                longest = 100 if key == "description" or "value" in node else 32
                assert [f"{language}: {one}" for language, one in said.items() if not 1 <= len(one) <= longest] == []


def test_discord_takes_the_commands_in_every_language() -> None:
    clock = Clock()
    taken = Registry("1", clock, Snowflakes(clock)).replace(None, DEFINITIONS)  # counts 8,000 characters too
    assert len(taken) == len(DEFINITIONS)


def test_in_english_options_are_called_as_in_the_code() -> None:
    names = {name for name in catalogue(DEFAULT_LOCALE) if name.startswith("option-name-")}
    assert {name: text(name) for name in names} == {
        name: name.removeprefix("option-name-").replace("-", "_") for name in names
    }


@cache
def shown_names(language: str) -> dict[str, str]:
    """What is typed in English -> what is typed in this language: "/rules", "level:"."""
    commands = [one for one in DEFINITIONS if one["type"] == 1]
    options = [option for command in commands for option in command["options"]]
    slashes = {f"/{one['name']}": f"/{texts(one, 'name')[language]}" for one in commands}
    return slashes | {f"{one['name']}:": f"{texts(one, 'name')[language]}:" for one in options}


def typed(pattern: str, names: set[str]) -> Counter[str]:
    """The commands and options that a message tells people to type: those in its code spans."""
    spans = re.findall(r"`([^`]+)`", pattern)
    return Counter(word for span in spans for word in re.findall(r"/?[\w-]+:?", span) if word in names)


@in_every_translation
def test_sentences_name_commands_as_discord_shows_them(language: str) -> None:
    names = shown_names(language)
    problems = []
    for name, (_, _, english) in catalogue(DEFAULT_LOCALE).items():
        if name not in catalogue(language):
            continue
        wanted = Counter(names[word] for word in typed(english, set(names)).elements())
        told = typed(catalogue(language)[name][2], set(names.values()))
        if wanted != told:
            problems.append(f"{language} {name}: says {sorted(told)} for {sorted(wanted)}")
    assert problems == []


# ---------------------------------------------------------------- labels

LIMITS = {
    ("button", 0): 80,
    ("Button", "label"): 80,
    ("SelectOption", "label"): 100,
    ("Select", "placeholder"): 150,
    ("UserSelect", "placeholder"): 150,
    ("Label", "text"): 45,
    ("Label", "description"): 100,
    ("__init__", "title"): 45,
}
"""Where a text stands in a call -> how many characters Discord takes there."""


def labels() -> Iterator[tuple[str, int]]:
    """Messages that stand on components and forms, and their limits."""
    calls = [node for path in SOURCES for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    for call in calls:
        places = {**dict(enumerate(call.args)), **{one.arg: one.value for one in call.keywords}}
        for place, value in places.items():
            limit = LIMITS.get((name_of(call.func), place))  # type: ignore[arg-type] # other calls have other places
            if limit and isinstance(value, ast.Call) and name_of(value.func) == "text":
                ids = [node.value for node in ast.walk(value.args[0]) if isinstance(node, ast.Constant)]
                yield from ((str(message_id), limit) for message_id in ids if message_id in messages.ids())


@in_every_language
def test_labels_fit(language: str) -> None:
    assert len(list(labels())) > 40
    with speaking(language):
        assert [f"{language} {name}: {text(name)}" for name, limit in labels() if len(text(name)) > limit] == []


# ---------------------------------------------------------------- languages themselves


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("en-US", "en"),
        ("en-GB", "en"),
        ("es-ES", "es-ES"),
        ("es", "es-ES"),
        ("es-419", "es-419"),
        ("es-MX", "es-419"),
        ("pt-BR", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("fr", None),
        ("", None),
        (None, None),
    ],
)
def test_the_closest_language_is_spoken(tag: str | None, language: str | None) -> None:
    assert closest(tag) == language


def test_a_language_is_spoken_for_as_long_as_it_is_asked_for() -> None:
    assert text("share") == "Share"
    with speaking("de"):
        assert text("share") == "Teilen"
        with speaking("pt-BR"):
            assert text("share") == "Compartilhar"
        assert text("share") == "Teilen"
    assert text("share") == "Share"


@pytest.mark.parametrize(
    ("language", "thousands", "fraction"),
    # CLDR: which signs part thousands and decimals.
    [("en", "12,345", "1.5"), ("de", "12.345", "1,5"), ("es-419", "12,345", "1.5"), ("pt-BR", "12.345", "1,5")],
)
def test_numbers_are_written_as_the_language_does(language: str, thousands: str, fraction: str) -> None:
    with speaking(language):
        assert f" {thousands} " in text("help-model", name="A", songs=12345, playlists=2)
        assert (numeral(12345), numeral(1.5), numeral(1.5, 1)) == (thousands, fraction, fraction)
        assert numeral(12345.4, 0) == thousands
        assert numeral(2.0) == numeral(2) == "2"


def test_nought_is_singular_in_portuguese_and_plural_elsewhere() -> None:
    said = {}
    for language in ("de", "es-ES", "pt-BR"):
        with speaking(language):
            said[language] = text("playlist-songs", total=0)
    assert said == {"de": "0 Songs", "es-ES": "0 canciones", "pt-BR": "0 música"}
