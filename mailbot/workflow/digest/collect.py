"""What one person's digest holds: overdue, due, waiting for them, new; and the news since the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked, RequestKind
from mailbot.domain.calendar import VIETNAM, WorkingCalendar
from mailbot.domain.deadlines import time_left
from mailbot.domain.digests import Section
from mailbot.domain.people import Person
from mailbot.storage import digests, documents, opinions, people, requests, work
from mailbot.storage.digests import DigestRow, NewsRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.questions import Question

DUE_WITHIN = 2
"""Working days."""
_FIRST_LOOK_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line that may be answered: by which token is decided when the digest is written."""

    section: Section
    document: DocumentRow
    due_on: date | None
    assignment_id: int | None = None
    question: Question | None = None
    asks: str = ""
    """Code of what is asked of the reader, empty for work of their own."""
    who: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """A digest before it is written."""

    entries: tuple[Entry, ...]
    news: tuple[NewsRow, ...]

    @property
    def content(self) -> str:
        """SHA-256 of what it says, so that nobody is told the same twice a day."""
        said = [f"{one.section} {one.document.id} {one.assignment_id} {one.question}" for one in self.entries]
        return hashlib.sha256("\n".join([*said, *(f"news {one.id}" for one in self.news)]).encode()).hexdigest()


def collect(session: Session, app: App, agency_id: str, person: Person, now: datetime) -> Collected:
    """Everything for one person at this moment; each document once, under the gravest heading."""
    last = digests.last(session, agency_id, person.id)
    order = list(Section)
    found: dict[tuple[int, int | None, Question | None], Entry] = {}
    entries = (*_own_work(session, app, agency_id, person, last, now), *_waiting(session, agency_id, person))
    for one in sorted(entries, key=lambda entry: order.index(entry.section)):
        found.setdefault((one.document.id, one.assignment_id, one.question), one)
    return Collected(tuple(found.values()), digests.waiting_news(session, agency_id, person.id))


def _own_work(
    session: Session, app: App, agency_id: str, person: Person, last: DigestRow | None, now: datetime
) -> Iterator[Entry]:
    today, calendar = now.astimezone(VIETNAM).date(), app.calendar(agency_id)
    since = last.made_at if last else now - _FIRST_LOOK_BACK
    for one in work.held_by(session, agency_id, person.id):
        section = _section(one.assignment.due_on, today, calendar)
        if section is None and one.directive.given_at > since:
            section = Section.NEW
        if section is not None:
            giver = people.get(session, agency_id, one.directive.person_id)
            yield Entry(
                section, one.document, one.assignment.due_on, one.assignment.id, who=giver.name,
                words=one.directive.words,
            )  # fmt: skip


def _section(due_on: date | None, today: date, calendar: WorkingCalendar) -> Section | None:
    if due_on is None:
        return None
    left = time_left(due_on, today, calendar)
    if left.overdue:
        return Section.OVERDUE
    return Section.DUE if left.days <= DUE_WITHIN else None


def _waiting(session: Session, agency_id: str, person: Person) -> Iterator[Entry]:
    for document in work.awaiting_order(session, agency_id, person.id):
        yield Entry(Section.WAITING, document, document.due_on, asks="order_awaited")
    for request in requests.waiting_for(session, agency_id, person.id):
        document = documents.get(session, agency_id, request.document_id)
        asker = people.get(session, agency_id, request.person_id)
        asks = "extension_awaited" if request.kind is RequestKind.EXTENSION else "help_awaited"
        question = Question(Asked.REQUEST, request.id)
        yield Entry(
            Section.WAITING, document, request.until, question=question, asks=asks, who=asker.name, words=request.words
        )
    for one, round_ in opinions.waiting_for(session, agency_id, person.id):
        document, question = documents.get(session, agency_id, round_.document_id), Question(Asked.OPINION, one.id)
        yield Entry(
            Section.WAITING, document, round_.due_on, question=question, asks="opinion_awaited", words=round_.words
        )
