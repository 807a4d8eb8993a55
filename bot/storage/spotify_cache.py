"""What Spotify returned, per account, for a stated life. The rows go with the account's link (foreign keys)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Table, select

from bot.ports import PlaylistSnapshot, PlaylistSummary, SkipReason
from bot.storage.connections import Store, whole
from bot.storage.schema import covers as cover_rows
from bot.storage.schema import playlist_lists, snapshots
from bot.storage.statements import is_linked, sweep, upsert
from recsys.domain import Track

# Counted up when the shape of a payload changes: rows of another shape are simply read from Spotify again.
FORMAT = 1
# SQLite before 3.32 takes at most 999 parameters in a statement.
_IDS_AT_ONCE = 500


class SpotifyCacheStore(Store):
    """The SpotifyCache port. Of each playlist an account keeps the newest snapshot alone."""

    @whole
    async def snapshot(
        self, account_id: str, playlist_id: str, snapshot_id: str, now: datetime
    ) -> PlaylistSnapshot | None:
        """What this account was shown of the playlist at exactly this snapshot."""
        wanted = select(snapshots.c.payload).where(
            snapshots.c.account_id == account_id,
            snapshots.c.playlist_id == playlist_id,
            snapshots.c.snapshot_id == snapshot_id,
            snapshots.c.expires_at > now,
        )
        async with self._connections.read() as connection:
            content = _unpack(await connection.scalar(wanted))
        return None if content is None else _snapshot(content)

    @whole
    async def save_snapshot(self, account_id: str, snapshot: PlaylistSnapshot, expires_at: datetime) -> None:
        """Keep a snapshot and its covers; nothing when the account is no longer linked."""
        row = {
            "account_id": account_id,
            "playlist_id": snapshot.summary.id,
            "snapshot_id": snapshot.summary.snapshot_id,
            "payload": _pack(_plain(snapshot)),
            "expires_at": expires_at,
        }
        covers = _cover_rows(account_id, snapshot.covers, expires_at)
        await self._save(account_id, {snapshots: [row], cover_rows: covers})

    @whole
    async def playlists(self, account_id: str, now: datetime) -> tuple[PlaylistSummary, ...] | None:
        """The account's own list, in Spotify's order."""
        wanted = select(playlist_lists.c.payload).where(
            playlist_lists.c.account_id == account_id, playlist_lists.c.expires_at > now
        )
        async with self._connections.read() as connection:
            content = _unpack(await connection.scalar(wanted))
        return None if content is None else tuple(PlaylistSummary(**summary) for summary in content)

    @whole
    async def save_playlists(self, account_id: str, playlists: Sequence[PlaylistSummary], expires_at: datetime) -> None:
        """Replace the account's list; nothing when it is no longer linked."""
        payload = _pack(list(playlists))
        row = {"account_id": account_id, "payload": payload, "expires_at": expires_at}
        await self._save(account_id, {playlist_lists: [row]})

    @whole
    async def covers(self, account_id: str, track_ids: Sequence[str], now: datetime) -> Mapping[str, str]:
        """Cover addresses by track id, of those tracks that were read for this account."""
        found: dict[str, str] = {}
        async with self._connections.read() as connection:
            for start in range(0, len(track_ids), _IDS_AT_ONCE):
                wanted = select(cover_rows.c.track_id, cover_rows.c.url).where(
                    cover_rows.c.account_id == account_id,
                    cover_rows.c.track_id.in_(track_ids[start : start + _IDS_AT_ONCE]),
                    cover_rows.c.expires_at > now,
                )
                found |= {row.track_id: row.url for row in await connection.execute(wanted)}
        return found

    @whole
    async def save_covers(self, account_id: str, covers: Mapping[str, str], expires_at: datetime) -> None:
        """Keep covers of tracks that were read singly; nothing when the account is no longer linked."""
        await self._save(account_id, {cover_rows: _cover_rows(account_id, covers, expires_at)})

    @whole
    async def sweep(self, now: datetime) -> int:
        """Delete what is too old; returns how many rows."""
        async with self._connections.write() as connection:
            return sum([await sweep(connection, table, now) for table in (snapshots, playlist_lists, cover_rows)])

    async def _save(self, account_id: str, rows: Mapping[Table, Sequence[Mapping[str, Any]]]) -> None:
        async with self._connections.write() as connection:
            if not await is_linked(connection, account_id):
                return
            for table, new in rows.items():
                await upsert(connection, table, new)


def _cover_rows(account_id: str, covers: Mapping[str, str], expires_at: datetime) -> list[dict[str, Any]]:
    return [
        {"account_id": account_id, "track_id": track_id, "url": url, "expires_at": expires_at}
        for track_id, url in covers.items()
    ]


def _pack(content: Any) -> str:
    return orjson.dumps({"format": FORMAT, "content": content}).decode()


def _unpack(payload: str | None) -> Any:
    packed = orjson.loads(payload) if payload is not None else {}
    return packed["content"] if packed.get("format") == FORMAT else None


def _plain(snapshot: PlaylistSnapshot) -> dict[str, Any]:
    # orjson writes dataclasses and tuples itself, several times faster than dataclasses.asdict takes them apart.
    return {
        "summary": snapshot.summary,
        "tracks": snapshot.tracks,
        "skipped": {str(reason): count for reason, count in snapshot.skipped.items()},
        "read": snapshot.read,
        "total": snapshot.total,
        "covers": dict(snapshot.covers),
    }


def _snapshot(content: dict[str, Any]) -> PlaylistSnapshot:
    return PlaylistSnapshot(
        summary=PlaylistSummary(**content["summary"]),
        tracks=tuple(Track(**{**track, "artists": tuple(track["artists"])}) for track in content["tracks"]),
        skipped={SkipReason(reason): count for reason, count in content["skipped"].items()},
        read=content["read"],
        total=content["total"],
        covers=content["covers"],
    )
