"""ReccoBeats as it answers: some songs, in its order, with what is no number among the numbers, or not at all."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web

from bot.sounds.provider import Down, Resting
from bot.sounds.reccobeats import LONGEST_REST, MOST_BYTES, UNSAID_REST, ReccoBeats, open_reccobeats
from playground.reccobeats import ReccoBeatsPlayground, made_up
from recsys.sound import Sound
from tests.support.sounds import LIFE, SOMEBODY, ids


@pytest.fixture
async def reccobeats() -> AsyncIterator[ReccoBeatsPlayground]:
    async with ReccoBeatsPlayground() as opened:
        yield opened


@pytest.fixture
async def provider(reccobeats: ReccoBeatsPlayground) -> AsyncIterator[ReccoBeats]:
    async with open_reccobeats(reccobeats.base, life=LIFE, playground=True) as opened:
        yield opened


def record(spotify_id: str, **features: object) -> dict[str, object]:
    return {"href": f"https://open.spotify.com/track/{spotify_id}", **features}


async def test_each_song_gets_its_own_features_whatever_their_order(
    reccobeats: ReccoBeatsPlayground, provider: ReccoBeats
) -> None:
    asked = ids(40)
    for each in asked:
        reccobeats.add(each)
    sounds = await provider.read(asked, user_id=SOMEBODY)
    assert sounds == {each: Sound.of(made_up(each)) for each in asked}
    assert list(sounds) != asked, "the playground keeps no order, so that this test means something"


async def test_unknown_songs_are_left_out(reccobeats: ReccoBeatsPlayground, provider: ReccoBeats) -> None:
    known, unknown = ids(2)
    reccobeats.add(known)
    assert list(await provider.read([unknown, known], user_id=SOMEBODY)) == [known]
    assert await provider.read([unknown], user_id=SOMEBODY) == {}


async def test_a_key_that_it_could_not_tell_is_not_known(
    reccobeats: ReccoBeatsPlayground, provider: ReccoBeats
) -> None:
    reccobeats.add(*ids(1), key=-1, mode=1)
    (sound,) = (await provider.read(ids(1), user_id=SOMEBODY)).values()
    assert sound.key is None
    assert sound.mode == 1


async def test_what_is_no_believable_number_is_not_known(
    reccobeats: ReccoBeatsPlayground, provider: ReccoBeats
) -> None:
    song = record(
        *ids(1), tempo=float("nan"), energy=float("inf"), valence=1.5, loudness=-400, speechiness="much", mode=None,
        instrumentalness=10**400,
        danceability=0.25, liveness="0.5", acousticness=True,
    )  # fmt: skip
    reccobeats.say(json.dumps({"content": [song]}))  # which writes NaN and Infinity, as many servers do
    assert await provider.read(ids(1), user_id=SOMEBODY) == {ids(1)[0]: Sound(danceability=0.25, liveness=0.5)}


async def test_songs_that_nobody_asked_for_are_not_taken(
    reccobeats: ReccoBeatsPlayground, provider: ReccoBeats
) -> None:
    asked, other = ids(2)
    rows = [record(other, energy=0.1), record(asked, energy=0.2), "what", None, {"energy": 0.3}, {"href": None}]
    reccobeats.say(json.dumps({"content": rows}))
    assert await provider.read([asked], user_id=SOMEBODY) == {asked: Sound(energy=0.2)}


@pytest.mark.parametrize("tail", ["?si=abc", "/", "/?si=abc"])
async def test_addresses_may_have_tails(reccobeats: ReccoBeatsPlayground, provider: ReccoBeats, tail: str) -> None:
    (asked,) = ids(1)
    reccobeats.say(json.dumps({"content": [record(asked + tail, energy=0.2)]}))
    assert list(await provider.read([asked], user_id=SOMEBODY)) == [asked]


@pytest.mark.parametrize(
    "body", ["", "{", "null", "[]", "3", "{}", '{"content": null}', '{"content": 3}', "<html>", "[" * 100_000, "\ud800"]
)
async def test_an_answer_of_another_shape_is_a_failure_and_no_news(
    reccobeats: ReccoBeatsPlayground, provider: ReccoBeats, body: str
) -> None:
    reccobeats.say(body.encode("utf-8", "replace").decode())
    with pytest.raises(Down) as caught:
        await provider.read(ids(1), user_id=SOMEBODY)
    assert not caught.value.again


async def test_an_answer_without_end_is_not_read_to_its_end(
    reccobeats: ReccoBeatsPlayground, provider: ReccoBeats
) -> None:
    reccobeats.say(json.dumps({"content": [], "more": "x" * MOST_BYTES}))
    with pytest.raises(Down, match="without end"):
        await provider.read(ids(1), user_id=SOMEBODY)


@pytest.mark.parametrize(("status", "again"), [(500, True), (502, True), (503, True), (400, False), (404, False)])
async def test_refusals(reccobeats: ReccoBeatsPlayground, provider: ReccoBeats, status: int, again: bool) -> None:
    reccobeats.fail(status)
    with pytest.raises(Down, match=str(status)) as caught:
        await provider.read(ids(1), user_id=SOMEBODY)
    assert caught.value.again is again


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), ("90000", LONGEST_REST), (None, UNSAID_REST), ("soon", UNSAID_REST)]
)
async def test_its_rate_limit_says_when_to_come_back(
    reccobeats: ReccoBeatsPlayground, provider: ReccoBeats, header: str | None, seconds: float
) -> None:
    reccobeats.fail(429, retry_after=header)
    with pytest.raises(Resting) as caught:
        await provider.read(ids(1), user_id=SOMEBODY)
    assert caught.value.seconds == seconds


async def test_one_that_does_not_answer_in_time(reccobeats: ReccoBeatsPlayground) -> None:
    reccobeats.hold()
    async with open_reccobeats(reccobeats.base, life=LIFE, playground=True, patience=0.05) as impatient:
        with pytest.raises(Down, match="in time") as caught:
            await impatient.read(ids(1), user_id=SOMEBODY)
    assert not caught.value.again


async def test_one_that_is_not_there() -> None:
    async with open_reccobeats("http://127.0.0.1:9/v1/", life=LIFE, playground=True) as nobody:
        with pytest.raises(Down) as caught:
            await nobody.read(ids(1), user_id=SOMEBODY)
    assert caught.value.again


async def test_songs_are_not_sent_on_to_another_address(reccobeats: ReccoBeatsPlayground) -> None:
    async def elsewhere(_: web.Request) -> web.Response:
        raise web.HTTPFound(f"{reccobeats.base}audio-features?ids=x")

    application = web.Application()
    application.router.add_get("/v1/audio-features", elsewhere)
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        async with open_reccobeats(base, life=timedelta(days=1), playground=True) as provider:
            with pytest.raises(Down, match="302"):
                await provider.read(ids(1), user_id=SOMEBODY)
    finally:
        await runner.cleanup()
    assert reccobeats.calls == []
