"""One bot per database: a lock file beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import StorageError


@contextmanager
def database_lock(path: Path) -> Iterator[None]:
    """Hold the database at `path` for this process alone. The operating system lets go when the process ends.

    Raises StorageError when another process (or another part of this one) holds it, or the folder is not writable.
    """
    lock = FileLock(path.with_name(path.name + ".lock"), blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise StorageError(
            f"{path} is in use by another `segue run`. Stop that one first, or set SEGUE_DATABASE_URL to another file."
        ) from None
    except OSError as error:
        raise StorageError(f"{path} cannot be locked: {error.strerror or error}. Check who owns its folder.") from error
    try:
        yield
    finally:
        lock.release()
