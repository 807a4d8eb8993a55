"""Acting in a Spotify playground that runs as another process: people, playlists, consent, failures."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson

from playground.spotify.refusals import Fault
from playground.spotify.world import write_item


class ControlError(Exception):
    """The playground could not do what it was asked."""


class SpotifyControl:
    """The methods of `SpotifyPlayground`, over its control address: `async with SpotifyControl(address) as spotify`."""

    def __init__(self, control: str) -> None:
        self._address = control.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    async def run(self, command: str, **arguments: Any) -> Any:
        """One command of `playground.spotify.server.COMMANDS`. Raises ControlError."""
        if self._session is None:
            raise ControlError("use this inside `async with`")
        body, headers = orjson.dumps(arguments), {"Content-Type": "application/json"}
        async with self._session.post(f"{self._address}/{command}", data=body, headers=headers) as response:
            if response.content_type != "application/json":
                raise ControlError(await response.text())
            answer = await response.json()
        if "problem" in answer:
            raise ControlError(answer["problem"])
        return answer["result"]

    async def add_user(self, name: str, *, display_name: str | None = None, registered: bool = True) -> str:
        """A Spotify account; returns its `account_id`."""
        return str(await self.run("add_user", name=name, display_name=display_name, registered=registered))

    async def register(self, user: str, registered: bool = True) -> None:
        """Put a person on the app's allowlist, or take them off."""
        await self.run("register", user=user, registered=registered)

    async def add_tracks(self, tracks: Sequence[Any]) -> list[str]:
        """Tracks of the catalogue; returns their ids."""
        return list(await self.run("add_tracks", values=[write_item(track) for track in tracks]))

    async def add_playlist(self, owner: str, name: str, tracks: Sequence[Any] = (), **more: Any) -> str:
        """A playlist; returns its id. `more`: public, collaborators, collaborative, made_by_spotify."""
        items = [write_item(track) for track in tracks]
        return str(await self.run("add_playlist", owner=owner, name=name, tracks=items, **more))

    async def follow(self, user: str, playlist_id: str) -> None:
        """Put somebody else's playlist into a person's list."""
        await self.run("follow", user=user, playlist_id=playlist_id)

    async def consent(self, url: str, as_: str, *, deny: bool = False) -> str:
        """What a person's browser does on the consent page: the address it is sent back to."""
        return str(await self.run("consent", url=url, as_=as_, deny=deny))

    async def revoke(self, user: str) -> None:
        """The person removes the app from their account."""
        await self.run("revoke", user=user)

    async def fail(
        self, fault: Fault | str, *, path: str = "/v1/", seconds: float = 1.0, times: int = 1, after: int = 0
    ) -> None:
        """Let `times` requests whose path holds `path` fail, once `after` of them have gone well."""
        await self.run("fail", fault=str(fault), path=path, seconds=seconds, times=times, after=after)

    async def set_rules(self, **changes: Any) -> None:
        """Change how Spotify behaves: extended, owner_premium, item_key, rotate_refresh_tokens."""
        await self.run("set_rules", **changes)

    async def count(self, path: str = "/v1/", *, user: str | None = None) -> int:
        """Requests so far whose path holds `path`."""
        return int(await self.run("count", path=path, user=user))
