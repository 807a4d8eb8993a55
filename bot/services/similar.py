"""Comparing by sound: what is recommended, how it sounds beside the seeds, and what the answer says of both."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from bot.errors import NothingKnown, UserError
from bot.portraits import portrait_of
from bot.ports import Heard, Sounds
from bot.services.answers import Answer, Compared, Item, Match, Order, RecommendRequest
from bot.services.recommend import Recommended, RecommendService
from recsys.domain import Query
from recsys.lookup import song_track
from recsys.sound import Compare, Comparison, Likeness, SortBy, ordered

log = logging.getLogger(__name__)

SOUND_SECONDS = 2.0
"""So long an answer waits for how songs sound; what comes later is there the next time."""
STAND_INS = 5
"""With so many of the best songs the others are compared where there is no seed: what they agree on is the mood."""


class StillComparing(UserError):
    """The person's last comparison is not done yet."""

    def __init__(self) -> None:
        super().__init__("similar-already")


class SimilarService:
    """Answers as RecommendService does, and says how the songs sound beside those they were made from."""

    def __init__(self, recommend: RecommendService, sounds: Sounds) -> None:
        self._recommend = recommend
        self._sounds = sounds
        self._people: set[int] = set()
        self._hinted = False

    async def similar(self, request: RecommendRequest, sort_by: SortBy) -> Answer:
        """The songs of the recommendation, compared. Raises a UserError as `recommend` does, or StillComparing."""
        with self._alone(request.user_id):
            async with self._recommend.recommended(request) as done:
                heard = await self._heard(done, request.user_id)
                outcome = await self._compared(done, heard, request.user_id)
        self._hint(outcome.comparison)
        return _told(done.answer, outcome, heard, sort_by)

    @contextmanager
    def _alone(self, user_id: int) -> Iterator[None]:
        """One comparison of a person at a time: it is one request, however many steps it has."""
        if user_id in self._people:
            raise StillComparing
        self._people.add(user_id)
        try:
            yield
        finally:
            self._people.discard(user_id)

    async def _heard(self, done: Recommended, user_id: int) -> Heard:
        songs = (next(iter(item.song.spotify_ids), None) for item in done.result.items)
        seeds = (track.spotify_id for track in done.query.tracks)
        wanted = list(dict.fromkeys(one for one in chain(songs, seeds) if one))
        return await self._sounds.of(wanted, user_id=user_id, seconds=SOUND_SECONDS) if wanted else Heard()

    async def _compared(self, done: Recommended, heard: Heard, user_id: int) -> _Outcome:
        songs = tuple(item.song.id for item in done.result.items)
        for query, stand_ins in _queries(done):
            try:
                return _Outcome(
                    await done.engine.compare(Compare(query, songs, heard.sounds), user_id=user_id), stand_ins
                )
            except NothingKnown:
                continue
        unknown = Comparison(tuple(Likeness(song, None) for song in songs), (), of_seeds=len(done.query.tracks))
        return _Outcome(unknown, comparable=False)

    def _hint(self, comparison: Comparison) -> None:
        if self._hinted or not comparison.songs or any(one.match is not None for one in comparison.songs):
            return
        self._hinted = True
        log.warning(
            "nothing is known of how songs sound: import features with `segue features import`, or switch on a "
            "provider; `segue doctor` says what there is"
        )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A comparison, and with how many of the recommended songs instead of seeds."""

    comparison: Comparison
    stand_ins: int = 0
    comparable: bool = True


def _queries(done: Recommended) -> Iterator[tuple[Query, int]]:
    """What to compare with: the seeds or, where there is none of which anything is known, the best songs."""
    if done.query.tracks:
        yield done.query, 0
    best = tuple(song_track(item.song) for item in done.result.items[:STAND_INS])
    if best:
        yield replace(done.query, tracks=best), len(best)


def _told(answer: Answer, outcome: _Outcome, heard: Heard, sort_by: SortBy) -> Answer:
    comparison = outcome.comparison
    similar = ordered(comparison, sort_by)
    compared = Compared(
        sort_by,
        {Order.SIMILAR: similar, Order.SHUFFLE: _shuffled(comparison)},
        known=sum(one.match is not None for one in comparison.songs),
        heard=0 if outcome.stand_ins else len(comparison.seeds),
        pending=heard.pending,
        moved=any(_sortable(one, sort_by) for one in comparison.songs),
        stand_ins=outcome.stand_ins,
        comparable=outcome.comparable,
        portrait=None if outcome.stand_ins else portrait_of(comparison),
    )
    items = tuple(_matched(item, one) for item, one in zip(answer.items, comparison.songs, strict=True))
    return replace(answer, items=items, compared=compared)


def _sortable(one: Likeness, by: SortBy) -> bool:
    return one.match is not None if by is SortBy.OVERALL else by in one.distances


def _shuffled(comparison: Comparison) -> tuple[int, ...]:
    """An order by lot, the same for the same songs: pressing Shuffle twice shows the same list."""
    places = list(range(len(comparison.songs)))
    random.Random(repr([one.song for one in comparison.songs])).shuffle(places)
    return tuple(places)


def _matched(item: Item, one: Likeness) -> Item:
    return replace(item, match=Match(one.match, one.reasons))
