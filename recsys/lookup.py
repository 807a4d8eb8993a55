"""What people mean by the songs they type: links, "Title", "Artist - Title" or "Title by Artist", with small typos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from recsys.catalog import WHOLE, Catalog
from recsys.data.links import is_other_link, track_id, track_uri
from recsys.domain import Song, Track
from recsys.identity import artist_key, song_key
from recsys.matching import SURE, Reading, cleaned, readings

SEPARATOR = ";"
NEAR_MISSES = 3

_ID_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Lookup:
    """What one typed entry was taken for.

    `song`: the known song. `track`: what to give a query, also when only its artist is known, then without `song`;
    None when nothing can be done with the entry. `near`: known songs that it may have meant instead.
    `spotify_id`: the track of a link, whether or not it is known here.
    """

    typed: str
    song: Song | None = None
    track: Track | None = None
    near: tuple[Song, ...] = ()
    spotify_id: str | None = None


def look_up(text: str, catalog: Catalog) -> tuple[Lookup, ...]:
    """What each entry of a text means; entries are parted by semicolons, blank ones and repetitions left out."""
    entries = dict.fromkeys(entry.strip() for entry in cleaned(text).split(SEPARATOR) if entry.strip())
    return tuple(look_up_entry(entry, catalog) for entry in entries)


def look_up_entry(entry: str, catalog: Catalog) -> Lookup:
    """What one entry means: the song that fits best of all readings of the entry, or at least its artist."""
    link = entry.removeprefix("<").removesuffix(">")  # so written, Discord shows no preview of a link
    linked = track_id(link)
    if linked or is_other_link(link):
        return _linked(entry, linked, catalog)
    ways = readings(entry)
    song = _exactly(ways, catalog)
    return Lookup(entry, song, song_track(song)) if song else _closest(entry, ways, catalog)


def recognise(tracks: Sequence[Track], catalog: Catalog) -> tuple[Track, ...]:
    """The same tracks; those that only their names identify, and not exactly, are looked up like typed entries."""
    found = catalog.resolve(tracks)
    return tuple(
        track if songs or track.spotify_id else look_up_entry(_names(track), catalog).track or track
        for track, songs in zip(tracks, found, strict=True)
    )


def complete(text: str, catalog: Catalog, limit: int = 25, max_length: int = 100) -> tuple[str, ...]:
    """Whole texts to choose from, the part after the last semicolon completed to "Artist - Title".

    Only texts of at most `max_length` characters: a text that must be cut would mean something else.
    """
    head, separator, tail = cleaned(text).rpartition(SEPARATOR)
    if not tail.strip() and head.strip():
        choices = [head.strip()]
    else:
        before = f"{head.strip()}{separator} " if separator else ""
        songs = catalog.search(tail, limit) if tail.strip() else catalog.popular(limit)
        choices = [before + entry_of(song) for song in songs]
    return tuple(dict.fromkeys(choice for choice in choices if len(choice) <= max_length))


def entry_of(song: Song) -> str:
    """An entry that is looked up as this song."""
    return f"{song.artist} - {song.title}".removeprefix(" - ").replace(SEPARATOR, ",")


def track_name(track: Track) -> str:
    """What to call a track: "Artist - Title", as far as known, else its Spotify URI, if it has one."""
    return _names(track) or (track_uri(track.spotify_id) if track.spotify_id else "a nameless track")


def song_track(song: Song, spotify_id: str | None = None) -> Track:
    """A song as a seed: its names and the given or its most frequent Spotify id."""
    known = spotify_id or next(iter(song.spotify_ids), None)
    return Track(title=song.title, artists=(song.artist,) if song.artist else (), spotify_id=known)


def _names(track: Track) -> str:
    return " - ".join(name for name in (", ".join(track.artists), track.title) if name.strip())


def _linked(entry: str, spotify_id: str | None, catalog: Catalog) -> Lookup:
    if spotify_id is None or len(spotify_id) != _ID_LENGTH:
        return Lookup(entry)
    song = catalog.by_spotify_id(spotify_id)
    return Lookup(entry, song, song_track(song, spotify_id) if song else None, spotify_id=spotify_id)


def _exactly(ways: Sequence[Reading], catalog: Catalog) -> Song | None:
    """The song that a reading names by title and artist, spelling aside."""
    keys = (song_key(way.title, (way.artist,)) for way in ways if way.artist)
    return next((song for key in keys if (song := catalog.by_key(key))), None)


def _closest(entry: str, ways: Sequence[Reading], catalog: Catalog) -> Lookup:
    matches = catalog.matches(entry)
    sure = tuple(match.song for match in matches if match.fit >= SURE)
    by_artist = _songs_of_artist_named(entry, catalog)
    in_full = bool(matches) and matches[0].fit >= WHOLE
    if by_artist and not (in_full and sure[0].playlists >= by_artist[0].playlists):
        return Lookup(entry, track=Track(title="", artists=(entry,)), near=by_artist)
    if sure:
        return Lookup(entry, sure[0], song_track(sure[0]), near=sure[1 : NEAR_MISSES + 1])
    near = tuple(match.song for match in matches[:NEAR_MISSES])
    return Lookup(entry, track=_by_artist(ways, near, catalog), near=near)


def _songs_of_artist_named(entry: str, catalog: Catalog) -> tuple[Song, ...]:
    """The best known songs of the artist of that name: an entry may name an artist alone."""
    artist = catalog.artist_id(entry)
    return () if artist is None else catalog.songs_of(artist, NEAR_MISSES)


def _by_artist(ways: Sequence[Reading], near: Sequence[Song], catalog: Catalog) -> Track | None:
    """The first reading whose artist is known, or is nearly the artist of a near miss."""
    for way in ways:
        if way.artist and catalog.artist_id(way.artist) is not None:
            return Track(title=way.title, artists=(way.artist,))
    for way, song in product(ways, near):
        if way.artist and fuzz.ratio(way.names.artist_key, artist_key(song.artist)) >= SURE:
            return Track(title=way.title, artists=(song.artist,))
    return None
