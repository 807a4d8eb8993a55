"""A bot that takes another model while people ask: each answer comes from one of the two entirely."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from bot.engine import WorkerEngine, recommender_worker
from bot.serving import Copies, ServedModels
from playground.discord import Message
from recsys.bundle import CATALOG
from recsys.errors import BundleError
from tests.support.bot import Stage
from tests.support.scenes import DISCO, FOLK, JAZZ, METAL

OLD, NEW = {JAZZ, METAL}, {FOLK, DISCO}
ASKED = f"{JAZZ} Tune 5; {FOLK} Tune 5"
"""The catalogue of either world knows one of these."""


@pytest.fixture
async def models(tmp_path: Path, trained_bundle: Path) -> AsyncIterator[ServedModels]:
    def open_engine(copy: Path) -> WorkerEngine:
        return WorkerEngine(recommender_worker, copy, queue_size=8, deadline=30)

    async with ServedModels(Copies(tmp_path / "copies"), open_engine) as models:
        await models.load(trained_bundle)
        yield models


def worlds(answer: Message) -> set[str]:
    """The scenes of every song that the answer names: listed, as a reason, or as what was taken for what was typed."""
    songs = re.sub(r"“[^”]*”", "", answer.text)  # without what the person typed
    return set(re.findall(r"(\w+) Tune \d+", songs))


async def test_each_answer_is_of_one_model(stage: Stage, models: ServedModels, other_bundle: Path) -> None:
    stage.models = models
    async with stage.running():
        numbers = count()

        async def ask() -> set[str]:
            """Each time somebody else: one person may ask a few times a minute."""
            person = stage.discord.user(f"person{next(numbers)}")
            return worlds(await person.slash("recommend", songs=ASKED, vibe="Evening", count=10))

        assert (await ask()) & OLD
        loading = asyncio.create_task(models.load(other_bundle))
        seen: list[set[str]] = []
        while not loading.done():
            seen += await asyncio.gather(*(ask() for _ in range(4)))
        assert (await ask()) <= NEW
    assert len(seen) > 4
    assert all(answer and (answer <= OLD or answer <= NEW) for answer in seen)


async def test_a_damaged_model_changes_nothing(
    stage: Stage, models: ServedModels, other_bundle: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(other_bundle, damaged)
    with (damaged / CATALOG).open("r+b") as file:
        file.truncate(1000)
    stage.models = models
    async with stage.running():
        person = stage.discord.user("ben")
        with pytest.raises(BundleError, match=r"damaged .*: catalog\.sqlite has 1000 bytes"):
            await models.load(damaged)
        answer = worlds(await person.slash("recommend", songs=ASKED, count=5))
    assert answer
    assert answer <= OLD
