"""Writing the digests that are due, one letter per person, nothing when there is nothing new to say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.digests import slot_at
from mailbot.domain.people import Person
from mailbot.domain.reminding import is_quiet
from mailbot.letters.compose import LetterKind, compose
from mailbot.letters.workcontexts import Digest, DigestLine, NewsLine
from mailbot.storage import digests, documents, nodes, outbox, people, questions
from mailbot.storage.digests import DigestItemRow, DigestRow
from mailbot.storage.directives import TokenRow
from mailbot.storage.questions import Question
from mailbot.workflow.digest.collect import Collected, Entry, collect
from mailbot.workflow.orders import tokens
from mailbot.workflow.orders.order import fresh_token
from mailbot.workflow.questions.ask import ANSWERS, asking
from mailbot.workflow.sending import answer

MOST_ITEMS = 40
"""Longer lists are for the portal; the gravest come first."""


def write_digests(session: Session, app: App, agency_id: str, now: datetime) -> None:
    """Every digest of the present half day, once."""
    settings, calendar = app.agency(agency_id).work, app.calendar(agency_id)
    quiet = is_quiet(now, calendar, settings.reminders.quiet_from, settings.reminders.quiet_until)
    slot = slot_at(now, calendar, settings.digest.minutes_before_end)
    if not settings.digest.enabled or quiet or slot is None:
        return
    if not nodes.reached(session, f"digest:{agency_id}", slot):
        return
    without = digests.paused(session)
    for person in (one for one in people.persons(session, agency_id) if one.id not in without):
        _write(session, app, agency_id, person, slot, digests.last(session, agency_id, person.id), now)


def _name(slot: datetime) -> str:
    return slot.strftime("%Y-%m-%d %H:%M")


def _write(
    session: Session, app: App, agency_id: str, person: Person, slot: datetime, last: DigestRow | None, now: datetime
) -> None:
    collected = collect(session, app, agency_id, person, now)
    if not collected.entries and not collected.news:
        return
    same_day = last is not None and last.made_at.astimezone(VIETNAM).date() == slot.date()
    if last is not None and same_day and last.content == collected.content:
        return
    row = DigestRow(agency_id=agency_id, person_id=person.id, slot=_name(slot), content=collected.content, made_at=now)
    digest_id = digests.add(session, row)
    lines = tuple(
        _line(session, app, digest_id, number, entry, person, now)
        for number, entry in enumerate(collected.entries[:MOST_ITEMS], start=1)
    )
    for piece in collected.news:
        piece.digest_id = digest_id
    _send(session, app, agency_id, person, digest_id, (lines, collected), now)


def _line(
    session: Session, app: App, digest_id: int, number: int, entry: Entry, person: Person, now: datetime
) -> DigestLine:
    """A line with a token of its own, which leaves with no letter: the digest's stands for it."""
    if entry.question is not None:
        token = asking(session, app, entry.document, person, entry.question, now)
    else:
        token = fresh_token(session, app, entry.document, person, entry.assignment_id, now)
    row = session.scalars(select(TokenRow).where(TokenRow.message_id_header == token.message_id)).one()
    session.add(DigestItemRow(digest_id=digest_id, number=number, document_id=entry.document.id, token_id=row.id))
    return DigestLine(
        number, entry.section, documents.line(entry.document), entry.due_on, entry.asks, entry.who, entry.words
    )


def _send(
    session: Session, app: App, agency_id: str, person: Person, digest_id: int,
    said: tuple[tuple[DigestLine, ...], Collected], now: datetime,
) -> None:  # fmt: skip
    lines, collected = said
    context = Digest(
        agency=app.agencies[agency_id],
        person=person,
        at=now,
        lines=lines,
        left_out=len(collected.entries) - len(lines),
        news=tuple(
            NewsLine(documents.line(documents.get(session, agency_id, one.document_id)), one.kind, one.who, one.words)
            for one in collected.news
        ),
        portal_url=answer.portal_url(app, "/"),
    )
    key = f"{LetterKind.DIGEST.value}:digest:{digest_id}"
    token = digest_token(session, app, agency_id, person, digest_id, now)
    envelope = answer.envelope_to_person(app, agency_id, person, key, now, token)
    outbox.add(session, agency_id, compose(LetterKind.DIGEST, envelope, context), now)


def digest_token(
    session: Session, app: App, agency_id: str, person: Person, digest_id: int, now: datetime
) -> tokens.Token | None:
    """What the answer carries; bound to the first document it speaks of."""
    about = digests.first_document(session, digest_id)
    if about is None:
        return None
    bound = (about, person.id, None)
    verbs = ANSWERS[Asked.DIGEST]
    token = tokens.issue(session, app, agency_id, app.agencies[agency_id].address, bound, verbs, now)
    questions.put(session, token.message_id, Question(Asked.DIGEST, digest_id))
    return token
