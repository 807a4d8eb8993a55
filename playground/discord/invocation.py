"""What a person fills into a command or a form, checked as the Discord client checks it and put into wire shape."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playground.discord.definitions import NESTS, OptionKind
from playground.discord.errors import Json
from playground.discord.limits import CHOOSERS, SELECTS, Kind
from playground.discord.world import Attachment, Person, World

JOINED = "2020-01-01T00:00:00+00:00"


class Impossible(Exception):
    """A person could not have done this in a Discord client; the text says why."""


@dataclass
class Resolver:
    """Turns the names and files that a person means into ids, and collects the objects behind them (`resolved`)."""

    world: World
    permissions: str
    guild_id: str | None = None
    resolved: Json = field(default_factory=dict)

    def user(self, name: Any) -> str:
        person = self.world.person(str(name))
        self._keep("users", person.id, person.payload())
        if self.guild_id:
            self._keep("members", person.id, member(person, self.permissions, with_user=False))
        return person.id

    def channel(self, name: Any) -> str:
        found = (item for item in self.world.channels.values() if item.name == name and item.guild)
        channel = next((item for item in found if item.guild and item.guild.id == self.guild_id), None)
        if channel is None:
            raise Impossible(f"there is no channel {name!r} here")
        self._keep("channels", channel.id, channel.payload())
        return channel.id

    def file(self, sent: Any) -> str:
        attachment = _stored(self.world, sent)
        self._keep("attachments", attachment.id, attachment.payload())
        return attachment.id

    def _keep(self, kind: str, key: str, payload: Json) -> None:
        self.resolved.setdefault(kind, {})[key] = payload


def member(person: Person, permissions: str, *, with_user: bool = True) -> Json:
    about = {"roles": [], "joined_at": JOINED, "deaf": False, "mute": False, "flags": 0, "permissions": permissions}
    hidden = {"nick": None, "avatar": None, "premium_since": None, "pending": False}
    return {**about, **hidden, **({"user": person.payload()} if with_user else {})}


def _stored(world: World, sent: Any) -> Attachment:
    if not isinstance(sent, dict) or "filename" not in sent:
        raise Impossible(f"a file is wanted, not {sent!r}")
    data = base64.b64decode(sent["data"])
    return world.add_file(sent["filename"], sent.get("content_type"), data, ephemeral=True)


# Commands


def leaf(command: Json, words: list[str]) -> list[Json]:
    """The definitions on the way from the command to the sub-command that `words` name."""
    steps = [command]
    for word in words:
        options = steps[-1].get("options") or []
        step = next((option for option in options if option["name"] == word and option["type"] in NESTS), None)
        if step is None:
            raise Impossible(f"/{command['name']} has no sub-command {word!r}")
        steps.append(step)
    if any(option["type"] in NESTS for option in steps[-1].get("options") or []):
        raise Impossible(f"/{' '.join([command['name'], *words])} needs a sub-command")
    return steps


def command_data(steps: list[Json], values: Json, resolver: Resolver, focused: str | None = None) -> Json:
    """The `data` of a command, or of an autocomplete interaction when an option is `focused`."""
    definitions = steps[-1].get("options") or []
    if unknown := values.keys() - {option["name"] for option in definitions}:
        raise Impossible(f"{_shown(steps)} has no option {', '.join(sorted(unknown))}")
    options = [
        _filled(option, values[option["name"]], resolver, focused) for option in definitions if option["name"] in values
    ]
    if focused is None:
        _check_required(steps, values)
    for step in reversed(steps[1:]):
        options = [{"name": step["name"], "type": step["type"], "options": options}]
    data: Json = {"id": steps[0]["id"], "name": steps[0]["name"], "type": steps[0]["type"], "options": options}
    if resolver.resolved:
        data["resolved"] = resolver.resolved
    return data | ({"guild_id": steps[0]["guild_id"]} if "guild_id" in steps[0] else {})


def _shown(steps: list[Json]) -> str:
    return "/" + " ".join(step["name"] for step in steps)


def _check_required(steps: list[Json], values: Json) -> None:
    needed = [option["name"] for option in steps[-1].get("options") or [] if option.get("required")]
    if missing := [name for name in needed if name not in values]:
        raise Impossible(f"{_shown(steps)} needs {', '.join(missing)}")


def _filled(option: Json, value: Any, resolver: Resolver, focused: str | None) -> Json:
    filled = {"name": option["name"], "type": option["type"]}
    if option["name"] == focused:
        return {**filled, "value": str(value), "focused": True}
    try:
        return {**filled, "value": _VALUES[option["type"]](option, value, resolver)}
    except Impossible as reason:
        raise Impossible(f"option {option['name']}: {reason}") from None


def _string(option: Json, value: Any, _: Resolver) -> Any:
    if not isinstance(value, str):
        raise Impossible(f"a text is wanted, not {value!r}")
    low, high = option.get("min_length") or 0, option.get("max_length") or 6000
    if not option.get("choices") and not low <= len(value) <= high:
        raise Impossible(f"the text must have {low} to {high} characters, this one has {len(value)}")
    return _choice(option, value)


def _number(option: Json, value: Any, _: Resolver) -> Any:
    whole = option["type"] == OptionKind.INTEGER
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise Impossible(f"a {'whole number' if whole else 'number'} is wanted, not {value!r}")
    low, high = option.get("min_value"), option.get("max_value")
    if (low is not None and value < low) or (high is not None and value > high):
        raise Impossible(f"the number must be within {low} and {high}, this is {value}")
    return _choice(option, value)


def _choice(option: Json, value: Any) -> Any:
    """With choices a person picks one, by the name that is shown; its value is sent."""
    choices = option.get("choices")
    if not choices:
        return value
    for choice in choices:
        if value in (choice["name"], choice["value"]):
            return choice["value"]
    raise Impossible(f"{value!r} is none of {', '.join(choice['name'] for choice in choices)}")


def _boolean(_: Json, value: Any, __: Resolver) -> bool:
    if not isinstance(value, bool):
        raise Impossible(f"True or False is wanted, not {value!r}")
    return value


def _no_role(_: Json, __: Any, ___: Resolver) -> str:
    raise Impossible("the playground's servers have no roles to choose")


_VALUES: dict[int, Callable[[Json, Any, Resolver], Any]] = {
    OptionKind.STRING: _string,
    OptionKind.INTEGER: _number,
    OptionKind.NUMBER: _number,
    OptionKind.BOOLEAN: _boolean,
    OptionKind.USER: lambda _, value, resolver: resolver.user(value),
    OptionKind.MENTIONABLE: lambda _, value, resolver: resolver.user(value),
    OptionKind.CHANNEL: lambda _, value, resolver: resolver.channel(value),
    OptionKind.ATTACHMENT: lambda _, value, resolver: resolver.file(value),
    OptionKind.ROLE: _no_role,
}


# Components and forms


def chosen(component: Json, values: Any, resolver: Resolver) -> list[str]:
    """The wire values of a select, checkbox group or upload from what was picked: labels or values, names, files."""
    picked = values if isinstance(values, list) else [values]
    low, high = component.get("min_values"), component.get("max_values")
    low, high = 1 if low is None else low, 1 if high is None else high
    if component.get("required") is False and not picked:
        low = 0
    if not low <= len(picked) <= high:
        raise Impossible(f"{low} to {high} values can be chosen here, not {len(picked)}")
    return [_PICKS[component["type"]](component, value, resolver) for value in picked]


def _option(component: Json, value: Any, _: Resolver) -> str:
    for option in component["options"]:
        if value in (option["label"], option["value"]):
            return str(option["value"])
    raise Impossible(f"{value!r} is none of {', '.join(option['label'] for option in component['options'])}")


_PICKS: dict[int, Callable[[Json, Any, Resolver], str]] = {
    Kind.STRING_SELECT: _option,
    Kind.RADIO_GROUP: _option,
    Kind.CHECKBOX_GROUP: _option,
    Kind.USER_SELECT: lambda _, value, resolver: resolver.user(value),
    Kind.MENTIONABLE_SELECT: lambda _, value, resolver: resolver.user(value),
    Kind.CHANNEL_SELECT: lambda _, value, resolver: resolver.channel(value),
    Kind.ROLE_SELECT: _no_role,
    Kind.FILE_UPLOAD: lambda _, value, resolver: resolver.file(value),
}


def modal_components(modal: Json, values: Json, resolver: Resolver) -> list[Json]:
    """The `components` of a submitted form; `values` are keyed by label or custom id."""
    unused = set(values)
    submitted = [_submitted(component, values, unused, resolver) for component in modal["components"]]
    if unused:
        raise Impossible(f"the form {modal['title']!r} has no field {', '.join(sorted(unused))}")
    return submitted


def _submitted(component: Json, values: Json, unused: set[str], resolver: Resolver) -> Json:
    wire = {"type": component["type"], "id": component["id"]}
    if component["type"] == Kind.TEXT_DISPLAY:
        return wire
    if component["type"] == Kind.LABEL:
        return {**wire, "component": _field(component["component"], component["label"], values, unused, resolver)}
    children = (_field(child, child.get("label", ""), values, unused, resolver) for child in component["components"])
    return {**wire, "components": list(children)}


def _field(field: Json, label: str, values: Json, unused: set[str], resolver: Resolver) -> Json:
    name = next((key for key in (label, field["custom_id"]) if key in values), None)
    unused.discard(name or "")
    wire = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    try:
        return wire | _value(field, values.get(name) if name else None, resolver)
    except Impossible as reason:
        raise Impossible(f"field {label or field['custom_id']}: {reason}") from None


def _value(field: Json, value: Any, resolver: Resolver) -> Json:
    if field["type"] == Kind.CHECKBOX:
        return {"value": bool(field.get("default") if value is None else value)}
    if field["type"] == Kind.TEXT_INPUT:
        return {"value": _text(field, field.get("value") or "" if value is None else value)}
    if value is None:
        value = _preselected(field)
    if value is None and field.get("required", True):
        raise Impossible("this field is required")
    if field["type"] == Kind.RADIO_GROUP:
        return {"value": None if value is None else _option(field, value, resolver)}
    assert field["type"] in CHOOSERS | SELECTS
    return {"values": chosen(field, [] if value is None else value, resolver)}


def _preselected(field: Json) -> Any:
    """The options that stand chosen when the form opens; None when there are none."""
    chosen_before = [option["value"] for option in field.get("options") or () if option.get("default")]
    if field["type"] == Kind.RADIO_GROUP:
        return next(iter(chosen_before), None)
    return chosen_before or None


def _text(field: Json, text: str) -> str:
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if not text and field.get("required", True):
        raise Impossible("this field is required")
    if text and not low <= len(text) <= high:
        raise Impossible(f"the text must have {low} to {high} characters, this one has {len(text)}")
    return text
