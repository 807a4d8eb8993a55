"""Who made a track: the artists that training data or a bundle names, by track URI."""

from __future__ import annotations

from collections.abc import Callable, Set
from pathlib import Path

from recsys.bundle import CATALOG, MANIFEST
from recsys.catalog import Catalog
from recsys.data.links import track_id, track_uri
from recsys.data.source import PlaylistSource
from recsys.identity import primary_artist


def is_bundle(path: Path) -> bool:
    """Whether the path is a model bundle's folder rather than playlists."""
    return (path / MANIFEST).is_file() and (path / CATALOG).is_file()


def artists_in_bundle(path: Path, uris: Set[str]) -> dict[str, str]:
    """The primary artist of those tracks that the bundle knows. Raises BundleError."""
    with Catalog.open(path / CATALOG) as catalog:
        found = ((uri, catalog.artist_of(track_id(uri) or "")) for uri in uris)
        return {uri: artist for uri, artist in found if artist}


def artists_in_data(source: PlaylistSource, uris: Set[str], advance: Callable[[int], None]) -> dict[str, str]:
    """The primary artist of those tracks that the playlists hold, as it is first named there. Raises DataError."""
    found: dict[str, str] = {}
    for playlist in source.playlists(advance):
        for track in playlist.tracks:
            uri = track_uri(track.spotify_id) if track.spotify_id else ""
            if uri in uris and uri not in found and (artist := primary_artist(track.artists)):
                found[uri] = artist
    return found
