"""Pinning a certificate to a person, and whether a mail's S/MIME signature was made with one (reliability (d) 4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import MailSignature
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor, Person
from mailbot.storage import agencies, history, people, pinned
from mailbot.storage.pinned import Pinned
from signing.model import FileSignature, Indication, SignatureKind, Verdict

if TYPE_CHECKING:
    from signing.cards import Card  # and with it what reads certificates: the daemon starts faster without

FRESH = timedelta(hours=24)
"""A signature claims to be made at most so long before the mail came, or a few minutes after by a clock that errs."""
_CLOCKS_DIFFER = timedelta(minutes=10)


def pin_certificate(app: App, agency_id: str, person_id: int, card: Card, actor: Actor) -> None:
    """From now on what this certificate signs counts as signed by the person.

    Raises NotFound, DomainError `certificate_of_authority`, `certificate_without_address`, `certificate_pinned`,
    `pinned_certificate_expired`.
    """
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        person = people.get(session, agency_id, person_id)
        _refuse_unfit(card, person, now)
        if any(one.sha256 == card.sha256 for one in pinned.of_agency(session, agency_id)):
            raise DomainError("certificate_pinned", name=card.name)
        pinned.pin(
            session, agency_id, Pinned(person.id, card.sha256, card.subject, card.not_after, now, actor.name)
        )  # fmt: skip
        history.append(
            session, agency_id, now, actor, "certificate_pinned", ("person", person.id), sha256=card.sha256,
            certificate=card.subject,
        )  # fmt: skip


def unpin_certificate(app: App, agency_id: str, person_id: int, sha256: str, actor: Actor) -> None:
    """What it signs counts no more; raises NotFound."""
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        pinned.end(session, agency_id, person_id, sha256, now)
        history.append(session, agency_id, now, actor, "certificate_unpinned", ("person", person_id), sha256=sha256)


def signed_by(
    session: Session,
    agency_id: str,
    person: Person,
    signature: MailSignature | None,
    between: tuple[datetime, datetime],
) -> bool:
    """True when the whole mail was signed by this person: valid, pinned, lately, and after the letter it answers.

    `between` is when that letter was written and when the mail came: the headers that name the letter lie outside of
    the signature, and an older signed mail put under new headers must not answer it. That the certificate names the
    From address and that nothing lies outside the signed part was judged with the signature (signing/smime.py).
    """
    if signature is None or signature.report.verdict is not Verdict.VALID or not signature.same_sender:
        return False
    own = {one.sha256 for one in pinned.of_person(session, agency_id, person.id)}
    if not own or pinned.is_spent(session, agency_id, signature.signed):
        return False
    return any(_counts(one, own, *between) for one in signature.report.signatures)


def spend_signature(session: Session, agency_id: str, signature: MailSignature | None, now: datetime) -> None:
    """What was signed carried an order, and carries no other: a thief of the mailbox has its Sent folder too."""
    if signature is not None:
        pinned.spend(session, agency_id, signature.signed, now)


def _counts(one: FileSignature, own: Iterable[str], written_at: datetime, received_at: datetime) -> bool:
    if one.kind is not SignatureKind.SIGNATURE or one.indication is not Indication.TOTAL_PASSED:
        return False
    if one.certificate_sha256 not in own or one.claimed_at is None:
        return False
    earliest = max(received_at - FRESH, written_at - _CLOCKS_DIFFER)
    return earliest <= one.claimed_at <= received_at + _CLOCKS_DIFFER


def _refuse_unfit(card: Card, person: Person, now: datetime) -> None:
    if card.is_authority:
        raise DomainError("certificate_of_authority", name=card.name)
    if person.email.lower() not in card.emails:
        raise DomainError("certificate_without_address", name=card.name, email=person.email)
    if card.not_after <= now:
        raise DomainError("pinned_certificate_expired", name=card.name)
