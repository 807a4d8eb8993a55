"""Putting the adapter together: one wire, one budget, and what the bot's other parts need of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.ports import CallLedger, Clock, Links, SpotifyCache, Tokens
from bot.settings import Settings
from bot.spotify.budget import Budget, Sleep
from bot.spotify.client import SpotifyClient
from bot.spotify.features import AudioFeatures
from bot.spotify.oauth import AppTokens, SpotifyAccounts, TokenEndpoint
from bot.spotify.playlists import SpotifyPlaylists
from bot.spotify.web_api import WebApi
from bot.spotify.wire import TIMEOUT, Wire


@dataclass(frozen=True, slots=True)
class SpotifyAdapter:
    """`accounts` is the OAuth port; `client` makes the Spotify port once there are tokens to call with."""

    accounts: SpotifyAccounts
    _settings: Settings
    _api: WebApi
    _app: AppTokens
    _clock: Clock

    async def check_app(self) -> None:
        """Raises NotLinked without a client secret, AppRefused when Spotify does not know the app, or another leaf."""
        await self._app.access_token(user_id=0)

    def client(self, *, tokens: Tokens, links: Links, cache: SpotifyCache) -> SpotifyClient:
        """The Spotify port, for people whose tokens `tokens` keeps."""
        return SpotifyClient(
            self._settings, self._api, tokens=tokens, app=self._app, links=links, cache=cache, clock=self._clock
        )

    def playlists(self, tokens: Tokens) -> SpotifyPlaylists:
        """The PlaylistWriter port, for people whose tokens `tokens` keeps."""
        return SpotifyPlaylists(self._api, tokens)

    def features(self) -> AudioFeatures:
        """Audio features, for apps that still have them."""
        return AudioFeatures(self._api, self._app)


@asynccontextmanager
async def open_spotify(
    settings: Settings,
    ledger: CallLedger,
    clock: Clock,
    *,
    patience: tuple[float, float] = TIMEOUT,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[SpotifyAdapter]:
    """The adapter for as long as the context lasts. `patience`: seconds to connect and to wait for data."""
    # A loopback server must not be asked through the operator's proxy.
    wire = Wire(timeout=patience, trust_environment=not settings.spotify_is_playground)
    budget = Budget(settings, ledger, clock, sleep=sleep)
    api = WebApi(settings.segue_spotify_api_base, wire, budget)
    endpoint = TokenEndpoint(settings, wire, budget)
    accounts = SpotifyAccounts(endpoint, api, clock)
    try:
        yield SpotifyAdapter(accounts, settings, api, AppTokens(settings, endpoint, clock), clock)
    finally:
        await wire.close()
