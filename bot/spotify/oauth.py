"""Spotify's accounts service over Spotipy's PKCE flow, and the app's own token where the operator gave a secret."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import requests
from pydantic import BaseModel, SecretStr, ValidationError
from spotipy.cache_handler import MemoryCacheHandler
from spotipy.oauth2 import SpotifyClientCredentials, SpotifyOauthError, SpotifyPKCE

from bot.errors import AppRefused, CodeRefused, LinkExpired, NotLinked, SpotifyUnavailable
from bot.ports import Access, Clock, Grant, Profile
from bot.settings import Settings
from bot.spotify import payloads
from bot.spotify.budget import Budget
from bot.spotify.web_api import TokenRefused, WebApi, retry_after
from bot.spotify.wire import Unreachable, Wire

log = logging.getLogger(__name__)

MARGIN = timedelta(seconds=60)
"""How long before its end the app's token is renewed."""


class _TokenInfo(BaseModel):
    access_token: str
    expires_in: int
    scope: str = ""
    refresh_token: str | None = None


class TokenEndpoint:
    """POST /api/token through Spotipy's auth managers: one for each call, and none that prompts for anything."""

    def __init__(self, settings: Settings, wire: Wire, budget: Budget) -> None:
        self._settings = settings
        self._wire = wire
        self._budget = budget
        self._base = settings.segue_spotify_accounts_base.rstrip("/") + "/"

    def pkce(self, scopes: Sequence[str] = (), verifier: SecretStr | None = None) -> SpotifyPKCE:
        """A PKCE flow at this app's addresses, with the verifier of a link that is under way. Raises AppRefused."""
        flow = SpotifyPKCE(
            client_id=self._client_id(),
            redirect_uri=self._settings.spotify_redirect_uri,
            scope=list(scopes),
            open_browser=False,
            **self._plumbing(),
        )
        flow.OAUTH_AUTHORIZE_URL, flow.OAUTH_TOKEN_URL = f"{self._base}authorize", f"{self._base}api/token"
        if verifier is not None:
            flow.code_verifier = verifier.get_secret_value()
            flow.code_challenge = flow._get_code_challenge()
        return flow

    def client_credentials(self, secret: SecretStr) -> SpotifyClientCredentials:
        """The app's own flow. Raises AppRefused."""
        flow = SpotifyClientCredentials(self._client_id(), secret.get_secret_value(), **self._plumbing())
        flow.OAUTH_TOKEN_URL = f"{self._base}api/token"
        return flow

    async def ask(
        self, flow: SpotifyPKCE | SpotifyClientCredentials, call: Callable[[], Any], dead: type[Exception]
    ) -> _TokenInfo:
        """What the token endpoint returned to `call`. Raises `dead` for invalid_grant, else a leaf of SpotifyError."""
        await self._budget.pay(None)
        try:
            await self._wire.run(call)
            return _TokenInfo.model_validate(flow.cache_handler.get_cached_token())
        except Unreachable as failure:
            log.warning("Spotify's accounts service cannot be reached: %s", failure)
        except SpotifyOauthError as refusal:
            await self._heed(refusal)
            raise _meaning(refusal, dead) from None
        except ValidationError:
            log.warning("Spotify's accounts service sent something unreadable")
        raise SpotifyUnavailable

    async def _heed(self, refusal: SpotifyOauthError) -> None:
        """Raises SpotifyResting when the accounts service asks for a long pause; a short one is waited out later."""
        response = _response(refusal)
        if response is not None and response.status_code == 429:
            pause = retry_after(response.headers.get("Retry-After"))
            await self._budget.slow_down(pause, quota=False, again=False)

    def _client_id(self) -> str:
        # Without one Spotipy would look for its own environment variables.
        if not self._settings.spotify_client_id:
            raise AppRefused
        return self._settings.spotify_client_id

    def _plumbing(self) -> dict[str, Any]:
        # A cache of its own for each call: Spotipy's default one writes tokens into a file.
        return {
            "requests_session": self._wire.session,
            "requests_timeout": self._wire.timeout,
            "cache_handler": MemoryCacheHandler(),
        }


class SpotifyAccounts:
    """The OAuth port."""

    def __init__(self, endpoint: TokenEndpoint, api: WebApi, clock: Clock) -> None:
        self._endpoint = endpoint
        self._api = api
        self._clock = clock

    def authorize_url(self, *, state: str, verifier: SecretStr, scopes: Sequence[str]) -> str:
        """The consent page for this state, with the PKCE challenge of `verifier`. Raises AppRefused."""
        return str(self._endpoint.pkce(scopes, verifier).get_authorize_url(state))

    async def exchange(self, code: SecretStr, verifier: SecretStr) -> Grant:
        """Raises CodeRefused, AppRefused, SpotifyUnavailable, or what the budget says."""
        if not code.get_secret_value():
            raise CodeRefused  # Spotipy would ask for one on the terminal
        flow = self._endpoint.pkce(verifier=verifier)
        asked_at = self._clock.now()
        info = await self._endpoint.ask(
            flow, lambda: flow.get_access_token(code.get_secret_value(), check_cache=False), CodeRefused
        )
        return _grant(info, asked_at)

    async def refresh(self, refresh_token: SecretStr) -> Grant:
        """Raises LinkExpired when the token is dead, AppRefused, SpotifyUnavailable, or what the budget says."""
        flow = self._endpoint.pkce()
        old = refresh_token.get_secret_value()
        asked_at = self._clock.now()
        info = await self._endpoint.ask(flow, lambda: flow.refresh_access_token(old), LinkExpired)
        # Spotipy fills in the old token when Spotify sent none.
        return _grant(info.model_copy(update={"refresh_token": None}) if info.refresh_token == old else info, asked_at)

    async def profile(self, access_token: SecretStr) -> Profile:
        """Raises UserNotRegistered, LinkExpired for a refused token, or another leaf of SpotifyError."""
        try:
            return await self._api.get(None, access_token, lambda spotify: spotify.me(), payloads.profile)
        except TokenRefused:
            raise LinkExpired from None


class AppTokens:
    """The app's own token, for what belongs to nobody: single tracks. Made once, renewed when it ends."""

    def __init__(self, settings: Settings, endpoint: TokenEndpoint, clock: Clock) -> None:
        self._secret = settings.spotify_client_secret
        self._endpoint = endpoint
        self._clock = clock
        self._renewing = asyncio.Lock()
        self._held: tuple[Access, datetime] | None = None

    async def access_token(self, user_id: int) -> Access:
        """A token without an account. Raises NotLinked when the app has no secret to get one with."""
        async with self._renewing:
            if self._held is None or self._clock.now() + MARGIN >= self._held[1]:
                self._held = await self._renewed()
            return self._held[0]

    async def invalidate(self, user_id: int, token: SecretStr) -> None:
        """Spotify refused this token: the next call gets another one."""
        if self._held and self._held[0].token == token:
            self._held = None

    async def give_up(self, user_id: int, token: SecretStr) -> None:
        """As `invalidate`: the app's secret may still make another token."""
        await self.invalidate(user_id, token)

    async def _renewed(self) -> tuple[Access, datetime]:
        if self._secret is None:
            raise NotLinked
        flow = self._endpoint.client_credentials(self._secret)
        asked_at = self._clock.now()
        info = await self._endpoint.ask(
            flow, lambda: flow.get_access_token(as_dict=False, check_cache=False), AppRefused
        )
        grant = _grant(info, asked_at)
        return Access(token=grant.access_token, account_id="", scopes=grant.scopes), grant.expires_at


def _grant(info: _TokenInfo, asked_at: datetime) -> Grant:
    return Grant(
        access_token=SecretStr(info.access_token),
        expires_at=asked_at + timedelta(seconds=info.expires_in),
        scopes=frozenset(info.scope.split()),
        refresh_token=SecretStr(info.refresh_token) if info.refresh_token else None,
    )


def _meaning(refusal: SpotifyOauthError, dead: type[Exception]) -> Exception:
    """What a refusal of the token endpoint means (RFC 6749, section 5.2)."""
    status = _status(refusal)
    log.warning("Spotify's accounts service refused with status %s", status)
    if status == 429 or status >= 500:
        return SpotifyUnavailable()
    return dead() if refusal.error == "invalid_grant" else AppRefused()


def _status(refusal: SpotifyOauthError) -> int:
    response = _response(refusal)
    return response.status_code if response is not None else 0


def _response(refusal: SpotifyOauthError) -> requests.Response | None:
    """What Spotify answered; Spotipy leaves it in the error that it was handling."""
    response: requests.Response | None = getattr(refusal.__context__, "response", None)
    return response
