"""When a delegation is over, what nobody has decided yet goes back to who gave it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.codec import loads
from mailbot.domain.directive import Part
from mailbot.domain.people import MACHINE, Person
from mailbot.domain.states import State
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import WorkOrder
from mailbot.storage import agencies, delegations, documents, history, people
from mailbot.storage.delegations import DelegationRow
from mailbot.storage.directives import AssignmentRow, DirectiveRow, TokenRow
from mailbot.storage.documents import DocumentRow
from mailbot.workflow import answer
from mailbot.workflow.delegation.standin import giver_of, standing
from mailbot.workflow.order import ACTIVE, fresh_token, write
from mailbot.workflow.route import lay_before
from parsers.model import ParsedDirective


def settle_over(app: App) -> bool:
    """What the worker does once a minute: True when a delegation ended and something went back."""
    now = app.clock()
    with app.db.reading() as session:
        if not delegations.any_unsettled(session, now):
            return False
    with app.db.transaction() as session:
        settled = settle(session, app, now)
    app.wake.nudge("deliver")
    return settled > 0


def settle(session: Session, app: App, now: datetime) -> int:
    """Give back what every delegation that is over left undecided; returns how many were settled."""
    over = delegations.unsettled(session, now)
    for row in over:
        agencies.lock(session, row.agency_id)
        _settle(session, app, row, now)
    return len(over)


def _settle(session: Session, app: App, row: DelegationRow, now: datetime) -> None:
    row.settled_at = now
    giver = people.get(session, row.agency_id, row.giver_id)
    returned = [_lay_again(session, app, document, giver, now) for document in _undecided(session, row)]
    returned += [_order_again(session, app, part, giver, now) for part in _unfinished(session, row)]
    history.append(
        session, row.agency_id, now, MACHINE, "delegation_over", ("person", giver.id), delegation=str(row.id),
        number=str(len(returned)),
    )  # fmt: skip


def _undecided(session: Session, row: DelegationRow) -> list[DocumentRow]:
    query = select(DocumentRow).where(
        DocumentRow.agency_id == row.agency_id,
        DocumentRow.delegation_id == row.id,
        DocumentRow.state == State.SUBMITTED.value,
    )
    return list(session.scalars(query.order_by(DocumentRow.id)))


def _unfinished(session: Session, row: DelegationRow) -> list[AssignmentRow]:
    written = select(TokenRow.assignment_id).where(
        TokenRow.agency_id == row.agency_id, TokenRow.delegation_id == row.id, TokenRow.assignment_id.is_not(None)
    )
    query = select(AssignmentRow).where(AssignmentRow.id.in_(written), AssignmentRow.state.in_(ACTIVE))
    return list(session.scalars(query.order_by(AssignmentRow.id)))


def _lay_again(session: Session, app: App, document: DocumentRow, giver: Person, now: datetime) -> int:
    """Before the giver, or whoever stands in for them by now; without the file, which the portal has."""
    meant = standing(session, giver, documents.line(document), now)
    history.append(
        session, document.agency_id, now, MACHINE, "laid_again", ("document", document.id), to_person=meant.person.name,
    )  # fmt: skip
    lay_before(session, app, document, meant, None, now)
    return document.id


def _order_again(session: Session, app: App, part: AssignmentRow, giver: Person, now: datetime) -> int:
    document = documents.get(session, part.agency_id, part.document_id)
    directive = session.get_one(DirectiveRow, part.directive_id)
    parsed = loads(ParsedDirective, directive.understood)
    meant = standing(session, giver, documents.line(document), now)
    token = fresh_token(session, app, document, meant.person, part.id, now, delegation_id=meant.delegation_id)
    order = WorkOrder(
        agency=app.agencies[document.agency_id],
        document=documents.line(document),
        person=meant.person,
        part=Part(part.part),
        leader=people.get(session, part.agency_id, directive.person_id),
        words=directive.words,
        lead_names=tuple(party.name for party in parsed.lead),
        co_names=tuple(party.name for party in parsed.co_handlers),
        due_on=part.due_on,
        portal_url=answer.portal_url(app, f"/van-ban/{document.id}"),
        giver=giver_of(session, part.agency_id, directive.delegation_id),
        holder=meant.giver,
    )
    about = f"assignment:{part.id}:{meant.person.id}"
    write(session, app, document, LetterKind.WORK_ORDER, meant.person, order, about, now, token)
    return document.id
