"""Alembic's entry: migrate over the connection that Database.upgrade hands in."""

from alembic import context

from mailbot.storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
