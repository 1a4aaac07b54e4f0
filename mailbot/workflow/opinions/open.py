"""Xin ý kiến: a round is opened, every person asked gets a letter, other agencies are left to the clerk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.deadlines import limit_of
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor, Person
from mailbot.domain.states import Event, State
from mailbot.letters.compose import LetterKind
from mailbot.letters.workcontexts import OpinionRequest
from mailbot.storage import documents, history, opinions, people
from mailbot.storage.documents import DocumentRow
from mailbot.storage.opinions import OpinionRow, RoundRow
from mailbot.storage.questions import Question
from mailbot.workflow.opinions.sum_up import tell_state
from mailbot.workflow.orders.enclosed import file_of
from mailbot.workflow.orders.order import Work, echo, record, write
from mailbot.workflow.questions.ask import asking
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition
from parsers.model import Party
from rules.engine import Reason


@dataclass(frozen=True, slots=True)
class Wish:
    """What a round is to ask, and whom; `due_on` None: the time limit of the document's kind."""

    words: str
    parties: tuple[Party, ...]
    """Persons and units of the agency, and other agencies (`kind` agency, `email` where known)."""
    due_on: date | None = None


def open_by_order(work: Work) -> None:
    """A leader's "xin ý kiến" is an instruction; somebody who works on the document only opens the round."""
    wish = Wish(work.order.reply.text, work.order.directive.lead, work.order.directive.due_on)
    holder = work.order.token.assignment_id is not None
    if not holder or work.document.state != State.ASSIGNED.value:
        directive = record(work)
        transition(work.session, work.document, Event.DIRECT, work.order.actor, work.now, words=wish.words)
        echo(work, directive, undo_until=None)
    round_id = opened(work.session, work.app, work.document, work.order.person, wish, work.now)
    if holder:
        _confirm(work, round_id)


def opened(session: Session, app: App, document: DocumentRow, asker: Person, wish: Wish, now: datetime) -> int:
    """Write the round down and ask; raises DomainError `nobody_to_ask`."""
    if not wish.parties:
        raise DomainError("nobody_to_ask")
    due_on = wish.due_on or _due(app, document, now)
    row = RoundRow(
        agency_id=document.agency_id, document_id=document.id, person_id=asker.id, words=wish.words, due_on=due_on,
        opened_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    for party in wish.parties:
        _ask(session, app, document, row, asker, party, now)
    document.version += 1
    history.append(
        session, document.agency_id, now, Actor(asker.name, asker.id), "opinion_round_opened",
        ("document", document.id), words=wish.words, asked="; ".join(party.name for party in wish.parties),
    )  # fmt: skip
    return row.id


def _due(app: App, document: DocumentRow, now: datetime) -> date | None:
    """The limit of its urgency, but not after the document itself is due: a later opinion would help nobody."""
    limits = app.in_force.of(document.agency_id).limits
    days = limit_of(document.urgency, None, limits.urgencies, {})
    if days is None:
        return None
    today = now.astimezone(VIETNAM).date()
    due_on = app.calendar(document.agency_id).add_working_days(today, days)
    return min(due_on, document.due_on) if document.due_on is not None and document.due_on > today else due_on


def _ask(
    session: Session, app: App, document: DocumentRow, row: RoundRow, asker: Person, party: Party, now: datetime
) -> None:
    """A unit answers through its head, without one through the leader in charge; of another agency, or a unit nobody
    answers for, the clerk enters the answer."""
    found = _answering(session, document.agency_id, party)
    person = None if found is not None and found.id == asker.id and party.kind == "unit" else found
    asked = OpinionRow(
        agency_id=document.agency_id, round_id=row.id, name=party.name, person_id=person.id if person else None,
        unit_id=int(party.key) if party.kind == "unit" else None,
        address=party.email.lower() or None if party.kind == "agency" else None,
    )  # fmt: skip
    session.add(asked)
    session.flush()
    if person is not None:
        ask_person(session, app, document, (row, asked), person, asker, now)
        return
    code = "opinion_outside" if party.kind == "agency" else "opinion_without_head"
    values = {"agency": party.name, "unit": party.name, "number": str(document.arrival_number)}
    answer.alert_clerks(session, app, document.agency_id, Reason(code, values), asked.id, now, subject="opinion")


def _answering(session: Session, agency_id: str, party: Party) -> Person | None:
    if party.kind == "person":
        return people.get(session, agency_id, int(party.key))
    return people.answering_for(session, agency_id, int(party.key)) if party.kind == "unit" else None


def ask_person(
    session: Session, app: App, document: DocumentRow, asked: tuple[RoundRow, OpinionRow], person: Person,
    asker: Person, now: datetime, stage: str = "",
) -> None:  # fmt: skip
    """The question with the document, or with a `stage` its reminder without; every word of the answer counts."""
    row, opinion = asked
    file = None if stage else file_of(session, document)
    context = OpinionRequest(
        agency=app.agencies[document.agency_id],
        document=documents.line(document),
        name=opinion.name,
        person=person,
        asker=asker,
        words=row.words,
        due_on=row.due_on,
        again=bool(stage),
        portal_url=answer.portal_url(app, f"/van-ban/{document.id}"),
        attached=file is not None,
    )
    about = f"opinion:{opinion.id}:{stage}" if stage else f"opinion:{opinion.id}"
    token = asking(session, app, document, person, Question(Asked.OPINION, opinion.id), now)
    files = (file,) if file else ()
    write(session, app, document, LetterKind.OPINION_REQUEST, person, context, about, now, token, files)


def _confirm(work: Work, round_id: int) -> None:
    """Who opened a round without being a leader sees whom it asks."""
    row = opinions.get(work.session, work.order.agency_id, round_id)
    tell_state(work.session, work.app, row, "opened", work.now)
