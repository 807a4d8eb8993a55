"""A real discord.py client lives in the playground: commands, persistent buttons, forms, reconnects, restarts."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import discord
import pytest
import yarl
from discord import app_commands, ui
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from playground.discord import DiscordPlayground, File, Impossible, NoAnswer, RemoteDiscord


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
    async def from_custom_id(cls, interaction, item, match):
        return cls(match["song"])

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You like {self.song}.", ephemeral=True)


class Turn(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"turn:(?P<page>\d+)"):
    def __init__(self, page: int) -> None:
        super().__init__(ui.Button(label="Next", custom_id=f"turn:{page}"))
        self.page = page

    @classmethod
    async def from_custom_id(cls, interaction, item, match):
        return cls(int(match["page"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=page(self.page + 1))


def page(number: int) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    words = ui.Section(ui.TextDisplay(f"## Page {number}"), accessory=ui.Thumbnail("https://covers.example/1.png"))
    link = ui.Button(label="Open", url="https://songs.example/1")
    view.add_item(ui.Container(words, ui.ActionRow(Like(f"song{number}"), Turn(number), link), accent_colour=0x1DB954))
    return view


class Feedback(ui.Modal, title="Feedback"):
    why = ui.Label(text="Why?", component=ui.TextInput(custom_id="why", max_length=10))
    mood = ui.Label(
        text="Mood",
        component=ui.Select(custom_id="mood", options=[discord.SelectOption(label=label) for label in ("calm", "wild")]),
    )
    list_file = ui.Label(text="List", component=ui.FileUpload(custom_id="list", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        files = [(await item.read()).decode() for item in self.list_file.component.values]
        await interaction.response.send_message(f"{self.why.component.value}/{self.mood.component.values}/{files}")


class Bot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.01, max_messages=None)
        self.tree = app_commands.CommandTree(self, allowed_installs=app_commands.AppInstallationType(guild=True, user=True))
        self.proceed = asyncio.Event()
        self.errors: list[discord.HTTPException] = []
        self._add_commands()

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Like, Turn)
        await self.tree.sync()

    async def refused(self, request) -> None:
        """Sends what Discord turns down, and keeps the refusal for the test."""
        try:
            await request
        except discord.HTTPException as error:
            self.errors.append(error)

    def _add_commands(self) -> None:
        @self.tree.command(description="Continue a playlist")
        async def recommend(it: discord.Interaction, playlist: str, count: app_commands.Range[int, 1, 100] = 20) -> None:
            await it.response.defer(thinking=True)
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
            await it.response.send_message(view=view, file=discord.File(__file__, "chart.png"))

        @self.tree.command(description="A long button")
        async def broken(it: discord.Interaction) -> None:
            view = ui.View(timeout=None)
            view.add_item(ui.Button(label="x" * 81, custom_id="x"))
            await self.refused(it.response.send_message("hello", view=view))

        @self.tree.command(description="Says nothing")
        async def silent(it: discord.Interaction) -> None:
            await self.proceed.wait()
            await self.refused(it.response.send_message("too late"))

        @self.tree.command(description="Many follow-ups")
        async def chatter(it: discord.Interaction) -> None:
            await it.response.send_message("0")
            for number in range(1, 7):
                await self.refused(it.followup.send(str(number)))

        @self.tree.command(description="Between two people")
        async def blend(it: discord.Interaction, friend: discord.User) -> None:
            view = ui.LayoutView(timeout=None)
            chooser = ui.UserSelect(custom_id="third", placeholder="Who else?")

            async def chosen(pressed: discord.Interaction) -> None:
                await pressed.response.defer()
                await pressed.edit_original_response(view=ui.LayoutView().add_item(ui.TextDisplay(chooser.values[0].name)))

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


@pytest.fixture
async def playground() -> AsyncIterator[DiscordPlayground]:
    async with DiscordPlayground() as playground:
        yield playground


@pytest.fixture
async def lenient() -> AsyncIterator[DiscordPlayground]:
    async with DiscordPlayground(strict=False) as playground:
        yield playground


async def test_a_deferred_answer_is_returned_once_it_is_there(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        asked = asyncio.create_task(playground.user("alice").slash("recommend", playlist="mine"))
        # The loading message exists before the bot goes on, and is no answer yet.
        while not await playground.channel().messages(playground.user("alice")):
            await asyncio.sleep(0)
        assert not asked.done()
        bot.proceed.set()
        answer = await asked
    assert answer.text == "## Page 1"
    assert [button.label for button in answer.buttons] == ["Like", "Next", "Open"]
    assert answer.button("Open").url == "https://songs.example/1"
    assert answer.images == ["https://covers.example/1.png"]
    assert not answer.ephemeral
