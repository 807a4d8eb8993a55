"""Only who has asked for a list controls its message: others who press something get a copy of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.client import Handler, Interaction
from bot.messages import text
from bot.services.lists import Lists
from bot.services.posts import PostNotYours
from cogs import layouts


def shared(lists: Lists, handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    """Handlers of components under lists, which give a copy to whoever they do not belong to."""
    return {action: _shared(lists, handler) for action, handler in handlers.items()}


def _shared(lists: Lists, handler: Handler) -> Handler:
    async def handle(interaction: Interaction, state_id: str, values: Sequence[str]) -> None:
        try:
            await handler(interaction, state_id, values)
        except PostNotYours as refused:
            await _give_copy(lists, interaction, state_id, refused.owner_id)

    return handle


async def _give_copy(lists: Lists, interaction: Interaction, state_id: str, owner_id: int) -> None:
    assert interaction.message is not None
    user_id = interaction.user.id
    copy = await lists.own_copy(state_id, user_id=user_id, message_id=interaction.message.id)
    page = layouts.page(copy, text("post-own-copy", owner=str(owner_id)))
    sent = await interaction.followup.send(view=page, ephemeral=True, wait=True)
    await lists.belongs(copy, user_id=user_id, message_id=sent.id)
