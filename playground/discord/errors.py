"""How Discord refuses: a status, a JSON error code, and for a form the place and reason of each problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

Json = dict[str, Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a form: where (keys and indices), Discord's name for it, a sentence."""

    path: Path
    code: str
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'body'}: {self.message} ({self.code})"


class Code(Enum):
    """Status, JSON error code and message of each refusal (Discord reference: "Opcodes and Status Codes").

    Discord does not document the status of 40060 and 50027; 400 and 401 are what bots report.
    """

    UNAUTHORIZED = (401, 0, "401: Unauthorized")
    UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
    UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
    UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
    UNKNOWN_USER = (404, 10013, "Unknown User")
    UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
    UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
    UNKNOWN_COMMAND = (404, 10063, "Unknown application command")
    TOO_MANY_COMMAND_CREATES = (400, 30034, "Max number of daily application command creates has been reached (200)")
    TOO_LARGE = (413, 40005, "Request entity too large")
    ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
    TOO_MANY_FOLLOWUPS = (400, 40094, "This interaction has reached the maximum number of follow-up messages")
    MISSING_ACCESS = (403, 50001, "Missing Access")
    NOT_YOUR_MESSAGE = (403, 50005, "Cannot edit a message authored by another user")
    EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
    BAD_TOKEN = (401, 50027, "Invalid Webhook Token")
    INVALID_FORM = (400, 50035, "Invalid Form Body")
    BAD_JSON = (400, 50109, "The request body contains invalid JSON.")


class Refusal(Exception):
    """A request that Discord turns down. `is_mistake` tells a faulty request (400, 413) from bad luck (404, 429)."""

    def __init__(self, code: Code, problems: Iterable[Problem] = ()) -> None:
        self.status, self.code, self.message = code.value
        self.problems = tuple(problems)
        super().__init__("; ".join([self.message, *map(str, self.problems)]))

    @property
    def is_mistake(self) -> bool:
        return self.status in (400, 413)

    def body(self) -> Json:
        body: Json = {"message": self.message, "code": self.code}
        if self.problems:
            body["errors"] = _tree(self.problems)
        return body


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raises Refusal (50035) when there is any problem."""
    if found := list(problems):
        raise Refusal(Code.INVALID_FORM, found)


def _tree(problems: Iterable[Problem]) -> Json:
    root: Json = {}
    for problem in problems:
        node = root
        for key in problem.path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": problem.code, "message": problem.message})
    return root
