"""Statements that more than one store needs, in the dialects that the stores speak."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.schema import links

# Both spell ON CONFLICT the same way; SQLAlchemy has no common construct for it.
_INSERT: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def upsert(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, or replace the values of those whose primary key exists. All rows have the same columns."""
    if not rows:
        return
    statement = _INSERT[connection.dialect.name](table)
    keys = {column.name for column in table.primary_key}
    replaced = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    await connection.execute(statement.on_conflict_do_update(index_elements=sorted(keys), set_=replaced), list(rows))


async def is_linked(connection: AsyncConnection, account_id: str) -> bool:
    """Whether somebody has linked this account; in the transaction that is about to write for it."""
    return bool(await connection.scalar(select(exists().where(links.c.account_id == account_id))))


async def sweep(connection: AsyncConnection, table: Table, now: datetime) -> int:
    """Delete the rows that have expired by `now`; returns how many."""
    return (await connection.execute(delete(table).where(table.c.expires_at <= now))).rowcount
