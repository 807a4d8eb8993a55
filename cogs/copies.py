"""Only who has asked for a message controls it: others who press something get a copy of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from discord import ui

from bot.client import Handler, Interaction
from bot.messages import text
from bot.services.posts import PostNotYours

S = TypeVar("S")


class Copying(Protocol[S]):
    """Messages that can be copied for others."""

    async def own_copy(self, state_id: str, *, user_id: int, message_id: int) -> S:
        """A message that somebody else has asked for as a private one of this person's. Raises PostGone."""
        ...

    async def belongs(self, copy: S, *, user_id: int, message_id: int) -> None:
        """A copy stands in this message, and works there alone."""
        ...


def shared(
    copying: Copying[S], page: Callable[[S, str], ui.LayoutView], handlers: Mapping[str, Handler]
) -> dict[str, Handler]:
    """Handlers of components, which give a copy to whoever they do not belong to; `page` shows it below a note."""
    return {action: _shared(copying, page, handler) for action, handler in handlers.items()}


def _shared(copying: Copying[S], page: Callable[[S, str], ui.LayoutView], handler: Handler) -> Handler:
    async def handle(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        try:
            await handler(interaction, state_id, values)
        except PostNotYours as refused:
            assert interaction.message is not None
            user_id = interaction.user.id
            copy = await copying.own_copy(state_id, user_id=user_id, message_id=interaction.message.id)
            note = text("post-own-copy", owner=str(refused.owner_id))
            sent = await interaction.followup.send(view=page(copy, note), ephemeral=True, wait=True)
            await copying.belongs(copy, user_id=user_id, message_id=sent.id)

    return handle
