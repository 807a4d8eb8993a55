"""What every implementation of the Messages and Notes ports does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.ports import Messages, MessageState, Notes
from bot.storage.database import Database
from tests.support.accounts import ANN, NOON, a_link

END = NOON + timedelta(days=30)
STATE = MessageState(
    "m1", ANN, "recommendations", {"songs": [1, 2], "title": "Été", "page": None}, END, message_id=2**62
)


@pytest.fixture
def messages(database: Database) -> Messages:
    return database.messages


@pytest.fixture
def notes(database: Database) -> Notes:
    return database.notes


async def test_a_state_comes_back_as_it_was_saved(messages: Messages) -> None:
    await messages.save(STATE)
    assert await messages.get("m1", NOON) == STATE
    assert await messages.get("m2", NOON) is None


async def test_a_state_is_replaced(messages: Messages) -> None:
    await messages.save(STATE)
    changed = replace(STATE, payload={"page": 2}, message_id=None)
    await messages.save(changed)
    assert await messages.get("m1", NOON) == changed


async def test_a_state_expires_and_is_swept(messages: Messages) -> None:
    await messages.save(STATE)
    await messages.save(replace(STATE, id="m2", expires_at=END + timedelta(days=1)))
    assert await messages.get("m1", END) is None
    assert await messages.sweep(NOON) == 0
    assert await messages.sweep(END) == 1
    assert await messages.get("m2", END) is not None


async def test_an_answer_of_an_account_that_is_not_linked_is_not_kept(messages: Messages, database: Database) -> None:
    drawn = replace(STATE, account_id="ann")
    await messages.save(drawn)
    assert await messages.get("m1", NOON) is None
    await database.links.save(a_link(ANN, "ann"), SecretStr("refresh"))
    await messages.save(drawn)
    assert await messages.get("m1", NOON) == drawn


async def test_unlinking_deletes_answers_of_the_account_and_keeps_others(
    messages: Messages, database: Database
) -> None:
    await database.links.save(a_link(ANN, "ann"), SecretStr("refresh"))
    await messages.save(replace(STATE, account_id="ann"))
    await messages.save(replace(STATE, id="m2"))
    await database.links.delete(ANN)
    assert await messages.get("m1", NOON) is None
    assert await messages.get("m2", NOON) is not None


async def test_a_note_is_kept_and_replaced(notes: Notes) -> None:
    assert await notes.get("commands") is None
    await notes.set("commands", "hash 1")
    await notes.set("other", "x")
    await notes.set("commands", "hash 2")
    assert await notes.get("commands") == "hash 2"
    assert await notes.get("other") == "x"
