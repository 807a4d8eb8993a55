"""Writing a playlist step by step: what is about to be asked of Spotify is stored before it is asked.

    PLANNED ──> CREATING ──> FILLING ──> COVERING ──> DONE ──> UNDOING ──> UNDONE
       └── songs for a playlist that is there ──┘ └── without a picture ──┘

Spotify knows no idempotency key. What is not safe to do twice is making a playlist and adding to one: before either is
asked for again, the playlist is looked for, or read and compared with the plan. So the process may end at any line.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.errors import MissingScope, NotLinked, PlaylistGone, SongsRefused, SpotifyUnclear, UserError
from bot.markdown import cut, escape
from bot.messages import text
from bot.ports import Clock, Links
from bot.services.playlist_search import SongSearch
from bot.services.posts import PostGone
from bot.writing import PlaylistWriter, Step, WantedSong, Writing, Writings

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]
DrawCover = Callable[[Writing], Awaitable[bytes | None]]
"""A JPEG for a playlist, or None when it cannot be drawn."""

AT_ONCE = 100
"""Songs that one request to Spotify may hold."""
LISTED_WITHIN = timedelta(seconds=30)
"""A playlist that its owner's list does not show so long after the request was not made."""
FIRST_LOOK, LONGEST_PAUSE = 2.0, 16.0
"""Seconds between looks, each pause twice the one before."""
SETTLE = 3.0
"""Seconds until what Spotify has done without saying so can be read."""
PATIENCE = 3
"""So often an unclear answer is looked into before the person is asked to go on."""
MAX_REFUSED = 8
"""Songs of one list that are left out because Spotify does not take their address; each costs some requests."""
_OVERLAP = 50
"""Entries before those that were added that are read with them, in case some of the older ones were taken out."""
_NAMED = 5


class NothingToWrite(UserError):
    """Spotify has none of the songs."""

    def __init__(self, missing: tuple[WantedSong, ...]) -> None:
        names = ", ".join(text("quoted", name=escape(cut(song.title, 60))) for song in missing[:_NAMED])
        super().__init__("playlist-nothing", songs=names, others=max(0, len(missing) - _NAMED))


class CannotLook(UserError):
    """A playlist may have been made, and the person's list cannot be read now. `why` is a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__("playlist-cannot-look", why=why)


class PlaylistChanged(UserError):
    """Somebody has changed the playlist while it was being written."""

    def __init__(self) -> None:
        super().__init__("playlist-changed")


class WritingSteps:
    """Takes a writing to its end, or as far as Spotify lets it."""

    def __init__(
        self,
        writings: Writings,
        spotify: PlaylistWriter,
        links: Links,
        search: SongSearch,
        draw_cover: DrawCover,
        clock: Clock,
        *,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._writings = writings
        self._spotify = spotify
        self._links = links
        self._search = search
        self._draw_cover = draw_cover
        self._clock = clock
        self._sleep = sleep
        self._steps: Mapping[Step, Callable[[Writing], Awaitable[Writing]]] = {
            Step.PLANNED: self._plan,
            Step.CREATING: self._create,
            Step.FILLING: self._fill,
            Step.COVERING: self._cover,
            Step.UNDOING: self._undo,
        }

    async def run(self, writing: Writing) -> Writing:
        """Go on until nothing is left to do. Raises a UserError; what is stored then goes on from there next time.

        MissingScope, before anything is asked of Spotify, when the person has yet to allow it.
        """
        await self._check_allowed(writing)
        unclear = 0
        while not writing.step.at_rest:
            try:
                writing = await self._steps[writing.step](writing)
            except SpotifyUnclear:
                unclear += 1
                if unclear == PATIENCE:
                    raise
                await self._sleep(SETTLE)
                writing = await self._stored(writing)
        return writing

    async def save(self, writing: Writing, **changes: object) -> Writing:
        """The writing with these changes, as it is stored now. Raises PostGone when it went with its account."""
        changed = replace(writing, **changes)  # type: ignore[arg-type]
        if not await self._writings.save(changed):
            raise PostGone
        return changed

    async def _stored(self, writing: Writing) -> Writing:
        stored = await self._writings.get(writing.id, self._clock.now())
        if stored is None:
            raise PostGone
        return stored

    async def _check_allowed(self, writing: Writing) -> None:
        link = await self._links.get(writing.user_id)
        if link is None or link.account_id != writing.account_id:
            raise NotLinked
        if not scopes_for(writing) <= link.scopes:
            raise MissingScope

    # ------------------------------------------------------------ the steps

    async def _plan(self, writing: Writing) -> Writing:
        """Find the tracks; for a playlist that is there, leave out what it has."""
        found = await self._search.resolve(writing.who, writing.songs)
        if not found.uris:
            await self._writings.drop(writing.id)
            raise NothingToWrite(found.missing)
        if not writing.target:
            return await self.save(writing, step=Step.CREATING, uris=found.uris, missing=found.missing)
        there = await self._spotify.entries(writing.who, writing.target)
        new = tuple(uri for uri in found.uris if uri not in set(there))
        return await self.save(
            writing,
            step=Step.FILLING,
            playlist_id=writing.target,
            uris=new,
            missing=found.missing,
            base=len(there),
            present=len(found.uris) - len(new),
        )

    async def _create(self, writing: Writing) -> Writing:
        """Make the playlist, or take the one that an earlier request has made."""
        playlist_id = await self._made_before(writing) if writing.asked_at else None
        if playlist_id is None:
            writing = await self.save(writing, asked_at=self._clock.now())
            playlist_id = await self._make(writing)
        return await self.save(writing, step=Step.FILLING, playlist_id=playlist_id, asked_at=None)

    async def _make(self, writing: Writing) -> str:
        description = f"{writing.description} {signature(writing.code)}".strip()
        try:
            return await self._spotify.create(
                writing.who, name=writing.name, description=description, public=writing.public
            )
        except SpotifyUnclear:
            raise
        except UserError:  # a clear no: nothing was made
            await self.save(writing, asked_at=None)
            raise

    async def _made_before(self, writing: Writing) -> str | None:
        """The playlist with this writing's code; None when Spotify had the time to list it and does not.

        Raises CannotLook.
        """
        assert writing.asked_at is not None
        pause = FIRST_LOOK
        while True:
            late = self._clock.now() - writing.asked_at >= LISTED_WITHIN
            try:
                newest = await self._spotify.newest(writing.who)
            except UserError as problem:
                raise CannotLook(problem.sentence) from problem
            if found := next((one.id for one in newest if writing.code in one.description), None):
                return found
            if late:
                return None
            await self._sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _fill(self, writing: Writing) -> Writing:
        """Write the next songs; the step ends when all are there."""
        assert writing.playlist_id is not None
        if writing.written == len(writing.uris):
            return await self.save(writing, step=Step.COVERING if writing.cover else Step.DONE)
        if writing.target:
            return await self._add(writing)
        if not writing.written:
            first = writing.uris[:AT_ONCE]
            try:
                await self._spotify.replace(writing.who, writing.playlist_id, first)
            except SongsRefused:
                return await self._leave_out(writing, await self._first_refused(writing, first))
            return await self.save(writing, written=len(first))
        there = await self._spotify.entries(writing.who, writing.playlist_id)
        if len(there) < writing.written or tuple(there) != writing.uris[: len(there)]:
            raise PlaylistChanged
        return await self._append(writing, writing.uris[len(there) :], len(there))

    async def _first_refused(self, writing: Writing, uris: Sequence[str]) -> int:
        """Which of the songs Spotify does not take, by halves: seven requests for a hundred. Replacing does no harm."""
        assert writing.playlist_id is not None
        taken, refused = 0, len(uris)  # Spotify takes the first `taken` of them, and not the first `refused`
        while refused - taken > 1:
            middle = (taken + refused) // 2
            try:
                await self._spotify.replace(writing.who, writing.playlist_id, uris[:middle])
                taken = middle
            except SongsRefused:
                refused = middle
        return taken

    async def _leave_out(self, writing: Writing, place: int) -> Writing:
        """Go on without a song that has left Spotify since the model learned its address. Raises SongsRefused."""
        left = writing.uris[:place] + writing.uris[place + 1 :]
        if writing.refused == MAX_REFUSED or not left:
            raise SongsRefused
        lost = tuple(song for song in writing.songs if f"spotify:track:{song.spotify_id}" == writing.uris[place])
        missing = (*writing.missing, *lost)
        return await self.save(writing, uris=left, missing=missing, refused=writing.refused + 1)

    async def _add(self, writing: Writing) -> Writing:
        """As `_fill`, behind what others have in the playlist; only what is not there yet."""
        start = max(0, writing.base - _OVERLAP)
        there = set(await self._spotify.entries(writing.who, writing.target, start=start))
        left = tuple(uri for uri in writing.uris if uri not in there)
        return await self._append(writing, left, len(writing.uris) - len(left))

    async def _append(self, writing: Writing, left: tuple[str, ...], written: int) -> Writing:
        assert writing.playlist_id is not None
        chunk = left[:AT_ONCE]
        if chunk:
            await self._spotify.append(writing.who, writing.playlist_id, chunk)
        return await self.save(writing, written=written + len(chunk))

    async def _cover(self, writing: Writing) -> Writing:
        """Give it a picture: an ornament, without which the playlist is as good."""
        assert writing.playlist_id is not None
        picture = await self._draw_cover(writing)
        try:
            if picture:
                await self._spotify.upload_cover(writing.who, writing.playlist_id, picture)
        except UserError as problem:
            log.info("a playlist stays without its picture: %s", problem.message_id)
            picture = None
        return await self.save(writing, step=Step.DONE, cover_failed=picture is None)

    async def _undo(self, writing: Writing) -> Writing:
        """Take the playlist out of the library, or the added songs out of the playlist."""
        assert writing.playlist_id is not None
        try:
            if writing.target:
                for start in range(0, len(writing.uris), AT_ONCE):
                    await self._spotify.take_out(writing.who, writing.target, writing.uris[start : start + AT_ONCE])
            else:
                await self._spotify.forget(writing.who, writing.playlist_id)
        except PlaylistGone:
            log.info("a playlist that was to go is gone already")
        return await self.save(writing, step=Step.UNDONE)


def signature(code: str) -> str:
    """How a code stands in a playlist's description."""
    return f"[segue {code}]"


def scopes_for(writing: Writing) -> frozenset[str]:
    """What the person must have allowed. Spotify tells nobody whether a playlist of theirs is public."""
    if writing.target:
        return frozenset({"playlist-modify-private", "playlist-modify-public"})
    visible = "playlist-modify-public" if writing.public else "playlist-modify-private"
    picture = {"ugc-image-upload"} if writing.cover else set()
    return frozenset({visible, "user-library-modify", *picture})  # the library: for Undo
