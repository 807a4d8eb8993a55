"""Linking a Spotify account to a Discord user, and unlinking it.

With a public address: our page, the consent page, the callback, all in one browser. Without: the consent page, and the
address it leads to pasted into Discord by the user who asked.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

from pydantic import SecretStr

from bot.errors import AccountTaken, ConsentDenied, ConsentFailed, LinkGone, LinkingOff, PasteUnreadable
from bot.ports import ClaimedLink, Clock, Grant, Link, Links, OAuth, PendingLink, PendingLinks, Profile, WaitingLink
from bot.services.tokens import TokenKeeper

MINIMAL_SCOPES = frozenset({"playlist-read-private", "playlist-read-collaborative", "user-read-private"})
"""Reading the person's own playlists, those they work on, and `GET /me`; what else is needed is asked for when used."""
LIFE = timedelta(minutes=10)
"""How long a pending link works, and how long a grant waits for its owner's yes."""


@dataclass(frozen=True, slots=True)
class LinkOffer:
    """Where a person goes to link. `paste`: they come back by pasting an address, not through our callback."""

    url: str
    expires_at: datetime
    paste: bool


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What the page before Spotify's consent says: which Discord user is linking."""

    user_name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """Where the browser goes now, and the cookie that it must bring back."""

    url: str
    cookie: SecretStr
    life: timedelta = LIFE


@dataclass(frozen=True, slots=True)
class LinkingSettings:
    """The operator's part: `public_url` is None where people paste; `problem` is why linking is off (a message id)."""

    redirect_uri: str
    public_url: str | None = None
    problem: str | None = None


@dataclass(eq=False, slots=True)
class _Attempt:
    """A link on its way from consent to storage; `/unlink` in between calls it off."""

    user_id: int
    called_off: bool = False


class AccountService:
    """`/link` and `/unlink`. `on_linked` hears of each Discord user whose link was just stored."""

    def __init__(
        self,
        oauth: OAuth,
        links: Links,
        pending: PendingLinks,
        tokens: TokenKeeper,
        clock: Clock,
        settings: LinkingSettings,
        on_linked: Callable[[int], object] = lambda user_id: None,
    ) -> None:
        self._oauth = oauth
        self._links = links
        self._pending = pending
        self._tokens = tokens
        self._clock = clock
        self._settings = settings
        self._on_linked = on_linked
        self._attempts: set[_Attempt] = set()

    async def begin(self, user_id: int, user_name: str, scopes: Iterable[str] = ()) -> LinkOffer:
        """Start linking, asking for the minimal scopes, `scopes` and what the person granted before.

        Raises LinkingOff.
        """
        if self._settings.problem is not None:
            raise LinkingOff(self._settings.problem)
        link = await self._links.get(user_id)
        wanted = MINIMAL_SCOPES | frozenset(scopes) | (link.scopes if link else frozenset())
        pending = PendingLink(user_id, user_name, wanted, self._clock.now() + LIFE)
        link_id = _secret()
        await self._pending.begin(link_id, pending)
        if self._settings.public_url is None:
            return LinkOffer(await self._ask(link_id, _person(user_id)), pending.expires_at, paste=True)
        return LinkOffer(f"{self._settings.public_url.rstrip('/')}/link/{link_id}", pending.expires_at, paste=False)

    # ------------------------------------------------------------ through our page

    async def page(self, link_id: str) -> LinkPage:
        """What to show before consent. Changes nothing. Raises LinkGone."""
        pending = await self._pending.get(link_id, self._clock.now())
        if pending is None:
            raise LinkGone
        return LinkPage(pending.user_name, pending.expires_at)

    async def consent(self, link_id: str) -> Consent:
        """The person continues: make state, verifier and the browser's cookie. Raises LinkGone."""
        cookie = _secret()
        return Consent(await self._ask(link_id, _browser(cookie)), SecretStr(cookie))

    async def callback(self, state: str, cookie: str, *, code: SecretStr | None, error: str | None = None) -> Link:
        """Spotify sent the browser back. State and cookie are used up, whatever happens after.

        Raises LinkGone, ConsentDenied, ConsentFailed, AccountTaken, UserNotRegistered or another SpotifyError.
        """
        claimed = await self._claim(state, _browser(cookie))
        with self._attempt(claimed.user_id) as attempt:
            link, grant = await self._granted(claimed, code, error)
            return await self._store(attempt, link, grant)

    # ------------------------------------------------------------ by pasting

    async def paste(self, user_id: int, address: str) -> Profile:
        """The address that Spotify led to, pasted by a Discord user: whose account it is, to be confirmed.

        Raises PasteUnreadable, and what `callback` raises. Another user's address raises LinkGone and stays usable.
        """
        state, code, error = self._read_address(address)
        claimed = await self._claim(state, _person(user_id))
        with self._attempt(user_id) as attempt:
            link, grant = await self._granted(claimed, code, error)
            if await self._links.owner(link.account_id) not in (None, user_id):
                raise AccountTaken
            if attempt.called_off:
                raise LinkGone
            await self._pending.wait(WaitingLink(link, grant, self._clock.now() + LIFE))
        return Profile(link.account_id, link.display_name)

    async def confirm(self, user_id: int) -> Link:
        """The person said that it is their account: link it. Raises LinkGone or AccountTaken."""
        waiting = await self._pending.take(user_id, self._clock.now())
        if waiting is None:
            raise LinkGone
        with self._attempt(user_id) as attempt:
            return await self._store(attempt, waiting.link, waiting.grant)

    async def cancel(self, user_id: int) -> None:
        """The person said that it is not: the grant is deleted."""
        await self._pending.take(user_id, self._clock.now())

    # ------------------------------------------------------------ what is linked

    async def link(self, user_id: int) -> Link | None:
        """The person's link."""
        return await self._links.get(user_id)

    async def unlink(self, user_id: int) -> bool:
        """Delete the link, its tokens, what is pending and all that was read from Spotify. False: there was none."""
        for attempt in self._attempts:
            attempt.called_off |= attempt.user_id == user_id
        try:
            return await self._links.delete(user_id)
        finally:
            self._tokens.forget(user_id)

    # ------------------------------------------------------------ steps

    async def _ask(self, link_id: str, holder: str) -> str:
        state, verifier = _secret(), SecretStr(secrets.token_urlsafe(64))
        pending = await self._pending.arm(link_id, state=state, holder=holder, verifier=verifier, now=self._clock.now())
        if pending is None:
            raise LinkGone
        return self._oauth.authorize_url(state=state, verifier=verifier, scopes=sorted(pending.scopes))

    async def _claim(self, state: str, holder: str) -> ClaimedLink:
        claimed = await self._pending.claim(state, holder, self._clock.now())
        if claimed is None:
            raise LinkGone
        return claimed

    async def _granted(self, claimed: ClaimedLink, code: SecretStr | None, error: str | None) -> tuple[Link, Grant]:
        """Exchange the code and ask whose account it is; nothing is stored yet."""
        if error == "access_denied":
            raise ConsentDenied
        if error is not None or code is None:
            raise ConsentFailed
        authorised_at = self._clock.now()
        grant = await self._oauth.exchange(code, claimed.verifier)
        profile = await self._oauth.profile(grant.access_token)
        link = Link(claimed.user_id, profile.account_id, profile.display_name, grant.scopes, authorised_at, True)
        return link, grant

    async def _store(self, attempt: _Attempt, link: Link, grant: Grant) -> Link:
        if attempt.called_off:
            raise LinkGone
        if grant.refresh_token is None:
            raise ConsentFailed
        await self._links.save(link, grant.refresh_token)
        self._tokens.remember(link, grant)
        self._on_linked(link.user_id)
        return link

    @contextmanager
    def _attempt(self, user_id: int) -> Iterator[_Attempt]:
        attempt = _Attempt(user_id)
        self._attempts.add(attempt)
        try:
            yield attempt
        finally:
            self._attempts.remove(attempt)

    def _read_address(self, address: str) -> tuple[str, SecretStr | None, str | None]:
        """State, code and error of a redirected address. Raises PasteUnreadable."""
        wanted = urlsplit(self._settings.redirect_uri)
        text = address.strip().strip("<>")
        try:
            pasted = urlsplit(text if "://" in text else f"{wanted.scheme}://{text}")
        except ValueError:
            raise PasteUnreadable(self._settings.redirect_uri) from None
        query = dict(parse_qsl(pasted.query))
        code = SecretStr(query["code"]) if "code" in query else None
        same_place = (pasted.scheme, pasted.netloc, pasted.path) == (wanted.scheme, wanted.netloc, wanted.path)
        if not same_place or "state" not in query or (code is None and "error" not in query):
            raise PasteUnreadable(self._settings.redirect_uri)
        return query["state"], code, query.get("error")


def _secret() -> str:
    return secrets.token_urlsafe(32)


# Who may bring a state back. The prefixes keep a cookie from passing for a Discord user.
def _browser(cookie: str) -> str:
    return f"browser {cookie}"


def _person(user_id: int) -> str:
    return f"person {user_id}"
