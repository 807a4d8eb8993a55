"""The chain: what is kept, what is asked for, who waits for it and for how long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.ports import Heard
from bot.services.background import Background
from bot.settings import load_settings
from bot.sounds.breaker import FAILURES, FIRST_PAUSE
from bot.sounds.chain import MOST_PENDING, UNKNOWN_SHARE, SoundChain
from bot.sounds.guarded import LONGEST_WAIT, PAUSE, GuardedProvider
from bot.sounds.opening import open_sounds
from bot.sounds.provider import NotNow
from bot.storage.connections import READERS
from playground.reccobeats import ReccoBeatsPlayground, made_up
from playground.spotify.world import identify
from recsys.sound import Sound
from tests.support.sounds import ANOTHER, LIFE, PATIENCE, ROOM, SOMEBODY, Listening, ids, listening
from tests.support.spotify import open_house

DANCE = Sound(danceability=0.9, energy=0.8, tempo=124.0)


@dataclass
class FewSongs:
    """A provider that knows these songs, and keeps track of what it is asked."""

    songs: Mapping[str, Sound] = field(default_factory=dict)
    name: str = "few"
    batch: int = 100
    at_once: int = 2
    life: timedelta = LIFE
    playground: bool = False
    trouble: Exception | None = None
    asked: list[Sequence[str]] = field(default_factory=list)

    async def read(self, spotify_ids: Sequence[str], *, user_id: int) -> Mapping[str, Sound]:
        self.asked.append(spotify_ids)
        if self.trouble:
            raise self.trouble
        return self.songs


class Closing(Background):
    """As if it closed in the moment in which work is given to it."""

    def start(self, job: Coroutine[Any, Any, object], name: str) -> asyncio.Task[None]:
        task = super().start(job, name)
        task.cancel()
        return task


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Listening]:
    async with listening(tmp_path) as opened:
        yield opened


@asynccontextmanager
async def all_readers_taken(house: Listening) -> AsyncIterator[None]:
    """As if other look-ups held every connection for reading."""
    async with AsyncExitStack() as stack:
        for _ in range(READERS):
            await stack.enter_async_context(house.database.links._connections.read())
        yield


def know(house: Listening, spotify_ids: Sequence[str]) -> None:
    for each in spotify_ids:
        house.reccobeats.add(each)


async def hear(house: Listening, spotify_ids: Sequence[str], seconds: float = PATIENCE) -> Heard:
    return await house.chain.of(spotify_ids, user_id=SOMEBODY, seconds=seconds)


async def until_settled(house: Listening, spotify_ids: Sequence[str]) -> Heard:
    """What is known once nothing is pending any more."""
    heard = await hear(house, spotify_ids)
    assert not heard.pending
    return heard


class TestAsking:
    async def test_what_it_heard_comes_back_with_its_source(self, house: Listening) -> None:
        asked = ids(3)
        know(house, asked[:2])
        heard = await hear(house, asked)
        assert heard.sounds == {each: Sound.of(made_up(each)) for each in asked[:2]}
        assert heard.coverage == {"ReccoBeats": 2}
        assert heard.pending == 0

    async def test_batches_are_never_larger_than_a_request_takes(self, house: Listening) -> None:
        asked = ids(95)
        know(house, asked)
        assert len((await hear(house, asked)).sounds) == 95
        assert sorted(map(len, house.reccobeats.calls)) == [15, 40, 40]
        assert house.reccobeats.dropped == 0

    async def test_only_a_few_requests_are_under_way(self, house: Listening) -> None:
        asked = ids(400)
        know(house, asked)
        house.reccobeats.seconds = 0.02
        assert len((await hear(house, asked)).sounds) == 400
        assert house.reccobeats.most_at_once == house.provider.at_once

    async def test_two_who_ask_for_the_same_song_make_one_request(self, house: Listening) -> None:
        first, second = ids(60), ids(60, start=30)
        know(house, ids(90))
        held = [house.reccobeats.hold() for _ in range(3)]
        one = asyncio.create_task(house.chain.of(first, user_id=SOMEBODY, seconds=PATIENCE))
        await held[1].arrived.wait()
        other = asyncio.create_task(house.chain.of(second, user_id=ANOTHER, seconds=PATIENCE))
        await held[2].arrived.wait()
        for each in held:
            each.release.set()
        assert set((await one).sounds) == set(first)
        assert set((await other).sounds) == set(second)
        assert sorted(each for call in house.reccobeats.calls for each in call) == ids(90)

    async def test_an_id_given_twice_is_asked_for_once(self, house: Listening) -> None:
        know(house, ids(1))
        assert (await hear(house, ids(1) * 3)).coverage == {"ReccoBeats": 1}
        assert house.reccobeats.calls == [ids(1)]

    async def test_what_is_no_spotify_id_goes_nowhere(self, house: Listening) -> None:
        odd = ["", "short", "a" * 23, "é" * 22, ("a" * 20) + "&x", "a,b" + "c" * 19, "0" * 21 + "\n"]
        assert await hear(house, odd) == Heard()
        assert house.reccobeats.calls == []

    async def test_who_gives_up_waiting_ends_nothing(self, house: Listening) -> None:
        know(house, ids(1))
        held = house.reccobeats.hold()
        asking = asyncio.create_task(hear(house, ids(1)))
        await held.arrived.wait()
        asking.cancel()
        held.release.set()
        assert len((await until_settled(house, ids(1))).sounds) == 1
        assert len(house.reccobeats.calls) == 1


class TestTime:
    async def test_a_slow_provider_does_not_keep_anybody_waiting(self, house: Listening) -> None:
        quick, slow = ids(40), ids(40, start=40)
        know(house, quick + slow)
        await until_settled(house, quick)
        held = house.reccobeats.hold()
        started = time.monotonic()
        heard = await hear(house, quick + slow, seconds=0.1)
        assert time.monotonic() - started < PATIENCE / 2
        assert set(heard.sounds) == set(quick)
        assert heard.pending == 40
        held.release.set()
        assert len((await until_settled(house, slow)).sounds) == 40
        assert len(house.reccobeats.calls) == 2, "the next time finds what the background has fetched"

    async def test_what_has_come_in_counts_though_the_rest_is_late(self, house: Listening) -> None:
        asked = ids(80)
        know(house, asked)
        held = house.reccobeats.hold()  # one of the two batches
        heard = await hear(house, asked, seconds=1)
        assert (len(heard.sounds), heard.pending) == (40, 40)
        held.release.set()

    async def test_a_busy_database_does_not_keep_anybody_waiting_either(self, house: Listening) -> None:
        know(house, ids(1))
        async with all_readers_taken(house):
            started = time.monotonic()
            heard = await hear(house, ids(1), seconds=0.1)
        assert time.monotonic() - started < PATIENCE / 2
        assert heard == Heard({}, 0, {"ReccoBeats": 0})

    async def test_a_database_that_is_gone_is_no_reason_to_fail(self, house: Listening) -> None:
        await house.database.links._connections.close()
        assert await hear(house, ids(1)) == Heard({}, 0, {"ReccoBeats": 0})

    async def test_no_more_is_under_way_than_there_is_room_for(self, house: Listening) -> None:
        held = [house.reccobeats.hold() for _ in range(4)]
        asked = ids(MOST_PENDING + 100)
        heard = await hear(house, asked, seconds=1)
        assert heard.pending == MOST_PENDING
        for each in held:
            each.release.set()

    async def test_shutting_down_ends_what_is_under_way(self, house: Listening) -> None:
        held = house.reccobeats.hold()
        asking = asyncio.create_task(hear(house, ids(50), seconds=60))
        await held.arrived.wait()
        await house.background.close()
        assert (await asyncio.wait_for(asking, PATIENCE)).sounds == {}

    async def test_what_never_began_does_not_keep_anybody_waiting(self, house: Listening) -> None:
        house.chain = SoundChain(
            [GuardedProvider(house.provider, house.clock)], house.database.sounds, Closing(), house.clock, most=ROOM
        )
        assert (await asyncio.wait_for(hear(house, ids(50), seconds=60), PATIENCE)).sounds == {}
        assert house.reccobeats.calls == []


class TestKeeping:
    async def test_what_was_heard_is_not_asked_for_again(self, house: Listening) -> None:
        know(house, ids(2)[:1])
        first = await until_settled(house, ids(2))
        assert await hear(house, ids(2)) == first
        assert len(house.reccobeats.calls) == 1

    async def test_a_restarted_bot_still_knows_it(self, house: Listening) -> None:
        know(house, ids(1))
        first = await until_settled(house, ids(1))
        assert await house.over(house.provider).of(ids(1), user_id=ANOTHER, seconds=PATIENCE) == first
        assert len(house.reccobeats.calls) == 1

    async def test_unknown_songs_are_asked_for_again_sooner(self, house: Listening) -> None:
        known, unknown = ids(2)
        know(house, [known])
        await until_settled(house, [known, unknown])
        house.clock.advance(seconds=(LIFE * UNKNOWN_SHARE).total_seconds() - 1)
        await until_settled(house, [known, unknown])
        house.clock.advance(seconds=1)
        await until_settled(house, [known, unknown])
        assert house.reccobeats.calls == [[known, unknown], [unknown]]
        house.clock.advance(seconds=LIFE.total_seconds())
        await until_settled(house, [known])
        assert house.reccobeats.calls[-1] == [known]

    async def test_nonsense_about_a_song_is_no_knowledge(self, house: Listening) -> None:
        few = FewSongs({ids(1)[0]: Sound(), ids(2)[1]: DANCE})
        heard = await house.over(few).of(ids(2), user_id=SOMEBODY, seconds=PATIENCE)
        assert heard.sounds == {ids(2)[1]: DANCE}

    async def test_the_cache_stays_within_its_bound(self, house: Listening) -> None:
        few = FewSongs(dict.fromkeys(ids(30), DANCE), batch=10)
        small = house.over(few, most=12)
        await small.of(ids(30), user_id=SOMEBODY, seconds=PATIENCE)
        kept = await house.database.sounds.get(["few"], ids(30), house.clock.now())
        assert len(kept) == 12

    async def test_nobody_who_asked_is_written_down(self, house: Listening, tmp_path: Path) -> None:
        know(house, ids(1))
        await house.chain.of(ids(1), user_id=7_777_777_777, seconds=PATIENCE)
        await house.database.links._connections.close()
        files = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
        assert ids(1)[0].encode() in files
        assert b"7777777777" not in files
        assert (7_777_777_777).to_bytes(6, "big") not in files


class TestSeveralProviders:
    async def test_each_is_asked_for_what_those_before_it_do_not_know(self, house: Listening) -> None:
        one, two, three = ids(3)
        first, second = FewSongs({one: DANCE}, "first"), FewSongs({two: Sound(energy=0.5)}, "second")
        heard = await house.over(first, second).of([one, two, three], user_id=SOMEBODY, seconds=PATIENCE)
        assert heard.sounds == {one: DANCE, two: Sound(energy=0.5)}
        assert heard.coverage == {"first": 1, "second": 1}
        assert [first.asked, second.asked] == [[[one, two, three]], [[two, three]]]

    async def test_one_that_is_switched_on_later_is_asked_for_the_unknown_only(self, house: Listening) -> None:
        one, two = ids(2)
        first, second = FewSongs({one: DANCE}, "first"), FewSongs({two: DANCE}, "second")
        await house.over(first).of([one, two], user_id=SOMEBODY, seconds=PATIENCE)
        heard = await house.over(first, second).of([one, two], user_id=SOMEBODY, seconds=PATIENCE)
        assert heard.coverage == {"first": 1, "second": 1}
        assert [len(first.asked), second.asked] == [1, [[two]]]

    async def test_what_a_provider_said_that_is_switched_off_does_not_count(self, house: Listening) -> None:
        first, second = FewSongs(dict.fromkeys(ids(1), DANCE), "first"), FewSongs(name="second")
        await house.over(first).of(ids(1), user_id=SOMEBODY, seconds=PATIENCE)
        heard = await house.over(second).of(ids(1), user_id=SOMEBODY, seconds=PATIENCE)
        assert heard == Heard({}, 0, {"second": 0})

    async def test_one_that_fails_leaves_the_songs_to_the_next(self, house: Listening) -> None:
        bug, second = FewSongs(name="first", trouble=ZeroDivisionError()), FewSongs(dict.fromkeys(ids(2), DANCE), "b")
        heard = await house.over(bug, second).of(ids(2), user_id=SOMEBODY, seconds=PATIENCE)
        assert heard.coverage == {"first": 0, "b": 2}

    async def test_what_it_did_not_answer_is_not_remembered_as_unknown(self, house: Listening) -> None:
        few = FewSongs(dict.fromkeys(ids(1), DANCE), trouble=NotNow())
        busy = house.over(few)
        assert (await busy.of(ids(1), user_id=SOMEBODY, seconds=PATIENCE)).sounds == {}
        few.trouble = None
        assert (await busy.of(ids(1), user_id=SOMEBODY, seconds=PATIENCE)).coverage == {"few": 1}

    async def test_made_up_songs_reach_no_real_provider(self, house: Listening) -> None:
        made, real = identify("track", "Made up"), ids(1)[0]
        few = FewSongs({made: DANCE, real: DANCE})
        heard = await house.over(few).of([made, real], user_id=SOMEBODY, seconds=PATIENCE)
        assert few.asked == [[real]]
        assert list(heard.sounds) == [real], "what it says of songs that it was not asked for does not count"
        assert (heard.pending, heard.coverage) == (0, {"few": 1})
        know(house, [made])
        assert list((await hear(house, [made])).sounds) == [made]  # a loopback one may


class TestTrouble:
    async def test_a_short_limit_is_waited_out_in_the_background(self, house: Listening) -> None:
        know(house, ids(1))
        house.reccobeats.fail(429, retry_after="3")
        assert len((await hear(house, ids(1))).sounds) == 1
        assert house.naps.taken == [PAUSE, 3 - PAUSE]  # together as long as it asked for

    async def test_a_long_limit_is_kept_for_everybody(self, house: Listening) -> None:
        know(house, ids(1))
        house.reccobeats.fail(429, retry_after="600")
        assert await hear(house, ids(1)) == Heard({}, 0, {"ReccoBeats": 0})
        house.clock.advance(seconds=600 - LONGEST_WAIT - 1)
        assert (await hear(house, ids(1))).sounds == {}
        assert len(house.reccobeats.calls) == 1
        house.clock.advance(seconds=LONGEST_WAIT + 1)
        assert len((await hear(house, ids(1))).sounds) == 1

    async def test_nobody_else_asks_while_a_limit_is_waited_out(self, house: Listening) -> None:
        know(house, ids(200))
        house.naps.wake.clear()
        house.reccobeats.fail(429, retry_after="5", times=4)  # the four that may be under way
        heard = await hear(house, ids(200), seconds=1)
        assert heard.pending == 200
        assert len(house.reccobeats.calls) == 4
        house.naps.wake.set()
        assert len((await until_settled(house, ids(200))).sounds) == 200

    @pytest.mark.parametrize("status", [500, 502, 503])
    async def test_an_accident_is_tried_again_once(self, house: Listening, status: int) -> None:
        know(house, ids(1))
        house.reccobeats.fail(status)
        assert len((await hear(house, ids(1))).sounds) == 1
        house.reccobeats.fail(status, times=2)
        assert (await hear(house, ids(1, start=1))) == Heard({}, 0, {"ReccoBeats": 0})
        assert len(house.reccobeats.calls) == 4

    async def test_one_that_is_down_is_left_alone_until_one_request_got_through(self, house: Listening) -> None:
        know(house, ids(200))
        house.reccobeats.fail(503, times=100)
        assert await hear(house, ids(200)) == Heard({}, 0, {"ReccoBeats": 0})
        asked = len(house.reccobeats.calls)
        assert FAILURES <= asked <= FAILURES + house.provider.at_once
        started = time.monotonic()
        assert await hear(house, ids(200)) == Heard({}, 0, {"ReccoBeats": 0})
        assert time.monotonic() - started < PATIENCE / 2
        assert len(house.reccobeats.calls) == asked
        house.clock.advance(seconds=FIRST_PAUSE)
        assert (await hear(house, ids(40))).sounds == {}
        assert len(house.reccobeats.calls) == asked + 1, "one request tries"
        house.reccobeats.recover()
        house.clock.advance(seconds=2 * FIRST_PAUSE)
        assert len((await hear(house, ids(40))).sounds) == 40

    async def test_unreadable_answers_are_a_failure_and_not_kept(self, house: Listening) -> None:
        know(house, ids(1))
        house.reccobeats.say('{"content": [')
        assert (await hear(house, ids(1))).sounds == {}
        assert len((await hear(house, ids(1))).sounds) == 1

    async def test_a_slow_one_opens_the_breaker_too(self, tmp_path: Path) -> None:
        async with listening(tmp_path, patience=0.05) as house:
            house.reccobeats.delay(1, times=100)
            for start in range(FAILURES):
                assert (await hear(house, ids(1, start=start))).sounds == {}
            await hear(house, ids(1, start=99))
            assert len(house.reccobeats.calls) == FAILURES


class TestOpening:
    async def test_with_everything_switched_off_it_answers_from_nothing(self, tmp_path: Path) -> None:
        async with open_house(tmp_path) as house, ReccoBeatsPlayground() as reccobeats:
            settings = load_settings(_env_file=None, segue_reccobeats_base=reccobeats.base)
            store, notes = house.database.sounds, house.database.notes
            async with open_sounds(settings, store, notes, house.adapter.features(), house.clock) as sounds:
                assert await sounds.of(ids(3), user_id=SOMEBODY) == Heard({}, 0, {})
            assert reccobeats.calls == []
            assert house.spotify.calls == []

    async def test_what_is_switched_on_is_asked_in_its_order(self, tmp_path: Path) -> None:
        reccobeats_knows, spotify_knows, nobody_knows = ids(3)
        async with ReccoBeatsPlayground() as reccobeats:
            on = {"segue_reccobeats": True, "segue_spotify_features": True, "segue_reccobeats_base": reccobeats.base}
            async with open_house(tmp_path, **on) as house:
                reccobeats.add(reccobeats_knows)
                house.spotify.set_rules(audio_features=True)
                house.spotify.describe(spotify_knows, energy=0.5, tempo=90.0, valence=0.25)
                store, notes = house.database.sounds, house.database.notes
                async with open_sounds(house.settings, store, notes, house.adapter.features(), house.clock) as sounds:
                    heard = await sounds.of(ids(3), user_id=SOMEBODY, seconds=PATIENCE)
                now, whom = house.clock.now(), ["ReccoBeats", "Spotify"]
                kept = [await store.get(whom, ids(3), now + timedelta(hours=hours)) for hours in (0, 4, 24, 30 * 24)]
        assert heard.coverage == {"ReccoBeats": 1, "Spotify": 1}
        assert heard.sounds[spotify_knows] == Sound(energy=0.5, tempo=90.0, valence=0.25)
        missing = {reccobeats_knows: {"ReccoBeats"}, spotify_knows: set(whom), nobody_knows: set(whom)}
        assert {each: set(said) for each, said in kept[0].items()} == missing
        assert kept[0][nobody_knows] == {"ReccoBeats": None, "Spotify": None}
        # What Spotify returned is kept for a day, and for a sixth of it that it knows no such song.
        assert kept[1][nobody_knows] == {"ReccoBeats": None}
        assert set(kept[1][spotify_knows]) == set(whom)
        assert set(kept[2][spotify_knows]) == {"ReccoBeats"}
        assert kept[3] == {}
