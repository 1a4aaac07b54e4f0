"""Alembic, imported only when the tables are of another version."""

from __future__ import annotations

from importlib.resources import files

import alembic.command
from alembic.config import Config
from sqlalchemy import Connection


def config() -> Config:
    """Where the migrations are."""
    found = Config()
    found.set_main_option("script_location", str(files("mailbot.storage").joinpath("migrations")))
    return found


def upgrade(connection: Connection) -> None:
    """Bring the tables to this version in the caller's transaction."""
    wanted = config()
    wanted.attributes["connection"] = connection
    alembic.command.upgrade(wanted, "head")
