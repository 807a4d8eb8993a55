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
from bot.spotify.links import parse_link
from recsys.domain import Song
from recsys.sound import SortBy, Sound
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
    owned_by,
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

    def opened(self, songs: list[Song] = SONGS) -> Lists:
        """The service as a restarted bot builds it: only the stored states are the same."""
        recommend = RecommendService(
            spotify=self.spotify,
            models=OneModel(ListCatalogue(songs), EchoEngine(songs)),
            links=DictLinks(ADA),
            parse_playlist=str,
            parse_link=parse_link,
            owned=owned_by(self.spotify, self.clock),
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


def _numbered(songs: list[Song]) -> list[Song]:
    return [replace(known, id=place) for place, known in enumerate(songs)]


def all_titles(shown: Shown) -> set[str]:
    return {item.title for item in shown.post.answer.items}


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


# ---------------------------------------------------------------- by sound


def sounding(house: House) -> None:
    """The later a song comes in the list, the nearer it is to the playlist's songs 0 to 2."""
    for known in SONGS:
        energy = 0.5 if known.id < 3 else 0.9 - known.id / 100
        house.sounds.sounds[known.spotify_ids[0]] = Sound(energy=energy, valence=0.5, danceability=0.5, tempo=100.0)


async def similar(house: House, sort_by: SortBy = SortBy.OVERALL, **request: object) -> Shown:
    asked = RecommendRequest(ADA, **{"playlist": "list-1", "count": 12, **request})  # type: ignore[arg-type]
    return await house.lists.create_similar(asked, sort_by, message_id=MESSAGE, private=True)


async def test_both_orders_are_kept_and_survive_a_restart() -> None:
    house = House()
    sounding(house)
    shown = await similar(house)
    assert titles(shown) == [f"Song {number}" for number in range(14, 4, -1)]
    assert shown.picture is not None
    assert "100" in repr(shown.picture)
    again = house.opened()
    at = {"user_id": ADA, "message_id": MESSAGE}
    best = await again.reorder(shown.state_id, Order.BEST, **at)
    assert titles(best) == [f"Song {number}" for number in range(3, 13)]
    assert best.picture is None
    shuffled = await again.reorder(shown.state_id, Order.SHUFFLE, **at)
    assert titles(shuffled) == titles(await again.reorder(shown.state_id, Order.SHUFFLE, **at))
    assert titles(shuffled) not in (titles(best), titles(shown))
    assert titles(await again.turn(shown.state_id, Turn.NEXT, **at)) != titles(shuffled)
    assert titles(await again.reorder(shown.state_id, Order.SIMILAR, **at)) == titles(shown)
    assert len(house.sounds.asked) == 15  # once: 12 songs and 3 seeds


async def test_a_list_is_sorted_in_its_place() -> None:
    house = House()
    sounding(house)
    shown = await house.create()
    by_sound = await house.opened().by_sound(shown.state_id, user_id=ADA, message_id=MESSAGE)
    assert by_sound.state_id == shown.state_id
    assert all_titles(by_sound) == all_titles(shown)
    assert titles(by_sound) != titles(shown)
    assert by_sound.post.order is Order.SIMILAR
    assert by_sound.post.answer.compared is not None
    assert by_sound.post.private
    assert house.state(shown).account_id == f"account-{ADA}"


async def test_the_songs_that_stand_there_are_sorted_though_model_and_playlist_have_changed() -> None:
    house = House()
    sounding(house)
    shown = await house.create()
    house.spotify.playlists[ADA] = [snapshot(summary("list-1"), SONGS[:6])]  # three of which it recommended
    # Another model numbers its songs otherwise, and does not know Song 14.
    others = [known for known in reversed(SONGS) if known.title != "Song 14"]
    at = {"user_id": ADA, "message_id": MESSAGE}
    by_sound = await house.opened(_numbered(others)).by_sound(shown.state_id, **at)
    assert all_titles(by_sound) == all_titles(shown)
    assert by_sound.post.answer.compared is not None
    assert by_sound.post.answer.compared.known == 11
    unknown = next(item for item in by_sound.post.answer.items if item.title == "Song 14")
    assert unknown.match is not None
    assert unknown.match.score is None
    assert by_sound.post.answer.compared.seeds == 6


async def test_a_shuffled_list_that_is_sorted_knows_its_best_again() -> None:
    house = House()
    sounding(house)
    best = titles(await house.create())
    shown = await house.create(order=Order.SHUFFLE)
    at = {"user_id": ADA, "message_id": MESSAGE}
    await house.lists.by_sound(shown.state_id, **at)
    assert titles(shown) != best
    assert titles(await house.lists.reorder(shown.state_id, Order.BEST, **at)) == best


async def test_a_list_of_an_earlier_version_cannot_be_sorted() -> None:
    house = House()
    shown = await house.create()
    state = house.state(shown)
    house.messages.states[shown.state_id] = replace(state, payload={**state.payload, "request": None})
    with pytest.raises(PostGone):
        await house.lists.by_sound(shown.state_id, user_id=ADA, message_id=MESSAGE)


async def test_a_copy_gets_a_picture_of_its_own_if_there_is_one() -> None:
    house = House()
    sounding(house)
    shown = await similar(house)
    at = {"user_id": ADA, "message_id": MESSAGE}
    assert (await house.lists.copy(shown.state_id, **at)).picture == shown.picture
    house.pictures.paint = False
    bare = await house.lists.copy(shown.state_id, **at)
    assert bare.picture is None
    assert bare.post.answer.compared is not None
    assert not bare.post.answer.compared.pictured
    refused = await house.lists.without_picture(shown.state_id, **at)
    assert refused.post.answer.compared is not None
    assert not refused.post.answer.compared.pictured


async def test_a_page_without_covers_keeps_its_size_in_every_order() -> None:
    house = House()
    sounding(house)
    shown = await similar(house)
    house.spotify.art = ART
    best = await house.lists.reorder(shown.state_id, Order.BEST, user_id=ADA, message_id=MESSAGE)
    # Ten songs with covers would not fit into a message.
    assert len(best.post.items) == 10
    assert not any(item.cover_url for item in best.post.items)
