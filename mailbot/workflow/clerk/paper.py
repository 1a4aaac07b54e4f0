"""The paper came: one confirmation registers a held document (CT 6.2a)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.domain.states import Event
from mailbot.storage import documents
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.arrival.number import enter_in_book
from mailbot.workflow.arrival.outcomes import search_words
from mailbot.workflow.clerk.conflict import must_be
from mailbot.workflow.clerk.scan import PaperScan, attach
from mailbot.workflow.clerk.takeback import AT_ONCE, keep_quiet
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the clerk saw on the paper; None leaves a value as it is."""

    issuer: str | None = None
    notation: str | None = None
    issued_on: date | None = None
    kind: str | None = None
    abstract: str | None = None
    urgency: str | None = None
    signatory: str | None = None
    signatory_position: str | None = None
    pages: int | None = None
    due_on: date | None = None
    note: str | None = None


def confirm_paper(
    app: App, agency_id: str, document_id: int, actor: Actor, version: int, paper_on: date, corrections: Corrections,
    quiet: timedelta = AT_ONCE, scan: PaperScan | None = None,
) -> int:  # fmt: skip
    """Register a held document; returns its number. Nobody else hears of it for as long as `quiet`.

    `scan` is kept as the picture of the paper.

    Raises Conflict, IllegalTransition, NotFound, DomainError.
    """
    now = app.clock()
    if paper_on > now.astimezone(VIETNAM).date():
        raise DomainError("paper_before_mail")
    with app.db.transaction() as session:
        document = documents.get(session, agency_id, document_id)
        must_be(session, document, version)
        keep_quiet(document, now, quiet)
        changed = correct(document, corrections)
        document.paper_on = paper_on
        if scan is not None:
            attach(session, document, scan)
        transition(
            session,
            document,
            Event.PAPER_ARRIVED,
            actor,
            now,
            paper_on=paper_on.isoformat(),
            corrected=", ".join(changed),
            scan=scan.digest if scan else "",
        )
        number = enter_in_book(session, app, document, actor, now)
        answer.registered(session, app, document, now)
    app.wake.nudge("deliver", "route")
    return number


def correct(document: DocumentRow, corrections: Corrections) -> tuple[str, ...]:
    """Write the clerk's values; returns the names of those that changed."""
    changed = []
    for field in fields(corrections):
        value = getattr(corrections, field.name)
        if value is not None and value != getattr(document, field.name):
            setattr(document, field.name, value)
            changed.append(field.name)
    if "notation" in changed and document.notation:
        number, _, symbol = document.notation.partition("/")
        document.number, document.symbol = number.strip(), symbol.strip()
    document.search = search_words(
        document.notation, document.issuer, document.abstract, document.signatory, document.file_name
    )
    return tuple(changed)
