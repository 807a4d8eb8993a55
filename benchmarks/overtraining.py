"""Does training for too long hurt: `python -m benchmarks.overtraining`. Prints validation NDCG by epoch.

Trains once with early stopping to find the best number of epochs, then again for three times as many, without.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from benchmarks.data import data_option
from benchmarks.running import segue
from recsys.corpus import Corpus
from recsys.data.source import open_source
from recsys.train import Epoch, TrainingConfig, train


@click.command()
@data_option
@click.option("--times", default=3, show_default=True, type=click.IntRange(min=2), help="How much longer than best.")
def main(data: Path, times: int) -> None:
    """Train for too long, and say what it costs on validation playlists."""
    with tempfile.TemporaryDirectory() as folder:
        segue("split", data=data, out=Path(folder) / "split", playlists=1000, seed=1)
        corpus = Corpus.from_playlists(open_source(Path(folder) / "split" / "data").playlists())
    config = TrainingConfig(refit=False)
    best = train(corpus, config, seed=0, on_epoch=_tell).best
    longer = replace(config, epochs=times * best.number, patience=times * best.number)
    last = train(corpus, longer, seed=0, on_epoch=_tell).epochs[-1]
    change = last.metrics["ndcg"] / best.metrics["ndcg"] - 1
    click.echo(
        f"Best: epoch {best.number}, validation NDCG {best.metrics['ndcg']:.4f}. "
        f"After {last.number} epochs: {last.metrics['ndcg']:.4f} ({change:+.1%})."
    )


def _tell(epoch: Epoch) -> None:
    click.echo(f"epoch {epoch.number}: loss {epoch.loss:.3f}, validation NDCG {epoch.metrics['ndcg']:.4f}")


if __name__ == "__main__":
    main()
