"""Bytes as text: UTF-8 with or without a mark, UTF-16, UTF-32, and what Windows and older programs wrote."""

from __future__ import annotations

import codecs
import re

from bot.imports.errors import FileNotText, FilePacked

_MARKS = (  # the longer first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZIP = b"PK\x03\x04"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 4096


def decoded(name: str, data: bytes) -> str:
    """The text of a file. Raises FilePacked or FileNotText."""
    if data.startswith(_ZIP):
        raise FilePacked(name)
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        raise FileNotText(name) from None
    if _CONTROL.search(text.removesuffix("\x1a")):  # the end mark of old DOS files is harmless
        raise FileNotText(name)
    return text.removeprefix("\ufeff").removesuffix("\x1a")


def _encoding(data: bytes) -> str:
    """Its mark decides; without one, zeros tell UTF-16, and what is no UTF-8 is taken for Windows' Latin-1."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if wide := _wide(data[:_SAMPLE]):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if not any(byte in _UNDEFINED for byte in data) else "latin-1"
    return "utf-8"


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: Latin letters have a zero in every second byte, behind the letter when little-endian."""
    for zeros, encoding in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
        if zeros.count(0) > _MOSTLY * len(zeros):
            return encoding
    return None


_MOSTLY = 0.5
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Bytes that Windows-1252 leaves undefined; Latin-1 has controls there."""
