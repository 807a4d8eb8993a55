"""What every implementation of the PendingLinks port does."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.ports import ClaimedLink, Grant, PendingLink, PendingLinks, WaitingLink
from bot.storage.database import Database
from tests.support.accounts import ANN, BEN, NOON, a_link

VERIFIER = SecretStr("v" * 64)
END = NOON + timedelta(minutes=10)
PENDING = PendingLink(ANN, "ann", frozenset({"a", "b"}), END)
CLAIMED = ClaimedLink(ANN, "ann", VERIFIER)


@pytest.fixture
def pending(database: Database) -> PendingLinks:
    return database.pending


async def armed(pending: PendingLinks) -> None:
    await pending.begin("id", PENDING)
    assert await pending.arm("id", state="state", holder="holder", verifier=VERIFIER, now=NOON) == PENDING


async def test_what_is_begun_is_found_until_it_expires(pending: PendingLinks) -> None:
    await pending.begin("id", PENDING)
    assert await pending.get("id", NOON) == PENDING
    assert await pending.get("id", END - timedelta(milliseconds=1)) == PENDING
    assert await pending.get("id", END) is None
    assert await pending.get("other", NOON) is None


async def test_beginning_again_forgets_the_one_before(pending: PendingLinks) -> None:
    await armed(pending)
    await pending.begin("second", PENDING)
    assert await pending.get("id", NOON) is None
    assert await pending.claim("state", "holder", NOON) is None
    assert await pending.get("second", NOON) == PENDING


async def test_state_and_holder_are_both_demanded(pending: PendingLinks) -> None:
    await armed(pending)
    assert await pending.claim("state", "other", NOON) is None
    assert await pending.claim("other", "holder", NOON) is None
    assert await pending.claim("state", "holder", NOON) == CLAIMED


async def test_a_claim_is_given_once_however_many_ask_at_once(pending: PendingLinks) -> None:
    await armed(pending)
    answers = await asyncio.gather(*(pending.claim("state", "holder", NOON) for _ in range(8)))
    assert [answer for answer in answers if answer is not None] == [CLAIMED]
    assert await pending.get("id", NOON) is None


async def test_arming_again_replaces_state_and_holder(pending: PendingLinks) -> None:
    await armed(pending)
    await pending.arm("id", state="state 2", holder="holder 2", verifier=VERIFIER, now=NOON)
    assert await pending.claim("state", "holder", NOON) is None
    assert await pending.claim("state 2", "holder 2", NOON) == CLAIMED


async def test_what_is_not_armed_cannot_be_claimed(pending: PendingLinks) -> None:
    await pending.begin("id", PENDING)
    assert await pending.claim("", "", NOON) is None


async def test_nothing_expired_is_armed_or_claimed(pending: PendingLinks) -> None:
    await armed(pending)
    assert await pending.arm("id", state="s", holder="h", verifier=VERIFIER, now=END) is None
    assert await pending.claim("state", "holder", END) is None


def waiting(user_id: int = ANN) -> WaitingLink:
    grant = Grant(SecretStr("access"), NOON + timedelta(hours=1), frozenset({"a"}), SecretStr("refresh"))
    return WaitingLink(a_link(user_id, scopes="a"), grant, END)


async def test_a_waiting_link_is_taken_once_and_by_its_owner(pending: PendingLinks) -> None:
    await pending.wait(waiting())
    assert await pending.take(BEN, NOON) is None
    assert await pending.take(ANN, NOON) == waiting()
    assert await pending.take(ANN, NOON) is None


async def test_a_waiting_link_expires(pending: PendingLinks) -> None:
    await pending.wait(waiting())
    assert await pending.take(ANN, END) is None
    assert await pending.take(ANN, NOON) is None


async def test_beginning_again_forgets_what_was_left_unconfirmed(pending: PendingLinks) -> None:
    await pending.wait(waiting())
    await pending.begin("id", PENDING)
    assert await pending.take(ANN, NOON) is None


async def test_unlinking_deletes_what_is_pending(pending: PendingLinks, database: Database) -> None:
    await armed(pending)
    await pending.wait(waiting())
    await database.links.delete(ANN)
    assert await pending.claim("state", "holder", NOON) is None
    assert await pending.take(ANN, NOON) is None


async def test_the_sweep_deletes_what_expired_and_nothing_else(pending: PendingLinks) -> None:
    await pending.begin("id", PENDING)
    await pending.wait(waiting(BEN))
    assert await pending.sweep(NOON) == 0
    assert await pending.get("id", NOON) == PENDING
    assert await pending.sweep(END) == 2
