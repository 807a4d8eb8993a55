"""The playground's own HTTP API, for those who play the people: other processes, tests and the demo alike."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import web

from playground.discord.actions import Actions, Actor, message_view
from playground.discord.errors import Json
from playground.discord.gateway import Gateway
from playground.discord.interactions import ANSWER_WITHIN, Callback, Interaction, Interactions
from playground.discord.invocation import Impossible
from playground.discord.wire import Fault, Handler, Manners, reply
from playground.discord.world import EVERYONE, Channel, Message, World

SILENT = "the application did not respond"


class Silence(Exception):
    """The bot did not answer, or did not finish its answer, in time."""


@web.middleware
async def manners(request: web.Request, handler: Handler) -> web.StreamResponse:
    """409 for what a person cannot do, 504 for a bot that keeps silent."""
    try:
        return await handler(request)
    except Impossible as reason:
        return reply({"error": str(reason)}, 409)
    except Silence as reason:
        return reply({"error": str(reason)}, 504)


@dataclass
class Control:
    world: World
    actions: Actions
    interactions: Interactions
    gateway: Gateway
    faults: Manners
    addresses: Json

    def application(self) -> web.Application:
        app = web.Application(middlewares=[manners])
        for method, path, handler in self._routes():
            app.router.add_route(method, path, handler)
        return app

    def _routes(self) -> list[tuple[str, str, Handler]]:
        return [
            ("GET", "/addresses", self._addresses),
            ("GET", "/bot", self._bot),
            ("GET", "/commands", self._commands),
            ("GET", "/transcript", self._transcript),
            ("GET", "/violations", self._violations),
            ("POST", "/person", self._person),
            ("POST", "/command", self._command),
            ("POST", "/autocomplete", self._autocomplete),
            ("POST", "/say", self._say),
            ("POST", "/menu", self._menu),
            ("POST", "/component", self._component),
            ("POST", "/modal", self._modal),
            ("POST", "/messages", self._messages),
            ("POST", "/message", self._message),
            ("POST", "/followups", self._followups),
            ("POST", "/expire", self._expire),
            ("POST", "/clock", self._clock),
            ("POST", "/faults", self._fault),
            ("POST", "/gateway", self._gateway),
        ]

    # Looking

    async def _addresses(self, _: web.Request) -> web.Response:
        return reply(self.addresses)

    async def _bot(self, request: web.Request) -> web.Response:
        """Waits until the bot is on- or offline, as asked."""
        wanted = request.query["online"] == "true"
        found = await self._until(
            lambda: True if self.gateway.online is wanted else None, float(request.query["timeout"])
        )
        if found is None:
            raise Silence(f"the bot did not {'come online' if wanted else 'go offline'}")
        return reply({"identifies": self.gateway.identifies, "resumes": self.gateway.resumes})

    async def _commands(self, _: web.Request) -> web.Response:
        scopes = self.actions.registry.commands
        return reply([command for commands in scopes.values() for command in commands])

    async def _transcript(self, _: web.Request) -> web.Response:
        return reply(self.world.transcript)

    async def _violations(self, _: web.Request) -> web.Response:
        return reply(self.world.violations)

    async def _person(self, request: web.Request) -> web.Response:
        return reply({"id": self._actor(await _json(request)).person.id})

    async def _messages(self, request: web.Request) -> web.Response:
        asked = await _json(request)
        actor = self._actor(asked)
        channel = self._place(asked, actor)
        here = [message for message in self.world.messages.values() if message.channel is channel]
        return reply([message_view(message) for message in here if message.seen_by(actor.person)])

    async def _message(self, request: web.Request) -> web.Response:
        """The message once its revision is above `after`; at once when no `after` is given."""
        asked = await _json(request)
        message, after = self._seen(asked), asked.get("after", 0)
        changed = await self._until(lambda: message if message.revision > after else None, asked["timeout"])
        if changed is None:
            raise Silence("the message did not change")
        return reply(message_view(message))

    async def _followups(self, request: web.Request) -> web.Response:
        """Follow-ups of an interaction, once there are `at_least` so many."""
        asked = await _json(request)
        interaction = self._interaction(asked)
        enough = lambda: interaction if len(interaction.followups) >= asked["at_least"] else None  # noqa: E731
        if await self._until(enough, asked["timeout"]) is None:
            raise Silence(f"the bot sent {len(interaction.followups)} follow-ups, not {asked['at_least']}")
        return reply([message_view(message) for message in interaction.followups if not message.deleted])

    # Acting

    async def _command(self, request: web.Request) -> web.Response:
        asked = await _json(request)
        actor = self._actor(asked)
        interaction = await self.actions.command(actor, self._place(asked, actor), asked["command"], asked["options"])
        return await self._finished(interaction, asked)

    async def _autocomplete(self, request: web.Request) -> web.Response:
        asked = await _json(request)
        actor = self._actor(asked)
        option, text, others = asked["option"], asked["text"], asked["options"]
        place = self._place(asked, actor)
        interaction = await self.actions.autocomplete(actor, place, asked["command"], option, text, others)
        await self._answered(interaction)
        return reply(interaction.choices)

    async def _say(self, request: web.Request) -> web.Response:
        asked = await _json(request)
        actor = self._actor(asked)
        return reply(message_view(self.actions.say(actor, self._place(asked, actor), asked["text"])))

    async def _menu(self, request: web.Request) -> web.Response:
        asked = await _json(request)
        actor = self._actor(asked)
        target = self._seen(asked) if asked.get("message") else self.world.person(asked["target"])
        place = target.channel if isinstance(target, Message) else self._place(asked, actor)
        return await self._finished(await self.actions.menu(actor, place, asked["command"], target), asked)

    async def _component(self, request: web.Request) -> web.Response:
        asked = await _json(request)
        message = self._seen(asked)
        interaction = await self.actions.component(self._actor(asked), message, asked["custom_id"], asked.get("values"))
        return await self._finished(interaction, asked)

    async def _modal(self, request: web.Request) -> web.Response:
        asked = await _json(request)
        interaction = await self.actions.submit(self._actor(asked), self._interaction(asked), asked["values"])
        return await self._finished(interaction, asked)

    async def _answered(self, interaction: Interaction) -> Callback:
        answer = await self.world.until(lambda: interaction.callback, interaction.opened + ANSWER_WITHIN)
        if answer is None:
            self.world.note(interaction.person.name, "is told", text=SILENT)
            raise Silence(f"{SILENT} within {ANSWER_WITHIN:g} seconds{self._hint()}")
        return answer

    async def _finished(self, interaction: Interaction, asked: Json) -> web.Response:
        """The form that the bot opened, or the message that is no longer loading."""
        answer = await self._answered(interaction)
        if answer is Callback.MODAL:
            return reply({"interaction": interaction.id, "modal": interaction.modal})
        message = await self._until(interaction.result, asked["timeout"])
        if message is None:
            raise Silence(f"{SILENT}: it deferred and was not done after {asked['timeout']:g} seconds{self._hint()}")
        return reply({"interaction": interaction.id, "message": message_view(message)})

    def _hint(self) -> str:
        """The last refusal, which is the usual reason for silence."""
        return f"; Discord's last refusal: {self.world.violations[-1]}" if self.world.violations else ""

    # Arranging

    async def _expire(self, request: web.Request) -> web.Response:
        self.interactions.expire(self._interaction(await _json(request)))
        return reply({})

    async def _clock(self, request: web.Request) -> web.Response:
        self.world.clock.advance((await _json(request))["seconds"])
        self.world.changed()
        return reply({"now": self.world.clock.now()})

    async def _fault(self, request: web.Request) -> web.Response:
        self.faults.faults.append(Fault(**await _json(request)))
        return reply({})

    async def _gateway(self, request: web.Request) -> web.Response:
        match (await _json(request))["action"]:
            case "restart":
                await self.gateway.ask_reconnect()
            case "drop":
                self.gateway.drop()
            case "invalidate":
                await self.gateway.invalidate(resumable=False)
            case "new token":
                self.world.token = secrets.token_urlsafe()
                await self.gateway.invalidate(resumable=False)
        return reply({})

    async def _until(self, ready: Any, seconds: float) -> Any:
        return await self.world.until(ready, self.world.clock.now() + seconds)

    def _actor(self, asked: Json) -> Actor:
        user = asked["user"]
        person = self.world.person(user["name"])
        return Actor(
            person, user.get("locale", "en-US"), user.get("permissions", EVERYONE), user.get("install", "guild")
        )

    def _place(self, asked: Json, actor: Actor) -> Channel:
        """`guild` is True (the first), False (direct messages) or a name; `channel` a name, by default the first."""
        if asked["guild"] is False:
            return self.world.direct_channel(actor.person)
        for channel in self.world.channels.values():
            right_guild = channel.guild and asked["guild"] in (True, channel.guild.name)
            if right_guild and asked.get("channel") in (None, channel.name):
                return channel
        raise Impossible(f"there is no channel {asked.get('channel')!r} in server {asked['guild']!r}")

    def _seen(self, asked: Json) -> Message:
        message = self.world.messages.get(asked["message"])
        private = message and message.audience and message.audience is not self._actor(asked).person
        if message is None or private:
            raise Impossible(f"{asked['user']['name']} sees no message {asked['message']}")
        return message

    def _interaction(self, asked: Json) -> Interaction:
        interaction = self.interactions.find(asked["interaction"])
        if interaction is None:
            raise Impossible(f"there was no interaction {asked['interaction']}")
        return interaction


async def _json(request: web.Request) -> Json:
    body: Json = orjson.loads(await request.read())
    return body
