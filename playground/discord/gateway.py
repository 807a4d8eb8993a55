"""The gateway: sessions over websockets in uncompressed JSON, with replay after a lost connection."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from aiohttp import ClientConnectionResetError, WSMsgType, web

from playground.discord.errors import Json
from playground.discord.world import EVERYONE, Guild, World

HEARTBEAT_SECONDS = 41.25
KNOWN_INTENTS = 0x331FFFF  # bits 0-16, 20, 21, 24, 25
PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15)  # members, presences, message content
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
SENDS_PER_MINUTE = 120


class Op(IntEnum):
    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    RESUME = 6
    RECONNECT = 7
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(IntEnum):
    """Close codes (Discord reference: "Gateway Close Event Codes")."""

    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQ = 4007
    RATE_LIMITED = 4008
    SESSION_TIMED_OUT = 4009
    INVALID_SHARD = 4010
    INVALID_API_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class Closing(Exception):
    """Ends a connection with a close code."""

    def __init__(self, code: Close) -> None:
        super().__init__(code.name)
        self.code = code


@dataclass(eq=False)
class Session:
    """What a bot has identified as: it outlives its connection, so that RESUME can replay what was missed."""

    intents: int
    shard: tuple[int, int]
    socket: web.WebSocketResponse | None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    seq: int = 0
    sent: deque[Json] = field(default_factory=lambda: deque(maxlen=1000))

    def serves(self, guild: Guild | None) -> bool:
        """Whether this shard gets the events of the guild; those without a guild go to shard 0."""
        index, count = self.shard
        return index == ((int(guild.id) >> 22) % count if guild else 0)

    async def dispatch(self, event: str, data: Json) -> None:
        self.seq += 1
        frame = {"op": int(Op.DISPATCH), "t": event, "s": self.seq, "d": data}
        self.sent.append(frame)
        await self.send(frame)

    async def send(self, frame: Json) -> None:
        """Sends, or leaves a dispatched frame to the replay when the connection is gone."""
        if self.socket is None or self.socket.closed:
            return
        try:
            await self.socket.send_str(json.dumps(frame))
        except ClientConnectionResetError:
            self.socket = None


class Gateway:
    """All sessions of the one bot."""

    def __init__(self, world: World, *, privileged_intents: bool) -> None:
        self._world = world
        self._privileged = privileged_intents
        self._sessions: dict[str, Session] = {}
        self._sockets: dict[web.WebSocketResponse, asyncio.Transport | None] = {}
        self.url = ""
        self.identifies = 0
        self.resumes = 0

    @property
    def online(self) -> bool:
        return any(session.socket is not None for session in self._sessions.values())

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from HELLO to its end."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets[socket] = request.transport
        try:
            await self._converse(socket, request)
        except Closing as closing:
            await socket.close(code=closing.code, message=closing.code.name.encode())
        finally:
            self._sockets.pop(socket, None)
            self._leave(socket)
        return socket

    async def dispatch(self, event: str, data: Json, guild: Guild | None, intent: int = 0) -> None:
        """Sends an event to each session that serves the guild and asked for it; interactions need no intent."""
        for session in list(self._sessions.values()):
            if session.serves(guild) and (not intent or session.intents & intent):
                await session.dispatch(event, data)

    async def ask_reconnect(self) -> None:
        """Op 7, as before a gateway server restarts: the bot reconnects and resumes."""
        await self._tell_all({"op": int(Op.RECONNECT), "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Op 9; unless `resumable`, the sessions are gone and the bot must identify again."""
        sessions = list(self._sessions.values())
        if not resumable:
            self._sessions.clear()
        for session in sessions:
            await session.send({"op": int(Op.INVALID_SESSION), "d": resumable})

    def drop(self) -> None:
        """Cuts the connections without a word, as a failing network does."""
        for session in self._sessions.values():
            session.socket = None
        for transport in self._sockets.values():
            if transport is not None:
                transport.abort()

    async def close(self) -> None:
        for socket in list(self._sockets):
            await socket.close(code=1001)

    async def _tell_all(self, frame: Json) -> None:
        for session in list(self._sessions.values()):
            await session.send(frame)

    def _leave(self, socket: web.WebSocketResponse) -> None:
        """A client that closes with 1000 or 1001 ends its session; any other end leaves it to be resumed."""
        for session in [session for session in self._sessions.values() if session.socket is socket]:
            session.socket = None
            if socket.close_code in (1000, 1001):
                self._sessions.pop(session.id, None)
        self._world.changed()

    async def _converse(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            raise Closing(Close.INVALID_API_VERSION)
        await socket.send_json({"op": int(Op.HELLO), "d": {"heartbeat_interval": int(HEARTBEAT_SECONDS * 1000)}})
        session: Session | None = None
        async for op, data in self._frames(socket):
            if op == Op.HEARTBEAT:
                await socket.send_json({"op": int(Op.HEARTBEAT_ACK), "d": None})
            elif session is None:
                session = await self._enter(socket, op, data)
            elif op in (Op.IDENTIFY, Op.RESUME):
                raise Closing(Close.ALREADY_AUTHENTICATED)
            elif op != Op.PRESENCE_UPDATE:
                self._world.violations.append(f"gateway op {op} is not something that the playground offers")
                raise Closing(Close.UNKNOWN_OPCODE)

    async def _enter(self, socket: web.WebSocketResponse, op: int, data: Json) -> Session | None:
        if op == Op.IDENTIFY:
            return await self._identify(socket, data)
        if op == Op.RESUME:
            return await self._resume(socket, data)
        raise Closing(Close.NOT_AUTHENTICATED)

    async def _frames(self, socket: web.WebSocketResponse) -> AsyncIterator[tuple[int, Any]]:
        """Decoded frames until the client closes. Raises Closing for silence, floods and what is no JSON."""
        recent: deque[float] = deque(maxlen=SENDS_PER_MINUTE)
        while True:
            try:
                message = await socket.receive(timeout=HEARTBEAT_SECONDS * 2)
            except TimeoutError:
                raise Closing(Close.SESSION_TIMED_OUT) from None
            if message.type is not WSMsgType.TEXT:
                return
            now = self._world.clock.now()
            if len(recent) == SENDS_PER_MINUTE and now - recent[0] < 60:
                raise Closing(Close.RATE_LIMITED)
            recent.append(now)
            yield _decoded(message.data)

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> Session:
        self._check_identity(data)
        session = Session(data["intents"], tuple(data.get("shard") or (0, 1)), socket)
        self._sessions[session.id] = session
        self.identifies += 1
        guilds = [guild for guild in self._world.guilds.values() if session.serves(guild)]
        await session.dispatch("READY", self._ready(session, guilds))
        for guild in guilds if session.intents & GUILDS else ():
            await session.dispatch("GUILD_CREATE", self._guild(guild))
        self._world.note(self._world.bot.name, "comes online")
        self._world.changed()
        return session

    def _check_identity(self, data: Any) -> None:
        if not isinstance(data, dict) or data.get("token") != self._world.token:
            raise Closing(Close.AUTHENTICATION_FAILED)
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            raise Closing(Close.INVALID_INTENTS)
        if intents & PRIVILEGED_INTENTS and not self._privileged:
            raise Closing(Close.DISALLOWED_INTENTS)
        index, count = data.get("shard") or (0, 1)
        if not 0 <= index < count:
            raise Closing(Close.INVALID_SHARD)

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        if data.get("token") != self._world.token:
            raise Closing(Close.AUTHENTICATION_FAILED)
        session = self._sessions.get(data.get("session_id", ""))
        if session is None:
            await socket.send_json({"op": int(Op.INVALID_SESSION), "d": False})
            return None
        if data["seq"] > session.seq:
            raise Closing(Close.INVALID_SEQ)
        session.socket = socket
        for frame in [frame for frame in session.sent if frame["s"] > data["seq"]]:
            await session.send(frame)
        self.resumes += 1
        await session.dispatch("RESUMED", {})
        self._world.changed()
        return session

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": self._world.bot.payload(),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": self._world.bot.id, "flags": 0},
        }

    def _guild(self, guild: Guild) -> Json:
        nothing = ("members", "threads", "voice_states", "presences", "stage_instances", "guild_scheduled_events")
        return {
            "id": guild.id,
            "name": guild.name,
            "owner_id": self._world.bot.id,
            "unavailable": False,
            "large": False,
            "joined_at": self._world.clock.timestamp(),
            "member_count": len(self._world.people),
            "roles": [everyone_role(guild)],
            "channels": [channel.payload() for channel in self._world.channels.values() if channel.guild is guild],
            **{key: [] for key in (*nothing, "soundboard_sounds", "emojis", "stickers", "features")},
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "system_channel_flags": 0,
            "preferred_locale": guild.locale,
        }


def everyone_role(guild: Guild) -> Json:
    looks = {
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
    }
    kept = {"position": 0, "managed": False, "mentionable": False, "flags": 0}
    return {"id": guild.id, "name": "@everyone", "permissions": EVERYONE, **looks, **kept}


def _decoded(text: str) -> tuple[int, Any]:
    try:
        frame = json.loads(text)
        return frame["op"], frame.get("d")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Closing(Close.DECODE_ERROR) from None
