"""The panels of `/settings`: one menu for each thing that can be decided, showing what holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.markdown import cut
from bot.messages import LANGUAGES, text
from bot.preferences import LANGUAGE_NAMES, REPEAT_DAYS, Preferences, ServerRules
from bot.services.answers import DEFAULT_COUNT, MAX_COUNT, Mix, Visibility
from bot.services.limits import PER_SERVER
from cogs.components import Control, custom_id
from cogs.pieces import MAX_OPTION_TEXT, button, message, small

USUAL = "usual"
"""The value of the choice that takes a decision back."""
RESET, TO_SERVER, TO_MINE = "setreset", "setserver", "setmine"
CHANNELS = "setchannels"

_USUAL = {
    "count": DEFAULT_COUNT,
    "most_songs": MAX_COUNT,
    "mix": Mix.BALANCED,
    "clean": False,
    "repeat_days": REPEAT_DAYS,
    "per_server": PER_SERVER,
}
"""What holds where nothing is decided; for the others it has words of its own."""
_USUAL_WORDS = {
    "visibility": "settings-visibility-usual",
    "per_member": "settings-unlimited",
    "language": "settings-language-usual",
}
_MIXES = {mix: f"choice-mix-{mix}" for mix in Mix}
_SEEN = {Visibility.ONLY_ME: "choice-visibility-only-me", Visibility.EVERYONE: "choice-visibility-everyone"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One decision: its field, the ids of its words, and its choices by their values in a menu.

    `action` is that of its menu.
    """

    action: str
    field: str
    label: str
    choices: Mapping[str, Any]


def _numbers(*numbers: int) -> dict[str, int]:
    return {str(number): number for number in numbers}


MINE: Sequence[Setting] = (
    Setting("setcount", "count", "settings-count", _numbers(5, 10, 20, 30, 50, MAX_COUNT)),
    Setting("setmix", "mix", "settings-mix", {str(mix): mix for mix in Mix}),
    Setting("setclean", "clean", "settings-clean", {"no": False, "yes": True}),
    Setting("setvisibility", "visibility", "settings-visibility", {str(one): one for one in Visibility}),
    Setting("setrepeat", "repeat_days", "settings-repeat-days", _numbers(0, 1, 3, 7, 14, 30)),
    Setting("setlanguage", "language", "settings-language", {code: code for code in LANGUAGES}),
)
SERVER: Sequence[Setting] = (
    Setting("setseen", "visibility", "settings-visibility", {str(one): one for one in Visibility}),
    Setting("setmost", "most_songs", "settings-most-songs", _numbers(10, 20, 30, 50)),
    Setting("setmember", "per_member", "settings-per-member", _numbers(5, 10, 20, 50, 100)),
    Setting("setall", "per_server", "settings-per-server", _numbers(20, 50, 100, 200, 600, 1200)),
    Setting("setspoken", "language", "settings-language", {code: code for code in LANGUAGES}),
)


def mine(preferences: Preferences, state_id: str, *, admin: bool) -> ui.LayoutView:
    """A person's own settings; `admin`: they may go on to those of the server."""
    items: list[ui.Item[Any]] = [_head("settings-title", "settings-about")]
    items += [_menu(setting, getattr(preferences, setting.field), state_id) for setting in MINE]
    buttons = [button(text("settings-reset"), RESET, state_id, disabled=preferences == Preferences())]
    if admin:
        buttons.append(button(text("settings-to-server"), TO_SERVER, state_id))
    return message(*items, ui.ActionRow(*buttons))


def server(rules: ServerRules, state_id: str) -> ui.LayoutView:
    """A server's settings, for its admins."""
    channels: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=custom_id(CHANNELS, state_id),
        placeholder=_pair("settings-channels", text("settings-channels-all")),
        channel_types=[discord.ChannelType.text, discord.ChannelType.public_thread, discord.ChannelType.voice],
        min_values=0,
        max_values=25,
        default_values=[
            discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.channel) for each in rules.channels
        ],
    )
    items: list[ui.Item[Any]] = [_head("settings-server-title", "settings-server-about")]
    items += [ui.TextDisplay(small(text("settings-channels"))), ui.ActionRow(Control(channels))]
    items += [_menu(setting, getattr(rules, setting.field), state_id) for setting in SERVER]
    buttons = [
        button(text("settings-reset"), RESET, state_id, disabled=rules == ServerRules()),
        button(text("settings-to-mine"), TO_MINE, state_id),
    ]
    return message(*items, ui.ActionRow(*buttons))


def _head(title: str, about: str) -> ui.TextDisplay[Any]:
    return ui.TextDisplay(f"{text(title)}\n{small(text(about))}")


def _menu(setting: Setting, decided: Any, state_id: str) -> ui.ActionRow[Any]:
    """A menu whose choices each name the setting: on a phone, that is all there is to see of it."""
    usual = _pair(setting.label, text("settings-usual", usual=_usual(setting)))
    options = [discord.SelectOption(label=usual, value=USUAL, default=decided is None)]
    for value, meaning in setting.choices.items():
        label = _pair(setting.label, _words(setting, meaning))
        chosen = decided is not None and meaning == decided
        options.append(discord.SelectOption(label=label, value=value, default=chosen))
    select: ui.Select[Any] = ui.Select(custom_id=custom_id(setting.action, state_id), options=options)
    return ui.ActionRow(Control(select))


def _pair(label: str, value: str) -> str:
    return cut(text("settings-label", name=text(label), value=value), MAX_OPTION_TEXT)


def _words(setting: Setting, meaning: Any) -> str:
    match setting.field:
        case "count" | "most_songs":
            return text("settings-songs", songs=meaning)
        case "mix":
            return text(_MIXES[meaning])
        case "clean":
            return text("settings-explicit-no" if meaning else "settings-explicit-yes")
        case "visibility":
            return text(_SEEN[meaning])
        case "repeat_days":
            return text("settings-repeat", days=meaning)
        case "per_member" | "per_server":
            return text("settings-requests", requests=meaning)
        case _:
            return LANGUAGE_NAMES[meaning]


def _usual(setting: Setting) -> str:
    if setting.field in _USUAL:
        return _words(setting, _USUAL[setting.field])
    return text(_USUAL_WORDS[setting.field])
