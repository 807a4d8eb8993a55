"""Invitations to blend: who is asked, what each has said, and when there is enough to begin."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import TypeAdapter

from bot.errors import LinkExpired, MessageError, NotLinked, UserError
from bot.imports.files import read_text
from bot.imports.songs import SongList
from bot.messages import DEFAULT_LOCALE, spoken
from bot.ports import Clock, Messages, MessageState, Spotify
from bot.services.answers import RecommendRequest
from bot.services.blending import Blending, Part
from bot.services.lists import Lists, Shown
from bot.services.posts import PostGone, PostNotYours, new_state_id, payload_of

KIND = "blend"
LIFE = timedelta(hours=1)
"""So long people may think about it; what they gave goes with the invitation."""
MOST = 5
"""People in a blend, the one who asks included."""


class Word(StrEnum):
    """What somebody has said to an invitation."""

    NOTHING = "nothing"
    ACCOUNT = "account"
    SONGS = "songs"
    NO = "no"


class NotInvited(MessageError):
    """Somebody whom nobody has asked."""

    def __init__(self) -> None:
        super().__init__("blend-not-invited")


class TooFew(UserError):
    """Nobody but the one who asks, or bots, were chosen."""

    def __init__(self) -> None:
        super().__init__("blend-nobody")


class NothingLinked(UserError):
    """Somebody wants to bring songs of an account that they have not linked, or not any more."""

    def __init__(self) -> None:
        super().__init__("blend-not-linked")


class StillBlending(UserError):
    """It is being made."""

    def __init__(self) -> None:
        super().__init__("blend-under-way")


@dataclass(frozen=True, slots=True)
class Guest:
    """A person and what they have said; `songs` are those that they gave."""

    user_id: int
    name: str
    word: Word = Word.NOTHING
    songs: SongList | None = None


@dataclass(frozen=True, slots=True)
class Blend:
    """An invitation; without guests it is still to be chosen who is asked. `ends_at` is when it no longer works.

    All who are asked see one message, in the `language` of the host.
    """

    wish: RecommendRequest
    host: Guest
    ends_at: datetime
    guests: tuple[Guest, ...] = ()
    language: str = DEFAULT_LOCALE

    @property
    def everybody(self) -> tuple[Guest, ...]:
        return (self.host, *self.guests)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What was brought so far."""
        return tuple(
            Part(one.user_id, one.name, one.songs) for one in self.everybody if one.word in (Word.ACCOUNT, Word.SONGS)
        )

    @property
    def lacking(self) -> bool:
        """Whether everybody has said something, and too few bring songs."""
        return all(one.word is not Word.NOTHING for one in self.everybody) and len(self.parts) < 2

    @property
    def complete(self) -> bool:
        """Whether everybody has said something, and two or more bring songs."""
        return all(one.word is not Word.NOTHING for one in self.everybody) and len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class Invitation:
    """A blend and the id under which the components of its message find it again."""

    state_id: str
    blend: Blend


_BLEND: TypeAdapter[Blend] = TypeAdapter(Blend)


class Blends:
    """Invitations, kept for an hour; songs of accounts are read when the answer is made, and not kept at all."""

    def __init__(self, *, messages: Messages, spotify: Spotify, blending: Blending, lists: Lists, clock: Clock) -> None:
        self._messages = messages
        self._spotify = spotify
        self._blending = blending
        self._lists = lists
        self._clock = clock
        self._changing = asyncio.Lock()
        self._making: set[str] = set()

    async def begin(self, wish: RecommendRequest, name: str, *, message_id: int) -> Invitation:
        """An invitation to people who are still to be chosen."""
        blend = Blend(wish, Guest(wish.user_id, name), self._clock.now() + LIFE, language=spoken())
        invitation = Invitation(new_state_id(), blend)
        await self._save(invitation, message_id)
        return invitation

    async def invite(self, state_id: str, people: Mapping[int, str], *, user_id: int, message_id: int) -> Invitation:
        """The host has chosen whom to ask. Raises PostGone, PostNotYours or TooFew."""
        async with self._changing:
            blend = await self._open(state_id, message_id)
            if user_id != blend.host.user_id:
                raise PostNotYours(blend.host.user_id)
            guests = [Guest(each, name) for each, name in people.items() if each != user_id]
            if not guests:
                raise TooFew
            return await self._keep(state_id, replace(blend, guests=tuple(guests[: MOST - 1])), message_id)

    async def bring_account(self, state_id: str, *, user_id: int, message_id: int) -> Invitation:
        """Somebody brings the top songs of their account. Raises NothingLinked, ConsentNeeded, and as `say`."""
        self._guest(await self._open(state_id, message_id), user_id)
        try:
            await self._spotify.top_tracks(user_id)  # whether it can be read is said to them now, not to all later
        except (NotLinked, LinkExpired):
            raise NothingLinked from None
        return await self.say(state_id, Word.ACCOUNT, user_id=user_id, message_id=message_id)

    async def bring_songs(self, state_id: str, text: str, *, user_id: int, message_id: int) -> Invitation:
        """Somebody gives songs as text. Raises NothingPasted, and as `say`."""
        songs = read_text(text)
        return await self.say(state_id, Word.SONGS, songs, user_id=user_id, message_id=message_id)

    async def check(self, state_id: str, *, user_id: int, message_id: int) -> Blend:
        """What stands, for somebody who takes part in it. Raises PostGone or NotInvited."""
        blend = await self._open(state_id, message_id)
        self._guest(blend, user_id)
        return blend

    async def say(
        self, state_id: str, word: Word, songs: SongList | None = None, *, user_id: int, message_id: int
    ) -> Invitation:
        """What somebody says; they may change their mind. Raises PostGone, NotInvited or StillBlending."""
        async with self._changing:
            if state_id in self._making:
                raise StillBlending
            blend = await self._open(state_id, message_id)
            said = replace(self._guest(blend, user_id), word=word, songs=songs)
            host = said if user_id == blend.host.user_id else blend.host
            guests = tuple(said if one.user_id == user_id else one for one in blend.guests)
            return await self._keep(state_id, replace(blend, host=host, guests=guests), message_id)

    async def make(self, state_id: str, *, user_id: int, message_id: int) -> Shown:
        """The answer with what was brought so far. Raises PostGone, NotInvited, StillBlending, or a UserError."""
        if state_id in self._making:
            raise StillBlending
        self._making.add(state_id)
        try:
            blend = await self._open(state_id, message_id)
            self._guest(blend, user_id)
            answer = await self._blending.blend(blend.parts, blend.wish)
            shown = await self._lists.keep(
                answer, None, user_id=blend.host.user_id, message_id=message_id, private=False
            )
            # The invitation ends here: what people gave for it is overwritten, and no button of it works any more.
            ended = MessageState(state_id, blend.host.user_id, KIND, {}, self._clock.now(), message_id=message_id)
            await self._messages.save(ended)
            return shown
        finally:
            self._making.discard(state_id)

    def _guest(self, blend: Blend, user_id: int) -> Guest:
        found = next((one for one in blend.everybody if one.user_id == user_id), None)
        if found is None:
            raise NotInvited
        return found

    async def _open(self, state_id: str, message_id: int) -> Blend:
        state = await self._messages.get(state_id, self._clock.now())
        if state is None or state.kind != KIND or state.message_id != message_id:
            raise PostGone
        return payload_of(state, _BLEND)

    async def _keep(self, state_id: str, blend: Blend, message_id: int) -> Invitation:
        invitation = Invitation(state_id, blend)
        await self._save(invitation, message_id)
        return invitation

    async def _save(self, invitation: Invitation, message_id: int) -> None:
        blend = invitation.blend
        payload = _BLEND.dump_python(blend, mode="json")
        state = MessageState(
            invitation.state_id, blend.host.user_id, KIND, payload, blend.ends_at, message_id=message_id
        )
        await self._messages.save(state)
