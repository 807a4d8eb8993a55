"""The call budget and the cooldown. Calls outlive a link: unlinking must not refill anybody's share."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.connections import Store, whole
from bot.storage.schema import calls, cooldowns
from bot.storage.statements import upsert

WINDOW = timedelta(hours=24)
_SPOTIFY = "spotify"


class CallLedgerStore(Store):
    """The CallLedger port."""

    @whole
    async def spend(self, payer: str, calls: int, *, now: datetime, limit: int, payer_limit: int) -> bool:
        """Book calls if both limits of the last 24 hours allow; all or nothing, in one transaction."""
        async with self._connections.write() as connection:
            if await _used(connection, now, None) + calls > limit:
                return False
            if await _used(connection, now, payer) + calls > payer_limit:
                return False
            await _book(connection, payer, calls, now)
            return True

    @whole
    async def used(self, now: datetime, payer: str | None = None) -> int:
        """Calls booked in the 24 hours before `now`."""
        async with self._connections.read() as connection:
            return await _used(connection, now, payer)

    @whole
    async def cooldown_until(self, now: datetime) -> datetime | None:
        """Until when Spotify must not be called, or None."""
        until = select(cooldowns.c.until).where(cooldowns.c.name == _SPOTIFY, cooldowns.c.until > now)
        async with self._connections.read() as connection:
            moment: datetime | None = await connection.scalar(until)
            return moment

    @whole
    async def cool_down(self, until: datetime) -> None:
        """Start or lengthen the cooldown."""
        async with self._connections.write() as connection:
            before = await connection.scalar(select(cooldowns.c.until).where(cooldowns.c.name == _SPOTIFY))
            if before is None or before < until:
                await upsert(connection, cooldowns, [{"name": _SPOTIFY, "until": until}])

    @whole
    async def sweep(self, now: datetime) -> int:
        """Forget calls that are too old to count; returns how many rows."""
        async with self._connections.write() as connection:
            return (await connection.execute(delete(calls).where(calls.c.booked_at <= now - WINDOW))).rowcount


def _spent(now: datetime, payer: str | None) -> Select[tuple[int]]:
    total = select(func.coalesce(func.sum(calls.c.calls), 0)).where(calls.c.booked_at > now - WINDOW)
    return total if payer is None else total.where(calls.c.payer == payer)


async def _used(connection: AsyncConnection, now: datetime, payer: str | None) -> int:
    return int(await connection.scalar(_spent(now, payer)) or 0)


async def _book(connection: AsyncConnection, payer: str, count: int, now: datetime) -> None:
    await connection.execute(insert(calls).values(payer=payer, booked_at=now, calls=count))
