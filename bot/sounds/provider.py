"""What the chain needs of a provider, and the ways in which one does not answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Protocol

from recsys.sound import Sound


class ProviderTrouble(Exception):
    """A provider did not answer; nothing is known of the songs that it was asked for."""


class Down(ProviderTrouble):
    """It failed, or sent something unreadable. `again`: it may have been an accident, worth another try."""

    def __init__(self, reason: str, *, again: bool) -> None:
        self.again = again
        super().__init__(reason)


class Resting(ProviderTrouble):
    """It wants not to be asked for so many seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"{seconds:.0f} s")


class NotNow(ProviderTrouble):
    """It was not asked, since asking costs what others need more; no fault of the provider's."""


class Provider(Protocol):
    """One place that knows how songs sound."""

    @property
    def name(self) -> str:
        """Its own name, as people and the cache know it."""
        ...

    @property
    def batch(self) -> int:
        """How many ids one request takes."""
        ...

    @property
    def at_once(self) -> int:
        """How many requests may be under way."""
        ...

    @property
    def life(self) -> timedelta:
        """How long what it says may be kept."""
        ...

    @property
    def playground(self) -> bool:
        """Whether it is one on loopback, the only kind that may see playground ids."""
        ...

    async def read(self, spotify_ids: Sequence[str], *, user_id: int) -> Mapping[str, Sound]:
        """How those of at most `batch` songs sound that it knows. Raises a leaf of ProviderTrouble."""
        ...
