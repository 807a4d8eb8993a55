"""Albums, artists and what somebody listens to, through the real stores and a Spotify on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import (
    AlbumNotFound,
    ArtistNotFound,
    ConsentNeeded,
    LinkExpired,
    NotLinked,
    PlaygroundOnly,
    SpotifyResting,
)
from bot.settings import SPOTIFY_ACCOUNTS, SPOTIFY_API, load_settings
from bot.spotify.adapter import open_spotify
from playground.spotify import Fault
from playground.spotify.shapes import album_id, artist
from recsys.domain import Track
from tests.support.spotify import ALICE, SCOPES, STRANGER, House, open_house, songs, titles

RUMOURS = [Track(title, ("Fleetwood Mac",), album="Rumours", year=1977) for title in ("Dreams", "Go Your Own Way")]
ALBUM_ID, ARTIST_ID = album_id(RUMOURS[0]), artist("Fleetwood Mac")["id"]
NOWHERE = "4uLU6hMCjMI75M1A2tKUQC"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        opened.spotify.add_tracks(RUMOURS)
        yield opened


class TestAlbum:
    async def test_its_songs_with_what_the_album_says_of_them(self, house: House) -> None:
        album = await house.client.album(ALICE, ALBUM_ID)
        assert (album.name, album.owner, album.total) == ("Rumours", "Fleetwood Mac", 2)
        assert [(track.title, track.album, track.year) for track in album.tracks] == [
            ("Dreams", "Rumours", 1977),
            ("Go Your Own Way", "Rumours", 1977),
        ]
        assert house.spotify.count() == await house.used() == 1

    async def test_of_a_long_one_the_first_page(self, house: House) -> None:
        house.spotify.add_tracks([Track(f"Part {n}", ("Bach",), album="Works") for n in range(70)])
        album = await house.client.album(ALICE, album_id(Track("", ("Bach",), album="Works")))
        assert (len(album.tracks), album.total) == (50, 70)

    async def test_without_a_link_with_the_apps_own_token(self, house: House) -> None:
        assert titles((await house.client.album(STRANGER, ALBUM_ID)).tracks) == ["Dreams", "Go Your Own Way"]

    async def test_without_a_link_and_without_a_secret(self, tmp_path: Path) -> None:
        async with open_house(tmp_path, spotify_client_secret=None) as house:
            with pytest.raises(NotLinked):
                await house.client.album(STRANGER, ALBUM_ID)

    async def test_one_that_is_not_there(self, house: House) -> None:
        with pytest.raises(AlbumNotFound, match="no album under that link"):
            await house.client.album(ALICE, NOWHERE)


class TestArtist:
    async def test_the_name(self, house: House) -> None:
        assert await house.client.artist(ALICE, ARTIST_ID) == "Fleetwood Mac"
        assert await house.client.artist(STRANGER, ARTIST_ID) == "Fleetwood Mac"

    async def test_one_that_is_not_there(self, house: House) -> None:
        with pytest.raises(ArtistNotFound, match="no artist under that link"):
            await house.client.artist(ALICE, NOWHERE)


class TestOwnSongs:
    async def test_top_songs_in_spotifys_order(self, house: House) -> None:
        await house.link(ALICE, "alice", [*SCOPES, "user-top-read"])
        house.spotify.save_tracks("alice", top=house.spotify.add_tracks(songs(60)))
        house.spotify.calls.clear()
        top = await house.client.top_tracks(ALICE)
        assert titles(top.tracks) == [f"Song {number}" for number in range(50)]
        assert house.spotify.count() == 1

    async def test_the_newest_200_liked_songs(self, house: House) -> None:
        await house.link(ALICE, "alice", [*SCOPES, "user-library-read"])
        house.spotify.save_tracks("alice", saved=house.spotify.add_tracks(songs(230)))
        house.spotify.calls.clear()
        liked = await house.client.liked_tracks(ALICE)
        assert titles(liked.tracks) == [f"Song {number}" for number in range(200)]
        assert (liked.total, house.spotify.count()) == (230, 4)

    async def test_a_quota_that_ends_on_the_way_gives_a_part(self, house: House) -> None:
        await house.link(ALICE, "alice", [*SCOPES, "user-library-read"])
        house.spotify.save_tracks("alice", saved=house.spotify.add_tracks(songs(230)))
        house.spotify.fail(Fault.QUOTA, path="/me/tracks", seconds=600, after=1)
        assert len((await house.client.liked_tracks(ALICE)).tracks) == 50
        with pytest.raises(SpotifyResting):
            await house.client.liked_tracks(ALICE)

    @pytest.mark.parametrize(
        ("method", "scope"), [("top_tracks", "user-top-read"), ("liked_tracks", "user-library-read")]
    )
    async def test_without_consent_nothing_is_asked(self, house: House, method: str, scope: str) -> None:
        with pytest.raises(ConsentNeeded) as raised:
            await getattr(house.client, method)(ALICE)
        assert raised.value.scopes == {scope}
        assert house.spotify.count() == 0

    async def test_without_a_link(self, house: House) -> None:
        with pytest.raises(NotLinked):
            await house.client.top_tracks(STRANGER)

    async def test_a_withdrawn_access_ends_the_link(self, house: House) -> None:
        await house.link(ALICE, "alice", [*SCOPES, "user-top-read"])
        house.spotify.fail(Fault.EXPIRED_TOKEN, path="/me/top", times=2)
        with pytest.raises(LinkExpired):
            await house.client.top_tracks(ALICE)


async def test_the_real_spotify_is_never_asked_for_ids_of_the_playground(house: House) -> None:
    real = load_settings(
        _env_file=None,
        spotify_client_id="an-app",
        segue_spotify_api_base=SPOTIFY_API,
        segue_spotify_accounts_base=SPOTIFY_ACCOUNTS,
    )
    async with open_spotify(real, house.database.ledger, house.clock) as adapter:
        client = adapter.client(tokens=house.tokens, links=house.database.links, cache=house.database.spotify_cache)
        with pytest.raises(PlaygroundOnly):
            await client.album(ALICE, ALBUM_ID)
        with pytest.raises(PlaygroundOnly):
            await client.artist(ALICE, ARTIST_ID)
    assert await house.used() == 0
