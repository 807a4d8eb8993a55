"""What can go wrong in the bot, for whom, and in which words.

    SegueError
    ├── UserError               somebody can do something about it: `sentence` comes from the message catalogue
    │   ├── AccountError        linking and accounts
    │   ├── SpotifyError        what Spotify will not do for this person or this app
    │   ├── AddressError        what was pasted is not the Spotify link that was asked for
    │   ├── EngineError         the recommender is busy, slow or restarting
    │   └── MessageError        a button or list that is gone, or somebody else's
    ├── SettingsError           the operator's settings are wrong; names all of them at once
    └── StorageError            the database cannot be used

A leaf builds its sentence from typed arguments. What is in none of these is a bug: the user gets a short id, the log
gets the same id and the traceback.
"""

from __future__ import annotations

from datetime import datetime

from bot import messages
from bot.markdown import cut, escape


class SegueError(Exception):
    """Base of the bot's own errors."""


class SettingsError(SegueError):
    """The settings do not work; `problems` holds one sentence for each thing to mend."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("Segue cannot start with these settings:\n" + "\n".join(f"  - {line}" for line in problems))


class StorageError(SegueError):
    """The database cannot be used; the message says why and what to do."""


class UserError(SegueError):
    """An error with a sentence for the person who caused or met it."""

    def __init__(self, message_id: str, /, **arguments: messages.Argument) -> None:
        self.message_id = message_id
        self.arguments = arguments
        super().__init__(message_id)

    @property
    def sentence(self) -> str:
        """What happened and what to do next, in the words of the message catalogue."""
        return messages.text(self.message_id, **self.arguments)

    def __str__(self) -> str:
        return self.sentence


class AccountError(UserError):
    """Linking or unlinking a Spotify account did not work out."""


class SpotifyError(UserError):
    """Spotify, or Spotify's rules for this app, said no."""


class AddressError(UserError):
    """What was pasted is not the Spotify link that was asked for; `wanted` is "playlist" or "track"."""


class EngineError(UserError):
    """The recommender cannot answer now."""


class MessageError(UserError):
    """A component of a message cannot be used by this person, or not any more."""


def timestamp(moment: datetime) -> str:
    """A Discord time stamp that every reader sees in their own time zone, with how long until then."""
    return f"<t:{int(moment.timestamp())}:R>"


def _named(name: str) -> str:
    """Somebody's words inside a sentence, shown as they are."""
    return escape(cut(name, 100)) or messages.text("untitled")


class EngineBusy(EngineError):
    """The queue in front of the recommender is full."""

    def __init__(self, seconds: int) -> None:
        super().__init__("engine-busy", seconds=seconds)


class EngineTimeout(EngineError):
    """The recommender did not answer before its deadline and was restarted."""

    def __init__(self) -> None:
        super().__init__("engine-timeout")


class EngineDown(EngineError):
    """The recommender's process ended and is being started again."""

    def __init__(self) -> None:
        super().__init__("engine-down")


class AlreadyRunning(EngineError):
    """This person's previous request is still being worked on."""

    def __init__(self) -> None:
        super().__init__("engine-already-running")


class NothingKnown(UserError):
    """The model knows none of the given songs, artists or words."""

    def __init__(self) -> None:
        super().__init__("nothing-known")


class NotLinked(AccountError):
    """The person has not linked a Spotify account."""

    def __init__(self) -> None:
        super().__init__("not-linked")


class LinkExpired(AccountError):
    """The refresh token is dead: revoked, six months old, or no key decrypts it. The link and its settings stay."""

    def __init__(self) -> None:
        super().__init__("link-expired")


class AccountTaken(AccountError):
    """Another Discord user has linked this Spotify account."""

    def __init__(self) -> None:
        super().__init__("account-taken")


class LinkGone(AccountError):
    """A pending link that never was, is too old, was used already, or belongs to another browser or person."""

    def __init__(self) -> None:
        super().__init__("link-gone")


class ConsentDenied(AccountError):
    """The person said no on Spotify's consent page."""

    def __init__(self) -> None:
        super().__init__("consent-denied")


class ConsentFailed(AccountError):
    """Spotify's consent page sent the person back with an error of its own."""

    def __init__(self) -> None:
        super().__init__("consent-failed")


class PasteUnreadable(AccountError):
    """What was pasted is not the address that Spotify redirected to."""

    def __init__(self, redirect_uri: str) -> None:
        super().__init__("paste-unreadable", address=redirect_uri)


class LinkingOff(AccountError):
    """Accounts cannot be linked with the operator's settings; `problem` is `Settings.linking_problem`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)


class UserNotRegistered(SpotifyError):
    """Spotify's allowlist for this app lacks the person; a development-mode app has room for five."""

    def __init__(self) -> None:
        super().__init__("user-not-registered")


# ---------------------------------------------------------------- Spotify


class PlaylistNotFound(SpotifyError):
    """No such playlist, or one that is private to somebody else: Spotify does not tell these apart."""

    def __init__(self) -> None:
        super().__init__("playlist-not-found")


class PlaylistNotReadable(SpotifyError):
    """The person neither owns the playlist nor works on it, so that Spotify shows this app no songs of it."""

    def __init__(self, name: str, owner: str) -> None:
        super().__init__("playlist-not-readable", name=_named(name), owner=_named(owner))


class SpotifyMadePlaylist(SpotifyError):
    """An editorial or personal playlist by Spotify itself (ids that begin with 37i9), closed to apps since 2024."""

    def __init__(self) -> None:
        super().__init__("playlist-made-by-spotify")


class TrackNotFound(SpotifyError):
    """No such track, or not any more."""

    def __init__(self) -> None:
        super().__init__("track-not-found")


class AlbumNotFound(SpotifyError):
    """No such album, or not any more."""

    def __init__(self) -> None:
        super().__init__("album-not-found")


class ArtistNotFound(SpotifyError):
    """No such artist, or not any more."""

    def __init__(self) -> None:
        super().__init__("artist-not-found")


class PlaygroundOnly(SpotifyError):
    """An id of the playground, which the real Spotify does not have and must not be asked for."""

    def __init__(self) -> None:
        super().__init__("playground-only")


class MissingScope(SpotifyError):
    """The person's grant lacks a permission that this needs."""

    def __init__(self) -> None:
        super().__init__("missing-scope")


class ConsentNeeded(SpotifyError):
    """The person has not been asked yet for the permissions that this needs: `scopes`."""

    def __init__(self, *scopes: str) -> None:
        self.scopes = frozenset(scopes)
        super().__init__("consent-needed")


class OwnerNeedsPremium(SpotifyError):
    """Spotify has closed the app because its owner has no Premium; it stays closed for hours after a renewal."""

    def __init__(self) -> None:
        super().__init__("owner-needs-premium")


class SpotifyForbids(SpotifyError):
    """Spotify does not let this app do this (a plain 403)."""

    def __init__(self) -> None:
        super().__init__("spotify-forbids")


class SpotifyResting(SpotifyError):
    """Spotify's rate limit or quota for the whole app is used up until `until`."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__("spotify-resting", reopens=timestamp(until))


class BudgetSpent(SpotifyError):
    """The operator's budget of Spotify calls in 24 hours is used up."""

    def __init__(self) -> None:
        super().__init__("budget-spent")


class ShareSpent(SpotifyError):
    """This person's share of the budget is used up."""

    def __init__(self) -> None:
        super().__init__("share-spent")


class SpotifyUnavailable(SpotifyError):
    """Spotify did not answer, or answered with its own failure or with something unreadable."""

    def __init__(self) -> None:
        super().__init__("spotify-unavailable")


class SpotifyUnclear(SpotifyError):
    """Spotify may have done what it was asked to, or not: its answer did not arrive, or was its own failure."""

    def __init__(self) -> None:
        super().__init__("spotify-unclear")


class PlaylistGone(SpotifyError):
    """A playlist that was written before is not there any more."""

    def __init__(self) -> None:
        super().__init__("playlist-gone")


class SongsRefused(SpotifyError):
    """Spotify does not take one of the songs that a playlist is to hold."""

    def __init__(self) -> None:
        super().__init__("songs-refused")


class CodeRefused(SpotifyError):
    """Spotify did not exchange the code of a consent: too old, used already, or not this bot's."""

    def __init__(self) -> None:
        super().__init__("code-refused")


class AppRefused(SpotifyError):
    """Spotify does not know this client id or secret; only the operator can mend it."""

    def __init__(self) -> None:
        super().__init__("app-refused")


class AddressMissing(AddressError):
    """Nothing was pasted."""

    def __init__(self, wanted: str) -> None:
        super().__init__("address-missing", wanted=wanted)


class AddressUnreadable(AddressError):
    """Neither a Spotify link, nor a Spotify URI, nor an id."""

    def __init__(self, wanted: str) -> None:
        super().__init__("address-unreadable", wanted=wanted)


class AddressElsewhere(AddressError):
    """A link to a site that is not Spotify."""

    def __init__(self, site: str, wanted: str) -> None:
        super().__init__("address-elsewhere", site=_named(site), wanted=wanted)


class AddressShortened(AddressError):
    """A Spotify short link, which says nothing without being opened."""

    def __init__(self, wanted: str) -> None:
        super().__init__("address-shortened", wanted=wanted)


class AddressOfOther(AddressError):
    """A Spotify link to another kind of thing: an album where a playlist is meant."""

    def __init__(self, kind: str, wanted: str) -> None:
        super().__init__("address-of-other", kind=kind, wanted=wanted)
