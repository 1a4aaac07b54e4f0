"""A leader's out-of-office answer while nobody stands in for them: the head of office hears of it once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.people import MAY_DIRECT, Actor, Person, Role
from mailbot.storage import delegations, history, people
from mailbot.workflow.sending import answer
from rules.engine import Reason
from rules.facts import Facts

ONCE_IN = timedelta(days=14)
"""Within this time one absence is one absence, however many letters it answers."""
_VACATION = "vacation"
_ACTION = "absence_noticed"


def notice_absence(session: Session, app: App, agency_id: str, facts: Facts, now: datetime) -> None:
    """Alert the office when a leader who delegated to nobody is away; anything else passes silently.

    Only the registered address counts, and only when the trusted server vouches for it: others could send the office
    after a leader who sits at his desk. The same bytes again, weeks later, are no new absence.
    """
    mail = facts.mail
    if facts.already_received or mail.automatic != _VACATION or len(mail.from_) != 1 or not facts.sender_authenticated:
        return
    person = people.find_by_email(session, agency_id, mail.from_[0].mailbox)
    if person is None or person.role not in MAY_DIRECT or delegations.given_by(session, agency_id, person.id, now):
        return
    known = history.of(session, agency_id, "person", person.id)
    if any(line.action == _ACTION and now - line.at < ONCE_IN for line in known):
        return
    history.append(session, agency_id, now, Actor("mailbot", rule="leader_is_away"), _ACTION, ("person", person.id))
    reason = Reason("leader_is_away", {"person": person.name})
    about = f"absence:{now:%Y-%m-%d}"
    answer.alert(
        session, app, agency_id, reason, person.id, now, subject=about, roles=_told(session, agency_id, person)
    )


def _told(session: Session, agency_id: str, away: Person) -> tuple[Role, ...]:
    """The head of office; where there is none, the clerks."""
    office = [one for one in people.with_role(session, agency_id, Role.OFFICE) if one.id != away.id]
    return (Role.OFFICE,) if office else (Role.CLERK,)
