"""`/feedback`: what a person has said of songs and artists, to look at and to take back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from discord import app_commands

from bot.client import Area, Handler, Interaction
from bot.localisation import named
from bot.services.feedback import Feedback
from bot.services.posts import Posts, new_state_id
from cogs import feedback_layouts
from cogs.asking import presser
from cogs.replies import deferred, show

KIND = "feedback"
"""What stands behind the panel: {"page": 0}."""


class FeedbackPanel(Area):
    """Looking at what one has said."""

    def __init__(self, *, feedback: Feedback, posts: Posts) -> None:
        self._feedback = feedback
        self._posts = posts

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The menu that takes one opinion back, and the buttons below."""
        return {
            feedback_layouts.UNDO: self._undo,
            feedback_layouts.TURN_BACK: self._turning(-1),
            feedback_layouts.TURN_ON: self._turning(1),
            feedback_layouts.CLEAR: self._ask,
            feedback_layouts.CLEAR_SURE: self._clear,
            feedback_layouts.KEEP: self._turning(0),
            feedback_layouts.FORGET: self._forget,
        }

    @app_commands.command(name=named("command-feedback"), description=named("command-feedback-about"))
    async def feedback(self, interaction: Interaction) -> None:
        """Show the newest of it, to this person alone."""
        message_id = await deferred(interaction, private=True)
        await self._show(interaction, new_state_id(), 0, message_id)

    async def _undo(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        page = await self._page(interaction, state_id)
        await self._feedback.undo(interaction.user.id, values[0])
        await self._show(interaction, state_id, page, presser(interaction)["message_id"])

    def _turning(self, step: int) -> Handler:
        async def turn(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
            page = await self._page(interaction, state_id)
            await self._show(interaction, state_id, max(page + step, 0), presser(interaction)["message_id"])

        return turn

    async def _ask(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await self._page(interaction, state_id)
        said = await self._feedback.opinions(interaction.user.id)
        await show(interaction, feedback_layouts.question(len(said), state_id))

    async def _clear(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        await self._page(interaction, state_id)
        await self._feedback.clear(interaction.user.id)
        await self._show(interaction, state_id, 0, presser(interaction)["message_id"])

    async def _forget(self, interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        page = await self._page(interaction, state_id)
        await self._feedback.forget_shown(interaction.user.id)
        await self._show(interaction, state_id, page, presser(interaction)["message_id"])

    async def _page(self, interaction: Interaction, state_id: str) -> int:
        """The page that the panel shows. Raises PostGone or PostNotYours."""
        await interaction.response.defer()
        return int((await self._posts.open(state_id, KIND, **presser(interaction))).payload["page"])

    async def _show(self, interaction: Interaction, state_id: str, page: int, message_id: int) -> None:
        user_id = interaction.user.id
        said, lately = await self._feedback.opinions(user_id), await self._feedback.shown_lately(user_id)
        page = min(page, max(0, len(said) - 1) // feedback_layouts.PER_PAGE)
        await self._posts.save(state_id, KIND, {"page": page}, owner_id=user_id, message_id=message_id)
        await show(interaction, feedback_layouts.panel(said, lately, page, state_id))
