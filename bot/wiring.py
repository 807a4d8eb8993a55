"""The composition root: builds every part from the settings, and takes them down in the opposite order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.client import Area, SegueClient
from bot.clock import SystemClock
from bot.control import Reloaded, control_file, listen
from bot.covers import Cover
from bot.engine import START_SECONDS, Worker, WorkerEngine
from bot.errors import SegueError, SettingsError, StorageError
from bot.pictures.studio import Studio
from bot.ports import Clock, Models, Sounds, Spotify
from bot.processes import WorkerDied
from bot.services.accounts import AccountService, LinkingSettings
from bot.services.background import Background
from bot.services.blending import Blending
from bot.services.blends import Blends
from bot.services.changes import Changes
from bot.services.feedback import Feedback
from bot.services.gathering import Gatherer
from bot.services.imports import Imports
from bot.services.limits import Gate, Windows
from bot.services.lists import Lists
from bot.services.own_playlists import OwnPlaylists
from bot.services.owned import Owned
from bot.services.pickers import Pickers
from bot.services.playlist_search import SongSearch
from bot.services.playlist_steps import WritingSteps
from bot.services.playlists import PlaylistService
from bot.services.posts import Posts
from bot.services.preferences import PreferenceService
from bot.services.privacy import PrivacyService
from bot.services.recommend import RecommendService
from bot.services.rule_lists import RuleLists
from bot.services.rules import RulesService
from bot.services.similar import SimilarService
from bot.services.tokens import TokenKeeper
from bot.serving import Copies, ServedModels
from bot.settings import Settings
from bot.sounds.chain import SoundChain
from bot.sounds.opening import open_sounds
from bot.spotify.adapter import SpotifyAdapter, open_spotify
from bot.spotify.links import links_in, parse_link, parse_playlist
from bot.storage.database import Database, database_path, open_database
from bot.storage.prepare import back_up_if_due
from bot.web import serve
from bot.writing import PlaylistWriter, Writing
from cogs import layouts, rule_layouts
from cogs.account import Account
from cogs.asking import Asking
from cogs.blend import Blend
from cogs.components import Control
from cogs.feedback import FeedbackPanel
from cogs.forms import Forms
from cogs.help import Facts, Help
from cogs.link_offers import LinkOffers
from cogs.playlists import Playlists
from cogs.privacy import Privacy
from cogs.recommend import Recommend
from cogs.reminders import LinkReminders
from cogs.rules import Rules
from cogs.settings import SettingsPanel
from cogs.similar import Similar
from cogs.talk import Talk
from recsys.errors import BundleError, RecsysError

log = logging.getLogger(__name__)

SWEEP_EVERY = timedelta(days=1)
BACK_UP_EVERY = timedelta(hours=1)
"""So often it is looked whether today's backup is there."""
REMIND_EVERY = timedelta(hours=6)
FRESHEN_EVERY = timedelta(minutes=1)
"""So soon a list is there again for somebody who comes back; only stale ones cost a call."""


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that is ready to log in."""

    client: SegueClient
    models: ServedModels
    which_model: Callable[[], Path]
    web_address: str

    async def drain(self, seconds: float) -> None:
        """Take no more work and finish what is in hand, within about `seconds`."""
        await self.client.drain(seconds)
        await self.models.drain(0)

    async def reload(self) -> Reloaded:
        """Answer with the bundle that the settings name now; when it cannot be used, go on as before."""
        log.info("loading the model again")
        try:
            bundle = self.which_model()
            info = await self.models.load(bundle)
        except (SegueError, RecsysError, TimeoutError, WorkerDied) as error:
            refused = Reloaded(False, f"{_why_not(error)} The bot goes on with {self.models.engine.model.name}.")
            log.error("%s", refused.sentence, exc_info=isinstance(error, WorkerDied))
            return refused
        counts = f"{info.songs:,} songs from {info.playlists:,} playlists"
        done = Reloaded(True, f"The bot answers with {info.name} now ({counts}, from {bundle}).")
        log.info("%s", done.sentence)
        return done


def _why_not(error: Exception) -> str:
    """Why a model was not put to work, in a sentence."""
    match error:
        case SettingsError():
            return " ".join(error.problems)
        case TimeoutError():
            return f"The new model was not loaded within {START_SECONDS} s."
        case WorkerDied():
            return "The new model's process ended before it was ready, for want of memory or as the bot's log says."
        case _:
            return str(error)


@asynccontextmanager
async def open_bot(
    settings: Settings, which_model: Callable[[], Path], start_worker: Callable[[], Worker]
) -> AsyncIterator[Bot]:
    """Everything that a bot stands on, for as long as the context lasts; the model is loaded before it is entered.

    `which_model` is asked at each reload, too. Raises SettingsError or StorageError.
    """
    clock = SystemClock()
    database_file = database_path(settings.segue_database_url)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(
            open_database(settings.segue_database_url, keys=settings.segue_secret_keys, clock=clock)
        )
        models = await stack.enter_async_context(_models(settings, database_file, start_worker))
        await _load_first(models, which_model())
        adapter = await stack.enter_async_context(open_spotify(settings, database.ledger, clock))
        tokens = TokenKeeper(adapter.accounts, database.links, clock)
        stack.push_async_callback(tokens.close)
        spotify = adapter.client(tokens=tokens, links=database.links, cache=database.spotify_cache)
        sounds = await stack.enter_async_context(_sounds(settings, database, adapter, clock))
        background = await stack.enter_async_context(Background())
        studio = await stack.enter_async_context(Studio())
        studio.prepare()  # importing takes longer than the first who asks would wait for a picture
        imports = stack.enter_context(Imports())
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
        writer = adapter.playlists(tokens)
        areas = _areas(
            settings, database, spotify, models, own, accounts, clock, sounds, studio, writer, imports, background
        )
        chosen = PreferenceService(database.decisions).language
        client = SegueClient(database.notes, areas, (Control,), chosen, gate=Gate(database.decisions, Windows()))
        background.start(_finish_playlists(areas, client), "finish playlists")
        background.every(SWEEP_EVERY.total_seconds(), lambda: database.sweep(clock.now()), "sweep")
        background.every(BACK_UP_EVERY.total_seconds(), partial(_back_up, database_file, clock), "back up")
        background.every(REMIND_EVERY.total_seconds(), lambda: _remind(areas, client), "remind of links that end")
        background.every(FRESHEN_EVERY.total_seconds(), own.refresh_stale, "freshen playlists")
        health = Health(client, models, database)
        address = await stack.enter_async_context(serve(settings, accounts, health.state))
        bot = Bot(client, models, which_model, address)
        await stack.enter_async_context(listen(control_file(database_file), bot.reload))
        yield bot


def _models(settings: Settings, database_file: Path, start_worker: Callable[[], Worker]) -> ServedModels:
    people: set[int] = set()

    def open_engine(copy: Path) -> WorkerEngine:
        return WorkerEngine(
            start_worker,
            copy,
            queue_size=settings.segue_queue_size,
            deadline=settings.segue_deadline_seconds,
            people=people,
        )

    return ServedModels(Copies(database_file.with_name(f"{database_file.name}.models")), open_engine)


def _sounds(
    settings: Settings, database: Database, adapter: SpotifyAdapter, clock: Clock
) -> AbstractAsyncContextManager[SoundChain]:
    return open_sounds(settings, database.sounds, database.notes, adapter.features(), clock)


async def _load_first(models: ServedModels, bundle: Path) -> None:
    try:
        await models.load(bundle)
    except BundleError as error:
        raise SettingsError([f"SEGUE_MODEL: {error}"]) from error


def _areas(
    settings: Settings,
    database: Database,
    spotify: Spotify,
    models: Models,
    own: OwnPlaylists,
    accounts: AccountService,
    clock: Clock,
    sounds: Sounds,
    studio: Studio,
    writer: PlaylistWriter,
    imports: Imports,
    background: Background,
) -> Sequence[Area]:
    """What the bot does on Discord."""
    posts = Posts(database.messages, clock, days=settings.segue_message_days)
    preferences = PreferenceService(database.decisions)
    feedback = Feedback(database.opinions, database.served, clock, preferences.repeat_days)
    recommend = RecommendService(
        spotify=spotify,
        models=models,
        links=database.links,
        parse_playlist=parse_playlist,
        parse_link=parse_link,
        owned=Owned(spotify, own, background),
        tastes=feedback,
    )
    lists = Lists(recommend, SimilarService(recommend, sounds), spotify, studio, posts)
    pickers = Pickers(own, database.links, posts)
    offers = LinkOffers(accounts, posts)
    blending = Blending(Gatherer(spotify, parse_link), models, feedback)
    blends = Blends(messages=database.messages, spotify=spotify, blending=blending, lists=lists, clock=clock)
    asking = Asking(
        lists=lists,
        pickers=pickers,
        own=own,
        recommend=recommend,
        imports=imports,
        find_links=links_in,
        offers=offers,
        preferences=preferences,
    )
    rules = RulesService(recommend, spotify=spotify, models=models, links=database.links)
    rule_lists = RuleLists(rules, lists, studio, posts)
    written = {layouts.CREATE: lists.to_write, rule_layouts.CREATE: rule_lists.to_write}
    playlists = open_playlists(settings, database, writer, recommend, own, studio, clock)
    return (
        Recommend(lists=lists, pickers=pickers, asking=asking),
        Similar(lists=lists, asking=asking),
        Talk(lists=lists, changes=Changes(lists, recommend, feedback)),
        FeedbackPanel(feedback=feedback, posts=posts),
        SettingsPanel(preferences=preferences, posts=posts),
        Rules(rules=rules, lists=rule_lists, asking=asking),
        Blend(blends=blends, offers=offers, preferences=preferences),
        Playlists(lists=written, playlists=playlists, posts=posts),
        Account(accounts=accounts, own=own, posts=posts, offers=offers),
        Forms(),
        Privacy(privacy=PrivacyService(database.privacy, accounts, own, clock), posts=posts),
        LinkReminders(reminders=database.reminders, links=database.links, posts=posts, clock=clock),
        Help(models=models, posts=posts, facts=_facts(settings)),
    )


def _facts(settings: Settings) -> Facts:
    return Facts(
        settings.segue_snapshot_hours, settings.segue_message_days, settings.segue_privacy_url, settings.segue_terms_url
    )


def open_playlists(
    settings: Settings,
    database: Database,
    spotify: PlaylistWriter,
    recommend: RecommendService,
    own: OwnPlaylists,
    studio: Studio,
    clock: Clock,
    *,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> PlaylistService:
    """What writes playlists, on this database and Spotify."""
    life = timedelta(hours=settings.segue_snapshot_hours)
    search = SongSearch(spotify, database.writings, clock, life=life, playground=settings.spotify_is_playground)
    steps = WritingSteps(
        database.writings, spotify, database.links, search, partial(_cover, studio), clock, sleep=sleep
    )
    return PlaylistService(
        writings=database.writings,
        spotify=spotify,
        steps=steps,
        search=search,
        recommend=recommend,
        own=own,
        links=database.links,
        clock=clock,
        days=settings.segue_message_days,
    )


async def _cover(studio: Studio, writing: Writing) -> bytes | None:
    """A second attempt: the first one may have met a studio that was still starting."""
    cover = Cover(writing.name, writing.code)
    return await studio.cover(cover) or await studio.cover(cover)


async def _finish_playlists(areas: Sequence[Area], client: SegueClient) -> None:
    for area in areas:
        if isinstance(area, Playlists):
            await area.finish_interrupted(client)


async def _remind(areas: Sequence[Area], client: SegueClient) -> None:
    for area in areas:
        if isinstance(area, LinkReminders):
            await area.remind(client)


async def _back_up(database_file: Path, clock: Clock) -> None:
    await asyncio.to_thread(back_up_if_due, database_file, clock.now())


@dataclass(frozen=True, slots=True)
class Health:
    """What /healthz says."""

    client: SegueClient
    models: ServedModels
    database: Database

    async def state(self) -> Mapping[str, Any]:
        """`ok` is true when Discord is connected, the recommender is up and the database answers."""
        parts = {
            "discord": self.client.is_ready() and not self.client.is_closed(),
            "recommender": self.models.engine.ready,
            "database": await self._database_answers(),
        }
        return {"ok": all(parts.values()), **parts, "loop_lag_seconds": round(self.client.lag.worst, 3)}

    async def _database_answers(self) -> bool:
        try:
            await self.database.ping()
        except StorageError:
            return False
        return True
