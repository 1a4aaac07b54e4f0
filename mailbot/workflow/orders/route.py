"""Step 8: every registered document goes to the leader who decides, the same day (Decree 30, 23.1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.pool import ChildFailed
from mailbot.children.requests import FileRequest
from mailbot.domain.document import DocumentLine
from mailbot.domain.folding import fold
from mailbot.domain.people import MACHINE, MAY_DIRECT, Person, Role
from mailbot.domain.states import Event, State
from mailbot.failpoints import failpoint
from mailbot.letters.compose import File, LetterKind, compose
from mailbot.letters.contexts import AssignmentLetter
from mailbot.letters.words import sentence
from mailbot.storage import documents, outbox, people
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import MessageRow
from mailbot.workflow.clerk.scan import PaperScan, scan_of
from mailbot.workflow.delegation.copies import tell_giver
from mailbot.workflow.delegation.standin import Standing, standing
from mailbot.workflow.orders import tokens
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import transition
from mailbot.workflow.unlock.copies import readable
from rules.engine import Reason
from rules.replies import LEADER_VERBS
from rules.routing import Routable, match
from signing.model import SignatureReport

_ENDINGS = ("Để biết.", "Không thuộc thẩm quyền, trả lại.")
"""What any letter that asks for a decision can be answered with."""


def route_next(app: App) -> bool:
    """Submit one registered document to its leader; False when none waits."""
    line = _claim(app)
    if line is None:
        return False
    failpoint("after-route-claim")
    attachment = attachable(app, line)
    now = app.clock()
    with app.db.transaction() as session:
        document = documents.get(session, line.agency_id, line.id)
        if document.owner != app.node_id or not document.route_wanted:
            return True
        submit(session, app, document, attachment, now)
    failpoint("after-route")
    app.wake.nudge("deliver")
    return True


def attachable(app: App, line: DocumentLine) -> File | None:
    """The document as an attachment, None when it goes nowhere or is too large (the letter links to it instead)."""
    with app.db.reading() as session:
        if recipient_of(session, app, line) is None:
            return None
        if line.message_id is None:
            return _paper(app, scan_of(session, line.id))
        message = session.get(MessageRow, line.message_id)
        source = message.digest if message else None
        size = session.get_one(DocumentRow, line.id).file_size
    if source is None or line.digest is None or size > app.settings.limits.attached_bytes:
        return None
    try:
        content = readable(app, line.agency_id, source, FileRequest(line.digest))
    except ChildFailed:
        return None  # the leader still gets the letter, with the link
    return File(line.file_name or "van-ban.pdf", line.file_type, content)


def _paper(app: App, scan: PaperScan | None) -> File | None:
    """What came on paper only goes on as its scan."""
    if scan is None or scan.size > app.settings.limits.attached_bytes:
        return None
    return File(scan.name, scan.type, app.blobs.get(scan.digest))


def recipient_of(session: Session, app: App, line: DocumentLine) -> Person | None:
    """Who decides on this document: the routing table, else the head of the agency; None when there is nobody."""
    heads = people.with_role(session, line.agency_id, Role.HEAD)
    rows = app.in_force.of(line.agency_id).routing
    route = match(rows, routable(line), heads[0].email if heads else "")
    return people.find_by_email(session, line.agency_id, route.to)


def routable(line: DocumentLine) -> Routable:
    """What the routing table looks at."""
    return Routable(fold(line.issuer or ""), fold(line.kind or ""), fold(line.abstract or ""), fold(line.urgency.value))


def _claim(app: App) -> DocumentLine | None:
    now = app.clock()
    with app.db.transaction() as session:
        row = session.scalar(
            select(DocumentRow)
            .where(
                DocumentRow.route_wanted,
                DocumentRow.state == State.REGISTERED.value,
                or_(DocumentRow.owner.is_(None), DocumentRow.lease_until < now),
                or_(DocumentRow.quiet_until.is_(None), DocumentRow.quiet_until <= now),
            )
            .order_by(DocumentRow.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if row is None:
            return None
        row.owner, row.lease_until = app.node_id, now + timedelta(seconds=app.settings.limits.lease_seconds)
        session.flush()
        return documents.line(row)


def submit(session: Session, app: App, document: DocumentRow, attachment: File | None, now: datetime) -> None:
    """Lay a registered document before its leader; without one the clerks are told."""
    line = documents.line(document)
    leader = recipient_of(session, app, line)
    document.route_wanted, document.owner, document.lease_until = False, None, None
    if leader is None:
        reason = Reason("not_routed", {"number": str(document.arrival_number)})
        answer.alert_clerks(session, app, document.agency_id, reason, document.id, now, subject="document")
        return
    meant = standing(session, leader, line, now)
    detail = {"in_place_of": leader.name} if meant.giver else {}
    transition(session, document, Event.SUBMIT, MACHINE, now, to_person=meant.person.name, **detail)
    lay_before(session, app, document, meant, attachment, now)


def lay_before(
    session: Session, app: App, document: DocumentRow, meant: Standing, attachment: File | None, now: datetime
) -> None:
    """The letter goes to who decides at this moment; who lent them the power reads where it went (CB 6.1b)."""
    document.routed_to_id, document.routed_at = meant.person.id, now
    document.delegation_id = meant.delegation_id
    ask_leader(session, app, document, meant, attachment, now)
    if meant.giver is not None:
        tell_giver(session, app, document, meant.giver, meant.person, now)


def ask_leader(
    session: Session, app: App, document: DocumentRow, meant: Standing, attachment: File | None, now: datetime
) -> None:
    """The assignment letter: everything needed to decide, answered in one sentence."""
    agency, leader = app.agencies[document.agency_id], meant.person
    bound = (document.id, leader.id, None)
    token = tokens.issue(
        session, app, document.agency_id, agency.address, bound, LEADER_VERBS, now, delegation_id=meant.delegation_id
    )
    key = f"{LetterKind.ASSIGNMENT.value}:document:{document.id}:{leader.id}:version:{document.version}"
    envelope = answer.envelope_to(
        app, document, leader.email, leader.name, key, now, message_id=token.message_id, reply_to=token.reply_to,
        thread=answer.thread_subject(session, document, leader),
    )  # fmt: skip
    page = documents.page(session, document.agency_id, document.id)
    context = AssignmentLetter(
        agency=agency,
        document=documents.line(document),
        leader=leader,
        verdict_words=verdict_words(page.report),
        suggestions=suggestions(session, document.agency_id, leader),
        portal_url=answer.portal_url(app, f"/cua-toi/{document.id}"),
        attached=attachment is not None,
        giver=meant.giver,
    )
    outbox.add(
        session,
        document.agency_id,
        compose(LetterKind.ASSIGNMENT, envelope, context, (attachment,) if attachment else ()),
        now,
    )


def verdict_words(report: SignatureReport) -> str:
    """One sentence about the signatures."""
    return sentence(report.reason, report.values)


def suggestions(session: Session, agency_id: str, leader: Person) -> tuple[str, ...]:
    """Ready answers as buttons, in words the reply parser understands."""
    return (*ready_orders(session, agency_id, leader), *_ENDINGS)


def ready_orders(session: Session, agency_id: str, leader: Person) -> tuple[str, ...]:
    """Ready sentences that give work on; a head of unit gives to the own people, an officer to nobody."""
    if leader.role not in MAY_DIRECT:
        return ()
    if leader.role is Role.UNIT_HEAD and leader.unit_id is not None:
        own = [p for p in people.persons(session, agency_id) if p.unit_id == leader.unit_id and p.id != leader.id]
        return tuple(f"Giao đồng chí {p.name} chủ trì thực hiện." for p in own[:4])
    units = people.units(session, agency_id)
    deputies = [p for p in people.with_role(session, agency_id, Role.LEADER) if p.id != leader.id]
    return (
        *(f"Giao {unit.name} chủ trì tham mưu." for unit in units[:4]),
        *(f"Chuyển đồng chí {person.name} chỉ đạo." for person in deputies[:2]),
    )
