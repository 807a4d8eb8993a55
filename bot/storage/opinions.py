"""What people said of songs and artists, and what they were shown lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.opinions import MOST_OPINIONS, MOST_SERVED, Opinion, Subject, Verdict
from bot.storage.connections import Store, whole
from bot.storage.schema import opinions, served_songs
from bot.storage.statements import sweep, upsert

_OPPOSITE = {Verdict.MORE: Verdict.NOT, Verdict.NOT: Verdict.MORE}


class OpinionStore(Store):
    """The Opinions port."""

    @whole
    async def say(self, opinion: Opinion) -> None:
        """Keep an opinion in place of the same one and of its opposite."""
        mine = opinions.c.user_id == opinion.user_id
        verdicts = [opinion.verdict, *filter(None, [_OPPOSITE.get(opinion.verdict)])]
        replaced = opinions.c.verdict.in_(verdicts) & (opinions.c.subject_key == opinion.subject.key)
        newest = select(opinions.c.id).where(mine).order_by(opinions.c.given_at.desc(), opinions.c.id)
        async with self._connections.write() as connection:
            await connection.execute(delete(opinions).where(mine, replaced))
            await upsert(connection, opinions, [_row(opinion)])
            await connection.execute(delete(opinions).where(mine, opinions.c.id.not_in(newest.limit(MOST_OPINIONS))))

    @whole
    async def of(self, user_id: int) -> tuple[Opinion, ...]:
        """A person's opinions, newest first."""
        newest = opinions.c.given_at.desc(), opinions.c.id
        wanted = select(opinions).where(opinions.c.user_id == user_id).order_by(*newest)
        async with self._connections.read() as connection:
            return tuple(_opinion(row) for row in (await connection.execute(wanted)).all())

    @whole
    async def drop(self, user_id: int, opinion_id: str) -> bool:
        """Forget one."""
        gone = delete(opinions).where(opinions.c.user_id == user_id, opinions.c.id == opinion_id)
        async with self._connections.write() as connection:
            return (await connection.execute(gone)).rowcount > 0

    @whole
    async def clear(self, user_id: int) -> int:
        """Forget all."""
        async with self._connections.write() as connection:
            return await _clear(connection, opinions, user_id)


class ServedStore(Store):
    """The ServedSongs port."""

    @whole
    async def keep(self, user_id: int, songs: Sequence[Subject], now: datetime, expires_at: datetime) -> None:
        """Insert, or move to the top, what a person was shown."""
        common = {"user_id": user_id, "served_at": now, "expires_at": expires_at}
        rows = {song.key: {**common, "song_key": song.key, "payload": _packed(song)} for song in songs}
        mine = served_songs.c.user_id == user_id
        newest = select(served_songs.c.song_key).where(mine).order_by(served_songs.c.served_at.desc())
        async with self._connections.write() as connection:
            await upsert(connection, served_songs, list(rows.values()))
            beyond = served_songs.c.song_key.not_in(newest.limit(MOST_SERVED))
            await connection.execute(delete(served_songs).where(mine, beyond))

    @whole
    async def since(self, user_id: int, then: datetime) -> tuple[Subject, ...]:
        """What a person was shown after a moment, newest first."""
        mine = served_songs.c.user_id == user_id, served_songs.c.served_at > then
        wanted = select(served_songs.c.payload).where(*mine).order_by(served_songs.c.served_at.desc())
        async with self._connections.read() as connection:
            return tuple(_subject(payload) for payload in (await connection.scalars(wanted)).all())

    @whole
    async def clear(self, user_id: int) -> int:
        """Forget all that a person was shown."""
        async with self._connections.write() as connection:
            return await _clear(connection, served_songs, user_id)

    @whole
    async def sweep(self, now: datetime) -> int:
        """Delete what has expired; returns how many rows."""
        async with self._connections.write() as connection:
            return await sweep(connection, served_songs, now)


async def _clear(connection: AsyncConnection, table: Table, user_id: int) -> int:
    return (await connection.execute(delete(table).where(table.c.user_id == user_id))).rowcount


def _row(opinion: Opinion) -> dict[str, Any]:
    return {
        "id": opinion.id,
        "user_id": opinion.user_id,
        "verdict": str(opinion.verdict),
        "subject_key": opinion.subject.key,
        "payload": _packed(opinion.subject),
        "given_at": opinion.given_at,
    }


def _opinion(row: Any) -> Opinion:
    return Opinion(row.id, row.user_id, Verdict(row.verdict), _subject(row.payload), row.given_at)


def _packed(subject: Subject) -> str:
    return orjson.dumps([subject.title, subject.artist, subject.spotify_id]).decode()


def _subject(payload: str) -> Subject:
    return Subject(*orjson.loads(payload))
