"""Who is away, and from when to when: a plain note for whoever chooses people; it moves no work by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.storage import absences, agencies, history, people
from mailbot.storage.absences import Absence

LONGEST_DAYS = 366
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Away:
    """From one day to another, both included."""

    person_id: int
    from_on: date
    until_on: date
    reason: str = ""


def note_absence(app: App, agency_id: str, away: Away, actor: Actor) -> int:
    """Write down an absence; returns its id.

    Raises NotFound, DomainError `absence_ends_before_it_begins`, `absence_is_over`, `absence_too_long`.
    """
    now = app.clock()
    _check(away, now.astimezone(VIETNAM).date())
    reason = " ".join(away.reason.split())[:_LONGEST_REASON]
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        person = people.get(session, agency_id, away.person_id)
        noted = absences.add(
            session, agency_id, Absence(0, person.id, away.from_on, away.until_on, reason, actor.name), now
        )
        history.append(
            session, agency_id, now, actor, "absence_noted", ("person", person.id), from_on=away.from_on.isoformat(),
            until=away.until_on.isoformat(), note=reason,
        )  # fmt: skip
    return noted


def end_absence(app: App, agency_id: str, absence_id: int, actor: Actor) -> Absence:
    """The person is back, or it was a mistake. Raises NotFound."""
    now = app.clock()
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        ended = absences.take_back(session, agency_id, absence_id, now)
        history.append(
            session, agency_id, now, actor, "absence_ended", ("person", ended.person_id),
            from_on=ended.from_on.isoformat(), until=ended.until_on.isoformat(),
        )  # fmt: skip
    return ended


def _check(away: Away, today: date) -> None:
    if away.until_on < away.from_on:
        raise DomainError("absence_ends_before_it_begins")
    if away.until_on < today:
        raise DomainError("absence_is_over")
    if (away.until_on - away.from_on).days >= LONGEST_DAYS:
        raise DomainError("absence_too_long", days=str(LONGEST_DAYS))
