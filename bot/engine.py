"""The one door from asyncio to the synchronous recommender: a bounded queue, a deadline, one worker process.

The recommender lives in a spawned process, so that the bot never imports TensorFlow and a hung inference can be killed
and replaced: a thread could be neither.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import signal
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol, Self

from bot.errors import AlreadyRunning, EngineBusy, EngineDown, EngineTimeout, NothingKnown, SettingsError
from bot.ports import ModelInfo
from recsys.domain import Query, Recommendations, Track

log = logging.getLogger(__name__)

RESTART_PAUSES = (0, 1, 2, 5, 10, 30)
"""Seconds before each new attempt to start a worker that does not come up; the last one repeats."""
START_SECONDS = 180
"""How long a worker may take to load its model; importing TensorFlow alone takes seconds, more on a small box."""


class Answers(Protocol):
    """What runs in the worker: a loaded recommender."""

    @property
    def info(self) -> ModelInfo: ...

    def recommend(self, query: Query) -> Recommendations: ...


Load = Callable[[Path], Answers]


class _Status(Enum):
    READY = "ready"
    DONE = "done"
    NOTHING_KNOWN = "nothing known"
    REFUSED = "refused"  # the bundle cannot be used: an operator's sentence
    FAILED = "failed"  # a bug: a traceback for the log


@dataclass(slots=True)
class _Job:
    query: Query
    answer: asyncio.Future[Recommendations]


class WorkerDied(Exception):
    """The worker's process ended while it was asked something."""


class Worker:
    """One spawned process with a loaded recommender, and the thread that waits for its answers."""

    def __init__(self, load: Load, bundle: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_serve, args=(load, bundle, theirs), daemon=True)
        self._process.start()
        theirs.close()  # else the pipe would not report the end of the process
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="engine")

    @property
    def pid(self) -> int | None:
        """The worker's process id."""
        return self._process.pid

    async def loaded(self) -> ModelInfo:
        """Wait until the model is loaded. Raises SettingsError when the bundle cannot be used, WorkerDied otherwise."""
        status, value = await self._receive()
        if status is _Status.REFUSED:
            raise SettingsError([f"SEGUE_MODEL: {value}"])
        if status is not _Status.READY:
            raise WorkerDied(value)
        assert isinstance(value, ModelInfo)
        return value

    async def ask(self, query: Query) -> Recommendations:
        """Raises NothingKnown, WorkerDied, or RuntimeError with the worker's traceback."""
        try:
            self._connection.send(query)
        except OSError as error:
            raise WorkerDied from error
        status, value = await self._receive()
        if status is _Status.NOTHING_KNOWN:
            raise NothingKnown
        if status is _Status.FAILED:
            raise RuntimeError(f"the recommender failed:\n{value}")
        assert isinstance(value, Recommendations)
        return value

    async def _receive(self) -> tuple[_Status, object]:
        try:
            status, value = await asyncio.get_running_loop().run_in_executor(self._thread, self._connection.recv)
        except (EOFError, OSError) as error:
            raise WorkerDied from error
        return status, value

    def kill(self) -> None:
        """End the process at once. Safe to call twice."""
        self._process.kill()
        self._process.join()
        self._thread.shutdown()  # its read has ended with the process
        self._connection.close()


class WorkerEngine:
    """The engine of a running bot; use it as an async context manager. Loads its model before it is entered.

    Each request has `deadline` seconds, waiting included. One person has one request at a time; `queue_size` requests
    may wait, the next is refused at once.
    """

    def __init__(self, load: Load, bundle: Path, *, queue_size: int, deadline: float) -> None:
        self._load = load
        self._bundle = bundle
        self._deadline = deadline
        self._queue: asyncio.Queue[_Job] = asyncio.Queue(queue_size)
        self._people: set[int] = set()
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
        self._dispatcher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._dispatcher
        self._stop_worker()

    async def drain(self, seconds: float) -> None:
        """Refuse new requests and give those that wait up to `seconds` to finish."""
        self._closing = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._queue.join(), seconds)

    async def recommend(self, query: Query, *, user_id: int) -> Recommendations:
        """Continue a query. Raises EngineBusy, EngineTimeout, EngineDown, AlreadyRunning or NothingKnown."""
        if self._closing or not self.ready:
            raise EngineDown
        if user_id in self._people:
            raise AlreadyRunning
        job = _Job(query, asyncio.get_running_loop().create_future())
        try:
            self._queue.put_nowait(job)
        except asyncio.QueueFull:
            raise EngineBusy(round(self._usual_seconds * (self._queue.qsize() + 1)) or 1) from None
        self._people.add(user_id)
        try:
            return await asyncio.wait_for(job.answer, self._deadline)
        except TimeoutError:
            raise EngineTimeout from None
        finally:
            self._people.discard(user_id)

    async def _dispatch(self) -> None:
        while True:
            job = await self._queue.get()
            try:
                if not job.answer.done():  # nobody waits for it any more
                    await self._answer(job)
            finally:
                self._queue.task_done()

    async def _answer(self, job: _Job) -> None:
        assert self._worker is not None
        asking = asyncio.ensure_future(self._worker.ask(job.query))
        began = time.monotonic()
        # The caller's deadline cancels `job.answer`; whatever ends first decides.
        await asyncio.wait({asking, job.answer}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            await self._give_up(asking, began)
            return
        error = asking.exception()
        if isinstance(error, WorkerDied):
            log.error("the recommender's process ended; starting another")
            error = EngineDown()
            self._fail(job, error)
            await self._restart_worker()
        elif error is not None:
            self._fail(job, error)
        else:
            self._usual_seconds += 0.2 * (time.monotonic() - began - self._usual_seconds)
            if not job.answer.done():
                job.answer.set_result(asking.result())

    async def _give_up(self, asking: asyncio.Future[Recommendations], began: float) -> None:
        """The caller has gone. A worker that is not done by the deadline hangs, and is replaced."""
        remaining = max(0.0, self._deadline - (time.monotonic() - began))
        done, _ = await asyncio.wait({asking}, timeout=remaining)
        if done and not isinstance(asking.exception(), WorkerDied):
            return
        log.error("the recommender did not answer within %.0f s; starting another", self._deadline)
        await self._restart_worker()
        with contextlib.suppress(WorkerDied):
            await asking

    @staticmethod
    def _fail(job: _Job, error: BaseException) -> None:
        if not job.answer.done():
            job.answer.set_exception(error)

    async def _start_worker(self) -> None:
        worker = Worker(self._load, self._bundle)
        try:
            self._model = await asyncio.wait_for(worker.loaded(), START_SECONDS)
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
            except (WorkerDied, SettingsError, OSError) as error:  # TimeoutError is an OSError
                log.error("the recommender does not start (attempt %d): %s", attempt, error)
            else:
                return


def _serve(load: Load, bundle: Path, connection: Connection) -> None:
    """The worker's process: load, then answer until the other end closes."""
    from recsys.errors import NothingKnown as NothingKnownHere
    from recsys.errors import RecsysError

    # Ctrl-C goes to the whole process group; the bot decides when its worker ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        recommender = load(bundle)
        connection.send((_Status.READY, recommender.info))
    except RecsysError as error:
        connection.send((_Status.REFUSED, str(error)))
        return
    except Exception:  # noqa: BLE001 - whatever it is, the other end must hear of it
        connection.send((_Status.FAILED, traceback.format_exc()))
        return
    while True:
        try:
            query = connection.recv()
        except EOFError:
            return
        try:
            connection.send((_Status.DONE, recommender.recommend(query)))
        except NothingKnownHere:
            connection.send((_Status.NOTHING_KNOWN, None))
        except Exception:  # noqa: BLE001 - as above
            connection.send((_Status.FAILED, traceback.format_exc()))


class _Loaded:
    """A recommender with what the bot may say of it."""

    def __init__(self, bundle: Path) -> None:
        from recsys.pipeline import Recommender

        self._recommender = Recommender.load(bundle)
        manifest = self._recommender.manifest
        self.info = ModelInfo(
            name=manifest.name,
            songs=manifest.counts["songs"],
            playlists=manifest.counts["playlists"],
            demo=manifest.demo,
        )
        self._warm_up()

    def _warm_up(self) -> None:
        # The first inference traces TensorFlow's graph; nobody should wait for that.
        popular = self._recommender.catalog.popular(1)
        if popular:
            self.recommend(Query(tracks=(Track(popular[0].title, (popular[0].artist,)),), title="warm up"))

    def recommend(self, query: Query) -> Recommendations:
        from recsys.diversity import with_artist_cap

        return self._recommender.recommend(with_artist_cap(query))


def load_recommender(bundle: Path) -> Answers:
    """The recommender of a bundle, loaded and warm; for the worker's process. Raises BundleError."""
    return _Loaded(bundle)
