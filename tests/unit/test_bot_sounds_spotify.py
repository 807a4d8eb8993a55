"""Spotify's audio features: for apps that have them, from what the call budget can spare."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sounds.provider import Down, NotNow, Resting
from bot.sounds.spotify import CLOSED_FOR, SpotifySounds
from bot.spotify.budget import Budget
from playground.spotify import Fault
from recsys.sound import Sound
from tests.support.sounds import ids
from tests.support.spotify import ALICE, BOB, House, open_house

ROUTE = "/v1/audio-features"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, segue_spotify_daily_calls=20, segue_spotify_user_share=0.2) as opened:
        opened.spotify.set_rules(audio_features=True)
        yield opened


def provider_of(house: House) -> SpotifySounds:
    """The provider, as a started bot makes it."""
    life = timedelta(hours=24)
    return SpotifySounds(house.adapter.features(), house.database.notes, house.clock, life, playground=True)


def payer(house: House) -> str:
    """Whose calls Alice's are in the ledger."""
    return Budget(house.settings, house.database.ledger, house.clock).name_of(str(ALICE))


@pytest.fixture
def provider(house: House) -> SpotifySounds:
    return provider_of(house)


async def test_it_reads_a_hundred_songs_in_one_call_that_somebody_pays(house: House, provider: SpotifySounds) -> None:
    asked = ids(provider.batch)
    for place, each in enumerate(asked[:60]):
        house.spotify.describe(
            each, energy=place / 100, key=-1, tempo=0, loudness=-7.5, id="not this", time_signature=4
        )
    sounds = await provider.read(asked, user_id=ALICE)
    assert sounds == {each: Sound(energy=place / 100, loudness=-7.5) for place, each in enumerate(asked[:60])}
    (call,) = [call for call in house.spotify.calls if call.path == ROUTE]
    assert call.user == "", "the app itself asks: what a song sounds like is nobody's secret"
    assert await house.database.ledger.used(house.clock.now(), payer(house)) == 1


async def test_an_app_without_them_is_not_asked_again_for_a_day(
    house: House, provider: SpotifySounds, caplog: pytest.LogCaptureFixture
) -> None:
    house.spotify.set_rules(audio_features=False)
    for _ in range(2):
        with pytest.raises(Resting) as caught:
            await provider.read(ids(1), user_id=ALICE)
        assert caught.value.seconds == CLOSED_FOR.total_seconds()
    with pytest.raises(Resting):  # a restart changes nothing
        await provider_of(house).read(ids(1), user_id=BOB)
    assert house.spotify.count(ROUTE) == 1
    assert "this Spotify app does not have audio features" in caplog.text
    house.clock.advance(seconds=CLOSED_FOR.total_seconds())
    house.spotify.set_rules(audio_features=True)
    house.spotify.describe(*ids(1), energy=0.5)
    assert len(await provider.read(ids(1), user_id=ALICE)) == 1


async def test_a_route_that_is_gone_is_the_same(house: House, provider: SpotifySounds) -> None:
    house.spotify.fail(Fault.NOT_FOUND, path=ROUTE)
    with pytest.raises(Resting) as caught:
        await provider.read(ids(1), user_id=ALICE)
    assert caught.value.seconds == CLOSED_FOR.total_seconds()


async def test_playlists_come_first_when_calls_get_scarce(house: House, provider: SpotifySounds) -> None:
    spent = await house.database.ledger.used(house.clock.now())
    await house.database.ledger.spend("bot", 10 - spent, now=house.clock.now(), limit=20, payer_limit=20)
    with pytest.raises(NotNow):  # exactly half of the twenty is left
        await provider.read(ids(1), user_id=ALICE)
    assert house.spotify.count(ROUTE) == 0


async def test_somebody_whose_share_is_spent_waits_for_others_to_ask(house: House, provider: SpotifySounds) -> None:
    now = house.clock.now()
    assert await house.database.ledger.spend(payer(house), 3, now=now, limit=20, payer_limit=4)
    await provider.read(ids(1), user_id=ALICE)  # her fourth call, a fifth of the twenty
    assert await house.database.ledger.used(now) < 20 / 2, "or the budget, not the share, would say no"
    with pytest.raises(NotNow):
        await provider.read(ids(1, start=9), user_id=ALICE)


async def test_its_quota_and_its_pauses_are_respected(house: House, provider: SpotifySounds) -> None:
    house.spotify.fail(Fault.QUOTA, path=ROUTE, seconds=5000)
    with pytest.raises(Resting) as caught:
        await provider.read(ids(1), user_id=ALICE)
    assert caught.value.seconds == 5000


async def test_an_owner_without_premium_is_not_taken_for_an_app_without_features(
    house: House, provider: SpotifySounds
) -> None:
    house.spotify.set_rules(owner_premium=False)
    with pytest.raises(Resting) as caught:
        await provider.read(ids(1), user_id=ALICE)
    assert caught.value.seconds == timedelta(hours=1).total_seconds()


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.MALFORMED, Fault.CUT_OFF])
async def test_a_failure_is_one_and_is_not_tried_twice_over(
    house: House, provider: SpotifySounds, fault: Fault
) -> None:
    house.spotify.fail(fault, path=ROUTE, times=3)  # the adapter tries three times at most
    with pytest.raises(Down) as caught:
        await provider.read(ids(1), user_id=ALICE)
    assert not caught.value.again
