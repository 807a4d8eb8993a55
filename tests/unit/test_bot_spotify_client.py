"""Reading playlists, lists, tracks and covers for one person, through the real stores and a Spotify on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.errors import (
    BudgetSpent,
    LinkExpired,
    NotLinked,
    PlaygroundOnly,
    PlaylistNotFound,
    PlaylistNotReadable,
    ShareSpent,
    SpotifyMadePlaylist,
    SpotifyResting,
    TrackNotFound,
)
from bot.ports import SkipReason
from bot.settings import SPOTIFY_ACCOUNTS, SPOTIFY_API, load_settings
from bot.spotify.adapter import open_spotify
from playground.spotify import Episode, Fault, LocalFile
from recsys.domain import Track
from tests.support.spotify import ALICE, BOB, STRANGER, House, open_house, songs, titles


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


class TestPlaylist:
    async def test_every_song_in_order_with_what_was_skipped(self, house: House) -> None:
        entries = [*songs(49), None, *songs(120)[49:], Episode("Talk"), LocalFile("tape")]
        playlist_id = house.spotify.add_playlist("alice", "Road trip", entries)
        snapshot = await house.client.playlist(ALICE, playlist_id)
        assert titles(snapshot.tracks) == [f"Song {number}" for number in range(120)]
        assert snapshot.skipped == {SkipReason.GONE: 1, SkipReason.EPISODE: 1, SkipReason.LOCAL: 1}
        assert (snapshot.read, snapshot.total) == (123, 123)
        summary = snapshot.summary
        assert (summary.name, summary.owner, summary.total, summary.readable) == ("Road trip", "Alice A.", 123, True)
        # One call for the metadata, and 123 entries make three pages of 50.
        assert house.spotify.count(playlist_id) == await house.used() == 4

    @pytest.mark.parametrize("key", ["item", "track", "both"])
    async def test_entries_under_their_old_and_new_name(self, house: House, key: str) -> None:
        house.spotify.set_rules(item_key=key)
        playlist_id = house.spotify.add_playlist("alice", "Road trip", ["Fleetwood Mac - Dreams"])
        track = (await house.client.playlist(ALICE, playlist_id)).tracks[0]
        assert (track.title, track.artists) == ("Dreams", ("Fleetwood Mac",))

    async def test_an_empty_playlist(self, house: House) -> None:
        snapshot = await house.client.playlist(ALICE, house.spotify.add_playlist("alice", "Nothing yet"))
        assert (snapshot.tracks, snapshot.read, snapshot.total) == ((), 0, 0)

    async def test_a_collaborator_reads_it_too(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("bob", "Ours", songs(3), collaborators=["alice"])
        assert len((await house.client.playlist(ALICE, playlist_id)).tracks) == 3

    async def test_a_second_look_costs_one_call(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(120))
        first = await house.client.playlist(ALICE, playlist_id)
        spent = await house.used()
        assert await house.client.playlist(ALICE, playlist_id) == first
        assert await house.used() == spent + 1

    async def test_a_change_is_seen_at_once(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        await house.client.playlist(ALICE, playlist_id)
        house.spotify.change_playlist(playlist_id, songs(5))
        assert len((await house.client.playlist(ALICE, playlist_id)).tracks) == 5

    async def test_what_was_read_has_a_life(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        await house.client.playlist(ALICE, playlist_id)
        house.clock.advance(hours=house.settings.segue_snapshot_hours, seconds=1)
        await house.client.playlist(ALICE, playlist_id)
        assert house.spotify.count(f"{playlist_id}/items") == 2

    async def test_what_one_persons_token_read_is_not_shown_to_another(self, house: House) -> None:
        public = house.spotify.add_playlist("alice", "For all to see", songs(3), public=True)
        private = house.spotify.add_playlist("alice", "For me", songs(3))
        await house.client.playlist(ALICE, public)
        await house.client.playlist(ALICE, private)
        with pytest.raises(PlaylistNotReadable):
            await house.client.playlist(BOB, public)
        with pytest.raises(PlaylistNotFound):
            await house.client.playlist(BOB, private)
        assert house.spotify.count(user="bob") == 3  # metadata twice, entries once: all asked with Bob's own token

    async def test_nobody_reads_without_a_link(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3), public=True)
        with pytest.raises(NotLinked):
            await house.client.playlist(STRANGER, playlist_id)
        assert house.spotify.count() == 0

    async def test_nobody_is_sent_to_link_for_what_linking_would_not_open(self, house: House) -> None:
        with pytest.raises(SpotifyMadePlaylist):
            await house.client.playlist(STRANGER, "37i9dQZF1DXcBWIGoYBM5M")
        assert house.spotify.count() == 0

    async def test_unlinking_takes_along_what_was_read(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        snapshot = await house.client.playlist(ALICE, playlist_id)
        account_id = house.spotify.world.users["alice"].account_id
        await house.database.links.delete(ALICE)
        house.tokens.forget(ALICE)
        cached = await house.database.spotify_cache.snapshot(
            account_id, playlist_id, snapshot.summary.snapshot_id, house.clock.now()
        )
        assert cached is None
        with pytest.raises(NotLinked):
            await house.client.playlist(ALICE, playlist_id)


class TestSharing:
    async def test_identical_reads_are_one(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(60))
        reads = [house.client.playlist(ALICE, playlist_id) for _ in range(5)]
        snapshots = await asyncio.gather(*reads)
        assert all(snapshot is snapshots[0] for snapshot in snapshots)
        assert house.spotify.count(playlist_id) == 3

    async def test_one_who_gives_up_takes_nothing_from_the_others(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        held = house.spotify.hold()
        impatient = asyncio.create_task(house.client.playlist(ALICE, playlist_id))
        patient = asyncio.create_task(house.client.playlist(ALICE, playlist_id))
        await held.arrived.wait()
        impatient.cancel()
        await asyncio.wait([impatient])
        held.release.set()
        assert len((await patient).tracks) == 3
        assert house.spotify.count(playlist_id) == 2
        assert impatient.cancelled()

    async def test_when_everybody_gives_up_the_reading_stops(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        held = house.spotify.hold()
        only = asyncio.create_task(house.client.playlist(ALICE, playlist_id))
        await held.arrived.wait()
        only.cancel()
        await asyncio.wait([only])
        held.release.set()
        assert len((await house.client.playlist(ALICE, playlist_id)).tracks) == 3
        assert house.spotify.count(f"{playlist_id}/items") == 1

    async def test_two_accounts_share_nothing(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("bob", "Ours", songs(3), collaborators=["alice"])
        await asyncio.gather(house.client.playlist(ALICE, playlist_id), house.client.playlist(BOB, playlist_id))
        assert house.spotify.count(user="alice") == house.spotify.count(user="bob") == 2


class TestLimits:
    async def test_the_page_limit(self, tmp_path: Path) -> None:
        async with open_house(tmp_path, segue_spotify_pages=2) as house:
            playlist_id = house.spotify.add_playlist("alice", "Long", songs(260))
            snapshot = await house.client.playlist(ALICE, playlist_id)
            assert (snapshot.read, snapshot.total, len(snapshot.tracks)) == (100, 260, 100)
            assert await house.used() == 3
            await house.client.playlist(ALICE, playlist_id)
            assert await house.used() == 4  # as much as may be read was read: the cache answers

    async def test_a_budget_that_ends_on_the_way_gives_a_part(self, tmp_path: Path) -> None:
        changes: dict[str, Any] = {
            "segue_spotify_daily_calls": 10,
            "segue_spotify_user_share": 1,
            "segue_snapshot_hours": 48,
        }
        async with open_house(tmp_path, **changes) as house:
            await house.database.ledger.spend("7", 4, now=house.clock.now(), limit=10, payer_limit=10)
            playlist_id = house.spotify.add_playlist("alice", "Long", songs(260))
            # Linking took four of ten and somebody else four: one is for the metadata, and one reads 50 songs.
            snapshot = await house.client.playlist(ALICE, playlist_id)
            assert (snapshot.read, snapshot.total) == (50, 260)
            assert house.spotify.count() == 2
            with pytest.raises(BudgetSpent, match="used up what it may ask Spotify in a day"):
                await house.client.playlist(ALICE, playlist_id)
            assert house.spotify.count() == 2
            house.clock.advance(hours=24, minutes=2)  # the part is still in the cache, and not taken for the whole
            assert (await house.client.playlist(ALICE, playlist_id)).read == 260

    async def test_a_person_has_a_share(self, tmp_path: Path) -> None:
        async with open_house(tmp_path, segue_spotify_daily_calls=40, segue_spotify_user_share=0.1) as house:
            of_alice, of_bob = (house.spotify.add_playlist(name, "Mine", songs(3)) for name in ("alice", "bob"))
            await house.client.playlist(ALICE, of_alice)
            await house.client.playlist(ALICE, of_alice)
            await house.client.playlist(ALICE, of_alice)  # two calls and twice one: a tenth of 40
            with pytest.raises(ShareSpent, match="used up your share"):
                await house.client.playlist(ALICE, of_alice)
            assert (await house.client.playlist(BOB, of_bob)).read == 3

    async def test_at_most_two_pages_are_in_flight(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Long", songs(300))
        house.spotify.fail(Fault.SLOW, path="/items", seconds=0.05, times=6)
        await house.client.playlist(ALICE, playlist_id)
        assert house.spotify.most_at_once <= 2

    async def test_a_quota_that_ends_on_the_way_gives_a_part(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Long", songs(120))
        house.spotify.fail(Fault.QUOTA, path="/items", seconds=48_925, times=2, after=1)
        snapshot = await house.client.playlist(ALICE, playlist_id)
        assert (snapshot.read, snapshot.total) == (50, 120)
        with pytest.raises(SpotifyResting):
            await house.client.playlist(ALICE, playlist_id)


class TestTokens:
    async def test_an_expired_token_is_renewed_once(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(260))
        house.spotify.expire_access("alice")
        assert (await house.client.playlist(ALICE, playlist_id)).read == 260
        assert house.spotify.count("/api/token") == 1

    async def test_pages_that_are_refused_together_share_one_renewal(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(150))
        house.spotify.fail(Fault.EXPIRED_TOKEN, path="/items", times=2, after=1)
        assert (await house.client.playlist(ALICE, playlist_id)).read == 150
        assert house.spotify.count("/api/token") == 1

    async def test_a_second_refusal_ends_the_link(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        house.spotify.fail(Fault.EXPIRED_TOKEN, times=2)
        with pytest.raises(LinkExpired):
            await house.client.playlist(ALICE, playlist_id)
        assert house.spotify.count() == 2
        assert house.spotify.count("/api/token") == 1
        link = await house.database.links.get(ALICE)
        assert link
        assert not link.has_token
        with pytest.raises(LinkExpired):
            await house.client.playlist(ALICE, playlist_id)
        assert house.spotify.count() == 2, "nobody asks with a dead token"

    async def test_withdrawn_access(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        house.spotify.revoke("alice")
        with pytest.raises(LinkExpired):
            await house.client.playlist(ALICE, playlist_id)
        link = await house.database.links.get(ALICE)
        assert link
        assert not link.has_token

    async def test_another_account_in_the_middle_of_a_read(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        house.spotify.add_user("alice-work")
        held = house.spotify.hold()
        reading = asyncio.create_task(house.client.playlist(ALICE, playlist_id))
        await held.arrived.wait()
        await house.database.links.delete(ALICE)
        await house.link(ALICE, "alice-work")
        held.release.set()
        with pytest.raises(NotLinked):
            await reading


class TestOwnPlaylists:
    async def test_the_list_is_read_then_cached(self, house: House) -> None:
        mine = house.spotify.add_playlist("alice", "Mine", songs(3))
        ours = house.spotify.add_playlist("bob", "Ours", songs(2), collaborators=["alice"])
        theirs = house.spotify.add_playlist("bob", "Theirs", songs(1), public=True)
        house.spotify.follow("alice", theirs)
        assert await house.client.own_playlists(ALICE) == ()
        read = await house.client.refresh_own_playlists(ALICE)
        assert [(each.id, each.readable, each.total) for each in read] == [
            (theirs, False, 1),
            (ours, True, 2),
            (mine, True, 3),
        ]
        calls = house.spotify.count()
        assert await house.client.own_playlists(ALICE) == read
        assert house.spotify.count() == calls
        assert await house.client.own_playlists(BOB) == ()
        assert await house.client.own_playlists(STRANGER) == ()

    async def test_long_lists_are_paged_and_paid(self, house: House) -> None:
        for number in range(120):
            house.spotify.add_playlist("alice", f"List {number}")
        read = await house.client.refresh_own_playlists(ALICE)
        # Newest first, as Spotify shows them.
        assert [each.name for each in read] == [f"List {number}" for number in reversed(range(120))]
        # GET /me, and three pages.
        assert await house.used() == house.spotify.count() == 4

    async def test_asking_never_waits_for_a_dead_token(self, house: House) -> None:
        house.spotify.add_playlist("alice", "Mine")
        read = await house.client.refresh_own_playlists(ALICE)
        house.clock.advance(hours=2)  # the access token is over, and Spotify would have to be asked for another
        assert await house.client.own_playlists(ALICE) == read
        assert house.spotify.count("/api/token") == 0


class TestTrack:
    async def test_with_the_persons_token(self, house: House) -> None:
        track_id = house.spotify.add_track(Track("Dreams", ("Fleetwood Mac",), album="Rumours", year=1977))
        track = await house.client.track(ALICE, track_id)
        assert (track.title, track.artists, track.album, track.year) == ("Dreams", ("Fleetwood Mac",), "Rumours", 1977)
        assert house.spotify.count(user="alice") == 1

    async def test_without_a_link_with_the_apps_own(self, house: House) -> None:
        track_id = house.spotify.add_track("Toto - Africa")
        assert (await house.client.track(STRANGER, track_id)).title == "Africa"
        assert (await house.client.track(STRANGER, track_id)).title == "Africa"
        assert house.spotify.count(user="") == 2
        assert house.spotify.count("/api/token") == 1  # the app's token is kept
        house.clock.advance(hours=1)
        await house.client.track(STRANGER, track_id)
        assert house.spotify.count("/api/token") == 2

    async def test_with_a_dead_link_with_the_apps_own(self, house: House) -> None:
        track_id = house.spotify.add_track("Toto - Africa")
        house.spotify.revoke("alice")
        assert (await house.client.track(ALICE, track_id)).title == "Africa"

    async def test_without_a_link_and_without_a_secret(self, tmp_path: Path) -> None:
        async with open_house(tmp_path, spotify_client_secret=None) as house:
            track_id = house.spotify.add_track("Toto - Africa")
            with pytest.raises(NotLinked):
                await house.client.track(STRANGER, track_id)
            assert (await house.client.track(ALICE, track_id)).title == "Africa"

    async def test_the_apps_refused_token_is_replaced(self, house: House) -> None:
        track_id = house.spotify.add_track("Toto - Africa")
        house.spotify.fail(Fault.EXPIRED_TOKEN)
        assert (await house.client.track(STRANGER, track_id)).title == "Africa"
        assert house.spotify.count("/api/token") == 2

    async def test_a_track_that_is_not_there(self, house: House) -> None:
        with pytest.raises(TrackNotFound, match="no song under that link"):
            await house.client.track(ALICE, "4uLU6hMCjMI75M1A2tKUQC")


class TestCovers:
    async def test_those_of_songs_that_were_read_cost_nothing(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        snapshot = await house.client.playlist(ALICE, playlist_id)
        spent = await house.used()
        ids = [track.spotify_id or "" for track in snapshot.tracks]
        assert await house.client.covers(ALICE, ids) == snapshot.covers
        assert all(url.endswith("/300.png") for url in snapshot.covers.values())
        assert await house.used() == spent

    async def test_others_are_read_once(self, house: House) -> None:
        ids = house.spotify.add_tracks(songs(3))
        covers = await house.client.covers(ALICE, ids)
        assert set(covers) == set(ids)
        assert await house.client.covers(ALICE, ids) == covers
        assert house.spotify.count(user="alice") == 3

    async def test_for_people_without_a_link_they_are_kept_too(self, house: House) -> None:
        ids = house.spotify.add_tracks(songs(3))
        covers = await house.client.covers(STRANGER, ids)
        assert set(covers) == set(ids)
        assert await house.client.covers(STRANGER + 1, ids) == covers
        assert house.spotify.count() == 3
        house.clock.advance(hours=house.settings.segue_snapshot_hours, seconds=1)
        await house.client.covers(STRANGER, ids)
        assert house.spotify.count() == 6

    async def test_only_while_half_of_the_budget_is_left(self, tmp_path: Path) -> None:
        async with open_house(tmp_path, segue_spotify_daily_calls=20, segue_spotify_user_share=1) as house:
            ids = house.spotify.add_tracks(songs(10))
            # Linking took four of twenty: after three pairs ten are used, which is half.
            covers = await house.client.covers(ALICE, ids)
            assert list(covers) == ids[:6]
            assert house.spotify.count() == 6

    async def test_at_most_ten_and_two_at_once(self, house: House) -> None:
        ids = house.spotify.add_tracks(songs(15))
        house.spotify.fail(Fault.SLOW, path="/tracks/", seconds=0.02, times=15)
        assert list(await house.client.covers(ALICE, ids)) == ids[:10]
        assert house.spotify.most_at_once <= 2

    async def test_a_failure_gives_fewer_covers_and_no_error(self, house: House) -> None:
        ids = house.spotify.add_tracks(songs(6))
        house.spotify.fail(Fault.QUOTA, path="/tracks/", seconds=600, after=2)
        covers = await house.client.covers(ALICE, ids)
        assert set(ids[:2]) <= set(covers) < set(ids[:4])
        assert await house.client.covers(ALICE, ids[4:]) == {}

    async def test_a_missing_track_does_not_end_it(self, house: House) -> None:
        ids = ["4uLU6hMCjMI75M1A2tKUQC", *house.spotify.add_tracks(songs(3))]
        assert list(await house.client.covers(ALICE, ids)) == ids[1:]


class TestPlaygroundIds:
    async def test_the_real_spotify_is_never_asked_for_them(self, house: House) -> None:
        real = load_settings(
            _env_file=None,
            spotify_client_id="an-app",
            segue_spotify_api_base=SPOTIFY_API,
            segue_spotify_accounts_base=SPOTIFY_ACCOUNTS,
        )
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(1))
        track_id = house.spotify.add_track("Toto - Africa")
        spent = await house.used()
        async with open_spotify(real, house.database.ledger, house.clock) as adapter:
            client = adapter.client(tokens=house.tokens, links=house.database.links, cache=house.database.spotify_cache)
            with pytest.raises(PlaygroundOnly):
                await client.playlist(ALICE, playlist_id)
            with pytest.raises(PlaygroundOnly, match="only in the demo"):
                await client.track(ALICE, track_id)
            assert await client.covers(ALICE, [track_id]) == {}
        assert await house.used() == spent  # every call is paid before it is made


class TestReadingAhead:
    async def test_what_is_cached_is_at_hand_without_a_call(self, house: House) -> None:
        read, unread = (house.spotify.add_playlist("alice", name, songs(3)) for name in ("Read", "Unread"))
        await house.client.refresh_own_playlists(ALICE)
        await house.client.playlist(ALICE, read)
        spent = await house.used()
        at_hand = await house.client.at_hand(ALICE)
        assert list(at_hand) == [read]
        assert titles(at_hand[read].tracks) == ["Song 0", "Song 1", "Song 2"]
        assert await house.client.at_hand(STRANGER) == {}
        assert await house.used() == spent
        assert unread not in at_hand

    async def test_what_has_changed_is_not_at_hand(self, house: House) -> None:
        playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
        await house.client.playlist(ALICE, playlist_id)
        house.spotify.change_playlist(playlist_id, songs(4))
        await house.client.refresh_own_playlists(ALICE)
        assert await house.client.at_hand(ALICE) == {}

    async def test_playlists_are_read_on_and_closed_ones_passed_over(self, house: House) -> None:
        mine = [house.spotify.add_playlist("alice", f"Mine {number}", songs(2)) for number in range(3)]
        theirs = house.spotify.add_playlist("bob", "Theirs", songs(2), public=True)
        await house.client.refresh_own_playlists(ALICE)
        await house.client.read_ahead(ALICE, [mine[0], theirs, "4uLU6hMCjMI75M1A2tKUQC", *mine[1:]])
        assert set(await house.client.at_hand(ALICE)) == set(mine)

    async def test_only_while_half_of_the_budget_is_left(self, tmp_path: Path) -> None:
        async with open_house(tmp_path, segue_spotify_daily_calls=20, segue_spotify_user_share=1) as house:
            mine = [house.spotify.add_playlist("alice", f"Mine {number}", songs(2)) for number in range(5)]
            # Linking took four of twenty; each playlist takes two.
            await house.client.read_ahead(ALICE, mine)
            assert house.spotify.count() == 6

    async def test_a_quota_ends_it_without_an_error(self, house: House) -> None:
        mine = [house.spotify.add_playlist("alice", f"Mine {number}", songs(2)) for number in range(3)]
        house.spotify.fail(Fault.QUOTA, path="/items", seconds=600, after=1)
        await house.client.read_ahead(ALICE, mine)
        assert house.spotify.count() == 4
