"""Carrying out an answered digest: every number by itself, so that one that fails takes no other along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError
from mailbot.letters.compose import LetterKind, compose
from mailbot.letters.workcontexts import DigestEcho, Unclear
from mailbot.storage import agencies, outbox
from mailbot.storage.inbox import Claim
from mailbot.workflow.digest.items import ProvedItem
from mailbot.workflow.digest.write import digest_token
from mailbot.workflow.orders.direct import obey
from mailbot.workflow.orders.order import Order
from mailbot.workflow.orders.proof import Proof
from mailbot.workflow.questions.ask import asked_by
from mailbot.workflow.sending import answer
from parsers.model import ParsedMail
from rules.engine import Decision, Outcome, Reason


@dataclass(frozen=True, slots=True)
class Answered:
    """One answered digest inside its transaction."""

    session: Session
    app: App
    claim: Claim
    mail: ParsedMail
    whole: Proof | None
    items: tuple[tuple[ProvedItem, Decision], ...]
    now: datetime


def carry_out_items(case: Answered) -> None:
    """Each item in its own savepoint; what was not carried out is asked back in one letter, once for the same mail."""
    if any(decision.reason.code == "already_received" for _, decision in case.items):
        return
    problems: dict[int, Reason] = {}
    for item, decision in case.items:
        reason = _try(case, item) if decision.outcome is Outcome.DIRECT else decision.reason
        if reason is not None:
            problems[item.number] = reason
    if problems and case.whole is not None:
        _ask_back(case, case.whole, problems)


def _try(case: Answered, item: ProvedItem) -> Reason | None:
    """Carry out one item; why it could not be, None when it was."""
    proof, reply = item.proof, item.proof.facts.reply
    if proof.token is None or proof.person is None or reply is None:
        raise ValueError("a directive needs a proved reply")
    order = Order(case.claim.agency_id, proof.token, proof.person, reply, case.claim.id, case.mail, None)
    try:
        with agencies.attempt(case.session):
            obey(case.session, case.app, order, case.now)
    except DomainError as error:
        return Reason(error.code, error.values)
    return None


def _ask_back(case: Answered, proof: Proof, problems: dict[int, Reason]) -> None:
    """The same numbers go on counting; what was carried out cannot be carried out again."""
    question = asked_by(case.session, proof.token) if proof.token else None
    person, reply = proof.person, proof.facts.reply
    if question is None or person is None or reply is None:
        return
    agency_id = case.claim.agency_id
    by_number = {item.number: item.proof.facts.reply for item, _ in case.items}
    unclear = []
    for number, reason in problems.items():
        said = by_number[number]
        if number and said is not None:
            unclear.append(Unclear(number, said.text, reason, said.questions))
    whole = by_number.get(0)
    context = DigestEcho(
        agency=case.app.agencies[agency_id],
        person=person,
        words=reply.text,
        done=tuple(number for number in by_number if number and number not in problems),
        unclear=tuple(unclear),
        questions=whole.questions if whole else (),
    )
    key = f"{LetterKind.DIGEST_ECHO.value}:message:{case.claim.id}"
    token = digest_token(case.session, case.app, agency_id, person, question.about_id, case.now)
    envelope = answer.envelope_to_person(case.app, agency_id, person, key, case.now, token)
    outbox.add(case.session, agency_id, compose(LetterKind.DIGEST_ECHO, envelope, context), case.now)
