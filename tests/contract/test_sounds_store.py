"""What every implementation of the SoundCache port does."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.ports import KeptSound, SoundCache
from bot.storage.database import Database
from bot.storage.sounds import Coverage
from recsys.sound import RANGES, Sound
from tests.support.accounts import ANN, NOON, HandClock, a_link, database_in

END = NOON + timedelta(days=30)
ROOM = 10_000
WHOLE = Sound(**{name: low + (high - low) / 4 for name, (low, high) in RANGES.items()})
DANCE = Sound(danceability=0.9, energy=0.8, tempo=124.0)


def kept(
    spotify_id: str, sound: Sound | None = DANCE, provider: str = "one", at: datetime = NOON, until: datetime = END
) -> KeptSound:
    return KeptSound(provider, spotify_id, sound, at, until)


@pytest.fixture
def cache(database: Database) -> SoundCache:
    return database.sounds


async def ids(cache: SoundCache, *wanted: str, now: datetime = NOON) -> list[str]:
    return sorted(await cache.get(["one", "two"], wanted, now))


async def test_a_sound_comes_back_with_its_source(cache: SoundCache) -> None:
    await cache.save([kept("a", WHOLE), kept("b", DANCE), kept("c", WHOLE, "two")], most=ROOM)
    found = await cache.get(["one", "two"], ["a", "b", "c", "d"], NOON)
    assert found == {"a": {"one": WHOLE}, "b": {"one": DANCE}, "c": {"two": WHOLE}}


async def test_that_a_provider_knows_no_such_song_is_kept_too(cache: SoundCache) -> None:
    await cache.save([kept("a", None)], most=ROOM)
    assert await cache.get(["one"], ["a", "b"], NOON) == {"a": {"one": None}}


async def test_each_provider_speaks_for_itself(cache: SoundCache) -> None:
    await cache.save([kept("a", None), kept("a", DANCE, "two")], most=ROOM)
    assert await cache.get(["one"], ["a"], NOON) == {"a": {"one": None}}
    assert await cache.get(["two"], ["a"], NOON) == {"a": {"two": DANCE}}
    assert await cache.get(["one", "two"], ["a"], NOON) == {"a": {"one": None, "two": DANCE}}
    assert await cache.get([], ["a"], NOON) == {}


async def test_how_much_each_provider_knew_is_counted(database: Database) -> None:
    rows = [kept("a"), kept("b", None), kept("c"), kept("a", None, "two"), kept("d", until=NOON + timedelta(days=1))]
    await database.sounds.save(rows, most=ROOM)

    assert await database.sounds.coverage(NOON + timedelta(days=2)) == {"one": Coverage(2, 3), "two": Coverage(0, 1)}
    assert await database.sounds.coverage(END) == {}


async def test_the_newest_word_counts(cache: SoundCache) -> None:
    await cache.save([kept("a", None, until=NOON + timedelta(days=1))], most=ROOM)
    later = NOON + timedelta(hours=1)
    await cache.save([kept("a", WHOLE, at=later)], most=ROOM)
    assert await cache.get(["one"], ["a"], later) == {"a": {"one": WHOLE}}


async def test_what_another_provider_says_later_counts_at_once(cache: SoundCache) -> None:
    await cache.save([kept("a", None), kept("b")], most=ROOM)
    assert await ids(cache, "a", "b") == ["a", "b"]
    await cache.save([kept("a", DANCE, "two")], most=ROOM)
    assert await cache.get(["one", "two"], ["a"], NOON) == {"a": {"one": None, "two": DANCE}}


async def test_reading_while_others_write_never_ends_with_old_news(cache: SoundCache) -> None:
    await cache.save([kept(each, None) for each in "abcd"], most=ROOM)
    for each in "abcd":
        await asyncio.gather(*(ids(cache, *"abcd") for _ in range(3)), cache.save([kept(each)], most=ROOM))
        assert (await cache.get(["one"], [each], NOON))[each] == {"one": DANCE}


async def test_everything_has_a_life_of_its_own(cache: SoundCache) -> None:
    soon = NOON + timedelta(days=3)
    await cache.save([kept("a"), kept("b", None, until=soon)], most=ROOM)
    assert await ids(cache, "a", "b", now=soon - timedelta(milliseconds=1)) == ["a", "b"]
    assert await ids(cache, "a", "b", now=soon) == ["a"]
    assert await ids(cache, "a", "b", now=END) == []


async def test_more_ids_than_one_statement_takes(cache: SoundCache) -> None:
    many = [f"{number:022}" for number in range(1201)]
    await cache.save([kept(each) for each in many], most=ROOM)
    assert await ids(cache, *many) == many


async def test_when_there_is_no_room_the_oldest_go(cache: SoundCache) -> None:
    # Ids are no ages: the oldest has the greatest one.
    aged = [kept(f"{9 - number}", at=NOON + timedelta(minutes=number)) for number in range(6)]  # "9" to "4"
    await cache.save(aged, most=6)
    assert await ids(cache, *"456789") == list("456789")
    await cache.save([kept("3", at=NOON + timedelta(hours=1))], most=4)
    assert await ids(cache, *"3456789") == list("3456")


async def test_asking_anew_makes_a_row_young_and_takes_no_more_room(cache: SoundCache) -> None:
    await cache.save([kept("a"), kept("b", at=NOON + timedelta(minutes=1))], most=2)
    await cache.save([kept("a", at=NOON + timedelta(minutes=2))], most=2)
    await cache.save([kept("c", at=NOON + timedelta(minutes=3))], most=2)
    assert await ids(cache, "a", "b", "c") == ["a", "c"]


async def test_more_at_once_than_there_is_room(cache: SoundCache) -> None:
    await cache.save([kept(each, at=NOON + timedelta(seconds=place)) for place, each in enumerate("abcde")], most=3)
    assert await ids(cache, *"abcde") == ["c", "d", "e"]


async def test_many_who_write_at_once(cache: SoundCache) -> None:
    batches = [[kept(f"{batch}-{number}") for number in range(40)] for batch in range(8)]
    await asyncio.gather(*(cache.save(batch, most=ROOM) for batch in batches))
    names = sorted(each.spotify_id for batch in batches for each in batch)
    assert await ids(cache, *names) == names


async def test_nothing_to_save_is_fine(cache: SoundCache) -> None:
    await cache.save([], most=ROOM)
    assert await ids(cache, "a") == []


async def test_the_sweep_deletes_what_is_too_old_and_nothing_else(cache: SoundCache) -> None:
    await cache.save([kept("a"), kept("b", None, until=NOON + timedelta(days=3))], most=ROOM)
    assert await cache.sweep(NOON) == 0
    assert await cache.sweep(NOON + timedelta(days=3)) == 1
    assert await ids(cache, "a", "b") == ["a"]


async def test_songs_stay_when_somebody_leaves(cache: SoundCache, database: Database) -> None:
    await database.links.save(a_link(ANN, "ann"), SecretStr("refresh-1"))
    await cache.save([kept("a")], most=ROOM)
    await database.links.delete(ANN)
    assert await ids(cache, "a") == ["a"]


async def test_it_survives_a_restart(tmp_path: Path) -> None:
    async with database_in(tmp_path, HandClock()) as database:
        await database.sounds.save([kept("a", WHOLE)], most=ROOM)
    async with database_in(tmp_path, HandClock()) as database:
        assert await database.sounds.get(["one"], ["a"], NOON) == {"a": {"one": WHOLE}}
