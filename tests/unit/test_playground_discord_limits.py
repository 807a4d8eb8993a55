"""Each limit of Discord's forms, shown by a form just inside and one just beyond it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from playground.discord import DiscordPlayground
from tests.support.discord_wire import RawBot, button, called, option, problems, row, select, text, typed, v2

Json = dict[str, Any]

ROWS = "components.0.components.0"


@pytest.fixture
async def bot() -> AsyncIterator[RawBot]:
    async with DiscordPlayground(strict=False) as playground, RawBot(playground) as bot:
        yield bot


def in_row(component: Json) -> Json:
    return {"content": "hello", "components": [row(component)]}


def options(count: int) -> list[Json]:
    return [option(f"v{number}", f"o{number}") for number in range(count)]


def section(texts: int) -> Json:
    accessory = {"type": 11, "media": {"url": "https://covers.example/1.png"}}
    return {"type": 9, "components": [text("a")] * texts, "accessory": accessory}


def gallery(count: int, description: str = "a") -> Json:
    return {"type": 12, "items": [{"media": {"url": "https://c.example/1.png"}, "description": description}] * count}


def embed(**fields: Any) -> Json:
    return {"embeds": [fields]}


def link(url: str) -> Json:
    return {"type": 2, "style": 5, "label": "Open", "url": url}


# name, inside, beyond, where Discord sees the problem
MESSAGES: list[tuple[str, Json, Json, str]] = [
    ("content 2000", {"content": "x" * 2000}, {"content": "x" * 2001}, "content"),
    ("button label 80", in_row(button(label="x" * 80)), in_row(button(label="x" * 81)), f"{ROWS}.label"),
    ("custom id 100", in_row(button("x" * 100)), in_row(button("x" * 101)), f"{ROWS}.custom_id"),
    ("custom id not empty", in_row(button("x")), in_row(button("")), f"{ROWS}.custom_id"),
    ("url 512", in_row(link("https://a.b/" + "x" * 500)), in_row(link("https://a.b/" + "x" * 501)), f"{ROWS}.url"),
    ("url scheme", in_row(link("https://a.b")), in_row(link("spotify:track:1")), f"{ROWS}.url"),
    ("url host", in_row(link("https://a.b")), in_row(link("https:///a")), f"{ROWS}.url"),
    ("link has url", in_row(link("https://a.b")), in_row(link("")), f"{ROWS}.url"),
    ("link has no id", in_row(link("https://a.b")), in_row(link("https://a.b") | {"custom_id": "x"}), f"{ROWS}.custom_id"),
    ("button says something", in_row(button(emoji={"name": "👍"}, label="")), in_row(button(label="")), ROWS),
    ("emoji", in_row(button(emoji={"name": "🎵"})), in_row(button(emoji={"name": "note"})), f"{ROWS}.emoji.name"),
    ("row of 5", {"components": [row(*map(button, "abcde"))]}, {"components": [row(*map(button, "abcdef"))]}, "components.0.components"),
    ("5 rows", {"components": [row(button(id)) for id in "abcde"]}, {"components": [row(button(id)) for id in "abcdef"]}, "components"),
    ("select alone", {"components": [row(select(option()))]}, {"components": [row(select(option()), button())]}, "components.0"),
    ("ids differ", {"components": [row(button("a"), button("b"))]}, {"components": [row(button("a"), button("a"))]}, "components.0.components.1.custom_id"),
    ("25 options", in_row(select(*options(25))), in_row(select(*options(26))), f"{ROWS}.options"),
    ("option label 100", in_row(select(option(label="x" * 100))), in_row(select(option(label="x" * 101))), f"{ROWS}.options.0.label"),
    ("option value 100", in_row(select(option("x" * 100))), in_row(select(option("x" * 101))), f"{ROWS}.options.0.value"),
    ("option description 100", in_row(select(option(description="x" * 100))), in_row(select(option(description="x" * 101))), f"{ROWS}.options.0.description"),
    ("option values differ", in_row(select(option("a"), option("b"))), in_row(select(option("a"), option("a"))), f"{ROWS}.options.1.value"),
    ("placeholder 150", in_row(select(option(), placeholder="x" * 150)), in_row(select(option(), placeholder="x" * 151)), f"{ROWS}.placeholder"),
    ("max values", in_row(select(*options(2), max_values=2)), in_row(select(*options(2), max_values=3)), f"{ROWS}.max_values"),
    ("min below max", in_row(select(*options(2), min_values=1)), in_row(select(*options(2), min_values=2)), f"{ROWS}.min_values"),
    ("defaults", in_row(select(option(default=True), option("b"))), in_row(select(option(default=True), option("b", default=True))), ROWS),
    ("legacy rows only", {"components": [row(button())]}, {"content": "a", "components": [text("b")]}, "components.0.type"),
    ("40 components", v2({"type": 17, "components": [text("a")] * 39}), v2({"type": 17, "components": [text("a")] * 40}), "components"),
    ("40 counts accessories", v2(*[section(1)] * 13), v2(*[section(1)] * 13, row(button())), "components"),
    ("4000 characters in one", v2(text("x" * 4000)), v2(text("x" * 4001)), "components.0.content"),
    ("4000 characters in all", v2(text("x" * 2000), text("x" * 2000)), v2(text("x" * 2000), text("x" * 2001)), "components"),
    ("no content with V2", v2(text("a"), content=""), v2(text("a"), content="b"), "content"),
    ("no embeds with V2", v2(text("a"), embeds=[]), v2(text("a"), embeds=[{"title": "b"}]), "embeds"),
    ("V2 has components", v2(text("a")), v2(), "components"),
    ("text not empty", v2(text("a")), v2(text("")), "components.0.content"),
    ("section of 3", v2(section(3)), v2(section(4)), "components.0.components"),
    ("section has accessory", v2(section(1)), v2({"type": 9, "components": [text("a")]}), "components.0.accessory"),
    ("gallery of 10", v2(gallery(10)), v2(gallery(11)), "components.0.items"),
    ("alt text 1024", v2(gallery(1, "x" * 1024)), v2(gallery(1, "x" * 1025)), "components.0.items.0.description"),
    ("accent colour", v2({"type": 17, "components": [text("a")], "accent_color": 0xFFFFFF}), v2({"type": 17, "components": [text("a")], "accent_color": 0x1000000}), "components.0.accent_color"),
    ("component ids differ", v2(text("a") | {"id": 7}, text("b")), v2(text("a") | {"id": 7}, text("b") | {"id": 7}), "components.1.id"),
    ("component kinds", v2(text("a")), v2({"type": 99}), "components.0"),
    ("no container in a container", v2({"type": 17, "components": [text("a")]}), v2({"type": 17, "components": [{"type": 17, "components": [text("a")]}]}), ROWS),
    ("10 embeds", {"embeds": [{"title": "a"}] * 10}, {"embeds": [{"title": "a"}] * 11}, "embeds"),
    ("embed title 256", embed(title="x" * 256), embed(title="x" * 257), "embeds.0.title"),
    ("embed description 4096", embed(description="x" * 4096), embed(description="x" * 4097), "embeds.0.description"),
    ("25 fields", embed(fields=[{"name": "a", "value": "b"}] * 25), embed(fields=[{"name": "a", "value": "b"}] * 26), "embeds.0.fields"),
    ("field name 256", embed(fields=[{"name": "x" * 256, "value": "b"}]), embed(fields=[{"name": "x" * 257, "value": "b"}]), "embeds.0.fields.0.name"),
    ("field value 1024", embed(fields=[{"name": "a", "value": "x" * 1024}]), embed(fields=[{"name": "a", "value": "x" * 1025}]), "embeds.0.fields.0.value"),
    ("footer 2048", embed(footer={"text": "x" * 2048}), embed(footer={"text": "x" * 2049}), "embeds.0.footer.text"),
    ("author 256", embed(author={"name": "x" * 256}), embed(author={"name": "x" * 257}), "embeds.0.author.name"),
    ("6000 in all embeds", {"embeds": [{"description": "x" * 3000}] * 2}, {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3001}]}, "embeds"),
    ("embed url", embed(title="a", url="https://a.b"), embed(title="a", url="ftp://a.b"), "embeds.0.url"),
    ("mentions", {"content": "a", "allowed_mentions": {"parse": ["users"]}}, {"content": "a", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "beyond", "place"), [case[1:] for case in MESSAGES], ids=[case[0] for case in MESSAGES]
)
async def test_message(bot: RawBot, inside: Json, beyond: Json, place: str) -> None:
    status, answer = await bot.post(inside)
    assert status == 200, answer
    status, answer = await bot.post(beyond)
    assert (status, answer["code"]) == (400, 50035)
    assert problems(answer) == [place]


def modal(*components: Json, **more: Any) -> Json:
    return {"custom_id": "m", "title": "Form", "components": list(components), **more}


def label(component: Json, text: str = "Field", **more: Any) -> Json:
    return {"type": 18, "label": text, "component": component, **more}


def field(custom_id: str = "a", **more: Any) -> Json:
    return {"type": 4, "style": 1, "custom_id": custom_id, **more}


def group(kind: int, count: int, **more: Any) -> Json:
    return {"type": kind, "custom_id": "g", "options": options(count), **more}


INSIDE = "components.0.component"
MODALS: list[tuple[str, Json, Json, str]] = [
    ("title 45", modal(label(field()), title="x" * 45), modal(label(field()), title="x" * 46), "title"),
    ("title not empty", modal(label(field()), title="x"), modal(label(field()), title=""), "title"),
    ("5 components", modal(*(label(field(id)) for id in "abcde")), modal(*(label(field(id)) for id in "abcdef")), "components"),
    ("ids differ", modal(label(field("a")), label(field("b"))), modal(label(field("a")), label(field("a"))), "components.1.component.custom_id"),
    ("label 45", modal(label(field(), "x" * 45)), modal(label(field(), "x" * 46)), "components.0.label"),
    ("label description 100", modal(label(field(), description="x" * 100)), modal(label(field(), description="x" * 101)), "components.0.description"),
    ("text 4000", modal(label(field(max_length=4000))), modal(label(field(max_length=4001))), f"{INSIDE}.max_length"),
    ("text lengths", modal(label(field(min_length=5, max_length=5))), modal(label(field(min_length=6, max_length=5))), f"{INSIDE}.min_length"),
    ("text value", modal(label(field(max_length=5, value="x" * 5))), modal(label(field(max_length=5, value="x" * 6))), f"{INSIDE}.value"),
    ("text placeholder 100", modal(label(field(placeholder="x" * 100))), modal(label(field(placeholder="x" * 101))), f"{INSIDE}.placeholder"),
    ("label stands outside", modal(label(field())), modal(label(field(label="a"))), f"{INSIDE}.label"),
    ("radio 2 to 10", modal(label(group(21, 10))), modal(label(group(21, 11))), f"{INSIDE}.options"),
    ("radio at least 2", modal(label(group(21, 2))), modal(label(group(21, 1))), f"{INSIDE}.options"),
    ("checkboxes 10", modal(label(group(22, 10))), modal(label(group(22, 11))), f"{INSIDE}.options"),
    ("10 files", modal(label({"type": 19, "custom_id": "f", "max_values": 10})), modal(label({"type": 19, "custom_id": "f", "max_values": 11})), f"{INSIDE}.max_values"),
    ("nothing disabled", modal(label(select(option()))), modal(label(select(option(), disabled=True))), f"{INSIDE}.disabled"),
    ("no buttons", modal(label(field())), modal(label(button())), INSIDE),
]  # fmt: skip

COMMAND = {"name": "form", "description": "Opens a form"}


@pytest.mark.parametrize(("inside", "beyond", "place"), [case[1:] for case in MODALS], ids=[case[0] for case in MODALS])
async def test_modal(inside: Json, beyond: Json, place: str) -> None:
    async with DiscordPlayground(strict=False) as playground, RawBot(playground) as bot:
        await bot.register(COMMAND)
        async with called(playground, bot, "form") as interaction:
            status, answer = await bot.answer(interaction, 9, beyond)
            assert (status, answer["code"]) == (400, 50035)
            assert problems(answer) == [f"data.{place}"]
            status, answer = await bot.answer(interaction, 9, inside)
            assert status == 200, answer


def choice(name: str = "a", value: Any = "b") -> Json:
    return {"name": name, "value": value}


CHOICES: list[tuple[str, list[Json], list[Json], str]] = [
    ("25 choices", [choice()] * 25, [choice()] * 26, "data.choices"),
    ("name 100", [choice("x" * 100)], [choice("x" * 101)], "data.choices.0.name"),
    ("name not empty", [choice("x")], [choice("")], "data.choices.0.name"),
    ("value 100", [choice(value="x" * 100)], [choice(value="x" * 101)], "data.choices.0.value"),
    ("value of the option's type", [choice(value="1")], [choice(value=1)], "data.choices.0.value"),
]


@pytest.mark.parametrize(
    ("inside", "beyond", "place"), [case[1:] for case in CHOICES], ids=[case[0] for case in CHOICES]
)
async def test_autocomplete(inside: list[Json], beyond: list[Json], place: str) -> None:
    async with DiscordPlayground(strict=False) as playground, RawBot(playground) as bot:
        text_option = {"type": 3, "name": "text", "description": "Words", "autocomplete": True}
        await bot.register({**COMMAND, "options": [text_option]})
        async with typed(playground, bot, "form", "text", "a") as interaction:
            status, answer = await bot.answer(interaction, 8, {"choices": beyond})
            assert (status, answer["code"]) == (400, 50035)
            assert problems(answer) == [place]
            status, answer = await bot.answer(interaction, 8, {"choices": inside})
            assert status == 200, answer


async def test_files_and_requests_have_a_size() -> None:
    async with DiscordPlayground(strict=False) as playground, RawBot(playground) as bot:
        path = f"/channels/{bot.channel}/messages"
        inside, beyond = b"x" * (10 * 2**20), b"x" * (10 * 2**20 + 1)
        assert (await bot.upload(path, {}, ("a.png", inside)))[0] == 200
        for files in ([("a.png", beyond)], [("a.png", inside)] * 3):
            status, answer = await bot.upload(path, {}, *files)
            assert (status, answer["code"]) == (413, 40005)


async def test_attachments_must_have_come_with_the_message(bot: RawBot) -> None:
    path = f"/channels/{bot.channel}/messages"
    body = v2(
        {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}, attachments=[{"id": 0, "filename": "a.png"}]
    )
    status, message = await bot.upload(path, body, ("ignored.png", b"1"))
    assert status == 200
    assert message["components"][0]["items"][0]["media"]["url"] == message["attachments"][0]["url"]
    status, answer = await bot.upload(path, body | {"attachments": []}, ("b.png", b"1"))
    assert (status, problems(answer)) == (400, ["components.0.items.0.media.url"])
    status, answer = await bot.upload(path, body | {"attachments": [{"id": 3}]}, ("a.png", b"1"))
    assert (status, problems(answer)) == (400, ["attachments"])


async def test_an_edit_keeps_what_it_does_not_name(bot: RawBot) -> None:
    path = f"/channels/{bot.channel}/messages"
    _, message = await bot.upload(path, {"content": "a"}, ("a.png", b"1"))
    _, edited = await bot.upload(
        f"{path}/{message['id']}", {"embeds": [{"title": "b"}]}, ("b.png", b"2"), method="PATCH"
    )
    assert (edited["content"], edited["embeds"]) == ("a", [{"title": "b"}])
    assert [item["filename"] for item in edited["attachments"]] == ["a.png", "b.png"]
    kept = [{"id": edited["attachments"][1]["id"]}]
    _, edited = await bot.call("PATCH", f"{path}/{message['id']}", {"attachments": kept, "content": None})
    assert (edited["content"], [item["filename"] for item in edited["attachments"]]) == ("", ["b.png"])
    status, answer = await bot.call("PATCH", f"{path}/{message['id']}", {"attachments": [], "embeds": []})
    assert (status, answer["code"]) == (400, 50006)


async def test_a_message_becomes_v2_once_its_old_parts_are_gone_and_stays_so(bot: RawBot) -> None:
    _, message = await bot.post({"content": "a"})
    path = f"/channels/{bot.channel}/messages/{message['id']}"
    status, answer = await bot.call("PATCH", path, v2(text("b")))
    assert (status, problems(answer)) == (400, ["content"])
    status, edited = await bot.call("PATCH", path, v2(text("b"), content=None))
    assert (status, edited["flags"]) == (200, 1 << 15)
    status, edited = await bot.call("PATCH", path, {"components": [text("c")]})
    assert (status, edited["flags"]) == (200, 1 << 15)
    status, answer = await bot.call("PATCH", path, {"flags": 0})
    assert (status, problems(answer)) == (400, ["flags"])


async def test_component_ids_are_given_in_reading_order_around_those_taken(bot: RawBot) -> None:
    _, message = await bot.post(v2({"type": 17, "components": [text("a"), text("b") | {"id": 2}]}, text("c")))
    [container, last] = message["components"]
    assert [container["id"], *(part["id"] for part in container["components"]), last["id"]] == [1, 3, 2, 4]
