"""What goes together, as an answer, a list and a table: what is asked of the model, and what is made of it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from bot.services.answers import Item
from bot.services.lists import Lists, Turn
from bot.services.posts import PostGone, PostNotYours, Posts
from bot.services.recommend import RecommendService
from bot.services.rule_answers import MOST_RULES, RulesRequest, ShownRules
from bot.services.rule_lists import RuleLists, right_hand
from bot.services.rules import MOST_ROWS, NoRules, RulesService, SongUnknown
from bot.services.similar import SimilarService
from bot.spotify.links import parse_link
from recsys.domain import ReasonKind, Song
from recsys.rules_asked import Level
from tests.support.ports import (
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
from tests.support.rules import RULES, SONGS, Written, rules

ADA, BOB = 1, 2
MESSAGE, COPY, MADE = 900, 901, 902


class House:
    def __init__(
        self, songs: tuple[Song, ...] = SONGS, written: tuple[Written, ...] = RULES, most_rows: int = MOST_ROWS
    ) -> None:
        self.spotify = DictSpotify({ADA: [snapshot(summary("list-1"), SONGS[:2])]})
        self.messages, self.pictures, self.clock = DictMessages(), PaintedPictures(), SettableClock()
        self.engine = EchoEngine(songs)
        self.engine.learn(rules(written))
        recommend = RecommendService(
            spotify=self.spotify,
            models=(models := OneModel(ListCatalogue(songs), self.engine)),
            links=(links := DictLinks(ADA)),
            parse_playlist=str,
            parse_link=parse_link,
            owned=owned_by(self.spotify, self.clock),
        )
        posts = Posts(self.messages, self.clock, days=30)
        lists = Lists(recommend, SimilarService(recommend, DictSounds()), self.spotify, self.pictures, posts)
        self.service = RulesService(recommend, spotify=self.spotify, models=models, links=links, most_rows=most_rows)
        self.lists = RuleLists(self.service, lists, self.pictures, posts)

    async def create(self, **request: object) -> ShownRules:
        return await self.lists.create(
            RulesRequest(ADA, **request),
            message_id=MESSAGE,
            private=True,  # type: ignore[arg-type]
        )

    async def songs_of(self, shown: ShownRules) -> tuple[Item, ...]:
        made = await self.lists.as_list(shown.state_id, user_id=ADA, message_id=MESSAGE, list_message_id=MADE)
        return made.post.answer.items


@pytest.fixture
def house() -> House:
    return House()


# ---------------------------------------------------------------- asking


async def test_blank_texts_count_as_not_given(house: House) -> None:
    answer = await house.service.ask(RulesRequest(ADA, playlist=" ", song="", artist="\n"))
    assert (answer.of, answer.source) == (None, None)
    assert answer.total == len(RULES)


async def test_each_order_has_its_own_strongest_rules() -> None:
    written = tuple(
        ((36 + number // 35,), number % 35, (10 + number, 100 + 3 * number, 50)) for number in range(MOST_RULES + 20)
    )
    answer = await House(written=written).service.ask(RulesRequest(ADA, sort_by="jaccard"))
    assert answer.total == MOST_RULES + 20
    assert set(answer.orders) == {"confidence", "lift", "support", "jaccard"}
    assert {len(order) for order in answer.orders.values()} == {MOST_RULES}
    confident = [rule.confidence for rule in answer.ordered("confidence")]
    supported = [rule.playlists for rule in answer.ordered("support")]
    assert confident == sorted(confident, reverse=True)
    assert supported == sorted(supported, reverse=True)
    assert len(answer.rules) <= 4 * MOST_RULES


async def test_a_playlist_is_told_with_its_account_and_its_name_will_do(house: House) -> None:
    house.spotify.cached[ADA] = (summary("list-1", "Road Trip"),)
    answer = await house.service.ask(RulesRequest(ADA, playlist="list-1"))
    assert (answer.seeds, answer.known, answer.account_id) == (2, 2, f"account-{ADA}")
    assert answer.source is not None
    assert answer.source.name == "Road Trip"
    (asked, *_) = house.engine.asked_rules
    assert asked.playlist == (0, 1)
    assert (await house.service.ask(RulesRequest(ADA, song="Alpha - Song 0"))).account_id is None


async def test_a_linked_song_that_only_its_names_identify_is_read(house: House) -> None:
    link = "https://open.spotify.com/track/anotherIdOfSongNumber0"
    house.spotify.tracks["anotherIdOfSongNumber0"] = replace(snapshot(summary("x"), SONGS[:1]).tracks[0])
    assert (await house.service.ask(RulesRequest(ADA, song=link))).of is not None
    house.spotify.tracks.clear()
    with pytest.raises(SongUnknown):
        await house.service.ask(RulesRequest(ADA, song=link))


async def test_without_rules_spotify_is_not_even_asked(house: House) -> None:
    house.engine.model = replace(house.engine.model, rules=False)
    with pytest.raises(NoRules):
        await house.service.ask(RulesRequest(ADA, playlist="list-1"))
    assert house.spotify.calls == []


def test_an_artist_has_artists_beside_them_unless_songs_are_wanted() -> None:
    assert RulesRequest(ADA, artist="Alpha").items is Level.ARTISTS
    assert RulesRequest(ADA, artist="Alpha", level=Level.SONGS).items is Level.SONGS
    assert RulesRequest(ADA, song="x").items is RulesRequest(ADA).items is Level.SONGS


# ---------------------------------------------------------------- the table


async def test_the_table_is_cut_where_discord_would_not_take_it() -> None:
    table = await House(most_rows=5).service.table(RulesRequest(ADA), "support")
    rows = list(csv.DictReader(io.StringIO(table.csv.decode(), newline="")))
    assert (table.rows, table.total, len(rows)) == (5, len(RULES), 5)
    assert [int(row["playlists"]) for row in rows] == [312, 60, 45, 41, 40]


async def test_names_with_commas_and_quotes_come_back_from_the_table() -> None:
    odd = (song(0, 'He said "x", twice', "A; B"), *SONGS[1:])
    table = await House(odd).service.table(RulesRequest(ADA, song='A, B - He said "x", twice'), "confidence")
    rows = list(csv.DictReader(io.StringIO(table.csv.decode(), newline="")))
    assert {row["left"] for row in rows if row["right"].startswith("Song 4")} == {'He said "x", twice by A; B'}


# ---------------------------------------------------------------- the songs


async def test_songs_have_the_reason_of_their_strongest_rule(house: House) -> None:
    items = await house.songs_of(await house.create(playlist="list-1"))
    assert [(item.title, item.reason.playlists) for item in items] == [("Song 4", 45), ("Song 3", 30), ("Song 2", 312)]
    assert all(item.reason.kind is ReasonKind.TOGETHER for item in items)
    assert [one.title for one in items[2].reason.songs] == ["Song 0", "Song 1"]


async def test_no_song_comes_in_two_versions() -> None:
    live = (*SONGS[:4], song(4, "Song 3 - Live", SONGS[3].artist), *SONGS[5:])
    house = House(live)
    shown = await house.create(playlist="list-1")
    assert [rule.right.title for rule in right_hand(shown.post)] == ["Song 3 - Live", "Song 2"]
    content, songs = await house.lists.songs_file(shown.state_id, message_id=MESSAGE)
    assert (songs, len(content.decode().splitlines())) == (2, 3)


# ---------------------------------------------------------------- messages


async def test_only_the_owner_of_a_message_can_use_it(house: House) -> None:
    shown = await house.create()
    with pytest.raises(PostNotYours):
        await house.lists.turn(shown.state_id, Turn.NEXT, user_id=BOB, message_id=MESSAGE)
    with pytest.raises(PostGone):
        await house.lists.sort(shown.state_id, "lift", user_id=ADA, message_id=MESSAGE + 1)
    house.clock.advance(days=31)
    with pytest.raises(PostGone):
        await house.lists.songs_file(shown.state_id, message_id=MESSAGE)


async def test_a_page_beyond_the_last_is_the_last(house: House) -> None:
    shown = await house.create()
    for to, page in ((Turn.LAST, 3), (Turn.NEXT, 3), (Turn.FIRST, 0), (Turn.PREVIOUS, 0)):
        shown = await house.lists.turn(shown.state_id, to, user_id=ADA, message_id=MESSAGE)
        assert shown.post.page == page
        assert shown.post.pictured
        assert shown.picture is None  # the message keeps the one that it has


async def test_a_picture_that_cannot_be_drawn_is_not_spoken_of(house: House) -> None:
    assert (await house.create()).picture
    house.pictures.paint = False
    shown = await house.create()
    assert (shown.picture, shown.post.pictured) == (None, False)
    assert house.pictures.prepared == 2


async def test_what_another_version_has_stored_is_gone(house: House) -> None:
    shown = await house.create()
    state = house.messages.states[shown.state_id]
    house.messages.states[shown.state_id] = replace(state, payload={"answer": 1})
    with pytest.raises(PostGone):
        await house.lists.turn(shown.state_id, Turn.NEXT, user_id=ADA, message_id=MESSAGE)


async def test_states_go_with_the_account_that_they_draw_on(house: House) -> None:
    mine, all_ = await house.create(playlist="list-1"), await house.create()
    made = await house.lists.as_list(mine.state_id, user_id=ADA, message_id=MESSAGE, list_message_id=MADE)
    accounts = [house.messages.states[one.state_id].account_id for one in (mine, made, all_)]
    assert accounts == [f"account-{ADA}", f"account-{ADA}", None]


async def test_others_take_the_songs_along_without_the_playlist(house: House) -> None:
    shown = await house.create(playlist="list-1")
    made = await house.lists.as_list(shown.state_id, user_id=BOB, message_id=MESSAGE, list_message_id=MADE)
    assert made.post.answer.items == await house.songs_of(shown)
    assert made.post.request is not None
    assert (made.post.request.user_id, made.post.request.playlist) == (BOB, None)
    assert house.messages.states[made.state_id].owner_id == BOB


async def test_others_get_all_rules_of_the_catalogue_and_of_songs_but_not_of_a_playlist(house: House) -> None:
    every = await house.create()
    table = await house.lists.table_file(every.state_id, user_id=BOB, message_id=MESSAGE)
    assert table == await house.lists.table_file(every.state_id, user_id=ADA, message_id=MESSAGE)
    of_playlist = await house.create(playlist="list-1")
    with pytest.raises(PostNotYours):
        await house.lists.table_file(of_playlist.state_id, user_id=BOB, message_id=MESSAGE)


async def test_the_songs_can_be_written_by_anybody_who_sees_the_rules_once_for_all_copies(house: House) -> None:
    shown = await house.create(song="Alpha - Song 0")
    wanted = await house.lists.to_write(shown.state_id, message_id=MESSAGE)
    assert [one.title for one in wanted.songs] == [item.title for item in await house.songs_of(shown)]
    assert wanted.request is not None
    copy = await house.lists.copy(shown.state_id, user_id=ADA, message_id=MESSAGE)
    assert (await house.lists.to_write(copy.state_id, message_id=MADE)).list_id == wanted.list_id == shown.state_id
