"""When a provider may be asked."""

from __future__ import annotations

import pytest

from bot.sounds.breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, LONGEST_REST, Breaker
from tests.support.ports import SettableClock


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def breaker(clock: SettableClock) -> Breaker:
    return Breaker("ReccoBeats", clock)


def fail(breaker: Breaker, times: int = FAILURES) -> None:
    for _ in range(times):
        assert breaker.enter()
        breaker.failed("status 503")
        breaker.leave()


def test_it_opens_after_some_failures_in_a_row(breaker: Breaker, caplog: pytest.LogCaptureFixture) -> None:
    fail(breaker, FAILURES - 1)
    breaker.succeeded()
    fail(breaker, FAILURES - 1)
    assert breaker.enter()
    breaker.failed("status 503")
    assert not breaker.enter()
    assert breaker.wait() == FIRST_PAUSE
    assert "ReccoBeats is down (status 503); it is asked again in 60 s" in caplog.text


def test_when_the_pause_is_over_one_request_asks_for_all(breaker: Breaker, clock: SettableClock) -> None:
    fail(breaker)
    clock.advance(seconds=FIRST_PAUSE)
    assert breaker.enter()
    assert not breaker.enter()
    breaker.succeeded()
    breaker.leave()
    assert breaker.enter()
    assert breaker.enter()


def test_a_try_that_fails_doubles_the_pause_up_to_an_hour(breaker: Breaker, clock: SettableClock) -> None:
    fail(breaker)
    pauses = [breaker.wait()]
    for _ in range(8):
        clock.advance(seconds=breaker.wait())
        fail(breaker, 1)
        pauses.append(breaker.wait())
    assert pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert max(pauses) == LONGEST_PAUSE


def test_stragglers_of_one_outage_count_once(breaker: Breaker) -> None:
    for _ in range(FAILURES + 3):  # all of them were under way when the first came back
        breaker.failed("status 503")
    assert breaker.wait() == FIRST_PAUSE


def test_a_try_that_was_left_without_a_verdict_makes_room_for_another(breaker: Breaker, clock: SettableClock) -> None:
    fail(breaker)
    clock.advance(seconds=FIRST_PAUSE)
    assert breaker.enter()
    breaker.leave()
    assert breaker.enter()


def test_a_rest_ends_by_itself_and_never_earlier_than_was_said(breaker: Breaker, clock: SettableClock) -> None:
    breaker.rest(30)
    breaker.rest(5)
    assert breaker.wait() == 30
    assert not breaker.enter()
    clock.advance(seconds=30)
    assert breaker.enter()
    assert breaker.enter()  # a rest is no outage: nobody has to go first


@pytest.mark.parametrize(("said", "believed"), [(0, 1), (-5, 1), (1e9, LONGEST_REST)])
def test_not_every_rest_is_believed(breaker: Breaker, said: float, believed: float) -> None:
    breaker.rest(said)
    assert breaker.wait() == believed


def test_who_asks_for_a_rest_is_not_down(breaker: Breaker, clock: SettableClock) -> None:
    fail(breaker, FAILURES - 1)
    breaker.rest(2)
    clock.advance(seconds=2)
    fail(breaker, FAILURES - 1)
    assert breaker.enter()
