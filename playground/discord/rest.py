"""The REST routes that bots use: login, commands, channels, messages, interaction callbacks and their webhooks."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from playground.discord import openapi, posts
from playground.discord.definitions import Registry
from playground.discord.errors import Code, Problem, Refusal, refuse_if
from playground.discord.gateway import Gateway, everyone_role
from playground.discord.interactions import Interactions
from playground.discord.wire import Handler, read_body, read_json, reply
from playground.discord.world import Message, World


@dataclass
class Rest:
    """Handlers over one world; `add_to` hangs them into an application."""

    world: World
    registry: Registry
    interactions: Interactions
    gateway: Gateway

    def add_to(self, app: web.Application) -> None:
        for method, path, handler in self._routes():
            app.router.add_route(method, path, handler)
        app.router.add_route("*", "/{unknown:.*}", self._unknown)

    def _routes(self) -> list[tuple[str, str, Handler]]:
        hook = "/webhooks/{application}/{token}"
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/users/@me", self._me),
            ("POST", "/users/@me/channels", self._direct_channel),
            ("GET", "/users/{user}", self._user),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/applications/@me", self._application),
            ("GET", "/gateway", self._gateway),
            ("GET", "/gateway/bot", self._gateway_bot),
            ("GET", "/guilds/{guild}", self._guild),
            ("GET", "/channels/{channel}", self._channel),
            ("POST", "/channels/{channel}/typing", self._typing),
            ("GET", "/channels/{channel}/messages", self._messages),
            ("POST", "/channels/{channel}/messages", self._post),
            ("GET", "/channels/{channel}/messages/{message}", self._message),
            ("PATCH", "/channels/{channel}/messages/{message}", self._edit),
            ("DELETE", "/channels/{channel}/messages/{message}", self._delete),
            ("POST", "/interactions/{interaction}/{token}/callback", self._callback),
            ("POST", hook, self._follow_up),
            ("GET", f"{hook}/messages/{{message}}", self._hook_message),
            ("PATCH", f"{hook}/messages/{{message}}", self._hook_edit),
            ("DELETE", f"{hook}/messages/{{message}}", self._hook_delete),
        ]
        for scope in ("/applications/{application}", "/applications/{application}/guilds/{guild}"):
            routes += [
                ("GET", f"{scope}/commands", self._commands),
                ("PUT", f"{scope}/commands", self._replace_commands),
                ("POST", f"{scope}/commands", self._create_command),
                ("GET", f"{scope}/commands/{{command}}", self._command),
                ("PATCH", f"{scope}/commands/{{command}}", self._change_command),
                ("DELETE", f"{scope}/commands/{{command}}", self._delete_command),
            ]
        return routes

    async def _unknown(self, request: web.Request) -> web.Response:
        """501, so that nobody mistakes a gap of the playground for Discord's own 404."""
        self.world.violations.append(f"the playground does not know {request.method} {request.path}")
        return reply({"message": "501: the playground does not know this route", "code": 0}, 501)

    # Login

    async def _me(self, _: web.Request) -> web.Response:
        return reply(self.world.bot.payload())

    async def _user(self, request: web.Request) -> web.Response:
        person = self.world.people.get(request.match_info["user"])
        if person is None:
            raise Refusal(Code.UNKNOWN_USER)
        return reply(person.payload())

    async def _application(self, _: web.Request) -> web.Response:
        owner = self.world.person("owner").payload()
        about = {"description": "", "icon": None, "bot_public": True, "bot_require_code_grant": False, "flags": 0}
        keys = {"verify_key": "0" * 64, "interactions_endpoint_url": None}
        return reply({"id": self.world.bot.id, "name": self.world.bot.name, "owner": owner, **about, **keys})

    async def _gateway(self, _: web.Request) -> web.Response:
        return reply({"url": self.gateway.url})

    async def _gateway_bot(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000 - self.gateway.identifies, "reset_after": 0, "max_concurrency": 1}
        return reply({"url": self.gateway.url, "shards": 1, "session_start_limit": limit})

    # Commands

    async def _commands(self, request: web.Request) -> web.Response:
        return reply(self.registry.commands.get(self._scope(request), []))

    async def _replace_commands(self, request: web.Request) -> web.Response:
        definitions = await read_json(request)
        if not isinstance(definitions, list):
            raise Refusal(Code.INVALID_FORM, [Problem((), "LIST_TYPE_CONVERT", "Only iterables may be used")])
        return reply(self.registry.replace(self._scope(request), definitions))

    async def _create_command(self, request: web.Request) -> web.Response:
        return reply(self.registry.upsert(self._scope(request), await read_json(request)), 201)

    async def _command(self, request: web.Request) -> web.Response:
        return reply(self.registry.get(self._scope(request), request.match_info["command"]))

    async def _change_command(self, request: web.Request) -> web.Response:
        known = self.registry.get(self._scope(request), request.match_info["command"])
        return reply(self.registry.upsert(self._scope(request), {**known, **await read_json(request)}))

    async def _delete_command(self, request: web.Request) -> web.Response:
        self.registry.delete(self._scope(request), request.match_info["command"])
        return web.Response(status=204)

    def _scope(self, request: web.Request) -> str | None:
        if request.match_info["application"] != self.world.bot.id:
            raise Refusal(Code.MISSING_ACCESS)
        guild = request.match_info.get("guild")
        if guild is not None and guild not in self.world.guilds:
            raise Refusal(Code.MISSING_ACCESS)
        return guild

    # Channels and messages

    async def _guild(self, request: web.Request) -> web.Response:
        guild = self.world.guilds.get(request.match_info["guild"])
        if guild is None:
            raise Refusal(Code.UNKNOWN_GUILD)
        return reply(
            {"id": guild.id, "name": guild.name, "roles": [everyone_role(guild)], "emojis": [], "features": []}
        )

    async def _channel(self, request: web.Request) -> web.Response:
        return reply(self.world.channel(request.match_info["channel"]).payload())

    async def _direct_channel(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        person = self.world.people.get(str(body.get("recipient_id")))
        if person is None:
            raise Refusal(Code.UNKNOWN_USER)
        return reply(self.world.direct_channel(person).payload())

    async def _typing(self, request: web.Request) -> web.Response:
        self.world.channel(request.match_info["channel"])
        return web.Response(status=204)

    async def _messages(self, request: web.Request) -> web.Response:
        """Newest first; `limit` (50), `before` and `after` as in Discord."""
        channel = self.world.channel(request.match_info["channel"])
        low, high = int(request.query.get("after", 0)), int(request.query.get("before", 1 << 63))
        public = [message for message in self.world.messages.values() if message.channel is channel]
        seen = [message for message in public if not message.deleted and not message.audience]
        within = sorted((message for message in seen if low < int(message.id) < high), key=_age, reverse=True)
        return reply([message.payload() for message in within[: int(request.query.get("limit", 50))]])

    async def _post(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        channel = self.world.channel(request.match_info["channel"])
        refuse_if(openapi.problems("MessageCreateRequest", body.data))
        return reply(posts.create(self.world, body, channel).payload())

    async def _message(self, request: web.Request) -> web.Response:
        return reply(self._addressed(request).payload())

    async def _edit(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        message = self._addressed(request)
        refuse_if(openapi.problems("MessageEditRequestPartial", body.data))
        return reply(posts.edit(self.world, message, body).payload())

    async def _delete(self, request: web.Request) -> web.Response:
        posts.delete(self.world, self._addressed(request))
        return web.Response(status=204)

    def _addressed(self, request: web.Request) -> Message:
        return self.world.message(request.match_info["channel"], request.match_info["message"])

    # Interactions

    async def _callback(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        match = request.match_info
        receipt = self.interactions.answer(match["interaction"], match["token"], body)
        wanted = request.query.get("with_response", "0").lower() in ("1", "true")
        return reply(receipt) if wanted else web.Response(status=204)

    async def _follow_up(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        self._check_application(request)
        interaction = self.interactions.by_token(request.match_info["token"])
        return reply(self.interactions.follow_up(interaction, body).payload())

    async def _hook_message(self, request: web.Request) -> web.Response:
        return reply(self._hooked(request).payload())

    async def _hook_edit(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        self._check_application(request)
        interaction = self.interactions.by_token(request.match_info["token"])
        return reply(self.interactions.edit(interaction, request.match_info["message"], body).payload())

    async def _hook_delete(self, request: web.Request) -> web.Response:
        posts.delete(self.world, self._hooked(request))
        return web.Response(status=204)

    def _hooked(self, request: web.Request) -> Message:
        self._check_application(request)
        interaction = self.interactions.by_token(request.match_info["token"])
        return self.interactions.message(interaction, request.match_info["message"])

    def _check_application(self, request: web.Request) -> None:
        if request.match_info["application"] != self.world.bot.id:
            raise Refusal(Code.UNKNOWN_WEBHOOK)


def _age(message: Message) -> int:
    return int(message.id)
