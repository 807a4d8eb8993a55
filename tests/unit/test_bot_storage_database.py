"""Opening, locking and closing the database; what it refuses and in which words."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.errors import StorageError
from bot.ports import Grant, PendingLink, WaitingLink
from bot.storage.connections import Connections
from bot.storage.database import Database, database_path, open_database
from bot.storage.lock import database_lock
from bot.storage.prepare import make_folder, prepare
from bot.storage.schema import Moment, notes
from bot.storage.statements import upsert
from bot.storage.vault import Vault
from tests.support.accounts import ANN, KEY, NOON, OLDER_KEY, HandClock, a_link, database_in

CLOCK = HandClock()


def threads() -> set[threading.Thread]:
    # aiosqlite runs each connection in a thread of its own; asyncio's own pool threads come and go.
    return {thread for thread in threading.enumerate() if not thread.name.startswith("asyncio_")}


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def opened(path: Path) -> Connections:
    make_folder(path)
    prepare(path, NOON)
    return Connections(path, read_only=False)


async def pragma(connections: Connections, name: str) -> object:
    async with connections.write() as writer:
        return (await writer.exec_driver_sql(f"PRAGMA {name}")).scalar()


async def test_the_folder_is_made_and_what_is_stored_is_there_the_next_time(tmp_path: Path) -> None:
    folder = tmp_path / "of" / "the bot"
    async with database_in(folder, CLOCK) as database:
        await database.notes.set("a", "b")
    async with database_in(folder, CLOCK) as database:
        assert await database.notes.get("a") == "b"


async def test_the_pragmas_are_set(tmp_path: Path) -> None:
    connections = await opened(tmp_path / "segue.db")
    try:
        wanted = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000, "synchronous": 1}
        assert {name: await pragma(connections, name) for name in wanted} == wanted
        async with connections.read() as reader:
            assert (await reader.exec_driver_sql("PRAGMA foreign_keys")).scalar() == 1
    finally:
        await connections.close()


async def test_a_write_takes_the_lock_at_its_start(tmp_path: Path) -> None:
    connections = await opened(tmp_path / "segue.db")
    with closing(sqlite3.connect(tmp_path / "segue.db", timeout=0, isolation_level=None)) as other:
        async with connections.write():
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    await connections.close()


async def test_readers_cannot_write(tmp_path: Path) -> None:
    connections = await opened(tmp_path / "segue.db")
    async with asyncio.timeout(10):
        with pytest.raises(StorageError, match="readonly"):
            async with connections.read() as reader:
                await reader.execute(notes.delete())
    await connections.close()


async def test_strict_tables_refuse_values_of_another_type(tmp_path: Path) -> None:
    connections = await opened(tmp_path / "segue.db")
    with pytest.raises(StorageError, match="cannot store TEXT"):
        async with connections.write() as writer:
            await writer.exec_driver_sql("INSERT INTO cooldowns VALUES ('spotify', 'soon')")
    await connections.close()


async def test_a_write_that_fails_in_the_middle_leaves_nothing_and_the_next_one_works(tmp_path: Path) -> None:
    connections = await opened(tmp_path / "segue.db")
    with contextlib.suppress(RuntimeError):
        async with connections.write() as writer:
            await upsert(writer, notes, [{"name": "a", "value": "failed"}])
            raise RuntimeError("in the middle")
    async with connections.read() as reader:
        assert (await reader.execute(select(notes))).all() == []
    async with connections.write() as writer:
        await upsert(writer, notes, [{"name": "a", "value": "kept"}])
    async with connections.read() as reader:
        assert (await reader.execute(select(notes.c.value))).all() == [("kept",)]
    await connections.close()


async def test_what_was_begun_is_finished_although_its_caller_is_cancelled(tmp_path: Path) -> None:
    async with database_in(tmp_path, CLOCK) as database:
        for turns in range(1, 61):
            # After so many turns of the event loop the cancellation meets opening, beginning, writing or committing.
            task = asyncio.create_task(database.ledger.spend("ann", 1, now=NOON, limit=1000, payer_limit=1000))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        # Writers take turns: when this one is done, so are the sixty before it.
        assert await database.ledger.spend("ben", 1, now=NOON, limit=1000, payer_limit=1000)
        assert await database.ledger.used(NOON, "ann") == 60


async def test_many_writers_and_readers_at_once_all_get_their_turn(tmp_path: Path) -> None:
    async with database_in(tmp_path, CLOCK) as database:
        await asyncio.gather(
            *(database.notes.set(f"n{number}", str(number)) for number in range(50)),
            *(database.notes.get(f"n{number}") for number in range(50)),
        )
        assert [await database.notes.get(f"n{number}") for number in range(50)] == [str(n) for n in range(50)]


async def test_closing_waits_for_who_is_writing_and_refuses_who_comes_after(tmp_path: Path) -> None:
    connections = await opened(tmp_path / "segue.db")
    database = Database(connections, Vault([]), CLOCK)
    writing = [asyncio.create_task(database.notes.set(f"n{number}", "x")) for number in range(5)]
    await asyncio.sleep(0)  # each has begun
    await connections.close()
    assert await asyncio.gather(*writing) == [None] * 5
    with pytest.raises(StorageError, match="closed already"):
        await database.notes.set("late", "x")
    with closing(sqlite3.connect(tmp_path / "segue.db")) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (5,)


@pytest.mark.parametrize("way_out", ["end", "error", "cancelled"])
async def test_no_connection_is_left_open_on_any_way_out(tmp_path: Path, way_out: str) -> None:
    before = threads()
    ready = asyncio.Event()

    async def use() -> None:
        async with database_in(tmp_path, CLOCK) as database:
            await asyncio.gather(database.notes.set("a", "b"), database.notes.get("a"), database.ping())
            assert threads() - before
            ready.set()
            if way_out == "error":
                raise RuntimeError
            if way_out == "cancelled":
                await asyncio.Event().wait()

    task = asyncio.create_task(use())
    await ready.wait()
    if way_out == "cancelled":
        task.cancel()
    (result,) = await asyncio.gather(task, return_exceptions=True)
    assert type(result) is {"end": type(None), "error": RuntimeError, "cancelled": asyncio.CancelledError}[way_out]
    for thread in threads() - before:  # a closed connection's thread says so just before it ends
        thread.join(5)
    assert not threads() - before
    # The last one out tidied the write-ahead log, and let go of the lock.
    assert not (tmp_path / "segue.db-wal").exists()
    async with database_in(tmp_path, CLOCK) as database:
        assert await database.notes.get("a") == "b"


async def test_one_bot_per_database(tmp_path: Path) -> None:
    async with database_in(tmp_path, CLOCK):
        with pytest.raises(StorageError, match="in use by another `segue run`"):
            async with database_in(tmp_path, CLOCK):
                pass


def test_another_process_is_refused_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "segue.db"
    holder = (
        "import sys, time; from pathlib import Path; from bot.storage.lock import database_lock\n"
        "with database_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", holder, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(StorageError, match="in use"), database_lock(path):
            pass
        process.kill()
        process.wait()
    with database_lock(path):
        pass


async def test_other_commands_read_beside_a_running_bot_and_cannot_write(tmp_path: Path) -> None:
    async with database_in(tmp_path, CLOCK) as bot, database_in(tmp_path, CLOCK, read_only=True) as doctor:
        await bot.notes.set("a", "b")
        assert await doctor.notes.get("a") == "b"
        with pytest.raises(StorageError, match="reading only"):
            await doctor.notes.set("a", "c")


async def test_reading_only_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"no database .* yet"):
        async with database_in(tmp_path / "new", CLOCK, read_only=True):
            pass
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql+asyncpg://localhost/segue", "postgresql\\+asyncpg is not supported yet"),
        ("sqlite:///segue.db", "sqlite is not supported yet"),
        ("sqlite+aiosqlite://", "naming a file"),
        ("sqlite+aiosqlite:///:memory:", "naming a file"),
        ("sqlite+aiosqlite:///segue.db?mode=ro", "naming a file and nothing else"),
        ("segue.db", "no database URL"),
        ("nonsense://user:hunter2@host/x", "nonsense is not supported yet"),
    ],
)
def test_an_unusable_address_is_explained_without_its_password(url: str, says: str) -> None:
    with pytest.raises(StorageError, match=says) as raised:
        database_path(url)
    assert "sqlite+aiosqlite:///data/segue.db" in str(raised.value)
    assert "hunter2" not in str(raised.value)


def test_a_relative_address_is_relative_to_the_working_folder() -> None:
    assert database_path("sqlite+aiosqlite:///data/segue.db") == Path.cwd() / "data" / "segue.db"


async def test_a_path_with_special_characters_works(tmp_path: Path) -> None:
    async with database_in(tmp_path / "a b%20c #1 ü", CLOCK) as database:
        await database.notes.set("a", "b")
        assert await database.notes.get("a") == "b"


async def refusal(folder: Path) -> str:
    with pytest.raises(StorageError) as raised:
        async with database_in(folder, CLOCK):
            pass
    return str(raised.value)


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "segue.db"
    path.write_text("Dear diary, " * 100, encoding="utf-8")
    assert "is damaged or no database" in await refusal(tmp_path)
    assert path.read_text(encoding="utf-8") == "Dear diary, " * 100


async def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    async with database_in(tmp_path, CLOCK) as database:
        await database.notes.set("a", "b")
    path = tmp_path / "segue.db"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)  # every page but the first
    path.write_bytes(content)
    assert "damaged" in await refusal(tmp_path)


async def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "segue.db")) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    assert "of another program" in await refusal(tmp_path)
    with closing(sqlite3.connect(tmp_path / "segue.db")) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


async def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "cannot be used" in await refusal(tmp_path / "file" / "folder")


async def test_a_folder_in_the_databases_place_is_explained(tmp_path: Path) -> None:
    (tmp_path / "segue.db").mkdir()
    assert "cannot be used" in await refusal(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
async def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    async with database_in(tmp_path, CLOCK) as database:
        await database.notes.set("a", "b")
        modes = {path.stat().st_mode & 0o777 for path in files(tmp_path) if path.suffix != ".lock"}
    assert modes == {0o600}


async def test_no_error_shows_what_was_to_be_stored(tmp_path: Path) -> None:
    connections = await opened(tmp_path / "segue.db")
    with pytest.raises(StorageError) as raised:
        async with connections.write() as writer:
            await writer.execute(notes.insert(), [{"name": "hunter2", "value": None}])
    assert "hunter2" not in f"{raised.value} {raised.value.__cause__}"
    await connections.close()


async def test_the_sweep_covers_every_store(tmp_path: Path) -> None:
    clock = HandClock()
    async with database_in(tmp_path, clock) as database:
        await database.ledger.spend("ann", 1, now=NOON, limit=9, payer_limit=9)
        await database.links.save(a_link(), SecretStr("refresh"))
        await database.spotify_cache.save_playlists("ann", [], NOON + timedelta(hours=1))
        assert await database.sweep(NOON) == 0
        assert await database.sweep(NOON + timedelta(days=1)) == 2
        assert await database.links.get(ANN) == a_link()


def test_a_time_without_a_zone_is_not_stored() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        Moment().process_bind_param(datetime(2026, 11, 23), None)  # type: ignore[arg-type]


# ------------------------------------------------------------ encryption


async def stored_token(database: Database) -> str | None:
    stored = await database.links.token(ANN)
    return None if stored is None else stored.refresh_token.get_secret_value()


async def linked_under(tmp_path: Path, key: SecretStr) -> None:
    async with database_in(tmp_path, CLOCK, [key]) as database:
        await database.links.save(a_link(), SecretStr("refresh-secret"))


async def test_no_secret_lies_in_the_file_in_clear(tmp_path: Path) -> None:
    secrets = [
        b"refresh-secret",
        b"access-secret",
        b"link-secret",
        b"state-secret",
        b"holder-secret",
        b"verifier-secret",
    ]
    end = NOON + timedelta(minutes=10)
    async with database_in(tmp_path, CLOCK) as database:
        await database.links.save(a_link(), SecretStr("refresh-secret"))
        await database.pending.begin("link-secret", PendingLink(ANN, "ann", frozenset(), end))
        verifier = SecretStr("verifier-secret")
        await database.pending.arm(
            "link-secret", state="state-secret", holder="holder-secret", verifier=verifier, now=NOON
        )
        grant = Grant(SecretStr("access-secret"), end, frozenset(), SecretStr("refresh-secret"))
        await database.pending.wait(WaitingLink(a_link(), grant, end))
        content = b"".join(path.read_bytes() for path in files(tmp_path))
    content += (tmp_path / "segue.db").read_bytes()
    assert b"Ann" in content  # it was looked for in the right place
    assert [secret for secret in secrets if secret in content] == []


async def test_a_token_moved_to_another_persons_row_does_not_open(tmp_path: Path) -> None:
    async with database_in(tmp_path, CLOCK) as database:
        await database.links.save(a_link(ANN, "ann"), SecretStr("of ann"))
        await database.links.save(a_link(ANN + 1, "ben"), SecretStr("of ben"))
    with closing(sqlite3.connect(tmp_path / "segue.db")) as connection, connection:
        connection.execute(
            "UPDATE tokens SET sealed = (SELECT sealed FROM tokens WHERE user_id = ?) WHERE user_id = ?", (ANN + 1, ANN)
        )
    async with database_in(tmp_path, CLOCK) as database:
        assert await stored_token(database) is None
        link = await database.links.get(ANN)
        assert link is not None
        assert not link.has_token


async def test_a_token_that_no_key_opens_is_dropped_and_the_link_stays(tmp_path: Path) -> None:
    await linked_under(tmp_path, OLDER_KEY)
    async with database_in(tmp_path, CLOCK, [KEY]) as database:
        assert await stored_token(database) is None
        link = await database.links.get(ANN)
        assert link is not None
        assert not link.has_token


async def test_without_keys_nothing_is_dropped_and_nothing_is_stored(tmp_path: Path) -> None:
    await linked_under(tmp_path, KEY)
    async with database_in(tmp_path, CLOCK, []) as database:
        assert await stored_token(database) is None
        with pytest.raises(StorageError, match="segue keys new"):
            await database.links.save(a_link(), SecretStr("refresh"))
    async with database_in(tmp_path, CLOCK, [KEY]) as database:
        assert await stored_token(database) == "refresh-secret"


async def test_a_new_key_in_front_reads_old_tokens_and_after_rotation_needs_no_other(tmp_path: Path) -> None:
    await linked_under(tmp_path, OLDER_KEY)
    async with database_in(tmp_path, CLOCK, [KEY, OLDER_KEY]) as database:
        assert await stored_token(database) == "refresh-secret"
        rotation = await database.links.rotate_keys()
    assert (rotation.rotated, rotation.unreadable) == (1, 0)
    async with database_in(tmp_path, CLOCK, [KEY]) as database:
        assert await stored_token(database) == "refresh-secret"


async def test_rotation_leaves_what_it_cannot_read_as_it_is(tmp_path: Path) -> None:
    await linked_under(tmp_path, OLDER_KEY)
    async with database_in(tmp_path, CLOCK, [KEY]) as database:
        await database.links.save(a_link(ANN + 1, "ben"), SecretStr("of ben"))
        rotation = await database.links.rotate_keys()
    assert (rotation.rotated, rotation.unreadable) == (1, 1)
    async with database_in(tmp_path, CLOCK, [KEY, OLDER_KEY]) as database:
        assert await stored_token(database) == "refresh-secret"


async def test_open_database_takes_the_url_of_the_settings(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{(tmp_path / 'x.db').as_posix()}"
    async with open_database(url, keys=[KEY], clock=CLOCK) as database:
        await database.ping()
    assert (tmp_path / "x.db").is_file()
