"""The models that a running bot answers with: one at a time, each from a copy of its bundle that nothing else touches.

The copy is what makes a bundle stay what it is: `segue train` may replace the folder it came from, a file there may be
damaged or gone, and a worker that has to be started again still loads the same songs as the catalogue beside it.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.catalogue import ThreadedCatalogue
from bot.engine import WorkerEngine
from bot.ports import ModelInfo
from recsys.bundle import CATALOG, MANIFEST, read_manifest
from recsys.errors import BundleError

log = logging.getLogger(__name__)

RETIRE_SECONDS = 60.0
"""How long a model that was replaced may finish what was begun with it; two models take twice the memory."""


class Copies:
    """Copies of bundles in a folder that belongs to this process alone; what lies in it from before goes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.rmtree(folder, ignore_errors=True)

    def take(self, bundle: Path) -> Path:
        """Copy what the manifest lists; unchecked, whoever loads the copy does that. Raises BundleError."""
        names = [MANIFEST, *read_manifest(bundle).files]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return _copied(bundle, names, Path(tempfile.mkdtemp(dir=self._folder)))
        except OSError as error:
            reason = error.strerror or error
            raise BundleError(bundle, f"it cannot be copied to {self._folder}, to answer from ({reason}).") from error

    def close(self) -> None:
        """Remove the copies."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _copied(bundle: Path, names: Iterable[str], copy: Path) -> Path:
    try:
        for name in names:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # loading says which is missing
                shutil.copyfile(bundle / name, copy / name)
    except OSError:
        shutil.rmtree(copy, ignore_errors=True)
        raise
    return copy


@dataclass(slots=True, eq=False)
class ServedModel:
    """One loaded bundle: a worker that recommends and a catalogue that looks songs up."""

    engine: WorkerEngine
    catalogue: ThreadedCatalogue
    _parts: AsyncExitStack
    _users: int = 0
    _idle: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def in_use(self) -> Iterator[ServedModel]:
        """Keeps the model from retiring."""
        self._users += 1
        self._idle.clear()
        try:
            yield self
        finally:
            self._users -= 1
            if not self._users:
                self.leave()

    def leave(self) -> None:
        """Nobody is to be waited for any more."""
        self._idle.set()

    async def retire(self, seconds: float) -> None:
        """Close when nobody uses it any more, or after so many seconds."""
        if self._users:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), seconds)
        await self.close()

    async def close(self) -> None:
        await self._parts.aclose()


class ServedModels:
    """The model that answers now, and those that finish what they have begun; an async context manager.

    `open_engine` makes the engine of a copied bundle.
    """

    def __init__(
        self, copies: Copies, open_engine: Callable[[Path], AbstractAsyncContextManager[WorkerEngine]]
    ) -> None:
        self._copies = copies
        self._open_engine = open_engine
        self._current: ServedModel | None = None
        self._retiring: dict[ServedModel, asyncio.Task[None]] = {}
        self._one_at_a_time = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for model in self._retiring:
            model.leave()
        await asyncio.gather(*self._retiring.values(), return_exceptions=True)
        if self._current is not None:
            await self._current.close()
        await asyncio.to_thread(self._copies.close)

    @property
    def engine(self) -> WorkerEngine:
        """The engine that answers now, to ask how it is."""
        return self._model.engine

    @contextmanager
    def in_use(self) -> Iterator[ServedModel]:
        """The model for one piece of work, which thus never mixes two."""
        with self._model.in_use() as model:
            yield model

    async def load(self, bundle: Path) -> ModelInfo:
        """Load a bundle and, once it can answer, answer with it; until then, and when it fails, nothing changes.

        Raises BundleError when it cannot be used, WorkerDied or TimeoutError when its worker does not come up.
        """
        async with self._one_at_a_time:
            loaded = await self._loaded(bundle)
            replaced, self._current = self._current, loaded
            if replaced is not None:
                self._retire(replaced)
            return loaded.engine.model

    async def drain(self, seconds: float) -> None:
        """Refuse new requests and give those that wait up to `seconds` to finish."""
        await self.engine.drain(seconds)

    @property
    def _model(self) -> ServedModel:
        assert self._current is not None, "no model has been loaded"
        return self._current

    async def _loaded(self, bundle: Path) -> ServedModel:
        copy = await asyncio.to_thread(self._copies.take, bundle)
        async with AsyncExitStack() as parts:
            parts.push_async_callback(asyncio.to_thread, shutil.rmtree, copy, ignore_errors=True)
            try:
                engine = await parts.enter_async_context(self._open_engine(copy))
                catalogue = await parts.enter_async_context(ThreadedCatalogue(copy / CATALOG))
            except BundleError as error:
                raise BundleError(bundle, error.problem) from None
            return ServedModel(engine, catalogue, parts.pop_all())

    def _retire(self, model: ServedModel) -> None:
        task = asyncio.create_task(model.retire(RETIRE_SECONDS), name="retire a model")
        self._retiring[model] = task
        task.add_done_callback(lambda _: self._retiring.pop(model))
