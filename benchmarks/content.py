"""What sorting by sound is worth: `python -m benchmarks.content`. Prints what is known, and two tables for each split.

Playlists are held out as the challenge does (`segue split`, seed 1), and the model is asked for TOP songs for each.
These are sorted again by a content model that has been fitted without half of the features, and without every second
song that is no seed. Coherence is measured on the hidden half of the features, of all songs: 1 - d / r, where d is the
mean distance, in standard deviations, between the first SHOWN songs and the nearest half of the seeds, and r that of
random songs. So 0 is as random songs and 1 the same. "Covered" are songs that the re-ranker could hear, and "seen" is
their coherence on the features that it sees. Both halves of the features take their turn, and the figures are their
means; changes are paired, with 95 % intervals bootstrapped over playlists.

Features that go together, such as energy and loudness, may be hidden together, or apart, so that one tells of the
other. The former asks whether the re-ranker finds what nothing seen tells of, the latter whether it hears what a
detector got wrong; real songs have all features or none, so "seen" is nearest to what users get.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from benchmarks.content_coverage import known_by
from benchmarks.content_coverage import tell as tell_coverage
from benchmarks.data import data_option
from benchmarks.running import segue
from recsys.bundle import Bundle
from recsys.catalog import Catalog
from recsys.challenge import Answer, ChallengePlaylist, read_answers, read_challenge
from recsys.content import COMPANY, GENRE, WEIGHTS, ContentModel, Songs
from recsys.content_fit import fit_content
from recsys.content_moods import MOST_MOODS
from recsys.content_space import DIMENSIONS, Space
from recsys.data.sounds import SoundsRead, read_sounds
from recsys.domain import Query, Track
from recsys.evaluate import Estimate, bootstrap
from recsys.metrics import ndcg
from recsys.pipeline import Recommender
from recsys.sound_table import NAMES, Float32, Int64, SoundTable, sound_of

TOP, SHOWN = 100, 20
LEAST_HEARD_SEEDS = 3
ORDERS = {"best": 0.0, "blend 0.25": 0.25, "blend 0.5": 0.5, "blend 0.75": 0.75, "similar": 1.0}
"""How much the place by sound counts; the rest is the place in the ranking."""

SPLITS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "related features together": (
        ("danceability", "valence", "speechiness", "instrumentalness", "tempo", "mode"),
        ("energy", "loudness", "acousticness", "liveness", "key"),
    ),
    "related features apart": (
        ("danceability", "energy", "speechiness", "instrumentalness", "key"),
        ("valence", "loudness", "acousticness", "liveness", "tempo", "mode"),
    ),
}
"""Features that the re-ranker sees in turn."""

NOT_MEASURED = ("key", "mode")
"""Nearly all their variance lies within playlists: no order could make a list coherent in them."""

VARIANTS: Mapping[str, tuple[Mapping[str, float], int]] = {
    "as it is": (WEIGHTS, MOST_MOODS),
    "one mood": (WEIGHTS, 1),
    "without genre": ({**WEIGHTS, GENRE: 0}, MOST_MOODS),
    "without company": ({**WEIGHTS, COMPANY: 0}, MOST_MOODS),
    "without year and duration": ({**WEIGHTS, "year": 0, "duration": 0}, MOST_MOODS),
    "all weights alike": ({}, MOST_MOODS),
    "sound alone": ({**WEIGHTS, GENRE: 0, COMPANY: 0, "year": 0, "duration": 0}, MOST_MOODS),
    "genre, company, year and duration alone": (
        {**dict.fromkeys(DIMENSIONS, 0.0), **{name: WEIGHTS[name] for name in ("year", "duration", GENRE, COMPANY)}},
        MOST_MOODS,
    ),
}

Order = npt.NDArray[np.int64]
Float64 = npt.NDArray[np.float64]
Figures = Float64
"""float64[n_playlists, len(COLUMNS)], NaN where nothing is known."""

COLUMNS = ("coherence", "of covered songs", "seen", f"NDCG@{TOP}")
CHANGES = ("of covered songs", "seen", f"NDCG@{TOP}")
"""The columns whose change is told."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A held-out playlist: the numbers of its seeds, of the songs that were hidden, and of those that were ranked."""

    seeds: Int64
    hidden: frozenset[int]
    ranked: Int64


@click.command()
@data_option
@click.option("--features", type=click.Path(path_type=Path), help="The sounds; by default those beside the data.")
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    help="A bundle trained on the split; without it one is trained.",
)
@click.option("--playlists", default=1000, show_default=True, type=click.IntRange(min=10), help="How many to hold out.")
@click.option(
    "--most", default=400, show_default=True, type=click.IntRange(min=1), help="How many of them to ask about."
)
def main(data: Path, features: Path | None, model: Path | None, playlists: int, most: int) -> None:
    """Sort recommendations by sound, and say what it brings and what it costs."""
    sounds = features or data.parent / "audio-features.parquet"
    if not sounds.exists():
        raise click.ClickException(f"{sounds} is not there. Name a feature table with --features.")
    with tempfile.TemporaryDirectory() as folder:
        split = Path(folder) / "split"
        segue("split", data=data, out=split, playlists=playlists, seed=1)
        bundle = model or Path(folder) / "bundle"
        if model is None:
            segue("train", data=split / "data", out=bundle)
        challenge, answers = read_challenge(split / "challenge_set.json"), read_answers(split / "answers.json")
        measure(bundle, sounds, challenge, answers, most)


def measure(
    path: Path, sounds: Path, challenge: Sequence[ChallengePlaylist], answers: Sequence[Answer], most: int
) -> None:
    """Print what sorting brings."""
    bundle = Bundle.load(path)
    with Recommender.load(path) as recommender:
        read = read_sounds(sounds, recommender.catalog)
        heard = np.zeros(len(read.table), dtype=bool)
        heard[read.table.heard()] = True
        asked = list(_asked(recommender, challenge, answers, heard, most))
        _tell_coverage(read, bundle, recommender.catalog, asked)
        vectors = recommender.song_vectors
    _tell_sorted(read.table, bundle, vectors, asked)


def _asked(
    recommender: Recommender,
    challenge: Sequence[ChallengePlaylist],
    answers: Sequence[Answer],
    heard: npt.NDArray[np.bool_],
    most: int,
) -> Iterator[Asked]:
    """The playlists of which enough seeds are heard to measure anything."""
    by_pid = {answer.pid: answer for answer in answers}
    found = 0
    for playlist in challenge:
        seeds = _numbers(recommender, playlist.tracks)
        if heard[seeds].sum() < LEAST_HEARD_SEEDS:
            continue
        hidden = _numbers(recommender, [Track("", spotify_id=_id(uri)) for uri in by_pid[playlist.pid].tracks])
        if not len(hidden):
            continue
        (ranked,) = recommender.rank([Query(playlist.tracks, playlist.title)], TOP)
        yield Asked(seeds, frozenset(hidden.tolist()), ranked)
        found += 1
        if found == most:
            return


def _numbers(recommender: Recommender, tracks: Sequence[Track]) -> Int64:
    found = [songs[0] for songs in recommender.catalog.resolve(tracks) if songs]
    return np.array(list(dict.fromkeys(found)), dtype=np.int64)


def _id(uri: str) -> str:
    return uri.rsplit(":", 1)[-1]


def _tell_coverage(read: SoundsRead, bundle: Bundle, catalog: Catalog, asked: Sequence[Asked]) -> None:
    click.echo(f"\nCoverage ({read.rows:,} rows; {read.by_id:,} by id, {read.by_name:,} by title and artist)\n")
    known = known_by(read.table, bundle.content().table, catalog.song_artist, catalog.artist_keys())
    tell_coverage(known, [one.seeds for one in asked], [one.ranked for one in asked])


class Half:
    """One half of the features hidden from a content model, to measure with; every second song is unheard there."""

    def __init__(self, table: SoundTable, bundle: Bundle, vectors: Float32, seen: Sequence[str]) -> None:
        hidden = [name not in seen for name in NAMES]
        features = np.array(table.features)
        features[:, hidden] = np.nan
        features[1::2] = np.nan
        self.model = fit_content(replace(table, features=features), bundle.postings(), vectors)
        self.covered = np.zeros(len(table), dtype=bool)
        self.covered[self.model.table.heard()] = True
        self._table, self._hidden = table, hidden
        rows = table.rows(np.arange(len(table)), ())
        self._points = Space.fit(rows[table.heard()]).transform(rows)
        measured = [name if name in NAMES and name not in NOT_MEASURED else "" for name in DIMENSIONS]
        self.unseen = [place for place, name in enumerate(measured) if name and name not in seen]
        self.seen = [place for place, name in enumerate(measured) if name and name in seen]
        self._random = np.random.default_rng(0).choice(table.heard(), 500)

    def seeds(self, songs: Int64) -> Songs:
        """Seeds with all of the features that the re-ranker may see."""
        rows = np.array(self._table.features[songs])
        rows[:, self._hidden] = np.nan
        return self.model.songs(songs, [sound_of(row) for row in rows])

    def coherence(self, seeds: Int64, songs: Int64, dimensions: Sequence[int]) -> float:
        """NaN where nothing is known."""
        return coherence(*(self._points[some][:, dimensions] for some in (seeds, songs, self._random)))


def coherence(seeds: Float32, songs: Float32, random: Float32) -> float:
    """1 - d / r of points, float32[n, d] each. Those with an unknown dimension do not count; NaN where none is left."""
    return 1 - _distance(seeds, songs) / _distance(seeds, random)


def _distance(seeds: Float32, songs: Float32) -> float:
    """The mean over songs of the mean distance to the nearest half of the seeds, by dimension."""
    ours, theirs = (some[~np.isnan(some).any(axis=1)] for some in (seeds, songs))
    if not len(ours) or not len(theirs):
        return float("nan")
    steps = np.sqrt(((theirs[:, None] - ours[None]) ** 2).mean(axis=2))
    return float(np.sort(steps, axis=1)[:, : (len(ours) + 1) // 2].mean())


def _figures(half: Half, asked: Asked, songs: Int64) -> tuple[float, ...]:
    shown = songs[:SHOWN]
    covered = shown[half.covered[shown]]
    heard = [(shown, half.unseen), (covered, half.unseen), (covered, half.seen)]
    found = [half.coherence(asked.seeds, some, dimensions) for some, dimensions in heard]
    return *found, ndcg(list(map(str, songs.tolist())), set(map(str, asked.hidden)), TOP)


def _tell_sorted(table: SoundTable, bundle: Bundle, vectors: Float32, asked: Sequence[Asked]) -> None:
    for split, seen in SPLITS.items():
        halves = [Half(table, bundle, vectors, each) for each in seen]
        matches = [_matches(half, half.model, asked) for half in halves]
        orders = {name: _mean_figures(halves, asked, matches, share) for name, share in ORDERS.items()}
        tell(f"Order; {split}", orders)
        found = {}
        for name, (weights, most_moods) in VARIANTS.items():
            by_half = [_matches(half, half.model.weighted(weights, most_moods), asked) for half in halves]
            found[name] = _mean_figures(halves, asked, by_half, 1)
        tell(f"Similar, by a re-ranker; {split}", found)


def _matches(half: Half, model: ContentModel, asked: Sequence[Asked]) -> list[list[int | None]]:
    found: list[list[int | None]] = []
    for one in asked:
        compared = model.compared(half.seeds(one.seeds), model.songs(one.ranked))
        found.append(compared.matches if compared else [None] * len(one.ranked))
    return found


def _mean_figures(
    halves: Sequence[Half], asked: Sequence[Asked], matches: Sequence[list[list[int | None]]], share: float
) -> Figures:
    """Of each playlist, the means over both halves."""
    found = [
        [_figures(half, one, one.ranked[blended(each, share)]) for one, each in zip(asked, by_list, strict=True)]
        for half, by_list in zip(halves, matches, strict=True)
    ]
    return np.asarray(np.mean(np.array(found), axis=0))


def blended(matches: Sequence[int | None], share: float) -> Order:
    """By place in the ranking and by place by sound, which counts `share`; what has no match keeps its place."""
    places = np.array([place for place, match in enumerate(matches) if match is not None], dtype=np.int64)
    known = np.array([match for match in matches if match is not None], dtype=np.int64)
    by_sound = np.empty(len(places))
    by_sound[np.argsort(-known, kind="stable")] = np.arange(len(places))
    order = np.arange(len(matches))
    order[places] = places[np.argsort((1 - share) * np.arange(len(places)) + share * by_sound, kind="stable")]
    return order


def change(before: Float64, after: Float64) -> Estimate:
    """The paired difference over the playlists in which both are known."""
    difference = after - before
    (found,) = bootstrap(difference[~np.isnan(difference)][:, None])
    return found


def tell(title: str, found: Mapping[str, Figures]) -> None:
    """A table of means, and of changes from the first row."""
    click.echo(f"\n| {title} | {' | '.join(COLUMNS)} | {' | '.join(f'change: {name}' for name in CHANGES)} |")
    click.echo("|---" * (1 + len(COLUMNS) + len(CHANGES)) + "|")
    first = next(iter(found.values()))
    for name, one in found.items():
        means = (f"{mean:.3f}" for mean in np.nanmean(one, axis=0))
        columns = map(COLUMNS.index, CHANGES)
        changes = ("" if one is first else _interval(change(first[:, at], one[:, at])) for at in columns)
        click.echo(f"| {' | '.join([name, *means, *changes])} |")


def _interval(found: Estimate) -> str:
    return f"{found.mean:+.3f} ({found.low:+.3f} to {found.high:+.3f})"


if __name__ == "__main__":
    main()
