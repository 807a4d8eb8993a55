"""How long the search for artists takes: `python -m benchmarks.artist_latency DATA [--songs 2000000 --artists 300000]`.

DATA is anything that `segue train` reads; as in `benchmarks.search_latency`, songs can be made up from its words, and
artists from those of its artists. Prints milliseconds for 300 texts of each kind, what opening costs, and how often the
meant artist is offered.
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

from benchmarks.search_latency import PLAYLIST, TEXTS, mistyped
from recsys.artists import ArtistSearch
from recsys.catalog import Catalog
from recsys.catalog_writer import write_catalog
from recsys.corpus import Corpus
from recsys.data.source import open_source
from recsys.domain import Playlist, Track


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option("--songs", type=click.IntRange(1000), help="How many songs to make up from the words of DATA.")
@click.option("--artists", default=300_000, show_default=True, type=click.IntRange(1), help="By how many artists.")
def main(data: Path, songs: int | None, artists: int) -> None:
    """Measure the search on the artists of DATA."""
    corpus = Corpus.from_playlists(open_source(data).playlists())
    if songs:
        corpus = Corpus.from_playlists(made_up(corpus, songs, artists))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.sqlite"
        write_catalog(path, corpus, [])
        with Catalog.open(path) as catalog:
            started = time.perf_counter()
            search = ArtistSearch(catalog)
            took = time.perf_counter() - started
            title = f"{corpus.n_artists:,} artists of {corpus.n_songs:,} songs; opened in {took:.1f} s"
            Console().print(measured(search, list(corpus.artist_names), title))


def made_up(corpus: Corpus, songs: int, artists: int) -> Iterator[Playlist]:
    """Playlists of random titles by artists of whom some are much more popular than others."""
    rng = random.Random(1)
    titles = [word for title in corpus.song_titles for word in title.split()]
    known = [name for name in corpus.artist_names if name.split()]
    words = [word for name in known for word in name.split()]
    more = max(0, artists - len(known))
    names = [*known, *(" ".join(rng.choices(words, k=len(rng.choice(known).split()))) for _ in range(more))]

    def track() -> Track:
        return Track(" ".join(rng.choices(titles, k=3)), (names[int(len(names) * rng.random() ** 2)],))

    for row in range(songs // PLAYLIST):
        yield Playlist(str(row), None, tuple(track() for _ in range(PLAYLIST)))


def measured(search: ArtistSearch, names: list[str], title: str) -> Table:
    """A row for each kind of text; artists are drawn so that popular ones are typed more often."""
    rng = random.Random(7)
    meant = [names[int(len(names) * rng.random() ** 2)] for _ in range(TEXTS)]
    kinds = {
        "one letter": [name[:1] for name in meant],
        "beginning": [name[: rng.randint(1, min(20, max(1, len(name))))] for name in meant],
        "last word": [(name.split() or ["x"])[-1] for name in meant],
        "whole": meant,
        "a typo": [mistyped(name, rng) if len(name) > 2 else name for name in meant],
    }
    table = Table("typed", "p50 ms", "p95 ms", "max ms", "offered", title=title)
    for kind, texts in kinds.items():
        times, hits = [], 0
        for text, name in zip(texts, meant, strict=True):
            started = time.perf_counter()
            found = search.complete(text)
            times.append(1000 * (time.perf_counter() - started))
            hits += name in found
        p50, p95 = np.percentile(times, [50, 95])
        table.add_row(kind, f"{p50:.1f}", f"{p95:.1f}", f"{max(times):.1f}", f"{hits / TEXTS:.0%}")
    return table


if __name__ == "__main__":
    main()
