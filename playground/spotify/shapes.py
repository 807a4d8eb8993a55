"""The JSON of the Web API as new apps get it, the `fields` filter, and cover images."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Sequence
from typing import Any

from playground.spotify.refusals import Refusal
from playground.spotify.world import Episode, Item, LocalFile, Playlist, Rules, User, identify, isrc
from recsys.domain import Track

Json = dict[str, Any]

ALBUM_COVERS = (640, 300, 64)  # pixels, largest first, as Spotify lists them
ADDED_AT = "2026-01-01T00:00:00Z"


def me(user: User) -> Json:
    """GET /me without the fields that left in February 2026 (country, email, product, followers)."""
    links = {"href": f"/v1/users/{user.id}", "external_urls": {"spotify": f"https://open.spotify.com/user/{user.id}"}}
    shown: Json = {"display_name": user.display_name, "type": "user", "uri": f"spotify:user:{user.id}", "images": []}
    return {"id": user.id, "account_id": user.account_id, **shown, **links}


def owner(user: User) -> Json:
    return {key: value for key, value in me(user).items() if key not in ("account_id", "images")}


def track(song: Track, origin: str) -> Json:
    """A track without popularity, available_markets, linked_from; `external_ids` stayed."""
    track_id = song.spotify_id or ""
    artists = [artist(name) for name in song.artists]
    return {
        "id": track_id,
        "uri": f"spotify:track:{track_id}",
        "type": "track",
        "name": song.title,
        "artists": artists,
        "album": album(song, artists, origin),
        "duration_ms": song.duration_ms or 200_000,
        "explicit": bool(song.explicit),
        "is_local": False,
        "disc_number": 1,
        "track_number": 1,
        "preview_url": None,
        "external_ids": {"isrc": isrc(track_id)},
        "external_urls": {"spotify": f"https://open.spotify.com/track/{track_id}"},
        "href": f"{origin}/v1/tracks/{track_id}",
    }


def artist(name: str) -> Json:
    artist_id = identify("artist", name)
    urls = {"spotify": f"https://open.spotify.com/artist/{artist_id}"}
    return {
        "id": artist_id,
        "name": name,
        "type": "artist",
        "uri": f"spotify:artist:{artist_id}",
        "external_urls": urls,
    }


def album(song: Track, artists: list[Json], origin: str) -> Json:
    found = album_id(song)
    return {
        "id": found,
        "name": song.album or song.title,
        "type": "album",
        "album_type": "album",
        "uri": f"spotify:album:{found}",
        "artists": artists[:1],
        "release_date": str(song.year or 2000),
        "release_date_precision": "year",
        "images": images(found, origin),
        "total_tracks": 10,
    }


def album_id(song: Track) -> str:
    """The id of the album that a track is on."""
    return identify("album", song.album or song.title, *song.artists[:1])


def images(name: str, origin: str) -> list[Json]:
    return [{"url": f"{origin}/images/{name}/{size}.png", "width": size, "height": size} for size in ALBUM_COVERS]


def playlist(found: Playlist, origin: str) -> Json:
    """A playlist's metadata, without its entries."""
    cover = [{"url": f"{origin}/images/{found.id}/300.png", "width": None, "height": None}] if found.has_cover else None
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "type": "playlist",
        "uri": f"spotify:playlist:{found.id}",
        "owner": owner(found.owner),
        "public": found.public,
        "collaborative": found.collaborative,
        "snapshot_id": found.snapshot_id,
        "images": cover,
        "external_urls": {"spotify": f"https://open.spotify.com/playlist/{found.id}"},
        "href": f"{origin}/v1/playlists/{found.id}",
    }


def entry(item: Item, rules: Rules, origin: str) -> Json:
    """One entry of a playlist; its track stands under `item`, under `track` as before 2026, or under both."""
    shown = {"added_at": ADDED_AT, "is_local": isinstance(item, LocalFile), "primary_color": None}
    keys = ("item", "track") if rules.item_key == "both" else (rules.item_key,)
    return {**shown, **dict.fromkeys(keys, _content(item, origin))}


def _content(item: Item, origin: str) -> Json | None:
    match item:
        case None:
            return None
        case Track():
            return track(item, origin)
        case Episode():
            episode_id = identify("episode", item.name)
            return {"id": episode_id, "uri": f"spotify:episode:{episode_id}", "type": "episode", "name": item.name}
        case LocalFile():
            nothing: Json = {"name": "", "images": [], "artists": []}
            local = {"id": None, "uri": f"spotify:local:::{item.name}:0", "type": "track", "name": item.name}
            return {**local, "artists": [], "album": nothing, "is_local": True, "duration_ms": 0, "explicit": False}


def page(items: Sequence[Any], *, limit: int, offset: int, href: str) -> Json:
    """A paging object over `items`."""
    following = f"{href}?offset={offset + limit}&limit={limit}" if offset + limit < len(items) else None
    previous = f"{href}?offset={max(0, offset - limit)}&limit={limit}" if offset else None
    shown = list(items[offset : offset + limit])
    numbers = {"limit": limit, "offset": offset, "total": len(items)}
    return {"href": href, **numbers, "next": following, "previous": previous, "items": shown}


# ---------------------------------------------------------------- `fields`

_WORD = re.compile(r"[a-z_]+|[(),.]")


def filtered(payload: Json, fields: str | None) -> Json:
    """Only what `fields` names: "id,owner(id,display_name),items(total)". Raises 400 when it cannot be read."""
    if not fields:
        return payload
    words = _WORD.findall(fields)
    if "".join(words) != fields:
        raise Refusal.web_api(400, "Invalid fields parameter")
    kept: Json = _keep(payload, _tree(iter([*words, ")"])))
    return kept


def _tree(words: Any) -> dict[str, Any]:
    """The names up to the closing bracket, each with the names wanted below it."""
    found: dict[str, Any] = {}
    name = ""
    for word in words:
        if word == ")":
            break
        if word == "(":
            found[name] = _tree(words)
        elif word not in ",.":
            name = word
            found[name] = {}
    return found


def _keep(payload: Any, tree: dict[str, Any]) -> Any:
    if isinstance(payload, list):
        return [_keep(each, tree) for each in payload]
    if not tree or not isinstance(payload, dict):
        return payload
    return {name: _keep(payload[name], below) for name, below in tree.items() if name in payload}


# ---------------------------------------------------------------- images


def png(name: str, size: int) -> bytes:
    """A square of `size` pixels in a colour of its own, as PNG (W3C, "PNG Specification", sections 5 and 11)."""
    colour = hashlib.sha256(name.encode()).digest()[:3]
    row = b"\x00" + bytes([0]) * size  # filter type 0, then indices into the palette
    header = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", colour), (b"IDAT", zlib.compress(row * size)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
