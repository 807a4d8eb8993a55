"""Playlists on their way into somebody's Spotify. The rows go with the account's link (foreign key)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from pydantic import TypeAdapter
from sqlalchemy import Row, Select, and_, delete, insert, or_, select, update

from bot.storage.connections import Store, whole
from bot.storage.schema import chosen_tracks, writings
from bot.storage.statements import is_linked, sweep, upsert
from bot.writing import Step, Writing

_WRITING: TypeAdapter[Writing] = TypeAdapter(Writing)
_PLACE = ("list_id", "user_id", "target")
_COLUMNS = ("id", *_PLACE, "account_id", "step", "begun_at")
"""What stands in a column of its own; the payload has the rest."""
_AT_REST = [str(step) for step in Step if step.at_rest]
# SQLite before 3.32 takes at most 999 parameters in a statement.
_KEYS_AT_ONCE = 500


class WritingStore(Store):
    """The Writings port."""

    @whole
    async def begin(self, writing: Writing, expires_at: datetime) -> Writing | None:
        """Keep this one unless one stands in its place: what stands, in one transaction."""
        same = and_(*(writings.c[name] == getattr(writing, name) for name in _PLACE))
        over = or_(writings.c.step == Step.UNDONE, writings.c.expires_at <= writing.begun_at)
        row = {**{name: getattr(writing, name) for name in _COLUMNS}, **_changing(writing), "expires_at": expires_at}
        async with self._connections.write() as connection:
            if not await is_linked(connection, writing.account_id):
                return None
            await connection.execute(delete(writings).where(same, over))
            standing = (await connection.execute(select(writings).where(same))).one_or_none()
            if standing is not None:
                return _writing(standing)
            await connection.execute(insert(writings).values(**row))
            return writing

    @whole
    async def get(self, writing_id: str, now: datetime) -> Writing | None:
        """The one with this id."""
        return await self._one(_living(now).where(writings.c.id == writing_id))

    @whole
    async def find(self, list_id: str, user_id: int, target: str, now: datetime) -> Writing | None:
        """The one of this list and person for this target."""
        mine = and_(writings.c.list_id == list_id, writings.c.user_id == user_id, writings.c.target == target)
        return await self._one(_living(now).where(mine))

    @whole
    async def save(self, writing: Writing) -> bool:
        """Replace one that is there."""
        changed = update(writings).where(writings.c.id == writing.id).values(**_changing(writing))
        async with self._connections.write() as connection:
            return (await connection.execute(changed)).rowcount > 0

    @whole
    async def drop(self, writing_id: str) -> None:
        """Forget one."""
        async with self._connections.write() as connection:
            await connection.execute(delete(writings).where(writings.c.id == writing_id))

    @whole
    async def unfinished(self, now: datetime) -> tuple[Writing, ...]:
        """Those that are not at rest, oldest first."""
        wanted = _living(now).where(writings.c.step.not_in(_AT_REST)).order_by(writings.c.begun_at, writings.c.id)
        async with self._connections.read() as connection:
            return tuple(map(_writing, (await connection.execute(wanted)).all()))

    @whole
    async def chosen(self, keys: Sequence[str], now: datetime) -> Mapping[str, str | None]:
        """What searches have given for these songs."""
        found: dict[str, str | None] = {}
        async with self._connections.read() as connection:
            for some in _in_parts(keys):
                wanted = select(chosen_tracks).where(
                    chosen_tracks.c.song_key.in_(some), chosen_tracks.c.expires_at > now
                )
                found |= {row.song_key: row.spotify_id for row in await connection.execute(wanted)}
        return found

    @whole
    async def choose(self, choices: Mapping[str, str | None], expires_at: datetime) -> None:
        """Keep what searches have given."""
        rows = [{"song_key": key, "spotify_id": found, "expires_at": expires_at} for key, found in choices.items()]
        async with self._connections.write() as connection:
            await upsert(connection, chosen_tracks, rows)

    @whole
    async def sweep(self, now: datetime) -> int:
        """Delete what is too old; returns how many rows."""
        async with self._connections.write() as connection:
            return sum([await sweep(connection, table, now) for table in (writings, chosen_tracks)])

    async def _one(self, wanted: Select[Any]) -> Writing | None:
        async with self._connections.read() as connection:
            row = (await connection.execute(wanted)).one_or_none()
        return None if row is None else _writing(row)


def _living(now: datetime) -> Select[Any]:
    return select(writings).where(writings.c.expires_at > now)


def _changing(writing: Writing) -> dict[str, Any]:
    return {"step": str(writing.step), "payload": _WRITING.dump_json(writing, exclude=set(_COLUMNS)).decode()}


def _writing(row: Row[Any]) -> Writing:
    columns = {name: getattr(row, name) for name in _COLUMNS}
    return _WRITING.validate_python({**orjson.loads(row.payload), **columns})


def _in_parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        yield keys[start : start + _KEYS_AT_ONCE]
