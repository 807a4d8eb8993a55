"""A direct message to people whose link Spotify is about to end."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import discord
from discord import ui
from discord.ext import commands

from bot.client import Area, SegueClient
from bot.messages import DEFAULT_LOCALE, speaking, text
from bot.ports import Clock, Links
from bot.privacy import Reminders
from bot.services.posts import Posts, new_state_id
from cogs import account_layouts
from cogs.account import ASKS
from cogs.pieces import button, message

log = logging.getLogger(__name__)

REMIND_AFTER = timedelta(days=150)
"""Spotify ends a consent six months after it was given."""


class LinkReminders(Area):
    """Reminds each person once for each consent."""

    def __init__(self, *, reminders: Reminders, links: Links, posts: Posts, clock: Clock) -> None:
        self._reminders = reminders
        self._links = links
        self._posts = posts
        self._clock = clock
        self._connected = asyncio.Event()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Discord can be written to. (A client that has not logged in yet cannot wait for it.)"""
        self._connected.set()

    async def remind(self, client: SegueClient) -> None:
        """Write to everybody whose time has come."""
        await self._connected.wait()
        for user_id in await self._reminders.due(self._clock.now() - REMIND_AFTER):
            await self._remind(client, user_id)

    async def _remind(self, client: SegueClient, user_id: int) -> None:
        link = await self._links.get(user_id)
        if link is None:
            return
        # Before it is sent: whoever is reminded twice because the bot has ended in between is bothered.
        await self._reminders.mark(user_id)
        state_id = new_state_id()
        # No permission beyond those that were granted: linking again asks for these by itself.
        nothing_new: dict[str, list[str]] = {"scopes": []}
        await self._posts.save(
            state_id, ASKS, nothing_new, owner_id=user_id, message_id=None, account_id=link.account_id
        )
        language = await client.chosen_language(user_id, None) or DEFAULT_LOCALE
        try:
            user = await client.fetch_user(user_id)
            with speaking(language):
                await user.send(view=_reminder(state_id))
        except (discord.Forbidden, discord.NotFound):
            log.info("somebody takes no direct messages, and is not reminded")
        except discord.HTTPException as refused:
            log.warning("a reminder was not sent: status %s", refused.status)
            await self._reminders.unmark(user_id)


def _reminder(state_id: str) -> ui.LayoutView:
    again = button(text("reminder-link"), account_layouts.ASK, state_id, style=discord.ButtonStyle.primary)
    return message(ui.TextDisplay(text("reminder")), ui.ActionRow(again))
