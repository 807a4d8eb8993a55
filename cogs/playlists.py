"""“Create playlist” under a list: the form, the writing, and what can be done with the playlist afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Any, Protocol

import discord
from discord import ui
from discord.ext import commands

from bot.client import Area, Handler, Interaction, SegueClient
from bot.errors import MissingScope
from bot.messages import speaking, text
from bot.services import exports
from bot.services.accounts import MINIMAL_SCOPES
from bot.services.playlist_steps import scopes_for
from bot.services.playlist_words import MAX_DESCRIPTION, MAX_NAME, Form, Wanted
from bot.services.playlists import PlaylistService, Progress
from bot.services.posts import Posts, new_state_id
from bot.writing import Step, Writing
from cogs import layouts, playlist_layouts, rule_layouts
from cogs.account import ASKS
from cogs.forms import Form as DiscordForm
from cogs.forms import open_form
from cogs.replies import deferred, show

PUBLIC, PRIVATE = "public", "private"
OURS, SPOTIFYS = "ours", "spotifys"
WRITE_SCOPES = MINIMAL_SCOPES | {"playlist-modify-private", "user-library-modify"}
"""What somebody who links in order to write is asked for: writing, and taking it back."""

Submitted = Callable[[Interaction, Form], Awaitable[None]]


class ReadList(Protocol):
    """The songs of a message, for anybody who sees it. Raises PostGone."""

    async def __call__(self, state_id: str, *, message_id: int) -> Wanted: ...


class Playlists(Area):
    """Writing lists to people's Spotify."""

    costs = frozenset({layouts.CREATE, rule_layouts.CREATE, playlist_layouts.REFRESH})

    def __init__(self, *, lists: Mapping[str, ReadList], playlists: PlaylistService, posts: Posts) -> None:
        """`lists`: by the action of its button, how each kind of list is read."""
        self._lists = lists
        self._playlists = playlists
        self._posts = posts
        self._connected = asyncio.Event()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Discord can be written to. (A client that has not logged in yet cannot wait for it.)"""
        self._connected.set()

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The button under lists, and those under what became of it."""
        return {
            **{action: self._creating(read) for action, read in self._lists.items()},
            playlist_layouts.RESUME: self._doing(self._playlists.go_on),
            playlist_layouts.ANEW: self._doing(self._playlists.anew),
            playlist_layouts.UNDO: self._doing(self._playlists.undo),
            playlist_layouts.REFRESH: self._doing(self._playlists.refresh),
            playlist_layouts.RESTORE: self._doing(self._playlists.restore),
            playlist_layouts.ADD: self._offer_targets,
            playlist_layouts.TARGET: self._add,
        }

    def _creating(self, read: ReadList) -> Handler:
        async def create(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
            assert interaction.message is not None
            await self._create(interaction, await read(state_id, message_id=interaction.message.id))

        return create

    async def _create(self, interaction: Interaction, wanted: Wanted) -> None:
        """A form, at once; or what has become of this list already; or, for who is not linked, files."""
        user_id = interaction.user.id
        standing = await self._playlists.standing(wanted, user_id)
        if standing is not None and standing.step is not Step.PLANNED:
            message_id = await deferred(interaction, private=True)
            await self._work(interaction, message_id, standing, self._playlists.go_on)
        elif await self._playlists.link(user_id) is None:
            await self._give_files(interaction, wanted)
        else:
            await open_form(interaction, PlaylistForm(wanted, self._submitted(wanted)))

    def _submitted(self, wanted: Wanted) -> Submitted:
        async def begin(interaction: Interaction, form: Form) -> None:
            message_id = await deferred(interaction, private=True)
            writing = await self._playlists.begin(wanted, form, interaction.user.id)
            await self._work(interaction, message_id, writing, self._playlists.go_on)

        return begin

    def _doing(self, do: Callable[[Writing], Awaitable[Progress]]) -> Handler:
        async def handle(interaction: Interaction, writing_id: str, values: Sequence[str]) -> None:
            message_id = await deferred(interaction, private=True)
            writing = await self._playlists.mine(writing_id, interaction.user.id)
            await self._work(interaction, message_id, writing, do)

        return handle

    async def _offer_targets(self, interaction: Interaction, writing_id: str, values: Sequence[str]) -> None:
        await deferred(interaction, private=True)
        writing = await self._playlists.mine(writing_id, interaction.user.id)
        await show(interaction, playlist_layouts.targets(writing, await self._playlists.targets(writing)))

    async def _add(self, interaction: Interaction, writing_id: str, values: Sequence[str]) -> None:
        message_id = await deferred(interaction, private=True)
        writing = await self._playlists.mine(writing_id, interaction.user.id)
        adding = await self._playlists.begin_adding(writing, values[0])
        await self._work(interaction, message_id, adding, self._playlists.go_on)

    async def _work(
        self, interaction: Interaction, message_id: int, writing: Writing, do: Callable[[Writing], Awaitable[Progress]]
    ) -> None:
        # The button is there before Spotify is asked for anything: whenever the bot ends, there is a way on.
        await interaction.edit_original_response(
            content=text("playlist-working"), view=playlist_layouts.working(writing)
        )
        made = await do(writing)
        ask_id = await self._ask_id(made, message_id)
        await show(interaction, playlist_layouts.progress(made, ask_id))

    async def finish_interrupted(self, client: SegueClient) -> None:
        """Go on with what the last end of the bot has interrupted, and say so; to be called once, at the start."""
        await self._playlists.finish_interrupted(partial(self._tell, client))

    async def _tell(self, client: SegueClient, made: Progress) -> None:
        """Say in a direct message what became of a playlist that the bot's last end had interrupted."""
        await self._connected.wait()
        try:
            person = await client.fetch_user(made.writing.user_id)
            with speaking(made.writing.language):
                await person.send(view=playlist_layouts.progress(made, None, interrupted=True))
        except discord.HTTPException:
            return  # they take no messages from the bot; the button under the old one tells the same

    async def _give_files(self, interaction: Interaction, wanted: Wanted) -> None:
        message_id = await deferred(interaction, private=True)
        files = exports.files(wanted.name, wanted.songs)
        ask_id = await self._asking(interaction.user.id, message_id, WRITE_SCOPES)
        view = playlist_layouts.export(files, len(wanted.songs), ask_id)
        attached = [discord.File(BytesIO(file.content), file.name) for file in files]
        await interaction.edit_original_response(view=view, attachments=attached)

    async def _ask_id(self, made: Progress, message_id: int) -> str | None:
        if not isinstance(made.problem, MissingScope):
            return None
        return await self._asking(made.writing.user_id, message_id, scopes_for(made.writing))

    async def _asking(self, user_id: int, message_id: int, scopes: frozenset[str]) -> str:
        ask_id = new_state_id()
        await self._posts.save(ask_id, ASKS, {"scopes": sorted(scopes)}, owner_id=user_id, message_id=message_id)
        return ask_id


class PlaylistForm(DiscordForm):
    """What the playlist is to be called, and who sees it. It opens without a word to Spotify."""

    def __init__(self, wanted: Wanted, begin: Submitted) -> None:
        super().__init__(text("playlist-form"))
        self._begin = begin
        self.name: ui.TextInput[Any] = ui.TextInput(default=wanted.name, max_length=MAX_NAME)
        self.about: ui.TextInput[Any] = ui.TextInput(
            default=wanted.description,
            max_length=MAX_DESCRIPTION,
            required=False,
            style=discord.TextStyle.paragraph,
        )
        self.visibility: ui.Select[Any] = ui.Select(
            options=[
                discord.SelectOption(label=text("playlist-form-private-choice"), value=PRIVATE, default=True),
                discord.SelectOption(label=text("playlist-form-public-choice"), value=PUBLIC),
            ]
        )
        self.cover: ui.Select[Any] = ui.Select(
            options=[
                discord.SelectOption(label=text("playlist-form-cover-none"), value=SPOTIFYS, default=True),
                discord.SelectOption(label=text("playlist-form-cover-ours"), value=OURS),
            ]
        )
        description = text("playlist-form-description-about")
        for label in (
            ui.Label(text=text("playlist-form-name"), component=self.name),
            ui.Label(text=text("playlist-form-description"), description=description, component=self.about),
            ui.Label(text=text("playlist-form-public"), component=self.visibility),
            ui.Label(
                text=text("playlist-form-cover"), description=text("playlist-form-cover-about"), component=self.cover
            ),
        ):
            self.add_item(label)

    async def submitted(self, interaction: Interaction) -> None:
        """Hand on what was chosen."""
        form = Form(self.name.value, self.about.value, self.visibility.values == [PUBLIC], self.cover.values == [OURS])
        await self._begin(interaction, form)
