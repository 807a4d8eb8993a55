"""`segue keys`: the real commands over a real database."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from cryptography.fernet import Fernet
from pydantic import SecretStr

from tests.conftest import PROJECT
from tests.support.accounts import ANN, KEY, OLDER_KEY, HandClock, a_link, database_in


def segue(folder: Path, *arguments: str, keys: str = "") -> subprocess.CompletedProcess[str]:
    url = f"sqlite+aiosqlite:///{(folder / 'segue.db').as_posix()}"
    environment = {"SEGUE_DATABASE_URL": url, "SEGUE_SECRET_KEYS": keys, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def link_under(folder: Path, key: SecretStr, user_id: int = ANN) -> None:
    async def link() -> None:
        async with database_in(folder, HandClock(), [key]) as database:
            await database.links.save(a_link(user_id, str(user_id)), SecretStr("refresh"))

    asyncio.run(link())


def readable(folder: Path, key: SecretStr, user_id: int = ANN) -> bool:
    async def read() -> bool:
        async with database_in(folder, HandClock(), [key]) as database:
            return await database.links.token(user_id) is not None

    return asyncio.run(read())


def both(*keys: SecretStr) -> str:
    return ",".join(key.get_secret_value() for key in keys)


def test_a_new_key_stands_alone_on_standard_output(tmp_path: Path) -> None:
    first, second = segue(tmp_path, "keys", "new"), segue(tmp_path, "keys", "new")
    assert first.returncode == 0
    Fernet(first.stdout.strip())
    assert first.stdout != second.stdout
    assert "SEGUE_SECRET_KEYS=<new key>" in first.stderr
    assert first.stdout.strip() not in first.stderr


def test_rotating_puts_every_token_under_the_first_key(tmp_path: Path) -> None:
    link_under(tmp_path, OLDER_KEY)
    done = segue(tmp_path, "keys", "rotate", keys=both(KEY, OLDER_KEY))
    assert (done.returncode, done.stderr) == (0, "")
    assert "under the first key: 1." in done.stdout
    assert "no longer needed" in done.stdout
    assert readable(tmp_path, KEY)


def test_rotating_says_what_it_could_not_read_and_keeps_it(tmp_path: Path) -> None:
    link_under(tmp_path, OLDER_KEY)
    link_under(tmp_path, KEY, ANN + 1)
    done = segue(tmp_path, "keys", "rotate", keys=both(KEY))
    assert done.returncode == 1
    assert "under the first key: 1." in done.stdout
    assert "none of the keys can read: 1." in done.stderr
    assert readable(tmp_path, OLDER_KEY)


def test_rotating_while_the_bot_runs_is_refused(tmp_path: Path) -> None:
    async def rotate_beside() -> subprocess.CompletedProcess[str]:
        async with database_in(tmp_path, HandClock()):
            return await asyncio.to_thread(segue, tmp_path, "keys", "rotate", keys=both(KEY))

    done = asyncio.run(rotate_beside())
    assert done.returncode == 2
    assert "in use by another `segue run`" in done.stderr


def test_rotating_without_keys_says_how_to_get_one(tmp_path: Path) -> None:
    done = segue(tmp_path, "keys", "rotate")
    assert done.returncode == 2
    assert "segue keys new" in done.stderr


def test_rotating_without_a_database_makes_none(tmp_path: Path) -> None:
    done = segue(tmp_path, "keys", "rotate", keys=both(KEY))
    assert done.returncode == 0
    assert "nothing to rotate" in done.stdout
    assert list(tmp_path.iterdir()) == []
