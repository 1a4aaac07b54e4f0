"""The declarative base and the column types both databases share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import CursorResult, DateTime, Dialect, Executable, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator, TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC datetimes; ISO text on SQLite, which would otherwise drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))  # type: ignore[arg-type]  # text on purpose
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        utc = value.astimezone(UTC)
        if dialect.name == "sqlite":
            return utc.replace(tzinfo=None).isoformat(timespec="microseconds")  # type: ignore[return-value]  # sorts
        return utc

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        return value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table of mailbot."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012 - declared by SQLAlchemy as a plain dict


def insert_if_absent(session: Session, table: type[Base], **values: object) -> bool:
    """Insert a row unless its key is there; True when this call did. Two processes may try at the same moment."""
    statement = _insert(session)(table).values(**values).on_conflict_do_nothing()
    # psycopg tells the count of an INSERT only when asked to keep it.
    done = session.execute(statement.execution_options(preserve_rowcount=True))
    return done.rowcount == 1  # type: ignore[attr-defined,no-any-return]  # CursorResult for INSERT


def _insert(session: Session) -> Callable[[type[Base]], Any]:
    """The INSERT that can be asked to do nothing; a dialect's drivers are imported only when it is used."""
    if session.get_bind().dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as on_sqlite

        return on_sqlite
    from sqlalchemy.dialects.postgresql import insert as on_postgresql

    return on_postgresql


def table(row: type[Base]) -> Table:
    """The table of a row class, for statements made once and run by `run`."""
    return cast(Table, row.__table__)


def run(
    session: Session, statement: Executable, values: Mapping[str, object] | Sequence[Mapping[str, object]]
) -> CursorResult[Any]:
    """Run a statement made once, at import, with its values; plain rows come back. A list of values runs it for each.

    On the road of every mail, building statements and tracking objects cost ten times what the database did.
    """
    session.flush()  # what the session still holds back, the statement must see
    return session.connection().execute(statement, values)
