"""`segue recommend`: continue a playlist, songs or a mood in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bot.commands._seeds import answered, document, footer, given, item_of, print_table, seed_options


@click.command()
@seed_options
def command(model: Path, as_json: bool, **options: Any) -> None:
    """Continue a playlist, songs, a mood, or all of them together."""
    asked = given(**options)
    from bot.reasons import reason_sentence
    from recsys.pipeline import Recommender

    with Recommender.load(model) as recommender:
        done = answered(recommender, asked)
    items = done.answer.items
    if as_json:
        click.echo(document(done, [item_of(rank, item) for rank, item in enumerate(items, 1)]))
        return
    rows = [(item.song.artist, item.song.title, reason_sentence(item.reason)) for item in items]
    print_table(("Artist", "Title", "Why"), rows, footer(done))
