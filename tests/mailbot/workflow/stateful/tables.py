"""Plain rows of the tables, for invariants asked after every step."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from sqlalchemy.orm import Session

Rows = list[Any]


def rows(session: Session, words: str) -> Rows:
    """Plain rows past SQLAlchemy, which took longer to prepare each question than SQLite to answer it."""
    connection = cast(sqlite3.Connection, session.connection().connection.driver_connection)
    cursor = connection.execute(words)
    made = _shape(tuple(column[0] for column in cursor.description))
    return [made(*row) for row in cursor]


@cache
def _shape(columns: tuple[str, ...]) -> Callable[..., Any]:
    return namedtuple("Found", columns)
