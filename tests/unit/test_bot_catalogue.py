"""The song index for asyncio, over a real one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue import ThreadedCatalogue
from recsys.bundle import CATALOG
from recsys.domain import Track
from tests.support.scenes import JAZZ, METAL, song, spotify_id


@pytest.fixture
async def catalogue(trained_bundle: Path) -> AsyncIterator[ThreadedCatalogue]:
    async with ThreadedCatalogue(trained_bundle / CATALOG) as opened:
        yield opened


async def test_songs_are_known_by_their_id_or_their_names_in_the_order_asked(catalogue: ThreadedCatalogue) -> None:
    by_id = Track("Another title", ("Somebody",), spotify_id=spotify_id(JAZZ, 3))
    by_names = replace(song(METAL, 5), spotify_id="x" * 22)
    stranger = Track("Nobody has heard this", ("Nobody",), spotify_id="y" * 22)
    known = await catalogue.known([by_names, stranger, by_id, by_names])

    titles = [one and one.title for one in known]
    assert titles == [song(METAL, 5).title, None, song(JAZZ, 3).title, song(METAL, 5).title]
    assert known[0]
    assert (known[0],) == await catalogue.songs([known[0].id])


async def test_of_nothing_nothing_is_known(catalogue: ThreadedCatalogue) -> None:
    assert await catalogue.known([]) == ()
