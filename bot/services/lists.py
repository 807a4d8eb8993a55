"""Recommendations as messages with pages: made, turned, shared; everything a press needs is stored."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from bot.errors import UserError
from bot.ports import Pictures, Spotify
from bot.services.answers import Answer, Order, Post, RecommendRequest
from bot.services.playlist_words import Wanted, wanted_of
from bot.services.posts import PostGone, Posts, new_state_id, payload_of
from bot.services.recommend import RecommendService
from bot.services.similar import SimilarService
from recsys.sound import SortBy

KIND = "list"
SONGS_WITH_COVERS = 5
SONGS_WITHOUT_COVERS = 10
COVER_SECONDS = 3.0
"""Covers are an ornament: an answer waits no longer for them."""

_POST: TypeAdapter[Post] = TypeAdapter(Post)
_NOTHING = Answer(())


class Turn(StrEnum):
    """Where a page button leads."""

    FIRST = "first"
    PREVIOUS = "previous"
    NEXT = "next"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Shown:
    """A post and the id under which its buttons find it again; `picture` is the PNG that it is sent with.

    Without one, the message keeps the picture that it has, if its post is `pictured`. `comparing`: its songs are being
    compared by sound.
    """

    state_id: str
    post: Post
    picture: bytes | None = None
    comparing: bool = False


class Lists:
    """The messages that `/recommend` and `/similar` answer with."""

    def __init__(
        self,
        recommend: RecommendService,
        similar: SimilarService,
        spotify: Spotify,
        pictures: Pictures,
        posts: Posts,
        *,
        cover_seconds: float = COVER_SECONDS,
    ) -> None:
        self._recommend = recommend
        self._similar = similar
        self._pictures = pictures
        self._spotify = spotify
        self._posts = posts
        self._cover_seconds = cover_seconds

    async def create(self, request: RecommendRequest, *, message_id: int, private: bool) -> Shown:
        """Recommend, for a message that only the person sees (`private`) or everybody. Raises a UserError."""
        answer = _in_order(await self._recommend.recommend(request), request.order, new_state_id())
        return await self.keep(answer, request, user_id=request.user_id, message_id=message_id, private=private)

    async def keep(
        self, answer: Answer, request: RecommendRequest | None, *, user_id: int, message_id: int, private: bool
    ) -> Shown:
        """A list whose songs were chosen elsewhere, with all that a list can do; its buttons are this person's.

        `request` is what it continues; without one it cannot be sorted by sound or refreshed.
        """
        state_id = new_state_id()
        order = request.order if request else Order.BEST
        post = await self._sized(user_id, Post(answer, private, SONGS_WITH_COVERS, order=order, request=request))
        await self._save(state_id, post, user_id, message_id)
        return Shown(state_id, post)

    async def create_similar(
        self, request: RecommendRequest, sort_by: SortBy, *, message_id: int, private: bool
    ) -> Shown:
        """As `create`, the songs sorted by how they sound, with a picture if it can be drawn."""
        request = replace(request, repeats=True)  # the same songs that `/recommend` has shown, sorted
        post = Post(_NOTHING, private, SONGS_WITH_COVERS, request=request)
        self._pictures.prepare()
        answer = await self._similar.similar(request, sort_by)
        return await self._sorted(new_state_id(), replace(post, answer=answer), request.user_id, message_id)

    async def current(self, state_id: str, *, user_id: int, message_id: int) -> Shown:
        """A message as it stands, to be shown again. Raises as `turn` does."""
        post = await self._open(state_id, user_id, message_id)
        return Shown(state_id, await self._with_covers(user_id, post))

    async def by_sound(self, state_id: str, *, user_id: int, message_id: int) -> Shown:
        """Sort the songs of a message by sound, in its place. Raises a UserError."""
        post = await self._open(state_id, user_id, message_id)
        if post.request is None:  # an earlier version of the bot has stored it
            raise PostGone
        self._pictures.prepare()
        answer = await self._similar.again(post.request, post.answer, SortBy.OVERALL)
        if (await self._open(state_id, user_id, message_id)).answer.items != post.answer.items:
            # Its songs were changed meanwhile, and must not come back.
            return await self.by_sound(state_id, user_id=user_id, message_id=message_id)
        return await self._sorted(state_id, replace(post, answer=answer, page=0), user_id, message_id)

    async def reorder(self, state_id: str, order: Order, *, user_id: int, message_id: int) -> Shown:
        """Show an answer in another order, from its first page; nothing is computed. Raises as `turn` does."""
        post = await self._open(state_id, user_id, message_id)
        if not post.answer.compared:
            post = replace(post, answer=_in_order(post.answer, order, new_state_id()))
        return await self.put(
            state_id, replace(post, order=order, page=0, chosen=None), user_id=user_id, message_id=message_id
        )

    async def post(self, state_id: str, *, user_id: int, message_id: int) -> Post:
        """What stands behind a message, for its owner. Raises PostGone or PostNotYours."""
        return await self._open(state_id, user_id, message_id)

    async def put(self, state_id: str, post: Post, *, user_id: int, message_id: int) -> Shown:
        """Have a message show this post; the page stays as far as there are so many."""
        post = await self._with_covers(user_id, replace(post, page=min(post.page, post.pages - 1)))
        await self._save(state_id, post, user_id, message_id)
        return Shown(state_id, post)

    async def put_songs(self, state_id: str, post: Post, answer: Answer, *, user_id: int, message_id: int) -> Shown:
        """Have a message show other songs, compared by sound where those before were. Raises a UserError."""
        compared, request = post.answer.compared, post.request
        if compared is None or request is None or not answer.items:
            post = replace(post, answer=replace(answer, compared=None), chosen=None)
            return await self.put(state_id, post, user_id=user_id, message_id=message_id)
        self._pictures.prepare()
        answer = await self._similar.again(request, replace(answer, compared=None), compared.sort_by)
        return await self._sorted(state_id, replace(post, answer=answer, page=0, chosen=None), user_id, message_id)

    async def own_copy(self, state_id: str, *, user_id: int, message_id: int) -> Shown:
        """A list that somebody else has asked for as a private one of this person's. Raises PostGone.

        It cannot be asked again where it draws on the other's account or files, and goes when that account is unlinked.
        """
        state = await self._posts.read(state_id, KIND, message_id=message_id)
        post = payload_of(state, _POST)
        request = post.request if post.request and not post.request.is_personal else None
        mine = replace(
            _pictured(post, False),
            private=True,
            shared=False,
            chosen=None,
            request=replace(request, user_id=user_id) if request else None,
            list_id=post.list_id or state_id,
        )
        copy_id = new_state_id()
        await self._save(copy_id, mine, user_id, None)
        return Shown(copy_id, await self._with_covers(user_id, mine))

    async def belongs(self, copy: Shown, *, user_id: int, message_id: int) -> None:
        """A copy stands in this message, and works there alone."""
        await self._save(copy.state_id, copy.post, user_id, message_id)

    async def without_picture(self, state_id: str, *, user_id: int, message_id: int) -> Shown:
        """Discord did not take the picture: the message goes without. Raises as `turn` does."""
        post = _pictured(await self._open(state_id, user_id, message_id), False)
        await self._save(state_id, post, user_id, message_id)
        return Shown(state_id, await self._with_covers(user_id, post))

    async def turn(self, state_id: str, to: Turn, *, user_id: int, message_id: int) -> Shown:
        """Turn a message's page. Raises PostGone or PostNotYours."""
        post = await self._open(state_id, user_id, message_id)
        post = await self._with_covers(user_id, replace(post, page=target(post.page, post.pages, to), chosen=None))
        await self._save(state_id, post, user_id, message_id)
        return Shown(state_id, post)

    async def copy(self, state_id: str, *, user_id: int, message_id: int) -> Shown:
        """The page of a private message as a post for everybody, with buttons of its own. Raises as `turn` does.

        The copy belongs to the same person; it works on any message until `shared` names one.
        """
        post = await self._open(state_id, user_id, message_id)
        picture = await self._drawn(post.answer)
        public = _pictured(
            replace(post, private=False, chosen=None, list_id=post.list_id or state_id), picture is not None
        )
        copy_id = new_state_id()
        await self._save(copy_id, public, user_id, None)
        return Shown(copy_id, await self._with_covers(user_id, public), picture)

    async def to_write(self, state_id: str, *, message_id: int) -> Wanted:
        """The songs of a list as a playlist, for anybody who sees it. Raises PostGone."""
        state = await self._posts.read(state_id, KIND, message_id=message_id)
        return wanted_of(payload_of(state, _POST), state_id)

    async def shared(self, state_id: str, copy: Shown, *, user_id: int, message_id: int, copy_message_id: int) -> Shown:
        """The copy stands in `copy_message_id`; the private message needs no Share button any more."""
        await self._save(copy.state_id, copy.post, user_id, copy_message_id)
        post = await self._open(state_id, user_id, message_id)
        post = replace(post, shared=True)
        await self._save(state_id, post, user_id, message_id)
        return Shown(state_id, await self._with_covers(user_id, post))

    async def _sorted(self, state_id: str, post: Post, user_id: int, message_id: int) -> Shown:
        """A compared post, from the most similar song, with its picture."""
        plain = replace(post, order=Order.SIMILAR, page_size=SONGS_WITH_COVERS, chosen=None)
        picture, sized = await asyncio.gather(self._drawn(post.answer), self._sized(user_id, plain))
        post = _pictured(sized, picture is not None)
        await self._save(state_id, post, user_id, message_id)
        return Shown(state_id, post, picture)

    async def _drawn(self, answer: Answer) -> bytes | None:
        """A new picture of the answer's portrait, if it has one and it can be drawn."""
        portrait = answer.compared.portrait if answer.compared else None
        return await self._pictures.portrait(portrait) if portrait else None

    async def _sized(self, user_id: int, post: Post) -> Post:
        """The post with covers, and room for more songs on a page where there are none."""
        post = await self._with_covers(user_id, post)
        with_covers = any(item.cover_url for item in post.items)
        return replace(post, page_size=SONGS_WITH_COVERS if with_covers else SONGS_WITHOUT_COVERS)

    async def _open(self, state_id: str, user_id: int, message_id: int) -> Post:
        state = await self._posts.open(state_id, KIND, user_id=user_id, message_id=message_id)
        return payload_of(state, _POST)

    async def _save(self, state_id: str, post: Post, user_id: int, message_id: int | None) -> None:
        # Covers stay in the cache alone, with the life they have there, and go with the account they were read for;
        # Spotify's addresses of playlist covers end within a day.
        payload: Mapping[str, Any] = _POST.dump_python(_without_covers(post), mode="json")
        await self._posts.save(
            state_id, KIND, payload, owner_id=user_id, message_id=message_id, account_id=post.answer.account_id
        )

    async def _with_covers(self, user_id: int, post: Post) -> Post:
        """The post with what covers Spotify gives for its playlist and the songs of its page."""
        post = await self._with_source_cover(user_id, post)
        wanted = [item.spotify_id for item in post.items if item.spotify_id and not item.cover_url]
        if not wanted or post.page_size != SONGS_WITH_COVERS:  # a longer page has no room for them
            return post
        covers = await self._covers(user_id, wanted)
        items = tuple(
            replace(item, cover_url=item.cover_url or covers.get(item.spotify_id or "")) for item in post.answer.items
        )
        return replace(post, answer=replace(post.answer, items=items))

    async def _with_source_cover(self, user_id: int, post: Post) -> Post:
        source = post.answer.source
        if source is None or source.cover_url:
            return post
        own = await self._spotify.own_playlists(user_id)
        cover = next((playlist.cover_url for playlist in own if playlist.id == source.id), None)
        return replace(post, answer=replace(post.answer, source=replace(source, cover_url=cover)))

    async def _covers(self, user_id: int, track_ids: list[str]) -> Mapping[str, str]:
        try:
            async with asyncio.timeout(self._cover_seconds):
                return await self._spotify.covers(user_id, track_ids)
        except (UserError, TimeoutError):
            return {}


def _pictured(post: Post, pictured: bool) -> Post:
    compared = post.answer.compared
    if compared is None:
        return post
    return replace(post, answer=replace(post.answer, compared=replace(compared, pictured=pictured)))


def _without_covers(post: Post) -> Post:
    items = tuple(replace(item, cover_url=None) for item in post.answer.items)
    source = replace(post.answer.source, cover_url=None) if post.answer.source else None
    return replace(post, answer=replace(post.answer, items=items, source=source))


def _in_order(answer: Answer, order: Order, seed: str) -> Answer:
    items = sorted(answer.items, key=lambda item: item.place)
    if order is Order.SHUFFLE:
        random.Random(seed).shuffle(items)
    return replace(answer, items=tuple(items))


def target(page: int, pages: int, to: Turn) -> int:
    """The page that a turn from `page` leads to."""
    last = pages - 1
    targets = {Turn.FIRST: 0, Turn.PREVIOUS: page - 1, Turn.NEXT: page + 1, Turn.LAST: last}
    return min(max(targets[to], 0), last)
