"""Try a mail on the rules: every link, every routing row, every letter; nothing is registered or sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.deadlines import limit_of
from mailbot.domain.errors import DomainError
from mailbot.domain.folding import fold
from mailbot.domain.people import Role
from mailbot.domain.rulebooks.values import Rulebook
from mailbot.storage import inbox, people, recent
from mailbot.storage.inbox import MessageLine
from mailbot.workflow.arrival.explain import claim_to_look, foresee
from mailbot.workflow.arrival.rehearse import ForeseenLetter, rehearse
from mailbot.workflow.rulebooks.book import faults_of
from rules.engine import Decision, Outcome
from rules.facts import DocumentFacts
from rules.routing import Routable, Trial, match, trials

_GOES_ON = frozenset({Outcome.REGISTER, Outcome.HOLD})
"""Outcomes after which a document is routed, at once or when its paper comes."""


@dataclass(frozen=True, slots=True)
class TriedDocument:
    """One document of the mail: the links it met, the rows it met, who would get it, when it would be due."""

    facts: DocumentFacts
    decision: Decision
    rows: tuple[Trial, ...]
    row: int
    """The routing row that decided; 0: none did, it goes to the head."""
    to: str
    """Name of who would get it; empty for nobody."""
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What would happen to the mail if it came now."""

    subject: str
    decision: Decision
    documents: tuple[TriedDocument, ...]
    letters: tuple[ForeseenLetter, ...]
    """Empty for a mail that is here already: only its decisions are foreseen."""


def try_file(app: App, agency_id: str, content: bytes) -> Tried:
    """A mail as it lies in a file; raises ChildFailed."""
    seen = rehearse(app, agency_id, content)
    documents = tuple(_tried(app, agency_id, one.facts, one.decision) for one in seen.documents)
    return Tried(seen.subject, seen.decision, documents, seen.letters)


def try_message(app: App, agency_id: str, message_id: int) -> Tried:
    """A mail that came before, judged by the rules of now; raises NotFound, ChildFailed."""
    with app.db.reading() as session:
        line = inbox.get(session, agency_id, message_id)
    seen = foresee(app, claim_to_look(line, line.received_at))
    documents = tuple(
        _tried(app, agency_id, facts, decision)
        for facts, decision in zip(seen.documents, seen.decisions, strict=True)
        if facts is not None and facts.sha256
    )
    subject = "" if seen.decision.outcome is Outcome.SET_ASIDE else seen.understood.mail.subject
    return Tried(subject, seen.decision, documents, ())


def with_draft(app: App, agency_id: str, draft: Rulebook) -> App:
    """The same mailbot as if this draft were in force, for trials only; raises DomainError for a draft with faults."""
    for fault in faults_of(app, agency_id, draft):
        raise DomainError(fault.code, **fault.values)
    return replace(app, in_force=app.in_force.trying(agency_id, draft))


def messages_of(app: App, agency_id: str, day: date) -> tuple[MessageLine, ...]:
    """The mails of one day in Viet Nam, the newest first."""
    start = datetime.combine(day, time(), VIETNAM)
    with app.db.reading() as session:
        return recent.messages_between(session, agency_id, start, start + timedelta(days=1))


def _tried(app: App, agency_id: str, facts: DocumentFacts, decision: Decision) -> TriedDocument:
    tables, fields = app.in_force.of(agency_id), facts.fields
    kind = fields.kind.value if fields.kind else ""
    urgency = fields.urgency.value if fields.urgency else "Thường"
    document = Routable(fold(fields.issuer or ""), fold(kind), fold(fields.abstract or ""), fold(urgency))
    with app.db.reading() as session:
        heads = people.with_role(session, agency_id, Role.HEAD)
        route = match(tables.routing, document, heads[0].email if heads else "")
        person = people.find_by_email(session, agency_id, route.to)
    days = limit_of(urgency, kind, tables.limits.urgencies, tables.limits.kinds)
    today = tables.calendar.legal_receipt(app.clock()).astimezone(VIETNAM).date()
    goes_on = decision.outcome in _GOES_ON
    return TriedDocument(
        facts=facts,
        decision=decision,
        rows=trials(tables.routing, document) if goes_on else (),
        row=route.row,
        to=person.name if person and goes_on else "",
        due_on=tables.calendar.add_working_days(today, days) if days is not None and goes_on else None,
    )
