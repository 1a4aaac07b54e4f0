"""Lines of a view with everything that stands in them: values, what was struck through, and numbers taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain import correction
from mailbot.domain.bookview import BookView
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine
from mailbot.storage import history, people, register, struck
from mailbot.storage.struck import StruckLine
from portal.register.columns import COLUMNS, Around, Column, Value

_STRUCK_AS = {
    "issuer": "tac-gia", "notation": "ky-hieu", "issued_on": "ngay-vb", "kind": "trich-yeu", "abstract": "trich-yeu",
    "urgency": "khan", "signatory": "nguoi-ky", "pages": "so-trang", "due_on": "han", "note": "ghi-chu",
}  # fmt: skip
"""Column of a document -> column of the book where its old values are shown."""
_HIGHEST = 10**9


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


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads lines of one agency into rows with these columns, inside one session."""

    app: App
    session: Session
    agency_id: str
    columns: tuple[str, ...]

    @property
    def today(self) -> date:
        """The day that decides what is late."""
        return self.app.clock().astimezone(VIETNAM).date()

    def page(self, view: BookView, limit: int) -> tuple[tuple[Row, ...], tuple[int, int] | None]:
        """At most `limit` lines, newest first, and the (year, number) to continue after when there are more.

        In a whole book the struck numbers stand among them.
        """
        found = register.lines(self.session, self.agency_id, view, self.today, limit + 1)
        rows = self._rows(found[:limit])
        rest = (found[limit - 1].year or 0, rows[-1].number) if len(found) > limit else None
        if not view.is_whole_book or view.year is None:
            return rows, rest
        highest = view.before[1] - 1 if view.before else _HIGHEST
        taken_back = struck.between(self.session, self.agency_id, view.year, rest[1] if rest else 1, highest)
        both = [*rows, *(Row(one.number, None, (), one) for one in taken_back)]
        return tuple(sorted(both, key=lambda row: -row.number)), rest

    def every(self, view: BookView, most: int) -> tuple[Row, ...]:
        """The whole view in the order of the book on paper: the oldest line first."""
        pieces = register.pieces(self.session, self.agency_id, view, self.today, most)
        return tuple(row for piece in pieces for row in self._rows(piece))[::-1]

    def _rows(self, lines: Sequence[DocumentLine]) -> tuple[Row, ...]:
        ids = [line.id for line in lines]
        around = Around(dict(self._receivers(lines)), _words("STATES"), _words("VERDICTS"))
        entries = history.of_several(self.session, self.agency_id, "document", ids, correction.ACTION)
        columns = [COLUMNS[key] for key in self.columns]
        rows = []
        for line in lines:
            corrected = [correction.correction_of(one.at, one.actor, one.detail) for one in entries.get(line.id, ())]
            old = _old_values(correction.struck(corrected))
            cells = tuple(Cell(column, column.value(line, around), old.get(column.key, ())) for column in columns)
            rows.append(Row(line.arrival_number or 0, line, cells))
        return tuple(rows)

    def _receivers(self, lines: Sequence[DocumentLine]) -> Iterator[tuple[int, str]]:
        names = {person.id: person.name for person in people.persons(self.session, self.agency_id)}
        units = {unit.id: unit.name for unit in people.units(self.session, self.agency_id)}
        held = register.holders(self.session, self.agency_id, [line.id for line in lines])
        for line in lines:
            holders = [
                " – ".join(word for word in (names.get(one.person_id or 0), units.get(one.unit_id or 0)) if word)
                for one in held.get(line.id, ())
            ]
            yield line.id, "; ".join(dict.fromkeys(holders)) or names.get(line.routed_to_id or 0, "")


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
