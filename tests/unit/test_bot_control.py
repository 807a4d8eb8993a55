"""The operator's door: opens to whoever can read its file, to nobody else, and says what came of a reload."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import aiohttp
import pytest

from bot.control import NotReached, Reloaded, ask_to_reload, control_file, listen

DONE = Reloaded(True, "The bot answers with another model now.")
REFUSED = Reloaded(False, "It is damaged. The bot goes on with the old one.")


class House:
    """Something to reload, which counts how often it was asked."""

    def __init__(self, outcome: Reloaded = DONE) -> None:
        self.outcome = outcome
        self.asked = 0

    async def reload(self) -> Reloaded:
        self.asked += 1
        return self.outcome


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return control_file(tmp_path / "segue.db")


@pytest.mark.parametrize("outcome", [DONE, REFUSED])
async def test_says_what_came_of_it(file: Path, outcome: Reloaded) -> None:
    house = House(outcome)
    async with listen(file, house.reload):
        assert await ask_to_reload(file) == outcome
    assert house.asked == 1


async def test_nobody_gets_in_without_the_secret(file: Path) -> None:
    house = House()
    async with listen(file, house.reload), aiohttp.ClientSession() as stranger:
        url = f"http://127.0.0.1:{json.loads(file.read_bytes())['port']}/reload"
        for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer guessed"}, {"Authorization": "é"}):
            async with stranger.post(url, headers=headers) as answer:
                assert answer.status == 403
    assert house.asked == 0


async def test_the_secret_is_for_its_owner_and_new_each_time(file: Path) -> None:
    secrets = set()
    for _ in range(2):
        async with listen(file, House().reload):
            secrets.add(json.loads(file.read_bytes())["secret"])
            if os.name == "posix":
                assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert not file.exists()
    assert len(secrets) == 2


async def test_a_bot_that_does_not_run_is_not_reached(file: Path) -> None:
    with pytest.raises(NotReached, match="No bot answers here"):
        await ask_to_reload(file)


async def test_what_a_crashed_bot_left_reaches_nobody_and_is_replaced(file: Path) -> None:
    async with listen(file, House().reload):
        left = file.read_bytes()
    file.write_bytes(left)
    with pytest.raises(NotReached, match="No bot answers here"):
        await ask_to_reload(file)
    async with listen(file, House().reload):
        assert await ask_to_reload(file) == DONE


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"port": 1, "secret": "x", "more": 1}'])
async def test_a_file_of_something_else_is_not_followed(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(NotReached, match="No bot answers here"):
        await ask_to_reload(file)
