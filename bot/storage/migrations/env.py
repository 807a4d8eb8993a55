"""How Alembic runs: inside Segue on the connection it is given, or for a developer with `alembic -x database=FILE`."""

from __future__ import annotations

from alembic import context
from sqlalchemy import URL, Connection, create_engine

from bot.storage.schema import metadata


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    database = context.get_x_argument(as_dictionary=True)["database"]
    with create_engine(URL.create("sqlite", database=database)).begin() as own:
        migrate(own)
