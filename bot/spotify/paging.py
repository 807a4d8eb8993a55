"""Reading a list page by page: two pages at once, as far as the page limit and the call budget reach."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from bot.errors import BudgetSpent, ShareSpent, SpotifyResting

PAGE = 50
"""Entries of a page, the most that Spotify sends."""
AT_ONCE = 2


class Page(Protocol):
    """A page knows how many entries there are in all."""

    @property
    def total(self) -> int: ...


P = TypeVar("P", bound=Page)


async def read_pages(fetch: Callable[[int], Awaitable[P]], max_pages: int) -> list[P]:
    """The first pages of a list, `fetch`ed by their offset.

    A budget or quota that ends after the first page ends the list there. Raises what `fetch` raises otherwise.
    """
    pages = [await fetch(0)]
    offsets = range(PAGE, min(pages[0].total, max_pages * PAGE), PAGE)
    for start in range(0, len(offsets), AT_ONCE):
        for result in await asyncio.gather(*map(fetch, offsets[start : start + AT_ONCE]), return_exceptions=True):
            if isinstance(result, BudgetSpent | ShareSpent | SpotifyResting):
                return pages
            if isinstance(result, BaseException):
                raise result
            pages.append(result)
    return pages
