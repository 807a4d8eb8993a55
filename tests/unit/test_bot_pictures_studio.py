"""The studio: one spawned process, started late, replaced when it hangs or dies, ended with the bot."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator

import pytest

from bot.messages import speaking
from bot.pictures.studio import Studio
from bot.portraits import Portrait, Profile
from tests.support import drawings

STRANGER = Profile(1)


@pytest.fixture
async def studio() -> AsyncIterator[Studio]:
    async with Studio(drawings.load_named, seconds=20) as studio:
        yield studio


async def drawn(studio: Studio, number: int) -> tuple[int, int] | None:
    """Which portrait was drawn, and in which process."""
    picture = await studio.portrait(Portrait(Profile(number), STRANGER))
    if picture is None:
        return None
    portrait, process = map(int, picture.split())
    return portrait, process


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def test_draws_in_one_other_process_and_ends_it() -> None:
    async with Studio(drawings.load_named, seconds=20) as studio:
        first, second = await drawn(studio, 1), await drawn(studio, 2)
        assert first is not None
        assert second is not None
        assert (first[0], second[0]) == (1, 2)
        assert first[1] == second[1] != os.getpid()
        assert lives(first[1])
    assert not lives(first[1])


async def test_pictures_that_are_asked_for_together_are_not_mixed_up(studio: Studio) -> None:
    pictures = await asyncio.gather(*(drawn(studio, number) for number in range(8)))
    assert [picture and picture[0] for picture in pictures] == list(range(8))


async def test_words_in_a_picture_are_of_the_language_that_its_asker_reads() -> None:
    async with Studio(drawings.load_spoken, seconds=20) as studio:
        for language in ("de", "en", "pt-BR"):
            with speaking(language):
                assert await studio.portrait(Portrait(STRANGER, STRANGER)) == language.encode()


async def test_a_bug_costs_one_picture_and_is_logged(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    before = await drawn(studio, 1)
    assert await drawn(studio, drawings.BUG) is None
    assert "a bug in the drawing" in caplog.text
    assert await drawn(studio, 1) == before


async def test_a_process_that_dies_is_replaced(studio: Studio) -> None:
    before = await drawn(studio, 1)
    assert await drawn(studio, drawings.DIE) is None
    after = await drawn(studio, 1)
    assert before is not None
    assert after is not None
    assert before[1] != after[1]


async def test_a_picture_that_hangs_is_given_up_in_time_and_its_process_replaced() -> None:
    async with Studio(drawings.load_named, seconds=20) as slow, Studio(drawings.load_named, seconds=0.5) as studio:
        assert await drawn(slow, 1)  # the machine has read what a process imports
        while (before := await drawn(studio, 1)) is None:
            pass
        began = time.monotonic()
        assert await drawn(studio, drawings.HANG) is None
        assert time.monotonic() - began < 10
        assert not lives(before[1])


async def test_a_caller_who_leaves_does_not_spoil_the_next_picture(studio: Studio) -> None:
    assert await drawn(studio, 1)
    leaving = asyncio.create_task(drawn(studio, drawings.HANG))
    await asyncio.sleep(0.1)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    after = await drawn(studio, 2)
    assert after is not None
    assert after[0] == 2


async def test_what_does_not_start_is_tried_again_next_time(capfd: pytest.CaptureFixture[str]) -> None:
    async with Studio(drawings.load_broken, seconds=20) as studio:
        assert await drawn(studio, 1) is None
        assert await drawn(studio, 1) is None
    assert capfd.readouterr().err.count("ImportError: no fonts here") == 2


async def test_leaving_ends_a_process_that_is_still_starting() -> None:
    began = time.monotonic()
    async with Studio(drawings.load_never, seconds=0.2) as studio:
        studio.prepare()
        assert await drawn(studio, 1) is None
    assert time.monotonic() - began < 10


async def test_nothing_starts_before_it_is_wanted() -> None:
    async with Studio(drawings.load_broken) as studio:
        pass
    assert studio._starting is None
