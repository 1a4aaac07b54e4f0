"""What the sender of an answer that was not carried out is told: asked back, or why nothing came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.codec import loads
from mailbot.domain.people import Person
from mailbot.domain.states import State
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import AskBack, Meanwhile, NotAccepted
from mailbot.storage import asked, documents, outbox, people
from mailbot.storage.asked import AskedBack
from mailbot.storage.directives import DirectiveRow, TokenRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import Claim
from mailbot.workflow.orders.order import fresh_token, write
from mailbot.workflow.orders.proof import OVERTAKEN, Proof
from mailbot.workflow.orders.results import results_in
from mailbot.workflow.orders.tokens import Token
from mailbot.workflow.questions.ask import asked_by, asking
from mailbot.workflow.questions.offers import offer
from mailbot.workflow.senders.rates import may_be_told
from mailbot.workflow.sending import answer
from parsers.model import ParsedDirective, ParsedMail, ParsedReply
from rules.engine import Decision, Reason
from rules.replies import ASKED_BACK, HANDED_OVER

_NO_NEWS = (LetterKind.NOT_ACCEPTED.value, LetterKind.REMINDER.value, LetterKind.DELEGATED_COPY.value)
"""Letters that begin nothing new: who was asked back before one of them was asked back still."""
_MOVED_ON = frozenset({OVERTAKEN, "token_superseded"})


@dataclass(frozen=True, slots=True)
class Unaccepted:
    """A mail that was left for the clerk, inside its transaction."""

    session: Session
    app: App
    claim: Claim
    mail: ParsedMail
    now: datetime


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who wrote it, answering which letter about which document."""

    person: Person
    token: TokenRow
    document: DocumentRow


def with_questions_counted(session: Session, proof: Proof, claim: Claim) -> Proof:
    """The same with how often its writer was asked back before; what was understood is not looked at."""
    reply = proof.facts.reply
    if proof.token is None or proof.person is None or (reply and reply.directive and not reply.questions):
        return proof
    times = _asked(session, claim, proof.token, proof.person).times
    return replace(proof, facts=replace(proof.facts, asked_before=times))


def answer_unaccepted(case: Unaccepted, proof: Proof, decision: Decision) -> None:
    """Ask the proved sender back; tell the registered address when an order in its name was not accepted."""
    if proof.token is None or proof.person is None or not (proof.facts.token_valid or _wrote_too_late(proof)):
        return  # nothing is known about who wrote: nobody is answered
    if not may_be_told(case.session, case.app, case.claim.agency_id, proof.person, case.now):
        return
    document = documents.get(case.session, case.claim.agency_id, proof.token.document_id)
    writer, code, reply = _Writer(proof.person, proof.token, document), decision.reason.code, proof.facts.reply
    if code in ASKED_BACK and reply is not None:
        _ask_back(case, writer, reply)
    elif code in HANDED_OVER:
        _hand_over(case, writer, decision.reason)
    else:
        _refuse(case, writer, decision.reason)


def _ask_back(case: Unaccepted, writer: _Writer, reply: ParsedReply) -> None:
    again = _again(case, writer, offer(case.session, writer.document, reply))
    lost = results_in(case.mail) if writer.token.assignment_id is not None else ()
    context = AskBack(
        case.app.agencies[case.claim.agency_id], documents.line(writer.document), writer.person, reply.text,
        reply.questions, reply.readings, tuple(file.name for file in lost),
    )  # fmt: skip
    _write(case, writer, LetterKind.ASK_BACK, context, again)


def _hand_over(case: Unaccepted, writer: _Writer, reason: Reason) -> None:
    """A clerk is told to ask in person, and the writer that they will: once for all questions in a row."""
    last = _asked(case.session, case.claim, writer.token, writer.person).last_letter_id
    about = f"handed-over:{writer.person.id}:{last}"
    if outbox.told(case.session, case.claim.agency_id, f"{LetterKind.NOT_ACCEPTED.value}:{about}"):
        return
    context = NotAccepted(
        case.app.agencies[case.claim.agency_id], writer.person, reason, documents.line(writer.document)
    )  # fmt: skip
    _write(case, writer, LetterKind.NOT_ACCEPTED, context, _again(case, writer, None), about)
    told = Reason("answer_for_clerk", {"person": writer.person.name, "number": str(writer.document.arrival_number)})
    answer.alert_clerks(
        case.session, case.app, case.claim.agency_id, told, case.claim.id, case.now, subject="answer"
    )  # fmt: skip


def _refuse(case: Unaccepted, writer: _Writer, reason: Reason) -> None:
    """Why it had no effect; who answered too late what was asked reads what happened since."""
    told = reason.code in _MOVED_ON and writer.person.active
    since = _meanwhile(case.session, writer.document) if told else None
    context = NotAccepted(
        case.app.agencies[case.claim.agency_id], writer.person, reason, documents.line(writer.document), since
    )  # fmt: skip
    token = _again(case, writer, None) if reason.code == OVERTAKEN else None
    _write(case, writer, LetterKind.NOT_ACCEPTED, context, token)


def _again(case: Unaccepted, writer: _Writer, offer: str | None) -> Token:
    """The letter can be answered as the one before."""
    question = asked_by(case.session, writer.token)
    if question is not None:
        return asking(case.session, case.app, writer.document, writer.person, question, case.now, offer)
    return fresh_token(
        case.session, case.app, writer.document, writer.person, writer.token.assignment_id, case.now, offer,
        writer.token.delegation_id,
    )  # fmt: skip


def _write(
    case: Unaccepted, writer: _Writer, kind: LetterKind, context: AskBack | NotAccepted, token: Token | None,
    about: str = "",
) -> None:  # fmt: skip
    about = about or f"message:{case.claim.id}"
    write(case.session, case.app, writer.document, kind, writer.person, context, about, case.now, token)


def _asked(session: Session, claim: Claim, token: TokenRow, person: Person) -> AskedBack:
    """Questions in a row; the one this very mail caused, when it is judged again, is none of them."""
    kind = LetterKind.ASK_BACK.value
    return asked.in_a_row(
        session, claim.agency_id, token.document_id, person.email, kind=kind, beside=_NO_NEWS,
        without=f"{kind}:message:{claim.id}",
    )  # fmt: skip


def _meanwhile(session: Session, document: DocumentRow) -> Meanwhile:
    last = session.scalar(
        select(DirectiveRow)
        .where(DirectiveRow.document_id == document.id, DirectiveRow.undone_at.is_(None))
        .order_by(DirectiveRow.id.desc())
        .limit(1)
    )
    state = State(document.state)
    awaited = document.routed_to_id if state is State.SUBMITTED else None
    before = people.get(session, document.agency_id, awaited).name if awaited is not None else ""
    if last is None:
        return Meanwhile(state, lies_before=before)
    by = people.get(session, document.agency_id, last.person_id).name
    return Meanwhile(state, by, before, last.given_at, loads(ParsedDirective, last.understood))


def _wrote_too_late(proof: Proof) -> bool:
    """A second answer to the same letter, or one after its time: the person wrote it, and waits for an echo."""
    return proof.facts.from_is_registered and proof.facts.sender_authenticated
