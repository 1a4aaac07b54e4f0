"""Dừng, nhận lại thư tổng hợp: digests are the one kind of letter people may do without (RFC 2369)."""

from __future__ import annotations

from mailbot.letters.compose import LetterKind, compose
from mailbot.letters.workcontexts import DigestEcho
from mailbot.storage import digests, history, outbox
from mailbot.workflow.digest.write import digest_token
from mailbot.workflow.orders.order import Work
from mailbot.workflow.questions.ask import asked_by
from mailbot.workflow.sending import answer


def pause(work: Work) -> None:
    """No more digests; reminders and work go on."""
    digests.pause(work.session, work.order.person.id, work.now)
    _settled(work, "digests_paused")


def resume(work: Work) -> None:
    """Digests again from the next half day on."""
    digests.resume(work.session, work.order.person.id)
    _settled(work, "digests_resumed")


def _settled(work: Work, code: str) -> None:
    person, agency_id = work.order.person, work.order.agency_id
    history.append(work.session, agency_id, work.now, work.order.actor, code, ("person", person.id))
    context = DigestEcho(work.app.agencies[agency_id], person, work.order.reply.text, (), (), (), code)
    question = asked_by(work.session, work.order.token)
    token = digest_token(work.session, work.app, agency_id, person, question.about_id, work.now) if question else None
    key = f"{LetterKind.DIGEST_ECHO.value}:{work.order.about}"
    envelope = answer.envelope_to_person(work.app, agency_id, person, key, work.now, token)
    outbox.add(work.session, agency_id, compose(LetterKind.DIGEST_ECHO, envelope, context), work.now)
