"""Models that a bot answers with: copies of bundles, one at a time, the old one until the new one is warm."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.engine import WorkerEngine, recommender_worker
from bot.serving import Copies, ServedModels
from recsys.bundle import CATALOG, Bundle, write_rules
from recsys.domain import Query
from recsys.errors import BundleError
from recsys.rules_asked import Asked, Wish
from recsys.rules_itemsets import Limits
from recsys.rules_mining import Mining, mine_bundle
from tests.support.scenes import FOLK, JAZZ, METAL

ADA = 1


def models_in(folder: Path) -> ServedModels:
    def open_engine(copy: Path) -> WorkerEngine:
        return WorkerEngine(recommender_worker, copy, queue_size=8, deadline=30)

    return ServedModels(Copies(folder), open_engine)


@pytest.fixture
async def models(tmp_path: Path, trained_bundle: Path) -> AsyncIterator[ServedModels]:
    async with models_in(tmp_path / "copies") as models:
        await models.load(trained_bundle)
        yield models


@pytest.fixture
def damaged_bundle(tmp_path: Path, other_bundle: Path) -> Path:
    """Its song index ends in the middle."""
    damaged = tmp_path / "damaged"
    shutil.copytree(other_bundle, damaged)
    whole = (damaged / CATALOG).read_bytes()
    (damaged / CATALOG).write_bytes(whole[: len(whole) // 2])
    return damaged


async def test_a_new_model_takes_the_place_of_the_old(models: ServedModels, other_bundle: Path) -> None:
    before = models.engine.worker_pid
    with models.in_use() as model:
        assert (await model.catalogue.look_up(f"{JAZZ} Tune 5"))[0].song
        assert not (await model.catalogue.look_up(f"{FOLK} Tune 5"))[0].song
    info = await models.load(other_bundle)
    assert info.name == models.engine.model.name == "others"
    assert models.engine.worker_pid != before
    with models.in_use() as model:
        assert (await model.catalogue.look_up(f"{FOLK} Tune 5"))[0].song
        assert not (await model.catalogue.look_up(f"{JAZZ} Tune 5"))[0].song


async def test_what_was_begun_with_the_old_model_ends_with_it(models: ServedModels, other_bundle: Path) -> None:
    with models.in_use() as old:
        await models.load(other_bundle)
        assert (await old.catalogue.look_up(f"{JAZZ} Tune 5"))[0].song
        answer = await old.engine.recommend(Query(title=f"{JAZZ} Evening"), user_id=ADA)
        assert answer.items[0].song.title.startswith(JAZZ)
    # Nobody uses it any more: its worker ends.
    async with asyncio.timeout(20):
        while old.engine.ready:  # noqa: ASYNC110 - another task closes it
            await asyncio.sleep(0.01)


async def test_rules_come_and_go_with_their_model(
    models: ServedModels, trained_bundle: Path, other_bundle: Path, tmp_path: Path
) -> None:
    mined = Path(shutil.copytree(trained_bundle, tmp_path / "mined"))
    few = Limits(3, 12)
    write_rules(mined, mine_bundle(Bundle.load(mined), Mining(songs=few, artists=few, false_discoveries=0.5)))
    assert not models.engine.model.rules
    assert (await models.load(mined)).rules
    with models.in_use() as model:
        found = await model.engine.rules(Asked(Wish(limit=5)))
        assert len(found.rules) == 5
        assert (await model.engine.rules(Asked(Wish(), song=found.rules[0].left[0]))).rules
        right = await model.catalogue.songs([found.rules[0].right])
        assert right[0].title.split()[0] in (JAZZ, METAL)
        info = await models.load(other_bundle)
        assert not info.rules
        assert await model.engine.rules(Asked(Wish(limit=5))) == found  # what was begun with the old model
    assert not models.engine.model.rules


async def test_a_damaged_bundle_is_refused_by_its_own_name_and_the_old_model_goes_on(
    models: ServedModels, damaged_bundle: Path
) -> None:
    before = models.engine.worker_pid
    with pytest.raises(BundleError, match=r"catalog\.sqlite has \d+ bytes instead of \d+") as refusal:
        await models.load(damaged_bundle)
    assert refusal.value.path == damaged_bundle
    assert models.engine.worker_pid == before
    with models.in_use() as model:
        assert (await model.engine.recommend(Query(title=f"{JAZZ} Evening"), user_id=ADA)).items


async def test_what_becomes_of_the_folder_does_not_touch_the_running_model(
    tmp_path: Path, trained_bundle: Path
) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(trained_bundle, bundle)
    async with models_in(tmp_path / "copies") as models:
        await models.load(bundle)
        shutil.rmtree(bundle)
        with models.in_use() as model:
            assert (await model.catalogue.look_up(f"{JAZZ} Tune 5"))[0].song
            assert (await model.engine.recommend(Query(title=f"{JAZZ} Evening"), user_id=ADA)).items


async def test_copies_are_gone_afterwards_and_those_of_a_crash_at_the_next_start(
    tmp_path: Path, trained_bundle: Path, other_bundle: Path
) -> None:
    copies = tmp_path / "copies"
    (copies / "of-a-crash").mkdir(parents=True)
    async with models_in(copies) as models:
        await models.load(trained_bundle)
        assert len(list(copies.iterdir())) == 1
        await models.load(other_bundle)
        await until(lambda: len(list(copies.iterdir())) == 1)
    assert not copies.exists()


async def test_a_folder_that_is_no_bundle_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holiday.jpg").write_bytes(b"...")
    async with models_in(tmp_path / "copies") as models:
        with pytest.raises(BundleError, match=r"it has no manifest\.json"):
            await models.load(tmp_path / "photos")
        assert not (tmp_path / "copies").exists()
        with pytest.raises(BundleError, match="there is no such folder"):
            await models.load(tmp_path / "nowhere")


def test_a_copy_that_cannot_be_made_says_why(tmp_path: Path, trained_bundle: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BundleError, match="it cannot be copied to") as refusal:
        Copies(tmp_path / "file" / "copies").take(trained_bundle)
    assert refusal.value.path == trained_bundle


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - another task decides
            await asyncio.sleep(0.01)
