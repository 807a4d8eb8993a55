"""The real client, cogs, services and database against a loopback Discord; only Spotify and the model are small."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.client import Area, SegueClient, redirected
from bot.localisation import ChosenLanguage
from bot.pictures.studio import Draw, Studio, load_drawing
from bot.ports import Models, Pictures, Sounds
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
from bot.services.posts import Posts
from bot.services.preferences import PreferenceService
from bot.services.privacy import PrivacyService
from bot.services.recommend import RecommendService
from bot.services.rule_lists import RuleLists
from bot.services.rules import RulesService
from bot.services.similar import SimilarService
from bot.services.tokens import TokenKeeper
from bot.settings import load_settings
from bot.spotify.links import links_in, parse_link, parse_playlist
from bot.storage.database import Database
from cogs.account import Account
from cogs.asking import Asking
from cogs.blend import Blend
from cogs.components import Control
from cogs.feedback import FeedbackPanel
from cogs.forms import Forms
from cogs.help import Facts, Help
from cogs.link_offers import LinkOffers
from cogs.privacy import Privacy
from cogs.recommend import Recommend
from cogs.reminders import LinkReminders
from cogs.rules import Rules
from cogs.settings import SettingsPanel
from cogs.similar import Similar
from cogs.talk import Talk
from playground.discord import DiscordPlayground, User
from recsys.domain import Song
from tests.support.accounts import HandClock, SmallSpotify, database_in
from tests.support.ports import DictSounds, DictSpotify, EchoEngine, ListCatalogue, OneModel, song

SONGS = [song(number, spotify_id=f"realSongNumber{number:08d}") for number in range(40)]
REDIRECT_URI = "http://127.0.0.1:8888/callback"


@contextmanager
def logged(words: str) -> Iterator[asyncio.Event]:
    """An event that is set when the bot logs these words."""
    event = asyncio.Event()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if words in record.getMessage():
                event.set()

    listener = Listener()
    logging.getLogger("bot").addHandler(listener)
    try:
        yield event
    finally:
        logging.getLogger("bot").removeHandler(listener)


@dataclass
class Bot:
    """A running bot and what it stands on."""

    client: SegueClient
    database: Database
    accounts: AccountService
    background: Background


@dataclass
class Stage:
    """A Discord and a Spotify that outlive the bots that are run on them, one after the other."""

    discord: DiscordPlayground
    folder: Path
    clock: HandClock = field(default_factory=HandClock)
    spotify: DictSpotify = field(default_factory=DictSpotify)
    songs: Sequence[Song] = tuple(SONGS)
    sounds: Sounds = field(default_factory=DictSounds)
    load_drawing: Callable[[], Draw] = load_drawing
    picture_seconds: float = 20.0  # other programs may be busy
    chosen: ChosenLanguage | None = None
    """Which languages people have chosen, where they say so elsewhere than in /settings."""
    remembers: bool = False
    """Whether songs are not repeated for as long as people have decided: most tests ask the same more than once."""
    linking: LinkingSettings = field(default_factory=lambda: LinkingSettings(REDIRECT_URI))

    def __post_init__(self) -> None:
        self.windows = Windows(lambda: self.clock.now().timestamp())
        self.oauth = SmallSpotify(self.clock)
        self.engine = EchoEngine(self.songs)
        self.catalogue = ListCatalogue(self.songs)
        self.models: Models = OneModel(self.catalogue, self.engine)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Bot]:
        """A bot, from before its login until it is closed."""
        base, gateway = self.discord.api_base, self.discord.gateway_url
        settings = load_settings(_env_file=None, segue_discord_api_base=base, segue_discord_gateway=gateway)
        async with (
            Background() as background,
            database_in(self.folder, self.clock) as database,
            Studio(self.load_drawing, seconds=self.picture_seconds) as studio,
        ):
            with Imports() as imports, redirected(settings):
                bot = self._bot(database, background, studio, imports)
                connection = asyncio.create_task(bot.client.stay_connected(self.discord.token))
                try:
                    await self.discord.online()
                    yield bot
                finally:
                    await bot.client.close()
                    await connection

    async def link(self, bot: Bot, user: User, account_id: str = "ada") -> int:
        """The person has linked an account before; returns their id."""
        user_id = int(await user.id())
        offer = await bot.accounts.begin(user_id, user.name)
        await bot.accounts.paste(user_id, self.redirected_address(offer.url, account_id))
        await bot.accounts.confirm(user_id)
        return user_id

    def redirected_address(self, url: str, account_id: str = "ada") -> str:
        """Where the browser ends up after somebody with this account agrees."""
        state, code = self.oauth.agree(url, account_id)
        return f"{REDIRECT_URI}?code={code}&state={state}"

    def _bot(self, database: Database, background: Background, pictures: Pictures, imports: Imports) -> Bot:
        own = OwnPlaylists(self.spotify, background, self.clock)
        tokens = TokenKeeper(self.oauth, database.links, self.clock)
        accounts = AccountService(
            self.oauth, database.links, database.pending, tokens, self.clock, self.linking, on_linked=own.refresh_soon
        )
        areas = self._areas(database, own, accounts, pictures, imports, background)
        gate = Gate(database.decisions, self.windows)
        chosen = self.chosen or PreferenceService(database.decisions).language
        client = SegueClient(database.notes, areas, (Control,), chosen, gate=gate, guild_ready_timeout=0.01)
        return Bot(client, database, accounts, background)

    async def _never(self, user_id: int) -> int:
        return 0

    def _areas(
        self,
        database: Database,
        own: OwnPlaylists,
        accounts: AccountService,
        pictures: Pictures,
        imports: Imports,
        background: Background,
    ) -> Sequence[Area]:
        posts = Posts(database.messages, self.clock, days=30)
        preferences = PreferenceService(database.decisions)
        repeat_days = preferences.repeat_days if self.remembers else self._never
        feedback = Feedback(database.opinions, database.served, self.clock, repeat_days)
        recommend = RecommendService(
            spotify=self.spotify,
            models=self.models,
            links=database.links,
            parse_playlist=parse_playlist,
            parse_link=parse_link,
            owned=Owned(self.spotify, own, background),
            tastes=feedback,
        )
        lists = Lists(recommend, SimilarService(recommend, self.sounds), self.spotify, pictures, posts)
        pickers = Pickers(own, database.links, posts)
        offers = LinkOffers(accounts, posts)
        blending = Blending(Gatherer(self.spotify, parse_link), self.models, feedback)
        blends = Blends(
            messages=database.messages, spotify=self.spotify, blending=blending, lists=lists, clock=self.clock
        )
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
        rules = RulesService(recommend, spotify=self.spotify, models=self.models, links=database.links)
        return (
            Recommend(lists=lists, pickers=pickers, asking=asking),
            Similar(lists=lists, asking=asking),
            Talk(lists=lists, changes=Changes(lists, recommend, feedback)),
            FeedbackPanel(feedback=feedback, posts=posts),
            SettingsPanel(preferences=preferences, posts=posts),
            Rules(rules=rules, lists=RuleLists(rules, lists, pictures, posts), asking=asking),
            Blend(blends=blends, offers=offers, preferences=preferences),
            Account(accounts=accounts, own=own, posts=posts, offers=offers),
            Forms(),
            Privacy(privacy=PrivacyService(database.privacy, accounts, own, self.clock), posts=posts),
            LinkReminders(reminders=database.reminders, links=database.links, posts=posts, clock=self.clock),
            Help(models=self.models, posts=posts, facts=Facts(24, 30)),
        )
