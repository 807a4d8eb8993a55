"""What people say of what they were given: heard at once, remembered for their next lists, taken back when asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bot.opinions import Opinion, Opinions, ServedSongs, Subject, Taste, Verdict
from bot.ports import Clock
from bot.services.posts import new_state_id

RepeatDays = Callable[[int], Awaitable[int]]
"""A person's id -> for how many days nothing is repeated to them; 0: anything may be."""


class Feedback:
    """People's opinions and what they were shown; the Tastes port of lists."""

    def __init__(self, opinions: Opinions, served: ServedSongs, clock: Clock, repeat_days: RepeatDays) -> None:
        self._opinions = opinions
        self._served = served
        self._clock = clock
        self._repeat_days = repeat_days

    async def say(self, user_id: int, verdict: Verdict, song: Subject) -> Opinion:
        """Remember what a person says of a song or of its artist."""
        subject = Subject("", song.artist) if verdict is Verdict.NEVER else song
        opinion = Opinion(new_state_id(), user_id, verdict, subject, self._clock.now())
        await self._opinions.say(opinion)
        return opinion

    async def opinions(self, user_id: int) -> tuple[Opinion, ...]:
        """What a person has said, newest first."""
        return await self._opinions.of(user_id)

    async def undo(self, user_id: int, opinion_id: str) -> bool:
        """Forget one opinion; False when it is gone already."""
        return await self._opinions.drop(user_id, opinion_id)

    async def clear(self, user_id: int) -> int:
        """Forget all opinions; returns how many."""
        return await self._opinions.clear(user_id)

    async def forget_shown(self, user_id: int) -> int:
        """Whatever the person was shown may come again; returns how many songs that are."""
        return await self._served.clear(user_id)

    async def shown_lately(self, user_id: int) -> int:
        """How many songs are not repeated to the person now."""
        return len((await self.taste(user_id)).lately)

    async def taste(self, user_id: int) -> Taste:
        """What the person's lists have to heed."""
        said = await self._opinions.of(user_id)
        days = await self._repeat_days(user_id)
        lately = await self._served.since(user_id, self._clock.now() - timedelta(days=days)) if days else ()
        return Taste(
            disliked=tuple(one.subject.track for one in said if one.verdict is Verdict.NOT),
            avoided=tuple(one.subject.artist for one in said if one.verdict is Verdict.NEVER),
            liked=tuple(one.subject.track for one in said if one.verdict is Verdict.MORE),
            lately=tuple(lately),
            days=days,
        )

    async def served(self, user_id: int, songs: Sequence[Subject]) -> None:
        """Remember what the person was shown, for as long as it is not to be repeated."""
        if days := await self._repeat_days(user_id):
            now = self._clock.now()
            await self._served.keep(user_id, songs, now, now + timedelta(days=days))
