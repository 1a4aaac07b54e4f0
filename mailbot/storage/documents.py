"""Incoming documents: the register, the hold queue, and what links them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    Text,
    UniqueConstraint,
    bindparam,
    false,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from mailbot.domain.codec import loads
from mailbot.domain.document import Annex, DocumentLine, DocumentPage
from mailbot.domain.errors import NotFound
from mailbot.domain.folding import fold
from mailbot.domain.states import State
from mailbot.storage import agencies, struck
from mailbot.storage.base import Base, insert_if_absent, table
from mailbot.storage.prepared import Prepared
from parsers.model import DocumentFields, Urgency
from rules.engine import Decision
from signing.model import SignatureReport, Verdict


class CounterRow(Base):
    """The last number given in one book and year; locked while the next is taken."""

    __tablename__ = "counter"

    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    book: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class DocumentRow(Base):
    """One incoming document with its register line (ST 10.1b)."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("agency_id", "book", "year", "arrival_number"),
        UniqueConstraint("message_id", "position"),
        Index("ix_document_state", "agency_id", "state", "verdict"),
        Index("ix_document_digest", "agency_id", "digest"),
        Index("ix_document_key", "agency_id", "number", "symbol"),
        Index("ix_document_due", "agency_id", "due_on", "state"),
        Index("ix_document_arrived", "agency_id", "arrived_on"),
        Index("ix_document_routed", "agency_id", "routed_to_id", "state"),
        Index(
            "ix_document_duplicate_of_id",
            "duplicate_of_id",
            sqlite_where=text("duplicate_of_id IS NOT NULL"),
            postgresql_where=text("duplicate_of_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    position: Mapped[int] = mapped_column(default=0)
    """Which document of the mail, from 0."""
    digest: Mapped[str | None]
    """SHA-256 of the file; its bytes are cut from the stored mail when somebody needs them."""
    file_name: Mapped[str] = mapped_column(Text, default="")
    file_type: Mapped[str] = mapped_column(default="application/pdf")
    file_size: Mapped[int] = mapped_column(default=0)
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    """Grows with every change; a form that carries an older one gets 409."""

    sender: Mapped[str] = mapped_column(Text, default="")
    reply_address: Mapped[str | None] = mapped_column(Text)
    """Where receipts go; None when the sender must not be answered."""
    mail_message_id: Mapped[str | None] = mapped_column(Text)
    received_at: Mapped[datetime]
    legal_received_at: Mapped[datetime]
    verdict: Mapped[str]
    report: Mapped[str] = mapped_column(Text)
    fields: Mapped[str] = mapped_column(Text)
    decision: Mapped[str] = mapped_column(Text)
    hold_reason: Mapped[str | None]

    book: Mapped[str | None]
    year: Mapped[int | None]
    arrival_number: Mapped[int | None]
    arrived_on: Mapped[date | None]
    registered_at: Mapped[datetime | None]
    registered_by: Mapped[str | None]
    paper_on: Mapped[date | None]

    issuer: Mapped[str | None] = mapped_column(Text)
    notation: Mapped[str | None]
    number: Mapped[str | None]
    symbol: Mapped[str | None]
    issued_on: Mapped[date | None]
    kind: Mapped[str | None]
    abstract: Mapped[str | None] = mapped_column(Text)
    urgency: Mapped[str | None]
    signatory: Mapped[str | None] = mapped_column(Text)
    signatory_position: Mapped[str | None] = mapped_column(Text)
    pages: Mapped[int | None]
    due_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    search: Mapped[str] = mapped_column(Text, default="")
    """Folded words of the register line, for search without accents."""

    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    routed_to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    routed_at: Mapped[datetime | None]
    delegation_id: Mapped[int | None]
    """The delegation under which it lies before `routed_to`; None when it is their own to decide."""
    route_wanted: Mapped[bool] = mapped_column(default=False)
    """True between registration and the assignment letter: work for the `route` worker."""
    owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    quiet_until: Mapped[datetime | None]
    """Until then a person can take back what was just done: letters and the leader wait."""


class AnnexRow(Base):
    """A file that travels with a document: annex, editable copy, scan of the paper."""

    __tablename__ = "annex"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    digest: Mapped[str]
    name: Mapped[str] = mapped_column(Text)
    type: Mapped[str]
    size: Mapped[int]
    in_blobs: Mapped[bool] = mapped_column(default=False)
    """True when stored as its own file (uploaded), False when inside the stored mail."""
    is_paper: Mapped[bool] = mapped_column(default=False, server_default=false())
    """True for the scan of the paper copy."""


_ADD = Prepared(insert(table(DocumentRow)))
_COUNTER = table(CounterRow).c
_TAKE_NUMBER = Prepared(
    update(table(CounterRow))
    .where(
        _COUNTER.agency_id == bindparam("agency"),
        _COUNTER.book == bindparam("of"),
        _COUNTER.year == bindparam("in_year"),
    )
    .values(last=_COUNTER.last + 1)
    .returning(_COUNTER.last)
)


def add(session: Session, row: DocumentRow) -> None:
    """Write a new document."""
    _ADD.add(session, row)


def next_number(session: Session, agency_id: str, book: str, year: int) -> int:
    """The next number of the book; gapless because the counter row is locked until commit (Decree 30, 22.2)."""
    key = {"agency": agency_id, "of": book, "in_year": year}
    taken = _TAKE_NUMBER.run(session, key).scalar()
    if taken is None:
        insert_if_absent(session, CounterRow, agency_id=agency_id, book=book, year=year)
        taken = _TAKE_NUMBER.run(session, key).scalar()
    return int(taken)


def last_number(session: Session, agency_id: str, book: str, year: int) -> int:
    """The last number given in a book; 0 before the first."""
    row = session.get(CounterRow, (agency_id, book, year))
    return row.last if row else 0


def get(session: Session, agency_id: str, document_id: int) -> DocumentRow:
    """The row of one document of this agency, locked for change; raises NotFound. Stays inside the workflow."""
    agencies.lock(session, agency_id)
    row = session.get(DocumentRow, document_id, with_for_update=True, populate_existing=True)
    if row is None or row.agency_id != agency_id:
        raise NotFound("document_not_found", id=str(document_id))
    return row


def by_arrival_number(session: Session, agency_id: str, year: int, number: int) -> int | None:
    """Id of the document with this number in the incoming book of a year."""
    query = select(DocumentRow.id).where(
        DocumentRow.agency_id == agency_id, DocumentRow.year == year, DocumentRow.arrival_number == number
    )
    return session.scalar(query.limit(1))


def number_faults(session: Session, agency_id: str) -> list[str]:
    """Books whose numbers, the struck ones among them, are not exactly 1..n in the order of the counter."""
    faults = []
    for counter in session.scalars(select(CounterRow).where(CounterRow.agency_id == agency_id)):
        numbers = list(
            session.scalars(
                select(DocumentRow.arrival_number)
                .where(
                    DocumentRow.agency_id == agency_id,
                    DocumentRow.book == counter.book,
                    DocumentRow.year == counter.year,
                )
                .order_by(DocumentRow.arrival_number)
            )
        )
        numbers += struck.numbers(session, agency_id, counter.book, counter.year)
        if sorted(number or 0 for number in numbers) != list(range(1, counter.last + 1)):
            faults.append(f"book {counter.book}/{counter.year}: numbers are not 1..{counter.last}")
    return faults


SLIM = (defer(DocumentRow.report), defer(DocumentRow.fields), defer(DocumentRow.decision), defer(DocumentRow.search))
"""A list shows the register line, not what it was read from."""


def line(row: DocumentRow) -> DocumentLine:
    """The frozen view of a row."""
    return DocumentLine(
        id=row.id, agency_id=row.agency_id, state=State(row.state), version=row.version, message_id=row.message_id,
        digest=row.digest, file_name=row.file_name, file_type=row.file_type, sender=row.sender,
        received_at=row.received_at, legal_received_at=row.legal_received_at, verdict=Verdict(row.verdict),
        hold_reason=row.hold_reason, hold_values=_hold_values(row),
        arrival_number=row.arrival_number, year=row.year, arrived_on=row.arrived_on,
        paper_on=row.paper_on, issuer=row.issuer, notation=row.notation, issued_on=row.issued_on, kind=row.kind,
        abstract=row.abstract, urgency=Urgency(row.urgency) if row.urgency else Urgency.NORMAL,
        signatory=row.signatory, signatory_position=row.signatory_position, pages=row.pages, due_on=row.due_on,
        note=row.note, duplicate_of_id=row.duplicate_of_id, routed_to_id=row.routed_to_id, routed_at=row.routed_at,
        registered_at=row.registered_at, registered_by=row.registered_by,
    )  # fmt: skip


def _hold_values(row: DocumentRow) -> Mapping[str, str]:
    if row.hold_reason is None or row.state not in (State.HELD.value, State.REFUSED.value):
        return {}
    reasons = loads(Decision, row.decision).reasons
    return next((reason.values for reason in reasons if reason.code == row.hold_reason), {})


def page(session: Session, agency_id: str, document_id: int) -> DocumentPage:
    """Everything stored about one document; raises NotFound."""
    row = session.get(DocumentRow, document_id)
    if row is None or row.agency_id != agency_id:
        raise NotFound("document_not_found", id=str(document_id))
    annexes = session.scalars(select(AnnexRow).where(AnnexRow.document_id == document_id).order_by(AnnexRow.id))
    return DocumentPage(
        line(row),
        loads(SignatureReport, row.report),
        loads(DocumentFields, row.fields),
        loads(Decision, row.decision),
        tuple(Annex(a.id, a.digest, a.name, a.type, a.size, a.is_paper) for a in annexes),
    )


def held(session: Session, agency_id: str, search: str = "") -> tuple[DocumentLine, ...]:
    """Documents waiting for paper or for a person, oldest first."""
    query = _matching(
        select(DocumentRow).where(DocumentRow.agency_id == agency_id, DocumentRow.state == State.HELD.value), search
    )
    return tuple(line(row) for row in session.scalars(query.order_by(DocumentRow.received_at, DocumentRow.id)))


def of_message(session: Session, agency_id: str, message_id: int) -> tuple[DocumentLine, ...]:
    """Documents that came in one mail."""
    rows = session.scalars(
        select(DocumentRow)
        .where(DocumentRow.agency_id == agency_id, DocumentRow.message_id == message_id)
        .order_by(DocumentRow.position)
    )
    return tuple(line(row) for row in rows)


def copies(session: Session, agency_id: str, document_id: int) -> tuple[DocumentLine, ...]:
    """Later copies of one document, oldest first."""
    rows = session.scalars(
        select(DocumentRow)
        .where(DocumentRow.agency_id == agency_id, DocumentRow.duplicate_of_id == document_id)
        .order_by(DocumentRow.id)
    )
    return tuple(line(row) for row in rows)


def in_state(session: Session, agency_id: str, state: State, limit: int = 200) -> tuple[DocumentLine, ...]:
    """Documents in one state, newest first."""
    rows = session.scalars(
        select(DocumentRow)
        .where(DocumentRow.agency_id == agency_id, DocumentRow.state == state.value)
        .order_by(DocumentRow.id.desc())
        .limit(limit)
        .options(*SLIM)
    )
    return tuple(line(row) for row in rows)


def count_in(session: Session, agency_id: str, state: State) -> int:
    """Documents in one state."""
    query = select(func.count()).where(DocumentRow.agency_id == agency_id, DocumentRow.state == state.value)
    return session.scalar(query) or 0


def counts(session: Session, agency_id: str | None = None) -> dict[str, int]:
    """Documents by state."""
    query = select(DocumentRow.state, func.count()).group_by(DocumentRow.state)
    if agency_id is not None:
        query = query.where(DocumentRow.agency_id == agency_id)
    return dict(session.execute(query).all())


def _matching(query: Select[DocumentRow], search: str) -> Select[DocumentRow]:
    """Every word must occur somewhere in the folded register line."""
    for word in fold(search).split():
        query = query.where(DocumentRow.search.contains(word, autoescape=True))
    return query
