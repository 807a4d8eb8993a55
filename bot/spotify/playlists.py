"""The PlaylistWriter port: writing to one person's Spotify, in the forms that apps of 2026 must use."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.errors import PlaylistGone, SongsRefused, SpotifyError
from bot.ports import Tokens
from bot.spotify import payloads
from bot.spotify.calls import Caller
from bot.spotify.paging import PAGE
from bot.spotify.web_api import WebApi
from bot.writing import FoundTrack, OwnedPlaylist, Who

SEARCHED = 10
"""Tracks that Spotify gives new apps for one search, at most."""
_NO_PLAYLIST: Mapping[int, Callable[[], SpotifyError]] = {404: PlaylistGone}
_NO_SONGS: Mapping[int, Callable[[], SpotifyError]] = {400: SongsRefused, 404: PlaylistGone}


class SpotifyPlaylists:
    """Writes with the tokens of the people whose playlists these are."""

    def __init__(self, api: WebApi, tokens: Tokens) -> None:
        self._api = api
        self._tokens = tokens

    async def create(self, who: Who, *, name: str, description: str, public: bool) -> str:
        """Make an empty playlist; its id. Raises SpotifyUnclear."""
        return await self._caller(who).once(
            # POST /users/{id}/playlists is gone. Spotipy's default is public.
            lambda spotify: spotify.current_user_playlist_create(name, public=public, description=description),
            payloads.playlist_id,
        )

    async def newest(self, who: Who) -> Sequence[OwnedPlaylist]:
        """The first 50 playlists of the person's library."""
        return await self._caller(who).get(
            lambda spotify: spotify.current_user_playlists(limit=PAGE), payloads.owned_playlists
        )

    async def entries(self, who: Who, playlist_id: str, *, start: int = 0) -> Sequence[str]:
        """The URIs of a playlist from its `start`-th entry on, page by page: order is what they are read for."""
        uris: list[str] = []
        while True:
            page = await self._page(who, playlist_id, start + len(uris))
            uris += payloads.uris(page)
            if not page.items or start + len(uris) >= page.total:
                return uris

    async def replace(self, who: Who, playlist_id: str, uris: Sequence[str]) -> None:
        """Make these the whole playlist."""
        await self._caller(who).get(
            lambda spotify: spotify._put(f"playlists/{playlist_id}/items", payload={"uris": list(uris)}),
            _nothing,
            _NO_SONGS,
        )

    async def append(self, who: Who, playlist_id: str, uris: Sequence[str]) -> None:
        """Add these at the end. Raises SpotifyUnclear."""
        await self._caller(who).once(
            # Spotipy's own method sends a bare array, which Spotify does not document.
            lambda spotify: spotify._post(f"playlists/{playlist_id}/items", payload={"uris": list(uris)}),
            payloads.changed_playlist,
            _NO_SONGS,
        )

    async def take_out(self, who: Who, playlist_id: str, uris: Sequence[str]) -> None:
        """Remove every entry with one of these URIs."""
        await self._caller(who).get(
            lambda spotify: spotify.playlist_remove_all_occurrences_of_items(playlist_id, list(uris)),
            _nothing,
            _NO_PLAYLIST,
        )

    async def forget(self, who: Who, playlist_id: str) -> None:
        """Remove the playlist from the library. Spotipy's own method uses a route that is gone."""
        await self._caller(who).get(
            lambda spotify: spotify._delete("me/library", uris=f"spotify:playlist:{playlist_id}"), _nothing
        )

    async def upload_cover(self, who: Who, playlist_id: str, jpeg: bytes) -> None:
        """Give the playlist a picture of its own."""
        encoded = base64.b64encode(jpeg).decode()
        await self._caller(who).get(
            lambda spotify: spotify.playlist_upload_cover_image(playlist_id, encoded), _nothing, _NO_PLAYLIST
        )

    async def search(self, who: Who, query: str) -> Sequence[FoundTrack]:
        """The ten tracks that Spotify finds first."""
        return await self._caller(who).get(
            lambda spotify: spotify.search(query, limit=SEARCHED, type="track"), payloads.found_tracks
        )

    async def _page(self, who: Who, playlist_id: str, offset: int) -> payloads.ItemsPage:
        return await self._caller(who).get(
            lambda spotify: spotify.playlist_items(
                playlist_id, limit=PAGE, offset=offset, additional_types=("track", "episode")
            ),
            payloads.items_page,
            _NO_PLAYLIST,
        )

    def _caller(self, who: Who) -> Caller:
        return Caller(self._api, self._tokens, who.user_id, who.account_id)


def _nothing(_: Any) -> None:
    """What these requests answer says no more than their status does."""
