"""`segue train`: make a model bundle from playlists."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands._reading import Skipped, progress, skip_damaged

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from recsys.bundle import Manifest
    from recsys.corpus import Corpus
    from recsys.rules_table import Tables
    from recsys.train import Epoch, OnStep, Trained, TrainingConfig

_PATH = click.Path(path_type=Path)
_NO_LICENCE = "not stated; ask where the playlists come from before passing this bundle on"


@click.command()
@click.option(
    "--data",
    required=True,
    type=_PATH,
    help="Playlists: Million Playlist Dataset (zip, folder, slice), CSV or Parquet.",
)
@click.option("--out", required=True, type=_PATH, help="The bundle to write: a new folder, or a bundle to replace.")
@click.option("--config", type=_PATH, help="Settings in a TOML file; docs/training.md lists them.")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(min=0), help="Another seed, another model.")
@click.option("--epochs", type=click.IntRange(min=1), help="The most epochs; overrides the settings.")
@click.option("--licence", default=_NO_LICENCE, help="The terms of the data, kept in the bundle.")
@skip_damaged
def command(
    data: Path, out: Path, config: Path | None, seed: int, epochs: int | None, licence: str, skip_damaged: bool
) -> None:
    """Train the model, sources and ranker, and write it as a bundle, with what goes together (`segue rules`).

    The ranker learns by folds, from playlists that the sources have not seen; then these learn from all. Ctrl-C keeps
    the best model so far. The same data, settings, seed, versions and machine give the same model.
    """
    from rich.console import Console

    from recsys.bundle import check_target
    from recsys.train import TrainingConfig, read_config

    settings = read_config(config) if config else TrainingConfig()
    settings = replace(settings, epochs=epochs) if epochs else settings
    check_target(out)
    console = Console(stderr=True, highlight=False)
    started = time.monotonic()
    try:
        corpus = _read(data, skip_damaged)
        trained = train_and_tell(corpus, settings, seed, console)
    except KeyboardInterrupt:
        console.print("Stopped before there was a model: nothing is written.")
        raise click.Abort from None
    knew_sounds = _knows_sounds(out)
    rules = mine_and_tell(corpus, console, out)
    manifest = _write(data, out, corpus, trained, rules, settings, seed, licence)
    _summarise(manifest, trained, time.monotonic() - started, out)
    if knew_sounds:
        click.echo("The bundle that it replaces knew how its songs sound, and this one does not, as songs have other")
        click.echo(f"numbers now. Import the table again: segue features import FILE --model {out}")


def _read(data: Path, skip: bool) -> Corpus:
    from recsys.corpus import Corpus
    from recsys.data.source import open_source

    source = open_source(data)
    skipped = Skipped()
    with progress("Reading", source.size) as advance:
        corpus = Corpus.from_playlists(source.playlists(advance, skipped if skip else None))
    skipped.sum_up()
    return corpus


def train_and_tell(corpus: Corpus, settings: TrainingConfig, seed: int, console: Console) -> Trained:
    from recsys.train import train

    playlists = f"playlists: {corpus.n_playlists:,}, songs: {corpus.n_songs:,}, artists: {corpus.n_artists:,}"
    console.print(f"Training ({playlists}). Ctrl-C keeps the best so far.")
    with _steps(console) as on_step:
        return train(corpus, settings, seed, on_step=on_step, on_epoch=lambda epoch: _tell(epoch, console))


def mine_and_tell(corpus: Corpus, console: Console, out: Path) -> Tables | None:
    """What goes together; when that ended early, what the bundle at `out` has of the same playlists, if anything."""
    from bot.commands._mining import MiningEnded, mined_apart
    from bot.commands.rules import summary
    from recsys.rules_mining import rules_of_same

    try:
        with _steps(console) as on_step:
            tables = mined_apart(corpus, on_step)
    except (KeyboardInterrupt, MiningEnded) as ended:
        if isinstance(ended, MiningEnded):
            console.print("The process that looks for rules has ended before it was done, perhaps for want of memory.")
        kept = rules_of_same(corpus, out)
        console.print(
            "The bundle keeps its earlier rules, which are of the same playlists."
            if kept
            else "The bundle will have no rules; `segue rules mine` finds them later."
        )
        return kept
    for line in summary(tables):
        console.print(line)
    return tables


@contextmanager
def _steps(console: Console) -> Iterator[OnStep]:
    """A bar for the steps of what is going on, cleared at the end."""
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Preparing", total=None)
        yield lambda what, done, of: bar.update(task, description=what, completed=done, total=of)


def _tell(epoch: Epoch, console: Console) -> None:
    console.print(f"Epoch {epoch.number}: loss {epoch.loss:.3f}; validation {_metrics(epoch.metrics)}")


def _metrics(found: Mapping[str, float]) -> str:
    return f"R-precision {found['r_precision']:.4f}, NDCG {found['ndcg']:.4f}, clicks {found['clicks']:.2f}"


def _write(
    data: Path,
    out: Path,
    corpus: Corpus,
    trained: Trained,
    rules: Tables | None,
    settings: TrainingConfig,
    seed: int,
    licence: str,
) -> Manifest:
    from datetime import UTC, datetime

    from recsys.bundle import Training, write_bundle

    about = Training(
        name=out.resolve().name,
        trained_on=data.resolve().name,
        licence=licence,
        created_at=datetime.now(UTC),
        settings={**asdict(settings), "seed": seed},
        metrics=trained.measured,
        report=trained.report,
    )
    return write_bundle(out, corpus, trained.model, trained.content, about, rules)


def _knows_sounds(path: Path) -> bool:
    """Whether there is a bundle already that was told how its songs sound."""
    from recsys.bundle import Bundle
    from recsys.errors import BundleError

    try:
        return len(Bundle.load(path).content().table.heard()) > 0
    except BundleError:  # there is none, or none that can be read
        return False


def _summarise(manifest: Manifest, trained: Trained, seconds: float, out: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Trained", show_header=False)
    for name, count in manifest.counts.items():
        table.add_row(name, f"{count:,}")
    table.add_row("best epoch", f"{trained.best.number} of {len(trained.epochs)}")
    table.add_row(f"validation, {trained.validated:,} playlists", _metrics(manifest.metrics))
    table.add_row("learned from the validation playlists too", "yes" if trained.refitted else "no")
    table.add_row("time", f"{seconds:,.0f} s")
    if peak := _peak_memory():
        table.add_row("peak memory", f"{peak / 2**20:,.0f} MiB")
    Console().print(table)
    if trained.report:
        console = Console()
        console.print(_worth("NDCG@500 there", trained.report["ndcg"]))
        console.print(_worth("NDCG@500 lost without", trained.report["ndcg lost without"]))
    if trained.interrupted:
        click.echo("Stopped early; the best model so far was kept.")
    click.echo(f"The bundle is in {out}.")


def _worth(title: str, values: Mapping[str, float]) -> Table:
    from rich.table import Table

    table = Table(title=title, show_header=False)
    for name, value in sorted(values.items(), key=lambda item: -item[1]):
        table.add_row(name, f"{value:.4f}")
    return table


def _peak_memory() -> int | None:
    """The most bytes that this process has held in memory; None on Windows, which has no such call in Python."""
    import sys

    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
