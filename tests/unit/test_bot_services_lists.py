"""Answers as messages with pages: turned, shared, guarded, and kept across restarts."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.ports import MessageState
from bot.services.answers import Order, RecommendRequest
from bot.services.lists import COVER_SECONDS, Lists, Shown, Turn
from bot.services.posts import PostGone, PostNotYours, Posts
from bot.services.recommend import RecommendService
from bot.services.similar import SimilarService
from tests.support.ports import (
    ClosedToApps,
    DictLinks,
    DictMessages,
    DictSounds,
    DictSpotify,
    EchoEngine,
    ListCatalogue,
    OneModel,
    PaintedPictures,
    SettableClock,
    snapshot,
    song,
    summary,
)

ADA, BOB = 1, 2
SONGS = [song(number) for number in range(40)]
MESSAGE, COPY = 900, 901
ART = {known.spotify_ids[0]: f"https://i.scdn.co/{known.id}" for known in SONGS}


class House:
    def __init__(self, art: dict[str, str] | None = None) -> None:
        self.spotify = DictSpotify({ADA: [snapshot(summary("list-1"), SONGS[:3])]}, art=art or {})
        self.messages = DictMessages()
        self.clock = SettableClock()
        self.cover_seconds = COVER_SECONDS
        self.sounds = DictSounds()
        self.pictures = PaintedPictures()
        self.lists = self.opened()

    def opened(self) -> Lists:
        """The service as a restarted bot builds it: only the stored states are the same."""
        recommend = RecommendService(
            spotify=self.spotify,
            models=OneModel(ListCatalogue(SONGS), EchoEngine(SONGS)),
            links=DictLinks(ADA),
            parse_playlist=str,
        )
        return Lists(
            recommend,
            SimilarService(recommend, self.sounds),
            self.spotify,
            self.pictures,
            Posts(self.messages, self.clock, days=30),
            cover_seconds=self.cover_seconds,
        )

    async def create(self, *, private: bool = True, **request: object) -> Shown:
        asked = RecommendRequest(ADA, **{"playlist": "list-1", "count": 12, **request})  # type: ignore[arg-type]
        return await self.lists.create(asked, message_id=MESSAGE, private=private)

    def state(self, shown: Shown) -> MessageState:
        return self.messages.states[shown.state_id]


def titles(shown: Shown) -> list[str]:
    return [item.title for item in shown.post.items]


async def test_pages_hold_ten_songs_without_covers_and_five_with() -> None:
    assert len(titles(await House().create())) == 10
    with_covers = await House(ART).create()
    assert titles(with_covers) == [f"Song {number}" for number in range(3, 8)]
    assert [item.cover_url for item in with_covers.post.items] == [f"https://i.scdn.co/{n}" for n in range(3, 8)]


async def test_covers_are_asked_for_page_by_page() -> None:
    house = House(ART)
    shown = await house.create()
    assert house.spotify.calls == ["playlist", "covers"]
    turned = await house.lists.turn(shown.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE)
    assert [item.cover_url for item in turned.post.items] == [f"https://i.scdn.co/{n}" for n in range(8, 13)]
    assert house.spotify.calls == ["playlist", "covers", "covers"]


async def test_covers_are_not_kept_with_the_list() -> None:
    house = House(ART)
    shown = await house.create(playlist=None, vibe="rain")
    await house.lists.turn(shown.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE)
    copy = await house.lists.copy(shown.state_id, user_id=ADA, message_id=MESSAGE)
    kept = await house.lists.shared(shown.state_id, copy, user_id=ADA, message_id=MESSAGE, copy_message_id=COPY)
    assert "i.scdn.co" not in str(house.messages.states)
    assert all(item.cover_url for item in (*copy.post.items, *kept.post.items))


async def test_a_turned_page_has_the_playlists_cover_of_today() -> None:
    house = House()
    house.spotify.playlists[ADA] = [snapshot(summary("list-1", cover_url="https://image.example/old"), SONGS[:3])]
    shown = await house.create()
    assert shown.post.answer.source is not None
    assert shown.post.answer.source.cover_url == "https://image.example/old"
    house.spotify.cached[ADA] = (summary("list-1", cover_url="https://image.example/new"),)
    turned = await house.lists.turn(shown.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE)
    assert turned.post.answer.source is not None
    assert turned.post.answer.source.cover_url == "https://image.example/new"


async def test_answer_does_not_depend_on_covers() -> None:
    house = House(ART)
    house.spotify.refusal = ClosedToApps()
    shown = await house.create(playlist=None, vibe="rain")
    assert len(titles(shown)) == 10


async def test_answer_does_not_wait_for_covers_that_do_not_come() -> None:
    house = House(ART)
    house.spotify.hold = asyncio.Event()
    house.cover_seconds = 0.01
    house.lists = house.opened()
    shown = await house.create(playlist=None, vibe="rain")
    assert len(titles(shown)) == 10


async def test_buttons_lead_where_they_say_also_after_a_restart() -> None:
    house = House(ART)
    shown = await house.create()  # 12 songs, five on a page: three pages
    for to, page in (
        (Turn.NEXT, 1),
        (Turn.NEXT, 2),
        (Turn.NEXT, 2),
        (Turn.FIRST, 0),
        (Turn.PREVIOUS, 0),
        (Turn.LAST, 2),
        (Turn.PREVIOUS, 1),
    ):
        turned = await house.opened().turn(shown.state_id, to, user_id=ADA, message_id=MESSAGE)
        assert turned.post.page == page
    assert titles(turned) == [f"Song {number}" for number in range(8, 13)]


async def test_shuffled_answers_hold_the_same_songs_in_an_order_that_stays() -> None:
    house = House()
    best = await house.create()
    shuffled = await house.create(order=Order.SHUFFLE)
    names = [item.title for item in shuffled.post.answer.items]
    assert sorted(names) == sorted(item.title for item in best.post.answer.items)
    assert names != [item.title for item in best.post.answer.items]
    await house.lists.turn(shuffled.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE)
    back = await house.lists.turn(shuffled.state_id, Turn.PREVIOUS, user_id=ADA, message_id=MESSAGE)
    assert [item.title for item in back.post.answer.items] == names


async def test_others_hear_whose_list_it_is() -> None:
    house = House()
    shown = await house.create()
    with pytest.raises(PostNotYours) as caught:
        await house.lists.turn(shown.state_id, Turn.NEXT, user_id=BOB, message_id=MESSAGE)
    assert f"<@{ADA}>" in caught.value.sentence


@pytest.mark.parametrize(("days", "gone"), [(29, False), (31, True)])
async def test_buttons_end_after_thirty_days(days: int, gone: bool) -> None:
    house = House()
    shown = await house.create()
    house.clock.advance(days=days)
    if not gone:
        await house.lists.turn(shown.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE)
        return
    with pytest.raises(PostGone):
        await house.lists.turn(shown.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE)


async def test_buttons_copied_to_another_message_do_nothing() -> None:
    house = House()
    shown = await house.create()
    with pytest.raises(PostGone):
        await house.lists.turn(shown.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE + 1)
    with pytest.raises(PostGone):
        await house.lists.turn("x" * 22, Turn.NEXT, user_id=ADA, message_id=MESSAGE)


async def test_what_another_version_stored_is_gone() -> None:
    house = House()
    shown = await house.create()
    house.messages.states[shown.state_id] = replace(house.state(shown), payload={"songs": []})
    with pytest.raises(PostGone):
        await house.lists.turn(shown.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE)


async def test_state_names_owner_message_and_account() -> None:
    house = House()
    state = house.state(await house.create())
    assert (state.owner_id, state.message_id, state.account_id) == (ADA, MESSAGE, "account-1")
    assert house.state(await house.create(playlist=None, vibe="rain")).account_id is None


async def test_ids_cannot_be_guessed() -> None:
    house = House()
    ids = {(await house.create()).state_id for _ in range(20)}
    # 22 base64 characters are 132 bits, of which 128 are random.
    assert len(ids) == 20
    assert {len(state_id) for state_id in ids} == {22}


async def test_sharing_posts_the_same_page_under_buttons_of_its_own() -> None:
    house = House(ART)
    shown = await house.create()
    await house.lists.turn(shown.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE)
    copy = await house.lists.copy(shown.state_id, user_id=ADA, message_id=MESSAGE)
    kept = await house.lists.shared(shown.state_id, copy, user_id=ADA, message_id=MESSAGE, copy_message_id=COPY)
    assert (copy.post.private, copy.post.page) == (False, 1)
    assert kept.post.shared
    assert house.state(copy).message_id == COPY
    turned = await house.lists.turn(copy.state_id, Turn.NEXT, user_id=ADA, message_id=COPY)
    assert turned.post.page == 2
    # The private list stays where it was.
    assert (await house.lists.turn(shown.state_id, Turn.FIRST, user_id=ADA, message_id=MESSAGE)).post.page == 0
    with pytest.raises(PostNotYours):
        await house.lists.turn(copy.state_id, Turn.NEXT, user_id=BOB, message_id=COPY)


async def test_nobody_else_shares_a_private_list() -> None:
    house = House()
    shown = await house.create()
    with pytest.raises(PostNotYours):
        await house.lists.copy(shown.state_id, user_id=BOB, message_id=MESSAGE)
