"""A clerk asks the receivers of a document we sent to give it back (Decree 30/2020, 18.4; QCVN 102:2016, status 13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import Conflict, DomainError
from mailbot.domain.people import Actor
from mailbot.domain.recalls import RecallState, Receiver, SentDocument
from mailbot.letters.compose import Envelope, LetterKind, compose
from mailbot.letters.contexts import RecallRequest
from mailbot.storage import agencies, history, outbox, recalls
from mailbot.storage.recalls import RecallRow
from mailbot.workflow.sending import answer

MOST_RECEIVERS = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to come back, from whom, and why."""

    sent: SentDocument
    receivers: Sequence[Receiver]
    why: str


def ask_back(app: App, agency_id: str, wish: Wish, actor: Actor) -> tuple[int, ...]:
    """One letter to each receiver; returns the requests' ids.

    Raises DomainError `recall_incomplete`, `recall_nobody`, `recall_day`, `bad_address`, Conflict `recall_waits`.
    """
    now = app.clock()
    _check(wish, now)
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        asked = tuple(_ask(session, app, agency_id, wish, receiver, actor, now) for receiver in wish.receivers)
    app.wake.nudge("deliver")
    return asked


def note_answer(app: App, agency_id: str, recall_id: int, state: RecallState, words: str, actor: Actor) -> None:
    """A clerk enters what came by telephone, on paper or in plain words. Raises NotFound, Conflict `recall_answered`,
    DomainError `no_words`."""
    if not words.strip():
        raise DomainError("no_words")
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        row = recalls.get(session, agency_id, recall_id)
        if row.state != RecallState.ASKED.value:
            raise Conflict("recall_answered")
        row.state, row.answer, row.answered_at, row.noted_by = state.value, words.strip(), now, actor.name
        history.append(
            session, agency_id, now, actor, f"recall_{state.value}_to_us", ("recall", row.id), words=words.strip()
        )


def _check(wish: Wish, now: datetime) -> None:
    if not (wish.sent.notation and wish.why.strip()):
        raise DomainError("recall_incomplete")
    if not wish.receivers or len(wish.receivers) > MOST_RECEIVERS:
        raise DomainError("recall_nobody")
    if wish.sent.issued_on > now.astimezone(VIETNAM).date():
        raise DomainError("recall_day")


def _ask(
    session: Session, app: App, agency_id: str, wish: Wish, receiver: Receiver, actor: Actor, now: datetime
) -> int:
    if recalls.waiting(session, agency_id, wish.sent, receiver.address) is not None:
        raise Conflict("recall_waits", agency=receiver.name)
    row = RecallRow(
        agency_id=agency_id, notation=wish.sent.notation, issued_on=wish.sent.issued_on, abstract=wish.sent.abstract,
        name=receiver.name, address=receiver.address.lower(), why=wish.why.strip(), asked_at=now, asked_by=actor.name,
    )  # fmt: skip
    session.add(row)
    session.flush()
    key = f"{LetterKind.RECALL_REQUEST.value}:recall:{row.id}"
    row.letter_message_id = answer.stable_message_id(app, agency_id, key)
    envelope = Envelope(
        mailbox_id=app.agency(agency_id).mailboxes[0].id, from_address=app.agencies[agency_id].address,
        recipient=receiver.address, recipient_name=receiver.name, message_id=row.letter_message_id, date=now, key=key,
    )  # fmt: skip
    context = RecallRequest(app.agencies[agency_id], wish.sent, receiver, row.why)
    outbox.add(session, agency_id, compose(LetterKind.RECALL_REQUEST, envelope, context), now)
    history.append(
        session, agency_id, now, actor, "recall_asked_by_us", ("recall", row.id), notation=wish.sent.notation,
        receiver=receiver.address, why=row.why,
    )  # fmt: skip
    return row.id
