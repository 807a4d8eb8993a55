"""What people and servers have decided: values, and the port that keeps them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from bot.services.answers import Mix, Visibility

LANGUAGE_NAMES = {
    "en": "English",
    "de": "Deutsch",
    "es-ES": "Español (España)",
    "es-419": "Español (Latinoamérica)",
    "pt-BR": "Português (Brasil)",
}
"""What each language calls itself."""
REPEAT_DAYS = 7
"""So long a recommended song is not recommended again, unless the person says otherwise."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person wants where they say nothing else; None: as Segue does for everybody.

    `repeat_days`: for how many days no song is recommended again, 0 for none.
    """

    count: int | None = None
    mix: Mix | None = None
    clean: bool | None = None
    visibility: Visibility | None = None
    language: str | None = None
    repeat_days: int | None = None


@dataclass(frozen=True, slots=True)
class ServerRules:
    """What the admins of a server have decided; None: as Segue does everywhere.

    In `channels` (ids; empty: in all) answers may be seen by everybody. `most_songs` bounds each list; a member may ask
    `per_member` times in ten minutes, and all of them together `per_server` times.
    """

    channels: tuple[int, ...] = ()
    visibility: Visibility | None = None
    most_songs: int | None = None
    per_member: int | None = None
    per_server: int | None = None
    language: str | None = None


class Decisions(Protocol):
    """What people and servers have decided. What another version stored and this one cannot read counts as nothing."""

    async def person(self, user_id: int) -> Preferences: ...

    async def save_person(self, user_id: int, preferences: Preferences) -> None:
        """Replace; when nothing is decided, nothing is kept."""
        ...

    async def server(self, guild_id: int) -> ServerRules: ...

    async def save_server(self, guild_id: int, rules: ServerRules) -> None:
        """Replace; when nothing is decided, nothing is kept."""
        ...

    async def keep_servers(self, guild_ids: Collection[int]) -> int:
        """Forget all other servers; how many were forgotten."""
        ...
