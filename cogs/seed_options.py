"""The options that say what to continue and which songs are wanted: one list for `/recommend` and `/similar`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Concatenate, TypeVar

import discord
from discord import app_commands

from bot.client import Area, Interaction
from bot.localisation import named, options
from bot.services.answers import MAX_COUNT, Mine, Mix, Order, RecommendRequest, Visibility
from bot.services.preferences import Effective

FIRST_YEAR, LAST_YEAR = 1900, 2100

A = TypeVar("A", bound=Area)
Callback = Callable[Concatenate[A, Interaction, ...], Coroutine[Any, Any, None]]
Command = Callable[[A, discord.Interaction[Any]], Coroutine[Any, Any, None]]
Year = app_commands.Range[int, FIRST_YEAR, LAST_YEAR]

MIXES = [
    app_commands.Choice(name=named("choice-mix-safe"), value=Mix.SAFE),
    app_commands.Choice(name=named("choice-mix-balanced"), value=Mix.BALANCED),
    app_commands.Choice(name=named("choice-mix-adventurous"), value=Mix.ADVENTUROUS),
]
VISIBILITIES = [
    app_commands.Choice(name=named("choice-visibility-only-me"), value=Visibility.ONLY_ME),
    app_commands.Choice(name=named("choice-visibility-everyone"), value=Visibility.EVERYONE),
]
_MINE = [
    app_commands.Choice(name=named("choice-mine-top"), value=Mine.TOP),
    app_commands.Choice(name=named("choice-mine-liked"), value=Mine.LIKED),
]
SEED_OPTIONS: dict[str, tuple[Any, Any, str]] = {
    "playlist": (app_commands.Range[str, 1, 300] | None, None, "option-playlist"),
    "songs": (app_commands.Range[str, 1, 1500] | None, None, "option-songs"),
    "vibe": (app_commands.Range[str, 1, 100] | None, None, "option-vibe"),
    "file": (discord.Attachment | None, None, "option-file"),
    "paste": (bool, False, "option-paste"),
    "mine": (str | None, None, "option-mine"),
    "count": (app_commands.Range[int, 1, MAX_COUNT] | None, None, "option-count"),
    "mix": (str | None, None, "option-mix"),
    "clean": (bool | None, None, "option-clean"),
    "year_from": (Year | None, None, "option-year-from"),
    "year_to": (Year | None, None, "option-year-to"),
    "exclude_known": (bool, False, "option-exclude-known"),
    "visibility": (str | None, None, "option-visibility"),
}
"""Each option with its type, its default, and what is said of it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody filled in."""

    playlist: str | None
    songs: str | None
    vibe: str | None
    file: discord.Attachment | None
    paste: bool
    mine: str | None
    count: int | None
    mix: str | None
    clean: bool | None
    year_from: int | None
    year_to: int | None
    exclude_known: bool
    visibility: str | None

    def request(self, user_id: int, holds: Effective, order: Order = Order.BEST) -> RecommendRequest:
        """All of it but the file and the text that are still to be read; `holds` where nothing is said.

        Raises YearsCrossed.
        """
        return RecommendRequest(
            user_id,
            self.playlist,
            self.songs,
            self.vibe,
            holds.count(self.count),
            order,
            Mix(self.mix) if self.mix else holds.mix,
            holds.clean if self.clean is None else self.clean,
            mine=Mine(self.mine) if self.mine else None,
            year_from=self.year_from,
            year_to=self.year_to,
            exclude_known=self.exclude_known,
            most=holds.most,
        )

    @property
    def seen_by(self) -> Visibility | None:
        """Who is to see the answer, if that was said."""
        return Visibility(self.visibility) if self.visibility else None


def seed_options(callback: Callback[A]) -> Command[A]:
    """Give a slash command these options before its own; it gets them as keywords, from which a Wish is made."""
    signature = inspect.signature(callback)
    own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    receiver = [one for one in own if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    callback.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*receiver, *map(_parameter, SEED_OPTIONS), *own[len(receiver) :]]
    )
    described = options(**{name: about for name, (_, _, about) in SEED_OPTIONS.items()})
    chosen = app_commands.choices(mix=MIXES, visibility=VISIBILITIES, mine=_MINE)
    described(chosen(callback))
    return callback


def _parameter(name: str) -> inspect.Parameter:
    kind, default, _ = SEED_OPTIONS[name]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
