"""The engine: one spawned worker, a bounded queue, deadlines; hung and dead workers are replaced."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from bot.engine import BATCH, Worker, WorkerEngine
from bot.errors import AlreadyRunning, EngineBusy, EngineDown, EngineTimeout, NothingKnown
from bot.worker import Load
from recsys.domain import Query, Recommendations
from recsys.errors import BundleError
from recsys.rules_asked import Asked, Wish
from recsys.sound import Compare, Comparison
from tests.support import recommenders

ALICE, BOB, CAROL, DAVE = 1, 2, 3, 4


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[WorkerEngine]:
    async with opened(recommenders.obedient, tmp_path) as engine:
        yield engine


def opened(load: Load, bundle: Path, *, queue_size: int = 2, deadline: float = 2) -> WorkerEngine:
    return WorkerEngine(partial(Worker, load), bundle, queue_size=queue_size, deadline=deadline)


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
    with pytest.raises(BundleError, match=r"it has no manifest\.json") as refusal:
        async with opened(recommenders.refused, tmp_path):
            pass
    assert refusal.value.path == tmp_path


async def test_keeps_trying_when_the_new_worker_does_not_come_up(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    plan.write_text("obey\ndie", encoding="utf-8")
    async with opened(recommenders.counted, plan, deadline=5) as engine:
        with pytest.raises(EngineDown):
            await ask(engine, "die")
        await until(lambda: plan.read_text(encoding="utf-8") == "" and engine.ready)
        assert await ask(engine, "chill")


async def together(engine: WorkerEngine, titles: Iterable[str]) -> list[Recommendations | BaseException]:
    """What becomes of requests by different people that wait while the worker is at work for somebody else."""
    first = asyncio.create_task(ask(engine, "work", ALICE))
    await asyncio.sleep(0.1)
    asked = (engine.recommend(Query(title=title), user_id=BOB + place) for place, title in enumerate(titles))
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert await first
    return answers


def batch_of(answer: Recommendations | BaseException) -> int:
    """With how many others this was answered, itself included; `recommenders.Obedient` says so."""
    assert isinstance(answer, Recommendations), answer
    return answer.items[0].song.playlists


async def test_what_waits_is_answered_together(tmp_path: Path) -> None:
    async with opened(recommenders.obedient, tmp_path, queue_size=BATCH + 2) as engine:
        answers = await together(engine, [f"mood {number}" for number in range(BATCH + 2)])
    # A full batch, then the two that did not fit into it.
    assert [batch_of(answer) for answer in answers] == [BATCH] * BATCH + [2, 2]


async def test_each_of_a_batch_gets_its_own_answer(tmp_path: Path) -> None:
    async with opened(recommenders.obedient, tmp_path, queue_size=4) as engine:
        chill, nothing, rainy = await together(engine, ["chill", "nothing", "rainy"])
    assert batch_of(chill) == batch_of(rainy) == 3
    assert isinstance(chill, Recommendations)
    assert chill.items[0].song.title == "chill"
    assert isinstance(nothing, NothingKnown)


async def test_a_failing_query_fails_none_of_its_batch(tmp_path: Path) -> None:
    async with opened(recommenders.obedient, tmp_path, queue_size=4) as engine:
        before = engine.worker_pid
        chill, failing, rainy = await together(engine, ["chill", "fail", "rainy"])
        assert engine.worker_pid == before
    # The batch fails as a whole, and then each is asked by itself.
    assert batch_of(chill) == batch_of(rainy) == 1
    assert isinstance(failing, RuntimeError)
    assert "a bug in the recommender" in str(failing)


async def test_a_query_that_ends_the_worker_fails_none_of_its_batch(tmp_path: Path) -> None:
    async with opened(recommenders.obedient, tmp_path, queue_size=4, deadline=20) as engine:
        before = engine.worker_pid
        chill, deadly, rainy = await together(engine, ["chill", "die", "rainy"])
        assert engine.worker_pid != before
    assert batch_of(chill) == batch_of(rainy) == 1
    assert isinstance(deadly, EngineDown)


async def test_one_who_leaves_a_batch_takes_nobody_along(tmp_path: Path) -> None:
    async with opened(recommenders.obedient, tmp_path, queue_size=4) as engine:
        before = engine.worker_pid
        leaving = asyncio.create_task(ask(engine, "work", ALICE))
        staying = asyncio.create_task(ask(engine, "work", BOB))
        await asyncio.sleep(0.1)
        leaving.cancel()
        assert int(await staying) == before


async def test_closing_tells_those_who_wait(tmp_path: Path) -> None:
    async with opened(recommenders.obedient, tmp_path, queue_size=4) as engine:
        running = asyncio.create_task(ask(engine, "hang", ALICE))
        await asyncio.sleep(0.1)
        waiting = asyncio.create_task(ask(engine, "chill", BOB))
        await asyncio.sleep(0)
    for asked in (running, waiting):
        with pytest.raises(EngineDown):
            await asked


async def test_engines_that_share_their_people_give_each_one_request(tmp_path: Path) -> None:
    people: set[int] = set()
    start = partial(Worker, recommenders.obedient)
    async with (
        WorkerEngine(start, tmp_path, queue_size=2, deadline=5, people=people) as old,
        WorkerEngine(start, tmp_path, queue_size=2, deadline=5, people=people) as new,
    ):
        first = asyncio.create_task(ask(old, "work"))
        await asyncio.sleep(0)
        with pytest.raises(AlreadyRunning):
            await ask(new, "chill")
        assert await first
        assert await ask(new, "chill")


# ---------------------------------------------------------------- comparisons


async def compared(engine: WorkerEngine, title: str, *songs: int, user_id: int = ALICE) -> Comparison:
    return await engine.compare(Compare(Query(title=title), songs), user_id=user_id)


async def test_compares_in_the_worker(engine: WorkerEngine) -> None:
    comparison = await compared(engine, "chill", 7, 5)
    assert [(one.song, one.match) for one in comparison.songs] == [(7, 7), (5, 5)]
    with pytest.raises(NothingKnown):
        await compared(engine, "nothing", 1)


async def test_comparisons_wait_with_queries_and_spoil_no_batch(tmp_path: Path) -> None:
    async with opened(recommenders.obedient, tmp_path, queue_size=5) as engine:
        before = engine.worker_pid
        first = asyncio.create_task(ask(engine, "work", ALICE))
        await asyncio.sleep(0.1)
        chill, failing, likeness, rainy = await asyncio.gather(
            engine.recommend(Query(title="chill"), user_id=BOB),
            compared(engine, "fail", 1, user_id=CAROL),
            compared(engine, "chill", 9, user_id=CAROL),
            engine.recommend(Query(title="rainy"), user_id=DAVE),
            return_exceptions=True,
        )
        assert await first
        assert engine.worker_pid == before
    # The two queries were answered together, whatever became of the comparisons between them.
    assert batch_of(chill) == batch_of(rainy) == 2
    assert isinstance(failing, RuntimeError)
    assert isinstance(likeness, Comparison)
    assert likeness.songs[0].song == 9


async def test_a_comparison_is_no_second_request_of_its_person(engine: WorkerEngine) -> None:
    asking = asyncio.create_task(ask(engine, "work"))
    await asyncio.sleep(0)
    assert (await compared(engine, "chill", 3)).songs[0].match == 3
    assert await asking


async def test_a_comparison_has_the_deadline_too(engine: WorkerEngine) -> None:
    before = engine.worker_pid
    with pytest.raises(EngineTimeout):
        await compared(engine, "hang", 1)
    await until(lambda: engine.ready and engine.worker_pid != before)
    with pytest.raises(EngineDown):
        await compared(engine, "die", 1)
    await until(lambda: engine.ready)
    assert (await compared(engine, "chill", 2)).songs[0].match == 2


async def test_rules_are_looked_up_in_the_worker_and_are_no_second_request(engine: WorkerEngine) -> None:
    asking = asyncio.create_task(ask(engine, "work"))
    await asyncio.sleep(0)
    found = await engine.rules(Asked(Wish(), artist=7))
    assert (found.total, found.below) == (engine.worker_pid, 7)
    assert await asking


def test_the_bots_side_never_imports_tensorflow() -> None:
    heavy = ("tensorflow", "pandas", "pyarrow", "scipy", "matplotlib", "networkx")
    code = f"import sys, bot.wiring; sys.exit(bool(set({heavy}) & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Another process decides when: there is nothing in this one to wait for."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
