"""A stage for bots: a loopback Discord and a folder for the database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.discord import DiscordPlayground
from tests.support.bot import Bot, Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with DiscordPlayground() as discord:
        yield Stage(discord, tmp_path)


@pytest.fixture
async def bot(stage: Stage) -> AsyncIterator[Bot]:
    async with stage.running() as running:
        yield running
