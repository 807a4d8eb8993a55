"""What can go wrong in the bot, for whom, and in which words.

    SegueError
    ├── UserError               somebody can do something about it: `sentence` comes from the message catalogue
    │   ├── AccountError        linking and accounts
    │   │   ├── NotLinked           no Spotify account is linked
    │   │   ├── LinkExpired         the refresh token is dead; link again
    │   │   ├── AccountTaken        the Spotify account belongs to another Discord user
    │   │   ├── LinkGone            the ten minutes are over, or the link was used already
    │   │   ├── ConsentDenied       the person said no at Spotify
    │   │   ├── ConsentFailed       Spotify's consent page reported something else
    │   │   ├── PasteUnreadable     what was pasted is not the address Spotify sent the person to
    │   │   └── LinkingOff          the operator's settings do not allow linking
    │   ├── SpotifyError        what Spotify will not do for this person or this app
    │   │   └── UserNotRegistered   the app's allowlist lacks the person
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


class EngineError(UserError):
    """The recommender cannot answer now."""


class MessageError(UserError):
    """A component of a message cannot be used by this person, or not any more."""


def timestamp(moment: datetime) -> str:
    """A Discord time stamp that every reader sees in their own time zone, with how long until then."""
    return f"<t:{int(moment.timestamp())}:R>"


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

    def __init__(self, display_name: str) -> None:
        super().__init__("account-taken", account=display_name)


class LinkGone(AccountError):
    """A pending link that never was, is over ten minutes old, was used already, or belongs to another browser or person."""

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
