"""What people see on their screen: messages, buttons, selects and forms, as values read from Discord's payloads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playground.discord.errors import Json
from playground.discord.limits import SELECTS, Kind, embed_texts, walk


@dataclass(frozen=True, slots=True)
class Choice:
    """One suggestion of an autocomplete."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `custom_id` is None for a link, `url` for all others. `style`: 1 to 4, and 5 for links."""

    label: str
    custom_id: str | None
    url: str | None
    style: int
    emoji: str | None
    disabled: bool

    @classmethod
    def read(cls, raw: Json) -> Button:
        emoji = (raw.get("emoji") or {}).get("name")
        state = raw["style"], emoji, bool(raw.get("disabled"))
        return cls(raw.get("label") or "", raw.get("custom_id"), raw.get("url"), *state)


@dataclass(frozen=True, slots=True)
class Select:
    """A select menu; `options` are (label, value) pairs, none for selects of users or channels."""

    custom_id: str
    placeholder: str
    options: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    disabled: bool

    @classmethod
    def read(cls, raw: Json) -> Select:
        options = raw.get("options") or []
        pairs = tuple((option["label"], option["value"]) for option in options)
        chosen = tuple(option["value"] for option in options if option.get("default"))
        return cls(raw["custom_id"], raw.get("placeholder") or "", pairs, chosen, bool(raw.get("disabled")))


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: `kind` is the component type of its input, `value` what stands in it already."""

    label: str
    custom_id: str
    kind: Kind
    required: bool
    value: str
    options: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, raw: Json, label: str) -> Field:
        options = tuple((option["label"], option["value"]) for option in raw.get("options") or ())
        value = raw.get("value") or ""
        return cls(label, raw["custom_id"], Kind(raw["type"]), raw.get("required", True), value, options)


@dataclass(frozen=True, slots=True)
class Modal:
    """A form on the person's screen. `interaction` is the id of what opened it."""

    interaction: str
    title: str
    custom_id: str
    text: str
    fields: tuple[Field, ...]

    @classmethod
    def read(cls, interaction: str, raw: Json) -> Modal:
        text = "\n".join(part["content"] for _, part in walk(raw["components"]) if part["type"] == Kind.TEXT_DISPLAY)
        return cls(interaction, raw["title"], raw["custom_id"], text, tuple(_fields(raw["components"])))


def _fields(components: list[Json]) -> Iterator[Field]:
    for component in components:
        if component["type"] == Kind.LABEL:
            yield Field.read(component["component"], component["label"])
        for child in component.get("components") or ():
            yield Field.read(child, child.get("label", ""))


@dataclass(frozen=True, slots=True)
class View:
    """A message as it stood at one moment."""

    raw: Json

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def ephemeral(self) -> bool:
        return bool(self.raw["ephemeral"])

    @property
    def deleted(self) -> bool:
        return bool(self.raw["deleted"])

    @property
    def revision(self) -> int:
        """1 when posted, one more with each edit."""
        return int(self.raw["revision"])

    @property
    def components(self) -> list[Json]:
        """As on the wire."""
        components: list[Json] = self.raw["components"]
        return components

    @property
    def text(self) -> str:
        """All words in reading order, one block a line; labels of buttons and selects are not among them."""
        embedded = [text for embed in self.raw["embeds"] for text in embed_texts(embed)]
        shown = [part["content"] for part in self._parts(Kind.TEXT_DISPLAY)]
        return "\n".join(text for text in [self.raw["content"], *embedded, *shown] if text)

    @property
    def buttons(self) -> list[Button]:
        return [Button.read(part) for part in self._parts(Kind.BUTTON)]

    @property
    def selects(self) -> list[Select]:
        return [Select.read(part) for part in self._parts(*SELECTS)]

    @property
    def images(self) -> list[str]:
        """Addresses of thumbnails, galleries, embedded images and, in old-style messages, attached pictures."""
        thumbnails = [part["media"]["url"] for part in self._parts(Kind.THUMBNAIL)]
        galleries = [item["media"]["url"] for part in self._parts(Kind.MEDIA_GALLERY) for item in part["items"]]
        embedded = [
            embed[key]["url"] for embed in self.raw["embeds"] for key in ("thumbnail", "image") if embed.get(key)
        ]
        files = [] if self.components else [item["url"] for item in self.attachments if _is_image(item)]
        return [*thumbnails, *galleries, *embedded, *files]

    @property
    def attachments(self) -> list[Json]:
        attachments: list[Json] = self.raw["attachments"]
        return attachments

    def button(self, which: str) -> Button:
        """The button with this label, emoji or custom id. Raises LookupError unless there is exactly one."""
        found = [button for button in self.buttons if which in (button.custom_id, button.label, button.emoji)]
        exact = [button for button in found if button.custom_id == which] or found
        if len(exact) != 1:
            labels = ", ".join(button.label or button.emoji or "?" for button in self.buttons) or "none"
            raise LookupError(f"{len(exact)} buttons are called {which!r}; the message has: {labels}")
        return exact[0]

    def _parts(self, *kinds: Kind) -> list[Json]:
        return [part for _, part in walk(self.components) if part["type"] in kinds]


def _is_image(attachment: Json) -> bool:
    return str(attachment.get("content_type", "")).startswith("image/")
