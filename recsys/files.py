"""Writing files and folders so that a crash or Ctrl-C never leaves half of one under its name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recsys.errors import DataError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`: what was written there when the block ends well becomes `path`.

    A file may replace a file, a folder only an empty folder. Raises DataError when that cannot be written.
    """
    target = path.resolve()  # "." and "" have a name only then
    temporary = target.parent / f".{target.name}.{os.getpid()}.partial"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        if temporary.is_dir() and target.is_dir():
            target.rmdir()
        temporary.replace(target)
    except OSError as error:
        raise DataError(path, f"cannot be written ({error.strerror or error}).") from error
    finally:
        _remove(temporary)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    elif path.exists():
        path.unlink()
