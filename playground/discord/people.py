"""The people of the playground, for tests and the demo: they call commands, press buttons, fill in forms, and read."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson

from playground.discord.clock import Clock
from playground.discord.errors import Json
from playground.discord.server import TOKEN, DiscordServer
from playground.discord.views import Choice, Modal, View
from playground.discord.world import EVERYONE

PATIENCE = 30.0
"""Seconds that a person waits for a deferred answer, unless told otherwise."""


class Impossible(Exception):
    """A Discord client would not have let the person do this; the text says why."""


class NoAnswer(Exception):
    """What people see as "The application did not respond"."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that a person uploads with a command or a form; Discord tells its type by its name."""

    filename: str
    data: bytes
    content_type: str | None = None


class RemoteDiscord:
    """A running playground, driven over its control address. Leaving raises AssertionError for the bot's mistakes.

    `strict=False` leaves that out, for tests that provoke refusals.
    """

    def __init__(self, control: str, *, token: str = TOKEN, strict: bool = True) -> None:
        self.control = control
        self.token = token
        self.api_base = ""
        self.gateway_url = ""
        self.cdn_base = ""
        self._strict = strict
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        addresses = await self.ask("GET", "/addresses")
        self.api_base, self.gateway_url = addresses["api_base"], addresses["gateway_url"]
        self.cdn_base = addresses["cdn_base"]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        violations = await self.violations() if self._strict and error is None else []
        assert self._session is not None
        await self._session.close()
        if violations:
            raise AssertionError("Discord would have refused:\n  " + "\n  ".join(violations))

    async def ask(self, method: str, path: str, body: Json | None = None, **query: str) -> Any:
        """One request to the control API. Raises Impossible or NoAnswer."""
        assert self._session is not None, "use `async with`"
        data = None if body is None else orjson.dumps(body, _as_json, orjson.OPT_PASSTHROUGH_DATACLASS)
        async with self._session.request(
            method, self.control + path, data=data, params=query, timeout=aiohttp.ClientTimeout(total=None)
        ) as response:
            answer = orjson.loads(await response.read())
            if response.status == 409:
                raise Impossible(answer["error"])
            if response.status == 504:
                raise NoAnswer(answer["error"])
            response.raise_for_status()
            return answer

    # The people and the places

    def user(self, name: str, *, locale: str = "en-US", permissions: str = EVERYONE, install: str = "guild") -> User:
        """A person, known by name. `install="user"`: they have added the app to their account, not to a server."""
        return User(self, name, locale, permissions, install)

    def channel(self, name: str | None = None, *, guild: bool | str = True) -> Room:
        """A channel by name; without one the first of the server."""
        return Room(self, name, guild)

    # The bot

    async def online(self, patience: float = PATIENCE) -> Json:
        """Waits until the bot is connected; how often it has identified and resumed. Raises NoAnswer."""
        status: Json = await self.ask("GET", "/bot", online="true", timeout=str(patience))
        return status

    async def offline(self, patience: float = PATIENCE) -> None:
        """Waits until the bot is gone. Raises NoAnswer."""
        await self.ask("GET", "/bot", online="false", timeout=str(patience))

    async def commands(self) -> list[Json]:
        """Registered command definitions, global ones and those of guilds."""
        commands: list[Json] = await self.ask("GET", "/commands")
        return commands

    async def transcript(self) -> list[Json]:
        """Who did what so far: `at`, `who`, `action`, and what belongs to the action."""
        transcript: list[Json] = await self.ask("GET", "/transcript")
        return transcript

    async def violations(self) -> list[str]:
        """Requests of the bot that Discord would have refused as faulty, and routes that the playground lacks."""
        violations: list[str] = await self.ask("GET", "/violations")
        return violations

    # Arranging

    async def advance(self, seconds: float) -> None:
        """Moves Discord's time: deadlines and tokens expire, rate limits reset."""
        await self.ask("POST", "/clock", {"seconds": seconds})

    async def expire(self, reply: Message) -> None:
        """Ends the token of the interaction that `reply` answers, as fifteen minutes would."""
        await self.ask("POST", "/expire", {"interaction": reply.interaction})

    async def fail_next(
        self, route: str, status: int, code: int = 0, *, times: int = 1, retry_after: float = 1.0, delay: float = 0.0
    ) -> None:
        """Answers the next requests like "METHOD /path" (with * and ?) so; status 0 with a delay only slows them."""
        fault = {"route": route, "status": status, "code": code, "times": times}
        await self.ask("POST", "/faults", {**fault, "retry_after": retry_after, "delay": delay})

    async def restart_gateway(self) -> None:
        """Tells the bot to reconnect and resume (op 7)."""
        await self.ask("POST", "/gateway", {"action": "restart"})

    async def drop_connection(self) -> None:
        """Cuts the gateway connection; events are kept for the bot's RESUME."""
        await self.ask("POST", "/gateway", {"action": "drop"})

    async def invalidate_session(self) -> None:
        """Forgets the session: the bot must identify again (op 9)."""
        await self.ask("POST", "/gateway", {"action": "invalidate"})

    async def reset_token(self) -> None:
        """Gives the bot another token, as its owner may in the developer portal: the one it has ends at once."""
        await self.ask("POST", "/gateway", {"action": "new token"})


class DiscordPlayground(RemoteDiscord):
    """A loopback Discord in this event loop, with the same people as a remote one."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        port: int = 0,
        strict: bool = True,
        clock: Clock | None = None,
        guilds: dict[str, tuple[str, ...]] | None = None,
        guild_locale: str = "en-US",
        privileged_intents: bool = False,
    ) -> None:
        super().__init__("", token=token, strict=strict)
        self._server = DiscordServer(
            token=token,
            port=port,
            clock=clock,
            guilds=guilds,
            guild_locale=guild_locale,
            privileged_intents=privileged_intents,
        )

    async def __aenter__(self) -> Self:
        await self._server.__aenter__()
        self.control = self._server.addresses["control"]
        return await super().__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await super().__aexit__(kind, error, trace)
        finally:
            await self._server.__aexit__(kind, error, trace)


@dataclass(frozen=True, slots=True)
class Room:
    """A channel to read in."""

    discord: RemoteDiscord
    name: str | None
    guild: bool | str

    async def messages(self, for_user: User) -> list[Message]:
        """What this person sees here, oldest first: ephemeral messages of others are missing."""
        place = {"guild": self.guild, "channel": self.name}
        found = await self.discord.ask("POST", "/messages", {**for_user.identity(), **place})
        return [Message(raw, for_user, None) for raw in found]


@dataclass(frozen=True, slots=True)
class User:
    """A person; every method raises Impossible for what a Discord client would not offer."""

    discord: RemoteDiscord
    name: str
    locale: str
    permissions: str
    install: str

    def identity(self) -> Json:
        about = {"locale": self.locale, "permissions": self.permissions, "install": self.install}
        return {"user": {"name": self.name, **about}}

    async def id(self) -> str:
        """The account's snowflake."""
        return str((await self.discord.ask("POST", "/person", self.identity()))["id"])

    @property
    def dm(self) -> Room:
        """The direct messages between this person and the bot."""
        return Room(self.discord, None, False)

    async def slash(
        self,
        command: str,
        /,
        *,
        guild: bool | str = True,
        channel: str | None = None,
        patience: float = PATIENCE,
        **options: Any,
    ) -> Message:
        """Calls "recommend" or "playlist save"; returns when the answer is no longer loading. Raises NoAnswer.

        Options are given as people give them: texts, numbers, names of choices, `User`s, `File`s.
        """
        place = {"guild": guild, "channel": channel, "timeout": patience}
        return await self._act("/command", {**place, "command": command, "options": options})

    async def autocomplete(
        self,
        command: str,
        option: str,
        text: str,
        /,
        *,
        guild: bool | str = True,
        channel: str | None = None,
        **others: Any,
    ) -> list[Choice]:
        """Types into an option; the suggestions. Raises NoAnswer after three seconds."""
        asked = {"command": command, "option": option, "text": text, "options": others}
        place = {"guild": guild, "channel": channel}
        found = await self.discord.ask("POST", "/autocomplete", {**self.identity(), **place, **asked})
        return [Choice(choice["name"], choice["value"]) for choice in found]

    async def say(self, text: str, *, guild: bool | str = True, channel: str | None = None) -> Message:
        """Posts a message of their own. A bot that may not read messages hears nothing of it."""
        place = {"guild": guild, "channel": channel}
        return Message(await self.discord.ask("POST", "/say", {**self.identity(), **place, "text": text}), self, None)

    async def menu(
        self,
        command: str,
        target: Message | User,
        *,
        guild: bool | str = True,
        channel: str | None = None,
        patience: float = PATIENCE,
    ) -> Message:
        """Uses a context menu command on a message, or on a person here."""
        on = {"message": target.id} if isinstance(target, Message) else {"target": target.name}
        place = {"guild": guild, "channel": channel, "timeout": patience}
        return await self._act("/menu", {**place, **on, "command": command})

    async def click(self, message: Message, which: str, *, patience: float = PATIENCE) -> Message:
        """Presses a button, by label, emoji or custom id. A link button is opened by its `.url` instead."""
        try:
            button = message.button(which)
        except LookupError as error:
            raise Impossible(str(error)) from None
        if button.custom_id is None:
            raise Impossible(f"{which!r} is a link to {button.url}; pressing it tells the bot nothing")
        return await self._act(
            "/component", {"message": message.id, "custom_id": button.custom_id, "timeout": patience}
        )

    async def select(
        self, message: Message, custom_id: str, values: str | list[Any], *, patience: float = PATIENCE
    ) -> Message:
        """Chooses in a select menu, by labels or values; people and channels by name."""
        asked = {"message": message.id, "custom_id": custom_id, "values": values, "timeout": patience}
        return await self._act("/component", asked)

    async def submit(self, modal: Modal, values: dict[str, Any], *, patience: float = PATIENCE) -> Message:
        """Sends a form; `values` by label or custom id. Fields left out keep what stands in them."""
        return await self._act("/modal", {"interaction": modal.interaction, "values": values, "timeout": patience})

    async def look(self, message: Message) -> Message:
        """The message as it stands now."""
        return await self.watch(message, after=0, patience=0)

    async def watch(self, message: Message, *, after: int, patience: float) -> Message:
        """The message once its revision is above `after`. Raises NoAnswer."""
        asked = {"message": message.id, "after": after, "timeout": patience}
        raw = await self.discord.ask("POST", "/message", {**self.identity(), **asked})
        return Message(raw, self, message.interaction)

    async def followups(self, message: Message, at_least: int = 0, patience: float = PATIENCE) -> list[Message]:
        """Further messages that answered the same interaction, once there are `at_least` so many."""
        asked = {"interaction": message.interaction, "at_least": at_least, "timeout": patience}
        found = await self.discord.ask("POST", "/followups", {**self.identity(), **asked})
        return [Message(raw, self, message.interaction) for raw in found]

    async def _act(self, path: str, asked: Json) -> Message:
        answer = await self.discord.ask("POST", path, {**self.identity(), **asked})
        interaction = answer["interaction"]
        if "modal" in answer:
            return Message(_NOTHING, self, interaction, Modal.read(interaction, answer["modal"]))
        return Message(answer["message"], self, interaction)


@dataclass(frozen=True, slots=True)
class Message(View):
    """What the bot answered, as `user` sees it at this moment. For a form, `modal` is set and the rest is empty."""

    user: User
    interaction: str | None
    modal: Modal | None = None

    async def changed(self, patience: float = PATIENCE) -> Message:
        """The next edit of this message, also one that has already happened. Raises NoAnswer."""
        return await self.user.watch(self, after=self.revision, patience=patience)

    async def until(self, ready: Callable[[Message], bool], patience: float = PATIENCE) -> Message:
        """The first edit, this one included, that `ready` accepts. Raises NoAnswer."""
        message = self
        while not ready(message):
            message = await message.changed(patience)
        return message

    async def refresh(self) -> Message:
        """The message as it stands now."""
        return await self.user.look(self)

    async def followups(self, at_least: int = 0, patience: float = PATIENCE) -> list[Message]:
        """Further messages that answered the same interaction."""
        return await self.user.followups(self, at_least, patience)


_NOTHING: Json = {
    "id": "",
    "content": "",
    "embeds": [],
    "components": [],
    "attachments": [],
    "revision": 0,
    "ephemeral": True,
    "deleted": False,
}


def _as_json(value: Any) -> Any:
    if isinstance(value, User):
        return value.name
    if isinstance(value, File):
        data = base64.b64encode(value.data).decode()
        return {"filename": value.filename, "content_type": value.content_type, "data": data}
    raise TypeError(f"{value!r} cannot be sent")
