"""How long it takes to hear how 500 songs sound, kept and not yet kept: `python -m benchmarks.sound_cache`.

Warm: songs of a list that was looked up before, in the cache of the bot; the first look-up after a restart, which reads
them from SQLite, stands beside it. The cache of the proof of concept, a CSV file, is read whole by pandas and written
back whole at each look-up; both hold the same rows, in the same run. Cold: a ReccoBeats on loopback that
takes 300 ms for each batch, through the whole chain.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import click
import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from bot.clock import SystemClock
from bot.ports import Heard, KeptSound
from bot.services.background import Background
from bot.sounds.chain import SoundChain
from bot.sounds.guarded import GuardedProvider
from bot.sounds.reccobeats import open_reccobeats
from bot.storage.database import open_database
from playground.reccobeats import ReccoBeatsPlayground, made_up
from recsys.sound import Sound

ASKED = 500
BATCH_SECONDS = 0.3
LEAST_TIMES_FASTER, MOST_COLD_SECONDS = 20, 3.0
ROWS_AT_ONCE = 5_000

CSV, FIRST = "looked up in a CSV file, read and rewritten whole", "looked up first after a restart, in SQLite"
WARM, COLD = "looked up warm", "looked up cold, from a provider"


@click.command()
@click.option("--rows", default=20_000, show_default=True, type=click.IntRange(ASKED), help="Songs in both caches.")
@click.option("--rounds", default=30, show_default=True, type=click.IntRange(5), help="Look-ups of each kind.")
def main(rows: int, rounds: int) -> None:
    """Measure look-ups of 500 songs; ends with status 1 when the cache misses its goals."""
    with tempfile.TemporaryDirectory() as folder:
        looks, heard = looked_up(Path(folder), rows, rounds)
    faster = float(np.median(looks[CSV]) / np.median(looks[WARM]))
    slowest = max(looks[COLD])
    table = Table("look-up of 500 songs", "p50 ms", "p95 ms", title=f"{rows:,} songs kept")
    for name, times in looks.items():
        table.add_row(name, *(f"{1000 * value:.1f}" for value in np.percentile(times, [50, 95])))
    console = Console() if sys.stdout.isatty() else Console(width=120)
    console.print(table)
    console.print(
        f"Warm {faster:.0f} times as fast as the CSV (goal: {LEAST_TIMES_FASTER}). Cold, at {BATCH_SECONDS:g} s a "
        f"batch, {slowest:.2f} s at most (goal: {MOST_COLD_SECONDS:g} s): {len(heard.sounds)} heard, "
        f"{heard.pending} pending."
    )
    if faster < LEAST_TIMES_FASTER or slowest > MOST_COLD_SECONDS:
        sys.exit(1)


def looked_up(folder: Path, rows: int, rounds: int) -> tuple[dict[str, list[float]], Heard]:
    """Seconds of look-ups by their kind, and what the last cold one heard by its end. `folder` takes the caches."""
    first, warm, cold, heard = asyncio.run(of_the_bot(folder, rows, rounds))
    csv = of_the_proof_of_concept(folder / "song_features.csv", rows, max(5, rounds // 5))
    return {CSV: csv, FIRST: first, WARM: warm, COLD: cold}, heard


def song_ids(count: int, start: int = 0) -> list[str]:
    """That many ids of Spotify's shape."""
    return [f"{number:022}" for number in range(start, start + count)]


async def of_the_bot(folder: Path, rows: int, rounds: int) -> tuple[list[float], list[float], list[float], Heard]:
    """Seconds of first, warm and cold look-ups, and what the last cold one heard by its end."""
    clock, life = SystemClock(), timedelta(days=30)
    url = f"sqlite+aiosqlite:///{(folder / 'segue.db').as_posix()}"
    async with (
        ReccoBeatsPlayground(seconds=BATCH_SECONDS) as server,
        open_database(url, keys=(), clock=clock) as database,
        open_reccobeats(server.base, life=life, playground=True) as provider,
        Background() as background,
    ):
        now = clock.now()
        kept = song_ids(rows)
        for start in range(0, rows, ROWS_AT_ONCE):
            await database.sounds.save(
                [
                    KeptSound(provider.name, each, Sound.of(made_up(each)), now, now + life)
                    for each in kept[start : start + ROWS_AT_ONCE]
                ],
                most=rows + 10 * ASKED,
            )
        chain = SoundChain([GuardedProvider(provider, clock)], database.sounds, background, clock, most=2 * rows)
        heard = Heard()

        async def ask(ids: Sequence[str]) -> None:
            nonlocal heard
            heard = await chain.of(ids, user_id=0, seconds=2.0)

        draws = random.Random(1)
        lists = [draws.sample(kept, ASKED) for _ in range(rounds)]
        await ask(kept[:1])  # opens a connection
        times = [(await _seconds(ask, each), await _seconds(ask, each[::-1])) for each in lists]
        if len(heard.sounds) != ASKED:
            raise AssertionError(f"a warm cache knew {len(heard.sounds)} of {ASKED} songs")
        for each in song_ids(4 * ASKED, start=rows):
            server.add(each)
        cold = [await _seconds(ask, song_ids(ASKED, start=rows + turn * ASKED)) for turn in range(3)]
    first, warm = ([pair[place] for pair in times] for place in (0, 1))
    return first, warm, cold, heard


async def _seconds(ask: Callable[[Sequence[str]], Awaitable[None]], ids: Sequence[str]) -> float:
    started = time.perf_counter()
    await ask(ids)
    return time.perf_counter() - started


def of_the_proof_of_concept(path: Path, rows: int, rounds: int) -> list[float]:
    """Seconds of look-ups as the proof of concept made them: read `song_features.csv`, look up, write it back."""
    ids = song_ids(rows)
    pd.DataFrame([{"id": each, **asdict(Sound.of(made_up(each)))} for each in ids]).to_csv(path, index=False)
    draws = random.Random(1)
    times = []
    for _ in range(rounds + 1):
        wanted = draws.sample(ids, ASKED)
        started = time.perf_counter()
        table = pd.read_csv(path, dtype={"id": str})
        found = table[table["id"].isin(wanted)]
        table.to_csv(path, index=False)
        times.append(time.perf_counter() - started)
        if len(found) != ASKED:
            raise AssertionError(f"the CSV file knew {len(found)} of {ASKED} songs")
    return times[1:]


if __name__ == "__main__":
    main()
