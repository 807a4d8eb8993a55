"""Before a database is used: is it Segue's, whole, and up to date? If not up to date, it is made so, after a backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.errors import StorageError

MIGRATIONS = Path(__file__).parent / "migrations"
# A backup still holds what people have deleted since; it must not do so for long.
BACKUP_LIFE = timedelta(days=14)
BACKUP_EVERY = timedelta(days=1)
BACKUPS_KEPT = 20
_STAMP = "%Y%m%dT%H%M%SZ"


def make_folder(path: Path) -> None:
    """Make the folder that the database is to lie in. Raises StorageError when that is not possible."""
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)


def prepare(path: Path, now: datetime, migrations: Path = MIGRATIONS) -> None:
    """Create the database or bring it up to date, in one transaction. Blocks; for a thread of its own.

    Raises StorageError when it is damaged, not Segue's, from a newer version, or cannot be read or written.
    """
    with _explained(path):
        scripts = ScriptDirectory.from_config(_config(migrations))
        path.touch(mode=0o600)  # for the owner alone; SQLite gives its side files the same mode
        version = _version(path, _open(path), scripts)
        if version is not None and version != scripts.get_current_head():
            _back_up(path, now)
        if version != scripts.get_current_head():
            _upgrade(path, migrations)
        with closing(_open(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        _forget_old_backups(path, now)


def check(path: Path, migrations: Path = MIGRATIONS) -> None:
    """Raise StorageError unless the database exists and is whole, Segue's and of this version. Changes nothing."""
    if not path.is_file():
        raise StorageError(f"There is no database at {path} yet; `segue run` makes it.")
    with _explained(path):
        scripts = ScriptDirectory.from_config(_config(migrations))
        if _version(path, _open(f"{path.as_uri()}?mode=ro"), scripts) != scripts.get_current_head():
            raise StorageError(f"{path} is from an older Segue; start `segue run` once to bring it up to date.")


def backups(path: Path) -> list[Path]:
    """The backups of this database, oldest first."""
    return sorted(path.parent.glob(f"{path.stem}.backup-*.db"))


def newest_backup(path: Path) -> datetime | None:
    """When it was made; None where there is none."""
    made: datetime | None = None
    for backup in backups(path):
        with suppress(ValueError):  # whoever renames one keeps it
            stamp = backup.stem.removeprefix(f"{path.stem}.backup-")
            made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    return made


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, DBAPIError, OSError) as error:
        raise StorageError(explain(path, error)) from error


def explain(path: Path, error: Exception) -> str:
    """A sentence for what SQLite or the operating system refused."""
    reason = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error).rstrip(".")
    if "not a database" in reason or "malformed" in reason:
        return f"{path} is damaged or no database ({reason}). Move it away, or put a backup in its place."
    return f"{path} cannot be used: {reason}. Check the path, who owns the folder, and the free space."


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config


def _version(path: Path, connection: sqlite3.Connection, scripts: ScriptDirectory) -> str | None:
    """The migration that the file is at, None when it is empty. Closes the connection."""
    with closing(connection):
        _check_whole(path, connection)
        version = _stamp(connection)
        empty = connection.execute("SELECT name FROM sqlite_master").fetchone() is None
    if empty:
        return None
    if version is None:
        raise StorageError(f"{path} is a database of another program. Set SEGUE_DATABASE_URL to another file.")
    if version not in {script.revision for script in scripts.walk_revisions()}:
        raise StorageError(
            f"{path} is from a newer Segue (version {version}). Update Segue, or put an older backup in its place."
        )
    return version


def _stamp(connection: sqlite3.Connection) -> str | None:
    if connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def _check_whole(path: Path, connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise StorageError(f"{path} is damaged ({verdict}). Put a backup in its place, or move it away to start anew.")


def _open(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, uri=isinstance(path, str))


def back_up_if_due(path: Path, now: datetime) -> None:
    """Make a backup unless there is one of today, and forget those that are too old. Raises StorageError."""
    with _explained(path):
        since = backup_name(path, now - BACKUP_EVERY)
        if not any(backup.name > since for backup in backups(path)):
            _back_up(path, now)
        _forget_old_backups(path, now)


def back_up(path: Path, now: datetime) -> Path:
    """Make a backup, beside a running bot too, and return it. Raises StorageError."""
    with _explained(path):
        return _back_up(path, now)


def backup_name(path: Path, now: datetime) -> str:
    """The name of a backup of this moment; names sort as their moments do."""
    return f"{path.stem}.backup-{now.astimezone(UTC).strftime(_STAMP)}.db"


def _back_up(path: Path, now: datetime) -> Path:
    target = path.with_name(backup_name(path, now))
    unfinished = target.with_suffix(".partial")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with closing(_open(path)) as source, closing(_open(unfinished)) as copy:
        source.backup(copy)
    return unfinished.replace(target)


def _forget_old_backups(path: Path, now: datetime) -> None:
    found = backups(path)
    oldest = backup_name(path, now - BACKUP_LIFE)
    for backup in found:
        if backup not in found[-BACKUPS_KEPT:] or backup.name < oldest:
            backup.unlink()
    for unfinished in path.parent.glob(f"{path.stem}.backup-*.partial"):
        if unfinished.name < backup_name(path, now - BACKUP_EVERY):  # no other process is at it any more
            unfinished.unlink(missing_ok=True)


def _upgrade(path: Path, migrations: Path) -> None:
    # Foreign keys stay off (SQLite's default), or rebuilding a table would cascade into its children.
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _open(path), poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", begin_immediate)
    config = _config(migrations)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StorageError(
                f"{path} has rows that belong to nothing; it was left as it was. Put a backup in its place."
            )


def begin_immediate(connection: Connection) -> None:
    """Take the write lock at the start: a read that turns into a write fails at once, whatever the busy timeout."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
