"""How fast and how large a bot is, beside implicit ALS on the same songs: `python -m benchmarks.speed`.

Both run in the bot's own worker. Queries are real playlists cut to so many songs, with their titles. What the first
queries load or compile is not counted; figures in brackets are multiples of a calibration loop in the same run. It ends
with comparisons by sound (`benchmarks.sounds_speed`).
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks import als_worker, sounds_speed
from benchmarks.calibration import calibration_milliseconds
from benchmarks.data import data_option
from benchmarks.processes import resident_gigabytes
from benchmarks.running import segue
from bot.engine import Worker, WorkerEngine, recommender_worker
from bot.worker import Answers, import_recommender, load_recommender
from recsys.bundle import Bundle
from recsys.data.source import open_source
from recsys.domain import BALANCED, Playlist, Query
from recsys.errors import NothingKnown

SEEDS = (0, 1, 5, 10, 25, 100)
WARM_UP = 5
AT_ONCE = (1, 8, 32)
REQUESTS = 256
"""Of each throughput; a multiple of every number at once."""
SETTLE_SECONDS = 5
Queries = Mapping[int, Sequence[Query]]


@dataclass(frozen=True, slots=True)
class Speed:
    """One recommender: `milliseconds` of each query by its number of seeds, requests per second by how many at once,
    seconds until its worker is ready, and the worker's resident memory in GB after all that."""

    name: str
    milliseconds: Mapping[int, Sequence[float]]
    throughput: Mapping[int, float]
    ready: float
    gigabytes: float


@dataclass(frozen=True, slots=True)
class WholeBot:
    """`segue run`: seconds from its start to the first answered interaction and to the first recommendation, and the
    resident memory of all its processes in GB at rest."""

    first_answer: float
    first_recommendation: float
    gigabytes: float


@click.command()
@click.option("--model", type=click.Path(exists=True, path_type=Path), help="A bundle; otherwise one is trained.")
@data_option
@click.option("--queries", default=60, show_default=True, type=click.IntRange(min=2), help="For each number of seeds.")
def main(model: Path | None, data: Path, queries: int) -> None:
    """Measure latency, throughput, start-up and memory."""
    console = Console() if sys.stdout.isatty() else Console(width=120)
    with tempfile.TemporaryDirectory() as folder:
        bundle = model or _trained(data, Path(folder) / "bundle", console)
        before = calibration_milliseconds()
        whole = asyncio.run(whole_bot(bundle))
        import_recommender()  # the same threads as in the bot
        recommender = load_recommender(bundle)
        drawn = draw(list(open_source(data).playlists()), recommender, queries)
        (als := Path(folder) / "als").mkdir()
        als_worker.fit(bundle, als)
        speeds = [
            measured("Segue", recommender, recommender_worker, bundle, drawn),
            measured("implicit ALS", als_worker.load(als), partial(Worker, als_worker.load), als, drawn),
        ]
        sounds = sounds_speed.measured(bundle, drawn[max(drawn)], Path(folder), _milliseconds)
        unit = (before + calibration_milliseconds()) / 2
    songs = Bundle.load(bundle).manifest.counts["songs"]
    for table in (latency(speeds, unit, songs), cost(speeds, whole, unit), sounds_speed.table(sounds, unit)):
        console.print(table)


def _trained(data: Path, bundle: Path, console: Console) -> Path:
    console.print("Training on the data; --model names a bundle that is there already.")
    segue("train", data=data, out=bundle)
    return bundle


def draw(playlists: Sequence[Playlist], recommender: Answers, each: int) -> Queries:
    """For each number of seeds so many queries that the recommender can answer, WARM_UP before them.

    They are the first songs of random playlists that are longer, and the title; a number of seeds that too few
    playlists have is left out.
    """
    shuffled = random.Random(7).sample(playlists, len(playlists))
    drawn = {}
    for seeds in SEEDS:
        found = list(itertools.islice(_answerable(shuffled, recommender, seeds), each + WARM_UP))
        if len(found) == each + WARM_UP:
            drawn[seeds] = found
    return drawn


def _answerable(playlists: Iterable[Playlist], recommender: Answers, seeds: int) -> Iterator[Query]:
    for playlist in playlists:
        if len(playlist.tracks) > seeds and (playlist.title or "").strip():
            query = Query(playlist.tracks[:seeds], playlist.title, adventurous=BALANCED)
            if not isinstance(recommender.recommend_all([query])[0], NothingKnown):
                yield query


def measured(name: str, answers: Answers, start: Callable[[], Worker], bundle: Path, queries: Queries) -> Speed:
    """Latency in this process, all else in a worker of its own, one after the other."""
    milliseconds = {}
    for seeds, some in queries.items():
        times = [_milliseconds(partial(answers.recommend_all, [query])) for query in some]
        milliseconds[seeds] = times[WARM_UP:]
    return Speed(name, milliseconds, *asyncio.run(_in_worker(start, bundle, queries)))


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


async def _in_worker(
    start: Callable[[], Worker], bundle: Path, queries: Queries
) -> tuple[Mapping[int, float], float, float]:
    started = time.perf_counter()
    async with WorkerEngine(start, bundle, queue_size=max(AT_ONCE), deadline=60) as engine:
        ready = time.perf_counter() - started
        throughput = {at_once: await throughput_of(engine, queries, at_once) for at_once in AT_ONCE}
        return throughput, ready, resident_gigabytes(engine.worker_pid or 0)


async def throughput_of(engine: WorkerEngine, queries: Queries, at_once: int) -> float:
    """Requests per second of so many people, each of whom asks again as soon as they have their answer.

    The numbers of seeds are mixed evenly; two requests of each person before do not count.
    """
    mixed = itertools.cycle(itertools.chain.from_iterable(zip(*queries.values(), strict=True)))

    async def person(user_id: int, requests: int) -> None:
        for _ in range(requests):
            await engine.recommend(next(mixed), user_id=user_id)

    await asyncio.gather(*(person(user_id, 2) for user_id in range(at_once)))
    started = time.perf_counter()
    await asyncio.gather(*(person(user_id, REQUESTS // at_once) for user_id in range(at_once)))
    return REQUESTS / (time.perf_counter() - started)


async def whole_bot(bundle: Path) -> WholeBot:
    """The real `segue run` on the loopback Discord."""
    from playground.demo.process import BotProcess, bot_settings, free_address
    from playground.discord import DiscordPlayground
    from playground.spotify import SpotifyPlayground

    address = free_address()
    async with DiscordPlayground() as discord, SpotifyPlayground(redirect_uris=(f"{address}/callback",)) as spotify:
        settings = bot_settings(discord, spotify, address, bundle)
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            async with BotProcess(Path(folder), settings) as bot:
                await bot.online(discord)
                person = discord.user("ada")
                await person.slash("help")
                first_answer = time.perf_counter() - started
                await person.slash("recommend", vibe="summer")
                first_recommendation = time.perf_counter() - started
                await asyncio.sleep(SETTLE_SECONDS)
                return WholeBot(first_answer, first_recommendation, resident_gigabytes(bot.pid))


def latency(speeds: Sequence[Speed], unit: float, songs: int) -> Table:
    """Milliseconds from a query to songs with names, and Segue's reasons, in one process."""
    each = len(next(iter(speeds[0].milliseconds.values())))
    table = Table(
        title=f"Milliseconds of a recommendation out of {songs:,} songs; {each} queries of each kind, one process",
        caption=f"In brackets multiples of the calibration loop, {unit:.1f} ms. {WARM_UP} queries before do not count. "
        "To a title alone implicit ALS has nothing to say.",
    )
    for heading in ("", *(f"{speed.name}, {part}" for speed in speeds for part in ("p50", "p95"))):
        table.add_column(heading, justify="right" if heading else "left")
    for seeds in speeds[0].milliseconds:
        table.add_row(_kind(seeds), *_percentiles([speed.milliseconds[seeds] for speed in speeds], unit))
    everything = [list(itertools.chain.from_iterable(speed.milliseconds.values())) for speed in speeds]
    table.add_row("all of them", *_percentiles(everything, unit))
    return table


def _kind(seeds: int) -> str:
    return "a title alone" if not seeds else f"{seeds} song{'s' if seeds > 1 else ''} and a title"


def _percentiles(rows: Sequence[Sequence[float]], unit: float) -> list[str]:
    found = itertools.chain.from_iterable(np.percentile(row, [50, 95]).tolist() for row in rows)
    return [f"{value:.1f} ({value / unit:.2f})" for value in found]


def cost(speeds: Sequence[Speed], whole: WholeBot, unit: float) -> Table:
    """Throughput, start-up and memory."""
    table = Table(
        title=f"Through the bot's engine ({REQUESTS} requests each, numbers of seeds mixed), start-up and memory",
        caption=f"In brackets multiples of the calibration loop, {unit:.1f} ms: requests in its time, times in loops.",
    )
    table.add_column("")
    for speed in speeds:
        table.add_column(speed.name, justify="right")
    for at_once in AT_ONCE:
        rates = [speed.throughput[at_once] for speed in speeds]
        cells = [f"{rate:.1f} ({rate * unit / 1000:.2f})" for rate in rates]
        table.add_row(f"requests a second, {at_once} at once", *cells)
    table.add_row("seconds until its worker is ready", *(_seconds(speed.ready, unit) for speed in speeds))
    table.add_row("resident memory of its worker", *(_gigabytes(speed.gigabytes) for speed in speeds))
    table.add_row("seconds of `segue run` until the first answer", _seconds(whole.first_answer, unit), "")
    table.add_row("… until the first recommendation", _seconds(whole.first_recommendation, unit), "")
    table.add_row("resident memory of all of `segue run` at rest", _gigabytes(whole.gigabytes), "")
    return table


def _seconds(seconds: float, unit: float) -> str:
    return f"{seconds:.1f} ({1000 * seconds / unit:.0f})"


def _gigabytes(gigabytes: float) -> str:
    return "not known" if np.isnan(gigabytes) else f"{gigabytes:.2f} GB"


if __name__ == "__main__":
    main()
