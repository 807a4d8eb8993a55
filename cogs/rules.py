"""`/rules`: which songs and artists go together, in words, as a picture and as files."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from io import BytesIO

import discord
from discord import app_commands

from bot.client import Area, Handler, Interaction
from bot.errors import MessageError
from bot.localisation import named, options
from bot.messages import text
from bot.services.answers import Visibility
from bot.services.lists import Turn
from bot.services.rule_answers import RulesRequest, ShownRules
from bot.services.rule_lists import RuleLists
from bot.services.rules import RulesService
from cogs import layouts, rule_layouts
from cogs.asking import Asking, Choices, in_time, presser
from cogs.copies import shared
from cogs.replies import deferred, meanwhile, show
from cogs.seed_options import VISIBILITIES
from recsys.rules_asked import METRIC_NAMES, Level

SONGS_FILE, TABLE_FILE = "songs.csv", "rules.csv"

log = logging.getLogger(__name__)

_LEVELS = [
    app_commands.Choice(name=named("choice-level-songs"), value=Level.SONGS),
    app_commands.Choice(name=named("choice-level-artists"), value=Level.ARTISTS),
]
_SORTS = [app_commands.Choice(name=named("choice-rules-sort", by=metric), value=metric) for metric in METRIC_NAMES]


class FileRefused(MessageError):
    """Discord did not take a file, as where the bot may not attach any."""

    def __init__(self) -> None:
        super().__init__("rules-file-refused")


class Rules(Area):
    """Asking what goes together, and what is done with the answer."""

    costs = frozenset({text("command-rules"), rule_layouts.TABLE_FILE})

    def __init__(self, *, rules: RulesService, lists: RuleLists, asking: Asking) -> None:
        self._rules = rules
        self._lists = lists
        self._asking = asking
        self._sharing: set[str] = set()

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The page buttons, the orders, Share, the list of songs, and the files."""
        turns = {action: self._turning(to) for action, to in rule_layouts.TURNS.items()}
        sorts = {action: self._sorting(by) for action, by in rule_layouts.SORTS.items()}
        own = {**turns, **sorts, rule_layouts.SHARE: self._share}
        return {
            **shared(self._lists, rule_layouts.page, own),
            rule_layouts.AS_LIST: self._as_list,
            rule_layouts.SONGS_FILE: self._songs_file,
            rule_layouts.TABLE_FILE: self._table_file,
        }

    @app_commands.command(name=named("command-rules"), description=named("command-rules-about"))
    @options(
        playlist="option-rules-playlist",
        song="option-rules-song",
        artist="option-rules-artist",
        level="option-level",
        sort_by="option-rules-sort-by",
        min_confidence="option-min-confidence",
        min_lift="option-min-lift",
        visibility="option-visibility",
    )
    @app_commands.choices(level=_LEVELS, sort_by=_SORTS, visibility=VISIBILITIES)
    async def rules(
        self,
        interaction: Interaction,
        playlist: app_commands.Range[str, 1, 300] | None = None,
        song: app_commands.Range[str, 1, 300] | None = None,
        artist: app_commands.Range[str, 1, 300] | None = None,
        level: str | None = None,
        sort_by: str = "confidence",
        min_confidence: app_commands.Range[int, 0, 100] = 0,
        min_lift: app_commands.Range[float, 0.0, 1_000_000.0] = 1.0,
        visibility: str | None = None,
    ) -> None:
        """Answer with the rules of what is given or, when nothing is, with the strongest of all."""
        items = Level(level) if level else None
        request = RulesRequest(
            interaction.user.id, playlist, song, artist, items, min_confidence / 100, min_lift, sort_by
        )
        wish = Visibility(visibility) if visibility else None
        private = (await self._asking.holds(interaction)).private(wish, personal=request.playlist is not None)
        message_id = await deferred(interaction, private=private)
        async with meanwhile(interaction, text("rules-looking")):
            shown = await self._lists.create(request, message_id=message_id, private=private)
        await self._show(interaction, shown, message_id)

    @rules.autocomplete("playlist")
    async def complete_playlist(self, interaction: Interaction, typed: str) -> Choices:
        """The person's own playlists, as far as they are cached."""
        return await self._asking.playlists(interaction, typed)

    @rules.autocomplete("song")
    async def complete_song(self, interaction: Interaction, typed: str) -> Choices:
        """One song of the catalogue."""
        return _choices(await in_time(self._rules.complete_songs(typed)))

    @rules.autocomplete("artist")
    async def complete_artist(self, interaction: Interaction, typed: str) -> Choices:
        """An artist of the catalogue."""
        return _choices(await in_time(self._rules.complete_artists(typed)))

    def _turning(self, to: Turn) -> Handler:
        async def turn(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
            await interaction.response.defer()
            shown = await self._lists.turn(state_id, to, **presser(interaction))
            await show(interaction, rule_layouts.page(shown))

        return turn

    def _sorting(self, by: str) -> Handler:
        async def sort(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
            await interaction.response.defer()
            pressed = presser(interaction)
            shown = await self._lists.sort(state_id, by, **pressed)
            await self._show(interaction, shown, pressed["message_id"])

        return sort

    async def _share(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await interaction.response.defer()
        await self._asking.check_public(interaction)
        if state_id in self._sharing:  # pressed twice: once is meant
            return
        self._sharing.add(state_id)
        try:
            copy = await self._lists.copy(state_id, **presser(interaction))
            posted = await self._posted(interaction, copy)
            kept = await self._lists.shared(state_id, copy, copy_message_id=posted.id, **presser(interaction))
            await show(interaction, rule_layouts.page(kept))
        finally:
            self._sharing.discard(state_id)

    async def _as_list(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        list_message_id = await deferred(interaction, private=True)
        shown = await self._lists.as_list(state_id, list_message_id=list_message_id, **presser(interaction))
        await show(interaction, layouts.page(shown))

    async def _songs_file(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await deferred(interaction, private=True)
        content, songs = await self._lists.songs_file(state_id, message_id=presser(interaction)["message_id"])
        await _send(interaction, text("rules-songs-sent", songs=songs), content, SONGS_FILE)

    async def _table_file(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await deferred(interaction, private=True)
        table = await self._lists.table_file(state_id, **presser(interaction))
        if table.rows == table.total:
            words = text("rules-table-sent", rules=table.rows)
        else:
            words = text("rules-table-sent-part", rules=table.rows, total=table.total)
        await _send(interaction, words, table.csv, TABLE_FILE)

    async def _show(self, interaction: Interaction, shown: ShownRules, message_id: int) -> None:
        """With the picture; without it where Discord does not take that."""
        try:
            await show(interaction, rule_layouts.page(shown), _picture(shown))
        except discord.HTTPException as refused:
            if shown.picture is None:
                raise
            bare = await self._without_picture(shown, refused, interaction.user.id, message_id)
            await show(interaction, rule_layouts.page(bare))

    async def _posted(self, interaction: Interaction, copy: ShownRules) -> discord.WebhookMessage:
        if (picture := _picture(copy)) is None:
            return await interaction.followup.send(view=rule_layouts.page(copy), wait=True)
        try:
            return await interaction.followup.send(view=rule_layouts.page(copy), file=picture, wait=True)
        except discord.HTTPException as refused:
            bare = await self._without_picture(copy, refused, **presser(interaction))
            return await interaction.followup.send(view=rule_layouts.page(bare), wait=True)

    async def _without_picture(
        self, shown: ShownRules, refused: discord.HTTPException, user_id: int, message_id: int
    ) -> ShownRules:
        log.warning("Discord did not take a picture: %s", refused)
        return await self._lists.without_picture(shown.state_id, user_id=user_id, message_id=message_id)


def _picture(shown: ShownRules) -> discord.File | None:
    return discord.File(BytesIO(shown.picture), rule_layouts.PICTURE) if shown.picture else None


def _choices(names: Sequence[str]) -> Choices:
    return [app_commands.Choice(name=name, value=name) for name in names]


async def _send(interaction: Interaction, words: str, content: bytes, name: str) -> None:
    """Put a file where the promise stands. Raises FileRefused."""
    try:
        await interaction.edit_original_response(content=words, attachments=[discord.File(BytesIO(content), name)])
    except discord.HTTPException as refused:
        log.warning("Discord did not take a file: %s", refused)
        raise FileRefused from refused
