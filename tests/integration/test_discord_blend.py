"""/blend over the Discord protocol: who is asked, what they say, and what comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.errors import EngineBusy, NotLinked
from bot.ports import TrackList
from playground.discord import Impossible, Message, User
from recsys.domain import Song
from recsys.lookup import song_track
from tests.support.bot import SONGS, Bot, Stage


async def with_top_songs(stage: Stage, bot: Bot, person: User, songs: Sequence[Song]) -> None:
    user_id = await stage.link(bot, person, person.name)
    stage.spotify.top[user_id] = TrackList("", "", tuple(map(song_track, songs)), len(songs))


async def invited(host: User, *guests: str, **options: object) -> Message:
    asked = await host.slash("blend", **options)
    return await host.select(asked, asked.selects[0].custom_id, list(guests))


async def seen(stage: Stage, person: User) -> Message:
    """The newest public message, as this person sees it."""
    return [each for each in await stage.discord.channel().messages(person) if not each.ephemeral][-1]


async def gives(person: User, message: Message, text: str) -> Message:
    form = await person.click(message, "I'll type songs")
    assert form.modal is not None
    return await person.submit(form.modal, {"Songs": text})


async def told(stage: Stage, person: User) -> str:
    """What was said to this person alone, last."""
    return [each for each in await stage.discord.channel().messages(person) if each.ephemeral][-1].text


async def test_all_answer_and_the_songs_come_by_themselves(stage: Stage, bot: Bot) -> None:
    ada, ben, eve = (stage.discord.user(name) for name in ("ada", "ben", "eve"))
    await with_top_songs(stage, bot, ada, SONGS[:2])
    asked = await ada.slash("blend", count=3)
    assert "Choose up to 4 others" in asked.text
    assert not asked.ephemeral
    invitation = await ada.select(asked, asked.selects[0].custom_id, ["ben", "eve"])
    assert "Ada would like to blend your tastes" in invitation.text
    assert invitation.text.count("has not answered yet") == 3
    assert invitation.button("Start now").disabled
    invitation = await ada.click(invitation, "With my top songs")
    assert f"✅ <@{await ada.id()}> brings their top songs" in invitation.text
    await gives(ben, await seen(stage, ben), "Song 2\nSong 3\nXyzzy")
    await eve.click(await seen(stage, eve), "Not me")
    answer = await (await seen(stage, eve)).until(lambda message: "Songs for" in message.text)
    assert answer.id == asked.id
    assert "### Songs for Ada and Ben" in answer.text
    assert "**Ada**: 2 songs" in answer.text
    assert "**Ben**: 2 songs" in answer.text
    assert "“Xyzzy”: not found" in answer.text
    assert "The first 3 songs fit all of you." in answer.text
    # Nobody's own songs come back, neither to them nor to the others.
    assert [f"**{place}. Song {place + 3}**" in answer.text for place in (1, 2, 3)] == [True] * 3
    assert len(stage.engine.queries) == 2


async def test_the_host_begins_without_those_who_do_not_answer(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    invitation = await invited(ada, "ben", "eve", count=25)
    await gives(ada, invitation, "Song 1")
    await gives(ben, await seen(stage, ben), "Song 2")
    answer = await ada.click(await seen(stage, ada), "Start now")
    answer = await answer.until(lambda message: "Songs for" in message.text)
    assert "### Songs for Ada and Ben" in answer.text
    await ben.click(await seen(stage, ben), "Next ›")
    assert f"<@{await ada.id()}>" in await told(stage, ben)
    assert "Page 2 of 3" in (await ada.click(await seen(stage, ada), "Next ›")).text


async def test_people_may_change_their_mind(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    invitation = await invited(ada, "ben")
    await ben.click(invitation, "Not me")
    assert f"➖ <@{await ben.id()}> sits this one out" in (await seen(stage, ben)).text
    await gives(ben, await seen(stage, ben), "Song 1")
    assert f"✅ <@{await ben.id()}> brings 1 song" in (await seen(stage, ben)).text


async def test_only_those_who_were_asked_have_a_say(stage: Stage, bot: Bot) -> None:
    ada, eve = stage.discord.user("ada"), stage.discord.user("eve")
    asked = await ada.slash("blend")
    await eve.select(asked, asked.selects[0].custom_id, ["ben"])
    assert f"That belongs to <@{await ada.id()}>" in await told(stage, eve)
    invitation = await ada.select(asked, asked.selects[0].custom_id, ["ben"])
    for label in ("With my top songs", "I'll type songs", "Not me"):
        await eve.click(invitation, label)
        assert "You aren't part of this blend." in await told(stage, eve)
    assert "eve" not in (await seen(stage, eve)).text
    assert stage.spotify.calls.count("top_tracks") == 0


async def test_bots_and_the_host_alone_are_nobody(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    asked = await ada.slash("blend")
    for chosen in (["ada"], ["segue"], ["ada", "segue"]):
        await ada.select(asked, asked.selects[0].custom_id, chosen)
        assert "There is nobody to blend with yet." in await told(stage, ada)
    with pytest.raises(Impossible):
        await ada.select(asked, asked.selects[0].custom_id, ["a", "b", "c", "d", "e"])


async def test_a_person_without_an_account_or_consent_hears_what_to_do_alone(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    await stage.link(bot, ben, "ben")
    invitation = await invited(ada, "ben")
    await ben.click(invitation, "With my top songs")
    assert "your permission to see what you listen to most" in await told(stage, ben)
    assert "your permission" not in (await seen(stage, ada)).text
    stage.spotify.refusal = NotLinked()
    await ada.click(await seen(stage, ada), "With my top songs")
    assert "Use `/link` and press the button again" in await told(stage, ada)
    assert (await seen(stage, ben)).text.count("has not answered yet") == 2


async def test_an_account_that_is_gone_meanwhile_brings_nothing(stage: Stage, bot: Bot) -> None:
    ada, ben, eve = (stage.discord.user(name) for name in ("ada", "ben", "eve"))
    await with_top_songs(stage, bot, eve, SONGS[:2])
    invitation = await invited(ada, "ben", "eve")
    await eve.click(invitation, "With my top songs")
    stage.spotify.top.clear()
    await gives(ada, invitation, "Song 1")
    await gives(ben, await seen(stage, ben), "Song 2")
    answer = await (await seen(stage, ben)).until(lambda message: "Songs for" in message.text)
    assert "**Eve**: 0 songs" in answer.text


async def test_songs_that_nobody_knows_are_told_and_can_be_replaced(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    invitation = await invited(ada, "ben")
    await gives(ada, invitation, "Song 1")
    await gives(ben, await seen(stage, ben), "Xyzzy")
    told_all = await (await seen(stage, ada)).until(lambda message: "I know none of the songs from Ben" in message.text)
    assert f"<@{await ben.id()}> brings 1 song" in told_all.text
    await gives(ben, await seen(stage, ben), "Song 2")
    assert "Songs for" in (await (await seen(stage, ben)).until(lambda message: "Songs for" in message.text)).text


async def test_when_all_have_answered_and_too_few_bring_songs_it_is_said(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    invitation = await invited(ada, "ben")
    await gives(ada, invitation, "Song 1")
    declined = await ben.click(await seen(stage, ben), "Not me")
    assert "At least two of you have to bring songs." in declined.text
    await gives(ben, declined, "Song 2")
    await (await seen(stage, ben)).until(lambda message: "Songs for" in message.text)


async def test_a_busy_recommender_is_told_and_the_blend_can_begin_again(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    invitation = await invited(ada, "ben")
    await gives(ada, invitation, "Song 1")
    stage.engine.failure = EngineBusy(7)
    (refusal,) = await (await gives(ben, await seen(stage, ben), "Song 2")).followups(1)
    assert "7 seconds" in refusal.text
    stage.engine.failure = None
    answer = await ada.click(await seen(stage, ada), "Start now")
    assert "Songs for" in (await answer.until(lambda message: "Songs for" in message.text)).text


async def test_begun_twice_it_is_made_once(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    invitation = await invited(ada, "ben", "eve")
    await gives(ada, invitation, "Song 1")
    await gives(ben, await seen(stage, ben), "Song 2")
    stage.engine.hold = asyncio.Event()
    ready = await seen(stage, ada)
    start = ready.button("Start now").custom_id or ""
    first = asyncio.create_task(ada.click(ready, start))
    await stage.engine.asked.wait()
    await ben.click(ready, start)
    assert "I'm blending already." in await told(stage, ben)
    await ben.click(ready, "Not me")
    assert "I'm blending already." in await told(stage, ben)
    stage.engine.hold.set()
    await first
    await bot.client.drain(10)
    assert len(stage.engine.queries) == 2
    # What is left of the invitation on a client that has not caught up does nothing any more.
    states = await bot.database.messages.get(start.partition(":")[2], stage.clock.now())
    assert states is None


async def test_an_invitation_survives_a_restart_and_ends_after_an_hour(stage: Stage) -> None:
    ada, ben = stage.discord.user("ada"), stage.discord.user("ben")
    async with stage.running():
        invitation = await invited(ada, "ben")
        await gives(ada, invitation, "Song 1")
    await stage.discord.offline()
    async with stage.running():
        assert "brings 1 song" in (await ben.click(await seen(stage, ben), "Not me")).text
        stage.clock.turn(hours=1, seconds=1)
        await ben.click(await seen(stage, ben), "Not me")
        assert "use the command again" in await told(stage, ben)
