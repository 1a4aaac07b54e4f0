"""The verbs: delegate and take back (CT 11.5, CB 3.3, 6.1b, 14.3, HH 5.3d)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import SUFFICIENT, Delegation, Proof, Wish, refusal
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import MAY_DIRECT, Actor, Person, Role
from mailbot.letters.compose import Envelope, LetterKind, compose
from mailbot.letters.contexts import DelegationNotice
from mailbot.storage import agencies, delegations, history, outbox, people
from mailbot.workflow.sending.answer import portal_url, stable_message_id


def delegate(app: App, agency_id: str, wish: Wish, actor: Actor, proof: Proof) -> int:
    """Lend power for a time; returns the id. The wish is the giver's own: `proof` says how that is known.

    Raises NotAuthorised `delegation_needs_proof`, DomainError with the code of `refusal`, NotFound.
    """
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)  # two at once could overlap unseen
        made = delegate_within(session, app, agency_id, wish, actor, proof)
    app.wake.nudge("deliver")
    return made


def delegate_within(session: Session, app: App, agency_id: str, wish: Wish, actor: Actor, proof: Proof) -> int:
    """The same in the caller's transaction, which holds the agency's lock."""
    now = app.clock()
    if proof not in SUFFICIENT:
        raise NotAuthorised("delegation_needs_proof")
    giver, taker = (people.get(session, agency_id, id_) for id_ in (wish.giver_id, wish.taker_id))
    today = now.astimezone(VIETNAM).date()
    code = refusal(wish, giver, taker, delegations.living(session, agency_id, now), today)
    if code is not None:
        raise DomainError(code, giver=giver.name, taker=taker.name)
    made = delegations.add(session, agency_id, wish, proof, now, actor.name)
    history.append(
        session, agency_id, now, actor, "delegated", ("person", giver.id), delegation=str(made), to_person=taker.name,
        from_on=wish.from_on.isoformat(), until=wish.until_on.isoformat(), scope=wish.scope.kind.value,
        scope_value=wish.scope.value, note=wish.basis, proof=proof.value,
    )  # fmt: skip
    _tell(session, app, agency_id, delegations.get(session, agency_id, made), now)
    return made


def take_back(app: App, agency_id: str, delegation_id: int, actor: Actor) -> None:
    """End it before its time; nothing happens to one that is over. Raises NotFound, NotAuthorised.

    The giver and the head of the agency may; an actor without a person is the machine's keeper.
    """
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        before = delegations.get(session, agency_id, delegation_id)
        if not _may_end(session, agency_id, before, actor):
            raise NotAuthorised("delegation_not_yours")
        if before.is_over(now):
            return
        ended = delegations.end(session, agency_id, delegation_id, now)
        history.append(
            session, agency_id, now, actor, "delegation_ended", ("person", ended.giver_id),
            delegation=str(delegation_id),
        )  # fmt: skip
        _tell(session, app, agency_id, ended, now)
    app.wake.nudge("deliver", "delegations")


def may_delegate(person: Person) -> bool:
    """Those who direct have power to lend."""
    return person.active and person.role in MAY_DIRECT


def _may_end(session: Session, agency_id: str, delegation: Delegation, actor: Actor) -> bool:
    if actor.person_id is None or actor.person_id == delegation.giver_id:
        return True
    return people.get(session, agency_id, actor.person_id).role is Role.HEAD


def _tell(session: Session, app: App, agency_id: str, delegation: Delegation, now: datetime) -> None:
    """Both, and the head, whose leave it takes (CB 3.3), read what was agreed or that it ended."""
    giver, taker = (people.get(session, agency_id, id_) for id_ in (delegation.giver_id, delegation.taker_id))
    readers = {person.id: person for person in (giver, taker, *people.with_role(session, agency_id, Role.HEAD))}
    event = "ended" if delegation.ended_at else "made"
    agency = app.agencies[agency_id]
    for reader in readers.values():
        key = f"{LetterKind.DELEGATION.value}:{delegation.id}:{event}:{reader.id}"
        envelope = Envelope(
            mailbox_id=app.agency(agency_id).mailboxes[0].id, from_address=agency.address, recipient=reader.email,
            recipient_name=reader.name, message_id=stable_message_id(app, agency_id, key), date=now, key=key,
        )  # fmt: skip
        notice = DelegationNotice(agency, reader, giver, taker, delegation, portal_url(app, "/uy-quyen"))
        outbox.add(session, agency_id, compose(LetterKind.DELEGATION, envelope, notice), now)
