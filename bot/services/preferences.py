"""What holds for somebody in some place: their own decisions, the server's, and Segue's where neither says anything."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from bot.preferences import REPEAT_DAYS, Decisions, Preferences, ServerRules
from bot.services.answers import DEFAULT_COUNT, MAX_COUNT, Mix, Visibility


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is asked: a server, and its channel or a thread with its channel; nothing of it elsewhere."""

    guild_id: int | None = None
    channel_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Effective:
    """What holds: both sets of decisions."""

    person: Preferences
    server: ServerRules
    place: Place

    @property
    def mix(self) -> Mix:
        """How far lists stray."""
        return self.person.mix or Mix.BALANCED

    @property
    def clean(self) -> bool:
        """Whether songs that are known to be explicit are left out."""
        return bool(self.person.clean)

    def count(self, asked: int | None) -> int:
        """How many songs a list has."""
        return min(asked or self.person.count or DEFAULT_COUNT, self.most)

    @property
    def most(self) -> int:
        """How many songs no list goes beyond."""
        return self.server.most_songs or MAX_COUNT

    @property
    def public_here(self) -> bool:
        """Whether answers may be seen by everybody in this channel."""
        return not self.server.channels or not set(self.server.channels).isdisjoint(self.place.channel_ids)

    def private(self, asked: Visibility | None, *, personal: bool) -> bool:
        """Whether only the person sees the answer: where the server says so, as they said, or if it is `personal`."""
        if not self.public_here:
            return True
        wish = asked or self.person.visibility or (None if personal else self.server.visibility)
        return wish is Visibility.ONLY_ME if wish else personal


class PreferenceService:
    """Reads and changes decisions."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._changing = asyncio.Lock()  # what is read is still so when it is written

    async def effective(self, user_id: int, place: Place) -> Effective:
        """What holds for a person in a place."""
        server = await self._decisions.server(place.guild_id) if place.guild_id is not None else ServerRules()
        return Effective(await self._decisions.person(user_id), server, place)

    async def change_person(self, user_id: int, **changes: Any) -> None:
        """Decide something for oneself; None takes it back."""
        async with self._changing:
            await self._decisions.save_person(user_id, replace(await self._decisions.person(user_id), **changes))

    async def change_server(self, guild_id: int, **changes: Any) -> None:
        """Decide something for a server; None takes it back."""
        async with self._changing:
            await self._decisions.save_server(guild_id, replace(await self._decisions.server(guild_id), **changes))

    async def reset_person(self, user_id: int) -> None:
        """Take everything back."""
        await self._decisions.save_person(user_id, Preferences())

    async def reset_server(self, guild_id: int) -> None:
        """Take everything back, or forget a server that the bot has left."""
        await self._decisions.save_server(guild_id, ServerRules())

    async def keep_servers(self, guild_ids: Collection[int]) -> int:
        """Forget what other servers have decided: the bot is not there any more. Returns how many they were."""
        return await self._decisions.keep_servers(guild_ids)

    async def repeat_days(self, user_id: int) -> int:
        """For how many days nothing is repeated to a person."""
        days = (await self._decisions.person(user_id)).repeat_days
        return REPEAT_DAYS if days is None else days

    async def language(self, user_id: int, guild_id: int | None) -> str | None:
        """The person's choice, else the server's, else None."""
        chosen = (await self._decisions.person(user_id)).language
        if chosen or guild_id is None:
            return chosen
        return (await self._decisions.server(guild_id)).language
