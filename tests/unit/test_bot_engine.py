"""The engine: one spawned worker, a bounded queue, deadlines; hung and dead workers are replaced."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.engine import WorkerEngine
from bot.errors import AlreadyRunning, EngineBusy, EngineDown, EngineTimeout, NothingKnown, SettingsError
from recsys.domain import Query
from tests.support import recommenders

ALICE, BOB, CAROL, DAVE = 1, 2, 3, 4


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[WorkerEngine]:
    async with WorkerEngine(recommenders.obedient, tmp_path, queue_size=2, deadline=2) as engine:
        yield engine


async def ask(engine: WorkerEngine, title: str, user_id: int = ALICE) -> str:
    """The artist of the one recommended song, which is the worker's process id."""
    answer = await engine.recommend(Query(title=title), user_id=user_id)
    assert answer.items[0].song.title == title
    return answer.items[0].song.artist


async def test_answers_from_another_process(engine: WorkerEngine) -> None:
    assert int(await ask(engine, "chill")) == engine.worker_pid
    assert engine.model == recommenders.INFO


async def test_nothing_known_reaches_the_person(engine: WorkerEngine) -> None:
    with pytest.raises(NothingKnown):
        await ask(engine, "nothing")
    assert await ask(engine, "chill")


async def test_a_bug_is_reported_with_the_workers_traceback_and_the_worker_stays(engine: WorkerEngine) -> None:
    before = engine.worker_pid
    with pytest.raises(RuntimeError, match="a bug in the recommender"):
        await ask(engine, "fail")
    assert int(await ask(engine, "chill")) == before


async def test_a_hung_worker_is_killed_and_replaced(engine: WorkerEngine) -> None:
    before = engine.worker_pid
    with pytest.raises(EngineTimeout):
        await ask(engine, "hang")
    await until(lambda: engine.ready and engine.worker_pid != before)
    assert int(await ask(engine, "chill")) == engine.worker_pid


async def test_a_dead_worker_is_replaced_and_its_caller_told(engine: WorkerEngine) -> None:
    before = engine.worker_pid
    with pytest.raises(EngineDown):
        await ask(engine, "die")
    await until(lambda: engine.ready and engine.worker_pid != before)
    assert await ask(engine, "chill")


async def test_one_request_per_person(engine: WorkerEngine) -> None:
    first = asyncio.create_task(ask(engine, "hang"))
    await asyncio.sleep(0)
    with pytest.raises(AlreadyRunning):
        await ask(engine, "chill")
    with pytest.raises(EngineTimeout):
        await first


async def test_a_full_queue_says_busy_at_once(engine: WorkerEngine) -> None:
    # One runs, two wait (queue_size=2), the fourth is refused.
    running = asyncio.create_task(ask(engine, "hang", ALICE))
    await asyncio.sleep(0.1)
    waiting = [asyncio.create_task(ask(engine, "chill", person)) for person in (BOB, CAROL)]
    await asyncio.sleep(0)
    with pytest.raises(EngineBusy, match="try again in about"):
        await ask(engine, "chill", DAVE)
    await asyncio.gather(running, *waiting, return_exceptions=True)


async def test_a_caller_who_leaves_while_waiting_costs_the_worker_nothing(engine: WorkerEngine) -> None:
    before = engine.worker_pid
    gone = asyncio.create_task(ask(engine, "chill", BOB))
    await asyncio.sleep(0)
    gone.cancel()
    assert int(await ask(engine, "chill", ALICE)) == before


async def test_drains_what_waits_and_refuses_what_comes(engine: WorkerEngine) -> None:
    last = asyncio.create_task(ask(engine, "chill"))
    await asyncio.sleep(0)
    await engine.drain(5)
    assert await last
    with pytest.raises(EngineDown):
        await ask(engine, "chill")


async def test_a_bundle_that_cannot_be_used_is_the_operators_to_mend(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"SEGUE_MODEL: .* it has no manifest\.json"):
        async with WorkerEngine(recommenders.refused, tmp_path, queue_size=1, deadline=1):
            pass


async def test_keeps_trying_when_the_new_worker_does_not_come_up(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    plan.write_text("obey\ndie", encoding="utf-8")
    async with WorkerEngine(recommenders.counted, plan, queue_size=1, deadline=5) as engine:
        with pytest.raises(EngineDown):
            await ask(engine, "die")
        await until(lambda: plan.read_text(encoding="utf-8") == "" and engine.ready)
        assert await ask(engine, "chill")


def test_the_bots_side_never_imports_tensorflow() -> None:
    code = "import sys, bot.engine; sys.exit('tensorflow' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Another process decides when: there is nothing in this one to wait for."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
