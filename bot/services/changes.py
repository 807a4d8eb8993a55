"""What can be said of a list in its message: more of this, not that one, bolder, more; heard at once and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.errors import UserError
from bot.opinions import Verdict
from bot.services.answers import MAX_COUNT, Item, Mix, Order, Post, RecommendRequest
from bot.services.feedback import Feedback
from bot.services.lists import Lists, Shown
from bot.services.posts import PostGone
from bot.services.recommend import RecommendService, subject_of
from recsys.identity import artist_key

LIKE_IT = 5
"""Songs that “more like this” puts below a song."""
MORE_SONGS = 10

_MIXES = tuple(Mix)


class Change(StrEnum):
    """What can be done with a whole list."""

    BOLDER = "bolder"
    SAFER = "safer"
    MORE = "more"
    SHUFFLE = "shuffle"
    BEST = "best"


class NothingMore(UserError):
    """There is no further song."""

    def __init__(self) -> None:
        super().__init__("change-nothing-more")


@dataclass(frozen=True, slots=True)
class Pressed:
    """Who has chosen something on which message."""

    state_id: str
    user_id: int
    message_id: int


def changes_of(post: Post) -> tuple[Change, ...]:
    """What can be done with this list now."""
    offered: list[Change] = []
    if post.request is not None and post.answer.items:
        place = _MIXES.index(post.request.mix)
        offered += [Change.BOLDER] if place < len(_MIXES) - 1 else []
        offered += [Change.SAFER] if place > 0 else []
        offered += [Change.MORE] if len(post.answer.items) < post.request.most else []
    if len(post.answer.items) > 1 and not post.answer.compared:  # compared ones have buttons for their orders
        offered += [Change.SHUFFLE, *([Change.BEST] if post.order is Order.SHUFFLE else [])]
    return tuple(offered)


class Changes:
    """Changes the list of a message for the person who has asked for it. Everything raises PostGone, PostNotYours or
    what recommending raises."""

    def __init__(self, lists: Lists, recommend: RecommendService, feedback: Feedback) -> None:
        self._lists = lists
        self._recommend = recommend
        self._feedback = feedback

    async def choose(self, pressed: Pressed, place: int | None) -> Shown:
        """Ask about one song of the list, or about none any more."""
        post = await self._post(pressed)
        chosen = place if place is not None and place < len(post.answer.items) else None
        return await self._put(pressed, replace(post, chosen=chosen))

    async def chosen(self, pressed: Pressed) -> tuple[Shown, Item]:
        """The song that is being asked about, and the message, which then asks about none. Raises PostGone."""
        post = await self._post(pressed)
        return await self._put(pressed, replace(post, chosen=None)), _chosen(post)

    async def more_like(self, pressed: Pressed) -> Shown:
        """Put songs like the chosen one below it. Raises NothingMore."""
        post = await self._post(pressed)
        song, items = _chosen(post), post.answer.items
        await self._feedback.say(pressed.user_id, Verdict.MORE, subject_of(song))
        room = min(LIKE_IT, (post.request.most if post.request else MAX_COUNT) - len(items))
        found = (
            await self._recommend.like(song, room, user_id=pressed.user_id, request=post.request, without=items)
            if room > 0
            else ()
        )
        if not found:
            raise NothingMore
        ranked = sorted(items, key=lambda item: item.place)
        below = ranked.index(song) + 1
        return await self._songs(pressed, post, [*ranked[:below], *found, *ranked[below:]])

    async def not_this(self, pressed: Pressed) -> Shown:
        """Another song in place of the chosen one, which never comes again."""
        post = await self._post(pressed)
        song = _chosen(post)
        await self._feedback.say(pressed.user_id, Verdict.NOT, subject_of(song))
        return await self._without(pressed, post, [song])

    async def never_artist(self, pressed: Pressed) -> Shown:
        """Other songs in place of all by the chosen one's artist, who never comes again."""
        post = await self._post(pressed)
        song = _chosen(post)
        await self._feedback.say(pressed.user_id, Verdict.NEVER, subject_of(song))
        artist = artist_key(song.artist)
        return await self._without(
            pressed, post, [each for each in post.answer.items if artist_key(each.artist) == artist]
        )

    async def change(self, pressed: Pressed, change: Change) -> Shown:
        """Do something with the whole list. Raises NothingMore."""
        post = await self._post(pressed)
        if change not in changes_of(post):  # of a message that Discord still shows as it was
            return await self._put(pressed, post)
        match change:
            case Change.SHUFFLE | Change.BEST:
                order = Order.SHUFFLE if change is Change.SHUFFLE else Order.BEST
                return await self._lists.reorder(pressed.state_id, order, **_who(pressed))
            case Change.MORE:
                return await self._more(pressed, post, _request(post))
            case Change.BOLDER | Change.SAFER:
                step = 1 if change is Change.BOLDER else -1
                mix = _MIXES[_MIXES.index(_request(post).mix) + step]
                return await self._mixed(pressed, post, replace(_request(post), mix=mix))

    async def _more(self, pressed: Pressed, post: Post, request: RecommendRequest) -> Shown:
        items = sorted(post.answer.items, key=lambda item: item.place)
        wanted = replace(request, count=min(MORE_SONGS, request.most - len(items)))
        found = (await self._recommend.recommend(wanted, without=items)).items
        if not found:
            raise NothingMore
        # The next page that shows something new is the one that people want to see.
        post = replace(post, page=len(items) // post.page_size)
        return await self._songs(pressed, post, [*items, *found])

    async def _mixed(self, pressed: Pressed, post: Post, request: RecommendRequest) -> Shown:
        wanted = replace(request, count=len(post.answer.items))
        answer = await self._recommend.recommend(wanted, again=post.answer.items)
        post = replace(post, request=replace(request, count=wanted.count), order=Order.BEST, page=0)
        return await self._lists.put_songs(pressed.state_id, post, answer, **_who(pressed))

    async def _without(self, pressed: Pressed, post: Post, gone: Sequence[Item]) -> Shown:
        """Each of these songs makes room for a new one, as long as there are any."""
        items = post.answer.items
        new: list[Item] = []
        if post.request is not None:
            wanted = replace(post.request, count=len(gone))
            new = list((await self._recommend.recommend(wanted, without=items)).items)
        left = [replace(new.pop(0), place=item.place) if item in gone and new else item for item in items]
        left = [item for item in left if item not in gone]
        return await self._put_items(pressed, post, left)

    async def _songs(self, pressed: Pressed, post: Post, ranked: Sequence[Item]) -> Shown:
        """These songs, the best first."""
        numbered = [replace(item, place=place) for place, item in enumerate(ranked)]
        return await self._put_items(pressed, replace(post, order=Order.BEST), numbered)

    async def _put_items(self, pressed: Pressed, post: Post, items: Sequence[Item]) -> Shown:
        answer = replace(post.answer, items=tuple(items), for_all=None)
        return await self._lists.put_songs(pressed.state_id, post, answer, **_who(pressed))

    async def _post(self, pressed: Pressed) -> Post:
        return await self._lists.post(pressed.state_id, **_who(pressed))

    async def _put(self, pressed: Pressed, post: Post) -> Shown:
        return await self._lists.put(pressed.state_id, post, **_who(pressed))


def _who(pressed: Pressed) -> dict[str, int]:
    return {"user_id": pressed.user_id, "message_id": pressed.message_id}


def _chosen(post: Post) -> Item:
    """Raises PostGone when no song is chosen (any more)."""
    if post.chosen is None or post.chosen >= len(post.answer.items):
        raise PostGone
    return post.answer.items[post.chosen]


def _request(post: Post) -> RecommendRequest:
    if post.request is None:
        raise PostGone
    return post.request
