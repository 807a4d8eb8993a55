"""`segue challenge`: answer a RecSys Challenge 2018 challenge set."""

from __future__ import annotations

from pathlib import Path

import click

_PATH = click.Path(path_type=Path)


@click.command()
@click.option("--model", required=True, type=_PATH, help="The bundle that `segue train` made.")
@click.option("--challenge", required=True, type=_PATH, help="The challenge_set.json to answer.")
@click.option("--out", required=True, type=_PATH, help="The submission.csv to write.")
@click.option(
    "--adventurous",
    default=0.0,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="From the surest songs (0) to fewer hits and more artists (1).",
)
def command(model: Path, challenge: Path, out: Path, adventurous: float) -> None:
    """Answer every playlist of a challenge set with 500 tracks."""
    from rich.console import Console
    from rich.progress import track

    from recsys.challenge import read_challenge, write_submission
    from recsys.pipeline import Recommender
    from recsys.submission import submission_rows

    playlists = read_challenge(challenge)
    console = Console(stderr=True)
    with Recommender.load(model) as recommender:
        rows = submission_rows(recommender, playlists, model, adventurous=adventurous)
        counted = track(rows, "Answering", len(playlists), console=console, disable=not console.is_terminal)
        write_submission(out, counted)
    console.print(f"{len(playlists)} playlists are answered in {out}.", markup=False, highlight=False)
