"""Access tokens: renewed once for all who wait, never after an unlink, and dead refresh tokens alone go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import LinkExpired, NotLinked
from bot.ports import MessageState
from bot.services.tokens import TokenKeeper
from bot.storage.database import Database
from tests.support.accounts import ANN, BEN, KEY, NOON, OLDER_KEY, HandClock, SmallSpotify, a_link, database_in


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def spotify(clock: HandClock) -> SmallSpotify:
    return SmallSpotify(clock)


@pytest.fixture
async def database(tmp_path: Path, clock: HandClock) -> AsyncIterator[Database]:
    async with database_in(tmp_path, clock) as opened:
        await opened.links.save(a_link(), SecretStr("refresh-a"))
        yield opened


@pytest.fixture
async def keeper(spotify: SmallSpotify, database: Database, clock: HandClock) -> AsyncIterator[TokenKeeper]:
    keeper = TokenKeeper(spotify, database.links, clock)
    yield keeper
    await keeper.close()


async def refresh_token(database: Database) -> str | None:
    stored = await database.links.token(ANN)
    return None if stored is None else stored.refresh_token.get_secret_value()


async def test_who_is_not_linked_gets_no_token(keeper: TokenKeeper, spotify: SmallSpotify) -> None:
    with pytest.raises(NotLinked):
        await keeper.access_token(BEN)
    assert spotify.refreshed == []


async def test_a_token_says_whose_it_is_and_what_it_may_do(keeper: TokenKeeper) -> None:
    access = await keeper.access_token(ANN)
    assert access.account_id == "ann"
    assert access.scopes == {"playlist-read-private"}
    assert "access-" not in repr(access)


async def test_however_many_wait_there_is_one_refresh(keeper: TokenKeeper, spotify: SmallSpotify) -> None:
    tokens = await asyncio.gather(*(keeper.access_token(ANN) for _ in range(20)))
    assert spotify.refreshed == ["refresh-a"]
    assert len({access.token.get_secret_value() for access in tokens}) == 1


async def test_a_token_is_used_until_a_minute_before_its_end(
    keeper: TokenKeeper, spotify: SmallSpotify, clock: HandClock
) -> None:
    first = await keeper.access_token(ANN)  # lives for 3600 s
    clock.turn(seconds=3539)
    assert await keeper.access_token(ANN) == first
    clock.turn(seconds=1)
    assert await keeper.access_token(ANN) != first
    assert len(spotify.refreshed) == 2


async def test_the_old_refresh_token_stays_when_none_comes_back(keeper: TokenKeeper, database: Database) -> None:
    await keeper.access_token(ANN)
    assert await refresh_token(database) == "refresh-a"


async def test_a_rotated_refresh_token_is_saved_and_used_next(
    keeper: TokenKeeper, spotify: SmallSpotify, database: Database, clock: HandClock
) -> None:
    spotify.rotates = True
    await keeper.access_token(ANN)
    second = await refresh_token(database)
    assert second != "refresh-a"
    clock.turn(hours=1)
    await keeper.access_token(ANN)
    assert spotify.refreshed == ["refresh-a", second]


async def test_a_rotated_token_is_saved_even_if_everybody_gave_up_waiting(
    keeper: TokenKeeper, spotify: SmallSpotify, database: Database
) -> None:
    spotify.rotates = True
    spotify.shut()
    waiting = asyncio.create_task(keeper.access_token(ANN))
    await spotify.asked.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    spotify.open.set()
    await keeper.close()
    assert await refresh_token(database) == "refresh-1"
    await keeper.access_token(ANN)
    assert spotify.refreshed == ["refresh-a"]


async def test_a_refused_token_is_renewed_once_however_many_were_refused(
    keeper: TokenKeeper, spotify: SmallSpotify
) -> None:
    refused = (await keeper.access_token(ANN)).token

    async def after_a_401() -> str:
        await keeper.invalidate(ANN, refused)
        return (await keeper.access_token(ANN)).token.get_secret_value()

    renewed = set(await asyncio.gather(*(after_a_401() for _ in range(10))))
    # One that was slow to hear of its 401 does not spoil the new token.
    renewed.add(await after_a_401())
    assert len(renewed) == 1
    assert refused.get_secret_value() not in renewed
    assert len(spotify.refreshed) == 2


async def test_a_refresh_that_returns_after_unlinking_writes_nothing_and_gives_nobody_a_token(
    keeper: TokenKeeper, spotify: SmallSpotify, database: Database
) -> None:
    spotify.rotates = True
    spotify.shut()
    waiting = [asyncio.create_task(keeper.access_token(ANN)) for _ in range(3)]
    await spotify.asked.wait()
    await database.links.delete(ANN)
    keeper.forget(ANN)
    spotify.open.set()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(answer) for answer in answers] == [NotLinked] * 3
    assert await database.links.get(ANN) is None
    assert await refresh_token(database) is None
    with pytest.raises(NotLinked):
        await keeper.access_token(ANN)


async def test_a_refresh_that_returns_after_linking_anew_does_not_replace_the_new_token(
    keeper: TokenKeeper, spotify: SmallSpotify, database: Database, clock: HandClock
) -> None:
    spotify.rotates = True
    spotify.shut()
    waiting = asyncio.create_task(keeper.access_token(ANN))
    await spotify.asked.wait()
    url = spotify.authorize_url(state="s", verifier=SecretStr("v" * 64), scopes=["a"])
    _, code = spotify.agree(url, "ann")
    spotify.open.set()
    grant = await spotify.exchange(SecretStr(code), SecretStr("v" * 64))
    assert grant.refresh_token is not None
    await database.links.save(a_link(), grant.refresh_token)
    keeper.remember(a_link(), grant)
    assert (await waiting).token == grant.access_token
    assert await refresh_token(database) == grant.refresh_token.get_secret_value()
    assert (await keeper.access_token(ANN)).token == grant.access_token


async def test_a_dead_refresh_token_goes_alone(keeper: TokenKeeper, spotify: SmallSpotify, database: Database) -> None:
    later = NOON.replace(year=2027)
    await database.messages.save(MessageState("m", ANN, "list", {}, later, account_id="ann"))
    spotify.dead.add("refresh-a")
    with pytest.raises(LinkExpired):
        await keeper.access_token(ANN)
    link = await database.links.get(ANN)
    assert link is not None
    assert not link.has_token
    assert await database.messages.get("m", NOON) is not None
    # The dead token is not tried again.
    with pytest.raises(LinkExpired):
        await keeper.access_token(ANN)
    assert spotify.refreshed == ["refresh-a"]


async def test_a_token_that_no_key_opens_means_linking_again(
    tmp_path: Path, spotify: SmallSpotify, clock: HandClock
) -> None:
    async with database_in(tmp_path, clock, [OLDER_KEY]) as before:
        await before.links.save(a_link(), SecretStr("refresh-a"))
    async with database_in(tmp_path, clock, [KEY]) as database:
        keeper = TokenKeeper(spotify, database.links, clock)
        with pytest.raises(LinkExpired):
            await keeper.access_token(ANN)
        assert spotify.refreshed == []


async def test_one_persons_slow_refresh_holds_up_nobody_else(
    keeper: TokenKeeper, spotify: SmallSpotify, database: Database, clock: HandClock
) -> None:
    await database.links.save(a_link(BEN, "ben"), SecretStr("refresh-b"))
    await keeper.access_token(BEN)
    spotify.shut()
    slow = asyncio.create_task(keeper.access_token(ANN))
    await spotify.asked.wait()
    assert (await keeper.access_token(BEN)).account_id == "ben"
    spotify.open.set()
    assert (await slow).account_id == "ann"


async def test_a_withdrawn_token_goes_alone_and_only_if_it_is_the_one_in_use(
    keeper: TokenKeeper, database: Database
) -> None:
    in_use = (await keeper.access_token(ANN)).token
    await keeper.give_up(ANN, SecretStr("an older one"))
    assert (await keeper.access_token(ANN)).token == in_use
    await keeper.give_up(ANN, in_use)
    with pytest.raises(LinkExpired):
        await keeper.access_token(ANN)
    link = await database.links.get(ANN)
    assert link is not None
    assert not link.has_token
