"""Encryption at rest: what is sealed for one person and purpose opens for no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr

from bot.errors import StorageError


class Vault:
    """Seals with the first key and opens with any.

    Fernet has no associated data, so the person and the purpose stand in the plaintext and are checked after
    decrypting: a sealed value that was moved to another row or column does not open.
    """

    def __init__(self, keys: Sequence[SecretStr]) -> None:
        self._fernet = MultiFernet([Fernet(key.get_secret_value()) for key in keys]) if keys else None

    @property
    def has_keys(self) -> bool:
        """Whether anything can be sealed or opened."""
        return self._fernet is not None

    def seal(self, purpose: str, user_id: int, content: Mapping[str, Any]) -> bytes:
        """Encrypt JSON content. Raises StorageError without a key."""
        return self._keys().encrypt(orjson.dumps({"for": purpose, "user": user_id, "content": content}))

    def open(self, purpose: str, user_id: int, sealed: bytes) -> Mapping[str, Any] | None:
        """The content; None when no key opens it, or when it was sealed for somebody or something else."""
        try:
            plain = orjson.loads(self._keys().decrypt(sealed))
        except InvalidToken:
            return None
        if (plain["for"], plain["user"]) != (purpose, user_id):
            return None
        content: Mapping[str, Any] = plain["content"]
        return content

    def rotate(self, purpose: str, user_id: int, sealed: bytes) -> bytes | None:
        """The same content under the first key; None where `open` gives None."""
        if self.open(purpose, user_id, sealed) is None:
            return None
        return self._keys().rotate(sealed)

    def _keys(self) -> MultiFernet:
        if self._fernet is None:
            raise StorageError("There is no key to encrypt with: run `segue keys new` and set SEGUE_SECRET_KEYS.")
        return self._fernet
