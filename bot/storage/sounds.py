"""How songs sound, as providers said it: bounded, aged, and written in transactions of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import orjson
from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import KeptSound
from bot.storage.connections import Store, whole
from bot.storage.schema import sounds
from bot.storage.statements import sweep, upsert
from recsys.sound import Sound

# SQLite before 3.32 takes at most 999 parameters in a statement.
_IDS_AT_ONCE = 500


class SoundStore(Store):
    """The SoundCache port."""

    @whole
    async def get(self, providers: Sequence[str], spotify_ids: Sequence[str], now: datetime) -> Sequence[KeptSound]:
        """What is kept of these ids by these providers and has not expired."""
        found: list[KeptSound] = []
        async with self._connections.read() as connection:
            for ids in _in_parts(spotify_ids):
                wanted = select(sounds).where(
                    sounds.c.spotify_id.in_(ids), sounds.c.provider.in_(providers), sounds.c.expires_at > now
                )
                found += [
                    KeptSound(provider, spotify_id, _sound(payload), read_at, expires_at)
                    for spotify_id, provider, payload, read_at, expires_at in await connection.execute(wanted)
                ]
        return found

    @whole
    async def save(self, kept: Sequence[KeptSound], *, most: int) -> None:
        """Insert or replace; of more than `most` rows the oldest go, at a tie those with the smallest ids."""
        rows = [
            {
                "spotify_id": each.spotify_id,
                "provider": each.provider,
                "payload": None if each.sound is None else orjson.dumps(each.sound).decode(),
                "read_at": each.read_at,
                "expires_at": each.expires_at,
            }
            for each in kept
        ]
        async with self._connections.write() as connection:
            await upsert(connection, sounds, rows)
            await _make_room(connection, most)

    @whole
    async def sweep(self, now: datetime) -> int:
        """Delete what is too old; returns how many rows."""
        async with self._connections.write() as connection:
            return await sweep(connection, sounds, now)


async def _make_room(connection: AsyncConnection, most: int) -> None:
    surplus = int(await connection.scalar(select(func.count()).select_from(sounds)) or 0) - most
    if surplus <= 0:
        return
    key = (sounds.c.spotify_id, sounds.c.provider)
    oldest = select(*key).order_by(sounds.c.read_at, *key).limit(surplus)
    await connection.execute(delete(sounds).where(tuple_(*key).in_(oldest)))


def _sound(payload: str | None) -> Sound | None:
    # `of`, so that a row that an older or newer Segue wrote gives what both know.
    return None if payload is None else Sound.of(orjson.loads(payload))


def _in_parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]
