"""Which version the tables have is told without Alembic, and must be told as Alembic would."""

from __future__ import annotations

from alembic.script import ScriptDirectory

from mailbot.storage.database import revisions
from mailbot.storage.upgrading import config


def test_migrations_are_numbered_in_the_order_they_are_applied() -> None:
    chain = [revision.revision for revision in ScriptDirectory.from_config(config()).walk_revisions()]
    assert revisions() == chain[::-1]
