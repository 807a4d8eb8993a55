"""People act: each action becomes an interaction, if a Discord client would have offered it, and goes to the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playground.discord import invocation
from playground.discord.definitions import CommandKind, OptionKind, Registry
from playground.discord.errors import Json
from playground.discord.gateway import Gateway
from playground.discord.interactions import Interaction, InteractionKind, Interactions
from playground.discord.invocation import Impossible, Resolver
from playground.discord.limits import LINK, MAX_CONTENT, SELECTS, Flag, Kind, walk
from playground.discord.posts import MAX_FILE_BYTES
from playground.discord.world import EVERYONE, Channel, Guild, Message, Person, World

ADMINISTRATOR = 1 << 3
IN_GUILD, IN_BOT_DM = 0, 1


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the settings of their client: language, permissions, and where they installed the app."""

    person: Person
    locale: str = "en-US"
    permissions: str = EVERYONE
    install: str = "guild"


@dataclass
class Actions:
    world: World
    registry: Registry
    interactions: Interactions
    gateway: Gateway

    async def command(self, actor: Actor, channel: Channel, name: str, values: Json) -> Interaction:
        """Raises Impossible when the command is not registered, not offered here, or filled in wrongly."""
        steps = self._steps(actor, channel, name)
        resolver = self._resolver(actor, channel.guild)
        data = invocation.command_data(steps, values, resolver)
        self.world.note(actor.person.name, "calls", where=channel.name, command=f"/{name}", options=values)
        return await self._send(actor, channel, InteractionKind.COMMAND, data, command=name)

    async def autocomplete(
        self, actor: Actor, channel: Channel, name: str, option: str, text: str, values: Json
    ) -> Interaction:
        """Raises Impossible when the option does not complete."""
        steps = self._steps(actor, channel, name)
        definition = next((item for item in steps[-1].get("options") or [] if item["name"] == option), None)
        if definition is None or not definition.get("autocomplete"):
            raise Impossible(f"/{name} does not complete an option {option!r}")
        resolver = self._resolver(actor, channel.guild)
        data = invocation.command_data(steps, {**values, option: text}, resolver, focused=option)
        self.world.note(actor.person.name, "types", where=channel.name, command=f"/{name}", option=option, text=text)
        kind = InteractionKind.AUTOCOMPLETE
        return await self._send(actor, channel, kind, data, option_kind=OptionKind(definition["type"]))

    def say(self, actor: Actor, channel: Channel, text: str) -> Message:
        """Posts a message of a person. The gateway tells no bot of it."""
        if not 0 < len(text) <= MAX_CONTENT:
            raise Impossible(f"a message has 1 to {MAX_CONTENT} characters, this one has {len(text)}")
        message = Message(self.world.new_id(), channel, actor.person, self.world.clock.timestamp(), text)
        self.world.messages[message.id] = message
        self.world.note(actor.person.name, "says", where=channel.name, message=message.id, content=text)
        self.world.changed()
        return message

    async def menu(self, actor: Actor, channel: Channel, name: str, target: Message | Person) -> Interaction:
        """A context menu command on a message or a person."""
        kind = CommandKind.MESSAGE if isinstance(target, Message) else CommandKind.USER
        command = self._offered(actor, channel, name, kind)
        resolver = self._resolver(actor, channel.guild)
        if isinstance(target, Message):
            resolver.resolved["messages"] = {target.id: target.payload()}
        else:
            resolver.user(target.name)
        about = {"id": command["id"], "name": name, "type": int(kind), "target_id": target.id}
        self.world.note(actor.person.name, "picks from the menu", where=channel.name, command=name)
        data = {**about, "resolved": resolver.resolved}
        return await self._send(actor, channel, InteractionKind.COMMAND, data, command=name)

    async def component(self, actor: Actor, message: Message, custom_id: str, values: Any) -> Interaction:
        """Presses a button (`values` None) or chooses in a select of a message that the person sees."""
        component = self._component(actor, message, custom_id)
        data = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
        resolver = self._resolver(actor, message.channel.guild)
        if component["type"] in SELECTS:
            data["values"] = invocation.chosen(component, [] if values is None else values, resolver)
            if resolver.resolved:  # only selects of people and channels have it
                data["resolved"] = resolver.resolved
        elif values is not None:
            raise Impossible("a button takes no values")
        label = component.get("label") or custom_id
        self.world.note(actor.person.name, "presses", message=message.id, component=label, values=values)
        return await self._send(actor, message.channel, InteractionKind.COMPONENT, data, source=message)

    async def submit(self, actor: Actor, opener: Interaction, values: Json) -> Interaction:
        """Sends a form that the bot has opened for this person, once."""
        if opener.modal is None or opener.person is not actor.person or opener.modal_answered:
            raise Impossible("this form is not open")
        resolver = self._resolver(actor, opener.channel.guild)
        components = invocation.modal_components(opener.modal, values, resolver)
        data = {"custom_id": opener.modal["custom_id"], "components": components, "resolved": resolver.resolved}
        opener.modal_answered = True
        self.world.note(actor.person.name, "submits", form=opener.modal["title"], values=values)
        return await self._send(actor, opener.channel, InteractionKind.MODAL, data, source=opener.source)

    def _steps(self, actor: Actor, channel: Channel, name: str) -> list[Json]:
        first, *words = name.split()
        return invocation.leaf(self._offered(actor, channel, first, CommandKind.CHAT_INPUT), words)

    def _offered(self, actor: Actor, channel: Channel, name: str, kind: CommandKind) -> Json:
        guild_id = channel.guild.id if channel.guild else None
        command = self.registry.find(name, kind, guild_id)
        if command is None:
            raise Impossible(f"the bot has registered no command {name!r} that is seen here")
        if "guild_id" not in command:
            _check_context(command, actor, IN_GUILD if channel.guild else IN_BOT_DM)
        needed = command.get("default_member_permissions")
        if channel.guild and needed is not None and not _permitted(int(actor.permissions), int(needed)):
            raise Impossible(f"{actor.person.name} lacks the permissions for {name!r}")
        return command

    def _component(self, actor: Actor, message: Message, custom_id: str) -> Json:
        if not message.seen_by(actor.person):
            raise Impossible(f"{actor.person.name} does not see this message")
        found = (component for _, component in walk(message.components) if component.get("custom_id") == custom_id)
        component = next(found, None)
        if component is None:
            raise Impossible(f"the message has no component {custom_id!r}")
        if component.get("disabled"):
            raise Impossible(f"{component.get('label') or custom_id!r} is disabled")
        assert component["type"] != Kind.BUTTON or component["style"] != LINK
        return component

    def _resolver(self, actor: Actor, guild: Guild | None) -> Resolver:
        return Resolver(self.world, actor.permissions, guild.id if guild else None)

    async def _send(
        self, actor: Actor, channel: Channel, kind: InteractionKind, data: Json, **more: Any
    ) -> Interaction:
        interaction = self.interactions.open(kind, actor.person, channel, _owners(actor, channel), **more)
        await self.gateway.dispatch(
            "INTERACTION_CREATE", _payload(interaction, actor, data, self.world.bot.id), channel.guild
        )
        return interaction


def _permitted(has: int, needed: int) -> bool:
    return bool(has & ADMINISTRATOR) or (needed != 0 and has & needed == needed)


def _check_context(command: Json, actor: Actor, context: int) -> None:
    contexts = command.get("contexts")
    if contexts is None:
        contexts = [IN_GUILD] if command.get("dm_permission") is False else [IN_GUILD, IN_BOT_DM]
    if context not in contexts:
        raise Impossible(f"{command['name']!r} is not offered in {'direct messages' if context else 'servers'}")
    wanted = 1 if actor.install == "user" else 0
    if wanted not in (command.get("integration_types") or [0]):
        raise Impossible(f"{command['name']!r} is not offered to {actor.install} installs")


def _owners(actor: Actor, channel: Channel) -> dict[str, str]:
    if actor.install == "user":
        return {"1": actor.person.id}
    return {"0": channel.guild.id if channel.guild else "0"}


def _payload(interaction: Interaction, actor: Actor, data: Json, application_id: str) -> Json:
    channel, source = interaction.channel, interaction.source
    payload: Json = {
        "id": interaction.id,
        "application_id": application_id,
        "type": int(interaction.kind),
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel": channel.payload(),
        "channel_id": channel.id,
        "locale": actor.locale,
        "app_permissions": EVERYONE,
        "entitlements": [],
        "attachment_size_limit": MAX_FILE_BYTES,
        "authorizing_integration_owners": interaction.owners,
        "context": IN_GUILD if channel.guild else IN_BOT_DM,
    }
    if source:
        payload["message"] = source.payload()
    return payload | _where(actor, channel)


def _where(actor: Actor, channel: Channel) -> Json:
    if channel.guild is None:
        return {"user": actor.person.payload()}
    locale = channel.guild.locale
    guild = {"id": channel.guild.id, "features": [], "locale": locale}
    who = invocation.member(actor.person, actor.permissions)
    return {"guild_id": channel.guild.id, "guild": guild, "guild_locale": locale, "member": who}


def message_view(message: Message) -> Json:
    """A message as its people see it: Discord's payload and what the client knows besides."""
    ephemeral = message.has(Flag.EPHEMERAL)
    seen = {"revision": message.revision, "ephemeral": ephemeral, "deleted": message.deleted}
    return {**message.payload(), **seen, "loading": message.has(Flag.LOADING), "channel": message.channel.name}
