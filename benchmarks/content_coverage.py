"""Of how many songs each source of sounds knows something: the first table of `python -m benchmarks.content`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click
import numpy as np
import numpy.typing as npt

from recsys.corpus import UNKNOWN, Int32
from recsys.sound_table import Int64, SoundTable

Bool = npt.NDArray[np.bool_]

NOT_ASKED = {
    "ReccoBeats": "not asked: ids of the data would leave this machine; `segue doctor` says what a running bot got",
    "Spotify": "not asked: its terms and its call budget are for answering people; new apps do not have it",
}
"""Providers that this benchmark has no figures of, and why."""

EVERYWHERE = "company in the model"


def known_by(sounds: SoundTable, own: SoundTable, song_artist: Int32, artist_keys: Sequence[str]) -> Mapping[str, Bool]:
    """bool[n_songs] for each source: the imported `sounds`, and what the bundle always knows, its `own` table and
    artists."""
    heard = np.zeros(len(own), dtype=bool)
    heard[sounds.heard()] = True
    table = own.merged(sounds)
    named = np.array([bool(key) for key in artist_keys], dtype=bool)
    return {
        "the imported table": heard,
        "artist": named[song_artist],
        "year": table.years != UNKNOWN,
        "duration": table.durations != UNKNOWN,
        "genre": table.genres != UNKNOWN,
        EVERYWHERE: np.ones(len(own), dtype=bool),
    }


def coverage(known: Mapping[str, Bool], lists: Sequence[Sequence[Int64]]) -> Iterator[tuple[str, list[float]]]:
    """For each source its share of the catalogue's songs, and for each kind of lists its mean share of one list."""
    for source, songs in known.items():
        yield source, [float(songs.mean()), *(float(np.mean([songs[one].mean() for one in some])) for some in lists)]


def tell(known: Mapping[str, Bool], seeds: Sequence[Int64], ranked: Sequence[Int64]) -> None:
    """Print a row for each source, and why there is none for others."""
    click.echo(f"| source | songs of the catalogue | seeds, of {len(seeds):,} playlists | recommendations |")
    click.echo("|---|---|---|---|")
    for source, shares in coverage(known, (seeds, ranked)):
        click.echo(f"| {source} | {' | '.join(f'{share:.1%}' for share in shares)} |")
    for provider, why in NOT_ASKED.items():
        click.echo(f"| {provider} | {why} | | |")
