"""What people and servers have decided."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Column, Table, delete, select

from bot.ports import Clock
from bot.preferences import Preferences, ServerRules
from bot.storage.connections import Connections, Store, whole
from bot.storage.schema import server_settings, user_settings
from bot.storage.statements import upsert

V = TypeVar("V")

_PERSON: TypeAdapter[Preferences] = TypeAdapter(Preferences)
_SERVER: TypeAdapter[ServerRules] = TypeAdapter(ServerRules)


class DecisionStore(Store):
    """The Decisions port."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections)
        self._clock = clock

    @whole
    async def person(self, user_id: int) -> Preferences:
        """What a person has decided."""
        return await self._read(user_settings, user_settings.c.user_id, user_id, _PERSON, Preferences())

    @whole
    async def save_person(self, user_id: int, preferences: Preferences) -> None:
        """Replace what a person has decided."""
        payload = None if preferences == Preferences() else _PERSON.dump_python(preferences, mode="json")
        await self._write(user_settings, user_settings.c.user_id, user_id, payload)

    @whole
    async def server(self, guild_id: int) -> ServerRules:
        """What a server's admins have decided."""
        return await self._read(server_settings, server_settings.c.guild_id, guild_id, _SERVER, ServerRules())

    @whole
    async def save_server(self, guild_id: int, rules: ServerRules) -> None:
        """Replace what a server's admins have decided."""
        payload = None if rules == ServerRules() else _SERVER.dump_python(rules, mode="json")
        await self._write(server_settings, server_settings.c.guild_id, guild_id, payload)

    @whole
    async def keep_servers(self, guild_ids: Collection[int]) -> int:
        """Forget all other servers; how many were forgotten."""
        async with self._connections.write() as connection:
            known = set(await connection.scalars(select(server_settings.c.guild_id)))
            left = known.difference(guild_ids)
            await connection.execute(delete(server_settings).where(server_settings.c.guild_id.in_(left)))
        return len(left)

    async def _read(self, table: Table, key: Column[int], id_: int, kind: TypeAdapter[V], nothing: V) -> V:
        async with self._connections.read() as connection:
            payload = await connection.scalar(select(table.c.payload).where(key == id_))
        if payload is None:
            return nothing
        try:
            return kind.validate_json(payload)
        except ValidationError:
            return nothing

    async def _write(self, table: Table, key: Column[int], id_: int, payload: object) -> None:
        async with self._connections.write() as connection:
            if payload is None:
                await connection.execute(delete(table).where(key == id_))
                return
            row = {key.name: id_, "payload": orjson.dumps(payload).decode(), "changed_at": self._clock.now()}
            await upsert(connection, table, [row])
