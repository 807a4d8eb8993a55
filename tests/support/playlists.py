"""Everything that writes playlists, over a loopback Spotify and Discord; only the model is small."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.client import SegueClient, redirected
from bot.pictures.studio import Studio
from bot.services.accounts import AccountService, LinkingSettings
from bot.services.background import Background
from bot.services.imports import Imports
from bot.services.lists import Lists
from bot.services.own_playlists import OwnPlaylists
from bot.services.owned import Owned
from bot.services.pickers import Pickers
from bot.services.playlist_words import Form, Wanted
from bot.services.playlists import PlaylistService
from bot.services.posts import Posts
from bot.services.preferences import PreferenceService
from bot.services.recommend import RecommendService
from bot.services.similar import SimilarService
from bot.settings import load_settings
from bot.spotify.links import links_in, parse_link, parse_playlist
from bot.wiring import open_playlists
from bot.writing import WantedSong
from cogs import layouts
from cogs.account import Account
from cogs.asking import Asking
from cogs.components import Control
from cogs.link_offers import LinkOffers
from cogs.playlists import Playlists
from cogs.recommend import Recommend
from cogs.similar import Similar
from playground.discord import DiscordPlayground
from playground.spotify.world import Playlist
from recsys.domain import Song
from tests.support.ports import DictSounds, EchoEngine, ListCatalogue, OneModel, PaintedPictures, song
from tests.support.spotify import ALICE, House, open_house

WRITE = (
    "playlist-read-private",
    "playlist-read-collaborative",
    "user-read-private",
    "playlist-modify-private",
    "user-library-modify",
)
EVERYTHING = (*WRITE, "playlist-modify-public", "ugc-image-upload")
FORM = Form("Evening", "Songs for the evening.")


def catalogue(count: int) -> list[Song]:
    """Songs of a model with the ids of the loopback Spotify's tracks."""
    return [song(number, spotify_id=f"realSongNumber{number:08d}") for number in range(count)]


def wanted(songs: Sequence[Song], list_id: str = "list") -> Wanted:
    """A list of these songs."""
    return Wanted(
        list_id, "Evening", "Songs.", tuple(WantedSong(one.title, one.artist, one.spotify_ids[0]) for one in songs)
    )


def uris(songs: Sequence[Song]) -> list[str]:
    return [f"spotify:track:{one.spotify_ids[0]}" for one in songs]


@dataclass
class Desk:
    """A House, what writes playlists in it, and the songs that the model knows."""

    house: House
    songs: Sequence[Song]
    engine: EchoEngine
    recommend: RecommendService
    own: OwnPlaylists
    playlists: PlaylistService

    @property
    def made(self) -> list[Playlist]:
        """The playlists that the bot has made and nobody has removed, oldest first."""
        return [one for one in self.house.spotify.world.playlists.values() if "[segue " in one.description]

    def ids_in(self, playlist: Playlist) -> list[str]:
        """The tracks of a playlist, in order."""
        return [getattr(item, "spotify_id", None) or "" for item in playlist.items]

    def only(self) -> Playlist:
        """The one playlist that the bot has made."""
        (playlist,) = self.made
        return playlist


@asynccontextmanager
async def open_desk(
    folder: Path, songs: int = 20, *, scopes: Sequence[str] = EVERYTHING, **changes: object
) -> AsyncIterator[Desk]:
    """Alice has granted `scopes`; Bob only reading."""
    known = catalogue(songs)
    async with open_house(folder, **changes) as house, Background() as background, Studio(seconds=20) as studio:
        house.spotify.add_tracks([_track(one) for one in known])
        await house.link(ALICE, "alice", scopes)
        house.spotify.calls.clear()
        engine = EchoEngine(known)
        models = OneModel(ListCatalogue(known), engine)
        own = OwnPlaylists(house.client, background, house.clock)
        recommend = RecommendService(
            spotify=house.client,
            models=models,
            links=house.database.links,
            parse_playlist=parse_playlist,
            parse_link=parse_link,
            owned=Owned(house.client, own, background),
        )
        playlists = open_playlists(
            house.settings,
            house.database,
            house.adapter.playlists(house.tokens),
            recommend,
            own,
            studio,
            house.clock,
            sleep=house.naps.sleep,
        )
        yield Desk(house, known, engine, recommend, own, playlists)


@dataclass
class Connected:
    """A bot on Discord."""

    accounts: AccountService
    client: SegueClient
    area: Playlists


@asynccontextmanager
async def open_bot_at(desk: Desk, discord: DiscordPlayground) -> AsyncIterator[Connected]:
    """The bot that writes at this desk, connected to Discord."""
    house = desk.house
    posts = Posts(house.database.messages, house.clock, days=30)
    lists = Lists(desk.recommend, SimilarService(desk.recommend, DictSounds()), house.client, PaintedPictures(), posts)
    pickers = Pickers(desk.own, house.database.links, posts)
    linking = LinkingSettings(house.settings.spotify_redirect_uri)
    accounts = AccountService(
        house.adapter.accounts, house.database.links, house.database.pending, house.tokens, house.clock, linking
    )
    offers = LinkOffers(accounts, posts)
    writing = Playlists(lists={layouts.CREATE: lists.to_write}, playlists=desk.playlists, posts=posts)
    imports = Imports()
    asking = Asking(
        lists=lists,
        pickers=pickers,
        own=desk.own,
        recommend=desk.recommend,
        imports=imports,
        find_links=links_in,
        offers=offers,
        preferences=PreferenceService(house.database.decisions),
    )
    areas = (
        Recommend(lists=lists, pickers=pickers, asking=asking),
        Similar(lists=lists, asking=asking),
        Account(accounts=accounts, own=desk.own, posts=posts, offers=offers),
        writing,
    )
    client = SegueClient(house.database.notes, areas, (Control,), guild_ready_timeout=0.01)
    settings = load_settings(
        _env_file=None, segue_discord_api_base=discord.api_base, segue_discord_gateway=discord.gateway_url
    )
    with imports, redirected(settings):
        connection = asyncio.create_task(client.stay_connected(discord.token))
        try:
            await discord.online()
            yield Connected(accounts, client, writing)
        finally:
            await client.close()
            await connection


def _track(one: Song) -> dict[str, object]:
    return {"title": one.title, "artists": [one.artist], "spotify_id": one.spotify_ids[0]}


def other(form: Form, **changes: object) -> Form:
    return replace(form, **changes)  # type: ignore[arg-type]
