"""`segue similar`: the songs of `segue recommend`, sorted by how they sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands._seeds import Answered, answered, document, footer, given, item_of, print_table, seed_options
from recsys.sound import SortBy

if TYPE_CHECKING:
    from recsys.domain import Recommendation
    from recsys.pipeline import Recommender
    from recsys.sound import Comparison, Likeness
    from recsys.stand_ins import Beside


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

    by = SortBy(sort_by)
    with Recommender.load(model) as recommender:
        done = answered(recommender, asked)
        beside, comparison = _compared(recommender, done, by)
    places = ordered(comparison, by)
    songs = [(done.answer.items[place], comparison.songs[place]) for place in places]
    drawn = _draw(comparison, picture) if picture else None
    if as_json:
        items = [_item(rank, *song) for rank, song in enumerate(songs, 1)]
        more = {"heard": _heard(comparison), "heard_seeds": len(comparison.seeds), "stand_ins": beside.stand_ins}
        click.echo(document(done, items, sort_by=sort_by, **more))
        return
    rows = [
        (item.song.artist, item.song.title, *_sorted_by(one, by), _match(one), _why(item, one)) for item, one in songs
    ]
    headings = ("Artist", "Title", *([] if by is SortBy.OVERALL else [by.value.capitalize()]), "Match", "Why")
    notes = _known(comparison, beside, by)
    print_table(headings, rows, [*notes, *([drawn] if drawn else []), *footer(done)])


def _compared(recommender: Recommender, done: Answered, by: SortBy) -> tuple[Beside, Comparison]:
    """What the songs were compared with, and the outcome, whose `seeds` are given ones alone.

    Where nothing is known to compare with, every song's sound counts as unknown.
    """
    from recsys.errors import NothingKnown
    from recsys.sound import Compare, Comparison, Likeness
    from recsys.stand_ins import Beside, serves, to_compare_with

    songs = [item.song for item in done.answer.items]
    numbers = tuple(song.id for song in songs)
    first: tuple[Beside, Comparison] | None = None
    for beside in to_compare_with(done.query, songs):
        try:
            comparison = recommender.compare(Compare(beside.query, numbers))
        except NothingKnown:
            continue
        if beside.stand_ins:
            comparison = replace(comparison, seeds=(), of_seeds=len(done.query.tracks))
        if serves(comparison, by):
            return beside, comparison
        first = first or (beside, comparison)
    unknown = Comparison(tuple(Likeness(song, None) for song in numbers), (), len(done.query.tracks))
    return first or (Beside(done.query), unknown)


def _sorted_by(one: Likeness, by: SortBy) -> list[str]:
    """A cell of what songs are sorted by, beside the match."""
    from bot.reasons import respect_number
    from recsys.sound import respect

    if by is SortBy.OVERALL:
        return []
    value = respect(one, by)
    return ["" if value is None else respect_number(by, value)]


def _match(one: Likeness) -> str:
    return "" if one.match is None else str(one.match)


def _why(item: Recommendation, one: Likeness) -> str:
    from bot.reasons import reason_sentence, sound_sentences

    if one.match is None:
        return f"sound unknown; {reason_sentence(item.reason)}"
    return sound_sentences(one.reasons)


def _item(rank: int, item: Recommendation, one: Likeness) -> dict[str, Any]:
    from bot.reasons import sound_sentence
    from recsys.sound import respect

    sorted_by = {by.value: respect(one, by) for by in SortBy if by is not SortBy.OVERALL}
    sounds = [sound_sentence(reason) for reason in one.reasons]
    return {**item_of(rank, item), "match": one.match, "sounds": sounds, **sorted_by}


def _heard(comparison: Comparison) -> int:
    return sum(one.match is not None for one in comparison.songs)


def _known(comparison: Comparison, beside: Beside, by: SortBy) -> Iterator[str]:
    """Of how many songs the sound is known, and what that meant for their order."""
    from recsys.stand_ins import serves

    heard, songs, seeds = _heard(comparison), len(comparison.songs), len(comparison.seeds)
    given = "" if beside.stand_ins or not comparison.of_seeds else f", and of {seeds} of those given"
    yield f"The sound of {heard} of {songs} songs is known{given}."
    if not serves(comparison, by):
        yield "They stand in the order of the recommendation; `segue features import` tells how songs sound."
    elif beside.stand_ins:
        why = "Nothing given could be compared with" if comparison.of_seeds else "No song was given"
        yield f"{why}, so they were compared with the first {beside.stand_ins} of the recommendation."


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
