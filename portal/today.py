"""Hôm nay: what waits, for how long, and whether the machine is awake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage import documents, inbox
from mailbot.workflow.health import health
from portal.access import EVERYBODY, OFFICE, access, app_of, visitor
from signing.model import Verdict

blueprint = Blueprint("today", __name__)

SOON = 2
"""Working days before the due date in which a document counts as nearly due."""
_OPEN = (State.REGISTERED, State.SUBMITTED, State.ASSIGNED)


@dataclass(frozen=True, slots=True)
class Pile:
    """How many wait and since when the oldest does."""

    count: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """An open document with its limit; `days` are working days left, negative when late."""

    line: DocumentLine
    days: int


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
    now = app.clock().astimezone(VIETNAM)
    with app.db.reading() as session:
        held = documents.held(session, who.agency_id)
        waiting = inbox.listed(session, who.agency_id, open_only=True)
        recent = documents.register(session, who.agency_id, now.year, limit=8)
    return render_template(
        "today.html",
        now=now,
        held=_pile(line.received_at for line in held),
        unproven=_pile(line.received_at for line in held if line.verdict is Verdict.UNPROVEN),
        waiting=_pile(line.received_at for line in waiting),
        due=_due(who.agency_id, now.date()),
        recent=recent,
        health=health(app, who.agency_id),
    )


def _pile(moments: Iterable[datetime]) -> Pile:
    known = tuple(moments)
    return Pile(len(known), min(known, default=None))


def _due(agency_id: str, day: date) -> tuple[Due, ...]:
    """Open documents that are late or nearly so, the latest first."""
    calendar = app_of().calendar(agency_id)
    with app_of().db.reading() as session:
        lines = [line for state in _OPEN for line in documents.in_state(session, agency_id, state)]
    left = (Due(line, calendar.working_days_between(day, line.due_on)) for line in lines if line.due_on)
    return tuple(sorted((due for due in left if due.days <= SOON), key=lambda due: due.days))
