"""The speed benchmark: what is asked, that both recommenders answer it, and that memory and time are counted."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.calibration import calibration_milliseconds
from benchmarks.processes import resident_gigabytes
from benchmarks.speed import REQUESTS, SEEDS, WARM_UP, Speed, draw, latency, throughput_of
from bot.engine import Worker, WorkerEngine
from bot.worker import load_recommender
from recsys.domain import Query, Recommendations
from tests.support import recommenders
from tests.support.scenes import JAZZ, playlists, song


def test_queries_are_playlists_cut_short_that_the_model_can_answer(trained_bundle: Path) -> None:
    drawn = draw(playlists(), load_recommender(trained_bundle), 3)
    # Playlists of the two scenes have about 20 songs: nobody can be asked for 25.
    assert list(drawn) == [seeds for seeds in SEEDS if seeds < 20]
    for seeds, queries in drawn.items():
        assert len(queries) == WARM_UP + 3
        assert {len(query.tracks) for query in queries} == {seeds}
        assert all(query.title for query in queries)


def test_als_answers_from_the_bundles_songs(trained_bundle: Path, tmp_path: Path) -> None:
    pytest.importorskip("implicit", reason="peers are installed by `make bench-speed`")
    from benchmarks import als_worker

    als_worker.fit(trained_bundle, tmp_path)
    asked = [Query(tuple(song(JAZZ, number) for number in range(5)), limit=7), Query(title="nothing", limit=3)]
    jazz, nothing = als_worker.load(tmp_path).recommend_all(asked)
    assert isinstance(jazz, Recommendations)
    assert len(jazz.items) == 7
    assert all(item.song.title.startswith(JAZZ) for item in jazz.items)
    assert jazz.known == 5
    assert isinstance(nothing, Recommendations)


async def test_every_person_is_answered_as_often(tmp_path: Path) -> None:
    async with WorkerEngine(lambda: Worker(recommenders.obedient), tmp_path, queue_size=8, deadline=20) as engine:
        began = asyncio.get_running_loop().time()
        rate = await throughput_of(engine, {0: [Query(title="chill")], 1: [Query(title="rain")]}, at_once=8)
        took = asyncio.get_running_loop().time() - began
    assert rate * took >= REQUESTS  # `took` has the warm-up, too


@pytest.mark.skipif(sys.platform == "win32", reason="Windows says it in another way, and the benchmark 'not known'")
def test_memory_is_that_of_all_descendants() -> None:
    # A child that holds 64 MB, in a process that holds next to nothing.
    hold = "held = bytearray(64_000_000); print('held', flush=True); input()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        assert resident_gigabytes(process.pid) > 0.064
        assert resident_gigabytes(process.pid) < resident_gigabytes(os.getpid()) + 1
        process.communicate("\n")


def test_figures_are_divided_by_the_calibration_loop() -> None:
    assert calibration_milliseconds(rounds=1) > 0
    speed = Speed("Segue", {1: [10.0, 20.0, 30.0]}, {}, 1.0, 1.0)
    table = latency([speed], unit=20.0, songs=5)
    # p50 of 10, 20, 30 is 20, one loop; p95 lies nine tenths of the way from 20 to 30.
    row = [next(iter(column.cells)) for column in table.columns]
    assert row == ["1 song and a title", "20.0 (1.00)", "29.0 (1.45)"]
