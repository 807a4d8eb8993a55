"""`mix:` and `clean:` over the Discord protocol with a really trained model: other songs come."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from bot.ports import Catalogue, Engine, ModelInfo
from playground.discord import Message
from recsys.diversity import with_artist_cap
from recsys.domain import Playlist, Query, Recommendations, Track
from recsys.pipeline import Recommender
from tests.support.bot import Bot, Stage
from tests.support.scenes import METAL, song, write_trained_bundle

EXPLICIT = range(0, 300, 3)


class TrainedEngine:
    """The engine of a worker, without the process."""

    def __init__(self, recommender: Recommender) -> None:
        self._recommender = recommender
        self.model = ModelInfo("scenes", 600, 300, demo=True)

    async def recommend(self, query: Query, *, user_id: int) -> Recommendations:
        return await asyncio.to_thread(self._recommender.recommend, with_artist_cap(query))


@dataclass
class TrainedModel:
    catalogue: Catalogue
    engine: Engine

    @contextmanager
    def in_use(self) -> Iterator[TrainedModel]:
        yield self


def more_playlists() -> Iterator[Playlist]:
    """Every third metal song is marked as explicit; live versions of rare ones are in more lists than theirs."""
    for number in EXPLICIT:
        yield Playlist(f"explicit-{number}", None, (replace(song(METAL, number), explicit=True),))
    for row in range(45):
        numbers = range(200 + row % 3, 260, 3)
        yield Playlist(f"live-{row}", f"{METAL} Evening", tuple(map(live, numbers)))


def live(number: int) -> Track:
    studio = song(METAL, number)
    return replace(studio, title=f"{studio.title} - Live", spotify_id=f"live{number:018d}")


@pytest.fixture(scope="module")
def recommender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recommender]:
    bundle = write_trained_bundle(tmp_path_factory.mktemp("bundles") / "mix", more_playlists())
    with Recommender.load(bundle) as loaded:
        yield loaded


@pytest.fixture
async def bot(stage: Stage, recommender: Recommender) -> AsyncIterator[Bot]:
    stage.models = TrainedModel(stage.catalogue, TrainedEngine(recommender))
    async with stage.running() as running:
        yield running


def titles(reply: Message) -> list[str]:
    return re.findall(r"^\*\*\d+\. (.+)\*\*$", reply.text, re.MULTILINE)


def playlists_of(recommender: Recommender, names: Sequence[str]) -> float:
    """The mean number of playlists that hold these metal songs."""
    songs = {found.title: found.playlists for found in recommender.catalog.popular(len(recommender.catalog))}
    return sum(songs[name] for name in names) / len(names)


async def test_adventurous_answers_have_fewer_hits(stage: Stage, bot: Bot, recommender: Recommender) -> None:
    ben = stage.discord.user("ben")
    asked = {mix: await ben.slash("recommend", vibe=f"{METAL} Evening", count=10, mix=mix)
             for mix in ("safe", "balanced", "adventurous")}  # fmt: skip
    safe, balanced, adventurous = (playlists_of(recommender, titles(reply)) for reply in asked.values())
    assert adventurous < min(safe, balanced)
    unsaid = await ben.slash("recommend", vibe=f"{METAL} Evening", count=10)
    assert titles(unsaid) == titles(asked["balanced"])
    assert all(len(titles(reply)) == 10 for reply in asked.values())


async def test_pages_and_posts_go_on_with_the_mix(stage: Stage, bot: Bot, recommender: Recommender) -> None:
    query = Query(title=f"{METAL} Evening", limit=25, adventurous=1)
    expected = [item.song.title for item in recommender.recommend(with_artist_cap(query)).items]
    ben = stage.discord.user("ben")
    first = await ben.slash("recommend", vibe=f"{METAL} Evening", count=25, mix="adventurous", visibility="only me")
    assert titles(first) == expected[:10]
    second = await ben.click(first, "Next ›")
    assert titles(second) == expected[10:20]
    await ben.click(second, "Share")
    await second.until(lambda message: "Share" not in [button.label for button in message.buttons])
    shared = (await stage.discord.channel().messages(ben))[-1]
    assert titles(shared) == expected[10:20]


async def test_no_song_comes_in_two_versions(stage: Stage, bot: Bot) -> None:
    # Discord shows ten songs on a page.
    ben = stage.discord.user("ben")
    page = await ben.slash("recommend", vibe=f"{METAL} Evening", count=100, mix="safe")
    seen = titles(page)
    while len(seen) < 100:
        page = await ben.click(page, "Next ›")
        seen += titles(page)
    assert any(title.endswith(" - Live") for title in seen)  # or there was nothing to choose between
    assert len({title.removesuffix(" - Live") for title in seen}) == len(seen) == 100


async def test_clean_answers_leave_explicit_songs_out(stage: Stage, bot: Bot) -> None:
    explicit = {song(METAL, number).title for number in EXPLICIT}
    ben = stage.discord.user("ben")
    free, clean = [
        await ben.slash("recommend", vibe=f"{METAL} Evening", count=10, mix="safe", clean=clean)
        for clean in (False, True)
    ]
    assert explicit & set(titles(free))
    assert not explicit & set(titles(clean))
    assert "Of 10 of these songs I don't know whether they are explicit." in clean.text
