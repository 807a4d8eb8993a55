"""Every way in which Spotify says no, or nothing, has its own error, its own sentence and its own consequence."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import (
    LinkExpired,
    MissingScope,
    OwnerNeedsPremium,
    PlaylistNotFound,
    PlaylistNotReadable,
    SpotifyError,
    SpotifyForbids,
    SpotifyMadePlaylist,
    SpotifyResting,
    SpotifyUnavailable,
    UserNotRegistered,
    timestamp,
)
from bot.spotify.adapter import open_spotify
from playground.spotify import Fault
from tests.support.spotify import ALICE, BOB, House, open_house, songs


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def playlist_id(house: House) -> str:
    return house.spotify.add_playlist("alice", "Road trip", songs(3), public=True)


class TestRefusals:
    """The rows of the error map that are about a person, a playlist or the app."""

    async def test_a_person_who_is_not_on_the_allowlist(self, house: House, playlist_id: str) -> None:
        house.spotify.register("alice", False)
        with pytest.raises(UserNotRegistered, match="User Management"):
            await house.client.playlist(ALICE, playlist_id)

    async def test_an_owner_without_premium(self, house: House, playlist_id: str) -> None:
        house.spotify.set_rules(owner_premium=False)
        with pytest.raises(OwnerNeedsPremium, match="active Spotify Premium subscription"):
            await house.client.playlist(ALICE, playlist_id)
        house.spotify.set_rules(owner_premium=True)
        with pytest.raises(OwnerNeedsPremium):
            await house.client.refresh_own_playlists(BOB)
        assert house.spotify.count() == 1  # nobody calls a closed app again at once
        house.clock.advance(hours=1)
        assert (await house.client.playlist(ALICE, playlist_id)).read == 3

    async def test_somebody_elses_playlist(self, house: House, playlist_id: str) -> None:
        with pytest.raises(PlaylistNotReadable) as caught:
            await house.client.playlist(BOB, playlist_id)
        assert "**Road trip** belongs to Alice A." in caught.value.sentence
        assert "give me your copy" in caught.value.sentence
        assert "`/recommend songs:`" in caught.value.sentence

    async def test_somebody_elses_playlist_under_the_old_rules(self, house: House, playlist_id: str) -> None:
        house.spotify.set_rules(extended=True)
        assert (await house.client.playlist(BOB, playlist_id)).read == 3

    async def test_a_playlist_that_spotify_makes(self, house: House) -> None:
        house.spotify.add_user("spotify", registered=False)
        playlist_id = house.spotify.add_playlist("spotify", "Today's Hits", songs(3), made_by_spotify=True)
        assert playlist_id.startswith("37i9")
        with pytest.raises(SpotifyMadePlaylist, match="Spotify makes that playlist itself"):
            await house.client.playlist(ALICE, playlist_id)

    async def test_a_playlist_that_is_not_there(self, house: House) -> None:
        with pytest.raises(PlaylistNotFound, match="private to somebody else"):
            await house.client.playlist(ALICE, "4uLU6hMCjMI75M1A2tKUQC")

    async def test_a_missing_permission(self, house: House, playlist_id: str) -> None:
        await house.link(ALICE, "alice", ["user-read-private"])
        with pytest.raises(MissingScope, match="use `/link` again"):
            await house.client.refresh_own_playlists(ALICE)

    async def test_a_plain_403(self, house: House) -> None:
        house.spotify.fail(Fault.FORBIDDEN)
        with pytest.raises(SpotifyForbids, match="doesn't let this bot do that"):
            await house.client.refresh_own_playlists(ALICE)

    async def test_six_months_after_the_consent(self, house: House, playlist_id: str) -> None:
        house.clock.advance(days=183)
        with pytest.raises(LinkExpired, match="`/link`"):
            await house.client.playlist(ALICE, playlist_id)

    async def test_access_that_was_withdrawn(self, house: House, playlist_id: str) -> None:
        house.spotify.revoke("alice")
        with pytest.raises(LinkExpired):
            await house.client.playlist(ALICE, playlist_id)


class TestRateLimits:
    async def test_a_burst_is_waited_out_once(self, house: House, playlist_id: str) -> None:
        house.spotify.fail(Fault.BURST, seconds=4)
        assert (await house.client.playlist(ALICE, playlist_id)).read == 3
        assert house.naps.taken == [4]
        # The refused call was paid for too: metadata twice, entries once.
        assert await house.used() == house.spotify.count() == 3

    async def test_others_wait_with_it(self, house: House, playlist_id: str) -> None:
        house.spotify.fail(Fault.BURST, seconds=4)
        house.naps.wake.clear()
        first = asyncio.create_task(house.client.playlist(ALICE, playlist_id))
        await house.naps.asleep.wait()
        house.naps.asleep.clear()
        house.clock.advance(seconds=1)
        second = asyncio.create_task(house.client.refresh_own_playlists(BOB))
        await house.naps.asleep.wait()
        assert house.naps.taken == [4, 3]
        assert house.spotify.count(user="bob") == 0
        house.naps.wake.set()
        await asyncio.gather(first, second)

    async def test_a_burst_that_does_not_end_closes_for_a_while(self, house: House, playlist_id: str) -> None:
        house.spotify.fail(Fault.BURST, seconds=4, times=2)
        with pytest.raises(SpotifyResting):
            await house.client.playlist(ALICE, playlist_id)
        assert house.naps.taken == [4]
        until = await house.database.ledger.cooldown_until(house.clock.now())
        assert until == house.clock.now() + timedelta(seconds=30)  # Spotify's window

    @pytest.mark.parametrize(("fault", "seconds"), [(Fault.QUOTA, 5), (Fault.QUOTA, 48_925), (Fault.BURST, 11)])
    async def test_a_quota_or_a_long_pause_closes_for_everybody(
        self, house: House, playlist_id: str, fault: Fault, seconds: int
    ) -> None:
        house.spotify.fail(fault, seconds=seconds)
        with pytest.raises(SpotifyResting) as caught:
            await house.client.playlist(ALICE, playlist_id)
        reopens = house.clock.now() + timedelta(seconds=max(seconds, 30))
        assert caught.value.until == reopens
        assert timestamp(reopens) in caught.value.sentence
        with pytest.raises(SpotifyResting):
            await house.client.refresh_own_playlists(BOB)
        assert house.spotify.count() == await house.used() == 1
        assert house.naps.taken == []
        house.clock.advance(seconds=max(seconds, 30))
        await house.tokens.access_token(ALICE)
        assert (await house.client.playlist(ALICE, playlist_id)).read == 3

    async def test_the_pause_outlives_the_process(self, tmp_path: Path) -> None:
        async with open_house(tmp_path) as house:
            house.spotify.fail(Fault.QUOTA, seconds=86_400)
            with pytest.raises(SpotifyResting):
                await house.client.playlist(ALICE, "4uLU6hMCjMI75M1A2tKUQC")
            adapter_of_a_new_process = house.adapter.client(
                tokens=house.tokens, links=house.database.links, cache=house.database.spotify_cache
            )
            with pytest.raises(SpotifyResting):
                await adapter_of_a_new_process.playlist(ALICE, "4uLU6hMCjMI75M1A2tKUQC")

    async def test_an_absurd_pause_is_not_believed(self, house: House, playlist_id: str) -> None:
        house.spotify.fail(Fault.QUOTA, seconds=10**9)
        with pytest.raises(SpotifyResting) as caught:
            await house.client.playlist(ALICE, playlist_id)
        assert caught.value.until == house.clock.now() + timedelta(days=2)


class TestFailures:
    async def test_a_server_error_is_tried_again(self, house: House, playlist_id: str) -> None:
        house.spotify.fail(Fault.SERVER_ERROR, times=2)
        assert (await house.client.playlist(ALICE, playlist_id)).read == 3
        assert house.naps.taken == [0.3, 0.6]
        assert await house.used() == house.spotify.count() == 4

    async def test_three_server_errors_are_enough(self, house: House, playlist_id: str) -> None:
        house.spotify.fail(Fault.SERVER_ERROR, times=3)
        with pytest.raises(SpotifyUnavailable, match="isn't answering properly"):
            await house.client.playlist(ALICE, playlist_id)
        assert house.spotify.count() == 3

    async def test_a_connection_that_breaks_is_tried_again(self, house: House, playlist_id: str) -> None:
        house.spotify.fail(Fault.CUT_OFF)
        assert (await house.client.playlist(ALICE, playlist_id)).read == 3

    async def test_an_unreadable_answer(self, house: House, playlist_id: str) -> None:
        house.spotify.fail(Fault.MALFORMED)
        with pytest.raises(SpotifyUnavailable):
            await house.client.playlist(ALICE, playlist_id)
        assert house.spotify.count() == 1

    async def test_no_answer_in_time(self, tmp_path: Path) -> None:
        async with open_house(tmp_path, patience=(3.0, 0.3)) as house:
            playlist_id = house.spotify.add_playlist("alice", "Road trip", songs(3))
            held = house.spotify.hold()
            with pytest.raises(SpotifyUnavailable):
                await house.client.playlist(ALICE, playlist_id)
            assert await house.used() == 1
            held.release.set()

    async def test_nobody_listens(self, house: House, playlist_id: str) -> None:
        closed = house.settings.model_copy(update={"segue_spotify_api_base": "http://127.0.0.1:9/v1"})
        async with open_spotify(closed, house.database.ledger, house.clock, sleep=house.naps.sleep) as adapter:
            client = adapter.client(tokens=house.tokens, links=house.database.links, cache=house.database.spotify_cache)
            with pytest.raises(SpotifyUnavailable):
                await client.playlist(ALICE, playlist_id)

    async def test_a_failure_is_not_remembered(self, house: House, playlist_id: str) -> None:
        house.spotify.fail(Fault.MALFORMED, path="/items")
        with pytest.raises(SpotifyUnavailable):
            await house.client.playlist(ALICE, playlist_id)
        assert (await house.client.playlist(ALICE, playlist_id)).read == 3


async def test_every_refusal_has_words_of_its_own(house: House) -> None:
    """No two kinds of failure say the same to a person."""
    sentences: dict[str, Fault] = {}
    for fault in (
        Fault.NOT_REGISTERED,
        Fault.NO_SCOPE,
        Fault.FORBIDDEN,
        Fault.NOT_FOUND,
        Fault.MALFORMED,
        Fault.NO_PREMIUM,
    ):
        house.spotify.fail(fault)
        with pytest.raises(SpotifyError) as caught:
            await house.client.playlist(ALICE, "4uLU6hMCjMI75M1A2tKUQC")
        assert caught.value.sentence not in sentences
        sentences[caught.value.sentence] = fault
