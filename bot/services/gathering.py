"""Gathering seeds: what typed songs, links, files and the person's account come to, and what to say of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.errors import UserError
from bot.imports.songs import SongList
from bot.ports import Catalogue, Spotify, TrackList
from bot.services.answers import Gathered, Mine, Missed, Origin, RecommendRequest, Taken
from recsys.data.links import is_other_link
from recsys.domain import Track
from recsys.lookup import SEPARATOR, Lookup, entry_of

ParseLink = Callable[[str], tuple[str, str]]
"""A link or URI -> its kind and id; raises an AddressError that says what it is instead."""

MAX_TRACKS_READ = 20
"""Links of songs that the catalogue does not know cost one call to Spotify each."""
MAX_LINKS_READ = 5
"""Albums, artists and playlists among the songs of one request: each costs a call or several."""
AT_ONCE = 20
"""So many entries of a long list are looked up together: other people's autocomplete comes in between."""


class TooManyLinks(UserError):
    """More albums, artists and playlists than are read for one request."""

    def __init__(self) -> None:
        super().__init__("too-many-links", most=MAX_LINKS_READ)


@dataclass(frozen=True, slots=True)
class Heard:
    """The seeds that were gathered, and what became of each entry.

    `title` is what the one list calls itself, where nothing else was given. `from_spotify`: Spotify had to be asked
    what some of it is. `problem` is why the first link of no use is none.
    """

    tracks: tuple[Track, ...] = ()
    title: str | None = None
    taken: tuple[Taken, ...] = ()
    missed: tuple[Missed, ...] = ()
    gathered: tuple[Gathered, ...] = ()
    from_spotify: bool = False
    problem: UserError | None = None


class Gatherer:
    """Gathers what a request names beside its playlist."""

    def __init__(self, spotify: Spotify, parse_link: ParseLink) -> None:
        self._spotify = spotify
        self._parse_link = parse_link

    async def gather(self, request: RecommendRequest, catalogue: Catalogue) -> Heard:
        """Raises a UserError where the person's account is wanted and cannot be read."""
        basket = _Basket(self._spotify, self._parse_link, catalogue, request.user_id)
        if request.songs:
            await basket.add_typed(request.songs)
        for song_list in request.lists:
            await basket.add_list(song_list)
        if request.mine:
            await basket.add_own(request.mine)
        return basket.heard(_title(request))


@dataclass(slots=True)
class _Basket:
    """The seeds of one request, while they are gathered."""

    _spotify: Spotify
    _parse_link: ParseLink
    _catalogue: Catalogue
    _user_id: int
    _tracks: list[Track] = field(default_factory=list)
    _taken: list[Taken] = field(default_factory=list)
    _missed: list[Missed] = field(default_factory=list)
    _gathered: list[Gathered] = field(default_factory=list)
    _read: dict[str, Track | None] = field(default_factory=dict)
    _links: int = 0
    _problem: UserError | None = None

    def heard(self, title: str | None) -> Heard:
        return Heard(
            tuple(self._tracks),
            title,
            tuple(self._taken),
            tuple(self._missed),
            tuple(self._gathered),
            from_spotify=any(self._read.values()) or any(one.origin in _OF_SPOTIFY for one in self._gathered),
            problem=self._problem,
        )

    async def add_typed(self, text: str) -> None:
        """What was typed; each entry is told what it was taken for."""
        for lookup in await self._catalogue.look_up(text):
            if track := await self._meant(lookup):
                self._tracks.append(track)
                self._taken.append(_taken(lookup, track))

    async def add_list(self, song_list: SongList) -> None:
        """A file or a pasted text; of its entries only those that were not found, or not quite, are told."""
        before = len(self._tracks)
        await self._add_tracks(song_list.tracks)
        for entries in _portions(song_list.typed):
            for lookup in await self._catalogue.look_up(SEPARATOR.join(entries)):
                if track := await self._meant(lookup):
                    self._tracks.append(track)
                    self._taken += [_taken(lookup, track)] if _is_artist(lookup) else []
        self._gathered.append(_of_list(song_list, len(self._tracks) - before))

    async def add_own(self, mine: Mine) -> None:
        """Songs of the person's account. Raises NotLinked, ConsentNeeded, or another leaf of SpotifyError."""
        read = self._spotify.top_tracks if mine is Mine.TOP else self._spotify.liked_tracks
        found = await read(self._user_id)
        self._add_all(Origin(mine), found)

    async def _add_tracks(self, tracks: Sequence[Track]) -> None:
        """Songs with names as they are; of those that are links alone, Spotify says what the catalogue does not."""
        nameless = [track for track in tracks if not track.title]
        known = await self._catalogue.known(nameless) if nameless else ()
        strange = {track.spotify_id for track, song in zip(nameless, known, strict=True) if song is None}
        for track in tracks:
            if track.spotify_id in strange and not track.title:
                track = await self._track(track.spotify_id or "") or track
            self._tracks.append(track)

    async def _meant(self, lookup: Lookup) -> Track | None:
        """The song that an entry means; what is none is kept as missed, what is several is added."""
        if lookup.track is not None:
            return lookup.track
        if lookup.spotify_id and (track := await self._track(lookup.spotify_id)):
            return track
        if lookup.spotify_id is None and _is_link(lookup.typed):
            await self._add_linked(lookup)
        else:
            self._missed.append(Missed(lookup.typed, tuple(map(entry_of, lookup.near))))
        return None

    async def _track(self, track_id: str) -> Track | None:
        """A track that the catalogue does not know, as far as Spotify shows it."""
        if track_id not in self._read and len(self._read) < MAX_TRACKS_READ:
            try:
                self._read[track_id] = await self._spotify.track(self._user_id, track_id)
            except UserError:  # the answer names the entry as not found
                self._read[track_id] = None
        return self._read.get(track_id)

    async def _add_linked(self, lookup: Lookup) -> None:
        try:
            kind, spotify_id = self._parse_link(lookup.typed)
            if self._links == MAX_LINKS_READ:
                raise TooManyLinks
            self._links += 1
            await self._add_collection(Origin(kind), spotify_id)
        except UserError as problem:
            self._problem = self._problem or problem
            self._missed.append(Missed(lookup.typed, problem=problem.sentence))

    async def _add_collection(self, kind: Origin, spotify_id: str) -> None:
        match kind:
            case Origin.ARTIST:
                name = await self._spotify.artist(self._user_id, spotify_id)
                self._add_all(kind, TrackList(name, "", (Track("", (name,)),), 1))
            case Origin.ALBUM:
                self._add_all(kind, await self._spotify.album(self._user_id, spotify_id))
            case _:
                read = await self._spotify.playlist(self._user_id, spotify_id)
                about = read.summary
                skipped = sum(read.skipped.values())
                self._add_all(kind, TrackList(about.name, about.owner, read.tracks, read.total - skipped))

    def _add_all(self, origin: Origin, found: TrackList) -> None:
        count = len(found.tracks)
        self._tracks += found.tracks
        self._gathered.append(Gathered(origin, found.name, found.owner, count, left=max(0, found.total - count)))


_OF_SPOTIFY = frozenset({Origin.ALBUM, Origin.ARTIST, Origin.PLAYLIST, Origin.TOP, Origin.LIKED})


def _title(request: RecommendRequest) -> str | None:
    """What the one list calls itself, if it is all there is."""
    alone = len(request.lists) == 1 and not (request.playlist or request.songs or request.mine)
    return request.lists[0].title or None if alone else None


def _portions(entries: Sequence[str]) -> Iterator[Sequence[str]]:
    return (entries[start : start + AT_ONCE] for start in range(0, len(entries), AT_ONCE))


def _is_link(entry: str) -> bool:
    return "://" in entry or is_other_link(entry)


def _is_artist(lookup: Lookup) -> bool:
    """Whether only the artist of an entry is known."""
    return lookup.song is None and lookup.spotify_id is None


def _taken(lookup: Lookup, track: Track) -> Taken:
    by_artist_alone = _is_artist(lookup)
    near = tuple(map(entry_of, lookup.near)) if by_artist_alone else ()
    return Taken(lookup.typed, "" if by_artist_alone else track.title, ", ".join(track.artists), near)


def _of_list(song_list: SongList, songs: int) -> Gathered:
    origin = Origin.HISTORY if song_list.played else Origin.FILE if song_list.name else Origin.PASTED
    return Gathered(
        origin,
        song_list.title or song_list.name,
        songs=songs,
        repeated=song_list.repeated,
        nameless=song_list.nameless,
        left=song_list.left,
    )
