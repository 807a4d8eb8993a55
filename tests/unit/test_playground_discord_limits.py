"""Each limit of Discord's forms, shown by a form just inside and one just beyond it."""

from collections.abc import AsyncIterator, Callable
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


def components(*parts: Json, **more: Any) -> Json:
    return {"components": list(parts), **more}


def container(*parts: Json, **more: Any) -> Json:
    return {"type": 17, "components": list(parts), **more}


def upload(**more: Any) -> Json:
    return {"type": 19, "custom_id": "f", **more}


def embed(**fields: Any) -> Json:
    return {"embeds": [fields]}


def link(url: str) -> Json:
    return {"type": 2, "style": 5, "label": "Open", "url": url}


Case = tuple[str, Callable[[Any], Json], Any, Any, str]

# What is limited, the message made of a value, a value just inside, one just beyond, where Discord sees the problem.
MESSAGES: list[Case] = [
    ("content 2000", lambda n: {"content": "x" * n}, 2000, 2001, "content"),
    ("button label 80", lambda n: in_row(button(label="x" * n)), 80, 81, f"{ROWS}.label"),
    ("custom id 100", lambda n: in_row(button("x" * n)), 100, 101, f"{ROWS}.custom_id"),
    ("custom id not empty", lambda n: in_row(button("x" * n)), 1, 0, f"{ROWS}.custom_id"),
    ("url 512", lambda n: in_row(link("https://a.b/" + "x" * (n - 12))), 512, 513, f"{ROWS}.url"),
    ("url scheme", lambda url: in_row(link(url)), "https://a.b", "spotify:track:1", f"{ROWS}.url"),
    ("url host", lambda url: in_row(link(url)), "http://a.b", "https:///a", f"{ROWS}.url"),
    ("link has url", lambda url: in_row(link(url)), "https://a.b", "", f"{ROWS}.url"),
    ("link has no id", lambda more: in_row(link("https://a.b") | more), {}, {"custom_id": "x"}, f"{ROWS}.custom_id"),
    ("button has a label or emoji", lambda kw: in_row(button(label="", **kw)), {"emoji": {"name": "👍"}}, {}, ROWS),
    ("emoji", lambda name: in_row(button(emoji={"name": name})), "🎵", "note", f"{ROWS}.emoji.name"),
    ("row of 5", lambda ids: components(row(*map(button, ids))), "abcde", "abcdef", "components.0.components"),
    ("5 rows", lambda ids: components(*(row(button(name)) for name in ids)), "abcde", "abcdef", "components"),
    ("select alone", lambda rest: components(row(select(option()), *rest)), [], [button()], "components.0"),
    ("ids differ", lambda ids: components(row(*map(button, ids))), "ab", "aa", "components.0.components.1.custom_id"),
    ("25 options", lambda n: in_row(select(*options(n))), 25, 26, f"{ROWS}.options"),
    ("option label 100", lambda n: in_row(select(option(label="x" * n))), 100, 101, f"{ROWS}.options.0.label"),
    ("option value 100", lambda n: in_row(select(option("x" * n))), 100, 101, f"{ROWS}.options.0.value"),
    (
        "option description 100",
        lambda n: in_row(select(option(description="x" * n))),
        100,
        101,
        f"{ROWS}.options.0.description",
    ),
    ("option values differ", lambda vs: in_row(select(*map(option, vs))), "ab", "aa", f"{ROWS}.options.1.value"),
    ("placeholder 150", lambda n: in_row(select(option(), placeholder="x" * n)), 150, 151, f"{ROWS}.placeholder"),
    ("max values", lambda n: in_row(select(*options(2), max_values=n)), 2, 3, f"{ROWS}.max_values"),
    ("min up to max", lambda n: in_row(select(*options(2), min_values=n)), 1, 2, f"{ROWS}.min_values"),
    ("one default", lambda on: in_row(select(option(default=True), option("b", default=on))), False, True, ROWS),
    ("legacy rows only", lambda part: components(part, content="a"), row(button()), text("b"), "components.0.type"),
    ("40 components", lambda n: v2(container(*[text("a")] * (n - 1))), 40, 41, "components"),
    ("40 counts accessories", lambda rest: v2(*[section(1)] * 13, *rest), [text("a")], [row(button())], "components"),
    ("4000 characters in one", lambda n: v2(text("x" * n)), 4000, 4001, "components.0.content"),
    ("4000 characters in all", lambda n: v2(text("x" * 2000), text("x" * n)), 2000, 2001, "components"),
    ("no content with V2", lambda content: v2(text("a"), content=content), "", "b", "content"),
    ("no embeds with V2", lambda embeds: v2(text("a"), embeds=embeds), [], [{"title": "b"}], "embeds"),
    ("V2 has components", lambda parts: v2(*parts), [text("a")], [], "components"),
    ("text not empty", lambda content: v2(text(content)), "a", "", "components.0.content"),
    ("section of 3", lambda n: v2(section(n)), 3, 4, "components.0.components"),
    ("section has accessory", lambda kind: v2(section(1) | {"type": kind}), 9, 10, "components.0.content"),
    ("gallery of 10", lambda n: v2(gallery(n)), 10, 11, "components.0.items"),
    ("alt text 1024", lambda n: v2(gallery(1, "x" * n)), 1024, 1025, "components.0.items.0.description"),
    (
        "accent colour",
        lambda n: v2(container(text("a"), accent_color=n)),
        0xFFFFFF,
        0x1000000,
        "components.0.accent_color",
    ),
    ("component ids differ", lambda n: v2(text("a") | {"id": 7}, text("b") | {"id": n}), 8, 7, "components.1.id"),
    ("component kinds", lambda part: v2(part), text("a"), {"type": 99}, "components.0"),
    ("no container in a container", lambda part: v2(container(part)), text("a"), container(text("a")), ROWS),
    ("10 embeds", lambda n: {"embeds": [{"title": "a"}] * n}, 10, 11, "embeds"),
    ("embed title 256", lambda n: embed(title="x" * n), 256, 257, "embeds.0.title"),
    ("embed description 4096", lambda n: embed(description="x" * n), 4096, 4097, "embeds.0.description"),
    ("25 fields", lambda n: embed(fields=[{"name": "a", "value": "b"}] * n), 25, 26, "embeds.0.fields"),
    ("field name 256", lambda n: embed(fields=[{"name": "x" * n, "value": "b"}]), 256, 257, "embeds.0.fields.0.name"),
    (
        "field value 1024",
        lambda n: embed(fields=[{"name": "a", "value": "x" * n}]),
        1024,
        1025,
        "embeds.0.fields.0.value",
    ),
    ("footer 2048", lambda n: embed(footer={"text": "x" * n}), 2048, 2049, "embeds.0.footer.text"),
    ("author 256", lambda n: embed(author={"name": "x" * n}), 256, 257, "embeds.0.author.name"),
    (
        "6000 in all embeds",
        lambda n: {"embeds": [{"description": "x" * 3000}, {"description": "x" * n}]},
        3000,
        3001,
        "embeds",
    ),
    ("embed url", lambda url: embed(title="a", url=url), "https://a.b", "ftp://a.b", "embeds.0.url"),
    (
        "mentions of all or of some",
        lambda users: {"content": "a", "allowed_mentions": {"parse": ["users"], "users": users}},
        [],
        ["1"],
        "allowed_mentions",
    ),
]


def named(cases: list[Case]) -> list[Any]:
    return [pytest.param(make(inside), make(beyond), place, id=name) for name, make, inside, beyond, place in cases]


@pytest.mark.parametrize(("inside", "beyond", "place"), named(MESSAGES))
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
MODALS: list[Case] = [
    ("title 45", lambda n: modal(label(field()), title="x" * n), 45, 46, "title"),
    ("title not empty", lambda n: modal(label(field()), title="x" * n), 1, 0, "title"),
    ("5 components", lambda ids: modal(*(label(field(name)) for name in ids)), "abcde", "abcdef", "components"),
    (
        "ids differ",
        lambda ids: modal(*(label(field(name)) for name in ids)),
        "ab",
        "aa",
        "components.1.component.custom_id",
    ),
    ("label 45", lambda n: modal(label(field(), "x" * n)), 45, 46, "components.0.label"),
    (
        "label description 100",
        lambda n: modal(label(field(), description="x" * n)),
        100,
        101,
        "components.0.description",
    ),
    ("text 4000", lambda n: modal(label(field(max_length=n))), 4000, 4001, f"{INSIDE}.max_length"),
    ("text lengths", lambda n: modal(label(field(min_length=n, max_length=5))), 5, 6, f"{INSIDE}.min_length"),
    ("text value", lambda n: modal(label(field(max_length=5, value="x" * n))), 5, 6, f"{INSIDE}.value"),
    ("text placeholder 100", lambda n: modal(label(field(placeholder="x" * n))), 100, 101, f"{INSIDE}.placeholder"),
    ("label stands outside", lambda label_: modal(label(field(label=label_))), None, "a", f"{INSIDE}.label"),
    ("radio up to 10", lambda n: modal(label(group(21, n))), 10, 11, f"{INSIDE}.options"),
    ("radio at least 2", lambda n: modal(label(group(21, n))), 2, 1, f"{INSIDE}.options"),
    ("checkboxes 10", lambda n: modal(label(group(22, n))), 10, 11, f"{INSIDE}.options"),
    ("10 files", lambda n: modal(label(upload(max_values=n))), 10, 11, f"{INSIDE}.max_values"),
    ("nothing disabled", lambda off: modal(label(select(option(), disabled=off))), False, True, f"{INSIDE}.disabled"),
    ("no buttons", lambda part: modal(label(part)), field(), button(), INSIDE),
]

COMMAND = {"name": "form", "description": "Opens a form"}


@pytest.mark.parametrize(("inside", "beyond", "place"), named(MODALS))
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


CHOICES: list[Case] = [
    ("25 choices", lambda n: {"choices": [choice()] * n}, 25, 26, "data.choices"),
    ("name 100", lambda n: {"choices": [choice("x" * n)]}, 100, 101, "data.choices.0.name"),
    ("name not empty", lambda n: {"choices": [choice("x" * n)]}, 1, 0, "data.choices.0.name"),
    ("value 100", lambda n: {"choices": [choice(value="x" * n)]}, 100, 101, "data.choices.0.value"),
    ("value of the option's type", lambda v: {"choices": [choice(value=v)]}, "1", 1, "data.choices.0.value"),
]


@pytest.mark.parametrize(("inside", "beyond", "place"), named(CHOICES))
async def test_autocomplete(inside: Json, beyond: Json, place: str) -> None:
    async with DiscordPlayground(strict=False) as playground, RawBot(playground) as bot:
        text_option = {"type": 3, "name": "text", "description": "Words", "autocomplete": True}
        await bot.register({**COMMAND, "options": [text_option]})
        async with typed(playground, bot, "form", "text", "a") as interaction:
            status, answer = await bot.answer(interaction, 8, beyond)
            assert (status, answer["code"]) == (400, 50035)
            assert problems(answer) == [place]
            status, answer = await bot.answer(interaction, 8, inside)
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
