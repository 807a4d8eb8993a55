"""What every implementation of the Decisions port does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.preferences import Decisions, Preferences, ServerRules
from bot.services.answers import Mix, Visibility
from bot.storage.database import Database
from tests.support.accounts import ANN, BEN

GUILD = 2**62
MINE = Preferences(30, Mix.SAFE, True, Visibility.ONLY_ME, "de", 0)
OURS = ServerRules((2**61, 5), Visibility.EVERYONE, 20, 10, 200, "pt-BR")


@pytest.fixture
def decisions(database: Database) -> Decisions:
    return database.decisions


@pytest.fixture
def written(database: Database, tmp_path: Path) -> Callable[[str], None]:
    """Has the database hold another payload than Segue writes."""

    def write(payload: str) -> None:
        (path,) = tmp_path.glob("*.db")
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE user_settings SET payload = ?", (payload,))
        connection.close()

    return write


async def test_decisions_come_back_and_are_each_ones_own(decisions: Decisions) -> None:
    await decisions.save_person(ANN, MINE)
    await decisions.save_server(GUILD, OURS)
    assert (await decisions.person(ANN), await decisions.server(GUILD)) == (MINE, OURS)
    assert (await decisions.person(BEN), await decisions.server(1)) == (Preferences(), ServerRules())


async def test_servers_that_were_left_are_forgotten(decisions: Decisions) -> None:
    for guild in (1, 2, GUILD):
        await decisions.save_server(guild, OURS)
    assert await decisions.keep_servers([2, 77]) == 2
    assert [await decisions.server(guild) for guild in (1, 2, GUILD)] == [ServerRules(), OURS, ServerRules()]
    assert await decisions.keep_servers([]) == 1


async def test_a_decision_is_replaced_and_taken_back(decisions: Decisions, written: Callable[[str], None]) -> None:
    await decisions.save_person(ANN, MINE)
    await decisions.save_person(ANN, Preferences(count=5))
    assert await decisions.person(ANN) == Preferences(count=5)
    await decisions.save_person(ANN, Preferences())
    written("{}")  # of a row that is there no longer
    assert await decisions.person(ANN) == Preferences()


@pytest.mark.parametrize("payload", ["{", '{"count": "many"}', '{"mix": "wild"}', "[]"])
async def test_what_cannot_be_read_counts_as_nothing(
    decisions: Decisions, written: Callable[[str], None], payload: str
) -> None:
    await decisions.save_person(ANN, MINE)
    written(payload)
    assert await decisions.person(ANN) == Preferences()


async def test_what_a_newer_version_has_added_is_ignored(decisions: Decisions, written: Callable[[str], None]) -> None:
    await decisions.save_person(ANN, MINE)
    written('{"count": 5, "colour": "red"}')
    assert await decisions.person(ANN) == Preferences(count=5)
