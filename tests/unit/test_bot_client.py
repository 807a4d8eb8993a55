"""Errors in words, where discord.py is sent, and the measured lag."""

from __future__ import annotations

import asyncio
import time

import discord
import pytest
import yarl
from discord import app_commands
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import SegueClient, definitions_of, redirected, sentence
from bot.errors import EngineBusy
from bot.loop_lag import EVERY, LoopLag
from bot.settings import load_settings
from cogs.account import Account
from cogs.components import Control
from cogs.recommend import Recommend
from cogs.seed_options import SEED_OPTIONS
from cogs.similar import Similar
from tests.support.ports import DictNotes


@app_commands.command(description="An example")
async def example(interaction: discord.Interaction) -> None:
    raise AssertionError("errors name this command; nobody calls it")


def test_errors_for_people_say_their_sentence() -> None:
    wrapped = app_commands.CommandInvokeError(example, EngineBusy(7))
    assert sentence(wrapped) == sentence(EngineBusy(7)) == EngineBusy(7).sentence


def test_unreadable_options_and_old_commands_have_sentences() -> None:
    option = app_commands.TransformerError("x", discord.AppCommandOptionType.string, app_commands.Transformer())
    assert "options" in sentence(option)
    assert "reload Discord" in sentence(app_commands.CommandSignatureMismatch(example))


def test_bugs_have_ids_of_their_own(caplog: pytest.LogCaptureFixture) -> None:
    said = [sentence(app_commands.CommandInvokeError(example, ZeroDivisionError())) for _ in range(2)]
    ids = [record.message.removeprefix("error ") for record in caplog.records]
    assert len(set(ids)) == 2
    assert all(error_id in words for error_id, words in zip(ids, said, strict=True))
    assert "ZeroDivisionError" in caplog.text


def test_the_client_asks_for_little(caplog: pytest.LogCaptureFixture) -> None:
    client = SegueClient(DictNotes(), (), (Control,))
    assert client.intents == discord.Intents(guilds=True)
    assert client.allowed_mentions is not None
    assert client.allowed_mentions.to_dict() == {"parse": []}
    assert client._connection.max_messages is None
    assert not client.help_command
    assert "voice" not in caplog.text


def test_addresses_are_redirected_and_put_back() -> None:
    settings = load_settings(
        _env_file=None,
        segue_discord_api_base="http://127.0.0.1:4000/api/v10/",
        segue_discord_gateway="ws://127.0.0.1:4000/gateway/",
    )
    with redirected(settings):
        assert Route("GET", "/users/@me").url == "http://127.0.0.1:4000/api/v10/users/@me"
        assert yarl.URL("ws://127.0.0.1:4000/gateway/") == DiscordWebSocket.DEFAULT_GATEWAY
        assert Asset.BASE == "http://127.0.0.1:4000"
    assert Route("GET", "/users/@me").url == "https://discord.com/api/v10/users/@me"
    assert yarl.URL("wss://gateway.discord.gg/") == DiscordWebSocket.DEFAULT_GATEWAY
    assert Asset.BASE == "https://cdn.discordapp.com"


def test_official_addresses_are_left_to_discord_py() -> None:
    with redirected(load_settings(_env_file=None)):
        assert Route("GET", "/users/@me").url == "https://discord.com/api/v10/users/@me"


def test_commands_may_be_used_everywhere() -> None:
    for command in definitions_of((Recommend, Similar, Account)):
        assert command["contexts"] == [0, 1, 2]  # servers, direct messages with the bot, group chats
        assert command["integration_types"] == [0, 1]  # added to a server, or to an account


def test_recommend_offers_its_options() -> None:
    command, menu = sorted(definitions_of((Recommend,)), key=lambda definition: definition["type"])
    assert (menu["name"], menu["type"]) == ("Continue these songs", 3)
    options = {option["name"]: option for option in command["options"]}
    assert list(options) == [*SEED_OPTIONS, "order"]
    assert not any(option["required"] for option in options.values())
    assert (options["count"]["min_value"], options["count"]["max_value"]) == (1, 100)
    assert [choice["name"] for choice in options["order"]["choices"]] == ["best", "shuffle"]
    assert [choice["name"] for choice in options["visibility"]["choices"]] == ["only me", "everyone"]
    assert [name for name, option in options.items() if option.get("autocomplete")] == ["playlist", "songs"]


async def test_lag_is_the_longest_time_the_loop_was_kept(caplog: pytest.LogCaptureFixture) -> None:
    lag = LoopLag()
    assert lag.worst == 0.0
    measuring = asyncio.create_task(lag.run())
    await asyncio.sleep(0)
    time.sleep(EVERY + 0.3)  # noqa: ASYNC251 - what is measured
    await asyncio.sleep(2 * EVERY)
    measuring.cancel()
    # The timer was due after EVERY and ran 0.3 s late at least; below the limit for the log.
    assert lag.worst >= 0.29
    assert (lag.worst > 0.5) == ("blocked" in caplog.text)
