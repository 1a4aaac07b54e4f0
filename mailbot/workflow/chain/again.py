"""The work order of a part that is there already, written anew: to who holds it now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.codec import loads
from mailbot.domain.directive import Part, duty_of
from mailbot.domain.people import Person
from mailbot.letters.compose import LetterKind
from mailbot.letters.contexts import WorkOrder
from mailbot.storage import documents, people
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.workflow.delegation.standin import giver_of, standing
from mailbot.workflow.orders.enclosed import file_of
from mailbot.workflow.orders.order import fresh_token, write
from mailbot.workflow.orders.route import ready_orders
from mailbot.workflow.sending import answer
from parsers.model import ParsedDirective, Party


def order_again(
    session: Session, app: App, part: AssignmentRow, holder: Person, now: datetime, news: str = ""
) -> Person:
    """With a fresh token and the words it was given with; returns who reads it: the holder, or who stands in."""
    document = documents.get(session, part.agency_id, part.document_id)
    directive = session.get_one(DirectiveRow, part.directive_id)
    parsed = loads(ParsedDirective, directive.understood)
    line = documents.line(document)
    meant = standing(session, holder, line, now)
    token = fresh_token(session, app, document, meant.person, part.id, now, delegation_id=meant.delegation_id)
    file = file_of(session, document)
    order = WorkOrder(
        agency=app.agencies[document.agency_id],
        document=line,
        person=meant.person,
        duty=duty_of(Part(part.part), part.person_id, part.unit_id, parsed),
        leader=people.get(session, part.agency_id, directive.person_id),
        words=directive.words,
        lead_names=_names(parsed.lead, part, Part.LEAD, holder),
        co_names=_names(parsed.helping, part, Part.CO_HANDLER, holder, parsed.sharing),
        sharing_names=tuple(party.name for party in parsed.sharing),
        due_on=part.due_on,
        portal_url=answer.portal_url(app, f"/cua-toi/{document.id}"),
        giver=giver_of(session, part.agency_id, directive.delegation_id),
        attached=file is not None,
        holder=meant.giver,
        news=news,
        ready=ready_orders(session, part.agency_id, meant.person),
    )
    about = f"assignment:{part.id}:{meant.person.id}:version:{document.version}"
    files = (file,) if file else ()
    write(session, app, document, LetterKind.WORK_ORDER, meant.person, order, about, now, token, files)
    return meant.person


def _names(
    parties: Sequence[Party], part: AssignmentRow, kind: Part, holder: Person, beside: Sequence[Party] = ()
) -> tuple[str, ...]:
    """As the order named them, with the person its part was moved to."""
    names = tuple(party.name for party in parties)
    held = {("person", str(part.person_id)), ("unit", str(part.unit_id))}
    if part.part != kind.value or any((party.kind, party.key) in held for party in (*parties, *beside)):
        return names
    return (*names, holder.name) if len(names) > 1 else (holder.name,)
