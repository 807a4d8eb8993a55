"""The one place where a request's body becomes a message or changes one."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from playground.discord.errors import Code, Json, Path, Problem, Refusal, refuse_if
from playground.discord.limits import Flag, Form, mention_problems, message_problems, walk
from playground.discord.world import Attachment, Channel, Message, Person, World

MAX_FILE_BYTES = 10 * 2**20  # `attachment_size_limit` of servers without boosts
MAX_REQUEST_BYTES = 25 * 2**20
SENDABLE = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.COMPONENTS_V2
EDITABLE = Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2


@dataclass(frozen=True, slots=True)
class Upload:
    """One file part of a multipart request."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """A request's JSON and the files that came with it, by the number in `files[n]`."""

    data: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def inner(self) -> Body:
        """The message inside an interaction callback."""
        return Body(self.data.get("data") or {}, self.uploads)


def create(
    world: World,
    body: Body,
    channel: Channel,
    *,
    at: Path = (),
    audience: Person | None = None,
    interaction: Json | None = None,
) -> Message:
    """A new message of the bot. `at` is where the message stands in the body; problems are told from the root."""
    flags = Flag(body.data.get("flags") or 0) & SENDABLE
    message = _blank(world, channel, flags, audience, interaction)
    _apply(world, message, body, at)
    return _publish(world, message, "posts")


def loading(world: World, channel: Channel, audience: Person | None, interaction: Json) -> Message:
    """The "thinking …" message that a deferred answer shows."""
    return _publish(world, _blank(world, channel, Flag.LOADING, audience, interaction), "thinks")


def edit(world: World, message: Message, body: Body, *, at: Path = ()) -> Message:
    """Changes what the body names and keeps the rest; a loading message becomes an ordinary one."""
    flags = body.data.get("flags")
    if flags is not None and message.has(Flag.COMPONENTS_V2) and not flags & Flag.COMPONENTS_V2:
        text = "IS_COMPONENTS_V2 cannot be removed from a message"
        raise Refusal(Code.INVALID_FORM, [Problem((*at, "flags"), "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2", text)])
    changed = copy.copy(message)
    if flags is not None:
        changed.flags = (message.flags & ~EDITABLE) | (Flag(flags) & EDITABLE)
    changed.flags &= ~Flag.LOADING
    _apply(world, changed, body, at)
    changed.edited, changed.revision = world.clock.timestamp(), message.revision + 1
    vars(message).update(vars(changed))
    return _publish(world, message, "edits")


def delete(world: World, message: Message) -> None:
    message.deleted = True
    message.revision += 1
    world.note(message.author.name, "deletes", message=message.id)
    world.changed()


def _blank(world: World, channel: Channel, flags: Flag, audience: Person | None, interaction: Json | None) -> Message:
    if audience:
        flags |= Flag.EPHEMERAL
    return Message(
        world.new_id(),
        channel,
        world.bot,
        world.clock.timestamp(),
        flags=flags,
        audience=audience,
        interaction=interaction,
    )


def _publish(world: World, message: Message, action: str) -> Message:
    world.messages[message.id] = message
    world.note(
        message.author.name,
        action,
        where=message.channel.name,
        message=message.id,
        to=message.audience.name if message.audience else None,
        content=message.content,
        components=message.components,
        embeds=message.embeds,
    )
    world.changed()
    return message


def _apply(world: World, message: Message, body: Body, at: Path) -> None:
    data = body.data
    refuse_if(Problem((*at, *problem.path), problem.code, problem.message) for problem in _unsupported(data))
    message.attachments = _attachments(world, message, body, at)
    message.content = (data["content"] or "") if "content" in data else message.content
    message.embeds = copy.deepcopy(data["embeds"] or []) if "embeds" in data else message.embeds
    message.components = copy.deepcopy(data["components"] or []) if "components" in data else message.components
    form = Form(
        message.components,
        message.embeds,
        message.content,
        message.has(Flag.COMPONENTS_V2),
        frozenset(attachment.filename for attachment in message.attachments),
    )
    refuse_if(Problem((*at, *problem.path), problem.code, problem.message) for problem in message_problems(form))
    if not (message.content or message.embeds or message.components or message.attachments):
        raise Refusal(Code.EMPTY_MESSAGE)
    number(message.components)
    _link_media(message)


def _unsupported(data: Json) -> Iterator[Problem]:
    yield from mention_problems(data.get("allowed_mentions"))
    for name in ("poll", "sticker_ids", "thread_name"):
        if data.get(name):
            yield Problem((name,), "PLAYGROUND_UNSUPPORTED", f"The playground has no {name}")


def _attachments(world: World, message: Message, body: Body, at: Path) -> list[Attachment]:
    """Files kept from before (all, when the body lists none) and those that came with the request."""
    if any(len(upload.data) > MAX_FILE_BYTES for upload in body.uploads.values()):
        raise Refusal(Code.TOO_LARGE)
    known = {attachment.id: attachment for attachment in message.attachments}
    listed = body.data.get("attachments")
    names = {str(entry["id"]): entry.get("filename") for entry in listed or ()}
    if unknown := names.keys() - known.keys() - body.uploads.keys():
        text = f"There is no file or attachment with id {', '.join(sorted(unknown))}"
        raise Refusal(Code.INVALID_FORM, [Problem((*at, "attachments"), "ATTACHMENT_NOT_FOUND", text)])
    kept = [attachment for attachment in message.attachments if listed is None or attachment.id in names]
    private = message.audience is not None
    return kept + [
        world.add_file(names.get(index) or upload.filename, upload.content_type, upload.data, ephemeral=private)
        for index, upload in body.uploads.items()
    ]


def number(components: list[Json]) -> None:
    """Gives an id to each component without one, in reading order, avoiding those that are taken."""
    found = [component for _, component in walk(components)]
    taken = {component.get("id") for component in found}
    free = (number for number in itertools.count(1) if number not in taken)
    for component in found:
        component["id"] = component.get("id") or next(free)


def _link_media(message: Message) -> None:
    """Replaces each `attachment://name` by the address under which the file is served."""
    files = {f"attachment://{attachment.filename}": attachment for attachment in message.attachments}
    for holder in _media_holders(message):
        if (attachment := files.get(holder["url"])) is not None:
            holder.update(url=attachment.url, proxy_url=attachment.url, attachment_id=attachment.id)


def _media_holders(message: Message) -> Iterator[Json]:
    for _, component in walk(message.components):
        items = [item["media"] for item in component.get("items") or ()]
        yield from [*items, *(component[key] for key in ("media", "file") if key in component)]
    for embed in message.embeds:
        yield from (embed[key] for key in ("image", "thumbnail") if embed.get(key, {}).get("url"))
