"""Registering commands: what Discord refuses, what it stores, and who is offered a command."""

from collections.abc import AsyncIterator
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


def with_option(**more: Any) -> Json:
    return command(options=[option(**more)])


def choices(count: int) -> list[Json]:
    return [{"name": f"n{number}", "value": f"v{number}"} for number in range(count)]


def sized(characters: int) -> Json:
    """A command of so many characters: 9 of its own, 25 options of 5 or 6 and descriptions of 4, the rest in choices."""
    options = [option(name=f"{number:02}", choices=[{"name": "n", "value": ""}]) for number in range(25)]
    used = 9 + 25 * (2 + 4 + 1)
    for index in range(25):
        value = min(400, characters - used)
        options[index]["choices"][0]["value"] = "v" * value
        used += value
    return command(options=options)


DEFINITIONS: list[tuple[str, Json, Json, str]] = [
    ("name 32", command(name="x" * 32), command(name="x" * 33), "0.name"),
    ("name not empty", command(name="x"), command(name=""), "0.name"),
    ("name in lower case", command(name="play-it"), command(name="Play"), "0.name"),
    ("name without spaces", command(name="play_it"), command(name="play it"), "0.name"),
    ("description 100", command(description="x" * 100), command(description="x" * 101), "0.description"),
    ("description is there", command(), command(description=""), "0.description"),
    ("25 options", command(options=[option(name=f"o{n}") for n in range(25)]), command(options=[option(name=f"o{n}") for n in range(26)]), "0.options"),
    ("option name 32", with_option(name="x" * 32), with_option(name="x" * 33), "0.options.0.name"),
    ("option name in lower case", with_option(name="a"), with_option(name="A"), "0.options.0.name"),
    ("option description 100", with_option(description="x" * 100), with_option(description="x" * 101), "0.options.0.description"),
    ("option names differ", command(options=[option(), option(name="other")]), command(options=[option(), option()]), "0.options.1"),
    ("required first", command(options=[option(required=True), option(name="b")]), command(options=[option(), option(name="b", required=True)]), "0.options.1"),
    ("25 choices", with_option(choices=choices(25)), with_option(choices=choices(26)), "0.options.0.choices"),
    ("choice name 100", with_option(choices=[{"name": "x" * 100, "value": "a"}]), with_option(choices=[{"name": "x" * 101, "value": "a"}]), "0.options.0.choices.0.name"),
    ("choice names differ", with_option(choices=choices(2)), with_option(choices=choices(1) * 2), "0.options.0.choices"),
    ("choice of the option's type", with_option(kind=4, choices=[{"name": "a", "value": 1}]), with_option(kind=4, choices=[{"name": "a", "value": "b"}]), "0.options.0.choices.0.value"),
    ("autocomplete or choices", with_option(autocomplete=True), with_option(autocomplete=True, choices=choices(1)), "0.options.0"),
    ("autocomplete of texts and numbers", with_option(kind=4, autocomplete=True), with_option(kind=5, autocomplete=True), "0.options.0"),
    ("lowest below highest", with_option(kind=4, min_value=1, max_value=1), with_option(kind=4, min_value=2, max_value=1), "0.options.0.min_value"),
    ("shortest below longest", with_option(min_length=1, max_length=1), with_option(min_length=2, max_length=1), "0.options.0.min_length"),
    ("sub-commands alone", command(options=[option(1)]), command(options=[option(1), option(3, "b")]), "0.options"),
    ("8000 characters", sized(8000), sized(8001), "0"),
    ("permissions in digits", command(default_member_permissions="8"), command(default_member_permissions="admin"), "0.default_member_permissions"),
    ("contexts differ", command(contexts=[0, 1]), command(contexts=[0, 0]), "0.contexts"),
    ("known locales of names", command(name_localizations={"de": "spiel"}), command(name_localizations={"de": "Spiel"}), "0.name_localizations.de"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "beyond", "place"), [case[1:] for case in DEFINITIONS], ids=[case[0] for case in DEFINITIONS]
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
    filled = {
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
