"""Everything that is stored about one person: told, handed out, and erased, in one place for all tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Table, delete, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.connections import Store, whole
from bot.storage.schema import (
    covers,
    link_reminders,
    links,
    message_states,
    opinions,
    pending_links,
    playlist_lists,
    served_songs,
    snapshots,
    tokens,
    user_settings,
    waiting_links,
    writings,
)

SECRET = frozenset({"sealed", "sealed_verifier", "link_hash", "state_hash", "holder_hash"})
"""Columns that are never handed out: what they hold opens an account, or is of use to nobody."""

PERSONAL = (
    links,
    tokens,
    pending_links,
    waiting_links,
    opinions,
    served_songs,
    user_settings,
    link_reminders,
    snapshots,
    playlist_lists,
    covers,
    writings,
    message_states,
)
"""Every table with a row about somebody; those with foreign keys come before what they point to is deleted."""


class PrivacyStore(Store):
    """The HeldData port."""

    @whole
    async def counts(self, user_id: int) -> Mapping[str, int]:
        """How many rows of each table go with a person; tables without any are left out."""
        async with self._connections.read() as connection:
            return await _counts(connection, user_id)

    @whole
    async def rows(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """A person's own rows, by table, as JSON holds them: times in ISO 8601, no secrets, nothing that is others'."""
        async with self._connections.read() as connection:
            found = {}
            for table in PERSONAL:
                of_person = await connection.execute(select(table).where(await _own(connection, table, user_id)))
                if rows := [_plain(dict(row)) for row in of_person.mappings()]:
                    found[str(table.name)] = rows
            return found

    @whole
    async def erase(self, user_id: int) -> Mapping[str, int]:
        """Delete all of it in one transaction, overwritten on the disk too; how many rows each table had."""
        async with self._connections.write() as connection:
            erased = await _counts(connection, user_id)
            conditions = [(table, await _about(connection, table, user_id)) for table in PERSONAL]
            for table, condition in reversed(conditions):
                await connection.execute(delete(table).where(condition))
        await self._connections.truncate_log()
        return erased


async def _counts(connection: AsyncConnection, user_id: int) -> dict[str, int]:
    found = {}
    for table in PERSONAL:
        about = await _about(connection, table, user_id)
        if count := await connection.scalar(select(func.count()).select_from(table).where(about)):
            found[str(table.name)] = int(count)
    return found


async def _about(connection: AsyncConnection, table: Table, user_id: int) -> ColumnElement[bool]:
    """Which rows of a table go with a person: their own, and messages of others that name them."""
    own = await _own(connection, table, user_id)
    if table is not message_states:
        return own
    # A copy of a list that draws on their account, and an invitation to a blend, which names its guests.
    account_id = await _account_of(connection, user_id)
    of_account = table.c.account_id == account_id if account_id else false()
    return or_(own, of_account, table.c.payload.like(f"%{user_id}%"))


async def _own(connection: AsyncConnection, table: Table, user_id: int) -> ColumnElement[bool]:
    """Which rows of a table are a person's own."""
    if "owner_id" in table.c:
        return table.c.owner_id == user_id
    if "user_id" in table.c:
        return table.c.user_id == user_id
    account_id = await _account_of(connection, user_id)
    return table.c.account_id == account_id if account_id else false()


async def _account_of(connection: AsyncConnection, user_id: int) -> str | None:
    account_id: str | None = await connection.scalar(select(links.c.account_id).where(links.c.user_id == user_id))
    return account_id


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row without its secrets; where one stands, that it does."""
    plain: dict[str, Any] = {}
    for column, value in row.items():
        name = str(column)
        if name in SECRET:
            plain[name] = "not shown" if value is not None else None
        elif name == "payload":
            plain[name] = orjson.loads(value)
        else:
            plain[name] = value.isoformat() if isinstance(value, datetime) else value
    return plain
