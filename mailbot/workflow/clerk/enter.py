"""A document that came on paper only is entered by hand (Decree 30/2020, Article 22: one series for paper and mail)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.codec import dumps
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.domain.states import Event, State
from mailbot.storage import agencies, documents, earlier
from mailbot.storage.documents import DocumentRow
from mailbot.storage.earlier import Earlier
from mailbot.workflow.arrival.number import enter_in_book
from mailbot.workflow.clerk.paper import Corrections, correct
from mailbot.workflow.clerk.scan import PaperScan, attach
from mailbot.workflow.clerk.takeback import AT_ONCE, keep_quiet
from mailbot.workflow.transition import born, transition
from parsers.model import DocumentFields, Urgency
from rules.engine import Decision, Outcome, Reason
from signing.model import SignatureReport, Verdict

_WHY = Reason("paper_only")
_NO_MAIL = 0
"""No message has this id."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A new line of the book."""

    document_id: int
    version: int
    number: int


def enter_paper(
    app: App, agency_id: str, actor: Actor, paper_on: date, line: Corrections, scan: PaperScan | None = None,
    quiet: timedelta = AT_ONCE,
) -> Entered:  # fmt: skip
    """Write a paper into the book; the leader hears of it after `quiet`.

    Raises DomainError `entry_incomplete` without issuer or abstract (ST 10.1b), `paper_before_mail`.
    """
    now = app.clock()
    if not (line.issuer and line.abstract):
        raise DomainError("entry_incomplete")
    if paper_on > now.astimezone(VIETNAM).date():
        raise DomainError("paper_before_mail")
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        document = _bare(app, agency_id)
        born(session, document, State.HELD, actor, now, rule="paper_only")
        keep_quiet(document, now, quiet)
        correct(document, line)
        document.paper_on = paper_on
        if scan is not None:
            attach(session, document, scan)
        transition(session, document, Event.PAPER_ARRIVED, actor, now, paper_on=paper_on.isoformat())
        number = enter_in_book(session, app, document, actor, now)
        entered = Entered(document.id, document.version, number)
    app.wake.nudge("route")
    return entered


def known_already(app: App, agency_id: str, line: Corrections) -> Earlier | None:
    """A document of the same issuer, number, symbol and year that is here already."""
    number, _, symbol = (line.notation or "").partition("/")
    fields = DocumentFields(issuer=line.issuer, number=number.strip(), symbol=symbol.strip(), issued_on=line.issued_on)
    with app.db.reading() as session:
        return earlier.same_number(session, agency_id, fields, _NO_MAIL)


def may_be_number(app: App, agency_id: str, year: int) -> int:
    """The number the next document gets, if nothing else is registered before it."""
    with app.db.reading() as session:
        return documents.last_number(session, agency_id, "in", year) + 1


def _bare(app: App, agency_id: str) -> DocumentRow:
    now = app.clock()
    report = SignatureReport(Verdict.UNSIGNED, None, None, _WHY.code)
    return DocumentRow(
        agency_id=agency_id,
        file_type="",
        received_at=now,
        legal_received_at=app.calendar(agency_id).legal_receipt(now),
        verdict=report.verdict.value,
        report=dumps(report),
        fields=dumps(DocumentFields()),
        decision=dumps(Decision(Outcome.HOLD, _WHY.code, (_WHY,), ())),
        hold_reason=_WHY.code,
        urgency=Urgency.NORMAL.value,
    )
