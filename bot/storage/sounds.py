"""How songs sound, as providers said it: bounded, aged, and written in transactions of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeAlias

import orjson
from sqlalchemy import delete, func, select, tuple_, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import KeptSound
from bot.storage.connections import Connections, Store, whole
from bot.storage.schema import EPOCH, Long, sounds
from bot.storage.statements import sweep, upsert
from recsys.sound import Sound

# SQLite before 3.32 takes at most 999 parameters in a statement.
_IDS_AT_ONCE = 500
_MOST_REMEMBERED = 5_000
"""Songs in memory, some 4 MB."""
# Milliseconds as they are stored: a datetime for each row would take as long as all the rest.
_ROWS = select(sounds.c.spotify_id, sounds.c.provider, sounds.c.payload, type_coerce(sounds.c.expires_at, Long))
_Row: TypeAlias = tuple[int, Sound | None]
_FEATURES = frozenset(each.name for each in fields(Sound))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `asked` songs a provider knew so many."""

    known: int
    asked: int


class SoundStore(Store):
    """The SoundCache port. Songs that were looked up lately are in memory, too: people sort one list several times."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections)
        self._remembered: dict[str, dict[str, _Row]] = {}
        self._writes = 0

    @whole
    async def get(
        self, providers: Sequence[str], spotify_ids: Sequence[str], now: datetime
    ) -> Mapping[str, Mapping[str, Sound | None]]:
        """What these providers said of these ids and is not too old."""
        rows = {each: self._remembered[each] for each in spotify_ids if each in self._remembered}
        rows |= await self._read([each for each in spotify_ids if each not in rows])
        moment = (now - EPOCH) // timedelta(milliseconds=1)
        found = {each: _said(said, providers, moment) for each, said in rows.items()}
        return {each: said for each, said in found.items() if said}

    @whole
    async def coverage(self, now: datetime) -> Mapping[str, Coverage]:
        """How many of the songs that it was asked for each provider knew, by its name, as far as that is kept."""
        counts = select(sounds.c.provider, func.count(sounds.c.payload), func.count())
        async with self._connections.read() as connection:
            rows = await connection.execute(counts.where(sounds.c.expires_at > now).group_by(sounds.c.provider))
            return {provider: Coverage(known, asked) for provider, known, asked in rows.all()}

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
            gone = await _make_room(connection, most)
        self._forget(None if gone else [each.spotify_id for each in kept])

    @whole
    async def sweep(self, now: datetime) -> int:
        """Delete what is too old; returns how many rows."""
        async with self._connections.write() as connection:
            gone = await sweep(connection, sounds, now)
        self._forget(None)
        return gone

    async def _read(self, spotify_ids: Sequence[str]) -> Mapping[str, dict[str, _Row]]:
        """The rows of these ids in the file, which are remembered unless somebody has written meanwhile."""
        found: dict[str, dict[str, _Row]] = {}
        if not spotify_ids:
            return found
        writes = self._writes
        async with self._connections.read() as connection:
            for ids in _in_parts(spotify_ids):
                rows = await connection.execute(_ROWS.where(sounds.c.spotify_id.in_(ids)))
                for spotify_id, provider, payload, expires_at in rows.all():
                    found.setdefault(spotify_id, {})[provider] = (expires_at, _sound(payload))
        if writes == self._writes:
            self._remembered |= found
            for oldest in list(islice(self._remembered, max(0, len(self._remembered) - _MOST_REMEMBERED))):
                del self._remembered[oldest]
        return found

    def _forget(self, spotify_ids: Sequence[str] | None) -> None:
        self._writes += 1
        if spotify_ids is None:
            self._remembered.clear()
            return
        for each in spotify_ids:
            self._remembered.pop(each, None)


def _said(rows: Mapping[str, _Row], providers: Sequence[str], moment: int) -> Mapping[str, Sound | None]:
    return {each: sound for each, (expires_at, sound) in rows.items() if expires_at > moment and each in providers}


async def _make_room(connection: AsyncConnection, most: int) -> bool:
    """Whether rows had to go."""
    surplus = int(await connection.scalar(select(func.count()).select_from(sounds)) or 0) - most
    if surplus <= 0:
        return False
    key = (sounds.c.spotify_id, sounds.c.provider)
    oldest = select(*key).order_by(sounds.c.read_at, *key).limit(surplus)
    await connection.execute(delete(sounds).where(tuple_(*key).in_(oldest)))
    return True


def _sound(payload: str | None) -> Sound | None:
    if payload is None:
        return None
    values = orjson.loads(payload)
    # `of` checks each value, which takes six times as long; these were checked on their way in.
    return Sound(**values) if values.keys() == _FEATURES else Sound.of(values)


def _in_parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]
