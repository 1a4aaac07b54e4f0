"""Bàn giao: everything one person holds open goes to another in one act (HH 9.4); told to both, kept in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.directive import AssignmentState
from mailbot.domain.errors import DomainError
from mailbot.domain.people import MAY_DIRECT, Actor, Person
from mailbot.letters.compose import Envelope, LetterKind, compose
from mailbot.letters.staffcontexts import Handover
from mailbot.storage import accounts, agencies, delegations, documents, handovers, history, outbox, people
from mailbot.storage.directives import AssignmentRow
from mailbot.workflow.chain.again import order_again
from mailbot.workflow.delegation.standin import standing
from mailbot.workflow.orders.route import lay_before
from mailbot.workflow.sending.answer import portal_url, stable_message_id
from mailbot.workflow.staff.load import Load, load_of

_LISTED = 50
"""Documents named in the letters; the portal has them all."""


class Afterwards(StrEnum):
    """What becomes of whoever hands over."""

    STAYS = "stays"
    """In another office of the same agency."""
    LEAVES = "leaves"
    """No login and no orders by mail any more."""


@dataclass(frozen=True, slots=True)
class Move:
    """Who hands over to whom."""

    person_id: int
    to_id: int
    afterwards: Afterwards


@dataclass(frozen=True, slots=True)
class Preview:
    """What a handover would move, before anything happens."""

    load: Load
    documents: tuple[str, ...]
    """The first ones, as they are called."""
    delegations: int
    """Given or taken, in force or to come: they end when the person leaves."""
    heads_unit: str
    """The unit that would be without a head; empty when it stays headed."""


def preview(app: App, agency_id: str, person_id: int) -> Preview:
    """Counts for the page; changes nothing. Raises NotFound."""
    now = app.clock()
    with app.db.reading() as session:
        person = people.get(session, agency_id, person_id)
        load = load_of(session, agency_id, person_id)
        lines = [documents.page(session, agency_id, one).line for one in load.documents[:_LISTED]]
        living = [d for d in delegations.living(session, agency_id, now) if person.id in (d.giver_id, d.taker_id)]
        unit = next((unit for unit in people.units(session, agency_id) if unit.head_id == person.id), None)
    named = tuple(f"{line.notation or line.file_name} – {line.abstract or ''}" for line in lines)
    return Preview(load, named, len(living), unit.name if unit else "")


def hand_over(app: App, agency_id: str, move: Move, actor: Actor) -> Load:
    """Move everything open; returns what was moved.

    Raises NotFound, DomainError `successor_is_oneself`, `successor_has_left`, `successor_does_not_direct`,
    `not_oneself`.
    """
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        giver, taker = (people.get(session, agency_id, one) for one in (move.person_id, move.to_id))
        load = load_of(session, agency_id, giver.id)
        _check(session, load, move, (giver, taker), actor)
        handovers.add(session, agency_id, giver.id, taker.id, now)
        for document_id in load.undecided:
            _lay_before(session, app, agency_id, document_id, taker, actor, now)
        for part_id in load.parts:
            _pass_part(session, app, part_id, taker, actor, now)
        if move.afterwards is Afterwards.LEAVES:
            _leave(session, agency_id, giver, actor, now)
        history.append(
            session, agency_id, now, actor, "handed_over", ("person", giver.id), to_person=taker.name,
            undecided=str(len(load.undecided)), parts=str(len(load.parts)), afterwards=move.afterwards.value,
        )  # fmt: skip
        _tell_both(session, app, agency_id, (giver, taker), load, now)
    app.wake.nudge("deliver", "delegations")
    return load


def _check(session: Session, load: Load, move: Move, both: tuple[Person, Person], actor: Actor) -> None:
    giver, taker = both
    if giver.id == taker.id:
        raise DomainError("successor_is_oneself")
    if not taker.active:
        raise DomainError("successor_has_left", name=taker.name)
    if move.afterwards is Afterwards.LEAVES and actor.person_id == giver.id:
        raise DomainError("not_oneself")
    passed_on = (session.get_one(AssignmentRow, part).state == AssignmentState.PASSED_ON.value for part in load.parts)
    if taker.role not in MAY_DIRECT and (load.undecided or any(passed_on)):
        raise DomainError("successor_does_not_direct", name=taker.name)


def _lay_before(
    session: Session, app: App, agency_id: str, document_id: int, taker: Person, actor: Actor, now: datetime
) -> None:
    document = documents.get(session, agency_id, document_id)
    meant = standing(session, taker, documents.line(document), now)
    document.version += 1
    history.append(session, agency_id, now, actor, "laid_again", ("document", document_id), to_person=meant.person.name)
    lay_before(session, app, document, meant, None, now)


def _pass_part(session: Session, app: App, part_id: int, taker: Person, actor: Actor, now: datetime) -> None:
    """The old part ends, and the reply tokens bound to it with it; a new one goes on where it stood."""
    old = session.get_one(AssignmentRow, part_id)
    new = AssignmentRow(
        agency_id=old.agency_id, document_id=old.document_id, directive_id=old.directive_id, person_id=taker.id,
        unit_id=old.unit_id, part=old.part, state=old.state, due_on=old.due_on, progress=old.progress,
    )  # fmt: skip
    old.state = AssignmentState.WITHDRAWN.value
    session.add(new)
    session.flush()
    documents.get(session, old.agency_id, old.document_id).version += 1
    history.append(
        session, old.agency_id, now, actor, "reassigned", ("document", old.document_id), to_person=taker.name
    )
    if new.state != AssignmentState.PASSED_ON.value:
        order_again(session, app, new, taker, now)


def _leave(session: Session, agency_id: str, giver: Person, actor: Actor, now: datetime) -> None:
    people.deactivate(session, agency_id, giver.id)
    account = accounts.of_person(session, agency_id, giver.id)
    if account is not None:
        accounts.end_sessions(session, account.id)
    for one in delegations.living(session, agency_id, now):
        if giver.id in (one.giver_id, one.taker_id):
            delegations.end(session, agency_id, one.id, now)
            history.append(
                session, agency_id, now, actor, "delegation_ended", ("person", one.giver_id), delegation=str(one.id)
            )


def _tell_both(
    session: Session, app: App, agency_id: str, both: tuple[Person, Person], load: Load, now: datetime
) -> None:
    giver, taker = both
    agency = app.agencies[agency_id]
    lines = tuple(documents.page(session, agency_id, one).line for one in load.documents[:_LISTED])
    for reader in both:
        key = f"{LetterKind.HANDOVER.value}:person:{giver.id}:{taker.id}:{reader.id}:{now.isoformat()}"
        envelope = Envelope(
            mailbox_id=app.agency(agency_id).mailboxes[0].id, from_address=agency.address, recipient=reader.email,
            recipient_name=reader.name, message_id=stable_message_id(app, agency_id, key), date=now, key=key,
            calendar=app.calendar(agency_id),
        )  # fmt: skip
        told = Handover(
            agency, reader, giver, taker, len(load.undecided), len(load.parts), lines, len(load.documents),
            portal_url(app, "/cua-toi/"),
        )  # fmt: skip
        outbox.add(session, agency_id, compose(LetterKind.HANDOVER, envelope, told), now)
