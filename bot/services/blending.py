"""Blending: songs that go with what several people bring together, those that fit all of them first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.errors import NothingKnown, UserError
from bot.imports.songs import SongList
from bot.markdown import cut, escape
from bot.opinions import Taste, Tastes
from bot.ports import Catalogue, Engine, Models
from bot.services.answers import Answer, Gathered, Mine, Origin, RecommendRequest
from bot.services.gathering import Gatherer, Heard
from bot.services.recommend import item_of
from recsys.domain import Query, Recommendation, Recommendations, Track

POOL = 200
"""So many of the best songs for each person are compared with those for the others."""
_NAME = 60
SMOOTHING = 60
"""Reciprocal rank fusion's constant (Cormack, Clarke and Büttcher, SIGIR 2009)."""


class NothingBrought(UserError):
    """Fewer than two people brought songs that the model knows anything of; these brought none."""

    def __init__(self, names: Sequence[str]) -> None:
        if names:
            super().__init__("blend-too-few", names=", ".join(escape(cut(name, _NAME)) for name in names))
        else:
            super().__init__("blend-lacking")


@dataclass(frozen=True, slots=True)
class Part:
    """What one person brings: songs that they gave, or (None) the top songs of their account."""

    user_id: int
    name: str
    songs: SongList | None = None


@dataclass(frozen=True, slots=True)
class _Brought:
    """A part with its songs, and what the recommender says to them alone."""

    part: Part
    heard: Heard
    answer: Recommendations


class Blending:
    """Makes one answer for several people."""

    def __init__(self, gatherer: Gatherer, models: Models, tastes: Tastes) -> None:
        self._gatherer = gatherer
        self._models = models
        self._tastes = tastes

    async def blend(self, parts: Sequence[Part], wish: RecommendRequest) -> Answer:
        """At most `wish.count` songs for these people: the more they fit the earlier.

        No song that one of them brought or rejects, and none by an artist whom one never wants to hear. Whose account
        cannot be read any more brings nothing. Raises NothingBrought, or what the recommender refuses.
        """
        with self._models.in_use() as model:
            heard = [await self._heard(part, model.catalogue) for part in parts]
            every = tuple(chain.from_iterable(one.tracks for one in heard))
            rejected = await self._taste(parts)
            brought = [
                _Brought(part, one, answer)
                for part, one in zip(parts, heard, strict=True)
                if one.tracks and (answer := await _alone(model.engine, one, every, rejected, wish))
            ]
            demo = model.engine.model.demo
        if len(brought) < 2:
            able = {one.part.user_id for one in brought}
            raise NothingBrought([part.name for part in parts if part.user_id not in able])
        chosen, for_all = _fused([one.answer for one in brought], wish.count)
        return Answer(
            items=tuple(item_of(one, place) for place, one in enumerate(chosen)),
            seeds=len(every),
            known=sum(one.answer.known for one in brought),
            by_artist=sum(one.answer.by_artist for one in brought),
            missed=tuple(chain.from_iterable(one.missed for one in heard)),
            gathered=tuple(
                Gathered(Origin.MEMBER, part.name, songs=len(one.tracks))
                for part, one in zip(parts, heard, strict=True)
            ),
            demo=demo,
            for_all=for_all,
        )

    async def _taste(self, parts: Sequence[Part]) -> Taste:
        """What one of them rejects."""
        tastes = [await self._tastes.taste(part.user_id) for part in parts]
        return Taste(
            disliked=tuple(chain.from_iterable(taste.disliked for taste in tastes)),
            avoided=tuple(dict.fromkeys(chain.from_iterable(taste.avoided for taste in tastes))),
        )

    async def _heard(self, part: Part, catalogue: Catalogue) -> Heard:
        try:
            return await self._gatherer.gather(_request(part), catalogue)
        except UserError as problem:
            return Heard(problem=problem)


def _request(part: Part) -> RecommendRequest:
    if part.songs is None:
        return RecommendRequest(part.user_id, mine=Mine.TOP)
    return RecommendRequest(part.user_id, lists=(part.songs,))


async def _alone(
    engine: Engine, heard: Heard, every: tuple[Track, ...], rejected: Taste, wish: RecommendRequest
) -> Recommendations | None:
    """What goes with one person's songs, without anybody's own; None where none of them is known."""
    known = (*every, *rejected.disliked)
    query = Query(heard.tracks, limit=POOL, adventurous=wish.mix.dial, known=known, avoided=rejected.avoided)
    try:
        return await engine.recommend(query, user_id=wish.user_id)
    except NothingKnown:
        return None


def _fused(answers: Sequence[Recommendations], count: int) -> tuple[list[Recommendation], int]:
    """The songs by how many answers hold them, then by fused rank, each with its best reason; how many are in all.

    A song's fused rank is the sum of 1 / (SMOOTHING + place) over the answers that hold it, places from 1.
    """
    places: dict[int, list[tuple[int, Recommendation]]] = {}
    for answer in answers:
        for place, one in enumerate(answer.items, 1):
            places.setdefault(one.song.id, []).append((place, one))
    fits = {song: len(held) for song, held in places.items()}
    worth = {song: sum(1 / (SMOOTHING + place) for place, _ in held) for song, held in places.items()}
    order = sorted(places, key=lambda song: (-fits[song], -worth[song], song))[:count]
    best = [replace(min(places[song], key=lambda held: held[0])[1], score=worth[song]) for song in order]
    return best, sum(fits[song] == len(answers) for song in order)
