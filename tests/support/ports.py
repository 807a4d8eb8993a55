"""Small, honest implementations of ports: a Spotify of dictionaries, a catalogue and an engine over a list of songs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.errors import AlbumNotFound, ArtistNotFound, ConsentNeeded, NothingKnown, NotLinked, SpotifyError
from bot.networks import Network
from bot.portraits import Portrait
from bot.ports import Clock, Heard, Link, MessageState, ModelInfo, PlaylistSnapshot, PlaylistSummary, TrackList
from bot.services.background import Background
from bot.services.own_playlists import OwnPlaylists
from bot.services.owned import Owned
from recsys.artists import ArtistLookup
from recsys.domain import Query, Reason, ReasonKind, Recommendation, Recommendations, Song, Track
from recsys.lookup import Lookup, entry_of, song_track, track_id
from recsys.rules import Rules
from recsys.rules_asked import Asked, Found
from recsys.sound import LEAST_KNOWN, Compare, Comparison, Level, Likeness, SortBy, Sound, SoundReason, Trait

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class SettableClock:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self._now = START

    def now(self) -> datetime:
        return self._now

    def advance(self, **duration: float) -> None:
        self._now += timedelta(**duration)


def song(number: int, title: str | None = None, artist: str = "The Examples", spotify_id: str | None = None) -> Song:
    """A song of the catalogue with a Spotify id of 22 characters."""
    return Song(number, title or f"Song {number}", artist, (spotify_id or f"{number:022d}",), playlists=10)


def summary(playlist_id: str, name: str = "Road Trip", **changes: object) -> PlaylistSummary:
    """A readable playlist of three songs."""
    plain = PlaylistSummary(playlist_id, name, "ada", "v1", 3, None, readable=True)
    return replace(plain, **changes)  # type: ignore[arg-type]


def snapshot(of: PlaylistSummary, songs: Sequence[Song], **changes: object) -> PlaylistSnapshot:
    """A playlist that holds these songs and was read to its end."""
    tracks = tuple(song_track(item) for item in songs)
    plain = PlaylistSnapshot(of, tracks, read=len(tracks), total=len(tracks))
    return replace(plain, **changes)  # type: ignore[arg-type]


class ClosedToApps(SpotifyError):
    """A playlist that Spotify shows to nobody."""

    def __init__(self) -> None:
        super().__init__("playlist-made-by-spotify")


@dataclass
class DictSpotify:
    """Shows each person their own playlists, and everybody the tracks and covers of `tracks` and `art`.

    Of the playlists, the songs of `read` are at hand; `ahead` more are read at once, as far as the budget reaches.
    """

    playlists: dict[int, list[PlaylistSnapshot]] = field(default_factory=dict)
    tracks: dict[str, Track] = field(default_factory=dict)
    art: dict[str, str] = field(default_factory=dict)
    cached: dict[int, tuple[PlaylistSummary, ...]] = field(default_factory=dict)
    albums: dict[str, TrackList] = field(default_factory=dict)
    artists: dict[str, str] = field(default_factory=dict)
    top: dict[int, TrackList] = field(default_factory=dict)
    liked: dict[int, TrackList] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    ahead: int = 100
    calls: list[str] = field(default_factory=list)
    hold: asyncio.Event | None = None
    refusal: Exception | None = None
    refreshed: asyncio.Event = field(default_factory=asyncio.Event)

    async def playlist(self, user_id: int, playlist_id: str) -> PlaylistSnapshot:
        await self._called("playlist")
        for shown in self.playlists.get(user_id, ()):
            if shown.summary.id == playlist_id:
                return shown
        raise ClosedToApps

    async def own_playlists(self, user_id: int) -> tuple[PlaylistSummary, ...]:
        return self.cached.get(user_id, ())

    async def refresh_own_playlists(self, user_id: int) -> tuple[PlaylistSummary, ...]:
        await self._called("refresh_own_playlists")
        if user_id not in self.playlists:
            raise NotLinked
        self.cached[user_id] = tuple(shown.summary for shown in self.playlists[user_id])
        self.refreshed.set()
        return self.cached[user_id]

    async def track(self, user_id: int, track_id: str) -> Track:
        await self._called("track")
        if track_id not in self.tracks:
            raise ClosedToApps
        return self.tracks[track_id]

    async def at_hand(self, user_id: int) -> Mapping[str, PlaylistSnapshot]:
        shown = {one.summary.id: one for one in self.playlists.get(user_id, ())}
        return {each: shown[each] for each in shown if each in self.read}

    async def read_ahead(self, user_id: int, playlist_ids: Sequence[str]) -> None:
        for playlist_id in playlist_ids[: self.ahead]:
            await self._called("read_ahead")
            self.read.add(playlist_id)

    async def album(self, user_id: int, album_id: str) -> TrackList:
        await self._called("album")
        if album_id not in self.albums:
            raise AlbumNotFound
        return self.albums[album_id]

    async def artist(self, user_id: int, artist_id: str) -> str:
        await self._called("artist")
        if artist_id not in self.artists:
            raise ArtistNotFound
        return self.artists[artist_id]

    async def top_tracks(self, user_id: int) -> TrackList:
        await self._called("top_tracks")
        if user_id not in self.top:
            raise ConsentNeeded("user-top-read")
        return self.top[user_id]

    async def liked_tracks(self, user_id: int) -> TrackList:
        await self._called("liked_tracks")
        if user_id not in self.liked:
            raise ConsentNeeded("user-library-read")
        return self.liked[user_id]

    async def covers(self, user_id: int, track_ids: Sequence[str]) -> Mapping[str, str]:
        await self._called("covers")
        return {track_id: self.art[track_id] for track_id in track_ids if track_id in self.art}

    async def _called(self, name: str) -> None:
        self.calls.append(name)
        if self.hold:
            await self.hold.wait()
        if self.refusal:
            raise self.refusal


def owned_by(spotify: DictSpotify, clock: Clock) -> Owned:
    """What people's playlists hold, of which nothing is read beyond the moment."""
    background = Background()
    return Owned(spotify, OwnPlaylists(spotify, background, clock), background)


class ListCatalogue:
    """Knows songs by their exact entry or id; near misses are songs that share a word."""

    def __init__(self, songs: Sequence[Song]) -> None:
        self._songs = songs
        self.failure: Exception | None = None
        self.hold: asyncio.Event | None = None

    async def look_up(self, text: str) -> tuple[Lookup, ...]:
        return tuple(self._entry(entry.strip()) for entry in text.split(";") if entry.strip())

    async def complete(self, text: str, limit: int = 25) -> tuple[str, ...]:
        if self.hold:
            await self.hold.wait()
        if self.failure:
            raise self.failure
        return tuple(entry_of(known) for known in self._songs if text.casefold() in entry_of(known).casefold())[:limit]

    async def songs(self, ids: Sequence[int]) -> tuple[Song, ...]:
        return tuple(self._songs[number] for number in ids)

    async def known(self, tracks: Sequence[Track]) -> tuple[Song | None, ...]:
        by_id = {spotify_id: known for known in self._songs for spotify_id in known.spotify_ids}
        return tuple(by_id.get(track.spotify_id or "") for track in tracks)

    async def complete_artists(self, text: str, limit: int = 25) -> tuple[str, ...]:
        return tuple(name for name in self._artists() if text.casefold() in name.casefold())[:limit]

    async def artist(self, name: str) -> ArtistLookup:
        artists = self._artists()
        if name in artists:
            return ArtistLookup(artists.index(name))
        words = set(name.casefold().split())
        return ArtistLookup(None, tuple(one for one in artists if words & set(one.casefold().split()))[:3])

    async def artist_names(self, ids: Sequence[int]) -> Mapping[int, str]:
        return {number: self._artists()[number] for number in ids}

    def _artists(self) -> list[str]:
        return list(dict.fromkeys(known.artist for known in self._songs))

    def _entry(self, entry: str) -> Lookup:
        linked = track_id(entry)
        for known in self._songs:
            if linked in known.spotify_ids or entry in (known.title, entry_of(known)):
                return Lookup(entry, known, song_track(known), spotify_id=linked)
        words = set(entry.casefold().split())
        near = tuple(known for known in self._songs if words & set(known.title.casefold().split()))
        artist = next((known.artist for known in self._songs if known.artist == entry), None)
        return Lookup(entry, None, Track("", (artist,)) if artist else None, near, spotify_id=linked)


class EchoEngine:
    """Recommends the first songs that it was not given, and knows exactly the tracks of its own songs.

    What goes together is said by `mined`, once it is told.
    """

    def __init__(self, songs: Sequence[Song], *, demo: bool = False) -> None:
        self._songs = songs
        self.model = ModelInfo("echo", len(songs), 2, demo)
        self.queries: list[Query] = []
        self.compared: list[Compare] = []
        self.failure: Exception | None = None
        self.asked = asyncio.Event()
        self.hold: asyncio.Event | None = None
        self.mined: Rules | None = None
        self.asked_rules: list[Asked] = []

    def learn(self, mined: Rules) -> None:
        """From now on there are rules."""
        self.mined, self.model = mined, replace(self.model, rules=True)

    async def rules(self, asked: Asked) -> Found:
        self.asked_rules.append(asked)
        if self.hold:
            await self.hold.wait()
        if self.failure:
            raise self.failure
        assert self.mined is not None
        return self.mined.found(asked)

    async def recommend(self, query: Query, *, user_id: int) -> Recommendations:
        self.queries.append(query)
        self.asked.set()
        if self.hold:
            await self.hold.wait()
        if self.failure:
            raise self.failure
        given = {track.spotify_id for track in (*query.tracks, *query.known)}
        titles = {known.title for known in self._songs}
        new = [
            known for known in self._songs if not given & set(known.spotify_ids) and known.artist not in query.avoided
        ]
        reason = Reason(ReasonKind.MOOD, title=query.title or "it")
        known = sum(track.title in titles for track in query.tracks)
        items = tuple(Recommendation(item, 1.0 / (place + 1), reason) for place, item in enumerate(new[: query.limit]))
        return Recommendations(items, known=known, unknown=tuple(t for t in query.tracks if t.title not in titles))

    async def compare(self, compare: Compare, *, user_id: int) -> Comparison:
        """How near the energy of each song is to the seeds' mean; nothing but `compare.sounds` is known."""
        self.compared.append(compare)
        self.asked.set()
        if self.hold:
            await self.hold.wait()
        if self.failure:
            raise self.failure
        if not {track.title for track in compare.query.tracks} & {known.title for known in self._songs}:
            raise NothingKnown
        heard = (compare.sounds.get(track.spotify_id or "") for track in compare.query.tracks)
        seeds = tuple(sound for sound in heard if sound)
        songs = tuple(_likeness(self._songs[number], seeds, compare.sounds) for number in compare.songs)
        return Comparison(songs, seeds, of_seeds=len(compare.query.tracks))


def _likeness(song: Song, seeds: Sequence[Sound], sounds: Mapping[str, Sound]) -> Likeness:
    sound = sounds.get(song.spotify_ids[0], Sound())
    if sound.known < LEAST_KNOWN or not seeds or sound.energy is None:
        return Likeness(song.id, None, sound=sound)
    distance = abs(sound.energy - sum(seed.energy or 0 for seed in seeds) / len(seeds))
    reasons = (SoundReason(Trait.TEMPO, value=sound.tempo), SoundReason(Trait.MOOD, Level.LOW))
    return Likeness(song.id, round(100 * (1 - distance)), reasons, sound, distances={SortBy.ENERGY: distance})


@dataclass
class DictSounds:
    """Knows how the recordings of `sounds` sound; `pending` others are being asked for."""

    sounds: dict[str, Sound] = field(default_factory=dict)
    pending: int = 0
    asked: list[str] = field(default_factory=list)
    hold: asyncio.Event | None = None

    async def of(self, spotify_ids: Sequence[str], *, user_id: int, seconds: float = 2.0) -> Heard:
        self.asked += spotify_ids
        if self.hold:
            await self.hold.wait()
        found = {one: self.sounds[one] for one in spotify_ids if one in self.sounds}
        return Heard(found, self.pending, {"dictionary": len(found)})


class PaintedPictures:
    """Pictures that only say what they show; none at all while there is no `paint`."""

    def __init__(self) -> None:
        self.paint = True
        self.prepared = 0

    def prepare(self) -> None:
        self.prepared += 1

    async def portrait(self, portrait: Portrait) -> bytes | None:
        return repr(portrait).encode() if self.paint else None

    async def network(self, network: Network) -> bytes | None:
        return repr(network).encode() if self.paint else None


@dataclass
class OneModel:
    """A catalogue and an engine that no others replace."""

    catalogue: ListCatalogue
    engine: EchoEngine

    @contextmanager
    def in_use(self) -> Iterator[OneModel]:
        yield self


class DictLinks:
    """Whose account is linked; no tokens."""

    def __init__(self, *user_ids: int) -> None:
        self.linked = {user_id: _link(user_id) for user_id in user_ids}

    async def get(self, user_id: int) -> Link | None:
        return self.linked.get(user_id)


class DictMessages:
    """Message states in memory."""

    def __init__(self) -> None:
        self.states: dict[str, MessageState] = {}

    async def save(self, state: MessageState) -> None:
        self.states[state.id] = state

    async def get(self, state_id: str, now: datetime) -> MessageState | None:
        state = self.states.get(state_id)
        return state if state and state.expires_at > now else None


class DictNotes:
    """Notes in memory."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        return self.values.get(name)

    async def set(self, name: str, value: str) -> None:
        self.values[name] = value


def _link(user_id: int) -> Link:
    return Link(user_id, f"account-{user_id}", "Ada", frozenset(), START, has_token=True)
