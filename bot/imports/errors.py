"""What is wrong with a file, in a sentence for the person who attached it.

ImportProblem
├── FileTooLarge            more bytes than are read
├── FileEmpty               nothing in it
├── FileNotText             a picture, a sound, a program
├── FilePacked              a zip, as spreadsheets are too
├── FileDamaged             it begins like a format and is not proper in it
├── FileForeign             proper JSON or XML, of something else
├── FileWithEntities        XML that declares a document type, which could make a small file huge
├── ColumnsMissing          a table in which no column names songs
├── SeveralPlaylists        an export of several playlists; `playlist:` says which
├── NoSongs                 a proper file without a song in it
└── NothingPasted           a pasted text without one
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import UserError
from bot.markdown import cut, escape
from bot.messages import text

_SHOWN = 8
_MOST_NAME = 60


class ImportProblem(UserError):
    """A file, or a pasted list, that no songs can be taken from."""


class FileTooLarge(ImportProblem):
    def __init__(self, name: str, most: int) -> None:
        super().__init__("file-too-large", name=shown(name), megabytes=most >> 20)


class FileEmpty(ImportProblem):
    def __init__(self, name: str) -> None:
        super().__init__("file-empty", name=shown(name))


class FileNotText(ImportProblem):
    def __init__(self, name: str) -> None:
        super().__init__("file-not-text", name=shown(name))


class FilePacked(ImportProblem):
    def __init__(self, name: str) -> None:
        super().__init__("file-packed", name=shown(name))


class FileDamaged(ImportProblem):
    """`kind` is "json", "xml" or "csv"; `line` counts from 1, 0 where no line can be named."""

    def __init__(self, name: str, kind: str, line: int = 0) -> None:
        super().__init__("file-damaged", name=shown(name), kind=kind, line=line)


class FileForeign(ImportProblem):
    """`kind` is "json" or "xml"."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__("file-foreign", name=shown(name), kind=kind)


class FileWithEntities(ImportProblem):
    def __init__(self, name: str) -> None:
        super().__init__("file-with-entities", name=shown(name))


class ColumnsMissing(ImportProblem):
    def __init__(self, name: str, columns: Sequence[str]) -> None:
        super().__init__("file-columns", name=shown(name), columns=listed(columns))


class SeveralPlaylists(ImportProblem):
    def __init__(self, name: str, playlists: Sequence[str]) -> None:
        super().__init__("file-several", name=shown(name), count=len(playlists), playlists=listed(playlists))


class NoSongs(ImportProblem):
    def __init__(self, name: str) -> None:
        super().__init__("file-no-songs", name=shown(name))


class NothingPasted(ImportProblem):
    def __init__(self) -> None:
        super().__init__("text-no-songs")


def shown(name: str) -> str:
    """Somebody's name for something, inside a sentence."""
    return escape(cut(name, _MOST_NAME))


def listed(names: Sequence[str]) -> str:
    """The first names, quoted."""
    quoted = [text("quoted", name=shown(name)) for name in names[:_SHOWN] if name.strip()]
    return ", ".join(quoted) + (" …" if len(names) > _SHOWN else "")
