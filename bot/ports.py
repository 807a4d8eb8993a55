"""What the services need from the world, as small protocols, with the values that pass through them.

Each port has one contract suite in `tests/contract/` that every implementation passes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from bot.networks import Network
from bot.portraits import Portrait
from recsys.domain import Query, Recommendations, Song, Track
from recsys.rules_asked import Asked, Found
from recsys.sound import Compare, Comparison, Sound

if TYPE_CHECKING:
    from recsys.artists import ArtistLookup
    from recsys.lookup import Lookup


class Clock(Protocol):
    """Where time comes from."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        ...


# ---------------------------------------------------------------- Spotify accounts


@dataclass(frozen=True, slots=True)
class Grant:
    """What Spotify's token endpoint returned. `refresh_token` is None when the old one stays valid."""

    access_token: SecretStr
    expires_at: datetime
    scopes: frozenset[str]
    refresh_token: SecretStr | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Who a grant belongs to: `account_id` is stable, `display_name` is for people."""

    account_id: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Link:
    """A Discord user's Spotify connection. Without a token (`has_token`) the person has to link again to use it."""

    user_id: int
    account_id: str
    display_name: str
    scopes: frozenset[str]
    authorised_at: datetime
    has_token: bool


@dataclass(frozen=True, slots=True)
class StoredToken:
    """A decrypted refresh token; `version` changes with each write, so that a late writer notices that it is late."""

    refresh_token: SecretStr
    version: int


@dataclass(frozen=True, slots=True)
class Access:
    """What one call to Spotify needs: a valid access token, whose account it opens, and what may be done with it."""

    token: SecretStr
    account_id: str
    scopes: frozenset[str]


class Tokens(Protocol):
    """Access tokens of linked people; renewed once however many callers wait."""

    async def access_token(self, user_id: int) -> Access:
        """A token that is valid now. Raises NotLinked, LinkExpired or another SpotifyError of the renewal."""
        ...

    async def invalidate(self, user_id: int, token: SecretStr) -> None:
        """Spotify refused this access token: the next `access_token` renews it. Nothing if it was renewed already."""
        ...

    async def give_up(self, user_id: int, token: SecretStr) -> None:
        """Spotify refused a token that was just renewed: access is withdrawn, and its refresh token of no more use."""
        ...


class OAuth(Protocol):
    """Spotify's accounts service and `GET /me`."""

    def authorize_url(self, *, state: str, verifier: SecretStr, scopes: Sequence[str]) -> str:
        """The consent page for this state, with the PKCE challenge of `verifier`."""
        ...

    async def exchange(self, code: SecretStr, verifier: SecretStr) -> Grant:
        """Raises CodeRefused or another SpotifyError when Spotify refuses or does not answer."""
        ...

    async def refresh(self, refresh_token: SecretStr) -> Grant:
        """Raises LinkExpired when the refresh token is dead, another SpotifyError otherwise."""
        ...

    async def profile(self, access_token: SecretStr) -> Profile:
        """Raises UserNotRegistered when the app's allowlist lacks the person, another SpotifyError otherwise."""
        ...


class Links(Protocol):
    """Linked accounts and their encrypted refresh tokens."""

    async def get(self, user_id: int) -> Link | None: ...

    async def owner(self, account_id: str) -> int | None:
        """The Discord user who has linked this account."""
        ...

    async def save(self, link: Link, refresh_token: SecretStr) -> None:
        """Insert or replace a person's link. Raises AccountTaken when another person has this `account_id`.

        The same `account_id` again keeps everything that belongs to it; another one deletes what was read for the old.
        """
        ...

    async def token(self, user_id: int) -> StoredToken | None:
        """None when there is no link or no usable token (a token no key decrypts is dropped)."""
        ...

    async def renew_token(self, user_id: int, version: int, refresh_token: SecretStr, scopes: frozenset[str]) -> bool:
        """Replace the token if it still has `version`; False when the person unlinked or linked again meanwhile."""
        ...

    async def drop_token(self, user_id: int, version: int) -> None:
        """Delete the token alone, if it still has `version`; the link, settings and history stay."""
        ...

    async def delete(self, user_id: int) -> bool:
        """Delete the link, its tokens, what is pending and everything that was read from Spotify with it, at once.

        False when there was no link.
        """
        ...


@dataclass(frozen=True, slots=True)
class PendingLink:
    """A link that a Discord user has begun; `scopes` is what will be asked for."""

    user_id: int
    user_name: str
    scopes: frozenset[str]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimedLink:
    """A pending link whose state came back, and which nobody can claim again."""

    user_id: int
    user_name: str
    verifier: SecretStr


@dataclass(frozen=True, slots=True)
class WaitingLink:
    """A link that its owner has yet to confirm, with the grant that it will be used with."""

    link: Link
    grant: Grant
    expires_at: datetime


class PendingLinks(Protocol):
    """Links between `/link` and consent. A person has at most one; beginning another forgets the one before.

    Ids, states and holders are secrets of at least 128 random bits (a holder may also name a Discord user); nothing
    that is stored lets a reader of the database use them.
    """

    async def begin(self, link_id: str, pending: PendingLink) -> None:
        """Keep a pending link; whatever the person had begun or left unconfirmed is gone."""
        ...

    async def get(self, link_id: str, now: datetime) -> PendingLink | None:
        """The pending link with this id, until it expires or is claimed."""
        ...

    async def arm(
        self, link_id: str, *, state: str, holder: str, verifier: SecretStr, now: datetime
    ) -> PendingLink | None:
        """Tie a pending link to a state and to who may bring it back, in place of any before; None when it is gone."""
        ...

    async def claim(self, state: str, holder: str, now: datetime) -> ClaimedLink | None:
        """Take the pending link that both state and holder belong to: one statement that deletes it, or None."""
        ...

    async def wait(self, waiting: WaitingLink) -> None:
        """Keep a link, its grant encrypted, until its owner confirms it."""
        ...

    async def take(self, user_id: int, now: datetime) -> WaitingLink | None:
        """Take a person's waiting link: one statement that deletes it. None when there is none or it has expired."""
        ...

    async def sweep(self, now: datetime) -> int:
        """Delete what has expired; returns how many rows."""
        ...


# ---------------------------------------------------------------- what was read from Spotify


class SkipReason(StrEnum):
    """Why an entry of a Spotify playlist is no seed."""

    GONE = "gone"  # null: no longer on Spotify
    LOCAL = "local"  # a file on somebody's computer
    EPISODE = "episode"  # a podcast episode


@dataclass(frozen=True, slots=True)
class PlaylistSummary:
    """A playlist as lists show it. `readable`: the account owns it or it accepts collaborators."""

    id: str
    name: str
    owner: str
    snapshot_id: str
    total: int | None
    cover_url: str | None
    readable: bool


@dataclass(frozen=True, slots=True)
class PlaylistSnapshot:
    """The songs of a playlist at one `snapshot_id`, as Spotify showed them to one account.

    `read` entries of `total` were read (`read < total`: the page limit or the call budget ended it), of which
    `skipped` counts those that are no songs. `covers` maps Spotify track ids to album cover addresses.
    """

    summary: PlaylistSummary
    tracks: tuple[Track, ...]
    skipped: Mapping[SkipReason, int] = field(default_factory=dict)
    read: int = 0
    total: int = 0
    covers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrackList:
    """Songs that Spotify shows together and that are no playlist: an album, or what somebody likes.

    `owner` is whose it is; of `total` entries those of `tracks` were read.
    """

    name: str
    owner: str
    tracks: tuple[Track, ...]
    total: int


class SpotifyCache(Protocol):
    """What Spotify returned, per account, for a stated life; goes with the account's link."""

    async def snapshot(
        self, account_id: str, playlist_id: str, snapshot_id: str, now: datetime
    ) -> PlaylistSnapshot | None: ...

    async def save_snapshot(self, account_id: str, snapshot: PlaylistSnapshot, expires_at: datetime) -> None:
        """Does nothing when the account is no longer linked: a late read must not outlive `/unlink`."""
        ...

    async def playlists(self, account_id: str, now: datetime) -> tuple[PlaylistSummary, ...] | None:
        """The account's own list, in Spotify's order; None when it was never read or is too old."""
        ...

    async def save_playlists(self, account_id: str, playlists: Sequence[PlaylistSummary], expires_at: datetime) -> None:
        """Replaces the list; does nothing when the account is no longer linked."""
        ...

    async def covers(self, account_id: str, track_ids: Sequence[str], now: datetime) -> Mapping[str, str]:
        """Cover addresses by track id, of those tracks that were read for this account, in a snapshot or singly."""
        ...

    async def save_covers(self, account_id: str, covers: Mapping[str, str], expires_at: datetime) -> None:
        """Keep covers of tracks that were read singly; does nothing when the account is no longer linked."""
        ...

    async def sweep(self, now: datetime) -> int:
        """Delete what is too old; returns how many rows."""
        ...


class CallLedger(Protocol):
    """The rolling 24-hour budget of Spotify calls and the global cooldown; both survive restarts."""

    async def spend(self, payer: str, calls: int, *, now: datetime, limit: int, payer_limit: int) -> bool:
        """Book calls for `payer` if both limits allow; books nothing and returns False otherwise. Atomic.

        Calls outlive a link: unlinking must not refill anybody's share.
        """
        ...

    async def used(self, now: datetime, payer: str | None = None) -> int:
        """Calls booked in the 24 hours before `now`, by everybody or by one payer."""
        ...

    async def cooldown_until(self, now: datetime) -> datetime | None:
        """Until when Spotify must not be called, or None."""
        ...

    async def cool_down(self, until: datetime) -> None:
        """Start or lengthen the cooldown; it never gets shorter."""
        ...


class Spotify(Protocol):
    """Reading Spotify for one person. Every method pays from the call budget and raises SpotifyError leaves."""

    async def playlist(self, user_id: int, playlist_id: str) -> PlaylistSnapshot:
        """Raises NotLinked, LinkExpired, PlaylistNotFound, PlaylistNotReadable, SpotifyMadePlaylist, ..."""
        ...

    async def own_playlists(self, user_id: int) -> tuple[PlaylistSummary, ...]:
        """From the cache alone, for autocomplete: never waits for Spotify; empty when nothing is cached."""
        ...

    async def refresh_own_playlists(self, user_id: int) -> tuple[PlaylistSummary, ...]:
        """Read the list again and cache it."""
        ...

    async def track(self, user_id: int, track_id: str) -> Track:
        """One track's metadata, with the person's token or, without a link, the app's own."""
        ...

    async def at_hand(self, user_id: int) -> Mapping[str, PlaylistSnapshot]:
        """By id, those of the person's own playlists whose songs are cached as they are now; asks Spotify nothing."""
        ...

    async def read_ahead(self, user_id: int, playlist_ids: Sequence[str]) -> None:
        """Read and cache these playlists one by one, as long as more than half of the budget is left. Never fails."""
        ...

    async def album(self, user_id: int, album_id: str) -> TrackList:
        """An album's songs, with the person's token or, without a link, the app's own. Raises AlbumNotFound, ..."""
        ...

    async def artist(self, user_id: int, artist_id: str) -> str:
        """An artist's name, paid for as an album. Raises ArtistNotFound, ..."""
        ...

    async def top_tracks(self, user_id: int) -> TrackList:
        """What the person has listened to most in half a year. Raises NotLinked, ConsentNeeded, ..."""
        ...

    async def liked_tracks(self, user_id: int) -> TrackList:
        """The songs that the person liked last. Raises NotLinked, ConsentNeeded, ..."""
        ...

    async def covers(self, user_id: int, track_ids: Sequence[str]) -> Mapping[str, str]:
        """Cover addresses by track id: what was already read, and more only while over half the budget is left."""
        ...


# ---------------------------------------------------------------- the recommender


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What the bot may say of its model. `demo`: trained on the made-up demo corpus. `rules`: it has mined ones.

    `trained_on` names the data and `licence` its terms, where that is known.
    """

    name: str
    songs: int
    playlists: int
    demo: bool
    rules: bool = False
    trained_on: str = ""
    licence: str = ""


class Engine(Protocol):
    """The one door to the recommender."""

    @property
    def model(self) -> ModelInfo: ...

    async def recommend(self, query: Query, *, user_id: int) -> Recommendations:
        """Raises EngineBusy, EngineTimeout, EngineDown, AlreadyRunning or NothingKnown."""
        ...

    async def compare(self, compare: Compare, *, user_id: int) -> Comparison:
        """Raises EngineBusy, EngineTimeout, EngineDown, or NothingKnown when there is nothing to compare with."""
        ...

    async def rules(self, asked: Asked) -> Found:
        """Where the model has rules. Raises EngineBusy, EngineTimeout or EngineDown."""
        ...


class Catalogue(Protocol):
    """The bundle's song index, off the event loop."""

    async def look_up(self, text: str) -> tuple[Lookup, ...]:
        """What each entry of a `songs:` text means."""
        ...

    async def complete(self, text: str, limit: int = 25) -> tuple[str, ...]:
        """Completions of a `songs:` text of at most 100 characters each."""
        ...

    async def songs(self, ids: Sequence[int]) -> tuple[Song, ...]:
        """Songs by id, in the given order."""
        ...

    async def known(self, tracks: Sequence[Track]) -> tuple[Song | None, ...]:
        """For each track the song that it is, by its Spotify id or its exact names; None where there is none."""
        ...

    async def complete_artists(self, text: str, limit: int = 25) -> tuple[str, ...]:
        """Names of artists for an unfinished text, of at most 100 characters each."""
        ...

    async def artist(self, name: str) -> ArtistLookup:
        """Who is meant by a name."""
        ...

    async def artist_names(self, ids: Sequence[int]) -> Mapping[int, str]:
        """Names of artists by number."""
        ...


class Model(Protocol):
    """One loaded bundle: what recommends and what looks songs up belong together."""

    @property
    def engine(self) -> Engine: ...

    @property
    def catalogue(self) -> Catalogue: ...


class Models(Protocol):
    """The model that answers now; another may take its place at any moment."""

    def in_use(self) -> AbstractContextManager[Model]:
        """The model for one piece of work, which thus never mixes two: it stays until the context is left."""
        ...


# ---------------------------------------------------------------- how songs sound


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of how songs sound, by Spotify id; an id that no provider knows is absent.

    `pending` ids are still being asked for, for the next time. `coverage` counts `sounds` by the provider they came
    from, whether it was asked just now or before.
    """

    sounds: Mapping[str, Sound] = field(default_factory=dict)
    pending: int = 0
    coverage: Mapping[str, int] = field(default_factory=dict)


class Sounds(Protocol):
    """How recordings sound, from whatever providers the operator has switched on."""

    async def of(self, spotify_ids: Sequence[str], *, user_id: int, seconds: float = 2.0) -> Heard:
        """What is known within `seconds`. `user_id` pays where a provider costs calls. Never raises for a provider."""
        ...


@dataclass(frozen=True, slots=True)
class KeptSound:
    """What `provider` said at `read_at`, to be believed until `expires_at`; `sound` is None: it knows no such song."""

    provider: str
    spotify_id: str
    sound: Sound | None
    read_at: datetime
    expires_at: datetime


class SoundCache(Protocol):
    """What providers said of recordings, of songs alone: nobody's ids stand beside them."""

    async def get(
        self, providers: Sequence[str], spotify_ids: Sequence[str], now: datetime
    ) -> Mapping[str, Mapping[str, Sound | None]]:
        """What these providers said of these ids, by id and provider; None where one knows no such song."""
        ...

    async def save(self, kept: Sequence[KeptSound], *, most: int) -> None:
        """Insert or replace, in a transaction of their own; of more than `most` rows the oldest go."""
        ...

    async def sweep(self, now: datetime) -> int:
        """Delete what is too old; returns how many rows."""
        ...


class Pictures(Protocol):
    """Pictures of how songs sound and of what goes together."""

    def prepare(self) -> None:
        """A picture will be wanted in a moment."""
        ...

    async def portrait(self, portrait: Portrait) -> bytes | None:
        """A PNG, or None when it cannot be drawn in time."""
        ...

    async def network(self, network: Network) -> bytes | None:
        """As `portrait`."""
        ...


# ---------------------------------------------------------------- what the bot remembers


@dataclass(frozen=True, slots=True)
class MessageState:
    """What stands behind the components of one message.

    `id` has at least 96 random bits and is all that a component carries beside its action. `account_id` is set when
    the answer draws on a linked account: unlinking deletes it. `payload` is JSON.
    """

    id: str
    owner_id: int
    kind: str
    payload: Mapping[str, Any]
    expires_at: datetime
    account_id: str | None = None
    message_id: int | None = None


class Messages(Protocol):
    """States of messages with components."""

    async def save(self, state: MessageState) -> None:
        """Insert or replace. An answer that draws on an account which is no longer linked is not kept."""
        ...

    async def get(self, state_id: str, now: datetime) -> MessageState | None:
        """None when it never was, has expired, or went with an account."""
        ...

    async def sweep(self, now: datetime) -> int: ...


class Notes(Protocol):
    """Single values that the bot keeps for itself, such as the hash of the registered commands."""

    async def get(self, name: str) -> str | None: ...

    async def set(self, name: str, value: str) -> None: ...
