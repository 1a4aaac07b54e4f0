"""What a clerk can put right by hand on a document now: asked by its page, and again when it is done."""

from __future__ import annotations

from mailbot.domain.directive import AssignmentState, Part
from mailbot.domain.document import DocumentLine
from mailbot.domain.people import MAY_DIRECT
from mailbot.domain.states import State
from mailbot.storage import directives, people
from portal.access import CLERKS, app_of, visitor

_HELD = (AssignmentState.OPEN, AssignmentState.IN_PROGRESS)


def offered(line: DocumentLine) -> dict[str, object]:
    """What the document's page can offer a clerk now; empty for everybody else."""
    if visitor().person.role not in CLERKS:
        return {}
    with app_of().db.reading() as session:
        persons = people.persons(session, visitor().agency_id)
    return {
        "reopen": line.state is State.DONE,
        "leaders": [one for one in persons if one.role in MAY_DIRECT and one.id != line.routed_to_id]
        if line.state in (State.REGISTERED, State.SUBMITTED)
        else [],
        "parts": open_parts(line.id) if line.state is State.ASSIGNED else [],
        "takers": persons,
    }


def open_parts(document_id: int) -> list[tuple[int, str]]:
    """Parts somebody works on, with the name of who does."""
    with app_of().db.reading() as session:
        names = people.names(session, visitor().agency_id)
        given = directives.of_document(session, visitor().agency_id, document_id)
    held = [part for one in given for part in one.assignments if part.state in _HELD and part.part is not Part.INFORM]
    return [(part.id, names.get(part.person_id or 0, "–")) for part in held]
