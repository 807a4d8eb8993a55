"""`segue recommend`: continue a playlist, songs or a mood in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from recsys.domain import BALANCED

if TYPE_CHECKING:
    from recsys.catalog import Catalog
    from recsys.domain import Playlist, Recommendation, Recommendations, Track
    from recsys.pipeline import Recommender

_PATH = click.Path(path_type=Path)
_PIPE_WIDTH = 160
_NAMED = 20
"""How many unknown songs are named; `--json` names all."""


@click.command()
@click.option(
    "--model",
    required=True,
    type=_PATH,
    envvar="SEGUE_MODEL",
    show_envvar=True,
    help="The bundle that `segue train` made.",
)
@click.option(
    "--playlist",
    type=_PATH,
    help='A playlist: the formats of `segue train`, or a text with "Artist - Title" or a Spotify link on each line.',
)
@click.option("--playlist-id", help="Which playlist, where the file holds several.")
@click.option("--song", "songs", multiple=True, help='A song: "Artist - Title", "Title", a Spotify link. Repeatable.')
@click.option("--title", help="A title or mood, with or without songs.")
@click.option("-n", "--count", default=20, show_default=True, type=click.IntRange(1, 500), help="How many songs.")
@click.option(
    "--adventurous",
    default=BALANCED,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="From the surest songs (0) to fewer hits and more artists (1).",
)
@click.option("--clean", is_flag=True, help="Leave out songs that are known to be explicit.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def command(
    model: Path,
    playlist: Path | None,
    playlist_id: str | None,
    songs: tuple[str, ...],
    title: str | None,
    count: int,
    adventurous: float,
    clean: bool,
    as_json: bool,
) -> None:
    """Continue a playlist, songs, a mood, or all of them together."""
    if not (playlist or songs or (title or "").strip()):
        raise click.UsageError("Give a --playlist, a --song or a --title to continue.")
    if playlist_id is not None and playlist is None:
        raise click.UsageError("--playlist-id chooses a playlist of the file in --playlist, which is not given.")
    from recsys.data.source import read_playlist
    from recsys.pipeline import Recommender

    given = read_playlist(playlist, playlist_id) if playlist else None
    with Recommender.load(model) as recommender:
        heard = _hear(given, songs, recommender.catalog)
        title = title or (given.title if given else None)
        answer = _answer(recommender, heard, title, limit=count, adventurous=adventurous, clean=clean)
    if as_json:
        _print_json(answer, heard, recommender.manifest.demo)
    else:
        _print_table(answer, _footer(answer, heard, recommender.manifest.demo, clean))


@dataclass(frozen=True, slots=True)
class _Heard:
    """The seeds, and what was typed for a song and not found, each with the nearest known songs."""

    tracks: tuple[Track, ...]
    missed: tuple[tuple[str, tuple[str, ...]], ...]


def _hear(playlist: Playlist | None, songs: tuple[str, ...], catalog: Catalog) -> _Heard:
    from recsys.lookup import entry_of, look_up, recognise

    lookups = [lookup for text in songs for lookup in look_up(text, catalog)]
    typed = tuple(lookup.track for lookup in lookups if lookup.track)
    missed = tuple((lookup.typed, tuple(map(entry_of, lookup.near))) for lookup in lookups if not lookup.track)
    return _Heard((*(recognise(playlist.tracks, catalog) if playlist else ()), *typed), missed)


def _answer(recommender: Recommender, heard: _Heard, title: str | None, **wishes: Any) -> Recommendations:
    """The answer to a query with these wishes, which are fields of Query."""
    from recsys.diversity import with_artist_cap
    from recsys.domain import Query
    from recsys.errors import NothingKnown

    try:
        if not (heard.tracks or (title or "").strip()):
            raise NothingKnown
        return recommender.recommend(with_artist_cap(Query(heard.tracks, title, **wishes)))
    except NothingKnown:
        for typed, near in heard.missed:
            if near:
                click.echo(_not_found(typed, near), err=True)
        raise


def _print_json(answer: Recommendations, heard: _Heard, demo: bool) -> None:
    import orjson

    from recsys.lookup import track_name

    document = {
        "items": [_item(rank, item) for rank, item in enumerate(answer.items, 1)],
        "seeds": len(heard.tracks) + len(heard.missed),
        "known": answer.known,
        "by_artist": answer.by_artist,
        "unknown": [*map(track_name, answer.unknown), *(typed for typed, _ in heard.missed)],
        "demo": demo,
    }
    click.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())


def _item(rank: int, item: Recommendation) -> dict[str, Any]:
    from bot.reasons import reason_sentence

    return {
        "rank": rank,
        "title": item.song.title,
        "artist": item.song.artist,
        "spotify_ids": item.song.spotify_ids,
        "explicit": item.song.explicit,
        "score": item.score,
        "reason": item.reason.kind,
        "why": reason_sentence(item.reason),
    }


def _print_table(answer: Recommendations, footer: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    from bot.reasons import reason_sentence

    console = Console()
    if not console.is_terminal:
        console = Console(width=_PIPE_WIDTH)
    table = Table("", *(Column(name, overflow="fold") for name in ("Artist", "Title", "Why")))
    for rank, item in enumerate(answer.items, 1):
        # As Text: a title may hold what rich would read as mark-up.
        table.add_row(str(rank), Text(item.song.artist), Text(item.song.title), Text(reason_sentence(item.reason)))
    console.print(table)
    for line in footer:
        console.print(Text(line), soft_wrap=True)


def _footer(answer: Recommendations, heard: _Heard, demo: bool, clean: bool) -> list[str]:
    from recsys.lookup import track_name

    seeds = len(heard.tracks) + len(heard.missed)
    by_artist = f", {answer.by_artist} more through their artist" if answer.by_artist else ""
    lines = [f"{answer.known} of {seeds} songs known{by_artist}."] if seeds else []
    if answer.unknown:
        lines.append(f"Not known: {_listed([track_name(track) for track in answer.unknown])}")
    lines.extend(_not_found(typed, near) for typed, near in heard.missed)
    if clean and answer.unrated:
        lines.append(f"{answer.unrated} of {len(answer.items)} answered songs may be explicit: the data does not say.")
    if demo:
        lines.append("This is the demo model: it learned from made-up playlists.")
    return lines


def _not_found(typed: str, near: Sequence[str]) -> str:
    return f"Not found: {typed}{f' (did you mean {_listed(near)}?)' if near else ''}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
