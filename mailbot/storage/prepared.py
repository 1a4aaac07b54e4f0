"""Statements every mail needs: compiled once, and on SQLite handed to the driver itself.

SQLAlchemy's own way from a ready statement to the driver and back cost five times what SQLite did. PostgreSQL's
statements cross a socket, beside which that way is short: they go it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ClauseElement, CursorResult, Dialect, Executable, Insert, inspect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

from mailbot.storage.base import Base

Key = TypeVar("Key", str, int)
Convert = Callable[[Any], Any]
Row = Any  # a named tuple of the columns asked for, or SQLAlchemy's row: both are read by name


@dataclass(frozen=True, slots=True)
class Rows:
    """What a statement gave, all of it already here."""

    rows: tuple[Row, ...]
    count: int
    """Rows changed by an INSERT or UPDATE."""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def first(self) -> Row | None:
        """The first row, None without one."""
        return self.rows[0] if self.rows else None

    def one(self) -> Row:
        """The only row; raises ValueError for none or several."""
        (row,) = self.rows
        return row

    def scalar(self) -> Any:
        """The first column of the first row, None without one."""
        return self.rows[0][0] if self.rows else None


@dataclass(frozen=True, slots=True)
class _Compiled:
    """One statement for one set of named values, as the driver wants it."""

    sql: str
    order: tuple[str, ...]
    fixed: Mapping[str, Any]
    """Values the statement itself brings: its constants, and defaults of columns nobody fills."""
    into: tuple[tuple[str, Convert], ...]
    out: tuple[tuple[int, Convert], ...]
    row: Convert

    def values(self, given: Mapping[str, object]) -> list[object]:
        filled: dict[str, Any] = {**self.fixed, **given}
        for name, convert in self.into:
            filled[name] = convert(filled[name])
        return [filled[name] for name in self.order]

    def read(self, raw: tuple[Any, ...]) -> Row:
        if not self.out:
            return self.row(raw)
        columns = list(raw)
        for at, convert in self.out:
            columns[at] = convert(columns[at])
        return self.row(columns)


class Prepared:
    """A statement with named values; makes plain rows and changes no object: one loaded before is stale."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._compiled: dict[tuple[str, ...], _Compiled] = {}

    def run(self, session: Session, values: Mapping[str, object]) -> Rows:
        """Run it in the caller's transaction."""
        session.flush()  # what the session still holds back, the statement must see
        if session.get_bind().dialect.name != "sqlite":
            return _taken(session.connection().execute(self._statement, values))
        compiled, cursor = self._executed(session, values)
        return Rows(tuple(map(compiled.read, cursor.fetchall())), cursor.rowcount)

    def insert(self, session: Session, row: Mapping[str, object]) -> int:
        """Run an INSERT of one row; returns the new row's id."""
        session.flush()
        if session.get_bind().dialect.name == "sqlite":
            return int(self._executed(session, row)[1].lastrowid or 0)
        key = session.connection().execute(self._statement, row).inserted_primary_key
        if key is None:
            raise TypeError("not an INSERT of one row")
        return int(key[0])

    def add(self, session: Session, row: Base) -> None:
        """Insert a new object by an INSERT into its table; the session follows its later changes as of any other."""
        state = inspect(row)
        for name, otherwise in _columns(state.mapper):
            if state.dict.get(name) is None:
                setattr(row, name, otherwise)
        key = state.mapper.primary_key[0].name
        values = {name: state.dict[name] for name, _ in _columns(state.mapper) if name != key}
        setattr(row, key, self.insert(session, values))
        make_transient_to_detached(row)
        session.add(row)

    def _executed(self, session: Session, values: Mapping[str, object]) -> tuple[_Compiled, DBAPICursor]:
        connection = session.connection()
        names = tuple(values)
        compiled = self._compiled.get(names)
        if compiled is None:
            compiled = self._compiled[names] = _compile(self._statement, connection.dialect, names)
        cursor = connection.connection.cursor()
        parameters, driver = compiled.values(values), connection.dialect.loaded_dbapi
        try:
            cursor.execute(compiled.sql, parameters)
        except driver.Error as error:
            # Values stay out of errors: logs and the clerk's page show them, and they may be of a secret mail.
            raise DBAPIError.instance(compiled.sql, values, error, driver.Error, hide_parameters=True) from error
        return compiled, cursor


def _taken(result: CursorResult[Any]) -> Rows:
    return Rows(tuple(result.all()) if result.returns_rows else (), result.rowcount)


@cache
def _columns(mapper: Mapper[Any]) -> tuple[tuple[str, object], ...]:
    """Every column of a table, with what stands in it when nobody has filled it."""
    return tuple((column.key, getattr(column.default, "arg", None)) for column in mapper.columns)


def _compile(statement: Executable, dialect: Dialect, names: tuple[str, ...]) -> _Compiled:
    made = cast(ClauseElement, statement).compile(dialect=dialect, column_keys=list(names))
    compiled = cast(SQLCompiler, made)
    order = tuple(compiled.positiontup or ())
    own = {name: value for name, value in compiled.params.items() if name not in names}
    columns = [(column.name, column.type) for column in getattr(statement, "exported_columns", ())]
    return _Compiled(
        sql=compiled.string,
        order=order,
        fixed=own | _defaults(compiled, statement),
        into=tuple(_needed((name, _binds(compiled.binds[name].type, dialect)) for name in dict.fromkeys(order))),
        out=tuple(_needed((at, _reads(kind, dialect)) for at, (_, kind) in enumerate(columns))),
        row=cast(Any, namedtuple("Found", [name for name, _ in columns]))._make,
    )


def _defaults(compiled: SQLCompiler, statement: Executable) -> dict[str, Any]:
    """What an INSERT fills in by itself; raises TypeError for a default that has to be worked out."""
    unfilled = compiled.insert_prefetch if isinstance(statement, Insert) else ()
    found = {column.key: column.default for column in unfilled}
    if any(default is None or not default.is_scalar for default in found.values()):
        raise TypeError("only constants can be defaults here")
    return {name: cast(ScalarElementColumnDefault, default).arg for name, default in found.items()}


def _binds(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reads(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _needed(pairs: Iterable[tuple[Key, Convert | None]]) -> Iterator[tuple[Key, Convert]]:
    return ((key, convert) for key, convert in pairs if convert is not None)
