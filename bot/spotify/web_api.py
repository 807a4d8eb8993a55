"""One request to Spotify's Web API: paid first, made in a thread, and every way to fail in the bot's own errors."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import spotipy
from pydantic import SecretStr

from bot.errors import (
    MissingScope,
    OwnerNeedsPremium,
    SpotifyError,
    SpotifyForbids,
    SpotifyUnavailable,
    SpotifyUnclear,
    UserNotRegistered,
)
from bot.spotify.budget import Budget
from bot.spotify.wire import Unreachable, Wire

log = logging.getLogger(__name__)

T = TypeVar("T")
Request = Callable[[spotipy.Spotify], Any]
Refusals = Mapping[int, Callable[[], SpotifyError]]
"""What a status means for one kind of request, where it means something of its own."""

PAUSES = (0.3, 0.6)
"""Seconds before the second and third attempt when Spotify failed or the connection broke."""
NO_REFUSALS: Refusals = MappingProxyType({})


class TokenRefused(Exception):
    """401: the access token is expired or revoked."""


class _Flaky(Exception):
    """5xx or a broken connection: worth another try."""


class _Limited(Exception):
    """429. `seconds` is Retry-After; `quota`: not a burst, but the developer's quota."""

    def __init__(self, seconds: float | None, quota: bool) -> None:
        self.seconds, self.quota = seconds, quota
        super().__init__(f"Retry-After {seconds}, quota {quota}")


class WebApi:
    """Reads the Web API with anybody's token."""

    def __init__(self, base: str, wire: Wire, budget: Budget) -> None:
        """`base` is the address that all paths are added to."""
        self._base = base.rstrip("/") + "/"
        self._wire = wire
        self.budget = budget

    async def get(
        self,
        payer: str | None,
        token: SecretStr,
        request: Request,
        parse: Callable[[Any], T],
        refusals: Refusals = NO_REFUSALS,
    ) -> T:
        """What `request`, a call of Spotipy that may be made twice, returns, put through `parse`.

        Every attempt is paid for by `payer` (see `Budget.pay`). Raises TokenRefused, or a leaf of SpotifyError.
        """
        try:
            payload = await self._patiently(lambda: self._persistently(payer, token, request))
        except spotipy.SpotifyException as refusal:
            raise self._meaning(refusal, refusals) from refusal
        try:
            return parse(payload)
        except ValueError as problem:  # pydantic's ValidationError is one
            log.warning("Spotify sent something unreadable: %s", type(problem).__name__)
            raise SpotifyUnavailable from problem

    async def once(
        self,
        payer: str | None,
        token: SecretStr,
        request: Request,
        parse: Callable[[Any], T],
        refusals: Refusals = NO_REFUSALS,
    ) -> T:
        """As `get`, for what must not be done twice: it is asked again only after a 429, which has done nothing.

        Raises SpotifyUnclear when Spotify may have done it and did not say so.
        """
        try:
            return parse(await self._patiently(lambda: self._once(payer, token, request)))
        except spotipy.SpotifyException as refusal:
            raise self._meaning(refusal, refusals) from refusal
        except (_Flaky, SpotifyUnavailable, ValueError) as problem:
            log.warning("Spotify may have done what it was asked, or not: %s", type(problem).__name__)
            raise SpotifyUnclear from problem

    async def _patiently(self, attempt: Callable[[], Awaitable[Any]]) -> Any:
        """Wait once when Spotify asks for a short pause."""
        try:
            return await attempt()
        except _Limited as limit:
            await self.budget.slow_down(limit.seconds, quota=limit.quota, again=False)
        try:
            return await attempt()
        except _Limited as limit:
            await self.budget.slow_down(limit.seconds, quota=limit.quota, again=True)
            raise

    async def _persistently(self, payer: str | None, token: SecretStr, request: Request) -> Any:
        """Try again when Spotify failed; reading twice does no harm."""
        for pause in PAUSES:
            try:
                return await self._once(payer, token, request)
            except _Flaky:
                await self.budget.sleep(pause)
        try:
            return await self._once(payer, token, request)
        except _Flaky as failure:
            raise SpotifyUnavailable from failure

    async def _once(self, payer: str | None, token: SecretStr, request: Request) -> Any:
        await self.budget.pay(payer)
        try:
            return await self._wire.run(lambda: request(self._client(token)))
        except Unreachable as failure:
            log.warning("Spotify cannot be reached: %s", failure)
            raise (_Flaky if failure.again else SpotifyUnavailable) from failure
        except spotipy.SpotifyException as refusal:
            if passing := _temporary(refusal):
                raise passing from refusal
            raise

    def _client(self, token: SecretStr) -> spotipy.Spotify:
        # auth=, never an auth manager: one without a valid token asks for it on the bot's own terminal.
        client = spotipy.Spotify(
            auth=token.get_secret_value(), requests_session=self._wire.session, requests_timeout=self._wire.timeout
        )
        client.prefix = self._base
        return client

    def _meaning(self, refusal: spotipy.SpotifyException, refusals: Refusals) -> Exception:
        if refusal.http_status == 401:
            return TokenRefused()
        if refusal.http_status == 403 and (known := _known_403(str(refusal.msg))):
            if isinstance(known, OwnerNeedsPremium):
                self.budget.close_for_premium()
            return known
        if meant := refusals.get(refusal.http_status):
            return meant()
        log.warning("Spotify refused a request with status %s", refusal.http_status)
        return SpotifyForbids() if refusal.http_status == 403 else SpotifyUnavailable()


def _temporary(refusal: spotipy.SpotifyException) -> _Flaky | _Limited | None:
    """What a refusal is when it may be another one in a moment."""
    if refusal.http_status == 429:
        return _Limited(retry_after(refusal.headers.get("Retry-After")), refusal.reason == "QUOTA_EXCEEDED")
    return _Flaky(str(refusal.http_status)) if refusal.http_status >= 500 else None


def retry_after(header: str | None) -> float | None:
    """Seconds of a Retry-After header; None when there is none, or one that is no number."""
    return float(header) if header and header.strip().isdecimal() else None


def _known_403(message: str) -> SpotifyError | None:
    """The kinds of 403 that only their text tells apart, as apps have reported them; any case, part of the text."""
    text = message.lower()
    if "may not be registered" in text or "not registered" in text:
        return UserNotRegistered()
    if "premium subscription required" in text:
        return OwnerNeedsPremium()
    return MissingScope() if "scope" in text else None
