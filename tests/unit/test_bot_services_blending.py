"""What fits several people, made of what fits each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import EngineBusy, NothingKnown
from bot.imports.songs import SongList
from bot.opinions import Subject, Taste
from bot.ports import TrackList
from bot.services.answers import Mix, Origin, RecommendRequest
from bot.services.blending import POOL, Blending, NothingBrought, Part
from bot.services.gathering import Gatherer
from bot.spotify.links import parse_link
from recsys.domain import Query, Reason, ReasonKind, Recommendation, Recommendations, Song, Track
from tests.support.ports import DictSpotify, EchoEngine, ListCatalogue, OneModel, song

ADA, BEN, EVE = 1, 2, 3
SONGS = [song(number) for number in range(60)]
WISH = RecommendRequest(ADA, count=10)


class ScriptedEngine(EchoEngine):
    """For a query whose first seed is called so, the songs with these numbers; nothing is known of other seeds."""

    def __init__(self, answers: Mapping[str, Sequence[int]]) -> None:
        super().__init__(SONGS)
        self._answers = answers

    async def recommend(self, query: Query, *, user_id: int) -> Recommendations:
        self.queries.append(query)
        if self.failure:
            raise self.failure
        title = query.tracks[0].title
        if title not in self._answers:
            raise NothingKnown
        items = (
            Recommendation(SONGS[number], 1.0 / (place + 1), Reason(ReasonKind.ARTIST, artist=title, seeds=1))
            for place, number in enumerate(self._answers[title])
        )
        return Recommendations(tuple(items), known=len(query.tracks))


def part(user_id: int, *titles: str) -> Part:
    return Part(user_id, f"Person {user_id}", SongList("", tracks=tuple(Track(title, ("X",)) for title in titles)))


class Said:
    """Tastes of some people."""

    def __init__(self, tastes: Mapping[int, Taste]) -> None:
        self._tastes = tastes

    async def taste(self, user_id: int) -> Taste:
        return self._tastes.get(user_id, Taste())

    async def served(self, user_id: int, songs: Sequence[Subject]) -> None:
        """What a blend shows may be shown again."""


def blending(
    answers: Mapping[str, Sequence[int]],
    spotify: DictSpotify | None = None,
    tastes: Mapping[int, Taste] | None = None,
) -> tuple[Blending, ScriptedEngine]:
    engine = ScriptedEngine(answers)
    gatherer = Gatherer(spotify or DictSpotify(), parse_link)
    return Blending(gatherer, OneModel(ListCatalogue(SONGS), engine), Said(tastes or {})), engine


async def test_what_fits_all_comes_first_then_what_fits_most() -> None:
    service, engine = blending({"a": [1, 2, 3, 4], "b": [5, 3, 2, 6], "c": [7, 2, 5, 8]})
    answer = await service.blend([part(ADA, "a"), part(BEN, "b"), part(EVE, "c")], WISH)
    # 2 is in all lists, 5 (1/61 + 1/63) and 3 (1/62 + 1/63) in two; of the rest the firsts come first, by number.
    assert [item.title for item in answer.items][:5] == ["Song 2", "Song 5", "Song 3", "Song 1", "Song 7"]
    assert answer.for_all == 1
    assert [(one.origin, one.name, one.songs) for one in answer.gathered] == [
        (Origin.MEMBER, f"Person {who}", 1) for who in (ADA, BEN, EVE)
    ]
    # The reason is of the person for whom the song is the best: it stands first for the third.
    assert answer.items[4].reason.artist == "c"
    assert [query.limit for query in engine.queries] == [POOL] * 3


async def test_nobody_gets_what_one_of_them_brought() -> None:
    service, engine = blending({"a": [1], "b": [2]})
    await service.blend([part(ADA, "a", "a2"), part(BEN, "b")], RecommendRequest(ADA, mix=Mix.ADVENTUROUS))
    assert [[track.title for track in query.known] for query in engine.queries] == [["a", "a2", "b"]] * 2
    assert {query.adventurous for query in engine.queries} == {1.0}


async def test_nobody_gets_what_one_of_them_rejects() -> None:
    adas = Taste(disliked=(Track("Song 3", ("X",)),), avoided=("Nickelback",))
    bens = Taste(avoided=("Coldplay", "Nickelback"), liked=(Track("Song 9", ("X",)),))
    service, engine = blending({"a": [1], "b": [2]}, tastes={ADA: adas, BEN: bens, EVE: Taste(avoided=("ABBA",))})
    await service.blend([part(ADA, "a"), part(BEN, "b")], WISH)
    assert [[track.title for track in query.known] for query in engine.queries] == [["a", "b", "Song 3"]] * 2
    assert {query.avoided for query in engine.queries} == {("Nickelback", "Coldplay")}


async def test_the_songs_of_an_account_are_read_with_its_owners_token() -> None:
    spotify = DictSpotify(top={BEN: TrackList("", "", (Track("b", ("X",)),), 1)})
    service, _ = blending({"a": [1], "b": [1]}, spotify)
    answer = await service.blend([part(ADA, "a"), Part(BEN, "Ben")], WISH)
    assert (answer.for_all, answer.gathered[1].songs) == (1, 1)
    assert answer.account_id is None


@pytest.mark.parametrize(
    "parts", [[part(ADA, "a")], [part(ADA, "a"), part(BEN, "?")], [part(ADA, "a"), Part(EVE, "E")]]
)
async def test_two_have_to_bring_something_known(parts: list[Part]) -> None:
    service, _ = blending({"a": [1]})
    with pytest.raises(NothingBrought):
        await service.blend(parts, WISH)


async def test_who_brings_nothing_known_does_not_count_among_all() -> None:
    service, _ = blending({"a": [1, 2], "b": [2, 3]})
    answer = await service.blend([part(ADA, "a"), part(BEN, "b"), part(EVE, "?")], WISH)
    assert (answer.items[0].title, answer.for_all) == ("Song 2", 1)


async def test_a_busy_recommender_ends_it() -> None:
    service, engine = blending({"a": [1], "b": [1]})
    engine.failure = EngineBusy(3)
    with pytest.raises(EngineBusy):
        await service.blend([part(ADA, "a"), part(BEN, "b")], WISH)


LISTS = st.lists(st.lists(st.integers(0, 59), unique=True, min_size=1, max_size=40), min_size=2, max_size=5)


@given(LISTS, st.integers(1, 30))
async def test_songs_come_once_and_by_how_many_they_fit(lists: list[list[int]], count: int) -> None:
    names = [f"seed {number}" for number in range(len(lists))]
    service, _ = blending(dict(zip(names, lists, strict=True)))
    parts = [part(number, name) for number, name in enumerate(names)]
    answer = await service.blend(parts, RecommendRequest(ADA, count=count))
    numbers = [known(item.title).id for item in answer.items]
    fits = [sum(number in each for each in lists) for number in numbers]
    assert len(numbers) == len(set(numbers)) == min(count, len(set().union(*lists)))
    assert fits == sorted(fits, reverse=True)
    assert answer.for_all == fits.count(len(lists))
    # Nothing that fits more people was left out for what fits fewer.
    left = set().union(*lists) - set(numbers)
    assert all(sum(number in each for each in lists) <= fits[-1] for number in left)


def known(title: str) -> Song:
    return next(one for one in SONGS if one.title == title)
