"""Silent ones are asked again as people are reminded of work; when time is over, who asked sees the table."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.opinions import OpinionLine, RoundLine
from mailbot.domain.people import Person
from mailbot.domain.reminding import Stage, is_quiet, stage_of
from mailbot.letters.compose import LetterKind
from mailbot.storage import documents, opinions, outbox, people
from mailbot.storage.documents import DocumentRow
from mailbot.storage.opinions import OpinionRow, RoundRow
from mailbot.workflow.opinions.open import ask_person
from mailbot.workflow.opinions.sum_up import tell_state


def chase_opinions(session: Session, app: App, agency_id: str, now: datetime) -> None:
    """Write every reminder that is due now and was not written yet."""
    settings, calendar = app.agency(agency_id).work.reminders, app.calendar(agency_id)
    if is_quiet(now, calendar, settings.quiet_from, settings.quiet_until):
        return
    today = now.astimezone(VIETNAM).date()
    for round_ in opinions.open_rounds(session, agency_id):
        if round_.due_on is None:
            continue
        stage = stage_of(round_.due_on, today, calendar, settings.days_before, settings.every_days)
        if stage is not None:
            _chase(session, app, agency_id, round_, stage, now)


def _chase(session: Session, app: App, agency_id: str, round_: RoundLine, stage: Stage, now: datetime) -> None:
    row = opinions.get(session, agency_id, round_.id)
    document = documents.get(session, agency_id, round_.document_id)
    asker = people.get(session, agency_id, round_.person_id)
    for silent in round_.waiting if stage.holder else ():
        about = f"opinion:{silent.id}:{stage.name}"
        if not outbox.told(session, agency_id, f"{LetterKind.OPINION_REQUEST.value}:{about}"):
            ask_again(session, app, document, (row, silent), asker, now, stage.name)
    key = f"{LetterKind.OPINION_SUMMARY.value}:round:{round_.id}:{stage.name}"
    if stage.late and not outbox.told(session, agency_id, key):
        tell_state(session, app, row, stage.name, now)


def _answering_now(session: Session, opinion: OpinionRow) -> Person | None:
    if opinion.unit_id is not None:
        head = people.unit_head(session, opinion.agency_id, opinion.unit_id)
        if head is not None:
            return head
    if opinion.person_id is not None:
        return people.get(session, opinion.agency_id, opinion.person_id)
    return people.answering_for(session, opinion.agency_id, opinion.unit_id) if opinion.unit_id is not None else None


def ask_again(
    session: Session, app: App, document: DocumentRow, asked: tuple[RoundRow, OpinionLine], asker: Person,
    now: datetime, stage: str,
) -> bool:  # fmt: skip
    """Remind whoever answers today, be it a head the unit has got since; False where only the clerk can."""
    row, silent = asked
    opinion = opinions.opinion(session, row.agency_id, silent.id)
    person = _answering_now(session, opinion)
    if person is None or (silent.person_id is None and person.id == asker.id):
        return False
    opinion.person_id = person.id
    ask_person(session, app, document, (row, opinion), person, asker, now, stage)
    return True
