"""The one door from asyncio to the synchronous recommender: a bounded queue, a deadline, one worker process.

The recommender lives in a spawned process (`bot.worker`), so that the bot never imports TensorFlow and a hung inference
can be killed and replaced: a thread could be neither.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from bot.errors import AlreadyRunning, EngineBusy, EngineDown, EngineTimeout, NothingKnown
from bot.ports import ModelInfo
from bot.processes import Spawned, WorkerDied
from bot.worker import Load, Request, Status, import_recommender, load_recommender, serve
from recsys.domain import Query, Recommendations
from recsys.errors import BundleError
from recsys.rules_asked import Asked, Found
from recsys.sound import Compare, Comparison

log = logging.getLogger(__name__)

RESTART_PAUSES = (0, 1, 2, 5, 10, 30)
"""Seconds before each new attempt to start a worker that does not come up; the last one repeats."""
START_SECONDS = 180
"""How long a worker may take to load its model; importing its libraries alone takes seconds, more on a small box."""
BATCH = 8
"""How many of the waiting requests the worker answers together; more would make the first wait for the last."""

Told = Recommendations | Comparison | Found


@dataclass(slots=True, eq=False)
class _Job:
    request: Request
    answer: asyncio.Future[Any]  # Told: a Query gets Recommendations, a Compare its Comparison, Asked what was Found

    @property
    def waiting(self) -> bool:
        """Whether somebody still waits for the answer."""
        return not self.answer.done()

    def fail(self, error: Exception) -> None:
        if self.waiting:
            self.answer.set_exception(error)

    def settle(self, outcome: Told | Exception) -> None:
        if isinstance(outcome, Exception):
            self.fail(outcome)
        elif self.waiting:
            self.answer.set_result(outcome)


def _nothing() -> None:
    """All the preparation that a worker without libraries needs."""


class Worker:
    """One spawned process for a recommender.

    It runs `prepare` as soon as it is made, and loads its bundle when it is told which.
    """

    def __init__(self, load: Load, prepare: Callable[[], None] = _nothing) -> None:
        self._process = Spawned("engine", serve, load, prepare)

    @property
    def pid(self) -> int | None:
        """The worker's process id."""
        return self._process.pid

    async def load(self, bundle: Path) -> ModelInfo:
        """Load a bundle, once. Raises BundleError when it cannot be used, WorkerDied otherwise."""
        status, value = await self._process.exchange(bundle)
        if status is Status.REFUSED:
            raise BundleError(bundle, str(value))
        if status is not Status.READY:
            raise WorkerDied(value)
        assert isinstance(value, ModelInfo)
        return value

    async def ask(self, requests: Sequence[Request]) -> list[Told | Exception]:
        """For each request its answer, NothingKnown, or RuntimeError with the worker's traceback. Raises WorkerDied."""
        return [_outcome(*reply) for reply in await self._process.exchange(requests)]

    def kill(self) -> None:
        """End the process at once. Safe to call twice."""
        self._process.kill()


def recommender_worker() -> Worker:
    """A worker for bundles, which imports its libraries from now on."""
    return Worker(load_recommender, import_recommender)


def _outcome(status: Status, value: object) -> Told | Exception:
    if status is Status.NOTHING_KNOWN:
        return NothingKnown()
    if status is Status.FAILED:
        return RuntimeError(f"the recommender failed:\n{value}")
    assert isinstance(value, Recommendations | Comparison | Found)
    return value


class WorkerEngine:
    """The engine of one bundle; use it as an async context manager. The model is loaded before it is entered.

    Each request has `deadline` seconds, waiting included; those that wait are answered together. One person has one
    request at a time (engines may share `people`, those who have one); a comparison belongs to a request that has been
    answered, and is none of its own, and nor is a look-up of rules. `queue_size` requests may wait, the next is refused
    at once. Entering raises BundleError, WorkerDied or TimeoutError.
    """

    def __init__(
        self,
        start: Callable[[], Worker],
        bundle: Path,
        *,
        queue_size: int,
        deadline: float,
        people: set[int] | None = None,
    ) -> None:
        self._start = start
        self._bundle = bundle
        self._deadline = deadline
        self._queue: asyncio.Queue[_Job] = asyncio.Queue(queue_size)
        self._people = set() if people is None else people
        self._usual_seconds = 1.0
        self._worker: Worker | None = None
        self._model: ModelInfo | None = None
        self._closing = False

    @property
    def model(self) -> ModelInfo:
        """What the loaded bundle says of itself."""
        assert self._model is not None, "the engine has not been entered"
        return self._model

    @property
    def ready(self) -> bool:
        """Whether a worker is up."""
        return self._worker is not None

    @property
    def worker_pid(self) -> int | None:
        """The process id of the worker that is up."""
        return self._worker.pid if self._worker else None

    async def __aenter__(self) -> Self:
        await self._start_worker()
        self._dispatcher = asyncio.create_task(self._dispatch(), name="engine")
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        self._closing = True
        self._dispatcher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._dispatcher
        for job in self._next_ones(self._queue.qsize()):
            job.fail(EngineDown())
        self._stop_worker()

    async def drain(self, seconds: float) -> None:
        """Refuse new requests and give those that wait up to `seconds` to finish."""
        self._closing = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._queue.join(), seconds)

    async def recommend(self, query: Query, *, user_id: int) -> Recommendations:
        """Continue a query. Raises EngineBusy, EngineTimeout, EngineDown, AlreadyRunning or NothingKnown."""
        self._check_up()
        if user_id in self._people:
            raise AlreadyRunning
        self._people.add(user_id)
        try:
            answer = await self._told(query)
        finally:
            self._people.discard(user_id)
        assert isinstance(answer, Recommendations)
        return answer

    async def compare(self, compare: Compare, *, user_id: int) -> Comparison:
        """Compare songs with a query's seeds. Raises as `recommend` does, but never AlreadyRunning."""
        answer = await self._told(compare)
        assert isinstance(answer, Comparison)
        return answer

    async def rules(self, asked: Asked) -> Found:
        """Look rules up. Raises EngineBusy, EngineTimeout or EngineDown."""
        answer = await self._told(asked)
        assert isinstance(answer, Found)
        return answer

    def _check_up(self) -> None:
        if self._closing or not self.ready:
            raise EngineDown

    async def _told(self, request: Request) -> Told:
        self._check_up()
        job = _Job(request, asyncio.get_running_loop().create_future())
        try:
            self._queue.put_nowait(job)
        except asyncio.QueueFull:
            raise EngineBusy(self._seconds_to_wait()) from None
        try:
            return await asyncio.wait_for(job.answer, self._deadline)
        except TimeoutError:
            raise EngineTimeout from None

    def _seconds_to_wait(self) -> int:
        """Until the batch that is being answered and those that wait are done, about."""
        return max(1, round(self._usual_seconds * (1 + math.ceil(self._queue.qsize() / BATCH))))

    async def _dispatch(self) -> None:
        while True:
            jobs = [await self._queue.get(), *self._next_ones(BATCH - 1)]
            try:
                await self._answer(jobs)
            finally:
                for job in jobs:
                    job.fail(EngineDown())  # nobody else will answer it
                    self._queue.task_done()

    def _next_ones(self, most: int) -> Iterator[_Job]:
        for _ in range(min(most, self._queue.qsize())):
            yield self._queue.get_nowait()

    async def _answer(self, jobs: Sequence[_Job]) -> None:
        """Answer together what somebody still waits for; what a dying worker was asked together, one by one."""
        jobs = [job for job in jobs if job.waiting]
        if not jobs:
            return
        try:
            await self._ask(jobs)
        except WorkerDied:
            log.error("the recommender's process ended; starting another")
            if len(jobs) == 1:
                jobs[0].fail(EngineDown())
            await self._restart_worker()
            for job in jobs if len(jobs) > 1 else ():
                await self._answer([job])

    async def _ask(self, jobs: Sequence[_Job]) -> None:
        """Raises WorkerDied."""
        assert self._worker is not None
        asking = asyncio.ensure_future(self._worker.ask([job.request for job in jobs]))
        # The callers' deadlines cancel their answers; when all have gone, nobody waits for the worker any more.
        gone: asyncio.Future[Any] = asyncio.gather(*(job.answer for job in jobs), return_exceptions=True)
        began = time.monotonic()
        try:
            await asyncio.wait([asking, gone], return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                await self._give_up(asking, began)
                return
        finally:
            asking.cancel()  # which does nothing to one that is done
        for job, outcome in zip(jobs, asking.result(), strict=True):
            job.settle(outcome)
        self._usual_seconds += 0.2 * (time.monotonic() - began - self._usual_seconds)

    async def _give_up(self, asking: asyncio.Future[list[Told | Exception]], began: float) -> None:
        """The callers have gone. A worker that is not done by the deadline hangs, and is replaced."""
        remaining = max(0.0, self._deadline - (time.monotonic() - began))
        done, _ = await asyncio.wait({asking}, timeout=remaining)
        if done and not isinstance(asking.exception(), WorkerDied):
            return
        log.error("the recommender did not answer within %.0f s; starting another", self._deadline)
        asking.cancel()
        await self._restart_worker()

    async def _start_worker(self) -> None:
        worker = self._start()
        try:
            self._model = await asyncio.wait_for(worker.load(self._bundle), START_SECONDS)
        except BaseException:
            worker.kill()
            raise
        self._worker = worker

    def _stop_worker(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    async def _restart_worker(self) -> None:
        self._stop_worker()
        attempt = 0
        while True:
            await asyncio.sleep(RESTART_PAUSES[min(attempt, len(RESTART_PAUSES) - 1)])
            attempt += 1
            try:
                await self._start_worker()
            except (WorkerDied, BundleError, OSError) as error:  # TimeoutError is an OSError
                log.error("the recommender does not start (attempt %d): %s", attempt, error)
            else:
                return
