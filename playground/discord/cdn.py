"""Files as Discord's CDN keeps them: names made safe, types guessed, addresses signed and only valid for a day.

Source: Discord reference, "Signed Attachment CDN URLs" (`ex` and `is`: hexadecimal Unix times; `hm`: the signature) and
"Attachment Object" (`title`: the name before it was made safe).
"""

from __future__ import annotations

import hashlib
import hmac
import mimetypes
import re
import secrets
from collections.abc import Mapping

LIFE = 86_400
"""Seconds that an address is valid."""
_UNSAFE = re.compile(r"[^0-9A-Za-z._-]+")
_TYPES = {
    ".xspf": "application/xspf+xml",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".jspf": "application/octet-stream",
}


class Signer:
    """Signs paths and knows its own signatures again."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def sign(self, path: str, now: float) -> str:
        """The path with a query that says until when it is valid."""
        issued, expires = f"{int(now):x}", f"{int(now) + LIFE:x}"
        return f"{path}?ex={expires}&is={issued}&hm={self._signature(path, expires, issued)}&"

    def valid(self, path: str, query: Mapping[str, str], now: float) -> bool:
        """Whether this path was signed, and not too long ago."""
        expires, issued = query.get("ex", ""), query.get("is", "")
        signed = hmac.compare_digest(query.get("hm", ""), self._signature(path, expires, issued))
        return signed and now < int(expires, 16)

    def _signature(self, path: str, expires: str, issued: str) -> str:
        return hmac.new(self._key, f"{path} {expires} {issued}".encode(), hashlib.sha256).hexdigest()


def safe_name(name: str) -> str:
    """The name that stands in addresses: what is special becomes "_"."""
    return _UNSAFE.sub("_", name)


def content_type_of(name: str) -> str:
    """The type that a file's name stands for; texts are called UTF-8, whatever they are."""
    suffix = f".{name.rpartition('.')[2].casefold()}"
    guessed = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = guessed.startswith("text/") or guessed == "application/json"
    return f"{guessed}; charset=utf-8" if is_text else guessed
