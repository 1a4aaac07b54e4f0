"""The engine for both databases, and the one way to open a transaction."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from sqlite3 import Connection as SqliteConnection

import alembic.command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from mailbot.domain.errors import ConfigurationError, FsyncFailed, TemporaryError

_BUSY_MS = 10_000


class Database:
    """Sessions on SQLite or PostgreSQL. Transactions are opened by workflow functions only."""

    def __init__(self, url: str, pool_size: int = 20) -> None:
        self.is_sqlite = url.startswith("sqlite")
        self.url = url
        self.engine = _sqlite(url) if self.is_sqlite else _postgres(url, pool_size)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction, committed at the end or rolled back whole; raises TemporaryError."""
        try:
            with self._turn(), self._sessions() as session, session.begin():
                if self.is_sqlite:
                    session.connection().exec_driver_sql("BEGIN IMMEDIATE")
                yield session
        except OperationalError as error:
            raise _later(error) from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent look without taking the write lock; nothing is committed."""
        try:
            with self._sessions() as session:
                if self.is_sqlite:
                    session.connection().exec_driver_sql("BEGIN")
                yield session
                session.rollback()
        except OperationalError as error:
            raise _later(error) from error

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """On SQLite one writer at a time: its own waiting sleeps blindly, and others slip in before (1.2 s seen)."""
        if not self.is_sqlite:
            yield
            return
        if not self._writing.acquire(timeout=_BUSY_MS / 1000):
            raise TemporaryError("database_busy", why="a writer of this process does not end")
        try:
            yield
        finally:
            self._writing.release()

    def upgrade(self) -> None:
        """Bring the tables to this version."""
        with self.engine.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            config = _alembic()
            config.attributes["connection"] = connection
            alembic.command.upgrade(config, "head")

    def check_schema(self) -> None:
        """Refuse an older or newer schema than this version's; raises ConfigurationError."""
        script = ScriptDirectory.from_config(_alembic())
        try:
            with self.engine.connect() as connection:
                current = MigrationContext.configure(connection).get_current_revision()
        except SQLAlchemyError as error:
            raise ConfigurationError("database_unreachable", why=str(error).splitlines()[0]) from error
        if current == script.get_current_head():
            return
        known = {revision.revision for revision in script.walk_revisions()}
        if current is not None and current not in known:
            raise ConfigurationError("database_newer", revision=current)
        raise ConfigurationError("database_outdated")

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def _later(error: OperationalError) -> TemporaryError:
    """What to wait for; raises FsyncFailed when waiting does not help."""
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name.endswith("_FSYNC"):
        raise FsyncFailed(name) from error
    if name == "SQLITE_FULL":
        return TemporaryError("disk_write_failed", why=str(error.orig))
    return TemporaryError("database_busy", why=str(error.orig))


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("mailbot.storage").joinpath("migrations")))
    return config


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_MS / 1000, "check_same_thread": False}, pool_size=10)

    @event.listens_for(engine, "connect")
    def _durable(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        if not isinstance(connection, SqliteConnection):
            raise TypeError(type(connection))
        # We begin ourselves: pysqlite's deferred BEGIN meets SQLITE_BUSY on its first write.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={_BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-8000",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine


def _postgres(url: str, pool_size: int) -> Engine:
    return create_engine(
        url,
        pool_size=pool_size,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 5, "options": "-c synchronous_commit=on", "keepalives_idle": 10},
    )
