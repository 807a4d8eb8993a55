"""Comparing by sound: what is recommended, how it sounds beside the seeds, and what the answer says of both."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from bot.errors import NothingKnown, UserError
from bot.portraits import portrait_of
from bot.ports import Heard, Sounds
from bot.services.answers import Answer, Compared, Item, Match, Order, RecommendRequest
from bot.services.recommend import Answered, RecommendService
from recsys.domain import Song
from recsys.sound import Compare, Comparison, Likeness, SortBy, ordered, respect
from recsys.stand_ins import serves, to_compare_with

log = logging.getLogger(__name__)

SOUND_SECONDS = 2.0
"""So long an answer waits for how songs sound; what comes later is there the next time."""
NO_SONG = -1
"""Stands for a song that the model does not know."""


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
                return await self._sorted(done, request.user_id, sort_by)

    async def again(self, request: RecommendRequest, answer: Answer, sort_by: SortBy) -> Answer:
        """The same answer, compared: its very songs, from the best, whatever the request would get now.

        They are compared with what the request names now: a playlist may have changed. Raises as `similar` does.
        """
        ranked = replace(answer, items=tuple(sorted(answer.items, key=lambda item: item.place)))
        with self._alone(request.user_id):
            async with self._recommend.standing(request, ranked) as done:
                return await self._sorted(done, request.user_id, sort_by)

    async def _sorted(self, done: Answered, user_id: int, sort_by: SortBy) -> Answer:
        heard = await self._heard(done, user_id)
        outcome = await self._compared(done, heard, user_id, sort_by)
        self._hint(outcome.comparison)
        return _told(done, outcome, heard, sort_by)

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

    async def _heard(self, done: Answered, user_id: int) -> Heard:
        songs = (item.spotify_id for item in done.answer.items)
        seeds = (track.spotify_id for track in done.query.tracks)
        wanted = list(dict.fromkeys(one for one in chain(songs, seeds) if one))
        return await self._sounds.of(wanted, user_id=user_id, seconds=SOUND_SECONDS) if wanted else Heard()

    async def _compared(self, done: Answered, heard: Heard, user_id: int, sort_by: SortBy) -> _Outcome:
        songs = tuple(song.id for song in done.songs if song)
        first: _Outcome | None = None
        for beside in to_compare_with(done.query, [song for song in done.songs if song]):
            try:
                comparison = await done.engine.compare(Compare(beside.query, songs, heard.sounds), user_id=user_id)
            except NothingKnown:
                continue
            outcome = _Outcome(_spread(comparison, done.songs), beside.stand_ins)
            if serves(comparison, sort_by):
                return outcome
            first = first or outcome
        unknown = Comparison((), (), of_seeds=len(done.query.tracks))
        return first or _Outcome(_spread(unknown, done.songs), comparable=False)

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


def _spread(comparison: Comparison, songs: Sequence[Song | None]) -> Comparison:
    """The comparison with a place for each song: those of which nothing came are unknown."""
    told = {one.song: one for one in comparison.songs}
    places = (told.get(song.id, Likeness(song.id, None)) if song else Likeness(NO_SONG, None) for song in songs)
    return replace(comparison, songs=tuple(places))


def _told(done: Answered, outcome: _Outcome, heard: Heard, sort_by: SortBy) -> Answer:
    answer, comparison = done.answer, outcome.comparison
    similar = ordered(comparison, sort_by)
    compared = Compared(
        sort_by,
        {Order.SIMILAR: similar, Order.SHUFFLE: _shuffled(comparison)},
        known=sum(one.match is not None for one in comparison.songs),
        heard=0 if outcome.stand_ins else len(comparison.seeds),
        seeds=len(done.query.tracks),
        sources={name: count for name, count in heard.coverage.items() if count},
        pending=heard.pending,
        moved=serves(comparison, sort_by),
        stand_ins=outcome.stand_ins,
        comparable=outcome.comparable,
        portrait=None if outcome.stand_ins else portrait_of(comparison),
    )
    items = tuple(_matched(item, one, sort_by) for item, one in zip(answer.items, comparison.songs, strict=True))
    return replace(answer, items=items, compared=compared)


def _shuffled(comparison: Comparison) -> tuple[int, ...]:
    """An order by lot, the same for the same songs: pressing Shuffle twice shows the same list."""
    places = list(range(len(comparison.songs)))
    random.Random(repr([one.song for one in comparison.songs])).shuffle(places)
    return tuple(places)


def _matched(item: Item, one: Likeness, sort_by: SortBy) -> Item:
    return replace(item, match=Match(one.match, one.reasons, respect(one, sort_by)))
