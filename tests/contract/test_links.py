"""What every implementation of the Links port does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.errors import AccountTaken
from bot.ports import Links, MessageState, PlaylistSnapshot, PlaylistSummary
from bot.storage.database import Database
from recsys.domain import Track
from tests.support.accounts import ANN, BEN, NOON, a_link

TOKEN = SecretStr("refresh-1")
LATER = NOON + timedelta(days=1)
SUMMARY = PlaylistSummary("p", "Mine", "Ann", "s1", 1, None, True)
SCOPES = frozenset({"playlist-read-private"})


@pytest.fixture
def links(database: Database) -> Links:
    return database.links


async def read_something(database: Database, account_id: str = "ann") -> None:
    """What an account's link collects: a snapshot with a cover, a list, an answer."""
    snapshot = PlaylistSnapshot(SUMMARY, (Track("A"),), read=1, total=1, covers={"t": "https://i.scdn.co/image/1"})
    await database.spotify_cache.save_snapshot(account_id, snapshot, LATER)
    await database.spotify_cache.save_playlists(account_id, [SUMMARY], LATER)
    await database.messages.save(MessageState(f"m-{account_id}", ANN, "list", {}, LATER, account_id))


async def what_is_left(database: Database, account_id: str = "ann") -> list[str]:
    cache = database.spotify_cache
    found = {
        "snapshot": await cache.snapshot(account_id, "p", "s1", NOON),
        "playlists": await cache.playlists(account_id, NOON),
        "covers": await cache.covers(account_id, ["t"], NOON) or None,
        "message": await database.messages.get(f"m-{account_id}", NOON),
    }
    return [name for name, value in found.items() if value is not None]


ALL = ["snapshot", "playlists", "covers", "message"]


async def test_nobody_is_linked_at_first(links: Links) -> None:
    assert await links.get(ANN) is None
    assert await links.token(ANN) is None
    assert await links.owner("ann") is None
    assert await links.delete(ANN) is False


async def test_a_link_comes_back_as_it_was_saved(links: Links) -> None:
    link = a_link(scopes="playlist-read-private user-read-private")
    await links.save(link, TOKEN)
    assert await links.get(ANN) == link
    assert await links.owner("ann") == ANN
    stored = await links.token(ANN)
    assert stored is not None
    assert stored.refresh_token == TOKEN


async def test_an_account_of_another_person_is_taken_and_nothing_changes(links: Links) -> None:
    await links.save(a_link(ANN, "ann"), TOKEN)
    await links.save(a_link(BEN, "ben"), TOKEN)
    with pytest.raises(AccountTaken):
        await links.save(a_link(BEN, "ann"), TOKEN)
    assert await links.owner("ann") == ANN
    assert await links.owner("ben") == BEN


async def test_the_same_account_again_keeps_what_belongs_to_it(links: Links, database: Database) -> None:
    await links.save(a_link(), TOKEN)
    await read_something(database)
    renewed = replace(a_link(scopes="a b"), display_name="Annie", authorised_at=LATER)
    await links.save(renewed, SecretStr("refresh-2"))
    assert await links.get(ANN) == renewed
    assert await what_is_left(database) == ALL


async def test_another_account_takes_over_nothing(links: Links, database: Database) -> None:
    await links.save(a_link(), TOKEN)
    await read_something(database)
    await links.save(a_link(ANN, "second"), TOKEN)
    assert await what_is_left(database, "ann") == []
    assert await what_is_left(database, "second") == []
    assert await links.owner("ann") is None
    assert await links.owner("second") == ANN


async def test_deleting_takes_everything_read_with_it_and_nothing_of_others(links: Links, database: Database) -> None:
    await links.save(a_link(ANN, "ann"), TOKEN)
    await links.save(a_link(BEN, "ben"), TOKEN)
    await read_something(database, "ann")
    await read_something(database, "ben")
    assert await what_is_left(database, "ann") == ALL
    assert await links.delete(ANN) is True
    assert await links.get(ANN) is None
    assert await links.token(ANN) is None
    assert await what_is_left(database, "ann") == []
    assert await what_is_left(database, "ben") == ALL


async def test_a_token_is_renewed_only_by_who_read_the_newest(links: Links) -> None:
    await links.save(a_link(), TOKEN)
    first = await links.token(ANN)
    assert first is not None
    assert await links.renew_token(ANN, first.version, SecretStr("refresh-2"), frozenset({"more"}))
    assert not await links.renew_token(ANN, first.version, SecretStr("late"), SCOPES)
    second, link = await links.token(ANN), await links.get(ANN)
    assert second is not None
    assert link is not None
    assert second.refresh_token == SecretStr("refresh-2")
    assert link.scopes == {"more"}


async def test_a_token_from_before_an_unlink_stays_out_of_the_next_link(links: Links) -> None:
    await links.save(a_link(), TOKEN)
    before = await links.token(ANN)
    assert before is not None
    await links.delete(ANN)
    assert not await links.renew_token(ANN, before.version, SecretStr("late"), SCOPES)
    await links.save(a_link(), SecretStr("new"))
    assert not await links.renew_token(ANN, before.version, SecretStr("late"), SCOPES)
    await links.drop_token(ANN, before.version)
    after = await links.token(ANN)
    assert after is not None
    assert after.refresh_token == SecretStr("new")


async def test_a_dropped_token_leaves_the_link_and_what_belongs_to_it(links: Links, database: Database) -> None:
    await links.save(a_link(), TOKEN)
    await read_something(database)
    stored = await links.token(ANN)
    assert stored is not None
    await links.drop_token(ANN, stored.version)
    assert await links.token(ANN) is None
    assert await links.get(ANN) == replace(a_link(), has_token=False)
    assert await what_is_left(database) == ALL
