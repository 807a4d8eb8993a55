"""How long the song index takes for what people type: `python benchmarks/search_latency.py DATA [--songs 2000000]`.

DATA is anything that `segue train` reads. With `--songs`, so many songs are made up from the words of its titles and
the names of its artists, as frequent as they are there. Prints a table of milliseconds for 300 texts of each kind and
how often the meant song is among the first three.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from recsys.catalog import Catalog
from recsys.catalog_writer import write_catalog
from recsys.corpus import Corpus
from recsys.data.source import open_source
from recsys.domain import Playlist, Song, Track

TEXTS = 300
PLAYLIST = 100
"""Songs in each made-up playlist; only how many songs there are matters."""


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option("--songs", type=click.IntRange(1000), help="How many songs to make up from the words of DATA.")
def main(data: Path, songs: int | None) -> None:
    """Measure the search on the songs of DATA."""
    corpus = Corpus.from_playlists(open_source(data).playlists())
    if songs:
        corpus = Corpus.from_playlists(made_up(corpus, songs))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.sqlite"
        started = time.perf_counter()
        write_catalog(path, corpus, [])
        took, size = time.perf_counter() - started, path.stat().st_size / 1e6
        with Catalog.open(path) as catalog:
            table = measured(catalog, f"{len(catalog):,} songs; index of {size:.0f} MB written in {took:.0f} s")
    Console().print(table)


def made_up(corpus: Corpus, songs: int) -> Iterator[Playlist]:
    """Playlists of random titles by random artists, one artist in two hundred a new one."""
    rng = random.Random(1)
    words = [title.split() for title in corpus.song_titles if title.split()]
    pool, lengths = [word for title in words for word in title], [len(title) for title in words]

    def track() -> Track:
        artist = corpus.artist_names[rng.choice(corpus.song_artist)]
        if rng.random() < 0.005:
            artist = " ".join(rng.choices(pool, k=2))
        return Track(" ".join(rng.choices(pool, k=rng.choice(lengths))), (artist,))

    for row in range(songs // PLAYLIST):
        yield Playlist(str(row), None, tuple(track() for _ in range(PLAYLIST)))


def measured(catalog: Catalog, title: str) -> Table:
    """A row for each kind of text; songs are drawn so that popular ones are typed more often."""
    rng = random.Random(7)
    songs = catalog.songs([int(len(catalog) * rng.random() ** 2) for _ in range(TEXTS)])
    table = Table("typed", "p50 ms", "p95 ms", "max ms", "in first three", title=title)
    for kind, texts in typed(songs, rng).items():
        times, hits = [], 0
        for text, song in zip(texts, songs, strict=True):
            started = time.perf_counter()
            found = catalog.search(text, 25)
            times.append(1000 * (time.perf_counter() - started))
            hits += song in found[:3]
        p50, p95 = np.percentile(times, [50, 95])
        table.add_row(kind, f"{p50:.1f}", f"{p95:.1f}", f"{max(times):.1f}", f"{hits / TEXTS:.0%}")
    return table


def typed(songs: tuple[Song, ...], rng: random.Random) -> dict[str, list[str]]:
    """Texts of each kind for these songs."""
    whole = [f"{song.artist} - {song.title}" for song in songs]
    return {
        "beginning": [text[: rng.randint(1, min(20, len(text)))] for text in whole],
        "one word": [song.title.split()[0] for song in songs],
        "Artist - Title": whole,
        "Title by Artist": [f"{song.title} by {song.artist}" for song in songs],
        "two typos": [mistyped(mistyped(text, rng), rng) for text in whole],
    }


def mistyped(text: str, rng: random.Random) -> str:
    """The text with one letter left out, doubled or replaced."""
    place = rng.randrange(1, max(2, len(text) - 1))
    return text[:place] + rng.choice(["", text[place : place + 1] * 2, "e"]) + text[place + 1 :]


if __name__ == "__main__":
    main()
