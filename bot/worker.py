"""What runs in the recommender's own process: load a bundle once, then answer requests, several at a time."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from enum import Enum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from bot.ports import ModelInfo
from recsys.domain import Query, Recommendations, Track
from recsys.errors import BundleError, NothingKnown
from recsys.rules_asked import Asked, Found
from recsys.sound import Compare, Comparison


class Answers(Protocol):
    """What runs in the worker: a loaded recommender."""

    @property
    def info(self) -> ModelInfo: ...

    def recommend_all(self, queries: Sequence[Query]) -> Sequence[Recommendations | NothingKnown]:
        """One answer for each query, in their order."""
        ...

    def compare(self, compare: Compare) -> Comparison:
        """How songs sound beside a query's seeds. Raises NothingKnown."""
        ...

    def rules(self, asked: Asked) -> Found:
        """What goes together."""
        ...


Load = Callable[[Path], Answers]
Request = Query | Compare | Asked


class Status(Enum):
    """What the worker says of a bundle or of one request, with a value."""

    READY = "ready"  # ModelInfo
    REFUSED = "refused"  # the bundle cannot be used: why
    DONE = "done"  # Recommendations, Comparison or Found
    NOTHING_KNOWN = "nothing known"  # None
    FAILED = "failed"  # a bug: a traceback for the log


Reply = tuple[Status, object]


def serve(load: Load, prepare: Callable[[], None], connection: Connection) -> None:
    """The process: prepare, load the bundle that is named, then answer lists of requests until the other end closes."""
    _leave_signals_to_the_bot()
    with suppress(EOFError, OSError):  # the bot is gone
        prepare()
        recommender, reply = _loaded(load, connection.recv())
        connection.send(reply)
        while recommender is not None:
            connection.send(_answers(recommender, connection.recv()))


def _leave_signals_to_the_bot() -> None:
    """Ctrl-C and a closed terminal reach the whole process group; the bot decides when its worker ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


def _loaded(load: Load, bundle: Path) -> tuple[Answers | None, Reply]:
    try:
        recommender = load(bundle)
    except BundleError as error:
        return None, (Status.REFUSED, error.problem)
    except Exception:  # noqa: BLE001 - whatever it is, the other end must hear of it
        return None, (Status.FAILED, traceback.format_exc())
    return recommender, (Status.READY, recommender.info)


def _answers(recommender: Answers, requests: Sequence[Request]) -> list[Reply]:
    """One reply for each request, in their order: queries are answered together, others one by one."""
    recommended = iter(_recommended(recommender, [one for one in requests if isinstance(one, Query)]))
    return [next(recommended) if isinstance(one, Query) else _told(recommender, one) for one in requests]


def _recommended(recommender: Answers, queries: Sequence[Query]) -> Iterator[Reply]:
    """One reply for each query; where the batch fails, each is asked by itself, so that only the culprit fails."""
    if not queries:
        return
    try:
        yield from [_reply(answer) for answer in recommender.recommend_all(queries)]
    except Exception:  # noqa: BLE001 - whatever it is, the other end must hear of it
        if len(queries) == 1:
            yield Status.FAILED, traceback.format_exc()
            return
        for query in queries:
            yield from _recommended(recommender, [query])


def _told(recommender: Answers, request: Compare | Asked) -> Reply:
    try:
        if isinstance(request, Asked):
            return Status.DONE, recommender.rules(request)
        return Status.DONE, recommender.compare(request)
    except NothingKnown:
        return Status.NOTHING_KNOWN, None
    except Exception:  # noqa: BLE001 - as above
        return Status.FAILED, traceback.format_exc()


def _reply(answer: Recommendations | NothingKnown) -> Reply:
    if isinstance(answer, NothingKnown):
        return Status.NOTHING_KNOWN, None
    return Status.DONE, answer


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
            rules=self._recommender.has_rules,
            trained_on=manifest.trained_on,
            licence=manifest.licence,
        )
        self._warm_up()

    def _warm_up(self) -> None:
        # What is imported, traced or paged in by the first query; nobody should wait for that.
        popular = self._recommender.catalog.popular(1)
        if popular:
            self.recommend_all([Query(tracks=(Track(popular[0].title, (popular[0].artist,)),), title="warm up")])

    def recommend_all(self, queries: Sequence[Query]) -> list[Recommendations | NothingKnown]:
        from recsys.diversity import with_artist_cap

        return self._recommender.recommend_all([with_artist_cap(query) for query in queries])

    def compare(self, compare: Compare) -> Comparison:
        return self._recommender.compare(compare)

    def rules(self, asked: Asked) -> Found:
        return self._recommender.rules(asked)


def load_recommender(bundle: Path) -> Answers:
    """The recommender of a bundle, loaded and warm. Raises BundleError."""
    return _Loaded(bundle)


def import_recommender() -> None:
    """Import what `load_recommender` will need of libraries; that takes longer than the bundle.

    From then on this process does linear algebra in one thread: one answer's is too small for more to help, and where
    others use the machine, threads that wait for each other took a thousand times as long.
    """
    import skops.io  # noqa: F401
    from sklearn import ensemble, feature_extraction  # noqa: F401
    from threadpoolctl import threadpool_limits

    from recsys import pipeline  # noqa: F401

    threadpool_limits(1, "blas")
