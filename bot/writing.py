"""Playlists written to Spotify: what is kept of one while it is written and after, and the ports that this needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.messages import DEFAULT_LOCALE


class Step(StrEnum):
    """What is about to be done, or (at rest) was. It is stored before anything is asked of Spotify."""

    PLANNED = "planned"  # nothing has been written; songs are still looked up
    CREATING = "creating"  # the playlist is to be made; if `asked_at` is set, it may have been
    FILLING = "filling"  # `playlist_id` is known, its songs are being written
    COVERING = "covering"  # all songs are there, the picture is next
    DONE = "done"
    UNDOING = "undoing"  # it is leaving the library, or the songs leave the playlist they were added to
    UNDONE = "undone"

    @property
    def at_rest(self) -> bool:
        """Whether nothing is left to do."""
        return self in (Step.DONE, Step.UNDONE)


@dataclass(frozen=True, slots=True)
class WantedSong:
    """A song to be written; without a `spotify_id` it is looked for by the rest."""

    title: str
    artist: str
    spotify_id: str | None = None
    duration_ms: int | None = None
    isrc: str | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """One list on its way into one person's Spotify.

    `target` is the playlist that songs are added to, "" for one of its own. `code` stands in the description. Of the
    `uris` to be written, in order, Spotify has confirmed the first `written`. `asked_at`: since then a playlist may
    exist whose id is not known. `missing` are songs that Spotify does not have, among them those of `refused` addresses
    that it did not take. The target had `base` entries, and `present` of the songs, before. `older` are former versions
    of the playlist, as URIs, the newest last; `given` the keys of all songs that it ever got. `request` is what the
    list answered, as JSON, for asking it again. `language` is what the person read when it began: after a restart no
    Discord of theirs is there to tell.
    """

    id: str
    list_id: str
    user_id: int
    account_id: str
    code: str
    step: Step
    name: str
    description: str
    songs: tuple[WantedSong, ...]
    begun_at: datetime
    public: bool = False
    cover: bool = False
    target: str = ""
    playlist_id: str | None = None
    asked_at: datetime | None = None
    uris: tuple[str, ...] = ()
    written: int = 0
    base: int = 0
    missing: tuple[WantedSong, ...] = ()
    present: int = 0
    refused: int = 0
    cover_failed: bool = False
    older: tuple[tuple[str, ...], ...] = ()
    given: tuple[str, ...] = ()
    request: Mapping[str, Any] | None = None
    language: str = DEFAULT_LOCALE

    @property
    def who(self) -> Who:
        """Whose Spotify it goes to."""
        return Who(self.user_id, self.account_id)


class Writings(Protocol):
    """What is being written and was. One row for each list, person and target; it goes with the account's link."""

    async def begin(self, writing: Writing, expires_at: datetime) -> Writing | None:
        """Keep this one unless there is one already (which may be at any step but UNDONE): what stands now.

        None when the account is no longer linked.
        """
        ...

    async def get(self, writing_id: str, now: datetime) -> Writing | None: ...

    async def find(self, list_id: str, user_id: int, target: str, now: datetime) -> Writing | None: ...

    async def save(self, writing: Writing) -> bool:
        """Replace one that is there; False when it is gone, with its account or for its age."""
        ...

    async def drop(self, writing_id: str) -> None:
        """Forget one of which nothing has come."""
        ...

    async def unfinished(self, now: datetime) -> tuple[Writing, ...]:
        """Those that are not at rest, oldest first."""
        ...

    async def chosen(self, keys: Sequence[str], now: datetime) -> Mapping[str, str | None]:
        """By song key, the track that a search has given; None where it has found nothing."""
        ...

    async def choose(self, choices: Mapping[str, str | None], expires_at: datetime) -> None:
        """Keep what searches have given."""
        ...

    async def sweep(self, now: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class OwnedPlaylist:
    """A playlist in a person's library, with the words below its name."""

    id: str
    description: str


@dataclass(frozen=True, slots=True)
class FoundTrack:
    """A track that a search has found."""

    spotify_id: str
    title: str
    artists: tuple[str, ...]
    duration_ms: int | None
    isrc: str | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Whose Spotify: the Discord user who pays and the account that was meant when it began."""

    user_id: int
    account_id: str


class PlaylistWriter(Protocol):
    """Writing to one person's Spotify, and the reading that it takes.

    Every method pays from the call budget, uses the token of this `account_id` alone (NotLinked otherwise) and raises
    leaves of SpotifyError. What must not be done twice is asked once: then SpotifyUnclear says that it may have been
    done. MissingScope: the person has not allowed it. PlaylistGone: there is no such playlist (any more).
    """

    async def create(self, who: Who, *, name: str, description: str, public: bool) -> str:
        """Make an empty playlist; its id. Raises SpotifyUnclear."""
        ...

    async def newest(self, who: Who) -> Sequence[OwnedPlaylist]:
        """The first 50 playlists of the person's library, where Spotify puts new ones."""
        ...

    async def entries(self, who: Who, playlist_id: str, *, start: int = 0) -> Sequence[str]:
        """The URIs of a playlist from its `start`-th entry on, in order; "" for what is gone from Spotify."""
        ...

    async def replace(self, who: Who, playlist_id: str, uris: Sequence[str]) -> None:
        """Make these (at most 100) the whole playlist. Twice is as good as once."""
        ...

    async def append(self, who: Who, playlist_id: str, uris: Sequence[str]) -> None:
        """Add these (at most 100) at the end. Raises SpotifyUnclear."""
        ...

    async def take_out(self, who: Who, playlist_id: str, uris: Sequence[str]) -> None:
        """Remove every entry with one of these (at most 100) URIs. Twice is as good as once."""
        ...

    async def forget(self, who: Who, playlist_id: str) -> None:
        """Remove the playlist from the library. Twice is as good as once."""
        ...

    async def upload_cover(self, who: Who, playlist_id: str, jpeg: bytes) -> None:
        """Give the playlist a picture of its own. Twice is as good as once."""
        ...

    async def search(self, who: Who, query: str) -> Sequence[FoundTrack]:
        """The ten tracks that Spotify finds first."""
        ...
