"""What can go wrong in the core. Each message is a sentence that says what happened and what to do next.

RecsysError
├── DataError          a file cannot be read as what it claims to be; names the file and the place
├── BundleError        a folder is no bundle, is damaged, or was made by another format or version
├── TooFewPlaylists    there is too little to train on
├── NothingKnown       no seed, artist or title of a query is known to the model
├── TooManyItemsets    so many rules were asked for that memory would not do
└── UnknownName        no song or artist is called so; offers the nearest names
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class RecsysError(Exception):
    """Base of the core's errors; `str(error)` is a whole sentence for a person."""


class DataError(RecsysError):
    """Something in a file cannot be used. `place` says where in it: a line, a row, a member of an archive."""

    def __init__(self, path: Path, problem: str, *, place: str | None = None) -> None:
        self.path = path
        self.place = place
        self.problem = problem
        super().__init__(f"{path}{f', {place}' if place else ''}: {problem}")


class BundleError(RecsysError):
    """A bundle cannot be loaded."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path} cannot be used as a model bundle: {problem}")


class NothingKnown(RecsysError):
    """The model knows nothing of what it was given."""

    def __init__(self) -> None:
        super().__init__(
            "None of these songs, artists or words is known to the model. Try songs that were out before its training "
            "data ends, or add a title or mood."
        )


class TooFewPlaylists(RecsysError):
    """Training holds at least one playlist out and learns from at least one."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"Training needs at least two playlists with two songs or more; there are {found} in the data."
        )


class TooManyItemsets(RecsysError):
    """Support is so low that mining would not fit into `memory`: `expected` sets of `what`, about `size` bytes in all.

    From `enough` playlists on it would.
    """

    def __init__(self, what: str, least: int, expected: int, size: int, memory: int, enough: int) -> None:
        self.expected, self.enough = expected, enough
        shared = "1 playlist" if least == 1 else f"{least:,} playlists"
        super().__init__(
            f"About {expected:,} {what} are together in {shared} or more. They and their rules need {_gigabytes(size)} "
            f"of memory and may take {_gigabytes(memory)}. Ask for those in {enough:,} playlists or more."
        )


class UnknownName(RecsysError):
    """No song or artist of the bundle (`kind`) is called so; `near` are names that may have been meant."""

    def __init__(self, kind: str, text: str, near: Sequence[str]) -> None:
        self.near = tuple(near)
        meant = f" Did you mean {'; '.join(near)}?" if near else " Try the name as Spotify spells it."
        super().__init__(f"The model knows no {kind} called {text.strip()!r}.{meant}")


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:,.3g} GB"
