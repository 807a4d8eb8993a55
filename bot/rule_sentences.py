"""Rules in words, the same for the terminal and for Discord."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import numeral, text
from recsys.rules_asked import Wish


def rule_sentence(left: Sequence[str], right: str, *, confidence: float, lift: float, playlists: int) -> str:
    """What a rule says. Names stand as they are: the caller escapes for its medium."""
    return text(
        "rule", left=listed(left), right=right, percent=percent(confidence), times=times(lift), playlists=playlists
    )


def unreached_sentence(wish: Wish, below: int) -> str:
    """That the thresholds leave nothing, and how many rules are just below; or that there is nothing to leave."""
    if wish.min_confidence == 0 and wish.min_lift <= 1:
        return text("rules-none")
    asked = thresholds(wish.min_confidence, wish.min_lift)
    return text("rules-unreached-near", **asked, below=below) if below else text("rules-unreached", **asked)


def listed(names: Sequence[str]) -> str:
    """Names in a row: "A, B and C"."""
    *firsts, last = names
    return text("and", first=", ".join(firsts), second=last) if firsts else last


def percent(share: float) -> str:
    """A share of 1 as a number of 100: whole, or with a decimal where it would be none."""
    return numeral(100 * share, 0 if share >= 0.01 else 1)


def times(lift: float) -> str:
    """A lift, as exact as people read it."""
    return numeral(lift, 0 if lift >= 10 else 1)


def thresholds(confidence: float, lift: float) -> dict[str, str]:
    """What was asked of rules at least, as it was typed: the confidence of 100."""
    return {"confidence": numeral(100 * confidence), "lift": numeral(lift)}
