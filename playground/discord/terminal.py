"""Draws a message for a terminal, about as Discord shows it: accent bar, headings, covers, numbered buttons."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markdown import Heading, Markdown
from rich.panel import Panel
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from playground.discord.errors import Json
from playground.discord.limits import LINK, SELECTS, Kind, walk
from playground.discord.views import Modal, View

BLURPLE = 0x5865F2
_BUTTON_STYLES = {1: "white on #5865f2", 2: "white on #4e5058", 3: "white on #248046", 4: "white on #da373c"}
_LINK_STYLE = "underline white on #4e5058"


class _LeftHeading(Heading):
    """Discord's headings stand on the left and have no frame."""

    def __rich_console__(self, _: Console, __: ConsoleOptions) -> RenderResult:
        self.text.justify = "left"
        self.text.stylize("bold underline" if self.tag == "h1" else "bold")
        yield self.text


class _Markdown(Markdown):
    elements = Markdown.elements | {"heading_open": _LeftHeading}


def render(message: View) -> RenderableType:
    """The message with its buttons and selects numbered from 1 in reading order."""
    numbers = {id(part): number for number, part in enumerate(controls(message), start=1)}
    blocks = [_lines(message.raw["content"])] if message.raw["content"] else []
    blocks += [_embed(embed) for embed in message.raw["embeds"]]
    blocks += [_draw(component, numbers) for component in message.components]
    if not message.components:
        blocks += [Text(f"[file] {item['filename']}", style="cyan") for item in message.attachments]
    if message.ephemeral:
        blocks.append(Text("👁 Only you can see this", style="dim"))
    return Group(*blocks)


def controls(message: View) -> list[Json]:
    """The components that `render` numbers: buttons and selects, as on the wire, in reading order."""
    return [part for _, part in walk(message.components) if part["type"] == Kind.BUTTON or part["type"] in SELECTS]


def render_modal(modal: Modal) -> RenderableType:
    """The form with its fields, those that must be filled in marked with a star."""
    rows = [_lines(modal.text)] if modal.text else []
    for field in modal.fields:
        star = "*" if field.required else ""
        options = f" ({', '.join(label for label, _ in field.options)})" if field.options else ""
        rows.append(Text(f"{field.label}{star}{options}: {field.value}"))
    return Panel(Group(*rows), title=modal.title, title_align="left", border_style="#5865f2")


def _draw(component: Json, numbers: dict[int, int]) -> RenderableType:
    return _DRAWINGS[Kind(component["type"])](component, numbers)


def _container(component: Json, numbers: dict[int, int]) -> RenderableType:
    inside = Group(*(_draw(child, numbers) for child in component["components"]))
    return _Barred(inside, component.get("accent_color"))


@dataclass(frozen=True, slots=True)
class _Barred:
    """Anything with a coloured bar at its left."""

    inside: RenderableType
    colour: int | None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bar = Segment("▌ ", Style(color=f"#{BLURPLE if self.colour is None else self.colour:06x}"))
        for line in console.render_lines(self.inside, options.update_width(options.max_width - 2)):
            yield from (bar, *line, Segment.line())


def _section(component: Json, numbers: dict[int, int]) -> RenderableType:
    words = Group(*(_draw(child, numbers) for child in component["components"]))
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", vertical="top")
    grid.add_row(words, _draw(component["accessory"], numbers))
    return grid


def _row(component: Json, numbers: dict[int, int]) -> RenderableType:
    parts = [_draw(child, numbers) for child in component["components"]]
    if all(isinstance(part, Text) for part in parts):
        return Text("  ").join(part for part in parts if isinstance(part, Text))
    return Group(*parts)


def _button(component: Json, numbers: dict[int, int]) -> RenderableType:
    emoji = (component.get("emoji") or {}).get("name") or ""
    label = " ".join(part for part in (emoji, component.get("label") or "") if part)
    link = component["style"] == LINK
    style = _LINK_STYLE if link else _BUTTON_STYLES[component["style"]]
    if component.get("disabled"):
        style = f"dim {style}"
    shown = Text(f" {label} ↗ " if link else f" {label} ", style=f"{style} link {component['url']}" if link else style)
    return Text.assemble((f"[{numbers[id(component)]}]", "bold"), shown)


def _select(component: Json, numbers: dict[int, int]) -> RenderableType:
    """Closed, as on Discord: what is chosen, or else what it asks."""
    chosen = [option["label"] for option in component.get("options") or () if option.get("default")]
    shown = ", ".join(chosen) or component.get("placeholder") or "Choose"
    return Text.assemble((f"[{numbers[id(component)]}]", "bold"), (f" {shown} ▾ ", "white on #383a40"))


def _thumbnail(_: Json, __: dict[int, int]) -> RenderableType:
    return Text("[cover]", style="black on grey70")


def _gallery(component: Json, _: dict[int, int]) -> RenderableType:
    return Text(" ".join(map(_picture, component["items"])), style="cyan")


def _picture(item: Json) -> str:
    """Its file's name and, for want of the picture, what it shows in words."""
    file = urlsplit(item["media"]["url"]).path.rsplit("/", 1)[-1]
    words = item.get("description")
    return f"[picture {file}: {words}]" if words else f"[picture {file}]"


def _file(component: Json, _: dict[int, int]) -> RenderableType:
    return Text(f"[file] {component['file']['url'].rsplit('/', 1)[-1]}", style="cyan")


def _separator(component: Json, _: dict[int, int]) -> RenderableType:
    return Rule(style="dim") if component.get("divider", True) else Text("")


def _embed(embed: Json) -> RenderableType:
    blocks: list[RenderableType] = []
    if title := embed.get("title"):
        blocks.append(Text(title, style="bold"))
    if description := embed.get("description"):
        blocks.append(_lines(description))
    for field in embed.get("fields") or ():
        blocks += [Text(field["name"], style="bold"), _lines(field["value"])]
    if footer := embed.get("footer"):
        blocks.append(Text(footer["text"], style="dim"))
    return _Barred(Group(*blocks), embed.get("color"))


def _lines(text: str) -> RenderableType:
    return Group(*_markdown(text))


def _relative(stamp: re.Match[str]) -> str:
    """Discord's `<t:SECONDS:R>` as its clients show it: how long until then, or since."""
    seconds = int(stamp[1]) - time.time()
    amount = max(1, round(abs(seconds) / 60))
    unit = "minute" if amount == 1 else "minutes"
    return f"in {amount} {unit}" if seconds > 0 else f"{amount} {unit} ago"


def _markdown(text: str) -> Iterator[RenderableType]:
    """Line by line, since Discord keeps line breaks and has `-# ` for small print; code blocks stay whole."""
    text = re.sub(r"<t:(\d+):R>", _relative, text)
    for block in re.split(r"(```.*?```)", text, flags=re.DOTALL):
        lines = [block] if block.startswith("```") else block.strip("\n").split("\n")
        for line in lines:
            if line.startswith("-# "):
                yield _Markdown(line.removeprefix("-# "), style="dim")
            elif line:
                yield _Markdown(line)
            elif len(lines) > 1:
                yield Text("")


_DRAWINGS: dict[Kind, Callable[[Json, dict[int, int]], RenderableType]] = {
    Kind.CONTAINER: _container,
    Kind.SECTION: _section,
    Kind.ACTION_ROW: _row,
    Kind.BUTTON: _button,
    Kind.TEXT_DISPLAY: lambda component, _: _lines(component["content"]),
    Kind.THUMBNAIL: _thumbnail,
    Kind.MEDIA_GALLERY: _gallery,
    Kind.FILE: _file,
    Kind.SEPARATOR: _separator,
    **dict.fromkeys((Kind(kind) for kind in SELECTS), _select),
}
