"""Recommending to somebody who has said things before, and who has seen songs before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.errors import NothingKnown
from bot.opinions import Taste
from bot.ports import Engine
from bot.services.answers import Lately
from recsys.domain import Query, Recommendation, Recommendations

DEPTH = 2
"""Songs that somebody's likes may lift are among so many times as many as are asked for: they fit the list as well."""
LIKED = 20
"""The newest likes that lift others."""
REACH = 200
"""So many songs go best with the likes; others are not lifted."""
SMOOTHING, WEIGHT = 60, 0.5
"""Reciprocal rank fusion as Cormack, Clarke and Büttcher have it (SIGIR 2009), with less say for the likes."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer to a person, and what became of songs that they were shown lately."""

    result: Recommendations
    lately: Lately | None = None


async def recommended_to(user_id: int, taste: Taste, query: Query, engine: Engine, *, repeats: bool) -> Chosen:
    """Answer a query without what the person rejects, nor, unless `repeats`, what they were shown lately.

    Songs that go with what they like come a little earlier. Where too few new songs are left, those shown lately fill
    the end. Raises what the engine raises.
    """
    query = replace(query, known=(*query.known, *taste.disliked), avoided=taste.avoided)
    if repeats or not taste.lately:
        return Chosen(await _lifted(user_id, taste, query, engine))
    new = await _lifted(
        user_id, taste, replace(query, known=(*query.known, *(song.track for song in taste.lately))), engine
    )
    lately = Lately(len(taste.lately), taste.days)
    lacking = query.limit - len(new.items)
    if not lacking:
        return Chosen(new, lately)
    every = await engine.recommend(query, user_id=user_id)
    held = {one.song.id for one in new.items}
    again = [one for one in every.items if one.song.id not in held][:lacking]
    return Chosen(replace(new, items=(*new.items, *again)), replace(lately, again=len(again)))


async def _lifted(user_id: int, taste: Taste, query: Query, engine: Engine) -> Recommendations:
    if not taste.liked:
        return await engine.recommend(query, user_id=user_id)
    result = await engine.recommend(replace(query, limit=DEPTH * query.limit), user_id=user_id)
    try:
        liked = await engine.recommend(Query(taste.liked[:LIKED], limit=REACH, known=query.known), user_id=user_id)
    except NothingKnown:
        liked = Recommendations(())
    return replace(result, items=fused(result.items, liked.items)[: query.limit])


def fused(items: tuple[Recommendation, ...], liked: tuple[Recommendation, ...]) -> tuple[Recommendation, ...]:
    """The items, those earlier that are among the liked ones too: by 1 / (SMOOTHING + place) in both, WEIGHT here."""
    lift = {one.song.id: WEIGHT / (SMOOTHING + place) for place, one in enumerate(liked, 1)}
    worth = [1 / (SMOOTHING + place) + lift.get(one.song.id, 0.0) for place, one in enumerate(items, 1)]
    order = sorted(range(len(items)), key=lambda place: -worth[place])
    return tuple(items[place] for place in order)
