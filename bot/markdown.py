"""Other people's words inside Discord's markdown: shown exactly as they are, and no longer than there is room."""

from __future__ import annotations

import re
import unicodedata

# Everything that Discord's markdown gives a meaning; marks of a line's beginning only there. A backslash before any of
# these is not shown.
_SPECIAL = re.compile(r"[\\*_~`|\[\]<@]|:(?=//)|^[#>+-]|(?:(?<=^\d)|(?<=^\d\d))\.(?= )")
# Breaks would end a heading or a list entry; direction overrides would turn around what follows a name.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_INVISIBLE = re.compile(r"[\u202a-\u202e\u2066-\u2069\ufeff]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_JOINER = "\u200d"


def one_line(text: str) -> str:
    """One line of text that can be sent: breaks become blanks, what cannot be encoded becomes U+FFFD."""
    line = _BREAKS.sub(" ", _INVISIBLE.sub("", text)).strip()
    return _LONE_SURROGATE.sub("\ufffd", line)


def escape(text: str) -> str:
    """Markdown that displays `text` as it is, in one line."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, the last one an ellipsis if some are missing; a letter keeps its accents or goes."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    end = limit - 1
    while end > 0 and _belongs_to_previous(line, end):
        end -= 1
    return line[:end].rstrip() + "…"


def _belongs_to_previous(line: str, at: int) -> bool:
    return bool(unicodedata.combining(line[at])) or line[at] in (_JOINER, "\ufe0f") or line[at - 1] == _JOINER


def length(text: str) -> int:
    """UTF-16 code units, never fewer than Discord counts."""
    return len(text) + sum(character > "\uffff" for character in text)
