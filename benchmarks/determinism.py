"""What reproducible operations cost: `python -m benchmarks.determinism`. Prints seconds of an epoch, and the ratio.

Each way runs in a process of its own, since TensorFlow cannot take the choice back.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from benchmarks.data import data_option

EPOCHS = 3
"""The first one traces the graph and is left out of the mean."""


@click.command()
@data_option
@click.option("--one", type=click.Choice(["on", "off"]), hidden=True)
def main(data: Path, one: str | None) -> None:
    """Time epochs with and without deterministic operations."""
    if one is not None:
        click.echo(f"{seconds_of_an_epoch(data, deterministic=one == 'on')}")
        return
    on, off = (_in_own_process(data, way) for way in ("on", "off"))
    click.echo(
        f"An epoch takes {on:.1f} s with deterministic operations and {off:.1f} s without: {on / off:.2f} times."
    )


def _in_own_process(data: Path, way: str) -> float:
    command = [sys.executable, "-m", "benchmarks.determinism", "--data", str(data), "--one", way]
    return float(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def seconds_of_an_epoch(data: Path, *, deterministic: bool) -> float:
    """The mean over the epochs after the first."""
    import time

    from models._keras import make_deterministic, tf_keras
    from models.fit import Trainer
    from recsys.corpus import Corpus
    from recsys.data.source import open_source
    from recsys.train import TrainingConfig, training_set

    corpus = Corpus.from_playlists(open_source(data).playlists())
    make_deterministic(0) if deterministic else tf_keras.utils.set_random_seed(0)
    trainer = Trainer(training_set(corpus), TrainingConfig(), seed=0)
    trainer.epoch()
    started = time.perf_counter()
    for _ in range(EPOCHS - 1):
        trainer.epoch()
    return (time.perf_counter() - started) / (EPOCHS - 1)


if __name__ == "__main__":
    main()
