"""Whom to remind that Spotify is about to end their link, and whom that was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, select

from bot.storage.connections import Store, whole
from bot.storage.schema import link_reminders, links, tokens
from bot.storage.statements import upsert


class ReminderStore(Store):
    """The Reminders port."""

    @whole
    async def due(self, before: datetime) -> Sequence[int]:
        """People whose link still works, who agreed before this, and who were not reminded of that consent yet."""
        same = and_(
            link_reminders.c.user_id == links.c.user_id, link_reminders.c.authorised_at == links.c.authorised_at
        )
        wanted = (
            select(links.c.user_id)
            .join(tokens, tokens.c.user_id == links.c.user_id)
            .outerjoin(link_reminders, same)
            .where(links.c.authorised_at <= before, link_reminders.c.user_id.is_(None))
            .order_by(links.c.authorised_at)
        )
        async with self._connections.read() as connection:
            return (await connection.scalars(wanted)).all()

    @whole
    async def mark(self, user_id: int) -> None:
        """The person is being reminded of the consent that they have given."""
        given = select(links.c.authorised_at).where(links.c.user_id == user_id)
        async with self._connections.write() as connection:
            if (authorised_at := await connection.scalar(given)) is not None:
                await upsert(connection, link_reminders, [{"user_id": user_id, "authorised_at": authorised_at}])

    @whole
    async def unmark(self, user_id: int) -> None:
        """They could not be reached: to be tried again."""
        async with self._connections.write() as connection:
            await connection.execute(delete(link_reminders).where(link_reminders.c.user_id == user_id))
