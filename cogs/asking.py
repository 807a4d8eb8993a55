"""What `/recommend` and `/similar` have in common: offers while people type, and a list as an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.client import Interaction
from bot.errors import ConsentNeeded, UserError
from bot.imports.files import read_text
from bot.messages import text
from bot.preferences import ServerRules
from bot.services.answers import RecommendRequest, Visibility
from bot.services.imports import Imports
from bot.services.lists import Lists, Shown
from bot.services.own_playlists import OwnPlaylists
from bot.services.pickers import Choice, Pickers, with_list
from bot.services.preferences import Effective, Place, PreferenceService
from bot.services.recommend import RecommendService
from cogs import layouts
from cogs.attachments import song_list
from cogs.forms import open_form
from cogs.link_offers import LinkOffers
from cogs.message_words import words_of
from cogs.pieces import small
from cogs.replies import deferred, meanwhile, show
from cogs.seed_forms import SongsForm
from cogs.seed_options import Wish
from cogs.sound_layouts import PICTURE
from recsys.lookup import SEPARATOR
from recsys.sound import SortBy

CHANNELS_NAMED = 5
AUTOCOMPLETE_SECONDS = 2.0
"""Discord waits for three and then shows an error; no choices are better than that."""

log = logging.getLogger(__name__)

T = TypeVar("T")
FindLinks = Callable[[str], Sequence[str]]
"""The links to Spotify in a text that songs can be taken from."""
Choices = list[app_commands.Choice[str]]


class NotHere(UserError):
    """The server does not want messages for everybody in this channel; `message_id` says of what, and where it does."""

    def __init__(self, message_id: str, holds: Effective) -> None:
        super().__init__(message_id, channels=channels_of(holds))


class NoLinks(UserError):
    """There is no link to Spotify in a message."""

    def __init__(self) -> None:
        super().__init__("message-no-links")


class Asking:
    """Answers what a person has asked for, and helps them to ask."""

    def __init__(
        self,
        *,
        lists: Lists,
        pickers: Pickers,
        own: OwnPlaylists,
        recommend: RecommendService,
        imports: Imports,
        find_links: FindLinks,
        offers: LinkOffers,
        preferences: PreferenceService,
    ) -> None:
        self._lists = lists
        self._pickers = pickers
        self._own = own
        self._recommend = recommend
        self._imports = imports
        self._find_links = find_links
        self._offers = offers
        self._preferences = preferences

    async def holds(self, interaction: Interaction) -> Effective:
        """What the person and the server have decided, for where this is asked."""
        return await self._preferences.effective(interaction.user.id, place_of(interaction))

    async def check_public(self, interaction: Interaction) -> None:
        """Raises NotHere where a message for everybody is not wanted."""
        holds = await self.holds(interaction)
        if not holds.public_here:
            raise NotHere("share-not-here", holds)

    async def playlists(self, interaction: Interaction, typed: str) -> Choices:
        """The person's own playlists, as far as they are cached."""
        found = await in_time(self._own.complete(interaction.user.id, typed))
        return [app_commands.Choice(name=layouts.playlist_label(playlist), value=playlist.id) for playlist in found]

    async def songs(self, typed: str) -> Choices:
        """The part after the last semicolon, completed."""
        found = await in_time(self._recommend.complete_songs(typed))
        return [app_commands.Choice(name=choice, value=choice) for choice in found]

    async def ask(self, interaction: Interaction, choice: Choice, wish: Wish) -> None:
        """Answer a command, with a form first where a list is to be pasted."""
        if not wish.paste:
            await self._with_file(interaction, choice, wish.file)
            return

        async def pasted(submitted: Interaction, words: str) -> None:
            await self._with_file(submitted, with_list(choice, read_text(words)), wish.file)

        await open_form(interaction, SongsForm(pasted))

    async def message(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer with songs that go with what a message links on Spotify. Raises NoLinks."""
        links = self._find_links(words_of(message))
        if not links:
            raise NoLinks
        holds = await self.holds(interaction)
        songs, count = SEPARATOR.join(links), holds.count(None)
        request = RecommendRequest(
            interaction.user.id, songs=songs, count=count, mix=holds.mix, clean=holds.clean, most=holds.most
        )
        await self.answer(interaction, Choice(request))

    async def answer(self, interaction: Interaction, choice: Choice) -> None:
        """Answer with songs or, when nothing is given, with the person's playlists to choose from."""
        if choice.request.is_empty:
            await self._offer(interaction, choice)
            return
        private = (await self.holds(interaction)).private(choice.visibility, personal=choice.request.is_personal)
        await self._finish(interaction, choice, await deferred(interaction, private=private), private=private)

    async def _with_file(self, interaction: Interaction, choice: Choice, file: discord.Attachment | None) -> None:
        """What stands in a file is somebody's own, as their account is."""
        if file is None:
            await self.answer(interaction, choice)
            return
        private = (await self.holds(interaction)).private(choice.visibility, personal=True)
        message_id = await deferred(interaction, private=private)
        async with meanwhile(interaction, text("reading-file")):
            found = await song_list(self._imports, file, choice.request.playlist)
        await self._finish(interaction, with_list(choice, found), message_id, private=private)

    async def _finish(self, interaction: Interaction, choice: Choice, message_id: int, *, private: bool) -> None:
        try:
            if choice.sort_by is None:
                await self._recommended(interaction, choice, message_id, private=private)
            else:
                await self._compared(interaction, choice, choice.sort_by, message_id, private=private)
        except ConsentNeeded as needed:
            await self._offers.ask(interaction, needed, message_id, private=private)

    async def _recommended(self, interaction: Interaction, choice: Choice, message_id: int, *, private: bool) -> None:
        words = text("reading-playlist") if choice.request.playlist else text("choosing-songs")
        async with meanwhile(interaction, words):
            shown = await self._lists.create(choice.request, message_id=message_id, private=private)
        note = only_here(await self.holds(interaction), choice.visibility, personal=choice.request.is_personal)
        await show(interaction, layouts.page(shown, note))

    async def _compared(
        self, interaction: Interaction, choice: Choice, sort_by: SortBy, message_id: int, *, private: bool
    ) -> None:
        async with meanwhile(interaction, text("comparing-songs")):
            shown = await self._lists.create_similar(choice.request, sort_by, message_id=message_id, private=private)
        await show_pictured(interaction, self._lists, shown, message_id=message_id)

    async def _offer(self, interaction: Interaction, choice: Choice) -> None:
        # The names of somebody's playlists are theirs, whoever is to see the answer.
        message_id = await deferred(interaction, private=True)
        async with meanwhile(interaction, text("reading-playlists")):
            picker = await self._pickers.create(choice, message_id=message_id)
        await show(interaction, layouts.picker(picker))


async def show_pictured(interaction: Interaction, lists: Lists, shown: Shown, *, message_id: int) -> None:
    """Show a list with its picture; without it where Discord does not take that."""
    try:
        await show(interaction, layouts.page(shown), picture_of(shown))
    except discord.HTTPException as refused:
        if shown.picture is None:
            raise
        bare = await without_picture(lists, shown, refused, user_id=interaction.user.id, message_id=message_id)
        await show(interaction, layouts.page(bare))


async def without_picture(
    lists: Lists, shown: Shown, refused: discord.HTTPException, *, user_id: int, message_id: int
) -> Shown:
    """The same list for a place where files are not allowed, or after Discord would not take one."""
    log.warning("Discord did not take a picture: %s", refused)
    return await lists.without_picture(shown.state_id, user_id=user_id, message_id=message_id)


def picture_of(shown: Shown) -> discord.File | None:
    """The picture as a file to send, if there is a new one."""
    return discord.File(BytesIO(shown.picture), PICTURE) if shown.picture else None


def presser(interaction: Interaction) -> dict[str, Any]:
    """Who pressed what is on which message."""
    assert interaction.message is not None
    return {"user_id": interaction.user.id, "message_id": interaction.message.id}


def place_of(interaction: Interaction) -> Place:
    """Where something is asked; a thread counts as its channel, too."""
    parent = getattr(interaction.channel, "parent_id", None)
    return Place(interaction.guild_id, tuple(each for each in (interaction.channel_id, parent) if each))


def only_here(holds: Effective, asked: Visibility | None, *, personal: bool) -> str | None:
    """Why an answer that everybody could see is for the person alone, where the server wants it so."""
    if holds.public_here or replace(holds, server=ServerRules()).private(asked, personal=personal):
        return None
    return small(text("only-you-here", channels=channels_of(holds)))


def channels_of(holds: Effective) -> str:
    """The channels in which everybody may see answers, as Discord names them."""
    return ", ".join(f"<#{each}>" for each in holds.server.channels[:CHANNELS_NAMED])


async def in_time(choices: Awaitable[Sequence[T]]) -> Sequence[T]:
    """The choices, or none: an error would only show as Discord's own, without a word of what to do."""
    try:
        async with asyncio.timeout(AUTOCOMPLETE_SECONDS):
            return await choices
    except Exception as error:
        log.warning(
            "autocomplete has nothing to offer: %s",
            type(error).__name__,
            exc_info=not isinstance(error, UserError | TimeoutError),
        )
        return ()
