"""Single values that the bot keeps for itself."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage.connections import Store, whole
from bot.storage.schema import notes
from bot.storage.statements import upsert


class NoteStore(Store):
    """The Notes port."""

    @whole
    async def get(self, name: str) -> str | None:
        """The value under this name."""
        async with self._connections.read() as connection:
            value: str | None = await connection.scalar(select(notes.c.value).where(notes.c.name == name))
            return value

    @whole
    async def set(self, name: str, value: str) -> None:
        """Keep a value under this name, in place of any before."""
        async with self._connections.write() as connection:
            await upsert(connection, notes, [{"name": name, "value": value}])
