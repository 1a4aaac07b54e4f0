"""The address book as an administrator writes it: TOML or a spreadsheet saved as CSV, checked whole before use."""

from __future__ import annotations

import csv
import difflib
import io
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from mailbot.domain.agencies.directory import Entry
from mailbot.domain.agencies.successions import Successions, successions_from
from mailbot.domain.errors import DomainError

LISTS = ("aliases", "codes", "addresses", "domains", "certificate_names", "fingerprints", "successors")
KEYS = ("key", "name", *LISTS, "valid_from", "valid_until")
TABLES = ("agency", "place", "office", "provinces")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_SHAPES = {"addresses": _ADDRESS, "domains": _DOMAIN, "fingerprints": _FINGERPRINT}
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Book:
    """What one file says: agencies, and reorganisations beyond the built-in ones."""

    entries: tuple[Entry, ...] = ()
    successions: Successions = field(default_factory=Successions)


def read_toml(text: str) -> Book:
    """`[[agency]]` tables, and `[[place]]`, `[[office]]` for reorganisations. Raises DomainError with the fault."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DomainError("directory_not_toml", why=str(error)) from error
    for key in table:
        _check_known(key, TABLES)
    successions = successions_from(table)
    return Book(_checked(_entries(table.get("agency", []))), successions)


def read_csv(text: str) -> Book:
    """A header row with the names of the keys; several values in a cell are separated by `;`. Raises DomainError."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text))
    for key in rows.fieldnames or ():
        _check_known(key, KEYS)
    return Book(_checked(_entries([_from_cells(row) for row in rows])))


def read_entries(rows: Iterable[Row | Entry]) -> tuple[Entry, ...]:
    """Rows as people type them beside entries already read, checked together. Raises DomainError with the fault."""
    return _checked(row if isinstance(row, Entry) else _entry(row, number) for number, row in enumerate(rows, 1))


def _delimiter(text: str) -> str:
    """Spreadsheets of Vietnamese systems separate with semicolons; then lists inside a cell use `|`."""
    head = text.partition("\n")[0]
    return max((",", ";", "\t"), key=head.count)


def _from_cells(row: Mapping[str, str | None]) -> Row:
    cells = {key: (value or "").strip() for key, value in row.items() if key}
    return {key: _split(value) if key in LISTS else value for key, value in cells.items() if value}


def _split(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;|\n]", cell) if part.strip()]


def _entries(rows: object) -> Iterator[Entry]:
    if not isinstance(rows, list):
        raise DomainError("directory_value_invalid", row="agency", key="agency", value=str(rows)[:60])
    for number, row in enumerate(rows, 1):
        yield _entry(row, number)


def _entry(row: Row, number: int) -> Entry:
    for key in row:
        _check_known(key, KEYS)
    name = str(row.get("name", "")).strip()
    if not name:
        raise DomainError("directory_name_missing", row=str(number))

    def several(key: str) -> tuple[str, ...]:
        return _values(row, key, name)

    return Entry(
        key=str(row.get("key") or name),
        name=name,
        aliases=several("aliases"),
        codes=several("codes"),
        addresses=several("addresses"),
        domains=several("domains"),
        certificate_names=several("certificate_names"),
        fingerprints=several("fingerprints"),
        valid_from=_day(row["valid_from"], "valid_from", name) if "valid_from" in row else None,
        valid_until=_day(row["valid_until"], "valid_until", name) if "valid_until" in row else None,
        successors=several("successors"),
    )


def _values(row: Row, key: str, name: str) -> tuple[str, ...]:
    values = row.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise DomainError("directory_value_invalid", row=name, key=key, value=str(values)[:60])
    shape, tidy = _SHAPES.get(key), _TIDY.get(key, str.strip)
    tidied = tuple(tidy(value) for value in values)
    for value in tidied:
        if shape is not None and not shape.fullmatch(value):
            raise DomainError("directory_value_invalid", row=name, key=key, value=value[:60])
    return tidied


def _bare_hex(value: str) -> str:
    return re.sub(r"[\s:]", "", value).lower()


def _lower(value: str) -> str:
    return value.strip().lower().removeprefix("@")


_TIDY: Mapping[str, Callable[[str], str]] = {"fingerprints": _bare_hex, "addresses": _lower, "domains": _lower}


def _day(value: object, key: str, name: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(value), form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise DomainError("directory_value_invalid", row=name, key=key, value=str(value)[:60])


def _checked(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Keys are unique, successors exist, periods run forwards."""
    known = tuple(entries)
    counts = Counter(entry.key for entry in known)
    twice = next((key for key, count in counts.items() if count > 1), None)
    if twice is not None:
        raise DomainError("directory_key_twice", key=twice)
    for entry in known:
        for successor in entry.successors:
            if successor not in counts:
                raise DomainError("directory_successor_unknown", name=entry.name, successor=successor)
        if entry.valid_from and entry.valid_until and entry.valid_until < entry.valid_from:
            raise DomainError(
                "directory_value_invalid", row=entry.name, key="valid_until", value=str(entry.valid_until)
            )
    return known


def _check_known(key: str, known: Sequence[str]) -> None:
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1, cutoff=0)
        raise DomainError("directory_key_unknown", key=key, near=near[0])
