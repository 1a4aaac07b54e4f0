"""The engine for both databases, and the one way to open a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from importlib.resources import files
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from mailbot.domain.errors import ConfigurationError, FsyncFailed, TemporaryError
from mailbot.storage.turns import Turns

_BUSY_MS = 10_000
_LOOK_SECONDS = 2.0
_ONE_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""PostgreSQL's default shows each statement the commits since the last one: fsck would see a chain without its end."""


class Database:
    """Sessions on SQLite or PostgreSQL. Transactions are opened by workflow functions only."""

    def __init__(self, url: str, pool_size: int = 20) -> None:
        self.is_sqlite = url.startswith("sqlite")
        self.url = url
        self.engine = _sqlite(url) if self.is_sqlite else _postgres(url, pool_size)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._turns = Turns(_BUSY_MS / 1000)

    def transaction(self) -> AbstractContextManager[Session]:
        """One transaction, committed at the end or rolled back whole; raises TemporaryError."""
        return self._transaction(self._turns.ordinary() if self.is_sqlite else nullcontext())

    def transaction_at_once(self) -> AbstractContextManager[Session]:
        """The same before all others that wait: a crash before its commit would be noticed outside.

        On SQLite it survives the death of the process but, until the next ordinary commit, not a power cut: use it
        only for what may be repeated then.
        """
        return self._transaction(self._turns.next(), "NORMAL") if self.is_sqlite else self._transaction(nullcontext())

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent look without taking the write lock; nothing is committed."""
        try:
            with self._sessions() as session:
                if self.is_sqlite:
                    session.connection().exec_driver_sql("BEGIN")
                else:
                    session.connection(execution_options=_ONE_SNAPSHOT)
                yield session
                session.rollback()
        except OperationalError as error:
            raise _later(error) from error

    def check_writable(self) -> None:
        """Whether a change could be made now; raises TemporaryError `database_busy`."""
        if not self.is_sqlite:
            return  # one that answers also writes
        with closing(sqlite3.connect(self.engine.url.database or "", timeout=_LOOK_SECONDS)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                connection.rollback()
            except sqlite3.OperationalError as error:
                raise TemporaryError("database_busy", why=str(error)) from error

    def upgrade(self) -> None:
        """Bring the tables to this version; raises ConfigurationError for a later one's, or without a database."""
        if self._revision() == revisions()[-1]:
            return
        from mailbot.storage.upgrading import upgrade  # Alembic takes a quarter of the time we take to start

        with self.engine.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            upgrade(connection)

    def check_schema(self) -> None:
        """Refuse an older or newer schema than this version's; raises ConfigurationError."""
        if self._revision() != revisions()[-1]:
            raise ConfigurationError("database_outdated")

    def _revision(self) -> str | None:
        """The schema's version, None for an empty database; raises ConfigurationError when it is not one of ours."""
        try:
            with self.engine.connect() as connection:
                known = inspect(connection).has_table("alembic_version")
                current = connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None
        except SQLAlchemyError as error:
            raise ConfigurationError("database_unreachable", why=str(error).splitlines()[0]) from error
        if current is not None and current not in revisions():
            raise ConfigurationError("database_newer", revision=current)
        return str(current) if current else None

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @contextmanager
    def _transaction(self, turn: AbstractContextManager[None], synchronous: str = "FULL") -> Iterator[Session]:
        try:
            with turn, self._sessions() as session, session.begin():
                if self.is_sqlite:
                    connection = session.connection()
                    _set_synchronous(connection, synchronous)
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield session
        except OperationalError as error:
            raise _later(error) from error


def _set_synchronous(connection: Connection, wanted: str) -> None:
    """Connections are shared and remember what the last transaction asked for."""
    if connection.info.get("synchronous", "FULL") != wanted:
        connection.exec_driver_sql(f"PRAGMA synchronous={wanted}")
        connection.info["synchronous"] = wanted


def _later(error: OperationalError) -> TemporaryError:
    """What to wait for; raises FsyncFailed when waiting does not help."""
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name.endswith("_FSYNC"):
        raise FsyncFailed(name) from error
    if name == "SQLITE_FULL":
        return TemporaryError("disk_write_failed", why=str(error.orig))
    return TemporaryError("database_busy", why=str(error.orig))


def revisions() -> list[str]:
    """The schema's versions, oldest first: the numbers the migrations' file names begin with."""
    migrations = files("mailbot.storage").joinpath("migrations", "versions").iterdir()
    return sorted(file.name[:4] for file in migrations if file.name[:4].isdigit())


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": _BUSY_MS / 1000, "check_same_thread": False},
        pool_size=10,
        pool_use_lifo=True,  # what a connection has read of the file stays true until another one writes
    )

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
        hide_parameters=True,
        pool_size=pool_size,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 5, "options": "-c synchronous_commit=on", "keepalives_idle": 10},
    )
