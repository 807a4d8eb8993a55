"""What may be asked of Spotify: the operator's rolling budget, each person's share, and Spotify's own pauses."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.errors import BudgetSpent, OwnerNeedsPremium, ShareSpent, SpotifyResting
from bot.ports import CallLedger, Clock
from bot.settings import Settings

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]

LONGEST_WAIT = 10.0
"""Seconds that a burst limit may ask a request to wait; what is longer closes Spotify for everybody until then."""
SHORTEST_REST = 30.0
"""Seconds to rest when waiting did not help: Spotify counts over a rolling window of 30 seconds."""
LONGEST_REST = 2 * 86_400.0
"""Seconds of rest that are believed; the longest that was ever reported is one day."""
UNSAID_WAIT, UNSAID_REST = 5.0, 3_600.0
"""Seconds for a burst and for a quota when Spotify sends no Retry-After."""
PREMIUM_REST = timedelta(hours=1)
"""Spotify: after a renewal "it can take a few hours before requests are allowed again"."""


class Budget:
    """Admits calls one by one. The ledger is stored, so that neither budget nor cooldown ends with the process."""

    def __init__(self, settings: Settings, ledger: CallLedger, clock: Clock, *, sleep: Sleep = asyncio.sleep) -> None:
        self._limit = settings.segue_spotify_daily_calls
        self._share = max(1, int(self._limit * settings.segue_spotify_user_share))
        self._ledger = ledger
        keys = settings.segue_secret_keys
        self._key = hashlib.sha256(keys[0].get_secret_value().encode()).digest() if keys else secrets.token_bytes(32)
        self._clock = clock
        self.sleep = sleep
        self._burst_until: datetime | None = None
        self._no_premium_until: datetime | None = None

    async def pay(self, payer: str | None) -> None:
        """Wait out a burst limit, then pay for one call, before it is made; None pays for the bot itself.

        Raises SpotifyResting, OwnerNeedsPremium, BudgetSpent or ShareSpent, and then costs nothing.
        """
        await self._wait_for_burst()
        now = self._clock.now()
        if until := await self._ledger.cooldown_until(now):
            raise SpotifyResting(until)
        if self._no_premium_until and now < self._no_premium_until:
            raise OwnerNeedsPremium
        share = self._share if payer else self._limit
        name = self.name_of(payer) if payer else "bot"
        if not await self._ledger.spend(name, 1, now=now, limit=self._limit, payer_limit=share):
            raise BudgetSpent if await self._ledger.used(now) >= self._limit else ShareSpent

    def name_of(self, payer: str) -> str:
        """Whose calls they are, for nobody who reads the database: it has no key to this."""
        return hashlib.blake2b(payer.encode(), key=self._key, digest_size=16).hexdigest()

    async def above_half(self) -> bool:
        """Whether more than half of the budget is left, for what is nice to have."""
        return await self._ledger.used(self._clock.now()) < self._limit / 2

    async def slow_down(self, seconds: float | None, *, quota: bool, again: bool) -> None:
        """Spotify said 429. Returns when a retry makes sense: a short limit, met for the first time.

        Raises SpotifyResting, stored for everybody, when it is the quota, a long pause, or waiting did not help.
        """
        if not quota and not again and (seconds or UNSAID_WAIT) <= LONGEST_WAIT:
            self._burst_until = self._clock.now() + timedelta(seconds=seconds or UNSAID_WAIT)
            return
        rest = seconds or (UNSAID_REST if quota else SHORTEST_REST)
        until = self._clock.now() + timedelta(seconds=min(max(rest, SHORTEST_REST), LONGEST_REST))
        await self._ledger.cool_down(until)
        log.warning("Spotify told the app to pause until %s (quota: %s)", until.isoformat(timespec="seconds"), quota)
        raise SpotifyResting(until)

    def close_for_premium(self) -> None:
        """Spotify closed the app because its owner has no Premium: stop asking for a while."""
        self._no_premium_until = self._clock.now() + PREMIUM_REST
        log.error("Spotify closed this app: its owner needs an active Premium subscription")

    async def _wait_for_burst(self) -> None:
        if self._burst_until and (left := (self._burst_until - self._clock.now()).total_seconds()) > 0:
            await self.sleep(left)
