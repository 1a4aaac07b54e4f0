"""Hôm nay: what waits, for how long, and whether the machine is awake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.bookview import BookView
from mailbot.domain.calendar import VIETNAM, WorkingCalendar
from mailbot.domain.deadlines import TimeLeft, time_left
from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Role
from mailbot.storage import mywork, piles, register
from mailbot.storage.piles import DuePile, Pile
from mailbot.workflow.checking.health import health
from portal.access import EVERYBODY, HANDLERS, OFFICE, access, app_of, visitor
from signing.model import Verdict

blueprint = Blueprint("today", __name__)

SOON = 2
"""Working days before the due date in which a document counts as nearly due."""
_SHOWN = 12
_RECENT = 8


@dataclass(frozen=True, slots=True)
class Due:
    """An open document and what is left of its time."""

    line: DocumentLine
    left: TimeLeft


@blueprint.get("/")
@access(*EVERYBODY)
def today() -> ResponseReturnValue:
    """The clerk's first page; others go where their work is."""
    who = visitor()
    if who.person.role is Role.ADMINISTRATOR:
        return redirect(url_for("status.status"))
    if who.person.role not in OFFICE:
        return redirect(url_for("mine.listing"))
    app = app_of()
    now, calendar = app.clock().astimezone(VIETNAM), app.calendar(who.agency_id)
    soon, late = calendar.add_working_days(now.date(), SOON), _last_late_day(calendar, now.date())
    with app.db.reading() as session:
        mine = mywork.waiting(session, who.agency_id, who.person.id) if who.person.role in HANDLERS else 0
        held = piles.held(session, who.agency_id)
        waiting = piles.attention(session, who.agency_id)
        due = piles.due(session, who.agency_id, soon, late, _SHOWN)
        recent = register.lines(session, who.agency_id, BookView(now.year), now.date(), _RECENT)
    return render_template(
        "today.html",
        now=now,
        held=piles.together(held),
        unproven=held.get(Verdict.UNPROVEN, Pile(0)),
        waiting=waiting,
        due=due,
        dues=_dues(due, now.date(), calendar),
        recent=recent,
        mine=mine,
        health=health(app, who.agency_id),
    )


def _dues(pile: DuePile, today: date, calendar: WorkingCalendar) -> tuple[Due, ...]:
    return tuple(Due(line, time_left(line.due_on, today, calendar)) for line in pile.lines if line.due_on)


def _last_late_day(calendar: WorkingCalendar, today: date) -> date:
    """The working day before today: a limit that ended on a day off since then ends today at the earliest."""
    day = today - timedelta(days=1)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day
