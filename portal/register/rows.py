"""Lines of a view with everything that stands in them: values, what was struck through, and numbers taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app

from mailbot.domain import correction
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine
from mailbot.storage.struck import StruckLine
from mailbot.workflow.clerk.bookpage import BookPage, Entry
from portal.language import sentence
from portal.register.columns import COLUMNS, Around, Column, Value

_STRUCK_AS = {
    "issuer": "tac-gia", "notation": "ky-hieu", "issued_on": "ngay-vb", "kind": "trich-yeu", "abstract": "trich-yeu",
    "urgency": "khan", "signatory": "nguoi-ky", "pages": "so-trang", "due_on": "han", "note": "ghi-chu",
}  # fmt: skip
"""Column of a document -> column of the book where its old values are shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, and those it replaced, oldest first."""

    column: Column
    value: Value
    old: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the book; exactly one of `line` and `struck` is there."""

    number: int
    line: DocumentLine | None
    cells: tuple[Cell, ...]
    struck: StruckLine | None = None


def rows_of(entries: Sequence[Entry], keys: Sequence[str]) -> tuple[Row, ...]:
    """Entries with the values of these columns."""
    receivers = {entry.line.id: entry.receiver for entry in entries}
    around = Around(receivers, _words("STATES"), _words("VERDICTS"))
    columns = [COLUMNS[key] for key in keys]
    return tuple(_row(entry, columns, around) for entry in entries)


def paper_rows(page: BookPage, keys: Sequence[str]) -> tuple[Row, ...]:
    """As in the book on paper: the oldest line first, and a number taken back stands there struck through."""
    taken_back = [_struck_row(one, [COLUMNS[key] for key in keys]) for one in page.struck]
    rows = rows_of(page.entries, keys)[::-1]
    return tuple(sorted([*rows, *taken_back], key=lambda row: row.number)) if taken_back else rows


def page_rows(page: BookPage, keys: Sequence[str]) -> tuple[Row, ...]:
    """Lines and struck numbers together, the highest number first."""
    taken_back = (Row(one.number, None, (), one) for one in page.struck)
    rows = rows_of(page.entries, keys)
    return tuple(sorted([*rows, *taken_back], key=lambda row: -row.number)) if page.struck else rows


def _row(entry: Entry, columns: Sequence[Column], around: Around) -> Row:
    old = _old_values(correction.struck(entry.corrections))
    cells = tuple(Cell(one, one.value(entry.line, around), old.get(one.key, ())) for one in columns)
    return Row(entry.line.arrival_number or 0, entry.line, cells)


def _struck_row(one: StruckLine, columns: Sequence[Column]) -> Row:
    stood: dict[str, Value] = {
        "so-den": one.number, "ngay-den": one.arrived_on, "tac-gia": one.issuer, "ky-hieu": one.notation,
        "trich-yeu": one.abstract,
    }  # fmt: skip
    why = f"{sentence(one.reason)} {one.struck_by}, {one.struck_at.astimezone(VIETNAM):%d/%m/%Y}"
    cells = tuple(
        Cell(column, why if column.key == "ghi-chu" else None, _said(stood.get(column.key))) for column in columns
    )
    return Row(one.number, None, cells, one)


def _said(value: Value) -> tuple[str, ...]:
    """An old value in words; none for nothing."""
    words = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
    return (words,) if words else ()


def _old_values(struck_values: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, values in struck_values.items():
        key = _STRUCK_AS.get(name, "")
        found[key] = (*found.get(key, ()), *(value for value in values if value))
    return found


def _words(name: str) -> dict[str, str]:
    """A table of words from the templates, where they are kept."""
    table = getattr(current_app.jinja_env.get_template("_words.html").module, name)
    return {key: str(words) for key, words in table.items()}
