"""What every implementation of the SpotifyCache port does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.ports import PlaylistSnapshot, PlaylistSummary, SkipReason, SpotifyCache
from bot.storage.database import Database
from recsys.domain import Track
from tests.support.accounts import ANN, BEN, NOON, a_link

END = NOON + timedelta(hours=24)
SUMMARY = PlaylistSummary("p1", "Été", "Ann", "s1", 3, "https://i.scdn.co/image/1", True)
SNAPSHOT = PlaylistSnapshot(
    summary=SUMMARY,
    tracks=(
        Track("Song", ("Primary", "Guest"), "t1", "Album", 201_000, False, 1999),
        Track("作品", ()),
    ),
    skipped={SkipReason.LOCAL: 1},
    read=3,
    total=5,
    covers={"t1": "https://i.scdn.co/image/2"},
)


@pytest.fixture
async def cache(database: Database) -> SpotifyCache:
    await database.links.save(a_link(ANN, "ann"), SecretStr("refresh-1"))
    await database.links.save(a_link(BEN, "ben"), SecretStr("refresh-2"))
    return database.spotify_cache


async def test_a_snapshot_comes_back_as_it_was_read(cache: SpotifyCache) -> None:
    await cache.save_snapshot("ann", SNAPSHOT, END)
    assert await cache.snapshot("ann", "p1", "s1", NOON) == SNAPSHOT


async def test_what_one_account_was_shown_is_not_shown_to_another(cache: SpotifyCache) -> None:
    await cache.save_snapshot("ann", SNAPSHOT, END)
    await cache.save_playlists("ann", [SUMMARY], END)
    assert await cache.snapshot("ben", "p1", "s1", NOON) is None
    assert await cache.playlists("ben", NOON) is None
    assert await cache.covers("ben", ["t1"], NOON) == {}


async def test_another_snapshot_of_the_playlist_is_another_answer(cache: SpotifyCache) -> None:
    await cache.save_snapshot("ann", SNAPSHOT, END)
    assert await cache.snapshot("ann", "p1", "s2", NOON) is None
    newer = replace(SNAPSHOT, summary=replace(SUMMARY, snapshot_id="s2"), tracks=())
    await cache.save_snapshot("ann", newer, END)
    assert await cache.snapshot("ann", "p1", "s2", NOON) == newer


async def test_each_playlist_has_its_own_snapshot(cache: SpotifyCache) -> None:
    other = replace(SNAPSHOT, summary=replace(SUMMARY, id="p2"))
    await cache.save_snapshot("ann", SNAPSHOT, END)
    await cache.save_snapshot("ann", other, END)
    assert await cache.snapshot("ann", "p1", "s1", NOON) == SNAPSHOT
    assert await cache.snapshot("ann", "p2", "s1", NOON) == other


async def test_the_list_keeps_spotifys_order_and_is_replaced_whole(cache: SpotifyCache) -> None:
    second = PlaylistSummary("p0", "A", "Ben", "s9", None, None, False)
    await cache.save_playlists("ann", [SUMMARY, second], END)
    assert await cache.playlists("ann", NOON) == (SUMMARY, second)
    await cache.save_playlists("ann", [second], END)
    assert await cache.playlists("ann", NOON) == (second,)


async def test_an_empty_list_is_not_the_same_as_none(cache: SpotifyCache) -> None:
    assert await cache.playlists("ann", NOON) is None
    await cache.save_playlists("ann", [], END)
    assert await cache.playlists("ann", NOON) == ()


async def test_covers_come_from_snapshots_and_from_single_reads(cache: SpotifyCache) -> None:
    await cache.save_snapshot("ann", SNAPSHOT, END)
    await cache.save_covers("ann", {"t2": "https://i.scdn.co/image/3"}, END)
    assert await cache.covers("ann", ["t1", "t2", "t3"], NOON) == {
        "t1": "https://i.scdn.co/image/2",
        "t2": "https://i.scdn.co/image/3",
    }


async def test_more_covers_than_one_statement_takes(cache: SpotifyCache) -> None:
    covers = {f"t{number}": f"https://i.scdn.co/image/{number}" for number in range(1201)}
    await cache.save_covers("ann", covers, END)
    assert await cache.covers("ann", list(covers), NOON) == covers


async def test_a_late_read_does_not_outlive_unlinking(cache: SpotifyCache, database: Database) -> None:
    await database.links.delete(ANN)
    await cache.save_snapshot("ann", SNAPSHOT, END)
    await cache.save_playlists("ann", [SUMMARY], END)
    await cache.save_covers("ann", {"t2": "https://i.scdn.co/image/3"}, END)
    # Linked again, nothing from before shows up.
    await database.links.save(a_link(ANN, "ann"), SecretStr("refresh-3"))
    assert await cache.snapshot("ann", "p1", "s1", NOON) is None
    assert await cache.playlists("ann", NOON) is None
    assert await cache.covers("ann", ["t1", "t2"], NOON) == {}


async def test_everything_has_a_life(cache: SpotifyCache) -> None:
    await cache.save_snapshot("ann", SNAPSHOT, END)
    await cache.save_playlists("ann", [SUMMARY], END)
    assert await cache.snapshot("ann", "p1", "s1", END) is None
    assert await cache.playlists("ann", END) is None
    assert await cache.covers("ann", ["t1"], END) == {}


async def test_the_sweep_deletes_what_is_too_old_and_nothing_else(cache: SpotifyCache) -> None:
    await cache.save_snapshot("ann", SNAPSHOT, END)  # a snapshot and a cover
    await cache.save_playlists("ann", [SUMMARY], END)
    await cache.save_playlists("ben", [SUMMARY], END + timedelta(hours=1))
    assert await cache.sweep(NOON) == 0
    assert await cache.sweep(END) == 3
    assert await cache.playlists("ben", END) == (SUMMARY,)
