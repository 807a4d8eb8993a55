"""Links, tokens, what was read from Spotify, the call budget, message states and notes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite's INTEGER holds 64 bits, and STRICT tables know no BIGINT. Times are milliseconds since 1970, UTC.
Long = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    accounts()
    what_spotify_returned()
    what_the_bot_remembers()


def create(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(name, *columns, sqlite_strict=True)


def expiring(name: str, *columns: sa.schema.SchemaItem) -> None:
    create(name, *columns, sa.Column("expires_at", Long, nullable=False))
    op.create_index(f"ix_{name}_expires_at", name, ["expires_at"])


def user_id(*constraints: sa.schema.SchemaItem) -> sa.Column[int]:
    return sa.Column("user_id", Long, *constraints, primary_key=True, autoincrement=False)


def account_id(*, primary_key: bool) -> sa.Column[str]:
    account = sa.ForeignKey("links.account_id", ondelete="CASCADE")
    return sa.Column("account_id", sa.Text, account, primary_key=primary_key, nullable=not primary_key)


def accounts() -> None:
    create(
        "links",
        user_id(),
        sa.Column("account_id", sa.Text, nullable=False, unique=True),
        sa.Column("display_name", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("authorised_at", Long, nullable=False),
    )
    create(
        "tokens",
        user_id(sa.ForeignKey("links.user_id", ondelete="CASCADE")),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("version", Long, nullable=False),
    )
    expiring(
        "pending_links",
        user_id(),
        sa.Column("user_name", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("link_hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("state_hash", sa.LargeBinary, unique=True),
        sa.Column("holder_hash", sa.LargeBinary),
        sa.Column("sealed_verifier", sa.LargeBinary),
    )
    expiring("waiting_links", user_id(), sa.Column("sealed", sa.LargeBinary, nullable=False))


def what_spotify_returned() -> None:
    expiring(
        "snapshots",
        account_id(primary_key=True),
        sa.Column("playlist_id", sa.Text, primary_key=True),
        sa.Column("snapshot_id", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    expiring("playlist_lists", account_id(primary_key=True), sa.Column("payload", sa.Text, nullable=False))
    expiring(
        "covers",
        account_id(primary_key=True),
        sa.Column("track_id", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
    )


def what_the_bot_remembers() -> None:
    create(
        "calls",
        sa.Column("id", Long, primary_key=True),
        sa.Column("payer", sa.Text, nullable=False),
        sa.Column("booked_at", Long, nullable=False),
        sa.Column("calls", Long, nullable=False),
    )
    op.create_index("ix_calls_booked_at_payer", "calls", ["booked_at", "payer"])
    create("cooldowns", sa.Column("name", sa.Text, primary_key=True), sa.Column("until", Long, nullable=False))
    expiring(
        "message_states",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner_id", Long, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        account_id(primary_key=False),
        sa.Column("message_id", Long),
    )
    op.create_index("ix_message_states_account_id", "message_states", ["account_id"])
    create("notes", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
