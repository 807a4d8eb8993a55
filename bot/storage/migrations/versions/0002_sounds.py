"""What providers say of how songs sound: a cache of songs, apart from everything that belongs to people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# SQLite's INTEGER holds 64 bits, and STRICT tables know no BIGINT. Times are milliseconds since 1970, UTC.
Long = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sounds",
        sa.Column("spotify_id", sa.Text, primary_key=True, nullable=False),
        sa.Column("provider", sa.Text, primary_key=True, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("read_at", Long, nullable=False),
        sa.Column("expires_at", Long, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_sounds_read_at", "sounds", ["read_at"])
    op.create_index("ix_sounds_expires_at", "sounds", ["expires_at"])
