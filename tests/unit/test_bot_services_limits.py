"""How often people and servers may ask, and what they are told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.durations import duration
from bot.preferences import Decisions, Preferences, ServerRules
from bot.services.answers import Visibility
from bot.services.limits import PER_MINUTE, PER_SERVER, AskedTooOften, Gate, Windows
from bot.services.preferences import Effective, Place
from tests.support.accounts import HandClock, database_in

ADA, BEN, GUILD = 1, 2, 10


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def seconds(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def decisions(tmp_path: Path) -> AsyncIterator[Decisions]:
    async with database_in(tmp_path, HandClock()) as database:
        yield database.decisions


@pytest.fixture
def door(decisions: Decisions, time: Time) -> Gate:
    return Gate(decisions, Windows(time.seconds))


async def refusal(gate: Gate, user_id: int, guild_id: int | None = GUILD) -> str:
    with pytest.raises(AskedTooOften) as refused:
        await gate.enter(user_id, guild_id)
    return refused.value.sentence


async def test_one_person_may_ask_so_often_in_a_minute_anywhere(door: Gate, time: Time) -> None:
    for _ in range(PER_MINUTE):
        await door.enter(ADA, None)
    time.now += 37
    assert await refusal(door, ADA) == "You have asked 20 times in the last minute. Please try again in 23 seconds."
    await door.enter(BEN, GUILD)
    time.now += 23
    await door.enter(ADA, GUILD)


async def test_a_window_slides(door: Gate, decisions: Decisions, time: Time) -> None:
    await decisions.save_server(GUILD, ServerRules(per_member=2))
    await door.enter(ADA, GUILD)
    time.now += 300
    await door.enter(ADA, GUILD)
    time.now += 299
    assert "in one second" in await refusal(door, ADA)
    time.now += 1
    await door.enter(ADA, GUILD)
    assert "in 5 minutes" in await refusal(door, ADA)


async def test_a_server_has_its_own_bounds_and_refusals_count_for_nobody(door: Gate, decisions: Decisions) -> None:
    await decisions.save_server(GUILD, ServerRules(per_server=2))
    await door.enter(ADA, GUILD)
    await door.enter(BEN, GUILD)
    said = await refusal(door, ADA)
    assert said == "This server has used its 2 requests of ten minutes. Please try again in 10 minutes."
    for _ in range(PER_MINUTE - 1):
        await door.enter(ADA, GUILD + 1)
    assert "20 times" in await refusal(door, ADA, GUILD + 1)


async def test_without_a_decision_a_server_has_the_usual_bound(door: Gate) -> None:
    for number in range(PER_SERVER):
        await door.enter(100 + number, GUILD)
    assert f"its {PER_SERVER} requests" in await refusal(door, ADA)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "one second"), (1.2, "2 seconds"), (119, "119 seconds"), (120, "2 minutes"), (121, "3 minutes")],
)
def test_durations_are_never_told_too_short(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("person", "server", "asked", "personal", "private"),
    [
        (None, None, None, False, False),
        (None, None, None, True, True),
        (None, None, Visibility.EVERYONE, True, False),
        (Visibility.ONLY_ME, None, None, False, True),
        (Visibility.ONLY_ME, None, Visibility.EVERYONE, False, False),
        (None, Visibility.ONLY_ME, None, False, True),
        (Visibility.EVERYONE, Visibility.ONLY_ME, None, False, False),
        (None, Visibility.EVERYONE, None, True, True),  # no server decides that somebody's account is shown
    ],
)
def test_who_sees_an_answer(
    person: Visibility | None, server: Visibility | None, asked: Visibility | None, personal: bool, private: bool
) -> None:
    holds = Effective(Preferences(visibility=person), ServerRules(visibility=server), Place(GUILD, (5,)))
    assert holds.private(asked, personal=personal) is private
    elsewhere = Effective(Preferences(), ServerRules(channels=(6,)), Place(GUILD, (5,)))
    assert elsewhere.private(Visibility.EVERYONE, personal=False)


def test_a_server_bounds_how_many_songs_a_list_has() -> None:
    holds = Effective(Preferences(count=30), ServerRules(most_songs=25), Place(GUILD))
    assert (holds.count(None), holds.count(100), holds.count(5)) == (25, 25, 5)
    assert Effective(Preferences(), ServerRules(), Place()).count(None) == 20
