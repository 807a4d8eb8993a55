"""What stands behind the buttons of a message: whose they are, on which message they work, and until when."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.errors import MessageError
from bot.ports import Clock, Messages, MessageState

ID_BYTES = 16
"""Random bytes of a state's id: 128 bits, 22 characters in a component's custom id."""


T = TypeVar("T")


class PostGone(MessageError):
    """The buttons are too old, went with an unlinked account, or were copied from another message."""

    def __init__(self) -> None:
        super().__init__("post-gone")


class PostNotYours(MessageError):
    """Somebody else asked for this message. `owner_id` is a Discord user."""

    def __init__(self, owner_id: int) -> None:
        super().__init__("post-not-yours", owner=str(owner_id))
        self.owner_id = owner_id


def new_state_id() -> str:
    """An id that cannot be guessed, for a state and its components."""
    return secrets.token_urlsafe(ID_BYTES)


def payload_of(state: MessageState, kind: TypeAdapter[T]) -> T:
    """What is stored behind a message. Raises PostGone for what another version of the bot has stored."""
    try:
        return kind.validate_python(state.payload)
    except ValidationError:
        raise PostGone from None


class Posts:
    """States of messages with components, checked whenever one is used. They live for `days`."""

    def __init__(self, messages: Messages, clock: Clock, *, days: int) -> None:
        self._messages = messages
        self._clock = clock
        self._days = days

    async def save(
        self,
        state_id: str,
        kind: str,
        payload: Mapping[str, Any],
        *,
        owner_id: int,
        message_id: int | None,
        account_id: str | None = None,
    ) -> None:
        """Keep (or replace) a state; with `account_id` it goes when that account is unlinked."""
        expires_at = self._clock.now() + timedelta(days=self._days)
        state = MessageState(state_id, owner_id, kind, payload, expires_at, account_id, message_id)
        await self._messages.save(state)

    async def open(self, state_id: str, kind: str, *, user_id: int, message_id: int) -> MessageState:
        """The state behind a pressed component. Raises PostGone or PostNotYours."""
        state = await self.read(state_id, kind, message_id=message_id)
        if state.owner_id != user_id:
            raise PostNotYours(state.owner_id)
        return state

    async def read(self, state_id: str, kind: str, *, message_id: int) -> MessageState:
        """The state behind a component that everybody who sees it may press. Raises PostGone."""
        state = await self._messages.get(state_id, self._clock.now())
        if state is None or state.kind != kind or state.message_id not in (None, message_id):
            raise PostGone
        return state
