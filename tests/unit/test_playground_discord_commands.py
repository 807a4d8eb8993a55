"""Registering commands: what Discord refuses, what it stores, and who is offered a command."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from playground.discord import DiscordPlayground, File, Impossible
from tests.support.discord_wire import RawBot, called, problems

Json = dict[str, Any]


@pytest.fixture
async def playground() -> AsyncIterator[DiscordPlayground]:
    async with DiscordPlayground(strict=False) as playground:
        yield playground


@pytest.fixture
async def bot(playground: DiscordPlayground) -> AsyncIterator[RawBot]:
    async with RawBot(playground) as bot:
        yield bot


def command(**more: Any) -> Json:
    return {"name": "play", "description": "Plays", **more}


def option(kind: int = 3, name: str = "what", **more: Any) -> Json:
    return {"type": kind, "name": name, "description": "Some", **more}


def with_options(*options: Json) -> Json:
    return command(options=list(options))


def choice(name: str, value: Any = "v") -> Json:
    return {"name": name, "value": value}


def choices(count: int) -> list[Json]:
    return [choice(f"n{number}") for number in range(count)]


def sized(characters: int) -> Json:
    """A command of so many characters: its own 9, 25 times 7 for option, description and choice, the rest in values."""
    options = [option(name=f"{number:02}", choices=[{"name": "n", "value": ""}]) for number in range(25)]
    used = 9 + 25 * (2 + 4 + 1)
    for index in range(25):
        value = min(400, characters - used)
        options[index]["choices"][0]["value"] = "v" * value
        used += value
    return command(options=options)


def translated(*names: str) -> list[Json]:
    """Options that differ in English and have these names in German."""
    return [option(name=f"o{number}", name_localizations={"de": name}) for number, name in enumerate(names)]


def in_german(characters: int) -> Json:
    """A command of so many characters, if the longest language of each name and description counts."""
    words = sized(characters - 90)
    return {**words, "name_localizations": {"de": "spiel" * 2}, "description_localizations": {"de": "x" * 89}}


Case = tuple[str, Callable[[Any], Json], Any, Any, str]

# What is limited, the command made of a value, a value just inside, one just beyond, where Discord sees the problem.
DEFINITIONS: list[Case] = [
    ("name 32", lambda n: command(name="x" * n), 32, 33, "0.name"),
    ("name not empty", lambda n: command(name="x" * n), 1, 0, "0.name"),
    ("name in lower case", lambda name: command(name=name), "play-it", "Play", "0.name"),
    ("name without spaces", lambda name: command(name=name), "play_it", "play it", "0.name"),
    ("description 100", lambda n: command(description="x" * n), 100, 101, "0.description"),
    ("description not empty", lambda n: command(description="x" * n), 1, 0, "0.description"),
    ("25 options", lambda n: with_options(*(option(name=f"o{i}") for i in range(n))), 25, 26, "0.options"),
    ("option name 32", lambda n: with_options(option(name="x" * n)), 32, 33, "0.options.0.name"),
    ("option name in lower case", lambda name: with_options(option(name=name)), "a", "A", "0.options.0.name"),
    (
        "option description 100",
        lambda n: with_options(option(description="x" * n)),
        100,
        101,
        "0.options.0.description",
    ),
    ("option names differ", lambda name: with_options(option(), option(name=name)), "a", "what", "0.options.1"),
    ("required first", lambda yes: with_options(option(), option(name="b", required=yes)), False, True, "0.options.1"),
    ("25 choices", lambda n: with_options(option(choices=choices(n))), 25, 26, "0.options.0.choices"),
    (
        "choice name 100",
        lambda n: with_options(option(choices=[choice("x" * n)])),
        100,
        101,
        "0.options.0.choices.0.name",
    ),
    (
        "choice names differ",
        lambda b: with_options(option(choices=[choice("a"), choice(b)])),
        "b",
        "a",
        "0.options.0.choices",
    ),
    (
        "choice of the option's type",
        lambda value: with_options(option(4, choices=[choice("a", value)])),
        1,
        "1",
        "0.options.0.choices.0.value",
    ),
    (
        "autocomplete or choices",
        lambda cs: with_options(option(autocomplete=True, choices=cs)),
        [],
        choices(1),
        "0.options.0",
    ),
    (
        "autocomplete of texts and numbers",
        lambda kind: with_options(option(kind, autocomplete=True)),
        4,
        5,
        "0.options.0",
    ),
    (
        "lowest up to highest",
        lambda n: with_options(option(4, min_value=n, max_value=1)),
        1,
        2,
        "0.options.0.min_value",
    ),
    (
        "shortest up to longest",
        lambda n: with_options(option(min_length=n, max_length=1)),
        1,
        2,
        "0.options.0.min_length",
    ),
    ("sub-commands alone", lambda kind: with_options(option(1), option(kind, "b")), 1, 3, "0.options"),
    ("8000 characters", sized, 8000, 8001, "0"),
    (
        "permissions in digits",
        lambda bits: command(default_member_permissions=bits),
        "8",
        "admin",
        "0.default_member_permissions",
    ),
    ("contexts differ", lambda contexts: command(contexts=contexts), [0, 1], [0, 0], "0.contexts"),
    (
        "names of other languages too",
        lambda name: command(name_localizations={"de": name}),
        "spiel",
        "Spiel",
        "0.name_localizations.de",
    ),
    (
        "names of languages that Discord has",
        lambda locale: command(name_localizations={locale: "spiel"}),
        "es-419",
        "es-MX",
        "0.name_localizations.es-MX",
    ),
    (
        "options are described in languages that Discord has",
        lambda locale: with_options(option(description_localizations={locale: "Etwas"})),
        "de",
        "de-DE",
        "0.options.0.description_localizations.de-DE",
    ),
    (
        "no word beyond 32 in other languages",
        lambda n: with_options(*translated("x" * n)),
        32,
        33,
        "0.options.0.name_localizations.de",
    ),
    (
        "descriptions of 100 in other languages",
        lambda n: command(description_localizations={"de": "x" * n}),
        100,
        101,
        "0.description_localizations.de",
    ),
    ("option names differ in German", lambda name: with_options(*translated("a", name)), "b", "a", "0.options.1"),
    (
        "a German name is nobody's English one",
        lambda name: with_options(option(name="a"), option(name="b", name_localizations={"de": name})),
        "b",
        "a",
        "0.options.1",
    ),
    ("8000 characters of the longest languages", in_german, 8000, 8001, "0"),
]


@pytest.mark.parametrize(
    ("inside", "beyond", "place"),
    [pytest.param(make(inside), make(beyond), place, id=name) for name, make, inside, beyond, place in DEFINITIONS],
)
async def test_definition(bot: RawBot, inside: Json, beyond: Json, place: str) -> None:
    status, answer = await bot.register(inside)
    assert status == 200, answer
    status, answer = await bot.register(beyond)
    assert (status, answer["code"]) == (400, 50035)
    assert problems(answer) == [place]


async def test_names_are_unique_and_a_hundred_commands_fit(bot: RawBot) -> None:
    many = [command(name=f"c{number}") for number in range(101)]
    assert (await bot.register(*many[:100]))[0] == 200
    assert (await bot.register(*many))[1]["code"] == 50035
    assert (await bot.register(command(), command()))[1]["code"] == 50035
    menus = [{"name": f"Menu {number}", "type": 3} for number in range(16)]
    assert (await bot.register(*menus[:15]))[0] == 200
    assert (await bot.register(*menus))[1]["code"] == 50035


async def test_two_hundred_new_commands_a_day(playground: DiscordPlayground, bot: RawBot) -> None:
    for start in (0, 100):
        assert (await bot.register(*(command(name=f"c{start + number}") for number in range(100))))[0] == 200
    status, answer = await bot.register(command(name="one-more"))
    assert (status, answer["code"]) == (400, 30034)
    await playground.advance(24 * 3600 + 1)
    assert (await bot.register(command(name="one-more")))[0] == 200


async def test_a_command_keeps_its_id_and_gets_a_new_version(bot: RawBot) -> None:
    [first] = (await bot.register(command()))[1]
    [second] = (await bot.register(command(description="Plays on")))[1]
    assert second["id"] == first["id"]
    assert int(second["version"]) > int(first["version"])
    path = f"/applications/{bot.application}/commands"
    assert (await bot.call("GET", path))[1] == [second]
    assert (await bot.call("GET", f"{path}/{first['id']}"))[1] == second
    status, third = await bot.call("PATCH", f"{path}/{first['id']}", {"description": "Plays"})
    assert (status, third["id"], third["description"]) == (200, first["id"], "Plays")
    assert (await bot.call("POST", path, command(name="stop")))[0] == 201
    assert (await bot.call("DELETE", f"{path}/{first['id']}"))[0] == 204
    status, answer = await bot.call("GET", f"{path}/{first['id']}")
    assert (status, answer["code"]) == (404, 10063)


async def test_a_servers_own_command_comes_first_and_carries_its_server(
    playground: DiscordPlayground, bot: RawBot
) -> None:
    await bot.register(command())
    [own] = (await bot.register(command(), guild=True))[1]
    async with called(playground, bot, "play") as interaction:
        assert (interaction["data"]["id"], interaction["data"]["guild_id"]) == (own["id"], bot.guild)
        await bot.answer(interaction, 4, {"content": "a"})
    async with called(playground, bot, "play", guild=False) as interaction:
        assert interaction["data"]["id"] != own["id"]
        assert ("member" in interaction, interaction["context"]) == (False, 1)
        await bot.answer(interaction, 4, {"content": "a"})


async def test_options_arrive_as_discord_sends_them(playground: DiscordPlayground, bot: RawBot) -> None:
    options = [
        option(3, "mood", choices=[{"name": "Calm", "value": "calm-1"}]),
        option(10, "share"),
        option(5, "again"),
        option(6, "friend"),
        option(7, "room"),
        option(11, "list"),
    ]
    await bot.register(command(options=[option(2, "album", options=[option(1, "all", options=options)])]))
    filled: Json = {
        "mood": "Calm",
        "share": 0.5,
        "again": True,
        "friend": "bob",
        "room": "music",
        "list": File("a.csv", b"1"),
    }
    async with called(playground, bot, "play album all", **filled) as interaction:
        [group] = interaction["data"]["options"]
        [leaf] = group["options"]
        assert [(group["type"], group["name"]), (leaf["type"], leaf["name"])] == [(2, "album"), (1, "all")]
        sent = {item["name"]: item["value"] for item in leaf["options"]}
        resolved = interaction["data"]["resolved"]
        assert [sent[name] for name in ("mood", "share", "again")] == ["calm-1", 0.5, True]
        assert resolved["users"][sent["friend"]]["username"] == "bob"
        assert "user" not in resolved["members"][sent["friend"]]
        assert resolved["channels"][sent["room"]]["name"] == "music"
        assert resolved["attachments"][sent["list"]]["filename"] == "a.csv"
        await bot.answer(interaction, 4, {"content": "a"})
    for wrong in ("play", "play album", "play album some"):
        with pytest.raises(Impossible, match="sub-command"):
            await playground.user("alice").slash(wrong)


async def test_a_command_is_offered_where_and_to_whom_it_says(playground: DiscordPlayground, bot: RawBot) -> None:
    await bot.register(
        command(name="here", contexts=[0]),
        command(name="admin", default_member_permissions="32"),
        command(name="mine", integration_types=[1]),
    )
    alice, owner = playground.user("alice"), playground.user("olga", permissions=str(1 << 5))
    for user, name, guild, reason in [
        (alice, "here", False, "not offered in direct messages"),
        (alice, "admin", True, "lacks the permissions"),
        (alice, "mine", True, "not offered to guild installs"),
        (playground.user("alice", install="user"), "here", True, "not offered to user installs"),
    ]:
        with pytest.raises(Impossible, match=reason):
            await user.slash(name, guild=guild)
    async with called(playground, bot, "admin", user=owner) as interaction:
        assert interaction["member"]["permissions"] == "32"
        await bot.answer(interaction, 4, {"content": "a"})


async def test_menus_name_their_target(playground: DiscordPlayground, bot: RawBot) -> None:
    await bot.register(command(), {"name": "Continue this", "type": 3}, {"name": "Taste", "type": 2})
    alice = playground.user("alice")
    async with called(playground, bot, "play") as interaction:
        await bot.answer(interaction, 4, {"content": "a"})
    [message] = await playground.channel().messages(alice)
    async with bot.arrived(alice.menu("Continue this", message)) as interaction:
        data = interaction["data"]
        assert (data["type"], data["resolved"]["messages"][data["target_id"]]["content"]) == (3, "a")
        await bot.answer(interaction, 4, {"content": "b"})
    async with bot.arrived(alice.menu("Taste", playground.user("bob"))) as interaction:
        data = interaction["data"]
        assert data["resolved"]["users"][data["target_id"]]["username"] == "bob"
        await bot.answer(interaction, 4, {"content": "b"})
