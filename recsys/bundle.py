"""A trained model is a folder with a manifest: written whole or not at all, checked when opened, never unpickled."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

import orjson

from recsys.catalog import Catalog
from recsys.errors import BundleError

if TYPE_CHECKING:
    from models.retriever import TwoTowerRetriever
    from recsys.corpus import Corpus
    from recsys.postings import Postings

FORMAT = 1
"""Raised with every change that older programs cannot read."""

MANIFEST = "manifest.json"
CATALOG = "catalog.sqlite"
MODEL = "model"
POSTINGS = "postings"
_JSON = orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY
LIBRARIES = ("numpy", "tensorflow", "tensorflow-recommenders", "tf-keras")


class Savable(Protocol):
    """A model that writes itself into a new folder, without pickle."""

    def save(self, folder: Path) -> None: ...


@dataclass(frozen=True, slots=True)
class FileSum:
    """Size in bytes and SHA-256, in hexadecimal, of one file."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself.

    `trained_on` and `licence` name the data and its terms; `counts` has playlists, songs, artists, tracks and entries;
    `settings` is what training was told, `metrics` what validation measured; `demo` marks the made-up demo corpus.
    `created_at` is an ISO 8601 time. `files` maps paths inside the bundle, with forward slashes.
    """

    name: str
    trained_on: str
    licence: str
    created_at: str
    counts: Mapping[str, int]
    settings: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, float] = field(default_factory=dict)
    libraries: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, FileSum] = field(default_factory=dict)
    demo: bool = False
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Training:
    """What the writer of a bundle knows about how it came to be; the fields become those of the manifest."""

    name: str
    trained_on: str
    licence: str
    created_at: datetime
    settings: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, float] = field(default_factory=dict)
    demo: bool = False


class Bundle:
    """An opened bundle. Its parts are loaded when asked for; only `retriever` needs TensorFlow."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest

    @classmethod
    def load(cls, path: Path) -> Bundle:
        """Open a bundle after checking every file against the manifest.

        Raises BundleError with the reason: no bundle, another format, or a file missing, damaged or not readable.
        """
        manifest = read_manifest(path)
        for name, expected in manifest.files.items():
            _check(path, name, expected)
        return cls(path, manifest)

    def catalog(self) -> Catalog:
        return Catalog.open(self.path / CATALOG)

    def postings(self) -> Postings:
        from recsys.postings import Postings

        with self._whole(POSTINGS):
            return Postings.load(self.path / POSTINGS)

    def retriever(self) -> TwoTowerRetriever:
        from models.retriever import TwoTowerRetriever

        with self._whole(MODEL):
            return TwoTowerRetriever.load(self.path / MODEL)

    @contextmanager
    def _whole(self, part: str) -> Iterator[None]:
        """What a checked part may still raise: it is not of this version, or holds what only pickle could read."""
        try:
            yield
        except (OSError, ValueError, KeyError) as error:
            raise BundleError(self.path, f"its {part} cannot be read ({error}). Train it again.") from error


def read_manifest(path: Path) -> Manifest:
    """The manifest alone; the files are not looked at. Raises BundleError."""
    raw = _read_manifest_file(path)
    if not isinstance(raw.get("format"), int):
        raise BundleError(path, "its manifest does not name a format.")
    if raw["format"] != FORMAT:
        newer = raw["format"] > FORMAT
        advice = "Update Segue" if newer else "Train it again"
        raise BundleError(path, f"it has format {raw['format']}, and this version of Segue reads {FORMAT}. {advice}.")
    try:
        files = {_inside(name): FileSum(**entry) for name, entry in raw.pop("files").items()}
        manifest = Manifest(files=files, **raw)
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise BundleError(path, f"its manifest is damaged ({error}).") from error
    if CATALOG not in files:
        raise BundleError(path, f"its manifest lists no {CATALOG}.")
    return manifest


def write_bundle(path: Path, corpus: Corpus, retriever: Savable, training: Training) -> Manifest:
    """Write a bundle beside `path`, then put it there; an earlier bundle stays in place until then.

    Raises BundleError when `path` holds something else than a bundle or cannot be written.
    """
    from recsys.catalog_writer import write_catalog
    from recsys.postings import Postings

    target = path.resolve()
    check_target(target)
    with _replacing(target) as folder:
        postings, titles = Postings.from_corpus(corpus)
        postings.save(folder / POSTINGS)
        write_catalog(folder / CATALOG, corpus, titles)
        (folder / MODEL).mkdir()
        retriever.save(folder / MODEL)
        manifest = _describe(folder, corpus, training)
        (folder / MANIFEST).write_bytes(orjson.dumps(asdict(manifest), option=_JSON))
    return manifest


def check_target(path: Path) -> None:
    """Raises BundleError when a bundle may not be written to `path`: something else is there. Ask before training."""
    if not path.exists() or (path.is_dir() and ((path / MANIFEST).is_file() or not any(path.iterdir()))):
        return
    raise BundleError(path, "it exists and is no bundle, and it will not be replaced. Choose another place.")


def _describe(folder: Path, corpus: Corpus, training: Training) -> Manifest:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return Manifest(
        **{item.name: getattr(training, item.name) for item in fields(training) if item.name != "created_at"},
        created_at=training.created_at.isoformat(),
        counts={
            "playlists": corpus.n_playlists,
            "songs": corpus.n_songs,
            "artists": corpus.n_artists,
            "tracks": len(corpus.track_ids),
            "entries": len(corpus.songs),
        },
        libraries={name: version(name) for name in LIBRARIES},
        files={file.relative_to(folder).as_posix(): _sum(file) for file in files},
    )


def _sum(file: Path) -> FileSum:
    with file.open("rb") as stream:
        return FileSum(bytes=file.stat().st_size, sha256=hashlib.file_digest(stream, "sha256").hexdigest())


def _check(path: Path, name: str, expected: FileSum) -> None:
    try:
        found = _sum(path / name)
    except FileNotFoundError as error:
        raise BundleError(path, f"{name} is missing. Copy or train it again.") from error
    except OSError as error:
        raise BundleError(path, f"{name} cannot be read ({error.strerror}).") from error
    if found.bytes != expected.bytes:
        raise BundleError(path, f"{name} has {found.bytes} bytes instead of {expected.bytes}. Copy or train it again.")
    if found != expected:
        raise BundleError(path, f"{name} has changed since it was written (wrong checksum). Copy or train it again.")


def _inside(name: str) -> str:
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts:
        raise ValueError(f"{name} lies outside")
    return name


def _read_manifest_file(path: Path) -> dict[str, Any]:
    try:
        raw = orjson.loads((path / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError) as error:
        problem = f"it has no {MANIFEST}." if path.is_dir() else "there is no such folder."
        raise BundleError(path, f"{problem} `segue train` makes a bundle.") from error
    except OSError as error:
        raise BundleError(path, f"its {MANIFEST} cannot be read ({error.strerror}).") from error
    except orjson.JSONDecodeError as error:
        raise BundleError(path, f"its {MANIFEST} is damaged ({error}).") from error
    if not isinstance(raw, dict):
        raise BundleError(path, f"its {MANIFEST} is not that of a bundle.")
    return raw


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A new folder beside `target` that takes its place when the block succeeds, and goes when it does not."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    except OSError as error:
        raise BundleError(target, f"its folder cannot be written ({error.strerror}).") from error
    try:
        yield folder
        _sync(folder)
        _swap(folder, target)
    except (OSError, sqlite3.Error) as error:
        raise BundleError(target, f"it cannot be written ({error}).") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(folder: Path, target: Path) -> None:
    folder.chmod(0o755)  # mkdtemp's folders are private to their owner
    if target.exists():
        _exchange(folder, target)
    else:
        folder.rename(target)
    _sync_names(target.parent)


def _exchange(folder: Path, target: Path) -> None:
    old = folder.with_name(folder.name.replace(".new-", ".old-"))
    target.rename(old)
    try:
        folder.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Have the disk hold every file before the folder gets its name."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb+") as stream:
                os.fsync(stream.fileno())
    _sync_names(folder)


def _sync_names(folder: Path) -> None:
    if os.name != "posix":  # Windows writes names through and cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
