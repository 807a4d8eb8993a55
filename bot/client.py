"""The Discord client: commands and components come in, and every error leaves as a sentence."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from types import MappingProxyType, MethodType
from typing import Any, ClassVar
from urllib.parse import urlsplit

import aiohttp
import discord
import orjson
import yarl
from discord import app_commands
from discord.asset import Asset
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.errors import UserError
from bot.localisation import Catalogue, ChosenLanguage, language_of, nobody_has_chosen
from bot.loop_lag import LoopLag
from bot.messages import speak, text
from bot.ports import Notes
from bot.services.background import Background
from bot.services.limits import Gate
from bot.settings import DISCORD_API, DISCORD_GATEWAY, Settings

log = logging.getLogger(__name__)

COMMANDS_NOTE = "discord-commands-sha256"
UNREACHABLE = (OSError, aiohttp.ClientError, discord.DiscordServerError)
"""What becomes of a request while the network or Discord is down."""
LOGIN_PAUSES = (1, 2, 5, 10, 30, 60)
"""Seconds before each new attempt to reach Discord at the start; the last one repeats."""
LAST_WORDS_SECONDS = GOODBYE_SECONDS = 1.0
"""How long the end waits for Discord to take the last answers, and to let go of the connection."""
TOKEN_WITHDRAWN = 4004
"""The gateway's close code for a token that is not valid."""
EVERYWHERE: dict[str, Any] = {
    "allowed_installs": app_commands.AppInstallationType(guild=True, user=True),
    "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
}
"""The bot may be added to a server or to an account, and used in servers, direct messages and group chats."""

Interaction = discord.Interaction["SegueClient"]
Handler = Callable[[Interaction, str, Sequence[str]], Awaitable[None]]
"""What pressing a component does: the interaction, the id of the stored state, and what was chosen in a select."""


class Stopping(UserError):
    """The bot is about to end."""

    def __init__(self) -> None:
        super().__init__("error-stopping")


class Area(commands.Cog):
    """A part of what the bot does on Discord: slash commands, message menus, and by name what its components do.

    `menus` has commands of a message's context menu by name: for each the method that is called with the message.
    `costs` names the commands and the actions of components that are work: people may not ask for it without end.
    """

    menus: ClassVar[Mapping[app_commands.locale_str, str]] = MappingProxyType({})
    costs: ClassVar[frozenset[str]] = frozenset()

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """Handlers by the action in a component's custom id."""
        return {}

    async def arrived(self, guild_ids: frozenset[int]) -> None:
        """The bot is connected, and these are the servers where it is."""


class Tree(app_commands.CommandTree["SegueClient"]):
    """Slash commands; their errors go where all errors go."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Called in the task of every command and autocomplete, before it."""
        return await self.client.admit(interaction) and await self.client.let_in(interaction)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Called with everything that a command raises."""
        await self.client.explain(interaction, error)


class SegueClient(commands.Bot):
    """One connection to Discord with its commands (`areas`) and persistent components (`items`).

    It asks for no privileged intent, caches no messages and no members, and mentions nobody. `chosen` knows the
    languages that people and servers have chosen. `run_id` is another one after each start.
    """

    tree: Tree

    def __init__(
        self,
        notes: Notes,
        areas: Sequence[Area],
        items: Sequence[type[discord.ui.DynamicItem[Any]]],
        chosen: ChosenLanguage = nobody_has_chosen,
        *,
        gate: Gate | None = None,
        **options: Any,
    ) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # Segue never speaks
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **EVERYWHERE,
            **options,
        )
        self.run_id = secrets.token_hex(4)
        self.lag = LoopLag()
        self._notes = notes
        self._areas = areas
        self._items = items
        self._gate = gate
        self._costs = frozenset(chain.from_iterable(area.costs for area in areas))
        self.chosen_language = chosen
        self._component_handlers: dict[str, Handler] = {}
        self._background = Background()
        self._working: dict[asyncio.Task[Any], Interaction] = {}
        self._draining = False

    async def setup_hook(self) -> None:
        """After the login, before the first event."""
        self._background.start(self.lag.run(), "event loop lag")
        await self.tree.set_translator(Catalogue())
        self.add_dynamic_items(*self._items)
        for area in self._areas:
            await self.add_cog(area)
            for menu in _menus(area):
                self.tree.add_command(menu)
            self._component_handlers.update(area.handlers)
        self.add_listener(self._tell_areas, "on_ready")
        await self._register_commands()

    def handler(self, action: str) -> Handler | None:
        """What a component with this action does; None for one of a version that is gone."""
        return self._component_handlers.get(action)

    async def admit(self, interaction: Interaction) -> bool:
        """Count the current task as work in hand and let it speak the person's language.

        False, with a sentence, when the bot is about to stop.
        """
        speak(await language_of(interaction, self.chosen_language))
        if self._draining:
            await self._say_stopping(interaction)
            return False
        if task := asyncio.current_task():
            self._working[task] = interaction
            task.add_done_callback(self._working.pop)
        return True

    async def let_in(self, interaction: Interaction) -> bool:
        """Whether a command may be carried out now; if not, the person has been told why."""
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        try:
            data: dict[str, Any] = dict(interaction.data or {})
            await self.enter(interaction, str(data.get("name")))
        except Exception as refused:  # noqa: BLE001 - discord.py would leave it to the task, and the person without a word
            await self.explain(interaction, refused)
            return False
        return True

    async def enter(self, interaction: Interaction, what: str) -> None:
        """Count a command or an action that is work. Raises AskedTooOften."""
        if self._gate is not None and what in self._costs:
            await self._gate.enter(interaction.user.id, interaction.guild_id)

    async def answer(self, interaction: Interaction, work: Callable[[], Awaitable[None]]) -> None:
        """Do what a component or form asks for, with the same care as a command."""
        try:
            if await self.admit(interaction):
                await work()
        except Exception as error:  # noqa: BLE001 - discord.py would only log it
            await self.explain(interaction, error)

    async def explain(self, interaction: Interaction, error: Exception) -> None:
        """Say what went wrong. The one place where an exception becomes a sentence."""
        try:
            await _tell(interaction, sentence(error))
        except discord.HTTPException as refused:
            log.warning("could not tell anybody about %s: %s", type(_cause(error)).__name__, refused)

    async def stay_connected(self, token: str) -> None:
        """Log in and stay connected until closed; while Discord cannot be reached, try again and again.

        Raises discord.LoginFailure when Discord does not accept the token, or not any more.
        """
        await _patiently(lambda: self._log_in(token))
        try:
            await _patiently(self._connect)
        except discord.ConnectionClosed as closed:
            if closed.code != TOKEN_WITHDRAWN:
                raise
            raise discord.LoginFailure("the token was withdrawn") from closed

    async def stop_work_for(self, user_id: int) -> None:
        """Break off what is in hand for a person, but for the current task: it must not store anything any more."""
        current = asyncio.current_task()
        theirs = [task for task, one in self._working.items() if one.user.id == user_id and task is not current]
        for task in theirs:
            task.cancel()
        await asyncio.gather(*theirs, return_exceptions=True)

    async def drain(self, seconds: float) -> None:
        """Take no more work, and wait for what is in hand, so long at most; who still waits then is told."""
        self._draining = True
        if self._working:
            _, late = await asyncio.wait(self._working, timeout=seconds)
            await _within(LAST_WORDS_SECONDS, self._break_off({task: self._working[task] for task in late}))

    async def close(self) -> None:
        """Leave Discord, which may have gone silent."""
        self.remove_listener(self._tell_areas, "on_ready")  # discord.py may still find itself ready, without a loop
        await self._background.close()
        await _within(GOODBYE_SECONDS, super().close())
        await self.http.close()

    async def _tell_areas(self) -> None:
        """On which servers the bot is, those that are out of order included."""
        guild_ids = frozenset(guild.id for guild in self.guilds)
        for area in self._areas:
            await area.arrived(guild_ids)

    async def _break_off(self, late: Mapping[asyncio.Task[Any], Interaction]) -> None:
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        await asyncio.gather(*map(self._say_stopping, late.values()))

    async def _say_stopping(self, interaction: Interaction) -> None:
        if interaction.type is not discord.InteractionType.autocomplete:
            speak(await language_of(interaction, self.chosen_language))  # what was broken off spoke it in its own task
            await self.explain(interaction, Stopping())

    async def _log_in(self, token: str) -> None:
        try:
            await self.login(token)
        except UNREACHABLE:
            # discord.py would begin the next login with another session, and leave this one open.
            await self.http.close()
            self.http.connector = discord.utils.MISSING
            raise

    async def _connect(self) -> None:
        try:
            await self.connect()
        except AttributeError as error:
            if self.ws is not None:
                raise
            # discord.py 2.7.1, after a first connection that failed: it looks for a session to resume.
            raise ConnectionError("no gateway") from error

    async def _register_commands(self) -> None:
        """Tell Discord of the commands, if they are others than it was told last time."""
        digest = hashlib.sha256(orjson.dumps([self.application_id, definitions(self.tree)])).hexdigest()
        if await self._notes.get(COMMANDS_NOTE) == digest:
            return
        try:
            await self.tree.sync()
        except (discord.HTTPException, *UNREACHABLE):
            log.exception(
                "Discord did not take the commands; those it knows still work, and the next start tries again"
            )
            return
        await self._notes.set(COMMANDS_NOTE, digest)
        log.info("registered %d commands", len(self.tree.get_commands()))


async def _patiently(attempt: Callable[[], Awaitable[None]]) -> None:
    """Try until Discord can be reached."""
    for pause in chain(LOGIN_PAUSES, repeat(LOGIN_PAUSES[-1])):
        try:
            await attempt()
            return
        except UNREACHABLE as error:
            log.warning("Discord cannot be reached (%s); trying again in %d s", type(error).__name__, pause)
            await asyncio.sleep(pause)


async def _within(seconds: float, work: Awaitable[None]) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(work, seconds)


def definitions(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """The commands as Discord's REST interface takes them, in every language, by name."""
    catalogue = Catalogue()
    ordered = sorted(tree.get_commands(), key=lambda command: command.name)
    return [_at_once(command.get_translated_payload(tree, catalogue)) for command in ordered]


def _at_once(payload: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """What a coroutine gives that never waits: discord.py lets translations be asked for, ours are at hand."""
    try:
        payload.send(None)
    except StopIteration as done:
        given: dict[str, Any] = done.value
        return given
    raise RuntimeError("a translation was waited for")


def definitions_of(areas: Sequence[type[Area]]) -> list[dict[str, Any]]:
    """The commands of areas that nobody has built, without a token or a network."""
    return definitions(tree_of(areas))


def tree_of(areas: Sequence[type[Area]]) -> app_commands.CommandTree[Any]:
    """As `definitions_of`, before they are written out."""
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents(guilds=True)), **EVERYWHERE)
    for area in areas:
        for member in vars(area).values():
            if isinstance(member, app_commands.Command | app_commands.Group) and member.parent is None:
                tree.add_command(member)
        for menu in _menus(area):
            tree.add_command(menu)
    return tree


def _menus(area: Area | type[Area]) -> Iterator[app_commands.ContextMenu]:
    """The message menus of an area; those of a class are good for their definitions alone."""
    for name, method in area.menus.items():
        call = getattr(area, method)
        yield app_commands.ContextMenu(name=name, callback=MethodType(call, area) if isinstance(area, type) else call)


def sentence(error: Exception) -> str:
    """What to tell the person. An error nobody foresaw is logged, with the short id that the sentence names."""
    match cause := _cause(error):
        case UserError():
            return cause.sentence
        case app_commands.CommandSignatureMismatch() | app_commands.CommandNotFound():
            return text("error-commands-changed")
        case app_commands.TransformerError():
            return text("error-option")
        case _:
            error_id = secrets.token_hex(4)
            log.error("error %s", error_id, exc_info=cause)
            return text("error-unexpected", error_id=error_id)


def _cause(error: Exception) -> Exception:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


async def _tell(interaction: Interaction, words: str) -> None:
    """In place of a pending answer, else to the person alone."""
    match interaction.response.type:
        case None:
            await interaction.response.send_message(words, ephemeral=True)
        case discord.InteractionResponseType.deferred_channel_message:
            await interaction.edit_original_response(content=words)
        case _:
            await interaction.followup.send(words, ephemeral=True)


def redirect(settings: Settings) -> None:
    """Send discord.py to the settings' addresses, which are Discord's own or loopback (`bot.settings` sees to it)."""
    if settings.segue_discord_api_base != DISCORD_API:
        Route.BASE = settings.segue_discord_api_base.rstrip("/")
        Asset.BASE = "{0.scheme}://{0.netloc}".format(urlsplit(settings.segue_discord_api_base))
    if settings.segue_discord_gateway != DISCORD_GATEWAY:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.segue_discord_gateway)


@contextmanager
def redirected(settings: Settings) -> Iterator[None]:
    """As `redirect`, and afterwards back to where discord.py went before."""
    before = Route.BASE, Asset.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    redirect(settings)
    try:
        yield
    finally:
        Route.BASE, Asset.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
