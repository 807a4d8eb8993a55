"""What people and servers have decided, what people thought of songs, and what was recommended to them lately."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite's INTEGER holds 64 bits, and STRICT tables know no BIGINT. Times are milliseconds since 1970, UTC.
Long = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "opinions",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("user_id", Long, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("subject_key", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("given_at", Long, nullable=False),
        sa.UniqueConstraint("user_id", "verdict", "subject_key"),
        sqlite_strict=True,
    )
    op.create_table(
        "served_songs",
        sa.Column("user_id", Long, primary_key=True, autoincrement=False, nullable=False),
        sa.Column("song_key", sa.Text, primary_key=True, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("served_at", Long, nullable=False),
        sa.Column("expires_at", Long, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_served_songs_expires_at", "served_songs", ["expires_at"])
    for name, key in (("user_settings", "user_id"), ("server_settings", "guild_id")):
        op.create_table(
            name,
            sa.Column(key, Long, primary_key=True, autoincrement=False, nullable=False),
            sa.Column("payload", sa.Text, nullable=False),
            sa.Column("changed_at", Long, nullable=False),
            sqlite_strict=True,
        )
    op.create_table(
        "link_reminders",
        sa.Column(
            "user_id",
            Long,
            sa.ForeignKey("links.user_id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("authorised_at", Long, nullable=False),
        sqlite_strict=True,
    )
