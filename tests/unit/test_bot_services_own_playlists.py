"""A person's own playlists: offered from the cache, read where nobody waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.errors import NotLinked
from bot.services.background import Background
from bot.services.own_playlists import ACTIVE_FOR, STALE_AFTER, OwnPlaylists
from tests.support.ports import DictSpotify, SettableClock, snapshot, summary

ADA, BOB = 1, 2


class House:
    def __init__(self, background: Background) -> None:
        lists = [summary("a", "Road Trip"), summary("b", "Trip hop"), summary("c", "Not mine", readable=False)]
        self.spotify = DictSpotify({ADA: [snapshot(item, []) for item in lists]})
        self.clock = SettableClock()
        self.own = OwnPlaylists(self.spotify, background, self.clock)

    async def names(self, text: str = "") -> list[str]:
        return [playlist.name for playlist in await self.own.complete(ADA, text)]

    async def reads(self) -> int:
        """How often the list was read so far, once what has been started has come that far."""
        for _ in range(5):
            await asyncio.sleep(0)
        return self.spotify.calls.count("refresh_own_playlists")


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with Background() as background:
        yield House(background)


async def test_completion_never_asks_spotify(house: House) -> None:
    assert await house.names() == []
    assert await house.reads() == 0


async def test_completion_offers_readable_playlists_those_that_begin_so_first(house: House) -> None:
    await house.own.read(ADA)
    assert await house.names() == ["Road Trip", "Trip hop"]
    assert await house.names("TRIP") == ["Trip hop", "Road Trip"]
    assert await house.names("mine") == []
    house.spotify.cached[ADA] = tuple(summary(str(number)) for number in range(30))
    assert len(await house.names()) == 25


async def test_first_reading_waits_later_ones_come_from_the_cache(house: House) -> None:
    assert [playlist.name for playlist in await house.own.read(ADA)] == ["Road Trip", "Trip hop"]
    await house.own.read(ADA)
    assert await house.reads() == 1


async def test_what_spotify_refuses_is_raised_to_who_waits(house: House) -> None:
    with pytest.raises(NotLinked):
        await house.own.read(BOB)


async def test_stale_list_is_shown_at_once_and_read_again_behind(house: House) -> None:
    await house.own.read(ADA)
    house.clock.advance(seconds=STALE_AFTER.total_seconds())
    house.spotify.hold = asyncio.Event()
    assert len(await house.own.read(ADA)) == 2  # does not wait for Spotify, which does not answer
    assert await house.reads() == 2


async def test_several_wishes_are_one_reading(house: House) -> None:
    house.spotify.hold = asyncio.Event()
    for _ in range(3):
        house.own.refresh_soon(ADA)
    assert await house.reads() == 1
    house.spotify.hold.set()
    await house.spotify.refreshed.wait()
    await asyncio.sleep(0)
    house.own.refresh_soon(ADA)
    assert await house.reads() == 2


async def test_lists_of_active_people_are_kept_fresh(house: House) -> None:
    await house.names()  # Ada types: from now on her list is worth a call
    await house.own.refresh_stale()
    assert await house.reads() == 1
    await house.own.refresh_stale()
    assert await house.reads() == 1
    house.clock.advance(seconds=STALE_AFTER.total_seconds())
    await house.own.refresh_stale()
    assert await house.reads() == 2
    house.clock.advance(seconds=ACTIVE_FOR.total_seconds())
    await house.own.refresh_stale()
    assert await house.reads() == 2


async def test_people_without_a_link_cost_one_attempt(house: House) -> None:
    house.own.seen(BOB)
    for _ in range(3):
        await house.own.refresh_stale()
        assert await house.reads() == 1


async def test_unlinking_ends_a_reading_under_way(house: House) -> None:
    house.spotify.hold = asyncio.Event()
    house.own.refresh_soon(ADA)
    await house.reads()
    house.own.forget(ADA)
    house.spotify.hold.set()
    await house.reads()
    assert ADA not in house.spotify.cached
    await house.own.refresh_stale()
    assert await house.reads() == 1
