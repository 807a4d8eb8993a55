"""Finished parts of a measurement, kept on disk under a key of all that they depend on: data, code, settings."""

from __future__ import annotations

import ast
import hashlib
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import orjson

from recsys.files import replacing

PROJECT = Path(__file__).parents[2]
_LOCKS = ("requirements.lock", "benchmarks/requirements.lock")

Say = Callable[[str], None]


class Kept:
    """A folder of finished parts. `say` is told what is being made and how long that took."""

    def __init__(self, folder: Path, say: Say) -> None:
        self.say = say
        self._folder = folder

    def part(self, name: str, key: object, make: Callable[[Path], None], suffix: str = "") -> Path:
        """The file or folder that `make` writes to the path it is given, unless there is one for this key already.

        `key` is anything that JSON can hold. A part appears when it is complete.
        """
        path = self._folder / f"{_plain(name)}-{digest(key)}{suffix}"
        if path.exists():
            self.say(f"{name}: kept from before")
            return path
        self.say(f"{name} …")
        started = time.perf_counter()
        with replacing(path) as temporary:
            make(temporary)
        self.say(f"{name}: {time.perf_counter() - started:.0f} s")
        return path


def digest(key: object) -> str:
    """Sixteen hexadecimal digits that differ when the key does."""
    return hashlib.sha256(orjson.dumps(key, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def content_of(path: Path) -> str:
    """The digest of a file, or of all files of a folder with their names in it."""
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    total = hashlib.sha256()
    for each in files:
        name = each.relative_to(path).as_posix() if path.is_dir() else ""
        total.update(f"{name}\0{_sha256(each)}\0".encode())
    return total.hexdigest()


@cache
def code_of(*modules: str, project: Path = PROJECT) -> str:
    """The digest of these modules, of all modules of the project that they import, and of the locked requirements."""
    found: dict[str, str] = {}
    left = list(modules)
    while left:
        name = left.pop()
        path = _file_of(name, project)
        if name in found or path is None:
            continue
        source = path.read_text(encoding="utf-8")
        found[name] = hashlib.sha256(source.encode()).hexdigest()
        left.extend(_imports(source))
    return digest([found, [_sha256(project / lock) for lock in _LOCKS]])


def _file_of(module: str, project: Path) -> Path | None:
    """The file of a module of the project; None for other modules and for names in modules."""
    path = project.joinpath(*module.split("."))
    candidates = (path / "__init__.py", path.with_suffix(".py"))
    return next((each for each in candidates if each.is_file()), None)


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(name: str) -> str:
    """Short enough for file systems; the digest behind it tells parts apart."""
    return re.sub(r"\W+", "-", name.lower()).strip("-")[:80]
