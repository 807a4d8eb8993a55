"""The Web API's routes for a new development-mode app of late 2026: reading, writing, and what is gone."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from aiohttp import web

from playground.spotify import shapes
from playground.spotify.accounts import Bearer
from playground.spotify.refusals import Refusal
from playground.spotify.search import matching
from playground.spotify.shapes import Json
from playground.spotify.world import Now, Playlist, User, World

MAX_URIS = 100  # per call that writes entries
MAX_LIBRARY_URIS = 40
MAX_DESCRIPTION = 300
MAX_FEATURES = 100
MAX_COVER = 256 * 1024  # bytes of base64
PRIVATE, COLLABORATIVE = "playlist-read-private", "playlist-read-collaborative"


@dataclass(frozen=True, slots=True)
class Call:
    """One request that was let in: whose it is, and where the server can be reached."""

    request: web.Request
    bearer: Bearer
    origin: str

    @property
    def user(self) -> User:
        """Raises 403 for the app's own token, which stands for nobody."""
        if self.bearer.user is None:
            raise Refusal.web_api(403, "Valid user authentication required")
        return self.bearer.user

    def __getitem__(self, name: str) -> str:
        return self.request.match_info[name]

    def ask(self, name: str) -> str | None:
        return self.request.query.get(name) or None

    def need(self, *scopes: str) -> None:
        """Raises 403 when the person has not granted one of these."""
        if not self.bearer.scopes.issuperset(scopes):
            raise Refusal.no_scope()

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A number of the query. Raises 400 outside `low`..`high`."""
        text = self.ask(name) or str(default)
        if not text.isdigit() or not low <= int(text) <= high:
            raise Refusal.web_api(400, f"Invalid {name}")
        return int(text)

    def page(self, items: list[Any], *, default: int = 20, most: int = 50) -> Json:
        limit, offset = self.number("limit", default, 0, most), self.number("offset", 0, 0, 100_000)
        return shapes.page(items, limit=limit, offset=offset, href=f"{self.origin}{self.request.path}")

    async def json(self) -> Any:
        """The body. Raises 400 when it is no JSON."""
        try:
            return orjson.loads(await self.request.read())
        except orjson.JSONDecodeError:
            raise Refusal.web_api(400, "Error parsing JSON.") from None


Handler = Callable[[Call], Awaitable[web.Response]]


class WebApi:
    """Handlers by method and path; `routes` lists them."""

    def __init__(self, world: World, now: Now) -> None:
        self._world = world
        self._now = now

    def routes(self) -> list[tuple[str, str, Handler]]:
        items = "/v1/playlists/{id}/items"
        return [
            ("GET", "/v1/me", self.me),
            ("GET", "/v1/me/playlists", self.my_playlists),
            ("POST", "/v1/me/playlists", self.create_playlist),
            ("GET", "/v1/me/top/tracks", self.top_tracks),
            ("GET", "/v1/me/tracks", self.saved_tracks),
            ("PUT", "/v1/me/library", self.change_library),
            ("DELETE", "/v1/me/library", self.change_library),
            ("GET", "/v1/me/library/contains", self.library_contains),
            ("GET", "/v1/playlists/{id}", self.playlist),
            ("PUT", "/v1/playlists/{id}", self.edit_playlist),
            ("PUT", "/v1/playlists/{id}/images", self.put_cover),
            ("GET", items, self.items),
            ("POST", items, self.add_items),
            ("PUT", items, self.replace_items),
            ("DELETE", items, self.remove_items),
            ("GET", "/v1/tracks/{id}", self.track),
            ("GET", "/v1/albums/{id}", self.album),
            ("GET", "/v1/artists/{id}", self.artist),
            ("GET", "/v1/audio-features", self.audio_features),
            ("GET", "/v1/search", self.search),
        ]

    # ------------------------------------------------------------ people

    async def me(self, call: Call) -> web.Response:
        user = call.user
        call.need("user-read-private")
        return answer(shapes.me(user))

    async def my_playlists(self, call: Call) -> web.Response:
        user = call.user
        call.need(PRIVATE)
        shown = [
            p
            for p in self._world.playlists_of(user, self._now())
            if COLLABORATIVE in call.bearer.scopes or not p.collaborative
        ]
        summaries = [{**shapes.playlist(p, call.origin), "items": {"total": len(p.items)}} for p in shown]
        return answer(call.page(summaries))

    async def top_tracks(self, call: Call) -> web.Response:
        return answer(call.page(self._tracks(call, call.user.top, "user-top-read")))

    async def saved_tracks(self, call: Call) -> web.Response:
        tracks = self._tracks(call, call.user.saved, "user-library-read")
        return answer(call.page([{"added_at": shapes.ADDED_AT, "track": track} for track in tracks]))

    async def library_contains(self, call: Call) -> web.Response:
        library = call.user.library
        call.need("user-library-read")
        return answer([uri in library for uri in _library_uris(call)])

    async def change_library(self, call: Call) -> web.Response:
        user = call.user
        call.need("user-library-modify")
        change = user.library.add if call.request.method == "PUT" else user.library.discard
        for uri in _library_uris(call):
            change(uri)
            self._unfollow(user, uri, call.request.method)
        return answer({})

    def _unfollow(self, user: User, uri: str, method: str) -> None:
        playlist = self._world.playlists.get(uri.removeprefix("spotify:playlist:"))
        if playlist and method == "DELETE":
            playlist.followers.discard(user.id)
            if playlist.owner is user:  # an owner who "unfollows" loses the playlist from their list
                del self._world.playlists[playlist.id]

    def _tracks(self, call: Call, ids: list[str], scope: str) -> list[Json]:
        call.need(scope)
        return [shapes.track(self._world.tracks[track_id], call.origin) for track_id in ids]

    # ------------------------------------------------------------ reading playlists and tracks

    async def playlist(self, call: Call) -> web.Response:
        playlist = self._seen(call)
        payload = shapes.playlist(playlist, call.origin)
        if self._world.readable(playlist, call.bearer.user):
            payload["items"] = self._entries(call, playlist, limit=100, offset=0)
        return answer(shapes.filtered(payload, call.ask("fields")))

    async def items(self, call: Call) -> web.Response:
        playlist = self._seen(call)
        if call.bearer.user is None and not self._world.rules.extended:
            raise Refusal.web_api(403, "Valid user authentication required")
        if not self._world.readable(playlist, call.bearer.user):
            raise Refusal.forbidden()
        if call.bearer.user:
            call.need(PRIVATE, *([COLLABORATIVE] if playlist.owner is not call.bearer.user else ()))
        limit, offset = call.number("limit", 20, 0, 50), call.number("offset", 0, 0, 100_000)
        return answer(shapes.filtered(self._entries(call, playlist, limit, offset), call.ask("fields")))

    async def track(self, call: Call) -> web.Response:
        track = self._world.tracks.get(call["id"])
        if track is None:
            raise Refusal.not_found()
        return answer(shapes.track(track, call.origin))

    async def album(self, call: Call) -> web.Response:
        """An album with the first 50 of its tracks, which do not repeat what it is called."""
        known = [track for track in self._world.tracks.values() if shapes.album_id(track) == call["id"]]
        if not known:
            raise Refusal.not_found()
        about = shapes.album(known[0], [shapes.artist(name) for name in known[0].artists], call.origin)
        gone = {"album", "external_ids"}
        shown = [shapes.track(track, call.origin) for track in known]
        tracks = [{key: value for key, value in track.items() if key not in gone} for track in shown]
        page = shapes.page(tracks, limit=50, offset=0, href=f"{call.origin}{call.request.path}/tracks")
        return answer({**about, "total_tracks": len(known), "tracks": page})

    async def artist(self, call: Call) -> web.Response:
        """An artist without followers and popularity; genres are deprecated and empty."""
        names = (name for track in self._world.tracks.values() for name in track.artists)
        found = next((shown for name in names if (shown := shapes.artist(name))["id"] == call["id"]), None)
        if found is None:
            raise Refusal.not_found()
        return answer({**found, "genres": [], "images": []})

    async def audio_features(self, call: Call) -> web.Response:
        if not self._world.rules.audio_features:
            raise Refusal.forbidden()
        ids = (call.ask("ids") or "").split(",")
        if len(ids) > MAX_FEATURES or not all(re.fullmatch("[0-9A-Za-z]{22}", each) for each in ids):
            raise Refusal.web_api(400, "invalid request")
        known = self._world.features
        return answer({"audio_features": [{**known[each], "id": each} if each in known else None for each in ids]})

    async def search(self, call: Call) -> web.Response:
        if call.ask("type") != "track" or not call.ask("q"):
            raise Refusal.web_api(400, "No search query" if call.ask("type") else "Missing parameter type")
        found = matching(self._world.tracks.values(), call.ask("q") or "")
        call.number("offset", 0, 0, 1000)
        most = 50 if self._world.rules.extended else 10
        return answer({"tracks": call.page([shapes.track(t, call.origin) for t in found], default=5, most=most)})

    def _seen(self, call: Call) -> Playlist:
        user = call.bearer.user if PRIVATE in call.bearer.scopes else None
        return self._world.playlist_for(call["id"], user)

    def _entries(self, call: Call, playlist: Playlist, limit: int, offset: int) -> Json:
        items = [shapes.entry(item, self._world.rules, call.origin) for item in playlist.items]
        href = f"{call.origin}/v1/playlists/{playlist.id}/items"
        return shapes.page(items, limit=limit, offset=offset, href=href)

    # ------------------------------------------------------------ writing playlists

    async def create_playlist(self, call: Call) -> web.Response:
        user, wanted = call.user, await call.json()
        public = bool(wanted.get("public", True))
        call.need(_modify(public))
        if not wanted.get("name"):
            raise Refusal.web_api(400, "Missing required field: name")
        made = self._world.playlists[self._world.add_playlist(user.id, wanted["name"], public=public)]
        made.description, made.has_cover = _description(wanted.get("description")), False
        made.listed_from = self._now() + timedelta(seconds=self._world.rules.listed_after)
        return answer(shapes.playlist(made, call.origin), status=201)

    async def edit_playlist(self, call: Call) -> web.Response:
        playlist, changes = self._own(call), await call.json()
        playlist.name = changes.get("name", playlist.name)
        playlist.description = _description(changes.get("description", playlist.description))
        playlist.public = changes.get("public", playlist.public)
        playlist.version += 1
        return web.Response(status=200)

    async def put_cover(self, call: Call) -> web.Response:
        playlist = self._own(call)
        call.need("ugc-image-upload")
        body = await call.request.read()
        if call.request.content_type != "image/jpeg" or len(body) > MAX_COVER or not _is_jpeg(body):
            raise Refusal.web_api(400, "Image must be a base64 encoded JPEG of at most 256 KB")
        playlist.has_cover, playlist.cover = True, base64.b64decode(body)
        return web.Response(status=202)

    async def add_items(self, call: Call) -> web.Response:
        playlist, body = self._own(call), await call.json()
        # A bare array is what spotipy sends: reported to work, though the documentation wants {"uris": [...]}.
        ids = self._known_ids(body if isinstance(body, list) else body.get("uris"))
        position = len(playlist.items) if isinstance(body, list) else body.get("position", len(playlist.items))
        playlist.items[position:position] = [self._world.tracks[track_id] for track_id in ids]
        return self._changed(playlist, 201)

    async def replace_items(self, call: Call) -> web.Response:
        playlist, body = self._own(call), await call.json()
        playlist.items = [self._world.tracks[track_id] for track_id in self._known_ids(body.get("uris"))]
        return self._changed(playlist, 200)

    async def remove_items(self, call: Call) -> web.Response:
        playlist, body = self._own(call), await call.json()
        gone = set(self._known_ids([each.get("uri") for each in body.get("items", [])]))
        playlist.items = [item for item in playlist.items if getattr(item, "spotify_id", None) not in gone]
        return self._changed(playlist, 200)

    def _own(self, call: Call) -> Playlist:
        playlist = self._world.playlist_for(call["id"], call.user)
        if not playlist.works_on(call.user):
            raise Refusal.forbidden()
        call.need(_modify(playlist.public))
        return playlist

    def _known_ids(self, uris: Any) -> list[str]:
        if not isinstance(uris, list) or len(uris) > MAX_URIS:
            raise Refusal.web_api(400, f"You can add a maximum of {MAX_URIS} tracks per request.")
        ids = [str(uri).removeprefix("spotify:track:") for uri in uris]
        if unknown := [track_id for track_id in ids if track_id not in self._world.tracks]:
            raise Refusal.web_api(400, f"Invalid track uri: {unknown[0]}")
        return ids

    @staticmethod
    def _changed(playlist: Playlist, status: int) -> web.Response:
        playlist.version += 1
        return answer({"snapshot_id": playlist.snapshot_id}, status=status)


def _description(words: Any) -> str:
    """Spotify takes no line breaks and at most 300 characters."""
    if words and (len(words) > MAX_DESCRIPTION or "\n" in words):
        raise Refusal.web_api(400, "Invalid description")
    return words or ""


def _modify(public: bool) -> str:
    return "playlist-modify-public" if public else "playlist-modify-private"


def _library_uris(call: Call) -> list[str]:
    uris = (call.ask("uris") or "").split(",")
    if not uris[0] or len(uris) > MAX_LIBRARY_URIS:
        raise Refusal.web_api(400, f"uris must hold 1 to {MAX_LIBRARY_URIS} URIs")
    return uris


def _is_jpeg(body: bytes) -> bool:
    try:
        return base64.b64decode(body, validate=True).startswith(b"\xff\xd8\xff")
    except binascii.Error:
        return False


def answer(payload: Any, *, status: int = 200) -> web.Response:
    """A JSON answer."""
    return web.Response(body=orjson.dumps(payload), status=status, content_type="application/json", charset="utf-8")


# Gone for apps made since 11 February 2026 (Spotify, "February 2026 changes") or since 27 November 2024, and the status
# that apps report. "*" is one part of a path.
GONE: tuple[tuple[str, str, int], ...] = (
    ("POST", "/v1/users/*/playlists", 403),
    ("GET", "/v1/users/*/playlists", 403),
    ("GET", "/v1/users/*", 403),
    *((verb, "/v1/playlists/*/tracks", 403) for verb in ("GET", "POST", "PUT", "DELETE")),
    *((verb, "/v1/playlists/*/followers", 403) for verb in ("PUT", "DELETE")),
    ("GET", "/v1/playlists/*/followers/contains", 403),
    *(
        ("GET", f"/v1/{kind}", 403)
        for kind in ("tracks", "albums", "artists", "episodes", "shows", "audiobooks", "chapters", "markets")
    ),
    *(
        (verb, f"/v1/me/{kind}", 403)
        for kind in ("tracks", "albums", "episodes", "shows", "audiobooks", "following")
        for verb in ("PUT", "DELETE")
    ),
    *(
        ("GET", f"/v1/me/{kind}/contains", 403)
        for kind in ("tracks", "albums", "episodes", "shows", "audiobooks", "following")
    ),
    ("GET", "/v1/artists/*/top-tracks", 403),
    ("GET", "/v1/browse/new-releases", 403),
    ("GET", "/v1/browse/categories", 403),
    ("GET", "/v1/browse/categories/*", 403),
    ("GET", "/v1/audio-features/*", 403),
    ("GET", "/v1/audio-analysis/*", 403),
    ("GET", "/v1/recommendations", 404),
    ("GET", "/v1/artists/*/related-artists", 404),
)
