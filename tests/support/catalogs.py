"""A hand-written catalogue: songs by how many playlists hold them, to know by heart what a search must find."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recsys.catalog import Catalog
from recsys.catalog_writer import write_catalog
from recsys.corpus import Corpus
from recsys.domain import Playlist, Track

SONGS = (  # (title, artist, in how many playlists)
    ("Hello", "Adele", 9),
    ("Bohemian Rhapsody - Remastered 2011", "Queen", 8),
    ("Karma Police", "Radiohead", 8),
    ("Creep", "Radiohead", 7),
    ("Hello", "Lionel Richie", 6),
    ("Halo", "Beyoncé", 6),
    ("Stand by Me", "Ben E. King", 5),
    ("Smells Like Teen Spirit", "Nirvana", 5),
    ("Hey Jude", "The Beatles", 5),
    ("Hey Joe", "Jimi Hendrix", 4),
    ("Queen Bitch", "David Bowie", 4),
    ("Back In Black", "AC/DC", 4),
    ("Stan", "Eminem", 3),
    ("Don't Stop Believin'", "Journey", 3),
    ("戦場のメリークリスマス", "坂本龍一", 3),
    ("Группа крови", "Кино", 3),
    ("Journey", "Somebody Small", 2),
    ("Dr. Feelgood; Part 1", "Aretha Franklin", 2),
    ("Bad Guy - Live - Acoustic", "Billie Eilish", 2),
    ("100%", "Sonic Youth", 1),
    ("!!!", "Quiet", 1),
)


def track(title: str, artist: str) -> Track:
    return Track(title, (artist,), spotify_id=spotify_id(title, artist))


def spotify_id(title: str, artist: str) -> str:
    number = next(row for row, entry in enumerate(SONGS) if entry[:2] == (title, artist))
    return f"id{number:020d}"


def playlists() -> list[Playlist]:
    """Playlist `p` holds every song that is in more than `p` playlists."""
    most = max(count for _, _, count in SONGS)
    return [
        Playlist(str(row), None, tuple(track(title, artist) for title, artist, count in SONGS if count > row))
        for row in range(most)
    ]


@contextmanager
def open_catalog(path: Path) -> Iterator[Catalog]:
    write_catalog(path, Corpus.from_playlists(playlists()), ["summer", "winter"])
    with Catalog.open(path) as catalog:
        yield catalog
