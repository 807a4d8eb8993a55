"""A real discord.py client lives in the playground: commands, persistent buttons, forms, reconnects, restarts."""

import asyncio
import io
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
        component=ui.Select(
            custom_id="mood", options=[discord.SelectOption(label=label) for label in ("calm", "wild")]
        ),
    )
    list_file = ui.Label(text="List", component=ui.FileUpload(custom_id="list", required=False))

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
        self._add_commands()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py waits five seconds here before it identifies again."""

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Like, Turn)
        await self.tree.sync()

    async def refused(self, request) -> None:
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

    def _add_commands(self) -> None:
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

        @self.tree.command(description="Between two people")
        async def blend(it: discord.Interaction, friend: discord.User) -> None:
            view = ui.LayoutView(timeout=None)
            chooser = ui.UserSelect(custom_id="third", placeholder="Who else?")

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


@pytest.fixture
async def playground() -> AsyncIterator[DiscordPlayground]:
    async with DiscordPlayground() as playground:
        yield playground


async def test_a_deferred_answer_is_returned_once_it_is_there(playground: DiscordPlayground) -> None:
    alice = playground.user("alice")
    async with running(playground) as bot:
        asked = asyncio.create_task(alice.slash("recommend", playlist="mine"))
        await bot.deferred.wait()
        [loading] = await playground.channel().messages(alice)
        assert loading.raw["loading"]
        bot.proceed.set()
        answer = await asked
    assert answer.text == "## Page 1"
    assert [button.label for button in answer.buttons] == ["Like", "Next", "Open"]
    assert answer.button("Open").url == "https://songs.example/1"
    assert answer.images == ["https://covers.example/1.png"]
    assert not answer.ephemeral


async def test_a_button_changes_its_message_and_an_ephemeral_answer_is_for_one_person(
    playground: DiscordPlayground,
) -> None:
    alice, bob = playground.user("alice"), playground.user("bob")
    async with running(playground) as bot:
        bot.proceed.set()
        first = await alice.slash("recommend", playlist="mine")
        second = await bob.click(first, "Next")
        assert (second.id, second.text) == (first.id, "## Page 2")
        liked = await bob.click(second, "like:song2")
        assert (liked.text, liked.ephemeral) == ("You like song2.", True)
        with pytest.raises(Impossible, match="no component"):
            await alice.click(first, "like:song1")  # the message shows page 2 by now
        assert [message.text for message in await playground.channel().messages(bob)] == [
            "## Page 2",
            "You like song2.",
        ]
        assert [message.text for message in await playground.channel().messages(alice)] == ["## Page 2"]


async def test_buttons_commands_and_messages_survive_a_restart_of_the_bot(playground: DiscordPlayground) -> None:
    alice = playground.user("alice")
    async with running(playground) as bot:
        bot.proceed.set()
        answer = await alice.slash("recommend", playlist="mine")
        before = {command["name"]: command["id"] for command in await playground.commands()}
    await playground.offline()
    async with running(playground):
        assert (await alice.click(answer, "Next")).text == "## Page 2"
        assert {command["name"]: command["id"] for command in await playground.commands()} == before


async def test_autocomplete_sees_the_other_options(playground: DiscordPlayground) -> None:
    async with running(playground):
        [choice] = await playground.user("alice").autocomplete("recommend", "playlist", "chi", count=7)
        assert (choice.name, choice.value) == ("chi 7", "id1")
        with pytest.raises(Impossible, match="does not complete"):
            await playground.user("alice").autocomplete("recommend", "count", "1")


async def test_a_form_is_filled_in_by_its_labels(playground: DiscordPlayground) -> None:
    alice = playground.user("alice")
    async with running(playground):
        modal = (await alice.slash("feedback")).modal
        assert modal is not None
        assert [field.label for field in modal.fields] == ["Why?", "Mood", "List"]
        for values, reason in [
            ({"Mood": "wild"}, "Why.: this field is required"),
            ({"Why?": "x" * 11, "Mood": "wild"}, "0 to 10 characters"),
            ({"Why?": "so", "Mood": "sad"}, "none of calm, wild"),
            ({"Why?": "so", "Mood": "wild", "Age": "9"}, "no field Age"),
        ]:
            with pytest.raises(Impossible, match=reason):
                await alice.submit(modal, values)
        answer = await alice.submit(modal, {"Why?": "so", "mood": "wild", "List": [File("a.csv", b"1,2")]})
        assert answer.text == "so/['wild']/['1,2']"
        with pytest.raises(Impossible, match="not open"):
            await alice.submit(modal, {"Why?": "so", "Mood": "wild"})


async def test_people_can_be_options_and_can_be_selected(playground: DiscordPlayground) -> None:
    alice, bob = playground.user("alice"), playground.user("bob")
    async with running(playground):
        answer = await alice.slash("blend", friend=bob)
        assert answer.text == "alice+bob"
        with pytest.raises(Impossible, match="sees no message"):
            await bob.select(answer, "third", ["carol"])
        assert (await alice.select(answer, "third", ["carol"])).text == "carol"


async def test_files_are_stored_and_served(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        answer = await playground.user("alice").slash("chart")
        [url] = answer.images
        sent = await bot.http.get_from_cdn(url)
    assert url.startswith(playground.cdn_base)
    assert sent == PICTURE


async def test_people_cannot_call_what_discord_would_not_offer(playground: DiscordPlayground) -> None:
    alice = playground.user("alice")
    async with running(playground):
        for options, reason in [
            ({}, "needs playlist"),
            ({"playlist": "x", "count": 101}, "within 1 and 100"),
            ({"playlist": "x", "count": "many"}, "whole number"),
            ({"playlist": "x", "mood": "calm"}, "no option mood"),
        ]:
            with pytest.raises(Impossible, match=reason):
                await alice.slash("recommend", **options)
        with pytest.raises(Impossible, match="no command 'play'"):
            await alice.slash("play")


async def test_a_refusal_reaches_the_bot_in_words_and_fails_the_test_that_did_not_expect_it() -> None:
    with pytest.raises(AssertionError, match=r"label: Must be between 0 and 80 in length"):
        async with DiscordPlayground() as playground, running(playground) as bot:
            asked = asyncio.create_task(playground.user("alice").slash("broken"))
            await bot.failed.wait()
            await playground.advance(4)
            with pytest.raises(NoAnswer, match="last refusal: .* 50035"):
                await asked
    assert bot.errors[0].code == 50035
    assert "In data.components.0.components.0.label: Must be" in bot.errors[0].text


async def test_an_answer_after_three_seconds_comes_too_late(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        asked = asyncio.create_task(playground.user("alice").slash("silent"))
        await bot.called.wait()
        await playground.advance(3.5)
        with pytest.raises(NoAnswer, match="did not respond within 3 seconds"):
            await asked
        bot.proceed.set()
        await bot.failed.wait()
    assert [error.code for error in bot.errors] == [10062]


async def test_an_answer_after_fifteen_minutes_comes_too_late(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        answer = await playground.user("alice").slash("recommend", playlist="mine")
        await playground.expire(answer)
        await bot.refused(bot.last.edit_original_response(view=page(3)))
    assert [(error.status, error.code) for error in bot.errors] == [(401, 50027)]


async def test_commands_work_in_direct_messages(playground: DiscordPlayground) -> None:
    alice = playground.user("alice", locale="de")
    async with running(playground) as bot:
        bot.proceed.set()
        await alice.slash("recommend", playlist="mine", guild=False)
        assert bot.last.guild_id is None
        assert bot.last.locale is discord.Locale.german
    assert [message.text for message in await alice.dm.messages(alice)] == ["## Page 1"]
    assert await playground.channel().messages(alice) == []


@pytest.mark.parametrize("trouble", ["restart_gateway", "drop_connection"])
async def test_the_bot_resumes_and_gets_what_it_missed(playground: DiscordPlayground, trouble: str) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        await getattr(playground, trouble)()
        # Sent while the connection is down, or on its way: the replay brings it.
        assert (await playground.user("alice").slash("recommend", playlist="mine")).text == "## Page 1"
        await bot.back.wait()
        status = await playground.online()
    assert status == {"identifies": 1, "resumes": 1}


async def test_the_bot_identifies_again_when_its_session_is_gone(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        await playground.invalidate_session()
        await playground.offline()
        assert (await playground.online())["identifies"] == 2
        assert (await playground.user("alice").slash("recommend", playlist="mine")).text == "## Page 1"


async def test_an_ordered_429_is_waited_out(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        await playground.fail_next("PATCH /webhooks/*/messages/@original", 429, retry_after=0.01)
        assert (await playground.user("alice").slash("recommend", playlist="mine")).text == "## Page 1"


async def test_a_wrong_token_cannot_log_in(playground: DiscordPlayground) -> None:
    with redirected(playground):
        async with Bot() as bot:
            with pytest.raises(discord.LoginFailure):
                await bot.login("another.token")


async def test_privileged_intents_must_be_allowed(playground: DiscordPlayground) -> None:
    with redirected(playground):
        async with discord.Client(intents=discord.Intents(guilds=True, message_content=True)) as client:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await client.start(playground.token)


async def test_an_autosharded_bot_asks_for_the_gateway(playground: DiscordPlayground) -> None:
    with redirected(playground):
        async with discord.AutoShardedClient(intents=discord.Intents(guilds=True), guild_ready_timeout=0.01) as client:
            life = asyncio.create_task(client.start(playground.token))
            await playground.online()
            await client.close()
            await life


async def test_the_transcript_tells_who_did_what(playground: DiscordPlayground) -> None:
    async with running(playground) as bot:
        bot.proceed.set()
        await playground.user("alice").slash("recommend", playlist="mine")
    told = [(line["who"], line["action"]) for line in await playground.transcript()]
    assert told == [("segue", "comes online"), ("alice", "calls"), ("segue", "thinks"), ("segue", "edits")]
