"""Rules as messages with pages: made, turned, sorted, shared, and made into lists of songs; all of it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from bot.networks import Network, network_of
from bot.ports import Pictures
from bot.services.answers import Answer, Item, Post, RecommendRequest, Taken
from bot.services.lists import Lists, Shown, Turn, target
from bot.services.playlist_words import Wanted, wanted_of
from bot.services.posts import Posts, new_state_id, payload_of
from bot.services.rule_answers import RULES_ON_PAGE, Named, RulesPost, RulesRequest, ShownRules, ToldRule
from bot.services.rule_files import songs_csv
from bot.services.rules import RulesService, RulesTable
from recsys.domain import Reason, ReasonKind, Song
from recsys.identity import song_key, work_key
from recsys.lookup import SEPARATOR, entry_of

KIND = "rules"

_POST: TypeAdapter[RulesPost] = TypeAdapter(RulesPost)


class RuleLists:
    """The messages that `/rules` answers with."""

    def __init__(self, rules: RulesService, lists: Lists, pictures: Pictures, posts: Posts) -> None:
        self._rules = rules
        self._lists = lists
        self._pictures = pictures
        self._posts = posts

    async def create(self, request: RulesRequest, *, message_id: int, private: bool) -> ShownRules:
        """Look rules up, for a message that only the person sees (`private`) or everybody. Raises a UserError."""
        self._pictures.prepare()
        post = RulesPost(await self._rules.ask(request), private, request.sort_by)
        return await self._drawn(new_state_id(), post, request.user_id, message_id)

    async def turn(self, state_id: str, to: Turn, *, user_id: int, message_id: int) -> ShownRules:
        """Turn a message's page. Raises PostGone or PostNotYours."""
        post = await self._open(state_id, user_id, message_id)
        return await self._kept(state_id, replace(post, page=target(post.page, post.pages, to)), user_id, message_id)

    async def sort(self, state_id: str, by: str, *, user_id: int, message_id: int) -> ShownRules:
        """Show the rules by another metric, from the first page, with a picture of these. Raises as `turn`."""
        post = await self._open(state_id, user_id, message_id)
        return await self._drawn(state_id, replace(post, sort_by=by, page=0), user_id, message_id)

    async def without_picture(self, state_id: str, *, user_id: int, message_id: int) -> ShownRules:
        """Discord did not take the picture: the message goes without. Raises as `turn`."""
        post = await self._open(state_id, user_id, message_id)
        return await self._kept(state_id, replace(post, pictured=False), user_id, message_id)

    async def copy(self, state_id: str, *, user_id: int, message_id: int) -> ShownRules:
        """The page of a private message as a post for everybody, as `Lists.copy` makes it. Raises as `turn`."""
        post = await self._open(state_id, user_id, message_id)
        public = replace(post, private=False, list_id=post.list_id or state_id)
        return await self._drawn(new_state_id(), public, user_id, None)

    async def shared(
        self, state_id: str, copy: ShownRules, *, user_id: int, message_id: int, copy_message_id: int
    ) -> ShownRules:
        """The copy stands in `copy_message_id`; the private message needs no Share button any more."""
        await self._save(copy.state_id, copy.post, user_id, copy_message_id)
        post = await self._open(state_id, user_id, message_id)
        return await self._kept(state_id, replace(post, shared=True), user_id, message_id)

    async def own_copy(self, state_id: str, *, user_id: int, message_id: int) -> ShownRules:
        """Rules that somebody else has asked for as a private message of this person's. Raises PostGone.

        Of a playlist's rules it has those that are there: the playlist is not read for somebody else.
        """
        post = _for_another(await self._seen(state_id, message_id), user_id)
        mine = replace(post, private=True, shared=False, pictured=False, list_id=post.list_id or state_id)
        return await self._kept(new_state_id(), mine, user_id, None)

    async def belongs(self, copy: ShownRules, *, user_id: int, message_id: int) -> None:
        """A copy stands in this message, and works there alone."""
        await self._save(copy.state_id, copy.post, user_id, message_id)

    async def as_list(self, state_id: str, *, user_id: int, message_id: int, list_message_id: int) -> Shown:
        """The right-hand songs as recommendations for anybody who sees the rules, in a message that only they see.

        Raises PostGone.
        """
        post = await self._seen(state_id, message_id)
        if user_id != post.answer.request.user_id:
            post = _for_another(post, user_id)
        answer, request = _recommended(post)
        return await self._lists.keep(answer, request, user_id=user_id, message_id=list_message_id, private=True)

    async def to_write(self, state_id: str, *, message_id: int) -> Wanted:
        """The right-hand songs as a playlist, for anybody who sees the message. Raises PostGone."""
        post = await self._seen(state_id, message_id)
        answer, request = _recommended(post)
        as_list = Post(answer, post.private, len(answer.items), request=request, list_id=post.list_id)
        return wanted_of(as_list, state_id)

    async def songs_file(self, state_id: str, *, message_id: int) -> tuple[bytes, int]:
        """The right-hand songs as CSV in UTF-8, and how many there are, for anybody. Raises PostGone."""
        post = await self._seen(state_id, message_id)
        songs = [rule.right for rule in right_hand(post)]
        return songs_csv(songs), len(songs)

    async def table_file(self, state_id: str, *, user_id: int, message_id: int) -> RulesTable:
        """All rules that the request of a message finds now, in its order. Raises a UserError.

        For anybody who sees the message, unless the rules are of a playlist: it is not read for somebody else.
        """
        post = await self._seen(state_id, message_id)
        if post.answer.request.playlist:
            post = await self._open(state_id, user_id, message_id)
        return await self._rules.table(post.answer.request, post.sort_by)

    async def _drawn(self, state_id: str, post: RulesPost, user_id: int, message_id: int | None) -> ShownRules:
        network = network_of_rules(post)
        picture = await self._pictures.network(network) if network else None
        post = replace(post, pictured=picture is not None)
        await self._save(state_id, post, user_id, message_id)
        return ShownRules(state_id, post, picture)

    async def _kept(self, state_id: str, post: RulesPost, user_id: int, message_id: int | None) -> ShownRules:
        await self._save(state_id, post, user_id, message_id)
        return ShownRules(state_id, post)

    async def _open(self, state_id: str, user_id: int, message_id: int) -> RulesPost:
        state = await self._posts.open(state_id, KIND, user_id=user_id, message_id=message_id)
        return payload_of(state, _POST)

    async def _seen(self, state_id: str, message_id: int) -> RulesPost:
        """What anybody sees who can see the message."""
        return payload_of(await self._posts.read(state_id, KIND, message_id=message_id), _POST)

    async def _save(self, state_id: str, post: RulesPost, user_id: int, message_id: int | None) -> None:
        payload: Mapping[str, Any] = _POST.dump_python(post, mode="json")
        await self._posts.save(
            state_id, KIND, payload, owner_id=user_id, message_id=message_id, account_id=post.answer.account_id
        )


def network_of_rules(post: RulesPost) -> Network | None:
    """The rules of the first page, as far as a picture has room for them."""
    rules = post.answer.ordered(post.sort_by)[:RULES_ON_PAGE]
    titles = Counter(one.title for one in {one for rule in rules for one in (*rule.left, rule.right)})

    def label(one: Named) -> str:
        return one.title if one.title and titles[one.title] == 1 else ", ".join(filter(None, (one.artist, one.title)))

    return network_of([(tuple(map(label, rule.left)), label(rule.right), rule.playlists, rule.lift) for rule in rules])


def right_hand(post: RulesPost) -> list[ToldRule]:
    """The first rule for each song on a right-hand side, songs in two versions counted once."""
    found: dict[str, ToldRule] = {}
    for rule in post.answer.ordered(post.sort_by):
        found.setdefault(_work(rule.right), rule)
    return list(found.values())


def _for_another(post: RulesPost, user_id: int) -> RulesPost:
    request = replace(post.answer.request, user_id=user_id, playlist=None)
    return replace(post, answer=replace(post.answer, request=request))


def _recommended(post: RulesPost) -> tuple[Answer, RecommendRequest]:
    """An answer as `/recommend` gives it, and what it continues: what the rules are of, or else their left sides."""
    rules, told, asked = right_hand(post), post.answer, post.answer.request
    continued = [_entry(told.of)] if told.of else _left_entries(rules)
    answer = Answer(
        tuple(_item(rule, place) for place, rule in enumerate(rules)),
        told.source,
        seeds=told.seeds,
        known=told.known,
        taken=(Taken(continued[0], told.of.title, told.of.artist),) if told.of else (),
        account_id=told.account_id,
        demo=told.demo,
    )
    songs = None if asked.playlist else f"{SEPARATOR} ".join(continued)
    return answer, RecommendRequest(asked.user_id, asked.playlist, songs, count=len(rules))


def _item(rule: ToldRule, place: int) -> Item:
    song = rule.right
    left = tuple(Song(0, one.title, one.artist) for one in rule.left)
    reason = Reason(ReasonKind.TOGETHER, left, rule.playlists)
    return Item(song.title, song.artist, song.spotify_id, reason, place=place)


def _left_entries(rules: Sequence[ToldRule]) -> list[str]:
    return list(dict.fromkeys(_entry(one) for rule in rules for one in rule.left))


def _entry(one: Named) -> str:
    """What `songs:` takes for this song or artist."""
    return entry_of(Song(0, one.title, one.artist)) if one.title else one.artist.replace(SEPARATOR, ",")


def _work(song: Named) -> str:
    return work_key(song.title, song_key(song.title, (song.artist,)))
