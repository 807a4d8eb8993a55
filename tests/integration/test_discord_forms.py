"""Forms that were open when the bot was restarted."""

from __future__ import annotations

import aiohttp
import pytest

from playground.discord import Message, Modal
from tests.support.bot import Stage


async def sent_after_a_restart(stage: Stage, words: str, locale: str = "en-US") -> Message:
    """A form is opened, the bot ends and starts, the form is sent."""
    ben = stage.discord.user("ben", locale=locale)
    async with stage.running():
        form = (await ben.slash("recommend", paste=True)).modal
    assert isinstance(form, Modal)
    await stage.discord.offline()
    async with stage.running():
        return await ben.submit(form, {form.fields[0].label: words})


async def test_what_was_typed_is_given_back_after_a_restart(stage: Stage) -> None:
    typed = "Song 1\nMotörhead - Ace of Spades"
    told = await sent_after_a_restart(stage, typed)
    assert told.ephemeral
    assert "Please open it again; what you typed is in the file" in told.text
    (file,) = told.attachments
    async with aiohttp.ClientSession() as session, session.get(file["url"]) as answer:
        assert await answer.read() == typed.encode()
    assert stage.engine.queries == []


async def test_in_the_language_of_whoever_typed(stage: Stage) -> None:
    told = await sent_after_a_restart(stage, "Song 1", locale="de")
    assert "Bitte öffne es noch einmal" in told.text


@pytest.mark.parametrize("times", [1, 2])
async def test_a_form_of_this_run_is_not_answered_twice(stage: Stage, times: int) -> None:
    ben = stage.discord.user("ben")
    async with stage.running():
        for _ in range(times):
            form = (await ben.slash("recommend", paste=True, count=2)).modal
            assert form is not None
            reply = await ben.submit(form, {"Songs": "Song 1"})
            assert "From your list: 1 song" in reply.text
            assert await reply.followups() == []
