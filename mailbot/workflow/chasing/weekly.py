"""The weekly summary to clerk and head of office: what is late, with whom (BD 4.3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.deadlines import time_left
from mailbot.domain.people import Person, Role
from mailbot.domain.reminding import is_quiet
from mailbot.letters.compose import LetterKind, compose
from mailbot.letters.workcontexts import LateWork, WeeklySummary
from mailbot.storage import documents, outbox, people, work
from mailbot.storage.work import OpenWork
from mailbot.workflow.sending import answer

_TOLD = (Role.CLERK, Role.OFFICE)
MOST_LINES = 50
"""A longer list is for the portal."""


def summarise_week(session: Session, app: App, agency_id: str, now: datetime) -> None:
    """Once a week, when something is late; a week whose day was missed is caught up with on the next working day."""
    settings, calendar = app.agency(agency_id).work.reminders, app.calendar(agency_id)
    local = now.astimezone(VIETNAM)
    if local.weekday() < settings.summary_weekday or is_quiet(now, calendar, settings.quiet_from, settings.quiet_until):
        return
    year, week, _ = local.isocalendar()
    readers = [person for role in _TOLD for person in people.with_role(session, agency_id, role)]
    waiting = [one for one in readers if not outbox.told(session, agency_id, _key(year, week, one))]
    late = _late(session, app, agency_id, now) if waiting else ()
    if not late:
        return
    for person in waiting:
        _write(session, app, person, late, _key(year, week, person), now)


def _key(year: int, week: int, person: Person) -> str:
    return f"{LetterKind.WEEKLY_SUMMARY.value}:week:{year}-{week}:{person.id}"


def _late(session: Session, app: App, agency_id: str, now: datetime) -> tuple[LateWork, ...]:
    today, calendar = now.astimezone(VIETNAM).date(), app.calendar(agency_id)
    units = {unit.id: unit.name for unit in people.units(session, agency_id)}
    found = []
    for one in work.due_until(session, agency_id, today):
        due_on = one.assignment.due_on
        if due_on is not None and time_left(due_on, today, calendar).overdue:
            found.append(_line(session, one, units))
    return tuple(sorted(found, key=lambda one: (one.unit, one.due_on)))


def _line(session: Session, one: OpenWork, units: dict[int, str]) -> LateWork:
    holder = one.assignment.person_id
    person = people.get(session, one.document.agency_id, holder).name if holder else ""
    due_on = one.assignment.due_on
    if due_on is None:
        raise ValueError("late work has a deadline")
    return LateWork(documents.line(one.document), person, units.get(one.assignment.unit_id or 0, ""), due_on)


def _write(session: Session, app: App, person: Person, late: tuple[LateWork, ...], key: str, now: datetime) -> None:
    agency_id = late[0].document.agency_id
    context = WeeklySummary(app.agencies[agency_id], person, late[:MOST_LINES], len(late), answer.portal_url(app, "/"))
    envelope = answer.envelope_to_person(app, agency_id, person, key, now)
    outbox.add(session, agency_id, compose(LetterKind.WEEKLY_SUMMARY, envelope, context), now)
