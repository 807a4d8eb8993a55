"""A short tour: what a member of a server sees, from linking an account to a mood without any song."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.messages import text
from playground.demo.stage import Stage
from playground.discord import Message

MOOD = "rainy day jazz"


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did, in the words of the tour, and what they saw: a message, or the text of a web page."""

    person: str
    did: str
    saw: Message | str


async def tour(stage: Stage) -> AsyncIterator[Step]:
    """Each step as it happens. The bot answers over the loopback Discord exactly as it would over the real one."""
    alice = stage.discord.user("alice")
    own = stage.playlist("alice")
    foreign = stage.playlist("bob")

    offer = await alice.slash("link")
    yield Step("alice", "/link", offer)
    link = next(button for button in offer.buttons if button.url)
    for words in await stage.browser.link(link.url or "", "alice"):
        yield Step("alice", "in the browser", words)

    answer = await alice.slash("recommend", playlist=own, count=12)
    yield Step("alice", f"/recommend playlist: {own} count: 12", answer)
    following = next(button for button in answer.buttons if "next" in (button.custom_id or ""))
    yield Step("alice", f"presses {following.label}", await alice.click(answer, following.custom_id or ""))

    async for step in _playlist(stage, answer):
        yield step

    sounding = await alice.slash("similar", playlist=own, count=5)
    sounding = await sounding.until(lambda message: bool(message.components))  # words may come first
    yield Step("alice", f"/similar playlist: {own} count: 5", sounding)

    together = await alice.slash("rules", playlist=own)
    together = await together.until(lambda message: bool(message.components))
    yield Step("alice", f"/rules playlist: {own}", together)

    yield Step("alice", f"/recommend playlist: {foreign}", await alice.slash("recommend", playlist=foreign))

    carol = stage.discord.user("carol")
    mood = await carol.slash("recommend", vibe=MOOD, count=5)
    yield Step("carol", f"/recommend vibe: {MOOD} count: 5", mood)


async def _playlist(stage: Stage, answer: Message) -> AsyncIterator[Step]:
    """The list becomes a playlist, after Spotify has asked whether the bot may write any."""
    alice = answer.user
    form = await alice.click(answer, "Create playlist")
    assert form.modal is not None
    asked = await finished(await alice.submit(form.modal, {}))
    yield Step("alice", "presses Create playlist, and sends the form as it is", asked)
    offer = await alice.click(asked, "Allow it on Spotify")
    await stage.browser.link(next(button.url for button in offer.buttons if button.url), "alice")
    yield Step("alice", "allows it, and presses Continue", await finished(await alice.click(asked, "Continue")))


async def finished(message: Message) -> Message:
    """The message at its end, where the bot first says that it is at work on a playlist."""
    return await message.until(lambda shown: shown.raw["content"] != text("playlist-working"))
