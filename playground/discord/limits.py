"""Rules of Discord's forms that compare one part with another; lengths and counts of single fields stand in the
OpenAPI description. Source: Discord reference, "Components", "Message", "Receiving and Responding"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Any
from urllib.parse import urlsplit

from playground.discord.errors import Json, Path, Problem

MAX_COMPONENTS = 40
MAX_DISPLAYABLE_TEXT = 4000
MAX_CONTENT = 2000
MAX_EMBED_TEXT = 6000
MAX_LEGACY_ROWS = 5
MAX_MODAL_COMPONENTS = 5  # the specification allows 40, the documentation 5; the stricter one is enforced
MAX_CHOICE_VALUE = 100  # of an autocomplete choice; the specification allows 6000
LINK, PREMIUM = 5, 6


class Flag(IntFlag):
    """The message flags that a bot meets."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


class Kind(IntEnum):
    """Component types."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = frozenset({Kind.STRING_SELECT, *range(Kind.USER_SELECT, Kind.CHANNEL_SELECT + 1)})
CHOOSERS = frozenset({*SELECTS, Kind.CHECKBOX_GROUP, Kind.FILE_UPLOAD})
OPTIONED = frozenset({Kind.STRING_SELECT, Kind.RADIO_GROUP, Kind.CHECKBOX_GROUP})

Located = tuple[Path, Json]


@dataclass(frozen=True, slots=True)
class Form:
    """A message as it would stand after the request: what the limits look at."""

    components: list[Json]
    embeds: list[Json]
    content: str
    v2: bool
    files: frozenset[str]
    """Names of the attachments that the message would carry."""


def walk(components: Iterable[Json], path: Path = ("components",)) -> Iterator[Located]:
    """Every component with its place, parents first, in the order in which people read."""
    for index, component in enumerate(components):
        yield from _walk_one(component, (*path, index))


def _walk_one(component: Json, path: Path) -> Iterator[Located]:
    yield path, component
    yield from walk(component.get("components") or (), (*path, "components"))
    for key in ("accessory", "component"):
        if child := component.get(key):
            yield from _walk_one(child, (*path, key))


def message_problems(form: Form) -> Iterator[Problem]:
    """What is wrong with a message; paths start at the message's own fields."""
    found = list(walk(form.components))
    yield from _v2_problems(form, found) if form.v2 else _legacy_problems(form, found)
    yield from _shared_problems(found)
    yield from _media_problems(found, form.files)
    yield from _embed_problems(form.embeds)


def modal_problems(modal: Json) -> Iterator[Problem]:
    """What is wrong with a modal's `data`."""
    components = modal.get("components") or []
    if len(components) > MAX_MODAL_COMPONENTS:
        yield Problem(
            ("components",), "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_MODAL_COMPONENTS} in length."
        )
    found = list(walk(components))
    yield from _shared_problems(found)
    for path, component in found:
        if component.get("disabled"):
            yield Problem(
                (*path, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "Components of a modal cannot be disabled"
            )
        if component["type"] == Kind.LABEL and component["component"].get("label"):
            yield Problem(
                (*path, "component", "label"), "COMPONENT_LABEL_IN_LABEL", "The label stands in the Label component"
            )


def choice_problems(choices: list[Json], wanted: type | tuple[type, ...]) -> Iterator[Problem]:
    """What is wrong with autocomplete choices for an option whose values have the type `wanted`."""
    for index, choice in enumerate(choices):
        path, value = ("choices", index, "value"), choice["value"]
        if not isinstance(value, wanted):
            yield Problem(path, "BASE_TYPE_CHOICES", f"{value!r} is not a value for this option's type")
        if isinstance(value, str) and not 1 <= len(value) <= MAX_CHOICE_VALUE:
            yield Problem(path, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_CHOICE_VALUE} in length.")


def mention_problems(mentions: Json | None) -> Iterator[Problem]:
    """`parse` and a list of the same kind exclude each other (reference: "Allowed Mentions Object")."""
    for kind in ("users", "roles"):
        if mentions and kind in (mentions.get("parse") or ()) and mentions.get(kind):
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            yield Problem(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)


def _v2_problems(form: Form, found: list[Located]) -> Iterator[Problem]:
    for field in ("content", "embeds"):
        if getattr(form, field):
            message = f"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            yield Problem((field,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)
    if not form.components:
        yield Problem(("components",), "BASE_TYPE_REQUIRED", "A Components V2 message needs at least one component")
    if len(found) > MAX_COMPONENTS:
        message = f"The total number of components ({len(found)}) exceeds {MAX_COMPONENTS}"
        yield Problem(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    text = sum(len(component.get("content") or "") for _, component in found)
    if text > MAX_DISPLAYABLE_TEXT:
        message = f"The total size of the displayable text ({text}) exceeds {MAX_DISPLAYABLE_TEXT}"
        yield Problem(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)


def _legacy_problems(form: Form, found: list[Located]) -> Iterator[Problem]:
    for path, component in found:
        if len(path) == 2 and component["type"] != Kind.ACTION_ROW:
            yield Problem((*path, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).')
    if len(form.components) > MAX_LEGACY_ROWS:
        yield Problem(("components",), "BASE_TYPE_BAD_LENGTH", f"Must be {MAX_LEGACY_ROWS} or fewer in length.")
    if len(form.content) > MAX_CONTENT:
        yield Problem(("content",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CONTENT} or fewer in length.")


def _shared_problems(found: list[Located]) -> Iterator[Problem]:
    yield from _repeated(
        found, "custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
    )
    yield from _repeated(found, "id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
    for path, component in found:
        for kinds, rule in _RULES:
            if component["type"] in kinds:
                yield from rule(path, component)


def _repeated(found: list[Located], key: str, code: str, message: str) -> Iterator[Problem]:
    counts = Counter(component[key] for _, component in found if component.get(key))
    seen: set[Any] = set()
    for path, component in found:
        value = component.get(key)
        if value and counts[value] > 1 and value in seen:
            yield Problem((*path, key), code, message)
        seen.add(value)


def _row_problems(path: Path, row: Json) -> Iterator[Problem]:
    kinds = [component["type"] for component in row["components"]]
    if len(kinds) > 1 and any(kind != Kind.BUTTON for kind in kinds):
        yield Problem(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "An action row holds up to 5 buttons or a single select")


def _button_problems(path: Path, button: Json) -> Iterator[Problem]:
    if button["style"] == PREMIUM:
        yield Problem(path, "BUTTON_COMPONENT_INVALID_SKU", "The playground sells nothing: no premium buttons")
        return
    needed, barred = ("url", "custom_id") if button["style"] == LINK else ("custom_id", "url")
    if not button.get(needed):
        yield Problem((*path, needed), "BASE_TYPE_REQUIRED", f"A button of this style needs {needed}")
    if button.get(barred):
        message = "A custom id and url cannot both be specified"
        yield Problem((*path, barred), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
    if not button.get("label") and not button.get("emoji"):
        yield Problem(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji")
    yield from _url_problems((*path, "url"), button.get("url"), ("http", "https", "discord"))
    yield from _emoji_problems((*path, "emoji"), button.get("emoji"))


def _chooser_problems(path: Path, chooser: Json) -> Iterator[Problem]:
    low, high = chooser.get("min_values"), chooser.get("max_values")
    low, high = 1 if low is None else low, 1 if high is None else high
    if low > high:
        yield Problem(
            (*path, "min_values"), "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE", f"min_values {low} exceeds {high}"
        )
    options = chooser.get("options")
    if options is not None and high > len(options):
        message = f"max_values {high} exceeds the {len(options)} options"
        yield Problem((*path, "max_values"), "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", message)
    defaults = sum(bool(option.get("default")) for option in options or ()) + len(chooser.get("default_values") or ())
    if defaults > high:
        yield Problem(path, "SELECT_COMPONENT_TOO_MANY_DEFAULTS", f"{defaults} defaults, but only {high} may be chosen")


def _option_problems(path: Path, chooser: Json) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, option in enumerate(chooser["options"]):
        place = (*path, "options", index)
        if option["value"] in seen:
            message = "The specified option value is already used"
            yield Problem((*place, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        seen.add(option["value"])
        yield from _emoji_problems((*place, "emoji"), option.get("emoji"))


def _input_problems(path: Path, field: Json) -> Iterator[Problem]:
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if low > high:
        yield Problem((*path, "min_length"), "TEXT_INPUT_MIN_LENGTH_TOO_LARGE", f"min_length {low} exceeds {high}")
    if (value := field.get("value")) and not low <= len(value) <= high:
        yield Problem((*path, "value"), "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")


def _emoji_problems(path: Path, emoji: Json | None) -> Iterator[Problem]:
    """The application owns no custom emoji here, and a Unicode emoji is never plain ASCII."""
    if emoji and (emoji.get("id") or (emoji.get("name") or "a").isascii()):
        yield Problem((*path, "name"), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")


def _media_problems(found: list[Located], files: frozenset[str]) -> Iterator[Problem]:
    for path, media, schemes in _media(found):
        url = media["url"]
        if not url.startswith("attachment://"):
            yield from _url_problems((*path, "url"), url, schemes)
        elif url.removeprefix("attachment://") not in files:
            code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
            yield Problem((*path, "url"), code, f"No attachment of this message is called {url!r}")


def _media(found: list[Located]) -> Iterator[tuple[Path, Json, tuple[str, ...]]]:
    for path, component in found:
        if component["type"] == Kind.THUMBNAIL:
            yield (*path, "media"), component["media"], ("http", "https")
        elif component["type"] == Kind.FILE:
            yield (*path, "file"), component["file"], ("attachment",)
        elif component["type"] == Kind.MEDIA_GALLERY:
            for index, item in enumerate(component["items"]):
                yield (*path, "items", index, "media"), item["media"], ("http", "https")


def _embed_problems(embeds: list[Json]) -> Iterator[Problem]:
    total = sum(len(text) for embed in embeds for text in embed_texts(embed))
    if total > MAX_EMBED_TEXT:
        yield Problem(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MAX_EMBED_TEXT}")
    for index, embed in enumerate(embeds):
        for key, url in _embed_urls(embed):
            schemes = ("http", "https") if key == ("url",) else ("http", "https", "attachment")
            yield from _url_problems(("embeds", index, *key), url, schemes)


def embed_texts(embed: Json) -> Iterator[str]:
    """The visible words of an embed, in reading order."""
    fields = [text for field in embed.get("fields") or () for text in (field["name"], field["value"])]
    footer, author = embed.get("footer") or {}, embed.get("author") or {}
    texts = [author.get("name"), embed.get("title"), embed.get("description"), *fields, footer.get("text")]
    return (text for text in texts if text)


def _embed_urls(embed: Json) -> Iterator[tuple[Path, str]]:
    if url := embed.get("url"):
        yield ("url",), url
    for key, field in (("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url")):
        if url := (embed.get(key) or {}).get(field):
            yield (key, field), url


def _url_problems(path: Path, url: str | None, schemes: tuple[str, ...]) -> Iterator[Problem]:
    if not url:
        return
    parts = urlsplit(url)
    if parts.scheme not in schemes:
        message = f'Scheme "{parts.scheme}" is not supported. Scheme must be one of {schemes}.'
        yield Problem(path, "URL_TYPE_INVALID_SCHEME", message)
    elif not parts.netloc or any(character.isspace() for character in url):
        yield Problem(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


_Rule = Callable[[Path, Json], Iterator[Problem]]
_RULES: tuple[tuple[frozenset[int], _Rule], ...] = (
    (frozenset({Kind.ACTION_ROW}), _row_problems),
    (frozenset({Kind.BUTTON}), _button_problems),
    (CHOOSERS, _chooser_problems),
    (OPTIONED, _option_problems),
    (frozenset({Kind.TEXT_INPUT}), _input_problems),
)
