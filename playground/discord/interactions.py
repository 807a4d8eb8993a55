"""The life of an interaction: three seconds for the first answer, fifteen minutes for the token, one answer only."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from playground.discord import openapi, posts
from playground.discord.definitions import VALUE_TYPES
from playground.discord.errors import Code, Json, Problem, Refusal, refuse_if
from playground.discord.limits import Flag, choice_problems, modal_problems
from playground.discord.posts import Body
from playground.discord.world import Channel, Message, Person, World

ANSWER_WITHIN = 3.0
TOKEN_LIFE = 15 * 60.0
USER_INSTALL_FOLLOWUPS = 5


class InteractionKind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


_SCHEMAS = {
    Callback.MESSAGE: "CreateMessageInteractionCallbackRequest",
    Callback.DEFERRED_MESSAGE: "CreateMessageInteractionCallbackRequest",
    Callback.DEFERRED_UPDATE: "UpdateMessageInteractionCallbackRequest",
    Callback.UPDATE: "UpdateMessageInteractionCallbackRequest",
    Callback.CHOICES: "ApplicationCommandAutocompleteCallbackRequest",
    Callback.MODAL: "ModalInteractionCallbackRequest",
}


@dataclass(eq=False)
class Interaction:
    """One thing that a person did with the bot. `owners` says for whom the app is installed ("0" guild, "1" user)."""

    id: str
    token: str
    kind: InteractionKind
    person: Person
    channel: Channel
    opened: float
    owners: dict[str, str]
    source: Message | None = None
    command: str | None = None
    option_kind: int = 0
    source_revision: int = 0
    callback: Callback | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    choices: list[Json] | None = None
    modal: Json | None = None
    modal_answered: bool = False

    def metadata(self) -> Json:
        who = {"user": self.person.payload(), "authorizing_integration_owners": self.owners}
        named = {"name": self.command} if self.command else {}
        return {"id": self.id, "type": int(self.kind), **who, **named}

    def callbacks(self) -> set[Callback]:
        """The kinds of first answer that this interaction takes."""
        if self.kind is InteractionKind.AUTOCOMPLETE:
            return {Callback.CHOICES}
        allowed = {Callback.MESSAGE, Callback.DEFERRED_MESSAGE}
        if self.kind is not InteractionKind.MODAL:
            allowed.add(Callback.MODAL)
        if self.source is not None:
            allowed |= {Callback.UPDATE, Callback.DEFERRED_UPDATE}
        return allowed

    def result(self) -> Message | None:
        """What finished this interaction: its original message, else the first follow-up; None while there is none."""
        shown = next((message for message in self.followups if not message.deleted), None)
        if self.original is None or self._untouched():
            return shown
        if self.original.deleted and self.original is not self.source:
            return shown
        return None if self.original.has(Flag.LOADING) else self.original

    def _untouched(self) -> bool:
        """Whether the bot promised to change the source message (6) and has not done so yet."""
        promised = self.callback is Callback.DEFERRED_UPDATE and self.source is not None
        return promised and self.source.revision == self.source_revision  # type: ignore[union-attr]


class Interactions:
    """All interactions of a world, by token, and what a bot may do with them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_token: dict[str, Interaction] = {}
        self._answers: dict[Callback, Callable[[Interaction, Body], None]] = {
            Callback.MESSAGE: self._post,
            Callback.DEFERRED_MESSAGE: self._defer,
            Callback.DEFERRED_UPDATE: self._defer_update,
            Callback.UPDATE: self._update,
            Callback.CHOICES: self._complete,
            Callback.MODAL: self._open_modal,
        }

    def open(
        self, kind: InteractionKind, person: Person, channel: Channel, owners: dict[str, str], **more: Any
    ) -> Interaction:
        token = secrets.token_urlsafe(48)
        interaction = Interaction(
            self._world.new_id(), token, kind, person, channel, self._world.clock.now(), owners, **more
        )
        if interaction.source:
            interaction.source_revision = interaction.source.revision
        self._by_token[token] = interaction
        return interaction

    def find(self, interaction_id: str) -> Interaction | None:
        return next((item for item in self._by_token.values() if item.id == interaction_id), None)

    def expire(self, interaction: Interaction) -> None:
        """Ends the token now, as fifteen minutes would."""
        interaction.opened = self._world.clock.now() - TOKEN_LIFE - 1

    def answer(self, interaction_id: str, token: str, body: Body) -> Json:
        """The initial response. Raises Refusal: 10062 late or unknown, 40060 second, 50035 form."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id:
            raise Refusal(Code.UNKNOWN_INTERACTION)
        if interaction.callback is not None:
            raise Refusal(Code.ALREADY_ACKNOWLEDGED)
        if self._world.clock.now() - interaction.opened > ANSWER_WITHIN:
            raise Refusal(Code.UNKNOWN_INTERACTION)
        callback = _callback(interaction, body.data)
        self._answers[callback](interaction, body)
        interaction.callback = callback
        self._world.changed()
        return _receipt(interaction, callback)

    def by_token(self, token: str) -> Interaction:
        """The answered interaction that owns this webhook token. Raises Refusal: 10015 unknown, 50027 expired."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.callback in (None, Callback.CHOICES):
            raise Refusal(Code.UNKNOWN_WEBHOOK)
        if self._world.clock.now() - interaction.opened > TOKEN_LIFE:
            raise Refusal(Code.BAD_TOKEN)
        return interaction

    def message(self, interaction: Interaction, message_id: str) -> Message:
        """`@original`, a follow-up of this interaction, or the message whose component was used."""
        own = [interaction.original, interaction.source, *interaction.followups]
        wanted = interaction.original if message_id == "@original" else self._world.messages.get(message_id)
        if wanted is None or wanted.deleted or wanted not in own:
            raise Refusal(Code.UNKNOWN_MESSAGE)
        return wanted

    def follow_up(self, interaction: Interaction, body: Body) -> Message:
        """A further message; right after a defer it fills the loading message instead."""
        refuse_if(openapi.problems("IncomingWebhookRequestPartial", body.data))
        original = interaction.original
        if original and original.has(Flag.LOADING) and not original.deleted:
            return posts.edit(self._world, original, body)
        if "0" not in interaction.owners and len(interaction.followups) >= USER_INSTALL_FOLLOWUPS:
            raise Refusal(Code.TOO_MANY_FOLLOWUPS)
        message = self._new_message(interaction, body, ())
        interaction.followups.append(message)
        self._world.changed()
        return message

    def edit(self, interaction: Interaction, message_id: str, body: Body) -> Message:
        refuse_if(openapi.problems("IncomingWebhookUpdateRequestPartial", body.data))
        return posts.edit(self._world, self.message(interaction, message_id), body)

    def _new_message(self, interaction: Interaction, body: Body, at: tuple[str, ...]) -> Message:
        private = (body.data.get("flags") or 0) & Flag.EPHEMERAL
        audience = interaction.person if private else None
        return posts.create(
            self._world, body, interaction.channel, at=at, audience=audience, interaction=interaction.metadata()
        )

    def _post(self, interaction: Interaction, body: Body) -> None:
        interaction.original = self._new_message(interaction, body.inner(), ("data",))

    def _defer(self, interaction: Interaction, body: Body) -> None:
        flags = body.inner().data.get("flags") or 0
        if flags & ~Flag.EPHEMERAL:
            problem = Problem(("data", "flags"), "INTERACTION_DEFER_FLAGS", "Only EPHEMERAL can be set in a defer")
            raise Refusal(Code.INVALID_FORM, [problem])
        audience = interaction.person if flags else None
        interaction.original = posts.loading(self._world, interaction.channel, audience, interaction.metadata())

    def _defer_update(self, interaction: Interaction, _: Body) -> None:
        interaction.original = interaction.source

    def _update(self, interaction: Interaction, body: Body) -> None:
        assert interaction.source is not None
        if interaction.source.deleted:
            raise Refusal(Code.UNKNOWN_MESSAGE)
        interaction.original = posts.edit(self._world, interaction.source, body.inner(), at=("data",))

    def _complete(self, interaction: Interaction, body: Body) -> None:
        choices = body.inner().data.get("choices") or []
        found = choice_problems(choices, VALUE_TYPES[interaction.option_kind])
        refuse_if(Problem(("data", *problem.path), problem.code, problem.message) for problem in found)
        interaction.choices = choices
        self._world.note(self._world.bot.name, "suggests", choices=[choice["name"] for choice in choices])

    def _open_modal(self, interaction: Interaction, body: Body) -> None:
        modal = body.inner().data
        refuse_if(Problem(("data", *problem.path), problem.code, problem.message) for problem in modal_problems(modal))
        posts.number(modal["components"])
        interaction.modal = modal
        self._world.note(self._world.bot.name, "opens a form", title=modal["title"])


def _callback(interaction: Interaction, data: Json) -> Callback:
    """Which answer this is, after the specification found nothing wrong with it."""
    allowed = interaction.callbacks()
    schema = _SCHEMAS[data["type"]] if data.get("type") in allowed else None
    if schema is None:
        kinds = ", ".join(str(int(kind)) for kind in sorted(allowed))
        text = f"{data.get('type')!r} is not an answer to this kind of interaction; it takes {kinds}"
        raise Refusal(Code.INVALID_FORM, [Problem(("type",), "BASE_TYPE_CHOICES", text)])
    refuse_if(openapi.problems(schema, data))
    return Callback(data["type"])


def _receipt(interaction: Interaction, callback: Callback) -> Json:
    about: Json = {"id": interaction.id, "type": int(interaction.kind), "channel_id": interaction.channel.id}
    message = interaction.original
    if message is None:
        return {"interaction": about}
    loading, ephemeral = message.has(Flag.LOADING), message.has(Flag.EPHEMERAL)
    about |= {"response_message_id": message.id, "response_message_loading": loading}
    about["response_message_ephemeral"] = ephemeral
    resource = {"type": int(callback)}
    if callback is not Callback.DEFERRED_UPDATE:
        return {"interaction": about, "resource": {**resource, "message": message.payload()}}
    return {"interaction": about, "resource": resource}
