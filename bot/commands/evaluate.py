"""`segue evaluate`: score a submission against the answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands._reading import progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recsys.evaluate import Estimate, Evaluation

_PATH = click.Path(path_type=Path)
_PIPE_WIDTH = 120


@click.command("evaluate")
@click.option("--challenge", required=True, type=_PATH, help="The challenge_set.json.")
@click.option("--answers", required=True, type=_PATH, help="The answers.json that belongs to it.")
@click.option("--submission", required=True, type=_PATH, help="The submission.csv to score.")
@click.option("--tracks", type=_PATH, help="Training data or a bundle that names the artists of recommended tracks.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def command(challenge: Path, answers: Path, submission: Path, tracks: Path | None, as_json: bool) -> None:
    """Score a submission: R-precision, NDCG@500 and clicks, overall and for each category.

    The 95 % confidence intervals are bootstrapped over playlists. Without --tracks no artist of a recommended track is
    known, so R-precision lacks its credit for artists.
    """
    from recsys.challenge import read_answers, read_challenge, read_submission
    from recsys.errors import DataError
    from recsys.evaluate import evaluate

    asked = read_challenge(challenge)
    right = read_answers(answers)
    rows = read_submission(submission, asked)
    artists = _artists(tracks, {track for row in rows.values() for track in row}) if tracks else {}
    try:
        evaluation = evaluate(rows, asked, right, artists)
    except ValueError as error:
        raise DataError(answers, str(error)) from error
    if as_json:
        _print_json(evaluation)
    else:
        _print_table(evaluation)


def _artists(path: Path, uris: set[str]) -> Mapping[str, str]:
    from recsys.track_artists import artists_in_bundle, artists_in_data, is_bundle

    if is_bundle(path):
        return artists_in_bundle(path, uris)
    from recsys.data.source import open_source

    source = open_source(path)
    with progress("Reading artists", source.size) as advance:
        return artists_in_data(source, uris, advance)


def _print_json(evaluation: Evaluation) -> None:
    import orjson

    groups = {
        "overall": _group(evaluation, None),
        "categories": {str(number): _group(evaluation, number) for number in evaluation.present()},
        "tracks": evaluation.tracks,
        "unknown_artists": evaluation.unknown_artists,
    }
    click.echo(orjson.dumps(groups, option=orjson.OPT_INDENT_2).decode())


def _group(evaluation: Evaluation, category: int | None) -> dict[str, Any]:
    return {"playlists": evaluation.size(category), **evaluation.estimates(category)}


def _print_table(evaluation: Evaluation) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("category", "lists", "R-precision", "NDCG@500", "clicks")
    for column in table.columns[1:]:
        column.justify = "right"
    for number in evaluation.present():
        table.add_row(*_row(evaluation, number))
    table.add_section()
    table.add_row(*_row(evaluation, None))
    console = Console()
    if not console.is_terminal:
        console = Console(width=_PIPE_WIDTH)
    console.print(table)
    click.echo("Means over playlists with bootstrapped 95 % confidence intervals; fewer clicks are better.")
    if evaluation.unknown_artists:
        click.echo(
            f"The artists of {evaluation.unknown_artists:,} of {evaluation.tracks:,} recommended tracks are not known "
            "and earn no credit; name them with --tracks."
        )


def _row(evaluation: Evaluation, category: int | None) -> tuple[str, ...]:
    scores = evaluation.estimates(category)
    cells = (_cell(scores["r_precision"], 4), _cell(scores["ndcg"], 4), _cell(scores["clicks"], 3))
    return (_name(category), f"{evaluation.size(category):,}", *cells)


def _name(category: int | None) -> str:
    from recsys.challenge import CATEGORIES

    labels = {one.number: f"{one.number} {one.label}" for one in CATEGORIES}
    return "all" if category is None else labels.get(category, "other seeds")


def _cell(estimate: Estimate, digits: int) -> str:
    """The mean and, in as little room as it takes, its interval."""
    low, high = (f"{bound:.{digits}f}".removeprefix("0") for bound in (estimate.low, estimate.high))
    return f"{estimate.mean:.{digits}f} ({low}–{high})"
