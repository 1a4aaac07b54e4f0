"""Reminders of work: before the deadline, on the day, every week after it; of late work to the head of the unit too."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.config.work import ReminderSettings
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.codec import loads
from mailbot.domain.directive import Part, duty_of
from mailbot.domain.news import News
from mailbot.domain.people import Person
from mailbot.domain.reminding import Stage, is_quiet, stage_of
from mailbot.letters.compose import LetterKind
from mailbot.letters.workcontexts import Reminder
from mailbot.storage import documents, outbox, people, work
from mailbot.storage.work import OpenWork
from mailbot.workflow.delegation.standin import Standing, standing
from mailbot.workflow.orders.order import fresh_token, write
from mailbot.workflow.sending import answer
from parsers.model import ParsedDirective, Urgency

_BREAKS_THROUGH = Urgency.FLASH.value
"""Hỏa tốc: wakes people at night and on days off."""
_DAYS_OFF = 14
"""Longer than any run of days off between today and a deadline that is near in working days."""


def remind_of_work(session: Session, app: App, agency_id: str, now: datetime) -> None:
    """Write every reminder that is due now and was not written yet."""
    settings, calendar = app.agency(agency_id).work.reminders, app.calendar(agency_id)
    today = now.astimezone(VIETNAM).date()
    quiet = is_quiet(now, calendar, settings.quiet_from, settings.quiet_until)
    furthest = today + timedelta(days=2 * max(settings.days_before, default=0) + _DAYS_OFF)
    for one in work.due_until(session, agency_id, furthest):
        if quiet and one.document.urgency != _BREAKS_THROUGH:
            continue
        stage = _stage(app, one, today, settings)
        if stage is not None:
            _remind(session, app, one, stage, now)


def _stage(app: App, one: OpenWork, today: date, settings: ReminderSettings) -> Stage | None:
    if one.assignment.due_on is None:
        return None
    calendar = app.calendar(one.document.agency_id)
    stage = stage_of(one.assignment.due_on, today, calendar, settings.days_before, settings.every_days)
    if stage is None or stage.late or stage.name == "before-0" or one.document.urgency == _BREAKS_THROUGH:
        return stage
    gathered = News.DUE_SOON not in app.agency(one.document.agency_id).work.digest.at_once
    return None if gathered else stage


def _remind(session: Session, app: App, one: OpenWork, stage: Stage, now: datetime) -> None:
    holder = people.get(session, one.document.agency_id, one.assignment.person_id) if one.assignment.person_id else None
    if holder is not None and stage.holder:
        _write(session, app, one, holder, holder, stage, now)
    head = people.unit_head(session, one.document.agency_id, one.assignment.unit_id) if one.assignment.unit_id else None
    if stage.late and head is not None and (holder is None or head.id != holder.id):
        _write(session, app, one, head, holder, stage, now)


def _write(
    session: Session, app: App, one: OpenWork, person: Person, holder: Person | None, stage: Stage, now: datetime
) -> None:
    """To the holder or who stands in for them, with a token to answer; to the head for information."""
    document, assignment = one.document, one.assignment
    about = f"assignment:{assignment.id}:{assignment.due_on}:{stage.name}:{person.id}"
    if not person.active or outbox.told(session, document.agency_id, f"{LetterKind.REMINDER.value}:{about}"):
        return
    own = holder is not None and holder.id == person.id
    line = documents.line(document)
    meant = standing(session, person, line, now) if own else Standing(person)
    context = Reminder(
        agency=app.agencies[document.agency_id],
        document=line,
        person=meant.person,
        duty=duty_of(
            Part(assignment.part),
            assignment.person_id,
            assignment.unit_id,
            loads(ParsedDirective, one.directive.understood),
        ),
        holder=None if own else holder,
        due_on=assignment.due_on,
        late=stage.late,
        words=one.directive.words,
        portal_url=answer.portal_url(app, f"/cua-toi/{document.id}"),
    )
    token = None
    if own:
        token = fresh_token(session, app, document, meant.person, assignment.id, now, delegation_id=meant.delegation_id)
    write(session, app, document, LetterKind.REMINDER, meant.person, context, about, now, token)
