"""Spotify's accounts service: consent, codes, tokens. As strict as the real one about what an app gets wrong."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from playground.spotify.refusals import Refusal
from playground.spotify.world import Now, User, World

ACCESS_LIFE = timedelta(seconds=3600)
CODE_LIFE = timedelta(minutes=10)
REFRESH_LIFE = timedelta(days=182)  # six months from consent, whatever is refreshed meanwhile (since June 2026)
SCOPES = frozenset(
    {
        "playlist-read-private",
        "playlist-read-collaborative",
        "playlist-modify-private",
        "playlist-modify-public",
        "ugc-image-upload",
        "user-read-private",
        "user-read-email",
        "user-top-read",
        "user-library-read",
        "user-library-modify",
    }
)


class BadRequest(Exception):
    """The consent page cannot send the browser anywhere: it shows this text itself."""


def is_loopback(host: str | None) -> bool:
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def check_redirect(uri: str) -> str:
    """Whether the dashboard takes this redirect address: https, or http on a literal loopback address.

    Source: Spotify documentation, "Redirect URIs". Raises ValueError.
    """
    parts = urlsplit(uri)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname)):
        return uri
    raise ValueError(f"Spotify does not take {uri!r} as a redirect address")


def redirect_matches(registered: str, asked: str) -> bool:
    """An exact match; only on a loopback address registered without a port may the request add one."""
    if registered == asked:
        return True
    left, right = urlsplit(registered), urlsplit(asked)
    if not is_loopback(left.hostname) or left.port is not None:
        return False
    same = (left.scheme, left.hostname, left.path, left.query) == (
        right.scheme,
        right.hostname,
        right.path,
        right.query,
    )
    return same and "@" not in right.netloc and not right.fragment


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code, and what the exchange must repeat."""

    user: User
    scopes: frozenset[str]
    redirect_uri: str
    challenge: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A refresh token; it ends six months after the consent."""

    user: User
    scopes: frozenset[str]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who an access token speaks for: a person, or the app itself (user None)."""

    user: User | None
    scopes: frozenset[str]
    expires_at: datetime


@dataclass(slots=True)
class App:
    """The one app that is registered."""

    client_id: str = field(default_factory=lambda: secrets.token_hex(16))
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    redirect_uris: tuple[str, ...] = ("http://127.0.0.1/callback",)


class Accounts:
    """Gives out codes and tokens, and knows them again."""

    def __init__(self, world: World, app: App, now: Now) -> None:
        self.world, self.app, self._now = world, app, now
        self._codes: dict[str, Code] = {}
        self._used_codes: set[str] = set()
        self._refresh: dict[str, RefreshToken] = {}
        self._ended: dict[str, str] = {}
        self._bearers: dict[str, Bearer] = {}

    # ------------------------------------------------------------ consent

    def check_consent(self, query: Mapping[str, str]) -> None:
        """What the consent page refuses to open with. Raises BadRequest."""
        if query.get("client_id") != self.app.client_id:
            raise BadRequest("INVALID_CLIENT: Invalid client")
        if not any(redirect_matches(uri, query.get("redirect_uri", "")) for uri in self.app.redirect_uris):
            raise BadRequest("INVALID_CLIENT: Invalid redirect URI")
        if query.get("response_type") != "code":
            raise BadRequest("response_type must be code")
        if "code_challenge" in query and query.get("code_challenge_method") != "S256":
            raise BadRequest("code_challenge_method must be S256")

    def answer_consent(self, query: Mapping[str, str], user: User | None) -> str:
        """Where the browser goes after the person agreed, or (None) said no. Raises BadRequest."""
        self.check_consent(query)
        state = {"state": query["state"]} if "state" in query else {}
        scopes = frozenset(query.get("scope", "").split())
        if not scopes <= SCOPES:
            return self._redirect(query, {"error": "invalid_scope", **state})
        if user is None:
            return self._redirect(query, {"error": "access_denied", **state})
        code = secrets.token_urlsafe(48)
        until = self._now() + CODE_LIFE
        self._codes[code] = Code(user, scopes, query["redirect_uri"], query.get("code_challenge"), until)
        return self._redirect(query, {"code": code, **state})

    def consent(self, url: str, as_: str, *, deny: bool = False) -> str:
        """What a person's browser does on the consent page at `url`: the address it is sent back to."""
        query = dict(parse_qsl(urlsplit(url).query))
        return self.answer_consent(query, None if deny else self.world.users[as_])

    @staticmethod
    def _redirect(query: Mapping[str, str], answer: dict[str, str]) -> str:
        return f"{query['redirect_uri']}?{urlencode(answer)}"

    # ------------------------------------------------------------ tokens

    def token(self, form: Mapping[str, str], basic: str | None) -> dict[str, Any]:
        """POST /api/token. Raises Refusal."""
        grants = {
            "authorization_code": self._exchange,
            "refresh_token": self._renew,
            "client_credentials": self._app_token,
        }
        grant = grants.get(form.get("grant_type", ""))
        if grant is None:
            raise Refusal.accounts("unsupported_grant_type", "grant_type parameter is missing or unknown")
        return grant(form, self._client(form, basic))

    def bearer(self, authorization: str | None) -> Bearer:
        """Whom a request speaks for. Raises 401 as Spotify does."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme != "Bearer" or not token:
            raise Refusal.web_api(401, "No token provided")
        bearer = self._bearers.get(token)
        if bearer is None:
            raise Refusal.web_api(401, "Invalid access token")
        if bearer.expires_at <= self._now():
            raise Refusal.web_api(401, "The access token expired")
        return bearer

    def revoke(self, user: str) -> None:
        """The person removes the app from their account: every token of theirs is dead at once."""
        for token, refresh in list(self._refresh.items()):
            if refresh.user.id == user:
                self._end(token, "Refresh token revoked")
        self.expire_access(user)

    def expire_access(self, user: str) -> None:
        """End the person's access tokens alone; the next refresh works."""
        self._bearers = {t: b for t, b in self._bearers.items() if b.user is None or b.user.id != user}

    def _client(self, form: Mapping[str, str], basic: str | None) -> bool:
        """Whether the request proves that it comes from the app (it knows the secret). Raises Refusal."""
        client_id, client_secret = form.get("client_id"), form.get("client_secret")
        if basic is not None:
            client_id, _, client_secret = base64.b64decode(basic).decode().partition(":")
        if client_id != self.app.client_id:
            raise Refusal.accounts("invalid_client", "Invalid client")
        if client_secret is not None and not secrets.compare_digest(client_secret, self.app.client_secret):
            raise Refusal.accounts("invalid_client", "Invalid client secret")
        return client_secret is not None

    def _exchange(self, form: Mapping[str, str], proven: bool) -> dict[str, Any]:
        text = form.get("code", "")
        code = self._codes.pop(text, None)
        if code is None:
            known = "Authorization code already used" if text in self._used_codes else "Invalid authorization code"
            raise Refusal.accounts("invalid_grant", known)
        self._used_codes.add(text)
        if code.expires_at <= self._now():
            raise Refusal.accounts("invalid_grant", "Authorization code expired")
        if form.get("redirect_uri") != code.redirect_uri:
            raise Refusal.accounts("invalid_grant", "Invalid redirect URI")
        self._check_proof(code, form.get("code_verifier"), proven)
        return self._grant(RefreshToken(code.user, code.scopes, self._now() + REFRESH_LIFE))

    @staticmethod
    def _check_proof(code: Code, verifier: str | None, proven: bool) -> None:
        if code.challenge is None:
            if not proven:
                raise Refusal.accounts("invalid_client", "Client secret or PKCE is required")
            return
        digest = hashlib.sha256((verifier or "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not 43 <= len(verifier or "") <= 128 or challenge != code.challenge:
            raise Refusal.accounts("invalid_grant", "code_verifier was incorrect")

    def _renew(self, form: Mapping[str, str], _: bool) -> dict[str, Any]:
        text = form.get("refresh_token", "")
        refresh = self._refresh.get(text)
        if refresh is None:
            raise Refusal.accounts("invalid_grant", self._ended.get(text, "Invalid refresh token"))
        if refresh.expires_at <= self._now():
            self._end(text, "Refresh token expired")
            raise Refusal.accounts("invalid_grant", "Refresh token expired")
        if not self.world.rules.rotate_refresh_tokens:
            return self._access(refresh.user, refresh.scopes)
        self._end(text, "Refresh token revoked")
        return self._grant(refresh)

    def _app_token(self, _: Mapping[str, str], proven: bool) -> dict[str, Any]:
        if not proven:
            raise Refusal.accounts("invalid_client", "Client secret is required")
        answer = self._access(None, frozenset())
        del answer["scope"]
        return answer

    def _grant(self, refresh: RefreshToken) -> dict[str, Any]:
        token = secrets.token_urlsafe(96)
        self._refresh[token] = refresh
        return {**self._access(refresh.user, refresh.scopes), "refresh_token": token}

    def _access(self, user: User | None, scopes: frozenset[str]) -> dict[str, Any]:
        token = secrets.token_urlsafe(96)
        self._bearers[token] = Bearer(user, scopes, self._now() + ACCESS_LIFE)
        life = int(ACCESS_LIFE.total_seconds())
        return {"access_token": token, "token_type": "Bearer", "expires_in": life, "scope": " ".join(sorted(scopes))}

    def _end(self, token: str, reason: str) -> None:
        del self._refresh[token]
        self._ended[token] = reason
