"""Links that are begun and not finished."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import ClaimedLink, Grant, Link, PendingLink, WaitingLink
from bot.storage.connections import Connections, Store, whole
from bot.storage.schema import pending_links, waiting_links
from bot.storage.statements import sweep, upsert
from bot.storage.vault import Vault

_VERIFIER = "PKCE verifier"
_WAITING = "waiting link"


class PendingLinkStore(Store):
    """The PendingLinks port."""

    def __init__(self, connections: Connections, vault: Vault) -> None:
        super().__init__(connections)
        self._vault = vault

    @whole
    async def begin(self, link_id: str, pending: PendingLink) -> None:
        """Keep a pending link in place of anything that the person had begun."""
        row = {
            "user_id": pending.user_id,
            "user_name": pending.user_name,
            "scopes": " ".join(sorted(pending.scopes)),
            "link_hash": _hash(link_id),
            "state_hash": None,
            "holder_hash": None,
            "sealed_verifier": None,
            "expires_at": pending.expires_at,
        }
        async with self._connections.write() as connection:
            await connection.execute(delete(waiting_links).where(waiting_links.c.user_id == pending.user_id))
            await upsert(connection, pending_links, [row])

    @whole
    async def get(self, link_id: str, now: datetime) -> PendingLink | None:
        """The pending link with this id."""
        async with self._connections.read() as connection:
            return await _find(connection, link_id, now)

    @whole
    async def arm(
        self, link_id: str, *, state: str, holder: str, verifier: SecretStr, now: datetime
    ) -> PendingLink | None:
        """Tie a pending link to a state and its holder."""
        async with self._connections.write() as connection:
            pending = await _find(connection, link_id, now)
            if pending is not None:
                sealed = self._vault.seal(_VERIFIER, pending.user_id, {"verifier": verifier.get_secret_value()})
                armed = {"state_hash": _hash(state), "holder_hash": _hash(holder), "sealed_verifier": sealed}
                mine = pending_links.c.link_hash == _hash(link_id)
                await connection.execute(update(pending_links).where(mine).values(armed))
            return pending

    @whole
    async def claim(self, state: str, holder: str, now: datetime) -> ClaimedLink | None:
        """Take the pending link that state and holder belong to."""
        taken = (
            delete(pending_links)
            .where(
                pending_links.c.state_hash == _hash(state),
                pending_links.c.holder_hash == _hash(holder),
                pending_links.c.expires_at > now,
            )
            .returning(pending_links)
        )
        async with self._connections.write() as connection:
            row = (await connection.execute(taken)).one_or_none()
        content = None if row is None else self._vault.open(_VERIFIER, row.user_id, row.sealed_verifier)
        if row is None or content is None:
            return None
        return ClaimedLink(row.user_id, row.user_name, SecretStr(content["verifier"]))

    @whole
    async def wait(self, waiting: WaitingLink) -> None:
        """Keep a link until its owner confirms it."""
        user_id = waiting.link.user_id
        sealed = self._vault.seal(_WAITING, user_id, _plain(waiting))
        row = {"user_id": user_id, "sealed": sealed, "expires_at": waiting.expires_at}
        async with self._connections.write() as connection:
            await upsert(connection, waiting_links, [row])

    @whole
    async def take(self, user_id: int, now: datetime) -> WaitingLink | None:
        """Take a person's waiting link; what has expired is deleted without being given."""
        taken = delete(waiting_links).where(waiting_links.c.user_id == user_id).returning(waiting_links)
        async with self._connections.write() as connection:
            row = (await connection.execute(taken)).one_or_none()
        if row is None or row.expires_at <= now:
            return None
        content = self._vault.open(_WAITING, user_id, row.sealed)
        return None if content is None else _waiting(user_id, content, row.expires_at)

    @whole
    async def sweep(self, now: datetime) -> int:
        """Delete what has expired; returns how many rows."""
        async with self._connections.write() as connection:
            return sum([await sweep(connection, table, now) for table in (pending_links, waiting_links)])


def _hash(secret: str) -> bytes:
    # Plain SHA-256: these are random secrets of at least 128 bits, which no list of guesses reaches.
    return sha256(secret.encode()).digest()


async def _find(connection: AsyncConnection, link_id: str, now: datetime) -> PendingLink | None:
    wanted = select(pending_links).where(pending_links.c.link_hash == _hash(link_id), pending_links.c.expires_at > now)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _pending(row)


def _pending(row: Row[Any]) -> PendingLink:
    return PendingLink(row.user_id, row.user_name, frozenset(row.scopes.split()), row.expires_at)


def _plain(waiting: WaitingLink) -> dict[str, Any]:
    link, grant = waiting.link, waiting.grant
    return {
        "account_id": link.account_id,
        "display_name": link.display_name,
        "authorised_at": link.authorised_at.isoformat(),
        "scopes": sorted(link.scopes),
        "access_token": grant.access_token.get_secret_value(),
        "access_expires_at": grant.expires_at.isoformat(),
        "refresh_token": grant.refresh_token.get_secret_value() if grant.refresh_token else None,
    }


def _waiting(user_id: int, content: Mapping[str, Any], expires_at: datetime) -> WaitingLink:
    scopes = frozenset(content["scopes"])
    refresh_token = content["refresh_token"]
    link = Link(
        user_id=user_id,
        account_id=content["account_id"],
        display_name=content["display_name"],
        scopes=scopes,
        authorised_at=datetime.fromisoformat(content["authorised_at"]),
        has_token=True,
    )
    grant = Grant(
        access_token=SecretStr(content["access_token"]),
        expires_at=datetime.fromisoformat(content["access_expires_at"]),
        scopes=scopes,
        refresh_token=SecretStr(refresh_token) if refresh_token else None,
    )
    return WaitingLink(link=link, grant=grant, expires_at=expires_at)
