"""Playlists on their way into somebody's Spotify, and which tracks searches have given for songs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite's INTEGER holds 64 bits, and STRICT tables know no BIGINT. Times are milliseconds since 1970, UTC.
Long = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "writings",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("list_id", sa.Text, nullable=False),
        sa.Column("user_id", Long, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("account_id", sa.Text, sa.ForeignKey("links.account_id", ondelete="CASCADE"), nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("begun_at", Long, nullable=False),
        sa.Column("expires_at", Long, nullable=False),
        sa.UniqueConstraint("list_id", "user_id", "target"),
        sqlite_strict=True,
    )
    op.create_index("ix_writings_account_id", "writings", ["account_id"])
    op.create_index("ix_writings_expires_at", "writings", ["expires_at"])
    op.create_table(
        "chosen_tracks",
        sa.Column("song_key", sa.Text, primary_key=True, nullable=False),
        sa.Column("spotify_id", sa.Text),
        sa.Column("expires_at", Long, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_chosen_tracks_expires_at", "chosen_tracks", ["expires_at"])
