"""/similar with a really trained model and the real chain over a ReccoBeats that is quick, slow or dead."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine import WorkerEngine, recommender_worker
from bot.serving import Copies, ServedModels
from playground.discord import Message
from tests.support.bot import Stage
from tests.support.scenes import JAZZ, SONGS, spotify_id
from tests.support.sounds import Listening, listening

SEEDS = f"{JAZZ} Tune 3; {JAZZ} Tune 5"
IN_TIME = 20.0
"""Seconds; the provider would take much longer, and the machine may be busy."""


@pytest.fixture
async def sounds(tmp_path: Path) -> AsyncIterator[Listening]:
    """A chain of its own database, whose requests to ReccoBeats may take a minute."""
    folder = tmp_path / "sounds"
    folder.mkdir()
    async with listening(folder, patience=60) as sounds:
        for number in range(SONGS):
            sounds.reccobeats.add(spotify_id(JAZZ, number))
        yield sounds


@pytest.fixture
async def played(stage: Stage, sounds: Listening, tmp_path: Path, trained_bundle: Path) -> AsyncIterator[Stage]:
    def open_engine(copy: Path) -> WorkerEngine:
        return WorkerEngine(recommender_worker, copy, queue_size=8, deadline=30)

    async with ServedModels(Copies(tmp_path / "copies"), open_engine) as models:
        await models.load(trained_bundle)
        stage.models, stage.sounds = models, sounds.chain
        async with stage.running():
            yield stage


async def similar(stage: Stage, songs: str = SEEDS) -> Message:
    reply = await stage.discord.user("ben").slash("similar", songs=songs, count=10)
    return await reply.until(lambda message: bool(message.components))


async def test_what_the_provider_knows_sorts_the_songs(played: Stage, sounds: Listening) -> None:
    reply = await similar(played)
    assert "I know how 10 of 10 songs sound, and 2 of your 2." in reply.text
    assert reply.text.count("-# **") == 10
    assert "Sounds from ReccoBeats (12 songs)" in reply.text
    assert len(reply.attachments) == 1
    calls = len(sounds.reccobeats.calls)
    assert (await similar(played)).text == reply.text
    assert len(sounds.reccobeats.calls) == calls  # everything was kept


async def test_songs_of_unknown_sound_are_not_what_the_others_are_compared_with(played: Stage) -> None:
    reply = await similar(played, f"{JAZZ} Player 3 - A tune that nobody has heard")
    assert "I know how 10 of 10 songs sound" in reply.text
    assert "Your songs gave me nothing to compare with, so I took the first 5 of the recommendation." in reply.text
    assert reply.text.count("-# **") == 10
    assert not reply.attachments


async def test_a_slow_provider_is_not_waited_for_and_known_the_next_time(played: Stage, sounds: Listening) -> None:
    held = sounds.reccobeats.hold()
    began = time.monotonic()
    late = await similar(played)
    assert time.monotonic() - began < IN_TIME
    assert "I don't know yet how any of these songs sound" in late.text
    assert "12 more are being looked up for next time." in late.text
    assert "Sounds from" not in late.text
    held.release.set()
    reply = await similar(played)
    assert "I know how 10 of 10 songs sound" in reply.text
    assert "looked up" not in reply.text
    assert "Sounds from ReccoBeats (12 songs)" in reply.text


async def test_a_dead_provider_costs_the_sounds_alone(played: Stage, sounds: Listening) -> None:
    sounds.reccobeats.fail(503, times=50)
    reply = await similar(played)
    assert "I don't know yet how any of these songs sound" in reply.text
    assert reply.text.count(f"{JAZZ} Tune") >= 10
    assert [button.label for button in reply.buttons] == ["Best", "Similar", "Shuffle", "Create playlist"]
