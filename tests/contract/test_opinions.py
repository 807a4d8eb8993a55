"""What every implementation of the Opinions and ServedSongs ports does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.opinions import MOST_OPINIONS, MOST_SERVED, Opinion, Opinions, ServedSongs, Subject, Verdict
from bot.storage.database import Database
from tests.support.accounts import ANN, BEN, NOON

SONG = Subject("Été", "Zoë", "realSongNumber00000001")
OTHER = Subject("Night", "Ada")
DAY = timedelta(days=1)


def said(verdict: Verdict, subject: Subject = SONG, *, user_id: int = ANN, minutes: int = 0) -> Opinion:
    name = f"{verdict}{subject.key}{user_id}{minutes}"
    return Opinion(name, user_id, verdict, subject, NOON + timedelta(minutes=minutes))


@pytest.fixture
def opinions(database: Database) -> Opinions:
    return database.opinions


@pytest.fixture
def served(database: Database) -> ServedSongs:
    return database.served


async def test_opinions_come_back_newest_first_and_are_each_persons_own(opinions: Opinions) -> None:
    first, second = said(Verdict.MORE), said(Verdict.NEVER, Subject("", "Ada"), minutes=1)
    for one in (first, second, said(Verdict.NOT, user_id=BEN)):
        await opinions.say(one)
    assert await opinions.of(ANN) == (second, first)


async def test_saying_it_again_moves_it_and_the_opposite_replaces_it(opinions: Opinions) -> None:
    await opinions.say(said(Verdict.MORE))
    await opinions.say(again := said(Verdict.MORE, minutes=1))
    assert await opinions.of(ANN) == (again,)
    await opinions.say(no := said(Verdict.NOT, minutes=2))
    assert await opinions.of(ANN) == (no,)


async def test_a_song_is_the_same_however_it_is_spelled(opinions: Opinions) -> None:
    await opinions.say(said(Verdict.NOT))
    await opinions.say(again := said(Verdict.NOT, Subject("ete", "ZOE"), minutes=1))
    assert await opinions.of(ANN) == (again,)


async def test_one_is_forgotten_by_its_owner_alone(opinions: Opinions) -> None:
    await opinions.say(one := said(Verdict.MORE))
    assert not await opinions.drop(BEN, one.id)
    assert await opinions.drop(ANN, one.id)
    assert not await opinions.drop(ANN, one.id)
    assert await opinions.of(ANN) == ()


async def test_all_of_one_person_are_forgotten(opinions: Opinions) -> None:
    for one in (said(Verdict.MORE), said(Verdict.NOT, OTHER), theirs := said(Verdict.NOT, user_id=BEN)):
        await opinions.say(one)
    assert await opinions.clear(ANN) == 2
    assert (await opinions.of(ANN), await opinions.of(BEN)) == ((), (theirs,))


async def test_the_oldest_go_where_there_are_too_many(opinions: Opinions) -> None:
    for number in range(MOST_OPINIONS + 1):
        await opinions.say(said(Verdict.NOT, Subject(f"Song {number}", "Ada"), minutes=number))
    kept = await opinions.of(ANN)
    assert len(kept) == MOST_OPINIONS
    assert kept[-1].subject.title == "Song 1"


async def test_what_was_shown_comes_back_from_a_moment_on(served: ServedSongs) -> None:
    await served.keep(ANN, [SONG], NOON, NOON + 7 * DAY)
    await served.keep(ANN, [OTHER], NOON + DAY, NOON + 8 * DAY)
    await served.keep(BEN, [SONG], NOON + DAY, NOON + 8 * DAY)
    assert await served.since(ANN, NOON - DAY) == (OTHER, SONG)
    assert await served.since(ANN, NOON) == (OTHER,)


async def test_shown_again_it_counts_from_then(served: ServedSongs) -> None:
    await served.keep(ANN, [SONG, SONG], NOON, NOON + 7 * DAY)
    await served.keep(ANN, [SONG], NOON + DAY, NOON + 8 * DAY)
    assert await served.since(ANN, NOON) == (SONG,)
    assert await served.sweep(NOON + 7 * DAY) == 0
    assert await served.sweep(NOON + 8 * DAY) == 1


async def test_of_too_many_shown_the_oldest_go(served: ServedSongs) -> None:
    await served.keep(ANN, [SONG], NOON, NOON + 7 * DAY)
    await served.keep(
        ANN, [Subject(f"Song {number}", "Ada") for number in range(MOST_SERVED)], NOON + DAY, NOON + 8 * DAY
    )
    kept = await served.since(ANN, NOON - DAY)
    assert len(kept) == MOST_SERVED
    assert SONG not in kept
    assert await served.clear(ANN) == MOST_SERVED
    assert await served.since(ANN, NOON - DAY) == ()
