"""When a delegation is over, what nobody has decided yet goes back to who gave it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.people import MACHINE, Person
from mailbot.domain.states import State
from mailbot.storage import agencies, delegations, documents, history, people
from mailbot.storage.delegations import DelegationRow
from mailbot.storage.directives import AssignmentRow, TokenRow
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.chain.again import order_again
from mailbot.workflow.delegation.standin import standing
from mailbot.workflow.orders.enclosed import file_of
from mailbot.workflow.orders.order import ACTIVE
from mailbot.workflow.orders.route import lay_before


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
    returned += [order_again(session, app, part, giver, now).id for part in _unfinished(session, row)]
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
    """Before the giver, or whoever stands in for them by now, with the file as it went out first."""
    meant = standing(session, giver, documents.line(document), now)
    document.version += 1
    history.append(
        session, document.agency_id, now, MACHINE, "laid_again", ("document", document.id), to_person=meant.person.name,
    )  # fmt: skip
    lay_before(session, app, document, meant, file_of(session, document), now)
    return document.id
