"""What people say of songs and artists, and what their next lists heed: values, and the ports that keep them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from recsys.domain import Track
from recsys.identity import artist_key, song_key

MOST_OPINIONS = 500
"""Opinions kept of one person; of more the oldest go."""
MOST_SERVED = 2000
"""Songs that one person was shown, kept to leave them out for a while; of more the oldest go."""


class Verdict(StrEnum):
    """What can be said of a song."""

    MORE = "more"  # more songs like it
    NOT = "not"  # never this song
    NEVER = "never"  # never a song by its artist


@dataclass(frozen=True, slots=True)
class Subject:
    """The song that something is said of or that was shown; where it is an artist, `title` is empty."""

    title: str
    artist: str
    spotify_id: str | None = None

    @property
    def key(self) -> str:
        """The same for all spellings of the song or, without a title, of the artist."""
        return song_key(self.title, (self.artist,)) if self.title else artist_key(self.artist)

    @property
    def track(self) -> Track:
        """The song as the recommender takes it. Only where there is a title."""
        return Track(title=self.title, artists=(self.artist,) if self.artist else (), spotify_id=self.spotify_id)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person has said, and when. `id` has at least 96 random bits."""

    id: str
    user_id: int
    verdict: Verdict
    subject: Subject
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Taste:
    """What a person's lists have to heed: songs and artists that never come, songs to have more of, newest first.

    `lately` were shown within the last `days`.
    """

    disliked: tuple[Track, ...] = ()
    avoided: tuple[str, ...] = ()
    liked: tuple[Track, ...] = ()
    lately: tuple[Subject, ...] = ()
    days: int = 0

    def shown_again(self, songs: Iterable[Subject]) -> Taste:
        """The same, but these songs may be shown once more."""
        again = {song.key for song in songs}
        return replace(self, lately=tuple(song for song in self.lately if song.key not in again)) if again else self


class Tastes(Protocol):
    """What lists have to heed, and what they have shown."""

    async def taste(self, user_id: int) -> Taste: ...

    async def served(self, user_id: int, songs: Sequence[Subject]) -> None:
        """The person was shown these songs."""
        ...


class NoTastes:
    """Nobody has said anything, and nothing is remembered."""

    async def taste(self, user_id: int) -> Taste:
        """Nothing to heed."""
        return Taste()

    async def served(self, user_id: int, songs: Sequence[Subject]) -> None:
        """Forgotten at once."""


class Opinions(Protocol):
    """What people have said. One opinion for each verdict on each subject; a song is either liked or disliked."""

    async def say(self, opinion: Opinion) -> None:
        """Keep it; the opposite of it that was said before goes, and of more than MOST_OPINIONS the oldest."""
        ...

    async def of(self, user_id: int) -> tuple[Opinion, ...]:
        """A person's opinions, newest first."""
        ...

    async def drop(self, user_id: int, opinion_id: str) -> bool:
        """Forget one; False when it is not there (any more)."""
        ...

    async def clear(self, user_id: int) -> int:
        """Forget all; returns how many."""
        ...


class ServedSongs(Protocol):
    """Which songs people were shown lately."""

    async def keep(self, user_id: int, songs: Sequence[Subject], now: datetime, expires_at: datetime) -> None:
        """The person was shown these now; of more than MOST_SERVED the oldest go."""
        ...

    async def since(self, user_id: int, then: datetime) -> tuple[Subject, ...]:
        """What the person was shown after `then`, newest first."""
        ...

    async def clear(self, user_id: int) -> int:
        """Forget all; returns how many."""
        ...

    async def sweep(self, now: datetime) -> int:
        """Delete what has expired; returns how many rows."""
        ...
