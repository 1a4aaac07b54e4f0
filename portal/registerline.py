"""The register line as a form: what was read, what is doubtful, what the clerk typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mailbot.domain.document import DocumentPage
from mailbot.domain.errors import DomainError
from mailbot.workflow.clerk.paper import Corrections
from parsers.model import DocumentKind, Urgency
from portal.numbers import plain_number

SURE = 0.8
"""Below this confidence a value is marked as doubtful."""
_NEEDED = frozenset({"issuer", "notation", "issued_on", "kind", "abstract"})
"""Columns of the book that are never empty (ST 10.1b)."""
_READ_AS = {"signatory_position": "position"}
_DATE = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*")
_ISO = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})\s*$")
_DATES = ("issued_on", "due_on")
_TEXTS = ("issuer", "notation", "abstract", "signatory", "signatory_position", "note")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of the proposed line."""

    value: str
    doubt: str
    """`missing`, `unsure`, or empty."""
    place: str
    """`page x0 y0 x1 y1` in points from the top left corner; empty when unknown."""


def cells(page: DocumentPage) -> dict[str, Cell]:
    """The proposed line of a document, by column."""
    names = (*_TEXTS, *_DATES, "kind", "urgency", "pages")
    return {name: _cell(page, name) for name in names}


def corrections(form: Mapping[str, str]) -> Corrections:
    """What the clerk typed; an empty box leaves the value as it is. Raises DomainError."""
    texts = {name: _text(form, name) for name in _TEXTS}
    return Corrections(
        **texts,
        issued_on=day(form.get("issued_on", "")),
        due_on=day(form.get("due_on", "")),
        kind=_one_of(form.get("kind", ""), tuple(kind.value for kind in DocumentKind)),
        urgency=_one_of(form.get("urgency", ""), tuple(urgency.value for urgency in Urgency)),
        pages=_count(form.get("pages", "")),
    )


def day(words: str) -> date | None:
    """dd/MM/yyyy, or as date pickers send it; None for an empty box. Raises DomainError `date_unreadable_form`."""
    if not words.strip():
        return None
    match = _DATE.fullmatch(_ISO.sub(r"\3/\2/\1", words))
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else _refuse_date(words)
    except ValueError:
        return _refuse_date(words)


def whole(form: Mapping[str, str], name: str) -> int:
    """A number the page itself wrote into the form; raises DomainError `form_broken`."""
    number = plain_number(form.get(name, ""))
    if number is None:
        raise DomainError("form_broken")
    return number


def _cell(page: DocumentPage, name: str) -> Cell:
    value = getattr(page.line, name)
    read_as = _READ_AS.get(name, name)
    place = page.fields.places.get(read_as)
    shown = value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value or "")
    where = f"{place.page} {place.x0} {place.y0} {place.x1} {place.y1}" if place else ""
    return Cell(shown, _doubt(page, name, shown, read_as), where)


def _doubt(page: DocumentPage, name: str, shown: str, read_as: str) -> str:
    if not shown:
        return "missing" if name in _NEEDED else ""
    return "unsure" if page.fields.confidence.get(read_as, 1.0) < SURE else ""


def _text(form: Mapping[str, str], name: str) -> str | None:
    words = " ".join(form.get(name, "").split())
    return words[:_LONGEST] or None


def _one_of(word: str, known: tuple[str, ...]) -> str | None:
    return word if word in known else None


def _count(words: str) -> int | None:
    if not words.strip():
        return None
    count = plain_number(words.strip()) or 0
    if not 0 < count < 100_000:
        raise DomainError("pages_unreadable", words=words[:20])
    return count


def _refuse_date(words: str) -> date:
    raise DomainError("date_unreadable_form", words=words[:20])
