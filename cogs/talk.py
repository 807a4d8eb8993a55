"""Talking back: what people choose in the selects under a list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.client import Area, Handler, Interaction
from bot.services.changes import Change, Changes, Pressed
from bot.services.lists import Lists, Shown
from cogs import layouts, talk_layouts
from cogs.asking import presser, show_pictured
from cogs.copies import shared
from cogs.replies import show


class Talk(Area):
    """Songs and lists that people say something of."""

    costs = frozenset({talk_layouts.SAY, talk_layouts.CHANGE})

    def __init__(self, *, lists: Lists, changes: Changes) -> None:
        self._lists = lists
        self._changes = changes
        self._changing: set[str] = set()

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The selects over songs, over what to say of one, and over what to do with the list."""
        handlers: Mapping[str, Handler] = {
            talk_layouts.SONG: self._choose,
            talk_layouts.SAY: self._say,
            talk_layouts.CHANGE: self._change,
        }
        return shared(
            self._lists, layouts.page, {action: self._one_at_a_time(handler) for action, handler in handlers.items()}
        )

    def _one_at_a_time(self, handler: Handler) -> Handler:
        """Chosen twice while the first is under way: once is meant, and two would overwrite each other."""

        async def handle(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
            await interaction.response.defer()
            if state_id in self._changing:
                return
            self._changing.add(state_id)
            try:
                await handler(interaction, state_id, values)
            finally:
                self._changing.discard(state_id)

        return handle

    async def _choose(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        shown = await self._changes.choose(_pressed(interaction, state_id), int(values[0]))
        await show(interaction, layouts.page(shown))

    async def _say(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        pressed = _pressed(interaction, state_id)
        match values[0]:
            case talk_layouts.MORE_LIKE:
                await self._shown(interaction, pressed, self._changes.more_like)
            case talk_layouts.NOT_THIS:
                await self._shown(interaction, pressed, self._changes.not_this)
            case talk_layouts.NEVER:
                await self._shown(interaction, pressed, self._changes.never_artist)
            case talk_layouts.WHY:
                shown, item = await self._changes.chosen(pressed)
                await show(interaction, layouts.page(shown))
                await interaction.followup.send(view=talk_layouts.why(item, shown.post), ephemeral=True)
            case _:
                await show(interaction, layouts.page(await self._changes.choose(pressed, None)))

    async def _change(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        change = Change(values[0])
        await self._shown(interaction, _pressed(interaction, state_id), lambda each: self._changes.change(each, change))

    async def _shown(
        self, interaction: Interaction, pressed: Pressed, work: Callable[[Pressed], Awaitable[Shown]]
    ) -> None:
        """Show what comes of it; where nothing does, the message as it stands: Discord has kept what was chosen."""
        try:
            shown = await work(pressed)
        except Exception:
            before = await self._changes.choose(pressed, None)
            await show(interaction, layouts.page(before))
            raise
        await show_pictured(interaction, self._lists, shown, message_id=pressed.message_id)


def _pressed(interaction: Interaction, state_id: str) -> Pressed:
    return Pressed(state_id, **presser(interaction))
