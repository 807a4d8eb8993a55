"""A provider behind its breaker: few requests at once, one more try, and no trouble that reaches who asks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.ports import Clock
from bot.sounds.breaker import Breaker
from bot.sounds.provider import Down, Provider, ProviderTrouble, Resting
from recsys.domain import is_playground_id
from recsys.sound import Sound

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]

LONGEST_WAIT = 10.0
"""Seconds of rest that a look-up in the background waits out."""
PAUSE = 0.5
"""Seconds before the second try."""


class GuardedProvider:
    """What the chain asks."""

    def __init__(self, provider: Provider, clock: Clock, *, sleep: Sleep = asyncio.sleep) -> None:
        self.provider = provider
        self._breaker = Breaker(provider.name, clock)
        self._slots = asyncio.Semaphore(provider.at_once)
        self._sleep = sleep

    def takes(self, spotify_id: str) -> bool:
        """Whether this id may be asked for, now or in a moment; no real provider sees the playground's."""
        if is_playground_id(spotify_id) and not self.provider.playground:
            return False
        return self._breaker.wait() <= LONGEST_WAIT

    async def read(self, spotify_ids: Sequence[str], *, user_id: int) -> Mapping[str, Sound] | None:
        """How those of these songs sound that the provider knows; None when it gave no answer."""
        try:
            return await self._once(spotify_ids, user_id)
        except ProviderTrouble as trouble:
            if not _worth_another_try(trouble):
                return None
        await self._sleep(PAUSE)
        try:
            return await self._once(spotify_ids, user_id)
        except ProviderTrouble:
            return None

    async def _once(self, spotify_ids: Sequence[str], user_id: int) -> Mapping[str, Sound] | None:
        async with self._slots:
            # Whoever waits here keeps the slot: nobody else shall ask meanwhile either.
            while 0 < (left := self._breaker.wait()) <= LONGEST_WAIT:
                await self._sleep(left)
            if not self._breaker.enter():
                return None
            try:
                sounds = await self._asked(spotify_ids, user_id)
            finally:
                self._breaker.leave()
        wanted = set(spotify_ids)
        return {each: sound for each, sound in sounds.items() if each in wanted and sound.known}

    async def _asked(self, spotify_ids: Sequence[str], user_id: int) -> Mapping[str, Sound]:
        """The provider's answer. Raises ProviderTrouble, after the breaker has heard of it."""
        try:
            sounds = await self.provider.read(spotify_ids, user_id=user_id)
        except Resting as limit:
            self._breaker.rest(limit.seconds)
            raise
        except Down as trouble:
            self._breaker.failed(str(trouble))
            raise
        except ProviderTrouble:
            raise
        except Exception as bug:
            log.exception("asking %s failed", self.provider.name)
            self._breaker.failed(type(bug).__name__)
            raise Down(type(bug).__name__, again=False) from bug
        self._breaker.succeeded()
        return sounds


def _worth_another_try(trouble: ProviderTrouble) -> bool:
    match trouble:
        case Resting():
            return trouble.seconds <= LONGEST_WAIT
        case Down():
            return trouble.again
        case _:
            return False
