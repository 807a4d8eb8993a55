"""The operator's door to a running bot, for commands on the same machine: so far, to load the model again.

It listens on loopback, on a port of its own that the bot's pages do not share, and opens to whoever knows a secret.
Port and secret stand in a file beside the database, which only the account that the bot runs as can read.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson
from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.errors import SegueError

REPLY_SECONDS = 300
"""How long a command waits: a reload copies and loads a bundle first."""
_NOBODY = (
    "No bot answers here. Start one with `segue run`, or call this in the folder and with the settings of the one that "
    "runs."
)


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What came of a reload, in a sentence for the operator."""

    ok: bool
    sentence: str


class NotReached(SegueError):
    """The command found no bot to talk to; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Door:
    port: int
    secret: str = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


def control_file(database_file: Path) -> Path:
    """Where the bot of this database says how to reach it."""
    return database_file.with_name(f"{database_file.name}.control")


@asynccontextmanager
async def listen(file: Path, reload: Callable[[], Awaitable[Reloaded]]) -> AsyncIterator[None]:
    """Answer commands for as long as the context lasts; `file` says where."""
    secret = secrets.token_urlsafe(32)
    expected = _Door(0, secret).headers["Authorization"].encode()

    async def answer(request: web.Request) -> web.Response:
        given = request.headers.get("Authorization", "").encode(errors="replace")
        if not secrets.compare_digest(given, expected):
            raise web.HTTPForbidden
        return web.json_response(asdict(await reload()))

    app = web.Application()
    app.add_routes([web.post("/reload", answer)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        with _announced(file, _Door(runner.addresses[0][1], secret)):
            yield
    finally:
        await runner.cleanup()


async def ask_to_reload(file: Path) -> Reloaded:
    """Have the bot behind `file` load its model again, and wait for what comes of it. Raises NotReached."""
    door = _read(file)
    url = f"http://127.0.0.1:{door.port}/reload"
    try:
        async with (
            ClientSession(headers=door.headers, timeout=ClientTimeout(total=REPLY_SECONDS)) as session,
            session.post(url, allow_redirects=False) as reply,
        ):
            return Reloaded(**await reply.json())
    except TimeoutError:
        raise NotReached(f"The bot has not answered within {REPLY_SECONDS} s; its log says more.") from None
    except (ClientError, ValueError, TypeError):  # a bot that crashed leaves its file behind
        raise NotReached(_NOBODY) from None


@contextmanager
def _announced(file: Path, door: _Door) -> Iterator[None]:
    file.unlink(missing_ok=True)  # left by a bot that crashed
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(orjson.dumps(door))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _read(file: Path) -> _Door:
    try:
        return _Door(**orjson.loads(file.read_bytes()))
    except PermissionError:
        raise NotReached(f"{file} cannot be read. Call this as the account that the bot runs as.") from None
    except (OSError, ValueError, TypeError):
        raise NotReached(_NOBODY) from None
