"""How fast songs are compared by sound: part of `python -m benchmarks.speed`.

Real playlists are compared with the songs that the model would recommend to them, once by what the bundle knows, once
by what a source outside it says of every seed and song. A bundle that knows no sounds gets made-up ones in a copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from rich.table import Table

from benchmarks.sound_cache import ASKED, BATCH_SECONDS, CSV, LEAST_TIMES_FASTER, MOST_COLD_SECONDS, WARM, looked_up
from playground.reccobeats import made_up
from recsys.bundle import Bundle, write_content
from recsys.content_fit import fit_content
from recsys.domain import Query
from recsys.pipeline import Recommender
from recsys.sound import Compare, Sound
from recsys.sound_table import NAMES

MOST_SONGS = 20_000
"""So many songs get made-up sounds, the most popular ones."""

ROWS_KEPT, ROUNDS = 20_000, 30
MOST_WARM = 50.0
"""Milliseconds that a look-up and a comparison may take together."""

KNOWN, ELSEWHERE = "compared by the bundle's sounds", "compared by sounds from elsewhere"
BOTH = f"{WARM} and compared"

Milliseconds = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class SoundSpeed:
    """`milliseconds` by what was done, of `songs` songs and as many `seeds` at most."""

    milliseconds: Milliseconds
    songs: int
    seeds: int


def measured(
    bundle: Path, queries: Sequence[Query], folder: Path, milliseconds: Callable[[Callable[[], object]], float]
) -> SoundSpeed:
    """Comparisons for these queries, the first of which does not count, and look-ups in both caches.

    `folder` takes a copy of the bundle and the caches.
    """
    with Recommender.load(with_sounds(bundle, folder / "sounding")) as recommender:
        known = list(compares(recommender, queries))
        elsewhere = [heard_elsewhere(recommender, compare) for compare in known]
        found: dict[str, Sequence[float]] = {
            name: [milliseconds(partial(recommender.compare, compare)) for compare in (some[0], *some)][1:]
            for name, some in ((KNOWN, known), (ELSEWHERE, elsewhere))
        }
    looks, _ = looked_up(folder, ROWS_KEPT, ROUNDS)
    found |= {name: [1000 * seconds for seconds in times] for name, times in looks.items()}
    found[BOTH] = [one + other for one, other in zip(found[WARM], found[ELSEWHERE], strict=False)]
    return SoundSpeed(found, max(len(one.songs) for one in known), max(len(query.tracks) for query in queries))


def with_sounds(bundle: Path, copy: Path) -> Path:
    """The bundle, or a copy that knows sounds if it does not."""
    opened = Bundle.load(bundle)
    table = opened.content().table
    if len(table.heard()) > ASKED:
        return bundle
    with Recommender.load(bundle) as recommender:
        songs = recommender.catalog.songs(range(min(MOST_SONGS, len(table))))
        vectors = recommender.song_vectors
    made = [Sound.of(made_up(song.spotify_ids[0] if song.spotify_ids else str(song.id))) for song in songs]
    numbers = [song.id for song in songs]
    features = np.array(table.features)
    features[numbers] = table.rows(numbers, made)[:, : len(NAMES)]
    shutil.copytree(bundle, copy)
    write_content(copy, fit_content(replace(table, features=features), opened.postings(), vectors))
    return copy


def compares(recommender: Recommender, queries: Sequence[Query]) -> Iterator[Compare]:
    """Each query with the first ASKED songs that would be recommended."""
    for query, songs in zip(queries, recommender.rank(queries, ASKED), strict=True):
        yield Compare(query, tuple(songs.tolist()))


def heard_elsewhere(recommender: Recommender, compare: Compare) -> Compare:
    """The same, with sounds for every seed and song that has an id."""
    ids = [track.spotify_id for track in compare.query.tracks]
    ids += [spotify_id for song in recommender.catalog.songs(compare.songs) for spotify_id in song.spotify_ids[:1]]
    return Compare(compare.query, compare.songs, {each: Sound.of(made_up(each)) for each in ids if each})


def table(speed: SoundSpeed, unit: float) -> Table:
    """Milliseconds, and how much faster the cache is than a CSV file; `unit` is one calibration loop in ms."""
    faster = float(np.median(speed.milliseconds[CSV]) / np.median(speed.milliseconds[WARM]))
    made = Table(
        title=f"Milliseconds for how {speed.songs:,} songs sound beside up to {speed.seeds:,} seeds",
        caption=f"In brackets multiples of the calibration loop, {unit:.1f} ms. {ROWS_KEPT:,} songs are kept; "
        f"the provider takes {BATCH_SECONDS:g} s a batch. Goals at p95: {MOST_WARM:.0f} ms for both together, "
        f"{MOST_COLD_SECONDS:g} s cold. Warm is {faster:.0f} times as fast as the CSV file "
        f"(goal: {LEAST_TIMES_FASTER}).",
    )
    for heading in ("", "p50", "p95"):
        made.add_column(heading, justify="right" if heading else "left")
    for name, times in speed.milliseconds.items():
        values = np.percentile(times, [50, 95]).tolist()
        made.add_row(name, *(f"{value:.1f} ({value / unit:.2f})" for value in values))
    return made
