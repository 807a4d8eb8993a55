"""What exists in the playground: the bot's application, people, guilds, channels, messages and files, in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from playground.discord.cdn import Signer, content_type_of, safe_name
from playground.discord.clock import Clock, Snowflakes
from playground.discord.errors import Code, Json, Refusal
from playground.discord.limits import Flag

T = TypeVar("T")

GUILD_TEXT, DM = 0, 1
NO_FLAGS = Flag(0)
EVERYONE = str((1 << 10) | (1 << 11) | (1 << 14) | (1 << 15) | (1 << 16) | (1 << 31))
"""View, send, embed links, attach files, read history, use application commands: an ordinary member."""


@dataclass(eq=False)
class Person:
    """A Discord account; the bot has one too."""

    id: str
    name: str
    bot: bool = False

    def payload(self) -> Json:
        shown = {"username": self.name, "global_name": self.name.title(), "discriminator": "0", "avatar": None}
        return {"id": self.id, **shown, "bot": self.bot, "public_flags": 0}


@dataclass(eq=False)
class Guild:
    """A server with the bot in it; every person of the playground is a member."""

    id: str
    name: str
    locale: str = "en-US"


@dataclass(eq=False)
class Channel:
    """A text channel of a guild, or the direct messages of `recipient` with the bot."""

    id: str
    name: str
    guild: Guild | None = None
    recipient: Person | None = None

    def payload(self) -> Json:
        if self.recipient:
            return {"id": self.id, "type": DM, "recipients": [self.recipient.payload()], "last_message_id": None}
        guild_id = self.guild.id if self.guild else None
        shown = {"name": self.name, "position": 0, "permission_overwrites": [], "nsfw": False, "parent_id": None}
        return {"id": self.id, "type": GUILD_TEXT, "guild_id": guild_id, "permissions": EVERYONE, **shown}


@dataclass(eq=False)
class Attachment:
    """An uploaded file, served by the playground as Discord's CDN would."""

    id: str
    filename: str
    content_type: str
    data: bytes
    url: str
    ephemeral: bool = False
    title: str | None = None

    def payload(self) -> Json:
        about = {"filename": self.filename, "size": len(self.data), "content_type": self.content_type}
        about |= {"title": self.title} if self.title else {}
        return {"id": self.id, **about, "url": self.url, "proxy_url": self.url, "ephemeral": self.ephemeral}


@dataclass(eq=False)
class Message:
    """A message of the bot or a person. `audience` is the only person who sees it when it is ephemeral."""

    id: str
    channel: Channel
    author: Person
    timestamp: str
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: Flag = NO_FLAGS
    edited: str | None = None
    revision: int = 1
    deleted: bool = False
    audience: Person | None = None
    interaction: Json | None = None

    def has(self, flag: Flag) -> bool:
        return bool(self.flags & flag)

    def seen_by(self, person: Person) -> bool:
        private = self.audience is not None and self.audience is not person
        return not self.deleted and not private and self.channel.recipient in (None, person)

    def payload(self) -> Json:
        origin = {"application_id": self.author.id, "webhook_id": self.author.id} if self.interaction else {}
        return {
            "id": self.id,
            "channel_id": self.channel.id,
            "type": 20 if self.interaction else 0,
            "author": self.author.payload(),
            "content": self.content,
            "embeds": self.embeds,
            "components": self.components,
            "attachments": [attachment.payload() for attachment in self.attachments],
            "flags": int(self.flags),
            "timestamp": self.timestamp,
            "edited_timestamp": self.edited,
            "tts": False,
            "pinned": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            **origin,
            **({"interaction_metadata": self.interaction} if self.interaction else {}),
        }


@dataclass
class World:
    """All of it, with look-ups that refuse as Discord does. `changed()` wakes everybody who waits in `until`."""

    clock: Clock
    new_id: Snowflakes
    token: str
    bot: Person
    people: dict[str, Person] = field(default_factory=dict)
    guilds: dict[str, Guild] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    files: dict[str, Attachment] = field(default_factory=dict)
    transcript: list[Json] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    cdn: str = ""
    signer: Signer = field(default_factory=Signer)
    _pulse: asyncio.Event = field(default_factory=asyncio.Event)

    def changed(self) -> None:
        self._pulse.set()
        self._pulse = asyncio.Event()

    async def until(self, ready: Callable[[], T | None], deadline: float) -> T | None:
        """What `ready` returns once it is not None, asked after each change; None when the clock passes `deadline`."""
        while True:
            pulse = self._pulse
            value = ready()
            left = deadline - self.clock.now()
            if value is not None or left <= 0:
                return value
            try:
                await asyncio.wait_for(pulse.wait(), left)
            except TimeoutError:
                continue

    def note(self, who: str, action: str, **details: Any) -> None:
        """Adds a line to the transcript."""
        self.transcript.append({"at": self.clock.timestamp(), "who": who, "action": action, **details})

    def person(self, name: str) -> Person:
        """The person of this name, who joins when first spoken of."""
        known = next((person for person in self.people.values() if person.name == name), None)
        if known is None:
            known = Person(self.new_id(), name)
            self.people[known.id] = known
        return known

    def add_guild(self, name: str, channels: tuple[str, ...], locale: str) -> Guild:
        guild = Guild(self.new_id(), name, locale)
        self.guilds[guild.id] = guild
        for channel_name in channels:
            channel = Channel(self.new_id(), channel_name, guild)
            self.channels[channel.id] = channel
        return guild

    def direct_channel(self, person: Person) -> Channel:
        known = next((channel for channel in self.channels.values() if channel.recipient is person), None)
        if known is None:
            known = Channel(self.new_id(), f"@{person.name}", recipient=person)
            self.channels[known.id] = known
        return known

    def channel(self, channel_id: str) -> Channel:
        if channel_id not in self.channels:
            raise Refusal(Code.UNKNOWN_CHANNEL)
        return self.channels[channel_id]

    def message(self, channel_id: str, message_id: str) -> Message:
        """A message as the channel API sees it: ephemeral ones do not exist there."""
        message = self.messages.get(message_id)
        if message is None or message.deleted or message.audience or message.channel is not self.channel(channel_id):
            raise Refusal(Code.UNKNOWN_MESSAGE)
        return message

    def add_file(self, filename: str, content_type: str | None, data: bytes, *, ephemeral: bool = False) -> Attachment:
        """Keeps a file; its address is signed and valid for a day, as those of Discord's CDN are."""
        file_id, safe = self.new_id(), safe_name(filename)
        url = self.cdn + self.signer.sign(f"/{file_id}/{safe}", self.clock.now())
        title = filename if safe != filename else None
        kind = content_type or content_type_of(filename)
        attachment = Attachment(file_id, safe, kind, data, url, ephemeral, title)
        self.files[file_id] = attachment
        return attachment
