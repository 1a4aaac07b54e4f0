"""Directives as the leader wrote them, the assignments they made, and the tokens that prove replies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.directive import AssignmentState, Part, Via
from mailbot.storage.base import Base


class DirectiveRow(Base):
    """One instruction; the leader's words verbatim."""

    __tablename__ = "directive"
    __table_args__ = (Index("ix_directive_document", "agency_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    given_at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Text)
    understood: Mapped[str] = mapped_column(Text)
    """JSON of the ParsedDirective."""
    confirmed_by: Mapped[str | None]
    """The clerk who confirmed a reply the machine could not prove, or entered what was said or written on paper."""
    undone_at: Mapped[datetime | None]
    delegation_id: Mapped[int | None]
    """The delegation it was given under; None when given in one's own name."""
    via: Mapped[str] = mapped_column(default=Via.MAIL.value, server_default=Via.MAIL.value)


class AssignmentRow(Base):
    """One person's or unit's part of a directive."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index("ix_assignment_document", "agency_id", "document_id"),
        Index("ix_assignment_person", "agency_id", "person_id", "state"),
        Index("ix_assignment_unit", "agency_id", "unit_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    part: Mapped[str]
    state: Mapped[str] = mapped_column(default=AssignmentState.OPEN.value)
    due_on: Mapped[date | None]
    progress: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None]


class TokenRow(Base):
    """Permission to answer one letter; stored hashed, the MAC binds it to all of this row."""

    __tablename__ = "token"
    __table_args__ = (UniqueConstraint("nonce_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    nonce_hash: Mapped[str]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    verbs: Mapped[str]
    """Space-separated verbs it may carry."""
    expires_at: Mapped[datetime]
    used_verbs: Mapped[str] = mapped_column(default="")
    message_id_header: Mapped[str] = mapped_column(index=True)
    asked: Mapped[str | None] = mapped_column(Text)
    """JSON of what the letter offers by number (`Offer`); None when it offers nothing."""
    delegation_id: Mapped[int | None]
    """The delegation its letter was sent under: it answers in the giver's place while that is in force."""


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment as shown."""

    id: int
    part: Part
    state: AssignmentState
    person_id: int | None
    unit_id: int | None
    due_on: date | None
    progress: str
    directive_id: int


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    """A directive as shown."""

    id: int
    person_id: int
    given_at: datetime
    words: str
    understood: str
    confirmed_by: str | None
    undone_at: datetime | None
    assignments: tuple[AssignmentLine, ...]
    via: Via


def of_document(session: Session, agency_id: str, document_id: int) -> tuple[DirectiveLine, ...]:
    """Every directive on a document with its assignments, oldest first."""
    rows = session.scalars(
        select(DirectiveRow)
        .where(DirectiveRow.agency_id == agency_id, DirectiveRow.document_id == document_id)
        .order_by(DirectiveRow.id)
    )
    parts = [_assignment(a) for a in open_or_closed(session, agency_id, document_id)]
    return tuple(
        DirectiveLine(
            d.id, d.person_id, d.given_at, d.words, d.understood, d.confirmed_by, d.undone_at,
            tuple(a for a in parts if a.directive_id == d.id), Via(d.via),
        )
        for d in rows
    )  # fmt: skip


def open_or_closed(session: Session, agency_id: str, document_id: int) -> tuple[AssignmentRow, ...]:
    """All assignment rows of a document."""
    return tuple(
        session.scalars(
            select(AssignmentRow)
            .where(AssignmentRow.agency_id == agency_id, AssignmentRow.document_id == document_id)
            .order_by(AssignmentRow.id)
        )
    )


def _assignment(row: AssignmentRow) -> AssignmentLine:
    return AssignmentLine(
        row.id, Part(row.part), AssignmentState(row.state), row.person_id, row.unit_id, row.due_on,
        row.progress, row.directive_id,
    )  # fmt: skip
