"""`segue rules`: mine, show and export which songs and artists go together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands._model import model_option

if TYPE_CHECKING:
    from recsys.bundle import Bundle
    from recsys.catalog import Catalog
    from recsys.rules import Found, Rule, Rules, Wish
    from recsys.rules_itemsets import OnStep
    from recsys.rules_table import Level, Tables

_PATH = click.Path(path_type=Path)
_LEVELS = ("songs", "artists")
_SORT_BY = ("confidence", "lift", "support", "leverage", "conviction", "zhangs_metric", "jaccard", "kulczynski")
_level = click.option(
    "--level", type=click.Choice(_LEVELS), help="Rules between songs or between artists; with --artist, artists."
)
_least = click.IntRange(min=1)


@click.group()
def command() -> None:
    """Which songs and artists go together, in the playlists that a bundle learned from."""


@command.command()
@model_option
@click.option("--songs-from", type=_least, help="Playlists that two songs must share; by default 10.")
@click.option("--songs-longer-from", type=_least, help="The same for three or four songs; by default 28.")
@click.option("--artists-from", type=_least, help="Playlists that two artists must share; by default 28.")
@click.option("--artists-longer-from", type=_least, help="The same for three or four artists; by default 112.")
@click.option(
    "--keep",
    default="all",
    show_default=True,
    type=click.Choice(["all", "closed", "maximal"]),
    help="Which itemsets rules are made from.",
)
@click.option(
    "--false-discoveries",
    default=0.01,
    show_default=True,
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    help="The share of the rules that may be chance.",
)
@click.option(
    "--memory",
    default=2.0,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    help="The GB that itemsets and their rules may take; half a GB comes on top.",
)
def mine(model: Path, keep: Any, false_discoveries: float, memory: float, **least: int | None) -> None:
    """Find the rules of a bundle and put them into it.

    The bundle is replaced when the rules are whole; Ctrl-C leaves it as it is. A running bot takes it with
    `segue reload`.
    """
    from recsys.bundle import Bundle, write_rules
    from recsys.rules_mining import Mining

    songs = _limits(least["songs_from"], least["songs_longer_from"], 10, 28, memory)
    artists = _limits(least["artists_from"], least["artists_longer_from"], 28, 112, memory)
    tables = _mined(Bundle.load(model), Mining(songs, artists, keep, false_discoveries))
    write_rules(model, tables)
    for line in summary(tables):
        click.echo(line)
    click.echo(f"The rules are in {model}.")


def _limits(pairs: int | None, longer: int | None, usual: int, usual_longer: int, memory: float) -> Any:
    """What was asked for; a number that is given alone moves the other, if it must."""
    from recsys.rules_itemsets import Limits

    asked = (pairs or longer) is not None
    least = usual if pairs is None else pairs
    if pairs is None and longer is not None:
        least = min(usual, longer)
    longer = max(usual_longer, least) if longer is None else longer
    return Limits(least, longer, memory=int(memory * 10**9), strict=asked)


def _mined(bundle: Bundle, mining: Any) -> Tables:
    from recsys.rules_mining import mine_bundle

    with _steps() as on_step:
        return mine_bundle(bundle, mining, on_step)


@contextmanager
def _steps() -> Iterator[OnStep]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Counting", total=None)
        yield lambda what, done, of: bar.update(task, description=what, completed=done, total=of)


def summary(tables: Tables) -> Iterator[str]:
    """What was mined, in sentences; also after training."""
    for level, table in tables.by_level.items():
        about = table.about
        sizes = ", ".join(f"{count:,} of {length}" for length, count in about["itemsets"].items())
        yield (
            f"{level.capitalize()}: {about['rules']:,} rules of {about['candidates']:,} stand "
            f"(false discoveries at most {100 * about['false_discoveries']:g} %). Itemsets: {sizes}."
        )
        for length, least in about["least"].items():
            if least > about["asked"][length]:
                asked = about["asked"][length]
                yield (
                    f"There were too many sets of {length} {level}: they count from {least:,} playlists on, "
                    f"not {asked:,}."
                )


@command.command()
@model_option
@_level
@click.option("--playlist", type=_PATH, help="For this playlist: what goes with it that it lacks.")
@click.option("--playlist-id", help="Which playlist, where the file holds several.")
@click.option("--song", help='For this song: "Artist - Title", "Title" or a Spotify link.')
@click.option("--artist", help="For this artist.")
@click.option("--min-confidence", default=0.0, show_default=True, type=click.FloatRange(0, 1))
@click.option("--min-lift", default=1.0, show_default=True, type=click.FloatRange(0))
@click.option("--sort-by", default="confidence", show_default=True, type=click.Choice(_SORT_BY))
@click.option("--same-artist", is_flag=True, help="Also songs by an artist of the left side.")
@click.option("-n", "--count", default=20, show_default=True, type=click.IntRange(1, 500), help="How many rules.")
def show(
    model: Path,
    level: str | None,
    playlist: Path | None,
    playlist_id: str | None,
    song: str | None,
    artist: str | None,
    count: int,
    same_artist: bool,
    **thresholds: Any,
) -> None:
    """Print rules as sentences: for a playlist, a song or an artist, or the strongest of all."""
    if sum(given is not None for given in (playlist, song, artist)) > 1:
        raise click.UsageError("Give one of --playlist, --song and --artist.")
    if playlist_id is not None and playlist is None:
        raise click.UsageError("--playlist-id chooses a playlist of the file in --playlist, which is not given.")
    from recsys.bundle import Bundle
    from recsys.rules import Wish
    from recsys.rules_table import Level

    wish = Wish(Level(level or ("artists" if artist else "songs")), across=not same_artist, limit=count, **thresholds)
    bundle = Bundle.load(model)
    with bundle.catalog() as catalog:
        rules = bundle.rules(catalog.song_artist)
        _print(_asked(rules, catalog, wish, playlist, playlist_id, song, artist), wish, catalog)


def _asked(
    rules: Rules,
    catalog: Catalog,
    wish: Wish,
    playlist: Path | None,
    playlist_id: str | None,
    song: str | None,
    artist: str | None,
) -> Found:
    from recsys.rules_names import known_artist, known_song, known_songs

    if playlist is not None:
        from recsys.data.source import read_playlist

        return rules.for_playlist(known_songs(read_playlist(playlist, playlist_id).tracks, catalog), wish)
    if song is not None:
        return rules.for_song(known_song(song, catalog), wish)
    if artist is not None:
        return rules.for_artist(known_artist(artist, catalog), wish)
    return rules.strongest(wish)


def _print(found: Found, wish: Wish, catalog: Catalog) -> None:
    from bot.rule_sentences import unreached_sentence
    from recsys.rules_names import names_of

    if not found.rules:
        click.echo(unreached_sentence(wish, found.below))
        return
    names = names_of(found.rules, catalog)
    for rule in found.rules:
        click.echo(sentence(rule, names))
    if found.total > len(found.rules):
        click.echo(f"The {len(found.rules)} strongest of {found.total:,} rules; --count shows more.")


def sentence(rule: Rule, names: dict[int, str]) -> str:
    """What a rule says, with all its numbers."""
    from bot.rule_sentences import rule_sentence

    confidence, lift = rule.metrics["confidence"], rule.metrics["lift"]
    left = [names[item] for item in rule.left]
    return rule_sentence(left, names[rule.right], confidence=confidence, lift=lift, playlists=rule.playlists)


@command.command()
@model_option
@_level
@click.argument("file", type=_PATH)
def export(model: Path, level: str | None, file: Path) -> None:
    """Write all rules of a level to FILE: .csv, .parquet or .graphml.

    CSV and Parquet have a row for each rule, with all metrics. GraphML has rules with one item on each side, as a
    network.
    """
    from recsys.bundle import Bundle
    from recsys.rules_export import WRITERS
    from recsys.rules_table import Level

    write: Callable[..., int] | None = WRITERS.get(file.suffix.lower())
    if write is None:
        raise click.UsageError(f"The name of the file must end in {', '.join(WRITERS)}.")
    bundle = Bundle.load(model)
    wanted: Level = Level(level or "songs")
    with bundle.catalog() as catalog:
        written = write(file, bundle.rules(catalog.song_artist).table(wanted), wanted, catalog)
    click.echo(f"{written:,} rules are in {file}.")
