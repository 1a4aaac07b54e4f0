"""The paper came, but which document is it? Typed words or a read first page against everything that waits."""

from __future__ import annotations

import re
from datetime import date

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.matching import Match, Slip, rank
from mailbot.storage import documents
from parsers.fields.dates import day, printed_date
from parsers.model import DocumentFields

LONGEST = 500
"""Characters somebody types or scans."""
_DATE = re.compile(
    r"(?:ngày\s*)?(?<![\d/])\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}(?!\d)|ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}",
    re.I,
)
_DAY = re.compile(r"ngày\s*(?P<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<m>\d{1,2})(?![\d/])", re.I)
_NUMBER = re.compile(
    r"(?<![\w/.-])(?<!năm )(?<!tháng )(?:số\s*:?\s*|so\s+)?(?P<n>\d{1,7}[a-zđ]?)(?![\w.])"
    r"(?:\s*[/-]\s*(?:(?:19|20)\d\d\s*/\s*)?(?P<s>[^\W\d_][\w.&+]*(?:\s?[-/]\s?[\w.&+]+)*))?",
    re.I,
)


def match_typed(app: App, agency_id: str, words: str) -> tuple[Match, ...]:
    """Held documents like what the clerk typed or scanned: `1234/UBND-VX`, `1234 ngày 19/11 hộ nghèo`."""
    return match_slip(app, agency_id, typed_slip(app, words))


def typed_slip(app: App, words: str) -> Slip:
    """What was typed, read on this day."""
    return slip_of(words, app.clock().astimezone(VIETNAM).date())


def match_slip(app: App, agency_id: str, slip: Slip) -> tuple[Match, ...]:
    """Held documents ranked by their likeness to a paper."""
    with app.db.reading() as session:
        return rank(slip, documents.held(session, agency_id))


def slip_of(words: str, today: date) -> Slip:
    """Number, symbol, date and remaining words of what was typed; a day without a year is the latest past one."""
    text = " ".join(words.split())[:LONGEST]
    issued_on, text = _without_date(text, today)
    found = _NUMBER.search(text)
    if found is None:
        return Slip(issued_on=issued_on, words=text.strip())
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return Slip(found["n"], found["s"], issued_on, words=rest.strip())


def slip_of_page(fields: DocumentFields) -> Slip:
    """What was read from a scan of the first page."""
    words = " ".join(part for part in (fields.abstract, fields.signatory) if part)
    return Slip(fields.number, fields.symbol, fields.issued_on, fields.issuer, words)


def _without_date(text: str, today: date) -> tuple[date | None, str]:
    found = _DATE.search(text)
    if found is not None:
        return printed_date(found[0]), text.replace(found[0], " ", 1)
    short = _DAY.search(text)
    if short is None:
        return None, text
    this_year = day(short["d"], short["m"], str(today.year))
    if this_year is None or this_year > today:
        this_year = day(short["d"], short["m"], str(today.year - 1))
    return this_year, text.replace(short[0], " ", 1)
