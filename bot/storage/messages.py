"""What stands behind the components of the bot's messages."""

from __future__ import annotations

from datetime import datetime

import orjson
from sqlalchemy import select

from bot.ports import MessageState
from bot.storage.connections import Store, whole
from bot.storage.schema import message_states
from bot.storage.statements import is_linked, sweep, upsert

_FIELDS = ("id", "owner_id", "kind", "expires_at", "account_id", "message_id")


class MessageStore(Store):
    """The Messages port."""

    @whole
    async def save(self, state: MessageState) -> None:
        """Insert or replace; not kept when it draws on an account that is not linked (any more)."""
        row = {name: getattr(state, name) for name in _FIELDS} | {"payload": orjson.dumps(dict(state.payload)).decode()}
        async with self._connections.write() as connection:
            if state.account_id is None or await is_linked(connection, state.account_id):
                await upsert(connection, message_states, [row])

    @whole
    async def get(self, state_id: str, now: datetime) -> MessageState | None:
        """The state with this id, until it expires."""
        wanted = select(message_states).where(message_states.c.id == state_id, message_states.c.expires_at > now)
        async with self._connections.read() as connection:
            row = (await connection.execute(wanted)).mappings().one_or_none()
        if row is None:
            return None
        return MessageState(**{name: row[name] for name in _FIELDS}, payload=orjson.loads(row["payload"]))

    @whole
    async def sweep(self, now: datetime) -> int:
        """Delete what has expired; returns how many rows."""
        async with self._connections.write() as connection:
            return await sweep(connection, message_states, now)
