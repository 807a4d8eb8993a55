"""Songs that Spotify shows together beside playlists: albums, an artist's name, and what somebody listens to."""

from __future__ import annotations

from functools import partial

from bot.errors import AlbumNotFound, ArtistNotFound, ConsentNeeded
from bot.ports import Tokens, TrackList
from bot.spotify import payloads
from bot.spotify.calls import Caller, in_anybodys_name
from bot.spotify.paging import PAGE, read_pages
from bot.spotify.web_api import WebApi

TOP, LIBRARY = "user-top-read", "user-library-read"
"""The permissions that are asked for only when these lists are used."""
MAX_LIKED_PAGES = 4
"""The newest 200 of what somebody likes: their taste of now, for four calls."""
HALF_A_YEAR = "medium_term"


class Collections:
    """Reads them; nothing of it is kept."""

    def __init__(self, api: WebApi, *, tokens: Tokens, app: Tokens) -> None:
        self._api = api
        self._tokens = tokens
        self._app = app

    async def album(self, user_id: int, album_id: str) -> TrackList:
        """An album and its first 50 songs. Raises AlbumNotFound, NotLinked, or another leaf of SpotifyError."""
        missing = {400: AlbumNotFound, 404: AlbumNotFound}
        request = lambda spotify: spotify.album(album_id)  # noqa: E731
        return await in_anybodys_name(self._api, self._tokens, self._app, user_id, request, payloads.album, missing)

    async def artist(self, user_id: int, artist_id: str) -> str:
        """An artist's name; their top songs are closed to new apps. Raises ArtistNotFound and as `album`."""
        missing = {400: ArtistNotFound, 404: ArtistNotFound}
        request = lambda spotify: spotify.artist(artist_id)  # noqa: E731
        return await in_anybodys_name(self._api, self._tokens, self._app, user_id, request, payloads.artist, missing)

    async def top_tracks(self, user_id: int) -> TrackList:
        """What the person listened to most in about half a year, at most 50. Raises NotLinked or ConsentNeeded."""
        caller = await self._caller(user_id, TOP)
        page = await caller.get(
            lambda spotify: spotify.current_user_top_tracks(limit=PAGE, time_range=HALF_A_YEAR), payloads.tracks_page
        )
        return payloads.track_list([page])

    async def liked_tracks(self, user_id: int) -> TrackList:
        """The songs that the person liked last. Raises NotLinked or ConsentNeeded."""
        caller = await self._caller(user_id, LIBRARY)
        return payloads.track_list(await read_pages(partial(_liked_page, caller), MAX_LIKED_PAGES))

    async def _caller(self, user_id: int, scope: str) -> Caller:
        """Raises NotLinked, LinkExpired, or ConsentNeeded where the person has not granted this."""
        access = await self._tokens.access_token(user_id)
        if scope not in access.scopes:
            raise ConsentNeeded(scope)
        return Caller(self._api, self._tokens, user_id, access.account_id)


async def _liked_page(caller: Caller, offset: int) -> payloads.TracksPage:
    return await caller.get(
        lambda spotify: spotify.current_user_saved_tracks(limit=PAGE, offset=offset), payloads.liked_page
    )
