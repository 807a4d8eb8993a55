"""The loopback ReccoBeats is as strict, and as loose, as the real one is reported to be."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from playground.reccobeats import MOST_IDS, ReccoBeatsPlayground
from tests.support.sounds import ids


async def features(reccobeats: ReccoBeatsPlayground, query: str) -> tuple[int, list[str]]:
    """The status, and the Spotify ids of the answer in its order."""
    async with aiohttp.ClientSession() as session, session.get(f"{reccobeats.base}audio-features?{query}") as answer:
        content = (await answer.json()).get("content", [])
    return answer.status, [record["href"].rpartition("/")[2] for record in content]


async def test_what_is_beyond_the_fortieth_id_is_dropped_without_a_word() -> None:
    many = ids(MOST_IDS + 2)
    async with ReccoBeatsPlayground() as reccobeats:
        for each in many:
            reccobeats.add(each)
        status, found = await features(reccobeats, "ids=" + ",".join(many))
    assert status == 200
    assert sorted(found) == many[:MOST_IDS]
    assert reccobeats.dropped == 2


async def test_ids_may_be_repeated_or_joined_and_none_is_an_error() -> None:
    one, two, three = ids(3)
    async with ReccoBeatsPlayground() as reccobeats:
        for each in (one, two):
            reccobeats.add(each)
        assert sorted((await features(reccobeats, f"ids={one},{three}&ids={two}"))[1]) == [one, two]
        assert await features(reccobeats, "") == (400, [])


async def test_it_counts_what_is_asked_at_once() -> None:
    async with ReccoBeatsPlayground(seconds=0.1) as reccobeats:
        await asyncio.gather(*(features(reccobeats, f"ids={each}") for each in ids(3)))
    assert reccobeats.most_at_once == 3


@pytest.mark.parametrize(
    ("path", "headers", "named"),
    [("track", {}, "GET /v1/track"), ("audio-features?ids=x", {"Authorization": "Bearer x"}, "Authorization")],
)
async def test_a_route_or_a_token_that_it_does_not_expect_is_pointed_out(
    path: str, headers: dict[str, str], named: str
) -> None:
    async def ask() -> None:
        async with (
            ReccoBeatsPlayground() as reccobeats,
            aiohttp.ClientSession(headers=headers) as session,
            session.get(reccobeats.base + path),
        ):
            pass

    with pytest.raises(AssertionError, match=named):
        await ask()
