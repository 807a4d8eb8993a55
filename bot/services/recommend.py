"""Recommending: which songs are the seeds, what the recommender is asked, and what the answer says of both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from bot.errors import AddressError, LinkExpired, NotLinked, UserError
from bot.markdown import cut, escape
from bot.messages import text
from bot.opinions import NoTastes, Subject, Tastes
from bot.ports import Engine, Links, Models, PlaylistSnapshot, Spotify
from bot.services.answers import Answer, Checked, Item, Missed, RecommendRequest, Source
from bot.services.gathering import Gatherer, Heard, ParseLink
from bot.services.owned import Owned, OwnedSongs
from bot.services.tastes import recommended_to
from recsys.domain import Query, Reason, Recommendation, Song, Track

ParsePlaylist = Callable[[str], str]
"""A pasted link, URI or id -> the playlist's id; raises a UserError that says what it is instead."""

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
    """Answers requests from what a playlist, songs from anywhere and a mood say together."""

    def __init__(
        self,
        *,
        spotify: Spotify,
        models: Models,
        links: Links,
        owned: Owned,
        parse_playlist: ParsePlaylist,
        parse_link: ParseLink,
        tastes: Tastes | None = None,
    ) -> None:
        self._spotify = spotify
        self._gatherer = Gatherer(spotify, parse_link)
        self._owned = owned
        self._models = models
        self._links = links
        self._parse_playlist = parse_playlist
        self._tastes = tastes or NoTastes()

    async def recommend(
        self,
        request: RecommendRequest,
        *,
        beyond: int = 0,
        without: Sequence[Item] = (),
        again: Sequence[Item] = (),
    ) -> Answer:
        """With up to `beyond` songs more than were asked for, none of `without`, and perhaps some of `again`.

        Raises a UserError: what Spotify, the recommender or the request itself does not allow.
        """
        async with self.recommended(request, beyond=beyond, without=without, again=again) as done:
            return done.answer

    @asynccontextmanager
    async def recommended(
        self,
        request: RecommendRequest,
        *,
        beyond: int = 0,
        without: Sequence[Item] = (),
        again: Sequence[Item] = (),
    ) -> AsyncIterator[Answered]:
        """The answer and what it was made from, while the model that gave it stays in use. Raises as `recommend`."""
        link = await self._links.get(request.user_id)
        played = await self._playlist(request)
        with self._models.in_use() as model:
            heard = await self._gatherer.gather(request, model.catalogue)
            owned, unchecked = await self._owned_by(request)
            query = _query(request, played, heard, (*(owned.tracks if owned else ()), *map(_track, without)))
            query = replace(query, limit=query.limit + beyond)
            taste = (await self._tastes.taste(request.user_id)).shown_again([subject_of(item) for item in again])
            chosen = await recommended_to(request.user_id, taste, query, model.engine, repeats=request.repeats)
            result = chosen.result
            from_spotify = played.snapshot is not None or heard.from_spotify or owned is not None
            answer = Answer(
                items=tuple(item_of(one, place) for place, one in enumerate(result.items)),
                source=source_of(played.snapshot) if played.snapshot else None,
                vibe=request.vibe,
                seeds=len(query.tracks),
                known=result.known,
                by_artist=result.by_artist,
                taken=heard.taken,
                missed=heard.missed,
                gathered=heard.gathered,
                problem=played.problem.sentence if played.problem else None,
                unrated=result.unrated if request.clean else 0,
                years=(request.year_from, request.year_to),
                scarce=len(result.items) < request.count,
                checked=Checked(len(owned.tracks), owned.checked, owned.playlists) if owned else None,
                unchecked=unchecked.sentence if unchecked else None,
                lately=chosen.lately,
                account_id=link.account_id if link and from_spotify else None,
                demo=model.engine.model.demo,
            )
            await self._tastes.served(request.user_id, [subject_of(item) for item in answer.items[: request.count]])
            yield Answered(query, tuple(item.song for item in result.items), answer, model.engine)

    @asynccontextmanager
    async def standing(self, request: RecommendRequest, answer: Answer) -> AsyncIterator[Answered]:
        """The answer that a request has had, with what it asks now and what the model of now calls its songs.

        Nothing is recommended. Raises as `recommend`.
        """
        played = await self._playlist(request)
        with self._models.in_use() as model:
            heard = await self._gatherer.gather(request, model.catalogue)
            songs = await model.catalogue.known([_track(item) for item in answer.items])
            yield Answered(_query(request, played, heard), songs, answer, model.engine)

    async def like(
        self, song: Item, count: int, *, user_id: int, request: RecommendRequest | None, without: Sequence[Item]
    ) -> tuple[Item, ...]:
        """Songs like one of a list, which fit the list's title too; none of the list's, nor of what it continues.

        `request` is what the list continues, if anything does. Raises as `recommend`.
        """
        with self._models.in_use() as model:
            query = Query((_track(song),), limit=count, known=tuple(map(_track, without)))
            if request is not None:
                played, heard = await self._playlist(request), await self._gatherer.gather(request, model.catalogue)
                asked = _query(request, played, heard, query.known)
                query = replace(asked, tracks=query.tracks, limit=count, known=(*asked.known, *asked.tracks))
            taste = replace(await self._tastes.taste(user_id), liked=())  # it is this song that others are to be like
            chosen = await recommended_to(user_id, taste, query, model.engine, repeats=False)
        items = tuple(item_of(one, place) for place, one in enumerate(chosen.result.items))
        await self._tastes.served(user_id, [subject_of(item) for item in items])
        return items

    async def complete_songs(self, text: str) -> Sequence[str]:
        """Completions of a `songs:` text, at most 25 of at most 100 characters."""
        with self._models.in_use() as model:
            return await model.catalogue.complete(text)

    async def snapshot(self, text: str, user_id: int) -> PlaylistSnapshot:
        """The playlist of a pasted address, or of the name of an own one. Raises AddressError or SpotifyError."""
        return await self._spotify.playlist(user_id, await self._playlist_id(text, user_id))

    async def _owned_by(self, request: RecommendRequest) -> tuple[OwnedSongs | None, UserError | None]:
        """What the person has, if that is to be left out; or that they have no account where one could look."""
        if not request.exclude_known:
            return None, None
        try:
            return await self._owned.songs(request.user_id), None
        except (NotLinked, LinkExpired) as problem:
            return None, problem

    async def _playlist(self, request: RecommendRequest) -> _Played:
        if request.playlist is None:
            return _Played()
        playlist_id = await self._playlist_id(request.playlist, request.user_id)
        try:
            snapshot = await self._spotify.playlist(request.user_id, playlist_id)
        except UserError as problem:
            if replace(request, playlist=None).is_empty:
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


@dataclass(frozen=True, slots=True)
class _Played:
    """What became of the playlist."""

    snapshot: PlaylistSnapshot | None = None
    problem: UserError | None = None


def _query(request: RecommendRequest, played: _Played, heard: Heard, known: Sequence[Track] = ()) -> Query:
    snapshot = played.snapshot
    tracks = (*(snapshot.tracks if snapshot else ()), *heard.tracks)
    title = request.vibe or (snapshot.summary.name.strip() if snapshot and not heard.tracks else heard.title)
    if not tracks and not title:
        raise played.problem or heard.problem or (SongsNotFound(heard.missed) if heard.missed else NothingGiven())
    return Query(
        tracks,
        title or None,
        request.count,
        adventurous=request.mix.dial,
        clean=request.clean,
        year_from=request.year_from,
        year_to=request.year_to,
        known=tuple(known),
    )


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


def item_of(recommendation: Recommendation, place: int) -> Item:
    """A recommended song as messages keep it."""
    song = recommendation.song
    spotify_id = next(iter(song.spotify_ids), None)
    reason = _brief(recommendation.reason)
    return Item(song.title, song.artist, spotify_id, reason, place=place, duration_ms=song.duration_ms)


def subject_of(item: Item) -> Subject:
    """The song that something is said of."""
    return Subject(item.title, item.artist, item.spotify_id)


def _track(item: Item) -> Track:
    return subject_of(item).track


def _brief(reason: Reason) -> Reason:
    """The reason with no more than its words need: it is kept for every song of every message."""
    return replace(reason, songs=tuple(Song(song.id, song.title, song.artist) for song in reason.songs))


def _listed(names: Sequence[str]) -> str:
    quoted = [text("quoted", name=escape(cut(name, 60))) for name in names[:_NAMES_SHOWN]]
    return ", ".join(quoted) + (" …" if len(names) > _NAMES_SHOWN else "")
