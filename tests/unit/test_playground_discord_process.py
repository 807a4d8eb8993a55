"""The playground as a process of its own, and messages as a terminal shows them."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.console import Console

from playground.discord import RemoteDiscord, View
from playground.discord.terminal import controls, render, render_modal
from playground.discord.views import Modal
from tests.support.discord_wire import RawBot, button, called, option, row, select, text

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without a signal")


@asynccontextmanager
async def process(*arguments: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, dict[str, str]]]:
    """A running `python -m playground.discord` and the addresses that it prints."""
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "playground.discord",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert started.stdout is not None
    try:
        yield started, json.loads(await started.stdout.readline())
    finally:
        if started.returncode is None:
            started.terminate()
        await started.communicate()


async def ended(started: asyncio.subprocess.Process, how: signal.Signals) -> tuple[int | None, str]:
    started.send_signal(how)
    _, errors = await started.communicate()
    return started.returncode, errors.decode()


@needs_signals
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_another_process_plays_the_people(how: signal.Signals) -> None:
    async with process("--token", "my.own.token") as (started, addresses):
        async with RemoteDiscord(addresses["control"], token="my.own.token") as playground, RawBot(playground) as bot:
            await bot.register({"name": "play", "description": "Plays"})
            async with called(playground, bot, "play") as interaction:
                await bot.answer(interaction, 4, {"content": "hello"})
            assert [item.text for item in await playground.channel().messages(playground.user("alice"))] == ["hello"]
        assert await ended(started, how) == (0, "")


@needs_signals
async def test_mistakes_are_told_at_the_end_with_status_1() -> None:
    async with process() as (started, addresses):
        async with RemoteDiscord(addresses["control"], strict=False) as playground, RawBot(playground) as bot:
            await bot.post({"content": "x" * 2001})
        status, errors = await ended(started, signal.SIGTERM)
    assert status == 1
    assert "content: Must be 2000 or fewer in length." in errors


def drawn(thing: Any, width: int = 60) -> list[str]:
    console = Console(width=width, no_color=True, legacy_windows=False)
    with console.capture() as capture:
        console.print(thing)
    return [line.rstrip() for line in capture.get().splitlines()]


def view(*components: dict[str, Any], **more: Any) -> View:
    nothing = {"content": "", "embeds": [], "attachments": [], "ephemeral": False}
    return View({"components": list(components), **nothing, **more})


def test_a_layout_is_drawn_in_reading_order_with_numbers_to_press() -> None:
    cover = {"type": 11, "media": {"url": "https://covers.example/1.png"}}
    section = {"type": 9, "components": [text("## Songs\n**One** by A\n-# small")], "accessory": cover}
    pages = row(button("back", "Back", disabled=True), button("next", "Next", emoji={"name": "▶️"}))
    message = view(
        {"type": 17, "components": [section, {"type": 14}, pages]}, row(select(option(label="Pick me"))), ephemeral=True
    )
    lines = drawn(render(message))
    inside = [line for line in lines if line.startswith("▌")]
    assert "Songs" in inside[0]
    assert inside[0].endswith("[cover]")
    assert [line.removeprefix("▌").strip() for line in inside[1:3]] == ["One by A", "small"]
    assert "[1] Back" in inside[-1]
    assert "[2] ▶️ Next" in inside[-1]
    assert lines[-2:] == ["[3] Choose ▾", "👁 Only you can see this"]
    assert [part["custom_id"] for part in controls(message)] == ["back", "next", "choose"]


def test_a_select_shows_what_is_chosen() -> None:
    chosen = select(option(label="Red"), option("blue", label="Blue", default=True))
    assert drawn(render(view(row(chosen)))) == ["[1] Blue ▾"]


def test_titles_show_exactly_as_they_were_escaped() -> None:
    # Discord's escapes: the backslashes vanish, the signs stay.
    assert drawn(render(view(text(r"\*\*Stars\*\* \_and\_ \[more\]")))) == ["**Stars** _and_ [more]"]


def test_links_show_their_words() -> None:
    assert drawn(render(view(text("[Open](https://a.example)")))) == ["Open"]


def test_old_style_messages_show_content_embeds_and_files() -> None:
    embed = {
        "title": "Title",
        "description": "Words",
        "fields": [{"name": "F", "value": "V"}],
        "footer": {"text": "end"},
    }
    lines = drawn(render(view(content="Hello", embeds=[embed], attachments=[{"filename": "a.csv"}])))
    assert lines[0] == "Hello"
    assert [line.removeprefix("▌").strip() for line in lines[1:-1]] == ["Title", "Words", "F", "V", "end"]
    assert lines[-1] == "[file] a.csv"


def test_a_form_marks_what_is_required() -> None:
    fields = [
        {"type": 18, "label": "Address", "component": {"type": 4, "custom_id": "a", "value": "http"}},
        {"type": 18, "label": "Mood", "component": select(option(label="calm"), required=False)},
    ]
    lines = drawn(
        render_modal(Modal.read("1", {"title": "Form", "custom_id": "f", "components": [text("Fill in"), *fields]}))
    )
    assert "Form" in lines[0]
    assert [line.strip("│ ") for line in lines[1:-1]] == ["Fill in", "Address*: http", "Mood (calm):"]


def test_text_is_read_in_order_and_buttons_are_found_by_any_name() -> None:
    message = view(
        {"type": 17, "components": [text("one"), row(button("x", "Play", emoji={"name": "▶️"}))]},
        text("two"),
        row(button("y", "Play"), button("Play", "Other")),
    )
    assert message.text == "one\ntwo"
    assert message.button("x") is not None
    assert message.button("▶️").custom_id == "x"
    # A custom id wins over labels; a label that two buttons share names neither.
    assert message.button("Play").label == "Other"
    with pytest.raises(LookupError, match="0 buttons are called 'Stop'; the message has: Play, Play, Other"):
        message.button("Stop")
