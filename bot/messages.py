"""The message catalogue: every sentence the bot says, by id, from the Fluent files in `bot/locales/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DEFAULT_LOCALE = "en"
_LOCALES = Path(__file__).parent / "locales"

Argument = str | int | float


def text(message_id: str, /, **arguments: Argument) -> str:
    """The sentence with this id, its arguments filled in and its plurals right.

    Raises KeyError when the catalogue has no such id, ValueError when an argument is missing or a message is broken:
    a wrong id or argument is a programming error that tests must see, never something to show a user.
    """
    bundle = _bundle(DEFAULT_LOCALE)
    if not bundle.has_message(message_id):
        raise KeyError(f"the message catalogue has no {message_id!r}")
    pattern = bundle.get_message(message_id).value
    sentence, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise ValueError(f"message {message_id!r}: {'; '.join(map(str, errors))}")
    return str(sentence)


def ids(locale: str = DEFAULT_LOCALE) -> frozenset[str]:
    """Every message id of a locale."""
    return frozenset(_bundle(locale)._messages)


@cache
def _bundle(locale: str):  # type: ignore[no-untyped-def]
    from fluent.runtime import FluentBundle, FluentResource

    # Bidi isolation marks would show up as boxes in terminals and break code spans in Discord.
    bundle = FluentBundle([locale], use_isolating=False)
    for path in sorted((_LOCALES / locale).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
