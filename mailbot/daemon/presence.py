"""Being seen as alive, and taking over from those who are not (architecture 13)."""

from __future__ import annotations

import contextlib
import secrets
from importlib.metadata import version

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from mailbot.bootstrap import App
from mailbot.domain.errors import TemporaryError
from mailbot.storage import nodes
from mailbot.storage.nodes import LOCK_CLASS


class Presence:
    """One row per process; on PostgreSQL an advisory lock that dies with its connection."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.lock_key = secrets.randbelow(2**31 - 1)
        self._connection: Connection | None = None

    def enter(self) -> None:
        """Sign in; other processes may now see whether we live."""
        self._hold_lock()
        with self.app.db.transaction() as session:
            nodes.enter(session, self.app.node_id, self.lock_key, self.app.clock(), version("mailbot"))

    def take_over(self) -> bool:
        """Free the work of dead processes; True when there was some."""
        self._hold_lock()
        find = nodes.dead_on_sqlite if self.app.db.is_sqlite else nodes.dead_on_postgres
        with self.app.db.reading() as session:
            dead = find(session, self.app.node_id)
        for node in dead:
            with self.app.db.transaction() as session:
                nodes.leave(session, node)
        if dead:
            self.app.wake.nudge_all()
        return False

    def leave(self) -> None:
        """Sign out and give unfinished work back."""
        with self.app.db.transaction() as session:
            nodes.leave(session, self.app.node_id)
        if self._connection is not None:
            self._connection.close()

    def _hold_lock(self) -> None:
        """Keep our lock, or take it anew when its connection broke."""
        if self.app.db.is_sqlite:
            return
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                self._connection.commit()
                return
        except SQLAlchemyError:
            self._let_go()
        try:
            self._connection = self.app.db.engine.connect()
            self._connection.execute(text("SELECT pg_advisory_lock(:c, :k)"), {"c": LOCK_CLASS, "k": self.lock_key})
            self._connection.commit()
        except SQLAlchemyError as error:
            raise TemporaryError("database_busy", why=type(error).__name__) from error

    def _let_go(self) -> None:
        broken, self._connection = self._connection, None
        if broken is not None:
            with contextlib.suppress(SQLAlchemyError):
                broken.close()
