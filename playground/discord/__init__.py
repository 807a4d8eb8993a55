"""A Discord on loopback, as strict as the real one: REST, gateway and interactions for a bot, and people who use it."""

from playground.discord.clock import Clock
from playground.discord.people import (
    DiscordPlayground,
    File,
    Impossible,
    Message,
    NoAnswer,
    RemoteDiscord,
    Room,
    User,
)
from playground.discord.server import DiscordServer
from playground.discord.views import Button, Choice, Field, Modal, Select, View

__all__ = [
    "Button",
    "Choice",
    "Clock",
    "DiscordPlayground",
    "DiscordServer",
    "Field",
    "File",
    "Impossible",
    "Message",
    "Modal",
    "NoAnswer",
    "RemoteDiscord",
    "Room",
    "Select",
    "User",
    "View",
]
