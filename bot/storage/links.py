"""Linked accounts and their encrypted refresh tokens."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import AccountTaken
from bot.ports import Link, StoredToken
from bot.storage.connections import Connections, Store, whole
from bot.storage.schema import links, pending_links, tokens, waiting_links
from bot.storage.statements import upsert
from bot.storage.vault import Vault

_PURPOSE = "refresh token"


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many tokens are now under the first key, and how many no key could open (they were left as they are)."""

    rotated: int
    unreadable: int


class LinkStore(Store):
    """The Links port."""

    def __init__(self, connections: Connections, vault: Vault) -> None:
        super().__init__(connections)
        self._vault = vault

    @whole
    async def get(self, user_id: int) -> Link | None:
        """The person's link."""
        wanted = select(links, tokens.c.version).outerjoin(tokens).where(links.c.user_id == user_id)
        async with self._connections.read() as connection:
            row = (await connection.execute(wanted)).one_or_none()
        return None if row is None else _link(row)

    @whole
    async def owner(self, account_id: str) -> int | None:
        """The Discord user who has linked this account."""
        async with self._connections.read() as connection:
            return await _owner(connection, account_id)

    @whole
    async def save(self, link: Link, refresh_token: SecretStr) -> None:
        """Insert or replace a person's link and token. Raises AccountTaken when another person has the account."""
        sealed = self._seal(link.user_id, refresh_token)
        async with self._connections.write() as connection:
            if await _owner(connection, link.account_id) not in (None, link.user_id):
                raise AccountTaken
            await _forget_other_account(connection, link)
            await upsert(connection, links, [_row(link)])
            await upsert(connection, tokens, [{"user_id": link.user_id, "sealed": sealed, "version": _new_version()}])

    @whole
    async def token(self, user_id: int) -> StoredToken | None:
        """The refresh token. One that no key opens is deleted; without any key nothing is touched."""
        if not self._vault.has_keys:
            return None
        async with self._connections.read() as connection:
            row = (await connection.execute(select(tokens).where(tokens.c.user_id == user_id))).one_or_none()
        if row is None:
            return None
        content = self._vault.open(_PURPOSE, user_id, row.sealed)
        if content is None:
            await self._drop_token(user_id, row.version)
            return None
        return StoredToken(refresh_token=SecretStr(content["refresh_token"]), version=row.version)

    @whole
    async def renew_token(self, user_id: int, version: int, refresh_token: SecretStr, scopes: frozenset[str]) -> bool:
        """Replace the token if it still has `version`."""
        sealed = self._seal(user_id, refresh_token)
        renewed = update(tokens).where(tokens.c.user_id == user_id, tokens.c.version == version)
        granted = update(links).where(links.c.user_id == user_id)
        async with self._connections.write() as connection:
            result = await connection.execute(renewed.values(sealed=sealed, version=_new_version()))
            if result.rowcount == 0:
                return False
            await connection.execute(granted.values(scopes=_words(scopes)))
            return True

    @whole
    async def drop_token(self, user_id: int, version: int) -> None:
        """Delete the token alone, if it still has `version`."""
        await self._drop_token(user_id, version)

    @whole
    async def delete(self, user_id: int) -> bool:
        """Delete the link and all that hangs on it, in one transaction."""
        async with self._connections.write() as connection:
            for table in (pending_links, waiting_links):
                await connection.execute(delete(table).where(table.c.user_id == user_id))
            return (await connection.execute(delete(links).where(links.c.user_id == user_id))).rowcount > 0

    @whole
    async def rotate_keys(self) -> Rotation:
        """Encrypt every token anew under the first key, all or none of them; what is pending has to begin again."""
        rotated = unreadable = 0
        async with self._connections.write() as connection:
            for table in (pending_links, waiting_links):
                await connection.execute(delete(table))
            for row in (await connection.execute(select(tokens))).all():
                sealed = self._vault.rotate(_PURPOSE, row.user_id, row.sealed)
                unreadable += sealed is None
                rotated += sealed is not None
                if sealed is not None:
                    changed = update(tokens).where(tokens.c.user_id == row.user_id)
                    await connection.execute(changed.values(sealed=sealed, version=_new_version()))
        return Rotation(rotated, unreadable)

    async def _drop_token(self, user_id: int, version: int) -> None:
        dropped = delete(tokens).where(tokens.c.user_id == user_id, tokens.c.version == version)
        async with self._connections.write() as connection:
            await connection.execute(dropped)

    def _seal(self, user_id: int, refresh_token: SecretStr) -> bytes:
        return self._vault.seal(_PURPOSE, user_id, {"refresh_token": refresh_token.get_secret_value()})


async def _owner(connection: AsyncConnection, account_id: str) -> int | None:
    owner: int | None = await connection.scalar(select(links.c.user_id).where(links.c.account_id == account_id))
    return owner


async def _forget_other_account(connection: AsyncConnection, link: Link) -> None:
    # Not an update of account_id: what was read for the old account must go, not move to the new one.
    other = links.c.account_id != link.account_id
    await connection.execute(delete(links).where(links.c.user_id == link.user_id, other))


def _new_version() -> int:
    # Random, not counted: a late writer must also miss a token that was deleted and made anew in between.
    return secrets.randbits(62)


def _row(link: Link) -> dict[str, Any]:
    return {
        "user_id": link.user_id,
        "account_id": link.account_id,
        "display_name": link.display_name,
        "scopes": _words(link.scopes),
        "authorised_at": link.authorised_at,
    }


def _link(row: Row[Any]) -> Link:
    return Link(
        user_id=row.user_id,
        account_id=row.account_id,
        display_name=row.display_name,
        scopes=frozenset(row.scopes.split()),
        authorised_at=row.authorised_at,
        has_token=row.version is not None,
    )


def _words(scopes: frozenset[str]) -> str:
    return " ".join(sorted(scopes))
