"""Checks what a bot sends against Discord's own OpenAPI description of its HTTP API."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from playground.discord.errors import Json, Problem

SPECIFICATION = Path(__file__).parent.parent / "discord-openapi.json"

_CODES = {
    "maxLength": "BASE_TYPE_BAD_LENGTH",
    "minLength": "BASE_TYPE_BAD_LENGTH",
    "maxItems": "BASE_TYPE_BAD_LENGTH",
    "minItems": "BASE_TYPE_BAD_LENGTH",
    "maximum": "NUMBER_TYPE_MAX",
    "minimum": "NUMBER_TYPE_MIN",
    "required": "BASE_TYPE_REQUIRED",
    "enum": "BASE_TYPE_CHOICES",
    "const": "BASE_TYPE_CHOICES",
    "oneOf": "UNION_TYPE_CHOICES",
    "anyOf": "UNION_TYPE_CHOICES",
}


def problems(schema: str, payload: Any) -> Iterator[Problem]:
    """Where `payload` breaks the schema of this name in the specification; nothing when it is fine."""
    for error in _validator(schema).iter_errors(payload):
        code = _CODES.get(str(error.validator), "BASE_TYPE_INVALID")
        yield Problem(tuple(error.absolute_path), code, _sentence(error))


@cache
def constants(schema: str) -> frozenset[str]:
    """The values of an enumeration of this name in the specification."""
    return frozenset(each["const"] for each in _schemas()[schema]["oneOf"])


@cache
def _schemas() -> Json:
    document: Json = orjson.loads(SPECIFICATION.read_bytes())
    schemas: Json = document["components"]["schemas"]
    # Discord takes ids as numbers too, and discord.py sends some so.
    schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
    return schemas


@cache
def _validator(schema: str) -> Any:
    return _Checker(_schemas()[schema])


def _resolved(schema: Json) -> Json:
    reference = schema.get("$ref")
    return _schemas()[reference.rsplit("/", 1)[-1]] if reference else schema


def _ref(validator: Any, reference: str, instance: Any, _: Json) -> Iterator[ValidationError]:
    yield from validator.descend(instance, _resolved({"$ref": reference}))


def _required(_: Any, names: list[str], instance: Any, __: Json) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        for name in names:
            if name not in instance:
                yield ValidationError("This field is required", validator="required", path=[name])


def _union(validator: Any, branches: list[Json], instance: Any, _: Json) -> Iterator[ValidationError]:
    """Picks the branch by the value's `type` first, so that an error tells about the value that was meant."""
    candidates = [branch for branch in map(_resolved, branches) if _could_be(branch, instance)]
    if not candidates:
        yield ValidationError(f"Value of field {_shown(instance)} is not one of the allowed kinds", validator="oneOf")
        return
    attempts = (list(validator.descend(instance, branch)) for branch in candidates)
    yield from min(attempts, key=len)


def _could_be(branch: Json, instance: Any) -> bool:
    if branch.get("type") == "null":
        return instance is None
    if "const" in branch:
        return bool(instance == branch["const"])
    kinds = branch.get("properties", {}).get("type", {}).get("enum")
    if kinds and isinstance(instance, dict):
        return instance.get("type") in kinds
    return instance is not None


def _shown(instance: Any) -> str:
    return f'"type" ({instance.get("type")})' if isinstance(instance, dict) else repr(instance)


def _sentence(error: ValidationError) -> str:
    lengths = {"maxLength": "minLength", "minLength": "maxLength", "maxItems": "minItems", "minItems": "maxItems"}
    if (other := lengths.get(str(error.validator))) and isinstance(error.schema, dict):
        low, high = sorted([error.validator_value, error.schema.get(other, 0)])
        return f"Must be between {low} and {high} in length."
    return error.message if len(error.message) <= 200 else f"{error.message[:200]}…"


_KEYWORDS = {"$ref": _ref, "required": _required, "oneOf": _union, "anyOf": _union}
_Checker: Any = extend(Draft202012Validator, _KEYWORDS)  # type: ignore[no-untyped-call]
