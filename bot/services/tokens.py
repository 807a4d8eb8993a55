"""Access tokens of linked people: kept in memory, renewed once however many commands wait."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import SecretStr

from bot.errors import LinkExpired, NotLinked
from bot.ports import Access, Clock, Grant, Link, Links, OAuth, StoredToken

MARGIN = timedelta(seconds=60)
"""A token is renewed this long before it expires, so that it lasts for the call it is fetched for."""
CLOSE_SECONDS = 2.0
"""How long the end of the bot waits for renewals."""


@dataclass(frozen=True, slots=True)
class _Held:
    access: Access
    expires_at: datetime


class TokenKeeper:
    """The Tokens port. A renewal is a task of its own: a caller who gives up does not lose a rotated refresh token."""

    def __init__(self, oauth: OAuth, links: Links, clock: Clock) -> None:
        self._oauth = oauth
        self._links = links
        self._clock = clock
        self._held: dict[int, _Held] = {}
        self._renewals: dict[int, asyncio.Task[Access]] = {}  # those that may hand out a token
        self._running: set[asyncio.Task[Access]] = set()

    async def access_token(self, user_id: int) -> Access:
        """A token that is valid now. Raises NotLinked, LinkExpired or another SpotifyError of the renewal."""
        held = self._held.get(user_id)
        if held is not None and self._clock.now() + MARGIN < held.expires_at:
            return held.access
        return await asyncio.shield(self._renewals.get(user_id) or self._start(user_id))

    async def invalidate(self, user_id: int, token: SecretStr) -> None:
        """Spotify refused this access token: the next `access_token` renews it. Nothing if it was renewed already."""
        held = self._held.get(user_id)
        if held is not None and held.access.token == token:
            del self._held[user_id]

    async def give_up(self, user_id: int, token: SecretStr) -> None:
        """Spotify refused a token that was just renewed: its refresh token goes, unless there is a newer one."""
        held = self._held.get(user_id)
        if held is None or held.access.token != token:
            return
        stored = await self._links.token(user_id)
        if stored is not None and self._held.get(user_id) is held:
            del self._held[user_id]
            await self._links.drop_token(user_id, stored.version)

    def remember(self, link: Link, grant: Grant) -> None:
        """A link was just stored with this grant: its access token is as good as a renewed one."""
        self.forget(link.user_id)
        self._hold(link, grant)

    def forget(self, user_id: int) -> None:
        """The person unlinked or linked anew: what is held goes, and a renewal under way gives nobody a token."""
        self._held.pop(user_id, None)
        self._renewals.pop(user_id, None)

    async def close(self) -> None:
        """Let renewals under way finish, if they soon do: Spotify may already have replaced the refresh token."""
        if self._running:
            await asyncio.wait(self._running, timeout=CLOSE_SECONDS)

    def _start(self, user_id: int) -> asyncio.Task[Access]:
        renewal = self._renewals[user_id] = asyncio.create_task(self._renew(user_id))
        self._running.add(renewal)
        renewal.add_done_callback(lambda done: self._ended(user_id, done))
        return renewal

    async def _renew(self, user_id: int) -> Access:
        link = await self._links.get(user_id)
        if link is None:
            raise NotLinked
        stored = await self._links.token(user_id)
        if stored is None:
            raise LinkExpired
        grant = await self._refreshed(user_id, stored)
        refresh_token, scopes = grant.refresh_token or stored.refresh_token, grant.scopes or link.scopes
        saved = await self._links.renew_token(user_id, stored.version, refresh_token, scopes)
        if saved and self._renewals.get(user_id) is asyncio.current_task():
            return self._hold(link, grant)
        return self._after_change(user_id)

    def _after_change(self, user_id: int) -> Access:
        """The link changed during the renewal: a new link brought its own token, no link means no token."""
        held = self._held.get(user_id)
        if held is None:
            raise NotLinked
        return held.access

    async def _refreshed(self, user_id: int, stored: StoredToken) -> Grant:
        try:
            return await self._oauth.refresh(stored.refresh_token)
        except LinkExpired:
            await self._links.drop_token(user_id, stored.version)
            raise

    def _hold(self, link: Link, grant: Grant) -> Access:
        access = Access(token=grant.access_token, account_id=link.account_id, scopes=grant.scopes or link.scopes)
        self._held[link.user_id] = _Held(access, grant.expires_at)
        return access

    def _ended(self, user_id: int, renewal: asyncio.Task[Access]) -> None:
        self._running.discard(renewal)
        if self._renewals.get(user_id) is renewal:
            del self._renewals[user_id]
        if not renewal.cancelled():
            renewal.exception()  # taken note of: every caller may have given up
