"""A tour: what members of a server see, from linking an account to asking for all that is stored about them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from bot.messages import text
from playground.demo.stage import Stage
from playground.discord import Message, User

MOOD = "rainy day jazz"
SONGS = "Hey Jude; Karma Police by Radiohead"


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did, in the words of the tour, and what they saw: a message, or the text of a web page."""

    person: str
    did: str
    saw: Message | str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the tour that is understood alone. `name` is what a file with its picture is called.

    The steps of the first one link the account that others draw on.
    """

    name: str
    title: str
    steps: Callable[[Stage], AsyncIterator[Step]]


async def _recommend(stage: Stage) -> AsyncIterator[Step]:
    alice, own = stage.discord.user("alice"), stage.playlist("alice")
    offer = await alice.slash("link")
    yield Step("alice", "/link", offer)
    link = next(button for button in offer.buttons if button.url)
    for words in await stage.browser.link(link.url or "", "alice"):
        yield Step("alice", "in the browser", words)
    answer = await alice.slash("recommend", playlist=own, count=12)
    yield Step("alice", f"/recommend playlist: {own} count: 12", answer)
    following = next(button for button in answer.buttons if "next" in (button.custom_id or ""))
    yield Step("alice", f"presses {following.label}", await alice.click(answer, following.custom_id or ""))


async def _create_playlist(stage: Stage) -> AsyncIterator[Step]:
    """The list becomes a playlist, after Spotify has asked whether the bot may write any."""
    alice = stage.discord.user("alice")
    answer = await alice.slash("recommend", songs=SONGS, count=5)
    yield Step("alice", f"/recommend songs: {SONGS} count: 5", answer)
    form = await alice.click(answer, "Create playlist")
    assert form.modal is not None
    asked = await finished(await alice.submit(form.modal, {}))
    yield Step("alice", "presses Create playlist, and sends the form as it is", asked)
    offer = await alice.click(asked, "Allow it on Spotify")
    await stage.browser.link(next(button.url for button in offer.buttons if button.url), "alice")
    yield Step("alice", "allows it, and presses Continue", await finished(await alice.click(asked, "Continue")))


async def _similar(stage: Stage) -> AsyncIterator[Step]:
    own = stage.playlist("alice")
    shown = await stage.discord.user("alice").slash("similar", playlist=own, count=5)
    shown = await shown.until(lambda message: bool(message.components))  # words may come first
    yield Step("alice", f"/similar playlist: {own} count: 5", shown)


async def _rules(stage: Stage) -> AsyncIterator[Step]:
    own = stage.playlist("alice")
    shown = await stage.discord.user("alice").slash("rules", playlist=own)
    shown = await shown.until(lambda message: bool(message.components))
    yield Step("alice", f"/rules playlist: {own}", shown)


async def _talk_back(stage: Stage) -> AsyncIterator[Step]:
    carol = stage.discord.user("carol")
    answer = await carol.slash("recommend", vibe=MOOD, count=5)
    yield Step("carol", f"/recommend vibe: {MOOD} count: 5", answer)
    song = await _choose(carol, answer, "song:", 1)
    never = next(option for option in _options(song, "songsay:") if option.startswith("Never "))
    answer = await carol.select(song, _menu(song, "songsay:"), never)
    yield Step("carol", f"chooses the second song, and {never}", answer)
    yield Step("carol", "/feedback", await carol.slash("feedback"))


async def _settings(stage: Stage) -> AsyncIterator[Step]:
    alice = stage.discord.user("alice")
    yield Step("alice", "/settings", await alice.slash("settings"))
    yield Step("alice", "/privacy show", await alice.slash("privacy show"))


async def _others(stage: Stage) -> AsyncIterator[Step]:
    foreign = stage.playlist("bob")
    told = await stage.discord.user("alice").slash("recommend", playlist=foreign)
    yield Step("alice", f"/recommend playlist: {foreign}", told)
    dora = stage.discord.user("dora", locale="de")
    answer = await dora.slash("recommend", vibe="roadtrip", count=3)
    yield Step("dora", "/empfehlen stimmung: roadtrip anzahl: 3", answer)


TOUR = (
    Chapter("recommend", "A playlist is continued", _recommend),
    Chapter("playlist", "A list becomes a playlist", _create_playlist),
    Chapter("similar", "By sound", _similar),
    Chapter("rules", "What goes together", _rules),
    Chapter("feedback", "Talking back", _talk_back),
    Chapter("settings", "Settings and privacy", _settings),
    Chapter("others", "Other people's playlists, and other languages", _others),
)


async def finished(message: Message) -> Message:
    """The message at its end, where the bot first says that it is at work on a playlist."""
    return await message.until(lambda shown: shown.raw["content"] != text("playlist-working"))


async def _choose(user: User, message: Message, menu: str, place: int) -> Message:
    return await user.select(message, _menu(message, menu), _options(message, menu)[place])


def _menu(message: Message, start: str) -> str:
    return next(select.custom_id for select in message.selects if select.custom_id.startswith(start))


def _options(message: Message, start: str) -> list[str]:
    found = next(select for select in message.selects if select.custom_id.startswith(start))
    return [label for label, _ in found.options]
