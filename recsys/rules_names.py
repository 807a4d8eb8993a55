"""From what people type to the items of rules, and back from rules to names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recsys.catalog import Catalog
from recsys.domain import Track
from recsys.errors import NothingKnown, UnknownName
from recsys.lookup import look_up_entry, recognise
from recsys.rules import Rule
from recsys.rules_table import Level


def known_songs(tracks: Sequence[Track], catalog: Catalog) -> list[int]:
    """The songs of a playlist that the catalogue has. Raises NothingKnown when there is none."""
    songs = [found[0] for found in catalog.resolve(recognise(tracks, catalog)) if found]
    if not songs:
        raise NothingKnown
    return songs


def known_song(text: str, catalog: Catalog) -> int:
    """The song that a text names. Raises UnknownName with the nearest ones."""
    lookup = look_up_entry(text.strip(), catalog)
    if lookup.song is None:
        raise UnknownName("song", text, [f"{song.artist} - {song.title}" for song in lookup.near])
    return lookup.song.id


def known_artist(text: str, catalog: Catalog) -> int:
    """The artist that a text names. Raises UnknownName with the nearest ones."""
    artist = catalog.artist_id(text)
    if artist is None:
        raise UnknownName("artist", text, catalog.artists_like(text))
    return artist


def names_of(rules: Iterable[Rule], catalog: Catalog) -> dict[int, str]:
    """The name of every item of these rules, which are of one level."""
    rules = list(rules)
    items = sorted({item for rule in rules for item in (*rule.left, rule.right)})
    return names(items, rules[0].level, catalog) if rules else {}


def names(items: Sequence[int], level: Level, catalog: Catalog) -> dict[int, str]:
    """The names of songs, with their artists, or of artists."""
    if level is Level.ARTISTS:
        return catalog.artist_names(items)
    return {song.id: f"{song.title} by {song.artist}" if song.artist else song.title for song in catalog.songs(items)}
