"""Spotify's JSON in the bot's words. What does not have the documented shape raises ValueError."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.ports import PlaylistSnapshot, PlaylistSummary, Profile, SkipReason, TrackList
from bot.writing import FoundTrack, OwnedPlaylist
from recsys.domain import Track
from recsys.sound import Sound

COVER_WIDTH = 160
"""Pixels that a thumbnail in Discord needs, on a screen of double density too."""


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Image(_Wire):
    url: str
    width: int | None = None


class _Named(_Wire):
    name: str = ""


class _Album(_Named):
    images: tuple[_Image, ...] | None = None
    release_date: str | None = None


class _Codes(_Wire):
    isrc: str | None = None


class _Item(_Wire):
    """A track or an episode; which one, `type` says, or `episode` where episodes are sent in a track's shape."""

    id: str | None = None
    uri: str = ""
    type: str = "track"
    episode: bool = False
    name: str = ""
    artists: tuple[_Named, ...] = ()
    album: _Album = Field(default_factory=_Album)
    duration_ms: int | None = None
    explicit: bool | None = None
    is_local: bool = False
    external_ids: _Codes | None = None


class _Entry(_Wire):
    """An entry of a playlist. `item` is the name since 2026, `track` the one before; both may be sent."""

    is_local: bool = False
    item: _Item | None = None
    track: _Item | None = None


class _Items(_Wire):
    total: int
    items: tuple[_Entry, ...]


class _Count(_Wire):
    total: int


class _User(_Wire):
    id: str
    account_id: str | None = None
    display_name: str | None = None


class _Playlist(_Wire):
    id: str
    name: str
    owner: _User
    snapshot_id: str
    collaborative: bool = False
    description: str | None = None
    images: tuple[_Image, ...] | None = None
    items: _Count | None = None
    tracks: _Count | None = None


class _Playlists(_Wire):
    total: int
    items: tuple[_Playlist | None, ...]


class _Created(_Wire):
    id: str = Field(min_length=1)


class _Changed(_Wire):
    snapshot_id: str


class _FoundItems(_Wire):
    items: tuple[_Item | None, ...]


class _Found(_Wire):
    tracks: _FoundItems


class _AlbumTracks(_Wire):
    total: int
    items: tuple[_Item | None, ...]


class _AlbumPage(_Album):
    """An album on its own, whose songs do not repeat what it is called."""

    id: str
    artists: tuple[_Named, ...] = ()
    tracks: _AlbumTracks


class TracksPage(_Wire):
    """A page of tracks; those that are no longer on Spotify may be null."""

    total: int
    items: tuple[_Item | None, ...]


class _AudioFeatures(_Wire):
    audio_features: tuple[dict[str, Any] | None, ...]


class ItemsPage(_Items):
    """A page of a playlist's entries."""


class PlaylistsPage(_Playlists):
    """A page of a person's playlists."""


def items_page(payload: Any) -> ItemsPage:
    return ItemsPage.model_validate(payload)


def playlists_page(payload: Any) -> PlaylistsPage:
    return PlaylistsPage.model_validate(payload)


def profile(payload: Any) -> Profile:
    """GET /me. Links are made to `account_id`; apps that do not get it yet have the older `id`."""
    user = _User.model_validate(payload)
    return Profile(account_id=user.account_id or user.id, display_name=user.display_name or user.id)


def user_id(payload: Any) -> str:
    """GET /me: the id under which this person stands as an owner of playlists."""
    return _User.model_validate(payload).id


def summary(payload: Any, me: str | None = None) -> PlaylistSummary:
    """A playlist's metadata; `me` is the `user_id` of the account that asks, None when it is not known."""
    return _summary(_Playlist.model_validate(payload), me)


def summaries(pages: Sequence[PlaylistsPage], me: str) -> tuple[PlaylistSummary, ...]:
    """A person's playlists, in Spotify's order, each once: one more playlist shifts all others between two pages.

    Playlists that Spotify could not show are null, and left out.
    """
    found = {playlist.id: playlist for page in pages for playlist in page.items if playlist}
    return tuple(_summary(playlist, me) for playlist in found.values())


def track_with_cover(payload: Any) -> tuple[Track, str | None]:
    """A single track and the address of its album's cover."""
    item = _Item.model_validate(payload)
    if not item.id or not item.name:
        raise ValueError("a track without an id or a name")
    return _track(item), _cover(item.album.images)


def playlist_id(payload: Any) -> str:
    """The id of a playlist that was just made."""
    return _Created.model_validate(payload).id


def changed_playlist(payload: Any) -> str:
    """The snapshot that a change has made."""
    return _Changed.model_validate(payload).snapshot_id


def owned_playlists(payload: Any) -> tuple[OwnedPlaylist, ...]:
    """A page of a person's playlists with the words below their names."""
    playlists = playlists_page(payload).items
    return tuple(OwnedPlaylist(each.id, each.description or "") for each in playlists if each)


def uris(page: ItemsPage) -> list[str]:
    """The URIs of a page's entries; "" for what is gone from Spotify."""
    return [item.uri if (item := _content(entry)) else "" for entry in page.items]


def found_tracks(payload: Any) -> tuple[FoundTrack, ...]:
    """What a search has found."""
    items = _Found.model_validate(payload).tracks.items
    return tuple(_found(item) for item in items if item and item.id and item.name)


def album(payload: Any) -> TrackList:
    """GET /albums/{id}: the album with its first page of songs."""
    page = _AlbumPage.model_validate(payload)
    about = _Album(name=page.name, images=page.images, release_date=page.release_date)
    items = [item.model_copy(update={"album": about}) for item in page.tracks.items if item and item.id and item.name]
    owner = ", ".join(artist.name for artist in page.artists if artist.name)
    return TrackList(page.name, owner, tuple(map(_track, items)), page.tracks.total)


def artist(payload: Any) -> str:
    """GET /artists/{id}: the name."""
    name = _Named.model_validate(payload).name
    if not name.strip():
        raise ValueError("an artist without a name")
    return name


def tracks_page(payload: Any) -> TracksPage:
    """A page of GET /me/top/tracks."""
    return TracksPage.model_validate(payload)


def liked_page(payload: Any) -> TracksPage:
    """A page of GET /me/tracks, whose entries hold a track each."""
    page = _Items.model_validate(payload)
    return TracksPage(total=page.total, items=tuple(map(_content, page.items)))


def track_list(pages: Sequence[TracksPage]) -> TrackList:
    """The songs of these pages, each once, in Spotify's order."""
    items = {item.id: item for page in pages for item in page.items if item and item.id and item.name}
    return TrackList("", "", tuple(map(_track, items.values())), pages[0].total if pages else 0)


def audio_features(payload: Any) -> dict[str, Sound]:
    """GET /audio-features: how songs sound, by id; null stands for each that Spotify does not know."""
    rows = _AudioFeatures.model_validate(payload).audio_features
    return {str(row["id"]): Sound.of(row) for row in rows if row and "id" in row}


def snapshot(about: PlaylistSummary, pages: Sequence[ItemsPage]) -> PlaylistSnapshot:
    """The songs of a playlist from its first pages; what is no song is counted by its reason."""
    entries = [entry for page in pages for entry in page.items]
    reasons = [_skip_reason(entry) for entry in entries]
    songs = [_content(entry) for entry, reason in zip(entries, reasons, strict=True) if reason is None]
    items = [item for item in songs if item is not None]
    covers = {item.id: cover for item in items if item.id and (cover := _cover(item.album.images))}
    return PlaylistSnapshot(
        summary=about,
        tracks=tuple(map(_track, items)),
        skipped=dict(Counter(reason for reason in reasons if reason)),
        read=len(entries),
        total=pages[0].total if pages else 0,
        covers=covers,
    )


def _summary(playlist: _Playlist, me: str | None) -> PlaylistSummary:
    count = playlist.items or playlist.tracks
    return PlaylistSummary(
        id=playlist.id,
        name=playlist.name,
        owner=playlist.owner.display_name or playlist.owner.id,
        snapshot_id=playlist.snapshot_id,
        total=count.total if count else None,
        cover_url=_cover(playlist.images),
        readable=playlist.collaborative or playlist.owner.id == me,
    )


def _found(item: _Item) -> FoundTrack:
    isrc = item.external_ids.isrc if item.external_ids else None
    return FoundTrack(item.id or "", item.name, _artists(item), item.duration_ms, isrc)


def _artists(item: _Item) -> tuple[str, ...]:
    return tuple(artist.name for artist in item.artists if artist.name)


def _content(entry: _Entry) -> _Item | None:
    return entry.item or entry.track


def _skip_reason(entry: _Entry) -> SkipReason | None:
    item = _content(entry)
    if entry.is_local or (item and item.is_local):
        return SkipReason.LOCAL
    if item and (item.episode or item.type == "episode"):
        return SkipReason.EPISODE
    if item is None or not item.id or not item.name:
        return SkipReason.GONE
    return None


def _track(item: _Item) -> Track:
    return Track(
        title=item.name,
        artists=_artists(item),
        spotify_id=item.id,
        album=item.album.name or None,
        duration_ms=item.duration_ms,
        explicit=item.explicit,
        year=_year(item.album.release_date),
    )


def _year(release_date: str | None) -> int | None:
    """The year of "1977", "1977-02" or "1977-02-04"; Spotify writes 0000 when it does not know."""
    found = re.match(r"\d{4}", release_date or "")
    return (int(found[0]) or None) if found else None


def _cover(images: Sequence[_Image] | None) -> str | None:
    """The smallest image that is large enough for a thumbnail, else the largest; sizes may be missing."""
    if not images:
        return None
    large_enough = [image for image in images if (image.width or 0) >= COVER_WIDTH]
    if large_enough:
        return min(large_enough, key=lambda image: image.width or 0).url
    return max(images, key=lambda image: image.width or 0).url
