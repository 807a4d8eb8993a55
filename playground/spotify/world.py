"""What exists in the playground's Spotify: people, tracks, playlists and the rules of the day, in memory."""

from __future__ import annotations

import hashlib
import itertools
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from playground.spotify.refusals import Refusal
from recsys.domain import PLAYGROUND_PREFIX, Track

MAX_REGISTERED = 5  # people on a development-mode app's allowlist
SPOTIFY_MADE = "37i9"  # how the ids of Spotify's own playlists begin
ID_LENGTH = 22
_BASE62 = string.digits + string.ascii_letters

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Episode:
    """A podcast episode in a playlist."""

    name: str


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on somebody's computer in a playlist."""

    name: str


Item = Track | Episode | LocalFile | None
"""An entry of a playlist; None is one that is no longer on Spotify."""


@dataclass(slots=True)
class Rules:
    """How Spotify behaves towards the app; a test may change them at any time.

    `extended`: the rules before 2026, where public playlists of others can be read. `item_key`: under which name an
    entry's track is sent; during the deprecation window it is both. `rotate_refresh_tokens`: each refresh ends the
    old refresh token, as it did before June 2026. `audio_features`: those of apps made before 27 November 2024.
    `listed_after`: seconds until a playlist that the app has made shows up in its owner's list.
    """

    extended: bool = False
    owner_premium: bool = True
    item_key: Literal["item", "track", "both"] = "item"
    rotate_refresh_tokens: bool = False
    audio_features: bool = False
    listed_after: float = 0.0


@dataclass(slots=True, eq=False)
class User:
    """A Spotify account. Only registered people's tokens work: they are on the app's allowlist."""

    id: str
    display_name: str | None
    account_id: str
    registered: bool
    saved: list[str] = field(default_factory=list)
    top: list[str] = field(default_factory=list)
    library: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Playlist:
    """A playlist; `snapshot_id` changes with each change of its entries or its name.

    `cover` is what an app has uploaded; lists do not show the playlist before `listed_from`.
    """

    id: str
    name: str
    owner: User
    items: list[Item]
    public: bool = False
    collaborative: bool = False
    collaborators: set[str] = field(default_factory=set)
    followers: set[str] = field(default_factory=set)
    description: str = ""
    has_cover: bool = True
    cover: bytes | None = None
    listed_from: datetime | None = None
    version: int = 1

    @property
    def snapshot_id(self) -> str:
        return identify("snapshot", self.id, self.version)

    def works_on(self, user: User | None) -> bool:
        """Whether the person owns this playlist or collaborates on it."""
        return user is not None and (user is self.owner or (self.collaborative and user.id in self.collaborators))

    def visible_to(self, user: User | None) -> bool:
        return self.public or self.works_on(user)


def identify(*parts: object, prefix: str = PLAYGROUND_PREFIX) -> str:
    """A 22-character base62 id, always the same one for the same parts."""
    digest = hashlib.sha256("\x00".join(map(str, parts)).encode()).digest()
    letters = "".join(_BASE62[byte % len(_BASE62)] for byte in digest)
    return (prefix + letters)[:ID_LENGTH]


def isrc(track_id: str) -> str:
    """A made-up International Standard Recording Code: user-assigned country ZZ, three letters, seven digits."""
    number = int.from_bytes(hashlib.sha256(track_id.encode()).digest()[:5], "big") % 10**7
    return f"ZZPLY{number:07d}"


def read_item(value: Any) -> Item:
    """An entry from Python or JSON: an item as it is, None, "Artist - Title", or a mapping.

    A mapping is {"episode": name}, {"local": name} or the fields of a Track. Raises ValueError for anything else.
    """
    if value is None or isinstance(value, Track | Episode | LocalFile):
        return value
    if isinstance(value, str):
        artist, dash, title = value.partition(" - ")
        return Track(title, (artist,)) if dash else Track(value)
    if isinstance(value, Mapping) and "episode" in value:
        return Episode(value["episode"])
    if isinstance(value, Mapping) and "local" in value:
        return LocalFile(value["local"])
    if isinstance(value, Mapping):
        return Track(**{**value, "artists": tuple(value.get("artists", ()))})
    raise ValueError(f"a playlist entry cannot be {value!r}")


def write_item(item: Any) -> Any:
    """`read_item` backwards, for JSON."""
    item = read_item(item)
    if isinstance(item, Episode):
        return {"episode": item.name}
    if isinstance(item, LocalFile):
        return {"local": item.name}
    return asdict(item) if item else None


class World:
    """People, tracks and playlists."""

    def __init__(self) -> None:
        self.rules = Rules()
        self.users: dict[str, User] = {}
        self.tracks: dict[str, Track] = {}
        self.playlists: dict[str, Playlist] = {}
        self.features: dict[str, dict[str, Any]] = {}
        self._numbers = itertools.count(1)

    def add_user(self, name: str, *, display_name: str | None = None, registered: bool = True) -> str:
        """A Spotify account; returns its `account_id`. Raises ValueError when the app's allowlist is full."""
        if registered and sum(user.registered for user in self.users.values()) >= MAX_REGISTERED:
            raise ValueError(f"a development-mode app has room for {MAX_REGISTERED} people")
        user = User(name, display_name or name.title(), identify("account", name), registered)
        self.users[name] = user
        return user.account_id

    def add_track(self, value: Any) -> str:
        """A track of the catalogue; returns its id, which it gets when it has none."""
        track = read_item(value)
        if not isinstance(track, Track):
            raise ValueError(f"not a track: {value!r}")
        track_id = track.spotify_id or identify("track", track.title, *track.artists)
        self.tracks[track_id] = replace(track, spotify_id=track_id)
        return track_id

    def add_tracks(self, values: Iterable[Any]) -> list[str]:
        """Several tracks; returns their ids in the given order."""
        return [self.add_track(value) for value in values]

    def describe(self, track_id: str, **features: Any) -> None:
        """How a track sounds, under the Web API's names."""
        self.features[track_id] = features

    def add_playlist(
        self,
        owner: str,
        name: str,
        tracks: Sequence[Any] = (),
        *,
        public: bool = False,
        collaborators: Sequence[str] = (),
        collaborative: bool = False,
        made_by_spotify: bool = False,
    ) -> str:
        """A playlist with its entries (see `read_item`); returns its id. `collaborators` make it collaborative."""
        prefix = SPOTIFY_MADE if made_by_spotify else PLAYGROUND_PREFIX
        playlist = Playlist(
            identify("playlist", owner, name, next(self._numbers), prefix=prefix),
            name,
            self.users[owner],
            [self._known(value) for value in tracks],
            public=public or made_by_spotify,
            collaborative=collaborative or bool(collaborators),
            collaborators=set(collaborators),
        )
        self.playlists[playlist.id] = playlist
        return playlist.id

    def change_playlist(self, playlist_id: str, tracks: Sequence[Any]) -> str:
        """Other entries for a playlist; returns its new `snapshot_id`."""
        playlist = self.playlists[playlist_id]
        playlist.items = [self._known(value) for value in tracks]
        playlist.version += 1
        return playlist.snapshot_id

    def follow(self, user: str, playlist_id: str) -> None:
        """Put somebody else's playlist into a person's list."""
        self.playlists[playlist_id].followers.add(self.users[user].id)

    def save_tracks(self, user: str, *, saved: Sequence[str] = (), top: Sequence[str] = ()) -> None:
        """What a person has saved and what they listen to most, as track ids."""
        self.users[user].saved[:] = saved
        self.users[user].top[:] = top

    def playlist_for(self, playlist_id: str, user: User | None) -> Playlist:
        """A playlist as this person may see it. Raises 404 as Spotify does, for what is hidden too."""
        playlist = self.playlists.get(playlist_id)
        closed = playlist_id.startswith(SPOTIFY_MADE) and not self.rules.extended
        if playlist is None or closed or not playlist.visible_to(user):
            raise Refusal.not_found()
        return playlist

    def readable(self, playlist: Playlist, user: User | None) -> bool:
        """Whether Spotify shows the entries to this person, or to the app itself (None)."""
        return playlist.works_on(user) or (self.rules.extended and playlist.public)

    def playlists_of(self, user: User, now: datetime) -> list[Playlist]:
        """A person's list: what they own, work on and follow, newest first, as far as it shows yet."""
        mine = [p for p in self.playlists.values() if p.works_on(user) or user.id in p.followers]
        return [p for p in reversed(mine) if p.listed_from is None or p.listed_from <= now]

    def _known(self, value: Any) -> Item:
        item = read_item(value)
        return self.tracks[self.add_track(item)] if isinstance(item, Track) else item
