"""The composition root: builds every part from the settings, and takes them down in the opposite order."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.catalogue import ThreadedCatalogue
from bot.client import Area, SegueClient
from bot.clock import SystemClock
from bot.engine import WorkerEngine, load_recommender
from bot.errors import StorageError
from bot.ports import Catalogue, Clock, Engine, Spotify
from bot.services.accounts import AccountService, LinkingSettings
from bot.services.background import Background
from bot.services.lists import Lists
from bot.services.own_playlists import OwnPlaylists
from bot.services.pickers import Pickers
from bot.services.posts import Posts
from bot.services.recommend import RecommendService
from bot.services.tokens import TokenKeeper
from bot.settings import Settings
from bot.spotify.adapter import open_spotify
from bot.spotify.links import parse_playlist
from bot.storage.database import Database, open_database
from bot.web import serve
from cogs.account import Account
from cogs.components import Control
from cogs.help import Help
from cogs.recommend import Recommend
from recsys.bundle import CATALOG

SWEEP_EVERY = timedelta(days=1)
FRESHEN_EVERY = timedelta(minutes=1)
"""So soon a list is there again for somebody who comes back; only stale ones cost a call."""


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that is ready to log in."""

    client: SegueClient
    engine: WorkerEngine
    web_address: str

    async def drain(self, seconds: float) -> None:
        """Take no more work and finish what is in hand, within about `seconds`."""
        await self.client.drain(seconds)
        await self.engine.drain(0)


@asynccontextmanager
async def open_bot(settings: Settings, model: Path) -> AsyncIterator[Bot]:
    """Everything that a bot stands on, for as long as the context lasts; the model is loaded before it is entered.

    Raises SettingsError, StorageError or BundleError.
    """
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(
            open_database(settings.segue_database_url, keys=settings.segue_secret_keys, clock=clock)
        )
        engine = await stack.enter_async_context(
            WorkerEngine(
                load_recommender,
                model,
                queue_size=settings.segue_queue_size,
                deadline=settings.segue_deadline_seconds,
            )
        )
        catalogue = await stack.enter_async_context(ThreadedCatalogue(model / CATALOG))
        adapter = await stack.enter_async_context(open_spotify(settings, database.ledger, clock))
        tokens = TokenKeeper(adapter.accounts, database.links, clock)
        stack.push_async_callback(tokens.close)
        spotify = adapter.client(tokens=tokens, links=database.links, cache=database.spotify_cache)
        background = await stack.enter_async_context(Background())
        own = OwnPlaylists(spotify, background, clock)
        accounts = AccountService(
            adapter.accounts,
            database.links,
            database.pending,
            tokens,
            clock,
            LinkingSettings(settings.spotify_redirect_uri, settings.segue_public_url, settings.linking_problem),
            on_linked=own.refresh_soon,
        )
        areas = _areas(settings, database, spotify, catalogue, engine, own, accounts, clock)
        client = SegueClient(database.notes, areas, (Control,))
        background.every(SWEEP_EVERY.total_seconds(), lambda: database.sweep(clock.now()), "sweep")
        background.every(FRESHEN_EVERY.total_seconds(), own.refresh_stale, "freshen playlists")
        health = Health(client, engine, database)
        address = await stack.enter_async_context(serve(settings, accounts, health.state))
        yield Bot(client, engine, address)


def _areas(
    settings: Settings,
    database: Database,
    spotify: Spotify,
    catalogue: Catalogue,
    engine: Engine,
    own: OwnPlaylists,
    accounts: AccountService,
    clock: Clock,
) -> Sequence[Area]:
    """What the bot does on Discord."""
    posts = Posts(database.messages, clock, days=settings.segue_message_days)
    recommend = RecommendService(
        spotify=spotify, catalogue=catalogue, engine=engine, links=database.links, parse_playlist=parse_playlist
    )
    lists, pickers = Lists(recommend, spotify, posts), Pickers(own, database.links, posts)
    return (
        Recommend(lists=lists, pickers=pickers, own=own, recommend=recommend),
        Account(accounts=accounts, own=own, posts=posts),
        Help(engine=engine, snapshot_hours=settings.segue_snapshot_hours, message_days=settings.segue_message_days),
    )


@dataclass(frozen=True, slots=True)
class Health:
    """What /healthz says."""

    client: SegueClient
    engine: WorkerEngine
    database: Database

    async def state(self) -> Mapping[str, Any]:
        """`ok` is true when Discord is connected, the recommender is up and the database answers."""
        parts = {
            "discord": self.client.is_ready() and not self.client.is_closed(),
            "recommender": self.engine.ready,
            "database": await self._database_answers(),
        }
        return {"ok": all(parts.values()), **parts, "loop_lag_seconds": round(self.client.lag.worst, 3)}

    async def _database_answers(self) -> bool:
        try:
            await self.database.ping()
        except StorageError:
            return False
        return True
