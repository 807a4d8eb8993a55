"""The loopback server: one world behind Discord's REST and gateway, a CDN for files, and the people's control API."""

from __future__ import annotations

from types import TracebackType

from aiohttp import web

from playground.discord.actions import Actions
from playground.discord.clock import Clock, Snowflakes
from playground.discord.control import Control
from playground.discord.definitions import Registry
from playground.discord.errors import Json
from playground.discord.gateway import Gateway
from playground.discord.interactions import Interactions
from playground.discord.posts import MAX_REQUEST_BYTES
from playground.discord.ratelimits import RateLimits
from playground.discord.rest import Rest
from playground.discord.wire import API, Manners
from playground.discord.world import Person, World

HOST = "127.0.0.1"
TOKEN = "playground.discord.token"
GUILDS = {"The Listening Room": ("general", "music")}


class DiscordServer:
    """Serves on 127.0.0.1 while its context is open. Port 0 takes a free one."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        port: int = 0,
        clock: Clock | None = None,
        guilds: dict[str, tuple[str, ...]] | None = None,
        guild_locale: str = "en-US",
        privileged_intents: bool = False,
    ) -> None:
        clock = clock or Clock()
        new_id = Snowflakes(clock)
        bot = Person(new_id(), "segue", bot=True)
        self.world = World(clock, new_id, token, bot, people={bot.id: bot})
        for name, channels in (guilds or GUILDS).items():
            self.world.add_guild(name, channels, guild_locale)
        self.gateway = Gateway(self.world, privileged_intents=privileged_intents)
        self._port = port
        self.addresses: Json = {}
        self._runner = web.AppRunner(self._application(), shutdown_timeout=1.0, access_log=None)

    async def __aenter__(self) -> DiscordServer:
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        place = f"{HOST}:{self._runner.addresses[0][1]}"
        self.gateway.url = f"ws://{place}/gateway/"
        self.world.cdn = f"http://{place}/cdn/attachments"
        self.addresses |= {"api_base": f"http://{place}{API}", "gateway_url": self.gateway.url}
        self.addresses |= {"cdn_base": f"http://{place}/cdn", "control": f"http://{place}/playground"}
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.close()
        await self._runner.cleanup()

    def _application(self) -> web.Application:
        world, gateway = self.world, self.gateway
        registry = Registry(world.bot.id, world.clock, world.new_id)
        interactions = Interactions(world)
        manners = Manners(world, RateLimits(world.clock))
        api = web.Application(middlewares=[manners.middleware])
        Rest(world, registry, interactions, gateway).add_to(api)
        actions = Actions(world, registry, interactions, gateway)
        control = Control(world, actions, interactions, gateway, manners, self.addresses)
        app = web.Application(client_max_size=4 * MAX_REQUEST_BYTES)
        app.router.add_get("/gateway/", gateway.handle)
        app.router.add_get("/cdn/attachments/{file}/{name}", self._file)
        app.add_subapp(API, api)
        app.add_subapp("/playground", control.application())
        return app

    async def _file(self, request: web.Request) -> web.Response:
        attachment = self.world.files.get(request.match_info["file"])
        path = f"/{request.match_info['file']}/{request.match_info['name']}"
        signed = self.world.signer.valid(path, request.query, self.world.clock.now())
        if attachment is None or attachment.filename != request.match_info["name"] or not signed:
            raise web.HTTPNotFound(text="This content is no longer available.")
        return web.Response(body=attachment.data, headers={"Content-Type": attachment.content_type})
