"""A call in somebody's name: with their token, and once more with a new one when Spotify refused the first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.errors import LinkExpired, NotLinked
from bot.ports import Tokens
from bot.spotify.web_api import NO_REFUSALS, Refusals, Request, TokenRefused, WebApi

T = TypeVar("T")


async def in_anybodys_name(
    api: WebApi,
    tokens: Tokens,
    app: Tokens,
    user_id: int,
    request: Request,
    parse: Callable[[Any], T],
    refusals: Refusals = NO_REFUSALS,
) -> T:
    """What belongs to nobody: with the person's token or, without a link, the app's own; the person pays.

    Raises NotLinked or LinkExpired where the app has no token either, else as `WebApi.get`.
    """
    try:
        return await Caller(api, tokens, user_id).get(request, parse, refusals)
    except (NotLinked, LinkExpired) as problem:
        try:
            return await Caller(api, app, user_id).get(request, parse, refusals)
        except NotLinked:
            raise problem from None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: `user_id` pays, `tokens` opens the door.

    With an `account_id`, only that account's token is used: what is read must not land in another account's cache.
    """

    api: WebApi
    tokens: Tokens
    user_id: int
    account_id: str | None = None

    async def get(self, request: Request, parse: Callable[[Any], T], refusals: Refusals = NO_REFUSALS) -> T:
        """What `WebApi.get` returns. Raises LinkExpired when a renewed token is refused too, else as that does.

        Raises NotLinked when the person has another account by now, or none.
        """
        return await self._call(self.api.get, request, parse, refusals)

    async def once(self, request: Request, parse: Callable[[Any], T], refusals: Refusals = NO_REFUSALS) -> T:
        """What `WebApi.once` returns; a refused token has done nothing. Raises as `get`, and SpotifyUnclear."""
        return await self._call(self.api.once, request, parse, refusals)

    async def _call(
        self, call: Callable[..., Awaitable[T]], request: Request, parse: Callable[[Any], T], refusals: Refusals
    ) -> T:
        for refused in (self.tokens.invalidate, self.tokens.give_up):
            access = await self.tokens.access_token(self.user_id)
            if self.account_id not in (None, access.account_id):
                raise NotLinked
            try:
                return await call(str(self.user_id), access.token, request, parse, refusals)
            except TokenRefused:
                await refused(self.user_id, access.token)
        raise LinkExpired
