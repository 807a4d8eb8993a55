"""A trained model is a folder with a manifest: written whole or not at all, checked when opened, never unpickled."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, Protocol
from zipfile import BadZipFile

import orjson

from recsys.catalog import Catalog
from recsys.errors import BundleError

if TYPE_CHECKING:
    from recsys.content import ContentModel
    from recsys.corpus import Corpus, Int32
    from recsys.lists import Lists
    from recsys.postings import Postings
    from recsys.rules import Rules
    from recsys.two_stage import TwoStage

FORMAT = 6
"""Raised with every change that older programs cannot read."""

MANIFEST = "manifest.json"
CATALOG = "catalog.sqlite"
MODEL = "model"
POSTINGS = "postings"
CONTENT = "content"
RULES = "rules"
BELONGS = "model/belongs.json"
"""The checksums of all that the ranker relies on, by file."""

COUNTS = ("playlists", "songs", "artists", "tracks", "entries")
_JSON = orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY
LIBRARIES = ("numpy", "implicit", "scikit-learn", "skops", "tensorflow", "tensorflow-recommenders", "tf-keras")


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

    `trained_on` and `licence` name the data and its terms; `counts` has those of COUNTS; `settings` is what training
    was told, `metrics` what validation measured and `report` what each source and family of
    features was worth there; `demo` marks the made-up demo corpus. `created_at` is an ISO 8601
    time. `files` maps paths inside the bundle, with forward slashes.
    """

    name: str
    trained_on: str
    licence: str
    created_at: str
    counts: Mapping[str, int]
    settings: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, float] = field(default_factory=dict)
    report: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
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
    report: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    demo: bool = False


class Bundle:
    """An opened bundle. Its parts are loaded when asked for; only `model` needs TensorFlow."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest

    @classmethod
    def load(cls, path: Path) -> Bundle:
        """Open a bundle after checking every file against the manifest.

        Raises BundleError with the reason: no bundle, another format, or a file missing, damaged, not readable or not
        in the manifest.
        """
        manifest = read_manifest(path)
        for name, expected in manifest.files.items():
            _check(path, name, expected)
        _check_all_listed(path, manifest)
        return cls(path, manifest)

    def catalog(self) -> Catalog:
        return Catalog.open(self.path / CATALOG)

    def postings(self) -> Postings:
        from recsys.postings import Postings

        with self._whole(POSTINGS):
            return Postings.load(self.path / POSTINGS)

    def model(self, lists: Lists) -> TwoStage:
        """The sources and their ranker over the bundle's own playlists."""
        from recsys.two_stage import TwoStage

        with self._whole(MODEL):
            self._check_belongs_together()
            return TwoStage.load(self.path / MODEL, lists)

    def content(self) -> ContentModel:
        """How the songs sound."""
        from recsys.content import ContentModel

        with self._whole(CONTENT):
            return ContentModel.load(self.path / CONTENT, self.manifest.counts["songs"])

    @property
    def has_rules(self) -> bool:
        """Whether anybody has mined rules: a bundle is whole without."""
        return (self.path / RULES).is_dir()

    def rules(self, song_artist: Int32) -> Rules:
        """What goes together; `song_artist` is that of the catalogue. Raises BundleError also when nobody has mined it
        yet."""
        from recsys.rules import Rules
        from recsys.rules_table import Tables

        if not self.has_rules:
            raise BundleError(self.path, "it has no rules yet. `segue rules mine` finds them.")
        with self._whole(RULES):
            return Rules(Tables.load(self.path / RULES), song_artist)

    def _check_belongs_together(self) -> None:
        """Raises ValueError when the ranker was trained for other sources than those beside it."""
        saved = orjson.loads((self.path / BELONGS).read_bytes())
        found = {name: one.sha256 for name, one in self.manifest.files.items() if name in saved}
        if found != saved:
            raise ValueError("its ranker does not belong to its sources")

    @contextmanager
    def _whole(self, part: str) -> Iterator[None]:
        """What a checked part may still raise: it is not of this version, or holds what only pickle could read."""
        try:
            yield
        except (OSError, EOFError, KeyError, TypeError, ValueError, BadZipFile) as error:
            # NumPy would advise to allow pickle, which runs whatever a file says.
            reason = "it holds something else than plain arrays" if "pickle" in str(error) else error
            raise BundleError(self.path, f"its {part} cannot be read ({reason}). Train it again.") from error


def read_manifest(path: Path) -> Manifest:
    """The manifest alone; the files are not looked at. Raises BundleError."""
    from pydantic import TypeAdapter, ValidationError

    content = _manifest_file(path)
    _check_format(path, content)
    try:
        manifest = TypeAdapter(Manifest).validate_json(content, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BundleError(path, f"its manifest is damaged ({place}: {first['msg']}).") from error
    if missing := [name for name in COUNTS if name not in manifest.counts]:
        raise BundleError(path, f"its manifest does not count its {missing[0]}.")
    if outside := next((name for name in manifest.files if not _is_inside(name)), None):
        raise BundleError(path, f"its manifest is damaged ({outside!r} lies outside).")
    if CATALOG not in manifest.files:
        raise BundleError(path, f"its manifest lists no {CATALOG}.")
    return manifest


def write_bundle(
    path: Path, corpus: Corpus, model: Savable, content: Savable, training: Training, rules: Savable | None = None
) -> Manifest:
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
        model.save(folder / MODEL)
        _bind(folder)
        _write_part(folder, CONTENT, content)
        if rules:
            _write_part(folder, RULES, rules)
        manifest = _describe(folder, corpus, training)
        (folder / MANIFEST).write_bytes(orjson.dumps(asdict(manifest), option=_JSON))
    return manifest


def write_content(path: Path, content: Savable) -> Manifest:
    """Replace the content model of a bundle. Raises BundleError as `_replace_part` does."""
    return _replace_part(path, CONTENT, content)


def write_rules(path: Path, rules: Savable) -> Manifest:
    """Give a bundle these rules, in the place of any that it has. Raises BundleError as `_replace_part` does."""
    return _replace_part(path, RULES, rules)


def check_target(path: Path) -> None:
    """Raises BundleError when a bundle may not be written to `path`: something else is there. Ask before training."""
    if not path.exists() or (path.is_dir() and ((path / MANIFEST).is_file() or not any(path.iterdir()))):
        return
    raise BundleError(path, "it exists and is no bundle, and it will not be replaced. Choose another place.")


def _replace_part(path: Path, part: str, content: Savable) -> Manifest:
    """A copy of the bundle with the new part takes its place when it is whole; all other files stay as they are.

    Raises BundleError when `path` is no bundle or cannot be written.
    """
    manifest = Bundle.load(path).manifest
    target = path.resolve()
    with _replacing(target) as folder:
        for name in manifest.files:
            if not name.startswith(f"{part}/"):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(target / name, folder / name)
        _write_part(folder, part, content)
        manifest = replace(manifest, files=_sums(folder))
        (folder / MANIFEST).write_bytes(orjson.dumps(asdict(manifest), option=_JSON))
    return manifest


def _write_part(folder: Path, part: str, content: Savable) -> None:
    (folder / part).mkdir()
    content.save(folder / part)


def _bind(folder: Path) -> None:
    """Notes what the model was written with, so that no part of it is ever used with parts of another training."""
    sums = {name: one.sha256 for name, one in _sums(folder).items()}
    (folder / BELONGS).write_bytes(orjson.dumps(sums, option=orjson.OPT_INDENT_2))


def _sums(folder: Path) -> dict[str, FileSum]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): _sum(file) for file in files}


def _describe(folder: Path, corpus: Corpus, training: Training) -> Manifest:
    return Manifest(
        **{item.name: getattr(training, item.name) for item in fields(training) if item.name != "created_at"},
        created_at=training.created_at.isoformat(),
        counts=dict(zip(COUNTS, _counts(corpus), strict=True)),
        libraries={name: version(name) for name in LIBRARIES},
        files=_sums(folder),
    )


def _counts(corpus: Corpus) -> tuple[int, ...]:
    return corpus.n_playlists, corpus.n_songs, corpus.n_artists, len(corpus.track_ids), len(corpus.songs)


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


def _check_all_listed(path: Path, manifest: Manifest) -> None:
    """What the manifest does not list was not checked, and must not be loaded."""
    files = (file for part in (MODEL, POSTINGS, CONTENT, RULES) for file in (path / part).rglob("*") if file.is_file())
    names = (file.relative_to(path).as_posix() for file in files if not file.name.startswith("."))
    if unlisted := next((name for name in names if name not in manifest.files), None):
        raise BundleError(path, f"its manifest does not list {unlisted}. Remove that, or copy or train it again.")


def _is_inside(name: str) -> bool:
    """Whether a path is one inside the bundle on every system: Windows parts at slashes too."""
    parts = PureWindowsPath(name)
    return not parts.anchor and ".." not in parts.parts and "\0" not in name


def _check_format(path: Path, content: bytes) -> None:
    try:
        raw = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise BundleError(path, f"its {MANIFEST} is damaged ({error}).") from error
    if not isinstance(raw, dict):
        raise BundleError(path, f"its {MANIFEST} is not that of a bundle.")
    if type(raw.get("format")) is not int:
        raise BundleError(path, "its manifest does not name a format.")
    if raw["format"] != FORMAT:
        advice = "Update Segue" if raw["format"] > FORMAT else "Train it again"
        raise BundleError(path, f"it has format {raw['format']}, and this version of Segue reads {FORMAT}. {advice}.")


def _manifest_file(path: Path) -> bytes:
    try:
        return (path / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        problem = f"it has no {MANIFEST}." if path.is_dir() else "there is no such folder."
        raise BundleError(path, f"{problem} `segue train` makes a bundle.") from error
    except OSError as error:
        raise BundleError(path, f"its {MANIFEST} cannot be read ({error.strerror}).") from error


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
    try:
        target.rename(old)
        folder.rename(target)
    finally:  # Ctrl-C may come here too, also right behind either
        if not target.exists():
            old.rename(target)
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
