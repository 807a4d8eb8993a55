"""The message catalogue: every sentence the bot says, by id and language, from the Fluent files in `bot/locales/`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DEFAULT_LOCALE = "en"
LANGUAGES = (DEFAULT_LOCALE, "de", "es-ES", "es-419", "pt-BR")
"""Those with a catalogue, as Discord calls them; its English ones have a country besides."""
_LOCALES = Path(__file__).parent / "locales"

Argument = str | int | float

_spoken: ContextVar[str] = ContextVar("language", default=DEFAULT_LOCALE)


def text(message_id: str, /, **arguments: Argument) -> str:
    """The sentence with this id in the language that is spoken, its arguments filled in and its plurals right.

    Raises KeyError when the catalogue has no such id, ValueError when an argument is missing or a message is broken:
    a wrong id or argument is a programming error that tests must see, never something to show a user.
    """
    bundle = next((known for known in _bundles(_spoken.get()) if known.has_message(message_id)), None)
    if bundle is None:
        raise KeyError(f"the message catalogue has no {message_id!r}")
    pattern = bundle.get_message(message_id).value
    sentence, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise ValueError(f"message {message_id!r}: {'; '.join(map(str, errors))}")
    return str(sentence)


def numeral(value: float, decimals: int | None = None) -> str:
    """A number as the language that is spoken writes it: with so many decimals, or with those that it has."""
    from fluent.runtime.types import fluent_number

    digits = {} if decimals is None else {"minimumFractionDigits": decimals, "maximumFractionDigits": decimals}
    return str(fluent_number(value, **digits).format(_bundle(_spoken.get())._babel_locale))


def spoken() -> str:
    """The language of the current task."""
    return _spoken.get()


def speak(language: str) -> None:
    """Speak one of LANGUAGES for the rest of the current task, and in the tasks that it starts."""
    _spoken.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak one of LANGUAGES for as long as the context lasts."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def closest(tag: str | None) -> str | None:
    """The one of LANGUAGES that somebody with this language tag (RFC 5646: "de-AT") reads; None when there is none."""
    language, _, region = (tag or "").replace("_", "-").partition("-")
    match language.lower():
        case "en" | "de" as one:
            return one
        case "es":
            return "es-ES" if region.upper() in ("", "ES") else "es-419"
        case "pt":
            return "pt-BR"
    return None


def ids(locale: str = DEFAULT_LOCALE) -> frozenset[str]:
    """Every message id of a locale."""
    return frozenset(_bundle(locale)._messages)


def read_all() -> None:
    """Read every catalogue now: each takes a tenth of a second, and is kept."""
    for language in LANGUAGES:
        _bundle(language)


def _bundles(locale: str):  # type: ignore[no-untyped-def]
    """The catalogue of a language and, for what it should lack, the English one."""
    yield _bundle(locale)
    yield _bundle(DEFAULT_LOCALE)


@cache
def _bundle(locale: str):  # type: ignore[no-untyped-def]
    from fluent.runtime import FluentBundle, FluentResource

    # Bidi isolation marks would show up as boxes in terminals and break code spans in Discord.
    bundle = FluentBundle([locale], use_isolating=False)
    for path in sorted((_LOCALES / locale).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
