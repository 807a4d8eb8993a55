"""What an answer says of the songs that were brought along: pure functions from values to text."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages import text
from bot.services.answers import Answer, Gathered, Origin
from cogs.pieces import name

MAX_LINES = 6
"""A request reads fewer things than that, unless several files come together."""
_ALONE = {
    Origin.PASTED: "answer-title-pasted",
    Origin.HISTORY: "answer-title-history",
    Origin.TOP: "answer-title-top",
    Origin.LIKED: "answer-title-liked",
}


def title(answer: Answer, room: int) -> str | None:
    """The heading of an answer to what was brought along, None where nothing was."""
    if not answer.gathered or answer.taken:
        return None
    first = answer.gathered[0]
    if first.origin is Origin.MEMBER:
        names = [name(one.name, room) for one in answer.gathered]
        return text("answer-title-blend", names=text("and", first=", ".join(names[:-1]), second=names[-1]))
    if first.origin in _ALONE:
        return text(_ALONE[first.origin])
    return text("answer-title-file", name=name(first.name, room))


def lines(answer: Answer, room: int) -> Iterator[str]:
    """A line for each file, list, link and account that songs came from."""
    return (_line(one, room) for one in answer.gathered[:MAX_LINES])


def filters(answer: Answer) -> Iterator[str]:
    """Of which years the songs are and which were left out, where that was asked for."""
    if answer.for_all is not None:
        yield text("blend-for-all", count=answer.for_all)
    if any(answer.years):
        words = text("years", **_years(answer))
        short = answer.scarce and answer.items
        yield f"{words} {text('years-scarce')}" if short else words
    if one := answer.checked:
        left = one.total - one.playlists
        yield text("checked", songs=one.songs, playlists=one.playlists, total=one.total, left=left)


def nothing(answer: Answer) -> str:
    """What to do about an answer without a song."""
    return text("answer-empty-years") if any(answer.years) else text("answer-empty")


def _years(answer: Answer) -> dict[str, str]:
    first, last = answer.years
    bounds = "both" if first and last else "first" if first else "last"
    return {"bounds": bounds, "first": str(first or ""), "last": str(last or "")}


def _line(one: Gathered, room: int) -> str:
    words = text(
        "gathered", origin=str(one.origin), name=name(one.name, room), owner=name(one.owner, room), songs=one.songs
    )
    counts = {"repeated": one.repeated, "nameless": one.nameless, "left": one.left}
    return "; ".join([words, *(text(f"gathered-{kind}", count=count) for kind, count in counts.items() if count)])
