"""The tables, as the newest migration leaves them. What was read from Spotify for a link goes with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# STRICT tables know no BIGINT, and SQLite's INTEGER holds 64 bits.
Long = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware time, stored as whole milliseconds since 1970 (UTC), rounded down."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return (value - EPOCH) // timedelta(milliseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The stored time, in UTC."""
        return None if value is None else EPOCH + timedelta(milliseconds=value)


metadata = MetaData()


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True)


def _account(**more: Any) -> Column[str]:
    return Column("account_id", Text, ForeignKey("links.account_id", ondelete="CASCADE"), **more)


links = _table(
    "links",
    Column("user_id", Long, primary_key=True, autoincrement=False),
    Column("account_id", Text, nullable=False, unique=True),
    Column("display_name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("authorised_at", Moment, nullable=False),
)

# A table of its own, so that a dead token can go while the link stays.
tokens = _table(
    "tokens",
    Column("user_id", Long, ForeignKey("links.user_id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("version", Long, nullable=False),
)

# One per person. State and holder are hashed: who reads the database cannot finish somebody's link.
pending_links = _table(
    "pending_links",
    Column("user_id", Long, primary_key=True, autoincrement=False),
    Column("user_name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("link_hash", LargeBinary, nullable=False, unique=True),
    Column("state_hash", LargeBinary, unique=True),
    Column("holder_hash", LargeBinary),
    Column("sealed_verifier", LargeBinary),
    Column("expires_at", Moment, nullable=False, index=True),
)

# A grant that its owner has not yet confirmed in Discord.
waiting_links = _table(
    "waiting_links",
    Column("user_id", Long, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

snapshots = _table(
    "snapshots",
    _account(primary_key=True),
    Column("playlist_id", Text, primary_key=True),
    Column("snapshot_id", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

playlist_lists = _table(
    "playlist_lists",
    _account(primary_key=True),
    Column("payload", Text, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

covers = _table(
    "covers",
    _account(primary_key=True),
    Column("track_id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

# Of songs, not of people: no row says who asked, and none goes with a link. A null payload: the provider knows no such
# song.
sounds = _table(
    "sounds",
    Column("spotify_id", Text, primary_key=True),
    Column("provider", Text, primary_key=True),
    Column("payload", Text),
    Column("read_at", Moment, nullable=False, index=True),
    Column("expires_at", Moment, nullable=False, index=True),
)

calls = _table(
    "calls",
    Column("id", Long, primary_key=True),
    Column("payer", Text, nullable=False),
    Column("booked_at", Moment, nullable=False),
    Column("calls", Long, nullable=False),
    Index("ix_calls_booked_at_payer", "booked_at", "payer"),
)

cooldowns = _table(
    "cooldowns",
    Column("name", Text, primary_key=True),
    Column("until", Moment, nullable=False),
)

message_states = _table(
    "message_states",
    Column("id", Text, primary_key=True),
    Column("owner_id", Long, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    _account(index=True),
    Column("message_id", Long),
)

notes = _table(
    "notes",
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# Playlists that were, or are being, written to Spotify: one for each list, person and target.
writings = _table(
    "writings",
    Column("id", Text, primary_key=True),
    Column("list_id", Text, nullable=False),
    Column("user_id", Long, nullable=False),
    Column("target", Text, nullable=False),
    _account(nullable=False, index=True),
    Column("step", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    UniqueConstraint("list_id", "user_id", "target"),
)

# Which track a search has given for a song: of songs, not of people. A null id: it found none.
chosen_tracks = _table(
    "chosen_tracks",
    Column("song_key", Text, primary_key=True),
    Column("spotify_id", Text),
    Column("expires_at", Moment, nullable=False, index=True),
)

# What people said of songs and artists. One row for each verdict on each subject.
opinions = _table(
    "opinions",
    Column("id", Text, primary_key=True),
    Column("user_id", Long, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
    UniqueConstraint("user_id", "verdict", "subject_key"),
)

# What was recommended to people lately, not to be repeated for a while.
served_songs = _table(
    "served_songs",
    Column("user_id", Long, primary_key=True, autoincrement=False),
    Column("song_key", Text, primary_key=True),
    Column("payload", Text, nullable=False),
    Column("served_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

user_settings = _table(
    "user_settings",
    Column("user_id", Long, primary_key=True, autoincrement=False),
    Column("payload", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

server_settings = _table(
    "server_settings",
    Column("guild_id", Long, primary_key=True, autoincrement=False),
    Column("payload", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

# For which consent somebody has been reminded that Spotify ends it.
link_reminders = _table(
    "link_reminders",
    Column("user_id", Long, ForeignKey("links.user_id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("authorised_at", Moment, nullable=False),
)
