"""A small discord.py bot with commands, persistent buttons and a form, to live in the playground."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord
import yarl
from discord import app_commands, ui
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from playground.discord import RemoteDiscord

PICTURE = b"\x89PNG\r\n\x1a\n"


@contextmanager
def redirected(playground: RemoteDiscord) -> Iterator[None]:
    """discord.py keeps Discord's addresses in class attributes; they are put back afterwards."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
    Route.BASE, Asset.BASE = playground.api_base, playground.cdn_base
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(playground.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = before


class Like(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"like:(?P<song>\w+)"):
    def __init__(self, song: str) -> None:
        super().__init__(ui.Button(label="Like", custom_id=f"like:{song}"))
        self.song = song

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction, __: ui.Item[Any], match: re.Match[str]) -> "Like":
        return cls(match["song"])

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You like {self.song}.", ephemeral=True)


class Turn(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"turn:(?P<page>\d+)"):
    def __init__(self, page: int) -> None:
        super().__init__(ui.Button(label="Next", custom_id=f"turn:{page}"))
        self.page = page

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction, __: ui.Item[Any], match: re.Match[str]) -> "Turn":
        return cls(int(match["page"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=page(self.page + 1))


def page(number: int) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    words: ui.Section[ui.LayoutView] = ui.Section(
        ui.TextDisplay(f"## Page {number}"), accessory=ui.Thumbnail("https://covers.example/1.png")
    )
    link: ui.Button[ui.LayoutView] = ui.Button(label="Open", url="https://songs.example/1")
    view.add_item(ui.Container(words, ui.ActionRow(Like(f"song{number}"), Turn(number), link), accent_colour=0x1DB954))
    return view


class Feedback(ui.Modal, title="Feedback"):
    why: Any = ui.Label(text="Why?", component=ui.TextInput(custom_id="why", max_length=10))
    mood: Any = ui.Label(
        text="Mood",
        component=ui.Select(
            custom_id="mood", options=[discord.SelectOption(label=label) for label in ("calm", "wild")]
        ),
    )
    list_file: Any = ui.Label(text="List", component=ui.FileUpload(custom_id="list", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        files = [(await item.read()).decode() for item in self.list_file.component.values]
        await interaction.response.send_message(f"{self.why.component.value}/{self.mood.component.values}/{files}")


class Bot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.01, max_messages=None)
        self.tree = app_commands.CommandTree(
            self, allowed_installs=app_commands.AppInstallationType(guild=True, user=True)
        )
        self.called, self.deferred, self.proceed = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.failed, self.back = asyncio.Event(), asyncio.Event()
        self.errors: list[discord.HTTPException] = []
        self._add_answers()
        self._add_mistakes()
        self._add_choices()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py waits five seconds here before it identifies again."""

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Like, Turn)
        await self.tree.sync()

    async def refused(self, request: Awaitable[Any]) -> None:
        """Sends what Discord turns down, and keeps the refusal for the test."""
        try:
            await request
        except discord.HTTPException as error:
            self.errors.append(error)
            self.failed.set()

    async def on_resumed(self) -> None:
        self.back.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.last = interaction

    def _add_answers(self) -> None:
        @self.tree.command(description="Continue a playlist")
        async def recommend(
            it: discord.Interaction, playlist: str, count: app_commands.Range[int, 1, 100] = 20
        ) -> None:
            await it.response.defer(thinking=True)
            self.deferred.set()
            await self.proceed.wait()
            await it.edit_original_response(view=page(1))

        @recommend.autocomplete("playlist")
        async def complete(it: discord.Interaction, text: str) -> list[app_commands.Choice[str]]:
            count = it.namespace.count
            return [app_commands.Choice(name=f"{text} {count}", value="id1")]

        @self.tree.command(description="Ask for a form")
        async def feedback(it: discord.Interaction) -> None:
            await it.response.send_modal(Feedback())

        @self.tree.command(description="A picture")
        async def chart(it: discord.Interaction) -> None:
            view = ui.LayoutView(timeout=None)
            view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://chart.png")))
            await it.response.send_message(view=view, file=discord.File(io.BytesIO(PICTURE), "chart.png"))

    def _add_mistakes(self) -> None:
        @self.tree.command(description="A long button")
        async def broken(it: discord.Interaction) -> None:
            view = ui.View(timeout=None)
            view.add_item(ui.Button(label="x" * 81, custom_id="x"))
            await self.refused(it.response.send_message("hello", view=view))

        @self.tree.command(description="Says nothing")
        async def silent(it: discord.Interaction) -> None:
            self.called.set()
            await self.proceed.wait()
            await self.refused(it.response.send_message("too late"))

    def _add_choices(self) -> None:
        @self.tree.command(description="Between two people")
        async def blend(it: discord.Interaction, friend: discord.User) -> None:
            view = ui.LayoutView(timeout=None)
            chooser: Any = ui.UserSelect(custom_id="third", placeholder="Who else?")

            async def chosen(pressed: discord.Interaction) -> None:
                await pressed.response.defer()
                await pressed.edit_original_response(
                    view=ui.LayoutView().add_item(ui.TextDisplay(chooser.values[0].name))
                )

            chooser.callback = chosen
            view.add_item(ui.TextDisplay(f"{it.user.name}+{friend.name}")).add_item(ui.ActionRow(chooser))
            await it.response.send_message(view=view, ephemeral=True)


@asynccontextmanager
async def running(playground: RemoteDiscord) -> AsyncIterator[Bot]:
    with redirected(playground):
        bot = Bot()
        life = asyncio.create_task(bot.start(playground.token))
        try:
            await playground.online()
            yield bot
        finally:
            await bot.close()
            await life
