"""Who decides at this moment in a person's place, and in whose place an order is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from mailbot.domain.delegation import Delegation
from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Person
from mailbot.storage import delegations, people
from mailbot.storage.delegations import DelegationRow
from mailbot.storage.directives import DirectiveRow


@dataclass(frozen=True, slots=True)
class Standing:
    """Who a letter goes to, and under which delegation; without one it is the person meant."""

    person: Person
    giver: Person | None = None
    delegation_id: int | None = None


def standing(session: Session, person: Person, document: DocumentLine, at: datetime) -> Standing:
    """The person, or whoever was given their power over this document for now."""
    for one in delegations.given_by(session, document.agency_id, person.id, at):
        taker = people.get(session, document.agency_id, one.taker_id)
        if one.scope.covers(document) and taker.active:
            return Standing(taker, person, one.id)
    return Standing(person)


def giver_of(session: Session, agency_id: str, delegation_id: int | None) -> Person | None:
    """In whose place something is done under this delegation; None for one's own name."""
    if delegation_id is None:
        return None
    return people.get(session, agency_id, delegations.get(session, agency_id, delegation_id).giver_id)


def in_name_of(person_id: int) -> ColumnElement[bool]:
    """Directives given with this person's power: their own, and those of who stood in for them."""
    lent_out = select(DelegationRow.id).where(DelegationRow.giver_id == person_id)
    own = and_(DirectiveRow.person_id == person_id, DirectiveRow.delegation_id.is_(None))
    return or_(own, DirectiveRow.delegation_id.in_(lent_out))


def lent(session: Session, agency_id: str, taker: Person, document: DocumentLine, at: datetime) -> Delegation | None:
    """The delegation under which this person stands in over a document at this moment."""
    living = delegations.living(session, agency_id, at)
    return next((d for d in living if d.taker_id == taker.id and d.in_force(at) and d.scope.covers(document)), None)
