"""Create playlist: one for each list and person, however often it is pressed, and what can be done with it after."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

from pydantic import TypeAdapter

from bot.errors import AccountError, MissingScope, NotLinked, PlaylistGone, UserError
from bot.messages import speaking, spoken
from bot.ports import Clock, Link, Links, PlaylistSummary
from bot.services.answers import RecommendRequest
from bot.services.own_playlists import OwnPlaylists
from bot.services.playlist_search import SongSearch, key_of
from bot.services.playlist_steps import WritingSteps
from bot.services.playlist_words import Form, Wanted, wanted_song
from bot.services.posts import PostGone, PostNotYours, new_state_id
from bot.services.recommend import RecommendService
from bot.writing import PlaylistWriter, Step, WantedSong, Writing, Writings

log = logging.getLogger(__name__)

MAX_OLDER = 5
"""Former versions of a playlist that are kept."""
MAX_BEYOND = 500
"""The songs that a playlist has had are recommended again, and left out; at most so many."""
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no letter looks like a digit
_CODE_LENGTH = 8
_REQUEST: TypeAdapter[RecommendRequest] = TypeAdapter(RecommendRequest)

Tell = Callable[["Progress"], Awaitable[None]]


class StillWriting(UserError):
    """Something is being done with this playlist at this moment."""

    def __init__(self) -> None:
        super().__init__("playlist-still-writing")


class NothingNew(UserError):
    """There are no songs of this kind that the playlist has not had."""

    def __init__(self) -> None:
        super().__init__("playlist-nothing-new")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a playlist has come, and what keeps it from going on."""

    writing: Writing
    problem: UserError | None = None


class PlaylistService:
    """What people do with playlists. Whatever it is, one thing at a time is done with each."""

    def __init__(
        self,
        *,
        writings: Writings,
        spotify: PlaylistWriter,
        steps: WritingSteps,
        search: SongSearch,
        recommend: RecommendService,
        own: OwnPlaylists,
        links: Links,
        clock: Clock,
        days: int,
    ) -> None:
        self._writings = writings
        self._spotify = spotify
        self._steps = steps
        self._search = search
        self._recommend = recommend
        self._own = own
        self._links = links
        self._clock = clock
        self._life = timedelta(days=days)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    # ------------------------------------------------------------ before anything is asked of Spotify

    async def link(self, user_id: int) -> Link | None:
        """The person's account, if it can be used."""
        link = await self._links.get(user_id)
        return link if link and link.has_token else None

    async def standing(self, wanted: Wanted, user_id: int) -> Writing | None:
        """What has become of this list in this person's Spotify; None when nothing has, or it was undone."""
        found = await self._writings.find(wanted.list_id, user_id, "", self._clock.now())
        return None if found is None or found.step is Step.UNDONE else found

    async def mine(self, writing_id: str, user_id: int) -> Writing:
        """The writing behind a button. Raises PostGone or PostNotYours."""
        found = await self._writings.get(writing_id, self._clock.now())
        if found is None:
            raise PostGone
        if found.user_id != user_id:
            raise PostNotYours(found.user_id)
        return found

    async def begin(self, wanted: Wanted, form: Form, user_id: int) -> Writing:
        """Store what is to be written; what stands already, if it does. Raises NotLinked.

        As long as nothing of it was written, the newest form counts: who will not allow a public one may think again.
        """
        chosen = asdict(form.tidy(wanted))
        standing = await self._begin(
            user_id,
            list_id=wanted.list_id,
            songs=wanted.songs,
            given=tuple(map(key_of, wanted.songs)),
            request=_REQUEST.dump_python(wanted.request, mode="json") if wanted.request else None,
            **chosen,
        )
        async with self._lock(standing):
            stored = await self._fresh(standing)
            if stored.step is not Step.PLANNED or replace(stored, **chosen) == stored:
                return stored
            return await self._steps.save(stored, **chosen)

    async def begin_adding(self, writing: Writing, target: str) -> Writing:
        """Store that the songs are to be added to a playlist of the person's. Raises NotLinked.

        Once for the songs that it has now: those of a refresh may be added, too.
        """
        name = next((one.name for one in await self.targets(writing) if one.id == target), "")
        return await self._begin(
            writing.user_id,
            list_id=f"{writing.list_id}/{len(writing.given)}",
            target=target,
            name=name,
            description="",
            songs=writing.songs,
        )

    async def targets(self, writing: Writing) -> Sequence[PlaylistSummary]:
        """The person's playlists that songs may be added to, without the one that was written. Raises SpotifyError."""
        return [one for one in await self._own.read(writing.user_id) if one.id != writing.playlist_id]

    # ------------------------------------------------------------ writing

    async def go_on(self, writing: Writing) -> Progress:
        """Write, or go on where it stopped. Who presses twice waits for the first press."""
        async with self._lock(writing):
            return await self._run(await self._fresh(writing))

    async def anew(self, writing: Writing) -> Progress:
        """Make a playlist although an earlier one may be there, or write its songs from the first one on."""
        return await self._change(writing, lambda stored: {"asked_at": None, "written": 0})

    async def undo(self, writing: Writing) -> Progress:
        """Take it out of the library again, or the added songs out of their playlist."""
        return await self._change(
            writing, lambda stored: {"step": Step.UNDOING} if stored.playlist_id else {"step": Step.UNDONE}
        )

    async def restore(self, writing: Writing) -> Progress:
        """Put the songs back that the last refresh has replaced."""
        return await self._change(writing, _restored)

    async def refresh(self, writing: Writing) -> Progress:
        """Other songs of the same kind into the same playlist; those that are in it now are kept.

        Raises NothingNew, or what recommending or searching raises; then nothing has changed.
        """
        async with self._alone(writing) as stored:
            if stored.step is not Step.DONE or stored.playlist_id is None:
                return await self._run(stored)
            songs = await self._new_songs(stored)
            found = await self._search.resolve(stored.who, songs)
            if not found.uris:
                raise NothingNew
            try:
                there = await self._spotify.entries(stored.who, stored.playlist_id)
            except PlaylistGone as problem:
                return await self._gone(stored, problem)
            older = (*stored.older, *filter(None, [_writable(there)]))[-MAX_OLDER:]
            changed = await self._steps.save(
                stored,
                step=Step.FILLING,
                songs=songs,
                uris=found.uris,
                missing=found.missing,
                written=0,
                refused=0,
                cover=False,
                older=older,
                given=(*stored.given, *map(key_of, songs)),
            )
            return await self._run(changed)

    async def finish_interrupted(self, tell: Tell) -> None:
        """Go on with what the last end of the bot has interrupted; then tell the people what became of it."""
        outcomes = []
        for writing in await self._writings.unfinished(self._clock.now()):
            log.info("going on with a playlist that was interrupted at %s", writing.step)
            try:
                with speaking(writing.language):
                    outcomes.append(await self.go_on(writing))
            except UserError as problem:
                log.info("an interrupted playlist is gone: %s", problem.message_id)
        for made in outcomes:
            # Who has yet to allow it was not interrupted: their message has the button that goes on.
            if not isinstance(made.problem, MissingScope | AccountError):
                await tell(made)

    # ------------------------------------------------------------ parts of it

    async def _begin(self, user_id: int, **about: Any) -> Writing:
        link = await self._links.get(user_id)
        if link is None:
            raise NotLinked
        now = self._clock.now()
        writing = Writing(
            id=new_state_id(),
            user_id=user_id,
            account_id=link.account_id,
            code="".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH)),
            step=Step.PLANNED,
            begun_at=now,
            language=spoken(),
            **about,
        )
        standing = await self._writings.begin(writing, now + self._life)
        if standing is None:
            raise NotLinked
        return standing

    async def _change(self, writing: Writing, changes: Callable[[Writing], Mapping[str, object]]) -> Progress:
        async with self._alone(writing) as stored:
            if stored.step is Step.UNDONE:
                return Progress(stored)
            return await self._run(await self._steps.save(stored, **changes(stored)))

    async def _run(self, writing: Writing) -> Progress:
        try:
            return Progress(await self._steps.run(writing))
        except UserError as problem:
            stored = await self._writings.get(writing.id, self._clock.now())
            if stored is None:  # nothing is left to go on with
                return Progress(replace(writing, step=Step.UNDONE), problem)
            if isinstance(problem, PlaylistGone):
                return await self._gone(stored, problem)
            return Progress(stored, problem)

    async def _gone(self, writing: Writing, problem: PlaylistGone) -> Progress:
        """Its owner has deleted it on Spotify: the list may be written anew."""
        return Progress(await self._steps.save(writing, step=Step.UNDONE), problem)

    async def _fresh(self, writing: Writing) -> Writing:
        return await self.mine(writing.id, writing.user_id)

    async def _new_songs(self, writing: Writing) -> tuple[WantedSong, ...]:
        """As many songs as before that the playlist never had, as far as there are."""
        if writing.request is None:
            raise NothingNew
        asked = _REQUEST.validate_python(writing.request)
        beyond = min(len(writing.given), MAX_BEYOND)
        answer = await self._recommend.recommend(replace(asked, user_id=writing.user_id), beyond=beyond)
        given = set(writing.given)
        new = [song for item in answer.items if key_of(song := wanted_song(item)) not in given]
        if not new:
            raise NothingNew
        return tuple(new[: asked.count])

    @asynccontextmanager
    async def _alone(self, writing: Writing) -> AsyncIterator[Writing]:
        """The writing as it stands, for a change that must not happen twice at once. Raises StillWriting."""
        lock = self._lock(writing)
        if lock.locked():
            raise StillWriting
        async with lock:
            yield await self._fresh(writing)

    def _lock(self, writing: Writing) -> asyncio.Lock:
        lock = self._locks.get(writing.id)
        if lock is None:
            lock = self._locks[writing.id] = asyncio.Lock()
        return lock


def _restored(writing: Writing) -> Mapping[str, object]:
    """The last version before this one, to be written; nothing when there is none."""
    if not writing.older:
        return {}
    *older, last = writing.older
    return {"step": Step.FILLING, "uris": last, "written": 0, "missing": (), "refused": 0, "older": tuple(older)}


def _writable(uris: Sequence[str]) -> tuple[str, ...]:
    """Those that Spotify takes back: no files of somebody's computer, and nothing that is gone."""
    return tuple(uri for uri in uris if uri.startswith(("spotify:track:", "spotify:episode:")))
