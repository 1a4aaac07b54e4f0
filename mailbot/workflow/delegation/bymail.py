"""A delegation ordered by a reply that is signed with the pinned certificate, or given with a second factor (T2)."""

from __future__ import annotations

from mailbot.domain.delegation import Proof, Scope, Wish
from mailbot.domain.directive import Via
from mailbot.domain.errors import DomainError
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import NotAccepted
from mailbot.storage import documents
from mailbot.workflow.delegation.make import delegate_within
from mailbot.workflow.orders.order import Work, write
from rules.engine import Reason


def lend_by_mail(work: Work) -> None:
    """The rules proved the tier before; what stands against the delegation itself is told to who asked for it."""
    order = work.order
    proof = Proof.PINNED_CERTIFICATE if order.via is Via.MAIL else Proof.SECOND_FACTOR
    if order.confirmed_by is not None:
        proof = Proof.PLAIN_MAIL  # a clerk's word is not the giver's own (CT 11.5)
    try:
        delegate_within(work.session, work.app, order.agency_id, _wish(work), order.actor, proof)
    except DomainError as error:
        line = documents.line(work.document)
        reason = Reason(error.code, error.values)
        refused = NotAccepted(work.app.agencies[order.agency_id], order.person, reason, line)
        about = order.about
        write(
            work.session, work.app, work.document, LetterKind.NOT_ACCEPTED, order.person, refused, about, work.now, None
        )


def _wish(work: Work) -> Wish:
    """One's own power only: what was lent is not lent on."""
    directive = work.order.directive
    if directive.from_on is None or directive.due_on is None or not directive.lead:
        raise DomainError("delegation_period")
    taker_id = int(directive.lead[0].key)
    basis = f"Thư trả lời: {work.order.reply.text}"
    return Wish(work.order.person.id, taker_id, directive.from_on, directive.due_on, Scope(), basis)
