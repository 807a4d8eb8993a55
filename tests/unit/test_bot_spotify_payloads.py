"""Spotify's JSON in the bot's words, with everything that may be missing missing."""

from __future__ import annotations

from typing import Any

import pytest

from bot.ports import SkipReason
from bot.spotify import payloads
from recsys.domain import Track

SUMMARY = {
    "id": "p1",
    "name": "Road trip",
    "owner": {"id": "alice", "display_name": None},
    "snapshot_id": "s1",
    "collaborative": False,
    "images": None,
}
SONG = {
    "id": "t1",
    "type": "track",
    "name": "Dreams",
    "artists": [{"name": "Fleetwood Mac"}, {"name": ""}],
    "album": {
        "name": "Rumours",
        "release_date": "1977-02-04",
        "images": [
            {"url": "http://x/640", "width": 640},
            {"url": "http://x/300", "width": 300},
            {"url": "http://x/64", "width": 64},
        ],
    },
    "duration_ms": 257_800,
    "explicit": False,
}


def entries(*found: dict[str, Any], total: int | None = None) -> payloads.ItemsPage:
    return payloads.items_page({"total": len(found) if total is None else total, "items": list(found)})


@pytest.mark.parametrize("key", ["item", "track"])
def test_a_song_under_its_new_and_its_old_name(key: str) -> None:
    snapshot = payloads.snapshot(payloads.summary(SUMMARY), [entries({"is_local": False, key: SONG})])
    assert snapshot.tracks == (Track("Dreams", ("Fleetwood Mac",), "t1", "Rumours", 257_800, False, 1977),)
    # The smallest of at least 160 pixels.
    assert snapshot.covers == {"t1": "http://x/300"}


def test_both_names_are_one_song() -> None:
    snapshot = payloads.snapshot(payloads.summary(SUMMARY), [entries({"item": SONG, "track": SONG})])
    assert len(snapshot.tracks) == 1


def test_entries_that_are_no_songs_are_counted_by_reason() -> None:
    page = entries(
        {"item": None},
        {"item": None, "track": None},
        {"item": {**SONG, "id": None}},
        {"item": {**SONG, "name": ""}},
        {"is_local": True, "item": {"name": "tape", "id": None}},
        {"item": {**SONG, "id": None, "is_local": True}},
        {"item": {"id": "e1", "type": "episode", "name": "Talk"}},
        {"track": {**SONG, "episode": True}},
        {"item": SONG},
        total=60,
    )
    snapshot = payloads.snapshot(payloads.summary(SUMMARY), [page])
    assert snapshot.skipped == {SkipReason.GONE: 4, SkipReason.LOCAL: 2, SkipReason.EPISODE: 2}
    assert (len(snapshot.tracks), snapshot.read, snapshot.total) == (1, 9, 60)


def test_a_sparse_song() -> None:
    track, cover = payloads.track_with_cover({"id": "t1", "name": "Dreams"})
    assert track == Track("Dreams", (), "t1")
    assert cover is None


@pytest.mark.parametrize(
    ("date", "year"), [("1977", 1977), ("1977-02", 1977), ("0000", None), (None, None), ("soon", None)]
)
def test_years(date: str | None, year: int | None) -> None:
    track, _ = payloads.track_with_cover({**SONG, "album": {"name": "", "release_date": date, "images": []}})
    assert (track.year, track.album) == (year, None)


@pytest.mark.parametrize(
    ("widths", "chosen"),
    [((640, 300, 64), 1), ((64, 640), 1), ((100, 64), 0), ((None,), 0), ((None, 300), 1), ((160, 161), 0)],
)
def test_the_smallest_cover_that_is_large_enough(widths: tuple[int | None, ...], chosen: int) -> None:
    images = [{"url": f"http://x/{place}", "width": width} for place, width in enumerate(widths)]
    assert payloads.summary({**SUMMARY, "images": images}).cover_url == f"http://x/{chosen}"


@pytest.mark.parametrize(
    ("changes", "readable"), [({}, False), ({"collaborative": True}, True), ({"owner": {"id": "me"}}, True)]
)
def test_own_and_collaborative_playlists_are_readable(changes: dict[str, Any], readable: bool) -> None:
    assert payloads.summary({**SUMMARY, **changes}, "me").readable is readable


@pytest.mark.parametrize(("counts", "total"), [({}, None), ({"items": {"total": 3}}, 3), ({"tracks": {"total": 4}}, 4)])
def test_the_count_stands_under_either_name(counts: dict[str, Any], total: int | None) -> None:
    assert payloads.summary({**SUMMARY, **counts}).total == total


def test_a_playlist_that_stands_on_two_pages_is_one() -> None:
    page = payloads.playlists_page({"total": 2, "items": [SUMMARY]})
    assert [each.name for each in payloads.summaries([page, page], "me")] == ["Road trip"]


def test_playlists_that_spotify_cannot_show_are_left_out() -> None:
    page = payloads.playlists_page({"total": 2, "items": [None, SUMMARY]})
    assert [each.name for each in payloads.summaries([page], "me")] == ["Road trip"]


def test_an_account_without_a_display_name() -> None:
    assert payloads.profile({"id": "alice", "account_id": "a1", "display_name": None}).display_name == "alice"
    assert payloads.profile({"id": "alice", "display_name": "A"}).account_id == "alice"


@pytest.mark.parametrize("payload", [None, [], "text", {}, {"total": "many", "items": []}, {"total": 1, "items": [7]}])
def test_what_is_malformed_is_said_to_be(payload: Any) -> None:
    for parse in (payloads.items_page, payloads.playlists_page, payloads.profile, payloads.track_with_cover):
        with pytest.raises(ValueError, match=r"."):
            parse(payload)
