"""A bot that speaks Discord's wire protocol by hand, so that it can say what discord.py would not let it say."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self

import aiohttp

from playground.discord import RemoteDiscord, User

GUILDS = 1
V2 = 1 << 15
EPHEMERAL = 1 << 6
Json = dict[str, Any]


def text(content: str) -> Json:
    return {"type": 10, "content": content}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def button(custom_id: str = "a", label: str = "Press", **more: Any) -> Json:
    return {"type": 2, "style": 1, "custom_id": custom_id, "label": label, **more}


def select(*options: Json, **more: Any) -> Json:
    return {"type": 3, "custom_id": "choose", "options": list(options), **more}


def option(value: str = "a", label: str = "A", **more: Any) -> Json:
    return {"label": label, "value": value, **more}


def v2(*components: Json, **more: Any) -> Json:
    return {"flags": V2, "components": list(components), **more}


class RawBot:
    """Connects on entry; `guild` and `channel` are the ids of the playground's first server and channel."""

    def __init__(self, playground: RemoteDiscord) -> None:
        self._playground = playground
        self._session = aiohttp.ClientSession()
        self.application = self.guild = self.channel = ""

    async def __aenter__(self) -> Self:
        self.socket = await self._session.ws_connect(f"{self._playground.gateway_url}?v=10&encoding=json")
        await self.frame()  # HELLO
        await self.socket.send_json(
            {"op": 2, "d": {"token": self._playground.token, "intents": GUILDS, "properties": {}}}
        )
        ready = await self.frame()
        self.application, self.session_id = ready["d"]["user"]["id"], ready["d"]["session_id"]
        guild = (await self.frame())["d"]
        self.guild, self.channel = guild["id"], guild["channels"][0]["id"]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.socket.close()
        await self._session.close()

    async def frame(self) -> Json:
        """The next gateway frame."""
        frame: Json = await self.socket.receive_json(timeout=10)
        return frame

    async def interaction(self) -> Json:
        """The data of the next INTERACTION_CREATE."""
        frame = await self.frame()
        assert frame["t"] == "INTERACTION_CREATE", frame
        data: Json = frame["d"]
        return data

    @asynccontextmanager
    async def arrived(self, action: Coroutine[Any, Any, Any]) -> AsyncIterator[Json]:
        """The interaction that a person's action becomes; the block must answer it."""
        task = asyncio.create_task(action)
        yield await self.interaction()
        await task

    async def call(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Any]:
        """Status and JSON of one authorized request."""
        status, answer, _ = await self.exchange(method, path, body, **options)
        return status, answer

    async def exchange(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Any, Any]:
        """Status, JSON and headers of one authorized request."""
        headers = {"Authorization": f"Bot {self._playground.token}"} | options.pop("headers", {})
        async with self._session.request(
            method, self._playground.api_base + path, json=body, headers=headers, **options
        ) as response:
            raw = await response.text()
            return response.status, json.loads(raw) if raw else None, response.headers

    async def upload(self, path: str, body: Json, *files: tuple[str, bytes], method: str = "POST") -> tuple[int, Any]:
        """Sends a multipart body as bots do: `payload_json` and `files[n]`."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        for index, (name, data) in enumerate(files):
            form.add_field(f"files[{index}]", io.BytesIO(data), filename=name, content_type="image/png")
        headers = {"Authorization": f"Bot {self._playground.token}"}
        async with self._session.request(
            method, self._playground.api_base + path, data=form, headers=headers
        ) as response:
            return response.status, await response.json()

    async def post(self, body: Json) -> tuple[int, Any]:
        """Posts in the first channel."""
        return await self.call("POST", f"/channels/{self.channel}/messages", body)

    async def register(self, *commands: Json, guild: bool = False) -> tuple[int, Any]:
        scope = f"/guilds/{self.guild}" if guild else ""
        return await self.call("PUT", f"/applications/{self.application}{scope}/commands", list(commands))

    async def answer(self, interaction: Json, kind: int, data: Any = None) -> tuple[int, Any]:
        """The initial response, without authorization, as bots send it."""
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback?with_response=1"
        return await self.call("POST", path, {"type": kind, "data": data}, headers={"Authorization": ""})

    def hook(self, interaction: Json) -> str:
        return f"/webhooks/{self.application}/{interaction['token']}"


@asynccontextmanager
async def called(
    playground: RemoteDiscord, bot: RawBot, command: str, *, user: User | None = None, **options: Any
) -> AsyncIterator[Json]:
    """The interaction of alice, or of `user`, calling a command; the block must answer it."""
    async with bot.arrived((user or playground.user("alice")).slash(command, **options)) as interaction:
        yield interaction


@asynccontextmanager
async def typed(playground: RemoteDiscord, bot: RawBot, command: str, option: str, text: str) -> AsyncIterator[Json]:
    """The interaction of alice typing into an option; the block must answer it."""
    async with bot.arrived(playground.user("alice").autocomplete(command, option, text)) as interaction:
        yield interaction


def problems(answer: Json) -> list[str]:
    """Places of the problems that a refused form names, as "components.0.label"."""
    return sorted(_places(answer.get("errors", {}), ()))


def _places(node: Any, path: tuple[str, ...]) -> list[str]:
    found = [".".join(path)] if "_errors" in node else []
    return found + [place for key, child in node.items() if key != "_errors" for place in _places(child, (*path, key))]
