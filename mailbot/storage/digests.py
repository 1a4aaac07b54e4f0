"""Digests as they were sent, the documents they number, and the news that wait for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.news import News
from mailbot.storage.base import Base


class DigestRow(Base):
    """One digest to one person; at most one for each person and half day."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("agency_id", "person_id", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    slot: Mapped[str]
    """Which half day: `2026-11-20 11:15`."""
    content: Mapped[str]
    """SHA-256 of what it lists; a digest that would say the same again the same day is not sent."""
    made_at: Mapped[datetime]


class DigestItemRow(Base):
    """One numbered line; its own token says what the reader may order there."""

    __tablename__ = "digest_item"

    digest_id: Mapped[int] = mapped_column(ForeignKey("digest.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    token_id: Mapped[int] = mapped_column(ForeignKey("token.id"))


class NewsRow(Base):
    """Something a person hears in the next digest."""

    __tablename__ = "news"
    __table_args__ = (Index("ix_news_waiting", "agency_id", "person_id", "digest_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    kind: Mapped[str]
    who: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("digest.id"))
    """The digest that told it."""


class DigestPauseRow(Base):
    """Somebody who wants no digests; reminders and work reach them as before."""

    __tablename__ = "digest_pause"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    since: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered line of a digest."""

    number: int
    document_id: int
    token_id: int


def note_news(
    session: Session, agency_id: str, person_id: int, document_id: int, kind: News, who: str, words: str, at: datetime
) -> None:
    """Keep a piece of news for the next digest."""
    session.add(
        NewsRow(
            agency_id=agency_id, person_id=person_id, document_id=document_id, kind=kind.value, who=who, words=words,
            at=at,
        )
    )  # fmt: skip


def waiting_news(session: Session, agency_id: str, person_id: int) -> tuple[NewsRow, ...]:
    """What a person has not been told, oldest first."""
    rows = session.scalars(
        select(NewsRow)
        .where(NewsRow.agency_id == agency_id, NewsRow.person_id == person_id, NewsRow.digest_id.is_(None))
        .order_by(NewsRow.id)
    )
    return tuple(rows)


def pause(session: Session, person_id: int, now: datetime) -> None:
    """No more digests for this person."""
    if session.get(DigestPauseRow, person_id) is None:
        session.add(DigestPauseRow(person_id=person_id, since=now))


def resume(session: Session, person_id: int) -> None:
    """Digests again."""
    row = session.get(DigestPauseRow, person_id)
    if row is not None:
        session.delete(row)


def paused(session: Session) -> frozenset[int]:
    """Who wants none."""
    return frozenset(session.scalars(select(DigestPauseRow.person_id)))


def last(session: Session, agency_id: str, person_id: int) -> DigestRow | None:
    """The digest sent to a person last."""
    return session.scalar(
        select(DigestRow)
        .where(DigestRow.agency_id == agency_id, DigestRow.person_id == person_id)
        .order_by(DigestRow.id.desc())
        .limit(1)
    )


def add(session: Session, row: DigestRow) -> int:
    """Keep a digest; returns its id."""
    session.add(row)
    session.flush()
    return row.id


def items(session: Session, digest_id: int) -> tuple[Item, ...]:
    """The numbered lines of a digest, in order."""
    rows = session.scalars(
        select(DigestItemRow).where(DigestItemRow.digest_id == digest_id).order_by(DigestItemRow.number)
    )
    return tuple(Item(row.number, row.document_id, row.token_id) for row in rows)


def first_document(session: Session, digest_id: int) -> int | None:
    """The document its first line, or else its first piece of news, speaks of."""
    line = select(DigestItemRow.document_id).where(DigestItemRow.digest_id == digest_id).order_by(DigestItemRow.number)
    piece = select(NewsRow.document_id).where(NewsRow.digest_id == digest_id).order_by(NewsRow.id)
    return session.scalar(line.limit(1)) or session.scalar(piece.limit(1))
