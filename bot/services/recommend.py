"""Recommending: which songs are the seeds, what the recommender is asked, and what the answer says of both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace

from bot.errors import AddressError, UserError
from bot.markdown import cut, escape
from bot.ports import Catalogue, Engine, Links, Models, PlaylistSnapshot, Spotify
from bot.services.answers import Answer, Item, Missed, RecommendRequest, Source, Taken
from recsys.domain import Query, Reason, Recommendation, Song, Track
from recsys.lookup import Lookup, entry_of

ParsePlaylist = Callable[[str], str]
"""A pasted link, URI or id -> the playlist's id; raises a UserError that says what it is instead."""

MAX_TRACKS_READ = 20
"""Links of songs that the catalogue does not know cost one call to Spotify each."""

_NAMES_SHOWN = 5


class SongsNotFound(UserError):
    """None of the songs that were typed is known, and nothing else was given."""

    def __init__(self, missed: Sequence[Missed]) -> None:
        near = [name for entry in missed for name in entry.near]
        names = _listed([entry.entry for entry in missed])
        if near:
            super().__init__("songs-not-found-near", songs=names, near=_listed(near))
        else:
            super().__init__("songs-not-found", songs=names)


class NothingGiven(UserError):
    """There is neither a song nor a word to go by."""

    def __init__(self) -> None:
        super().__init__("nothing-given")


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, the query that it answers, and the engine that knows its songs by number.

    `songs` are those of the answer's items; None where the model does not know one.
    """

    query: Query
    songs: tuple[Song | None, ...]
    answer: Answer
    engine: Engine


class RecommendService:
    """Answers requests from what a playlist, a text of songs and a mood say together."""

    def __init__(self, *, spotify: Spotify, models: Models, links: Links, parse_playlist: ParsePlaylist) -> None:
        self._spotify = spotify
        self._models = models
        self._links = links
        self._parse_playlist = parse_playlist

    async def recommend(self, request: RecommendRequest, *, beyond: int = 0) -> Answer:
        """With up to `beyond` songs more than were asked for.

        Raises a UserError: what Spotify, the recommender or the request itself does not allow.
        """
        async with self.recommended(request, beyond=beyond) as done:
            return done.answer

    @asynccontextmanager
    async def recommended(self, request: RecommendRequest, *, beyond: int = 0) -> AsyncIterator[Answered]:
        """The answer and what it was made from, while the model that gave it stays in use. Raises as `recommend`."""
        link = await self._links.get(request.user_id)
        played = await self._playlist(request)
        with self._models.in_use() as model:
            heard = await self._songs(request, model.catalogue)
            query = _query(request, played, heard)
            query = replace(query, limit=query.limit + beyond)
            result = await model.engine.recommend(query, user_id=request.user_id)
            from_spotify = played.snapshot is not None or heard.from_spotify
            answer = Answer(
                items=tuple(_item(one, place) for place, one in enumerate(result.items)),
                source=source_of(played.snapshot) if played.snapshot else None,
                vibe=request.vibe,
                seeds=len(query.tracks),
                known=result.known,
                by_artist=result.by_artist,
                taken=heard.taken,
                missed=heard.missed,
                problem=played.problem.sentence if played.problem else None,
                unrated=result.unrated if request.clean else 0,
                account_id=link.account_id if link and from_spotify else None,
                demo=model.engine.model.demo,
            )
            yield Answered(query, tuple(item.song for item in result.items), answer, model.engine)

    @asynccontextmanager
    async def standing(self, request: RecommendRequest, answer: Answer) -> AsyncIterator[Answered]:
        """The answer that a request has had, with what it asks now and what the model of now calls its songs.

        Nothing is recommended. Raises as `recommend`.
        """
        played = await self._playlist(request)
        with self._models.in_use() as model:
            heard = await self._songs(request, model.catalogue)
            songs = await model.catalogue.known([_track(item) for item in answer.items])
            yield Answered(_query(request, played, heard), songs, answer, model.engine)

    async def complete_songs(self, text: str) -> Sequence[str]:
        """Completions of a `songs:` text, at most 25 of at most 100 characters."""
        with self._models.in_use() as model:
            return await model.catalogue.complete(text)

    async def snapshot(self, text: str, user_id: int) -> PlaylistSnapshot:
        """The playlist of a pasted address, or of the name of an own one. Raises AddressError or SpotifyError."""
        return await self._spotify.playlist(user_id, await self._playlist_id(text, user_id))

    async def _playlist(self, request: RecommendRequest) -> _Played:
        if request.playlist is None:
            return _Played()
        playlist_id = await self._playlist_id(request.playlist, request.user_id)
        try:
            snapshot = await self._spotify.playlist(request.user_id, playlist_id)
        except UserError as problem:
            if not (request.songs or request.vibe):
                raise
            return _Played(problem=problem)
        return _Played(snapshot)

    async def _playlist_id(self, text: str, user_id: int) -> str:
        """The id of a pasted address, or of an own playlist whose name was typed and not chosen from the offers."""
        try:
            return self._parse_playlist(text)
        except AddressError:
            for playlist in await self._spotify.own_playlists(user_id):
                if playlist.name.strip().casefold() == text.casefold():
                    return playlist.id
            raise

    async def _songs(self, request: RecommendRequest, catalogue: Catalogue) -> _Heard:
        if request.songs is None:
            return _Heard()
        lookups = await catalogue.look_up(request.songs)
        read = await self._linked_tracks(lookups, request.user_id)
        return _heard(lookups, read)

    async def _linked_tracks(self, lookups: Sequence[Lookup], user_id: int) -> Mapping[str, Track]:
        """By id, the tracks of links that the catalogue does not know, as far as Spotify shows them."""
        unknown = [lookup.spotify_id for lookup in lookups if lookup.spotify_id and lookup.track is None]
        read: dict[str, Track] = {}
        for track_id in list(dict.fromkeys(unknown))[:MAX_TRACKS_READ]:
            with suppress(UserError):  # the answer names the entry as not found
                read[track_id] = await self._spotify.track(user_id, track_id)
        return read


@dataclass(frozen=True, slots=True)
class _Played:
    """What became of the playlist."""

    snapshot: PlaylistSnapshot | None = None
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class _Heard:
    """What became of the typed songs. `from_spotify`: Spotify had to be asked what some of them are."""

    tracks: tuple[Track, ...] = ()
    taken: tuple[Taken, ...] = ()
    missed: tuple[Missed, ...] = ()
    from_spotify: bool = False


def _heard(lookups: Sequence[Lookup], read: Mapping[str, Track]) -> _Heard:
    tracks, taken, missed = [], [], []
    for lookup in lookups:
        near = tuple(entry_of(song) for song in lookup.near)
        track = lookup.track or read.get(lookup.spotify_id or "")
        if track is None:
            missed.append(Missed(lookup.typed, near))
            continue
        by_artist_alone = lookup.song is None and lookup.spotify_id is None
        title = "" if by_artist_alone else track.title
        tracks.append(track)
        taken.append(Taken(lookup.typed, title, ", ".join(track.artists), near if by_artist_alone else ()))
    return _Heard(tuple(tracks), tuple(taken), tuple(missed), from_spotify=bool(read))


def _query(request: RecommendRequest, played: _Played, heard: _Heard) -> Query:
    snapshot = played.snapshot
    tracks = (*(snapshot.tracks if snapshot else ()), *heard.tracks)
    title = request.vibe or (snapshot.summary.name.strip() if snapshot and not heard.tracks else None)
    if not tracks and not title:
        raise played.problem or (SongsNotFound(heard.missed) if heard.missed else NothingGiven())
    return Query(tracks, title or None, request.count, adventurous=request.mix.dial, clean=request.clean)


def source_of(snapshot: PlaylistSnapshot) -> Source:
    """What an answer says of the playlist that it was made from."""
    summary = snapshot.summary
    return Source(
        id=summary.id,
        name=summary.name,
        owner=summary.owner,
        cover_url=summary.cover_url,
        read=snapshot.read,
        total=snapshot.total,
        skipped={reason: count for reason, count in snapshot.skipped.items() if count},
    )


def _item(recommendation: Recommendation, place: int) -> Item:
    song = recommendation.song
    spotify_id = next(iter(song.spotify_ids), None)
    reason = _brief(recommendation.reason)
    return Item(song.title, song.artist, spotify_id, reason, place=place, duration_ms=song.duration_ms)


def _track(item: Item) -> Track:
    return Track(title=item.title, artists=(item.artist,) if item.artist else (), spotify_id=item.spotify_id)


def _brief(reason: Reason) -> Reason:
    """The reason with no more than its words need: it is kept for every song of every message."""
    return replace(reason, songs=tuple(Song(song.id, song.title, song.artist) for song in reason.songs))


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{escape(cut(name, 60))}”" for name in names[:_NAMES_SHOWN]]
    return ", ".join(quoted) + (" …" if len(names) > _NAMES_SHOWN else "")
