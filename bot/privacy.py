"""What is stored about people, as a port: told, handed out, erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol


class HeldData(Protocol):
    """Everything that is stored about one person, by table."""

    async def counts(self, user_id: int) -> Mapping[str, int]:
        """How many rows of each table go with the person, messages of others that name them included."""
        ...

    async def rows(self, user_id: int) -> Mapping[str, list[dict[str, Any]]]:
        """The person's own rows as JSON holds them, without secrets."""
        ...

    async def erase(self, user_id: int) -> Mapping[str, int]:
        """Delete all of it at once, for good; how many rows each table had."""
        ...


class Reminders(Protocol):
    """Whom to remind that Spotify is about to end their link."""

    async def due(self, before: datetime) -> Sequence[int]:
        """People who agreed before this and were not reminded of that consent."""
        ...

    async def mark(self, user_id: int) -> None:
        """They are being reminded."""
        ...

    async def unmark(self, user_id: int) -> None:
        """They could not be reached."""
        ...
