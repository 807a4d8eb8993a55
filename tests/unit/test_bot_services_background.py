"""Work that nobody waits for."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import EngineBusy
from bot.services.background import Background


async def test_a_failure_is_logged_and_ends_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    done = asyncio.Event()

    async def fail() -> None:
        raise ZeroDivisionError

    async def succeed() -> None:
        done.set()

    async with Background() as background:
        await background.start(fail(), "dividing")
        background.start(succeed(), "succeeding")
        await done.wait()
    assert "dividing failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_an_error_for_people_is_no_bug(caplog: pytest.LogCaptureFixture) -> None:
    async def busy() -> None:
        raise EngineBusy(1)

    with caplog.at_level("INFO"):
        async with Background() as background:
            await background.start(busy(), "asking")
    assert [(record.levelname, record.message) for record in caplog.records] == [("INFO", "asking: engine-busy")]


async def test_repeated_work_goes_on_after_a_failure() -> None:
    turns, third = 0, asyncio.Event()

    async def work() -> None:
        nonlocal turns
        turns += 1
        if turns == 3:
            third.set()
        raise ZeroDivisionError

    async with Background() as background:
        background.every(0, work, "working")
        await third.wait()


async def test_leaving_ends_what_still_runs() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with Background() as background:
        background.start(work(), "waiting")
        await asyncio.sleep(0)
    assert ended.is_set()


async def test_what_never_began_is_ended_too() -> None:
    async def work() -> None:
        raise ZeroDivisionError

    job = work()
    async with Background() as background:
        background.start(job, "working")  # nothing is awaited: it has no time to begin
    with pytest.raises(RuntimeError, match="already"):
        job.send(None)
