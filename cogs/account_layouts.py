"""What linking an account looks like."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import discord
from discord import ui

from bot.errors import timestamp
from bot.markdown import cut, escape
from bot.messages import text
from bot.ports import Link, Profile
from bot.services.accounts import LinkOffer
from cogs.pieces import button, message

PASTE = "paste"
CONFIRM = "confirm"
CANCEL = "cancel"
ASK = "link"

_NAME = 100


def link_offer(offer: LinkOffer, link: Link | None, state_id: str, *, needed: Collection[str] = ()) -> ui.LayoutView:
    """The way to Spotify's consent, and where its result is pasted if the bot has no public address.

    `needed` are the permissions for which a command asks, if one does.
    """
    buttons: list[ui.Item[Any]] = [ui.Button(label=text("link-open"), url=offer.url)]
    texts = [_permissions(offer, needed) if needed else _invitation(offer, link)]
    if offer.paste:
        texts.append(text("link-paste-how"))
        buttons.append(button(text("link-paste"), PASTE, state_id, style=discord.ButtonStyle.primary))
    return message(*(ui.TextDisplay[Any](words) for words in texts), ui.ActionRow(*buttons))


def link_question(profile: Profile, state_id: str) -> ui.LayoutView:
    """Whether this is the account that was meant."""
    question = text("link-confirm-ask", account=_account(profile.display_name))
    confirm = button(text("link-confirm"), CONFIRM, state_id, style=discord.ButtonStyle.success)
    cancel = button(text("link-cancel"), CANCEL, state_id)
    return message(ui.TextDisplay[Any](question), ui.ActionRow(confirm, cancel))


def linked(link: Link) -> ui.LayoutView:
    """The account is linked."""
    return message(ui.TextDisplay(text("link-done", account=_account(link.display_name))))


def _invitation(offer: LinkOffer, link: Link | None) -> str:
    ends = timestamp(offer.expires_at)
    if link is None:
        return text("link-offer", ends=ends)
    account = _account(link.display_name)
    if link.has_token:
        return text("link-offer-again", account=account, ends=ends)
    return text("link-offer-renew", account=account, ends=ends)


def _permissions(offer: LinkOffer, needed: Collection[str]) -> str:
    reasons = dict.fromkeys(text(words) for scope, words in _PERMISSIONS.items() if scope in needed)
    return text("consent-offer", permission=", ".join(reasons), ends=timestamp(offer.expires_at))


_PERMISSIONS = {
    "user-top-read": "consent-top",
    "user-library-read": "consent-library",
    "playlist-modify-private": "consent-write",
    "playlist-modify-public": "consent-write",
    "user-library-modify": "consent-undo",
    "ugc-image-upload": "consent-cover",
}


def _account(name: str) -> str:
    return escape(cut(name, _NAME)) or text("untitled")
