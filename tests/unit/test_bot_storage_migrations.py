"""Migrations: they agree with the tables, are backed up, all or nothing, and refuse what is newer."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from bot.errors import StorageError
from bot.storage.prepare import BACKUPS_KEPT, MIGRATIONS, back_up, back_up_if_due, backups, check, prepare
from bot.storage.schema import metadata
from tests.support.accounts import NOON

TODAY = len(list((MIGRATIONS / "versions").glob("*.py")))
NEXT = f"{TODAY + 1:04}"
ADDS_A_TABLE = """
from alembic import op
revision, down_revision, branch_labels, depends_on = {revision!r}, {before!r}, None, None
def upgrade():
    op.execute("CREATE TABLE t{revision} (x INTEGER) STRICT")
    {more}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of today's version with one note in it."""
    path = tmp_path / "segue.db"
    prepare(path, NOON)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO notes VALUES ('a', 'b')")
    return path


def later(folder: Path, *more: str) -> Path:
    """The migrations of a later Segue: one that adds a table for each of `more`, which it runs as well."""
    migrations = shutil.copytree(MIGRATIONS, folder / "migrations", dirs_exist_ok=True)
    for number, extra in enumerate(more, TODAY + 1):
        text = ADDS_A_TABLE.format(revision=f"{number:04}", before=f"{number - 1:04}", more=extra)
        (migrations / "versions" / f"{number:04}.py").write_text(text, encoding="utf-8")
    return migrations


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def write_note(path: Path, value: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO notes (name, value) VALUES ('a', ?)", (value,))


def note(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, value FROM notes").fetchall()


def test_migrations_and_tables_agree(path: Path) -> None:
    with create_engine(f"sqlite:///{path}", poolclass=NullPool).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert tables(path) == {*metadata.tables, "alembic_version"}


def test_every_table_is_strict(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        strict = {row[1] for row in connection.execute("PRAGMA table_list") if row[5]}
    assert strict == set(metadata.tables)


def test_a_database_that_is_up_to_date_is_left_alone(path: Path) -> None:
    before = path.read_bytes()
    prepare(path, NOON)
    check(path)
    assert path.read_bytes() == before
    assert backups(path) == []


def test_an_older_database_is_updated_after_a_backup(path: Path, tmp_path: Path) -> None:
    prepare(path, NOON, later(tmp_path, "pass"))
    assert f"t{NEXT}" in tables(path)
    assert note(path) == [("a", "b")]
    (backup,) = backups(path)
    assert backup.name == "segue.backup-20261123T120000Z.db"
    assert f"t{NEXT}" not in tables(backup)
    assert note(backup) == [("a", "b")]


def test_the_first_database_gets_every_table_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    first = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    for script in (first / "versions").glob("*.py"):
        if not script.name.startswith("0001"):
            script.unlink()
    prepare(path, NOON, first)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO notes VALUES ('a', 'b')")
    assert tables(path) < {*metadata.tables, "alembic_version"}
    prepare(path, NOON)
    assert tables(path) == {*metadata.tables, "alembic_version"}
    assert note(path) == [("a", "b")]


def test_the_backup_holds_what_only_the_write_ahead_log_has(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        with other:
            other.execute("UPDATE notes SET value = 'newest'")
        assert path.with_name("segue.db-wal").stat().st_size > 0
        prepare(path, NOON, later(tmp_path, "pass"))
    assert note(backups(path)[0]) == [("a", "newest")]


def test_a_backup_can_be_put_in_the_databases_place(path: Path, tmp_path: Path) -> None:
    prepare(path, NOON, later(tmp_path, "pass"))
    backups(path)[0].replace(path)
    prepare(path, NOON)
    assert note(path) == [("a", "b")]


def test_a_migration_that_fails_changes_nothing(path: Path, tmp_path: Path) -> None:
    broken = later(tmp_path, "pass", "op.execute('INSERT INTO nowhere VALUES (1)')")
    with pytest.raises(StorageError, match="nowhere"):
        prepare(path, NOON, broken)
    assert tables(path) == {*metadata.tables, "alembic_version"}
    prepare(path, NOON)
    assert note(path) == [("a", "b")]


def test_a_migration_that_orphans_rows_changes_nothing(path: Path, tmp_path: Path) -> None:
    orphan = "op.execute(\"INSERT INTO playlist_lists VALUES ('nobody', '', 0)\")"
    with pytest.raises(StorageError, match="belong to nothing"):
        prepare(path, NOON, later(tmp_path, orphan))
    assert tables(path) == {*metadata.tables, "alembic_version"}


def test_a_database_of_a_newer_segue_is_refused_and_left_alone(path: Path, tmp_path: Path) -> None:
    prepare(path, NOON, later(tmp_path, "pass"))
    before = path.read_bytes()
    for opens in (lambda: prepare(path, NOON), lambda: check(path)):
        with pytest.raises(StorageError, match=rf"newer Segue \(version {NEXT}\). Update Segue"):
            opens()
    assert path.read_bytes() == before


def test_reading_only_does_not_update_an_older_database(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="older Segue; start `segue run` once"):
        check(path, later(tmp_path, "pass"))
    assert f"t{NEXT}" not in tables(path)


def test_backups_go_after_fourteen_days(path: Path, tmp_path: Path) -> None:
    for number in range(5):
        migrations = later(tmp_path, *["pass"] * (number + 1))
        prepare(path, NOON + timedelta(days=number), migrations)
    assert len(backups(path)) == 5
    # A backup still holds what people have deleted since.
    prepare(path, NOON + timedelta(days=16, seconds=1), migrations)
    assert [backup.name.split("-")[1][6:8] for backup in backups(path)] == ["26", "27"]
    prepare(path, NOON + timedelta(days=60), migrations)
    assert backups(path) == []


def test_there_is_a_backup_of_each_day_that_can_be_put_back(path: Path) -> None:
    prepare(path, NOON)
    write_note(path, "before")
    for hours in range(0, 49, 6):
        back_up_if_due(path, NOON + timedelta(hours=hours))
    assert [backup.name.split("-")[1][:11] for backup in backups(path)] == ["20261123T12", "20261124T12", "20261125T12"]
    write_note(path, "after")
    backups(path)[0].replace(path)
    prepare(path, NOON)
    assert note(path) == [("a", "before")]


def test_not_more_than_so_many_are_kept(path: Path) -> None:
    prepare(path, NOON)
    for minutes in range(BACKUPS_KEPT + 3):
        back_up(path, NOON + timedelta(minutes=minutes))
    back_up_if_due(path, NOON + timedelta(hours=1))
    assert len(backups(path)) == BACKUPS_KEPT


def test_what_an_interrupted_backup_left_goes_too(path: Path) -> None:
    prepare(path, NOON)
    left = back_up(path, NOON).with_suffix(".partial")
    left.touch()
    back_up_if_due(path, NOON + timedelta(hours=1))
    assert left.exists()  # another process may be at it
    back_up_if_due(path, NOON + timedelta(days=1, seconds=1))
    assert not left.exists()
