"""What every implementation of the CallLedger port does."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.ports import CallLedger
from bot.storage.database import Database
from tests.support.accounts import NOON

DAY = timedelta(hours=24)
MS = timedelta(milliseconds=1)


@pytest.fixture
def ledger(database: Database) -> CallLedger:
    return database.ledger


async def test_calls_are_counted_for_all_and_for_each(ledger: CallLedger) -> None:
    assert await ledger.used(NOON) == 0
    assert await ledger.spend("ann", 3, now=NOON, limit=10, payer_limit=5)
    assert await ledger.spend("ben", 4, now=NOON, limit=10, payer_limit=5)
    assert await ledger.used(NOON) == 7
    assert await ledger.used(NOON, "ann") == 3
    assert await ledger.used(NOON, "cleo") == 0


async def test_what_does_not_fit_is_not_booked_at_all(ledger: CallLedger) -> None:
    assert await ledger.spend("ann", 5, now=NOON, limit=8, payer_limit=5)
    assert not await ledger.spend("ann", 1, now=NOON, limit=8, payer_limit=5)  # her share is used up
    assert not await ledger.spend("ben", 4, now=NOON, limit=8, payer_limit=5)  # 5 + 4 > 8
    assert await ledger.used(NOON) == 5
    assert await ledger.spend("ben", 3, now=NOON, limit=8, payer_limit=5)  # exactly the limit


async def test_calls_come_back_a_day_after_each_was_made(ledger: CallLedger) -> None:
    assert await ledger.spend("ann", 2, now=NOON, limit=4, payer_limit=4)
    assert await ledger.spend("ann", 2, now=NOON + timedelta(hours=1), limit=4, payer_limit=4)
    assert not await ledger.spend("ann", 1, now=NOON + DAY - MS, limit=4, payer_limit=4)
    assert await ledger.used(NOON + DAY) == 2
    assert await ledger.spend("ann", 2, now=NOON + DAY, limit=4, payer_limit=4)


async def test_many_at_once_never_go_over_the_limit(ledger: CallLedger) -> None:
    spent = await asyncio.gather(
        *(ledger.spend(f"p{number}", 3, now=NOON, limit=10, payer_limit=10) for number in range(12))
    )
    assert sum(spent) == 3  # 3 x 3 = 9; a fourth would make 12
    assert await ledger.used(NOON) == 9


async def test_the_cooldown_gets_longer_and_never_shorter(ledger: CallLedger) -> None:
    assert await ledger.cooldown_until(NOON) is None
    await ledger.cool_down(NOON + DAY)
    await ledger.cool_down(NOON + timedelta(seconds=5))
    assert await ledger.cooldown_until(NOON) == NOON + DAY
    await ledger.cool_down(NOON + 2 * DAY)
    assert await ledger.cooldown_until(NOON + DAY) == NOON + 2 * DAY


async def test_a_cooldown_that_is_over_is_none(ledger: CallLedger) -> None:
    await ledger.cool_down(NOON + DAY)
    assert await ledger.cooldown_until(NOON + DAY - MS) == NOON + DAY
    assert await ledger.cooldown_until(NOON + DAY) is None
