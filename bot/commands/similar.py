"""`segue similar`: the songs of `segue recommend`, sorted by how they sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands._seeds import answered, document, footer, given, item_of, print_table, seed_options
from recsys.sound import SortBy

if TYPE_CHECKING:
    from recsys.domain import Query, Recommendation
    from recsys.pipeline import Recommender
    from recsys.sound import Comparison, Likeness


@click.command()
@seed_options
@click.option(
    "--sort-by",
    default=SortBy.OVERALL.value,
    show_default=True,
    type=click.Choice([one.value for one in SortBy]),
    help="What to compare: all of the sound, or one respect.",
)
@click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), help="Draw both sounds into this PNG.")
def command(model: Path, as_json: bool, sort_by: str, picture: Path | None, **options: Any) -> None:
    """Sort recommended songs by how much they sound like a playlist or songs.

    How songs sound is read from the bundle alone: `segue features import` adds it.
    """
    asked = given(**options)
    from recsys.pipeline import Recommender
    from recsys.sound import ordered

    with Recommender.load(model) as recommender:
        done = answered(recommender, asked)
        comparison = _compared(recommender, done.query, done.answer.items)
    places = ordered(comparison, SortBy(sort_by))
    songs = [(done.answer.items[place], comparison.songs[place]) for place in places]
    drawn = _draw(comparison, picture) if picture else None
    if as_json:
        items = [_item(rank, *song) for rank, song in enumerate(songs, 1)]
        click.echo(document(done, items, sort_by=sort_by, heard=_heard(comparison), heard_seeds=len(comparison.seeds)))
        return
    rows = [(item.song.artist, item.song.title, _match(one), _why(item, one)) for item, one in songs]
    print_table(("Artist", "Title", "Match", "Why"), rows, [*_known(comparison, drawn), *footer(done)])


def _compared(recommender: Recommender, query: Query, items: tuple[Recommendation, ...]) -> Comparison:
    """Where nothing is known to compare with, every song's sound counts as unknown."""
    from recsys.errors import NothingKnown
    from recsys.sound import Compare, Comparison, Likeness

    songs = tuple(item.song.id for item in items)
    try:
        return recommender.compare(Compare(query, songs))
    except NothingKnown:
        return Comparison(tuple(Likeness(song, None) for song in songs), (), len(query.tracks))


def _match(one: Likeness) -> str:
    return "" if one.match is None else str(one.match)


def _why(item: Recommendation, one: Likeness) -> str:
    from bot.reasons import reason_sentence, sound_sentences

    if one.match is None:
        return f"sound unknown; {reason_sentence(item.reason)}"
    return sound_sentences(one.reasons)


def _item(rank: int, item: Recommendation, one: Likeness) -> dict[str, Any]:
    from bot.reasons import sound_sentence

    return {**item_of(rank, item), "match": one.match, "sounds": [sound_sentence(reason) for reason in one.reasons]}


def _heard(comparison: Comparison) -> int:
    return sum(one.match is not None for one in comparison.songs)


def _known(comparison: Comparison, drawn: str | None) -> list[str]:
    heard, songs = _heard(comparison), len(comparison.songs)
    lines = [f"The sound of {heard} of {songs} songs is known, and of {len(comparison.seeds)} of those given."]
    if not heard:
        lines.append("They stand in the order of the recommendation; `segue features import` tells how songs sound.")
    return [*lines, *([drawn] if drawn else [])]


def _draw(comparison: Comparison, file: Path) -> str:
    """Write the picture, if there is enough to draw, and say what became of it."""
    from bot.pictures.drawing import png
    from bot.portraits import portrait_of

    portrait = portrait_of(comparison)
    if portrait is None:
        return "Too little is known of how these songs sound for a picture, so none was drawn."
    try:
        file.write_bytes(png(portrait))
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written ({error.strerror}).") from error
    return f"Both sounds are drawn in {file}."
