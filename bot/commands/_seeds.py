"""What `segue recommend` and `segue similar` share: what is given, what becomes of it, and how songs are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.commands._model import model_option
from recsys.domain import BALANCED

if TYPE_CHECKING:
    from recsys.catalog import Catalog
    from recsys.domain import Playlist, Query, Recommendation, Recommendations, Track
    from recsys.pipeline import Recommender

_PATH = click.Path(path_type=Path)
_PIPE_WIDTH = 160
_NAMED = 20
"""How many unknown songs are named; `--json` names all."""

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    model_option,
    click.option(
        "--playlist",
        type=_PATH,
        help='A playlist: the formats of `segue train`, or a text with "Artist - Title" or a Spotify link on each '
        "line.",
    ),
    click.option("--playlist-id", help="Which playlist, where the file holds several."),
    click.option(
        "--song", "songs", multiple=True, help='A song: "Artist - Title", "Title", a Spotify link. Repeatable.'
    ),
    click.option("--title", help="A title or mood, with or without songs."),
    click.option("-n", "--count", default=20, show_default=True, type=click.IntRange(1, 500), help="How many songs."),
    click.option(
        "--adventurous",
        default=BALANCED,
        show_default=True,
        type=click.FloatRange(0, 1),
        help="From the surest songs (0) to fewer hits and more artists (1).",
    ),
    click.option("--clean", is_flag=True, help="Leave out songs that are known to be explicit."),
    click.option(
        "--year-from", type=click.IntRange(1, 9999), help="Only songs that are known to be of this year or later."
    ),
    click.option(
        "--year-to", type=click.IntRange(1, 9999), help="Only songs that are known to be of this year or earlier."
    ),
    click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table."),
)


def seed_options(command: Command) -> Command:
    """Gives a command the options from which `given` reads."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Given:
    """What was asked for on the command line. `playlist` is read already."""

    playlist: Playlist | None
    songs: tuple[str, ...]
    title: str | None
    count: int
    adventurous: float
    clean: bool
    year_from: int | None
    year_to: int | None


def given(
    *, playlist: Path | None, playlist_id: str | None, songs: tuple[str, ...], title: str | None, **wishes: Any
) -> Given:
    """Raises click.UsageError when there is nothing to go by, DataError for a file that cannot be read."""
    if not (playlist or songs or (title or "").strip()):
        raise click.UsageError("Give a --playlist, a --song or a --title to continue.")
    if wishes["year_from"] and wishes["year_to"] and wishes["year_from"] > wishes["year_to"]:
        raise click.UsageError("--year-from is after --year-to, so there is no year that both allow.")
    if playlist_id is not None and playlist is None:
        raise click.UsageError("--playlist-id chooses a playlist of the file in --playlist, which is not given.")
    from recsys.data.source import read_playlist

    read = read_playlist(playlist, playlist_id) if playlist else None
    return Given(read, songs, title or (read.title if read else None), **wishes)


@dataclass(frozen=True, slots=True)
class Heard:
    """The seeds, and what was typed for a song and not found, each with the nearest known songs."""

    tracks: tuple[Track, ...]
    missed: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, the query that it answers, and what the query was made from."""

    query: Query
    answer: Recommendations
    heard: Heard
    demo: bool


def answered(recommender: Recommender, asked: Given) -> Answered:
    """Recommend what was asked for. Raises NothingKnown after naming songs that may have been meant."""
    from recsys.diversity import with_artist_cap
    from recsys.domain import Query
    from recsys.errors import NothingKnown

    heard = _hear(asked, recommender.catalog)
    try:
        if not (heard.tracks or (asked.title or "").strip()):
            raise NothingKnown
        query = with_artist_cap(
            Query(
                heard.tracks,
                asked.title,
                asked.count,
                adventurous=asked.adventurous,
                clean=asked.clean,
                year_from=asked.year_from,
                year_to=asked.year_to,
            )
        )
        return Answered(query, recommender.recommend(query), heard, recommender.manifest.demo)
    except NothingKnown:
        for typed, near in heard.missed:
            if near:
                click.echo(_not_found(typed, near), err=True)
        raise


def _hear(asked: Given, catalog: Catalog) -> Heard:
    from recsys.lookup import entry_of, look_up, recognise

    lookups = [lookup for text in asked.songs for lookup in look_up(text, catalog)]
    typed = tuple(lookup.track for lookup in lookups if lookup.track)
    missed = tuple((lookup.typed, tuple(map(entry_of, lookup.near))) for lookup in lookups if not lookup.track)
    return Heard((*(recognise(asked.playlist.tracks, catalog) if asked.playlist else ()), *typed), missed)


def document(done: Answered, items: Sequence[dict[str, Any]], **more: Any) -> str:
    """The answer for programs, with these songs."""
    import orjson

    from recsys.lookup import track_name

    content = {
        "items": items,
        "seeds": len(done.heard.tracks) + len(done.heard.missed),
        "known": done.answer.known,
        "by_artist": done.answer.by_artist,
        "unknown": [*map(track_name, done.answer.unknown), *(typed for typed, _ in done.heard.missed)],
        **more,
        "demo": done.demo,
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2).decode()


def item_of(rank: int, item: Recommendation) -> dict[str, Any]:
    """One song for programs."""
    from bot.reasons import reason_sentence

    return {
        "rank": rank,
        "title": item.song.title,
        "artist": item.song.artist,
        "spotify_ids": item.song.spotify_ids,
        "explicit": item.song.explicit,
        "year": item.song.year,
        "score": item.score,
        "reason": item.reason.kind,
        "why": reason_sentence(item.reason),
    }


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], footer: Sequence[str]) -> None:
    """A numbered table, and lines below it."""
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        console = Console(width=_PIPE_WIDTH)
    table = Table("", *(Column(name, overflow="fold") for name in headings))
    for rank, row in enumerate(rows, 1):
        # As Text: a title may hold what rich would read as mark-up.
        table.add_row(str(rank), *map(Text, row))
    console.print(table)
    for line in footer:
        console.print(Text(line), soft_wrap=True)


def footer(done: Answered) -> list[str]:
    """How much of what was given was known, and what was not."""
    from recsys.lookup import track_name

    answer, heard = done.answer, done.heard
    seeds = len(heard.tracks) + len(heard.missed)
    by_artist = f", {answer.by_artist} more through their artist" if answer.by_artist else ""
    lines = [f"{answer.known} of {seeds} songs known{by_artist}."] if seeds else []
    if answer.unknown:
        lines.append(f"Not known: {_listed([track_name(track) for track in answer.unknown])}")
    lines.extend(_not_found(typed, near) for typed, near in heard.missed)
    if done.query.clean and answer.unrated:
        lines.append(f"{answer.unrated} of {len(answer.items)} answered songs may be explicit: the data does not say.")
    if (done.query.year_from or done.query.year_to) and len(answer.items) < done.query.limit:
        lines.append("The model knows no more songs of those years that fit.")
    if done.demo:
        lines.append("This is the demo model: it learned from made-up playlists.")
    return lines


def _not_found(typed: str, near: Sequence[str]) -> str:
    return f"Not found: {typed}{f' (did you mean {_listed(near)}?)' if near else ''}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
