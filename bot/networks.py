"""Rules as a network: what its picture shows, and what it says to who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.markdown import cut
from bot.messages import text
from bot.rule_sentences import listed, times

LONGEST_NAME = 60
"""Longer names are cut to so many characters where the picture is told in words."""
MOST_NAMES = 14
"""Names that a picture has room for at a size that a phone can show."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A rule between names of a network, which are numbers here: from all of `left` to `right`."""

    left: tuple[int, ...]
    right: int
    playlists: int
    lift: float


@dataclass(frozen=True, slots=True)
class Network:
    """Names of songs or artists, and the rules between them, numbered from 1 in their order."""

    names: tuple[str, ...]
    arrows: tuple[Arrow, ...]

    def first(self, arrows: int) -> Network:
        """As many rules, and the names that they need."""
        kept = self.arrows[:arrows]
        used = {name for arrow in kept for name in (*arrow.left, arrow.right)}
        numbers = {name: number for number, name in enumerate(sorted(used))}
        moved = (
            Arrow(tuple(numbers[name] for name in one.left), numbers[one.right], one.playlists, one.lift)
            for one in kept
        )
        return Network(tuple(self.names[name] for name in sorted(used)), tuple(moved))


def alt_text(network: Network, most: int) -> str:
    """The picture in words, at most so many characters: as many rules as fit, whole."""
    names = [cut(name, LONGEST_NAME) for name in network.names]
    words = text("network-alt", rules=len(network.arrows))
    for number, arrow in enumerate(network.arrows, 1):
        rule = text(
            "network-alt-rule",
            number=number,
            left=listed([names[name] for name in arrow.left]),
            right=names[arrow.right],
            lift=times(arrow.lift),
            playlists=arrow.playlists,
        )
        if len(words) + 1 + len(rule) > most:
            break
        words = f"{words} {rule}"
    return words


def network_of(rules: Sequence[tuple[tuple[str, ...], str, int, float]]) -> Network | None:
    """The first of these rules (left, right, playlists, lift) that have room in a picture; None where there is none."""
    names: dict[str, int] = {}
    arrows = []
    for left, right, playlists, lift in rules:
        new = dict.fromkeys(name for name in (*left, right) if name not in names)
        if len(names) + len(new) > MOST_NAMES:
            break
        names |= {name: len(names) + place for place, name in enumerate(new)}
        arrows.append(Arrow(tuple(names[name] for name in left), names[right], playlists, lift))
    return Network(tuple(names), tuple(arrows)) if arrows else None
