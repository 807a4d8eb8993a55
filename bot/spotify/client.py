"""The Spotify port: what Spotify shows one person, cached per account and shared while it is being read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.errors import (
    LinkExpired,
    NotLinked,
    PlaygroundOnly,
    PlaylistNotFound,
    PlaylistNotReadable,
    SpotifyError,
    SpotifyMadePlaylist,
    UserError,
)
from bot.ports import Clock, Links, PlaylistSnapshot, PlaylistSummary, SpotifyCache, Tokens, TrackList
from bot.settings import Settings
from bot.spotify import payloads
from bot.spotify.calls import Caller
from bot.spotify.collections import Collections
from bot.spotify.flights import Flights
from bot.spotify.paging import PAGE, read_pages
from bot.spotify.tracks import Tracks
from bot.spotify.web_api import WebApi
from recsys.domain import Track, is_playground_id

MADE_BY_SPOTIFY = "37i9"
"""How the ids of Spotify's editorial and personal playlists begin; new apps get 404 for all of them."""
SUMMARY_FIELDS = "id,name,owner(id,display_name),collaborative,snapshot_id,images"


class SpotifyClient:
    """Reads Spotify with the token of the person who asks, or, for single tracks, with the app's own."""

    def __init__(
        self,
        settings: Settings,
        api: WebApi,
        *,
        tokens: Tokens,
        app: Tokens,
        links: Links,
        cache: SpotifyCache,
        clock: Clock,
    ) -> None:
        self._api = api
        self._tokens = tokens
        self._links = links
        self._cache = cache
        self._clock = clock
        self._max_pages = settings.segue_spotify_pages
        self._life = timedelta(hours=settings.segue_snapshot_hours)
        self._is_playground = settings.spotify_is_playground
        self._tracks = Tracks(api, tokens=tokens, app=app, cache=cache, clock=clock, life=self._life)
        self._collections = Collections(api, tokens=tokens, app=app)
        self._snapshots: Flights[PlaylistSnapshot] = Flights()
        self._lists: Flights[tuple[PlaylistSummary, ...]] = Flights()

    async def playlist(self, user_id: int, playlist_id: str) -> PlaylistSnapshot:
        """The songs of a playlist, as Spotify shows them to this person now.

        Raises NotLinked, LinkExpired, PlaylistNotFound, PlaylistNotReadable, SpotifyMadePlaylist, PlaygroundOnly, or
        another leaf of SpotifyError.
        """
        self._refuse_playground(playlist_id)
        try:
            caller = await self._caller(user_id)
        except (NotLinked, LinkExpired):
            if playlist_id.startswith(MADE_BY_SPOTIFY):  # linking would not help
                raise SpotifyMadePlaylist from None
            raise
        read = partial(self._read_playlist, caller, playlist_id)
        return await self._snapshots.share((caller.account_id, playlist_id), read)

    async def own_playlists(self, user_id: int) -> tuple[PlaylistSummary, ...]:
        """From the cache alone; empty when nothing is cached or linked."""
        link = await self._links.get(user_id)
        cached = await self._cache.playlists(link.account_id, self._clock.now()) if link else None
        return cached or ()

    async def refresh_own_playlists(self, user_id: int) -> tuple[PlaylistSummary, ...]:
        """Read the person's list again and cache it. Raises NotLinked, LinkExpired or a leaf of SpotifyError."""
        caller = await self._caller(user_id)
        return await self._lists.share(caller.account_id, partial(self._read_list, caller))

    async def track(self, user_id: int, track_id: str) -> Track:
        """One track. Raises TrackNotFound, PlaygroundOnly, NotLinked where there is no token at all, and the rest."""
        self._refuse_playground(track_id)
        return (await self._tracks.read(user_id, track_id))[0]

    async def at_hand(self, user_id: int) -> Mapping[str, PlaylistSnapshot]:
        """The person's own playlists whose songs are cached as the cached list has them, by id."""
        link = await self._links.get(user_id)
        if link is None:
            return {}
        found: dict[str, PlaylistSnapshot] = {}
        for about in await self.own_playlists(user_id):
            cached = await self._cache.snapshot(link.account_id, about.id, about.snapshot_id, self._clock.now())
            if cached:
                found[about.id] = cached
        return found

    async def read_ahead(self, user_id: int, playlist_ids: Sequence[str]) -> None:
        """Read playlists until no more than half of the budget is left; those that cannot be read are passed over."""
        for playlist_id in playlist_ids:
            if not await self._api.budget.above_half():
                return
            try:
                await self.playlist(user_id, playlist_id)
            except (PlaylistNotFound, PlaylistNotReadable, SpotifyMadePlaylist):
                continue
            except UserError:
                return

    async def album(self, user_id: int, album_id: str) -> TrackList:
        """An album's songs. Raises AlbumNotFound, PlaygroundOnly, NotLinked where there is no token, and the rest."""
        self._refuse_playground(album_id)
        return await self._collections.album(user_id, album_id)

    async def artist(self, user_id: int, artist_id: str) -> str:
        """An artist's name. Raises ArtistNotFound and as `album`."""
        self._refuse_playground(artist_id)
        return await self._collections.artist(user_id, artist_id)

    async def top_tracks(self, user_id: int) -> TrackList:
        """What the person listens to most. Raises NotLinked, LinkExpired, ConsentNeeded, and the rest."""
        return await self._collections.top_tracks(user_id)

    async def liked_tracks(self, user_id: int) -> TrackList:
        """What the person liked last. Raises as `top_tracks`."""
        return await self._collections.liked_tracks(user_id)

    async def covers(self, user_id: int, track_ids: Sequence[str]) -> Mapping[str, str]:
        """Cover addresses by track id, of those that were read already or may be read now. Never fails."""
        link = await self._links.get(user_id)
        real = [each for each in track_ids if self._is_playground or not is_playground_id(each)]
        return await self._tracks.covers(user_id, link.account_id if link else None, real)

    def _refuse_playground(self, spotify_id: str) -> None:
        if is_playground_id(spotify_id) and not self._is_playground:
            raise PlaygroundOnly

    async def _caller(self, user_id: int) -> Caller:
        account_id = (await self._tokens.access_token(user_id)).account_id
        return Caller(self._api, self._tokens, user_id, account_id)

    # ------------------------------------------------------------ reading, once for everybody who waits

    async def _read_playlist(self, caller: Caller, playlist_id: str) -> PlaylistSnapshot:
        account_id = caller.account_id or ""
        summary = await _summary(caller, playlist_id)
        cached = await self._cache.snapshot(account_id, playlist_id, summary.snapshot_id, self._clock.now())
        if cached and cached.read >= min(cached.total, self._max_pages * PAGE):
            # The new summary has the new cover address: Spotify's live for less than a day.
            return replace(cached, summary=replace(summary, total=cached.total, readable=True))
        pages = await read_pages(partial(_items, caller, summary), self._max_pages)
        snapshot = payloads.snapshot(replace(summary, total=pages[0].total, readable=True), pages)
        await self._cache.save_snapshot(account_id, snapshot, self._clock.now() + self._life)
        return snapshot

    async def _read_list(self, caller: Caller) -> tuple[PlaylistSummary, ...]:
        me = await caller.get(lambda spotify: spotify.me(), payloads.user_id)
        pages = await read_pages(partial(_list_page, caller), self._max_pages)
        playlists = payloads.summaries(pages, me)
        await self._cache.save_playlists(caller.account_id or "", playlists, self._clock.now() + self._life)
        return playlists


async def _summary(caller: Caller, playlist_id: str) -> PlaylistSummary:
    missing = SpotifyMadePlaylist if playlist_id.startswith(MADE_BY_SPOTIFY) else PlaylistNotFound
    return await caller.get(
        lambda spotify: spotify.playlist(playlist_id, fields=SUMMARY_FIELDS),
        payloads.summary,
        {400: missing, 404: missing},
    )


async def _items(caller: Caller, about: PlaylistSummary, offset: int) -> payloads.ItemsPage:
    closed: Callable[[], SpotifyError] = partial(PlaylistNotReadable, about.name, about.owner)
    if about.id.startswith(MADE_BY_SPOTIFY):
        closed = SpotifyMadePlaylist
    return await caller.get(
        # Both types are asked for, so that episodes can be told from songs that are gone.
        lambda spotify: spotify.playlist_items(
            about.id, limit=PAGE, offset=offset, additional_types=("track", "episode")
        ),
        payloads.items_page,
        {403: closed, 404: closed},
    )


async def _list_page(caller: Caller, offset: int) -> payloads.PlaylistsPage:
    return await caller.get(
        lambda spotify: spotify.current_user_playlists(limit=PAGE, offset=offset), payloads.playlists_page
    )
