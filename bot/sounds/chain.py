"""The Sounds port: what is kept, then each provider in turn for what those before it do not know."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from bot.errors import StorageError
from bot.ports import Clock, Heard, KeptSound, SoundCache
from bot.services.background import Background
from bot.sounds.guarded import GuardedProvider
from recsys.sound import Sound

log = logging.getLogger(__name__)

UNKNOWN_SHARE = 1 / 6
"""For this part of a sound's life it is remembered that a provider knows no such song: it may learn of new ones."""
MOST_PENDING = 4_000
"""Ids under way at most; what is asked for beyond them is not waited for, and left to the next time."""

_SPOTIFY_ID = re.compile("[0-9A-Za-z]{22}")

Answer: TypeAlias = tuple[str, Sound] | None
"""A provider's name and what it said; None where nobody knows."""
Kept: TypeAlias = Mapping[str, Mapping[str, Sound | None]]
"""What providers said, by id and provider; None: that provider knows no such song."""


class SoundChain:
    """Providers in the order of their word's weight. What is under way is shared by all who ask for it."""

    def __init__(
        self,
        providers: Sequence[GuardedProvider],
        cache: SoundCache,
        background: Background,
        clock: Clock,
        *,
        most: int,
    ) -> None:
        """`most`: rows that the cache may hold."""
        self._providers = providers
        self._names = tuple(each.provider.name for each in providers)
        self._cache = cache
        self._background = background
        self._clock = clock
        self._most = most
        self._flights: dict[str, asyncio.Future[Answer]] = {}

    async def of(self, spotify_ids: Sequence[str], *, user_id: int, seconds: float = 2.0) -> Heard:
        """What is known within `seconds`; what is not goes on in the background."""
        ids = [each for each in dict.fromkeys(spotify_ids) if _SPOTIFY_ID.fullmatch(each)]
        if not self._providers or not ids:
            return Heard()
        loop = asyncio.get_running_loop()
        ends = loop.time() + seconds
        # Seen before the cache is read: what lands meanwhile may be in neither place afterwards.
        flying = {each: self._flights[each] for each in ids if each in self._flights}
        kept = await self._kept(ids, seconds)
        if kept is None:
            return self._heard({}, 0)
        answers = {each: answer for each, rows in kept.items() if (answer := self._best(rows))}
        left = [each for each in ids if each not in answers]
        flights = {each: flying[each] for each in left if each in flying}
        flights |= self._fly([each for each in left if each not in flights], kept, user_id)
        if flights:
            await asyncio.wait(flights.values(), timeout=max(0.0, ends - loop.time()))
        landed = {each: flight.result() for each, flight in flights.items() if flight.done()}
        answers |= {each: answer for each, answer in landed.items() if answer}
        return self._heard(answers, len(flights) - len(landed))

    async def _kept(self, ids: Sequence[str], seconds: float) -> Kept | None:
        """What the cache has, by id and provider; None when it does not answer."""
        try:
            async with asyncio.timeout(seconds):
                return await self._cache.get(self._names, ids, self._clock.now())
        except (StorageError, TimeoutError) as problem:
            log.warning("how songs sound cannot be looked up: %s", str(problem) or "the database is busy")
            return None

    def _best(self, rows: Mapping[str, Sound | None]) -> Answer:
        for name in self._names:
            if sound := rows.get(name):
                return name, sound
        return None

    def _heard(self, answers: Mapping[str, tuple[str, Sound]], pending: int) -> Heard:
        counts = Counter(name for name, _ in answers.values())
        coverage = {name: counts[name] for name in self._names}
        return Heard({each: sound for each, (_, sound) in answers.items()}, pending, coverage)

    # ------------------------------------------------------------ asking, once for everybody who waits

    def _fly(self, ids: Iterable[str], kept: Kept, user_id: int) -> Mapping[str, asyncio.Future[Answer]]:
        """The answers that are to come: of what is under way already, and of what is asked for now."""
        whom = {each: self._untried(each, kept.get(each, {})) for each in ids}
        new = (each for each, providers in whom.items() if providers and each not in self._flights)
        chosen = list(islice(new, MOST_PENDING - len(self._flights)))
        if chosen:
            loop = asyncio.get_running_loop()
            errand = _Errand(user_id, {each: whom[each] for each in chosen}, {e: loop.create_future() for e in chosen})
            self._flights |= errand.flights
            task = self._background.start(self._run(errand), "asking how songs sound")
            # A callback, since a task that is cancelled before it began runs nothing of its own.
            task.add_done_callback(lambda _: self._land(errand, dict.fromkeys(chosen)))
        return {each: self._flights[each] for each in whom if each in self._flights}

    def _untried(self, spotify_id: str, rows: Mapping[str, Sound | None]) -> Sequence[GuardedProvider]:
        return [each for each in self._providers if each.provider.name not in rows and each.takes(spotify_id)]

    async def _run(self, errand: _Errand) -> None:
        """Ask provider after provider for what is left, in full batches: requests are dearer than a moment."""
        for guarded in self._providers:
            left = errand.left(guarded)
            async with asyncio.TaskGroup() as group:
                for start in range(0, len(left), guarded.provider.batch):
                    batch = left[start : start + guarded.provider.batch]
                    group.create_task(self._ask(guarded, batch, errand))

    async def _ask(self, guarded: GuardedProvider, batch: Sequence[str], errand: _Errand) -> None:
        sounds = await guarded.read(batch, user_id=errand.user_id)
        if sounds is not None:
            # Kept before it lands: who asks in between finds it in one place or the other, and does not ask again.
            await self._keep(guarded, batch, sounds)
        name = guarded.provider.name
        self._land(errand, {each: (name, sound) for each, sound in (sounds or {}).items()})
        self._land(errand, dict.fromkeys(each for each in batch if errand.whom[each][-1] is guarded))

    def _land(self, errand: _Errand, answers: Mapping[str, Answer]) -> None:
        for each, answer in answers.items():
            flight = errand.flights[each]
            if not flight.done():
                flight.set_result(answer)
                del self._flights[each]

    async def _keep(self, guarded: GuardedProvider, batch: Sequence[str], sounds: Mapping[str, Sound]) -> None:
        provider, now = guarded.provider, self._clock.now()
        rows = [
            KeptSound(
                provider.name,
                each,
                sounds.get(each),
                now,
                now + (provider.life if each in sounds else provider.life * UNKNOWN_SHARE),
            )
            for each in batch
        ]
        try:
            await self._cache.save(rows, most=self._most)
        except StorageError as problem:
            log.warning("how songs sound cannot be kept: %s", problem)


@dataclass(frozen=True, slots=True)
class _Errand:
    """Ids that are asked for together: `whom` each is to be asked of, in order, and where its answer lands."""

    user_id: int
    whom: Mapping[str, Sequence[GuardedProvider]]
    flights: Mapping[str, asyncio.Future[Answer]]

    def left(self, guarded: GuardedProvider) -> list[str]:
        return [each for each, providers in self.whom.items() if guarded in providers and not self.flights[each].done()]
