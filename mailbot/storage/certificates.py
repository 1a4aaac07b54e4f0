"""Which certificates documents in the book were signed with: what is revoked years later finds them by an index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, exists, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base, table
from mailbot.storage.documents import DocumentRow
from mailbot.storage.prepared import Prepared
from signing.model import Verdict

_LISTED = 1000
"""Documents told of at once, for the same reason as in `mailbot.storage.evidence`."""


class CertificateUseRow(Base):
    """One certificate the valid signatures of one document lead through; judged twice, written twice."""

    __tablename__ = "certificate_use"
    __table_args__ = (Index("ix_certificate_use_revoked", "agency_id", "revoked_known_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    certificate: Mapped[str] = mapped_column(index=True)
    """Its serial number (hex); SHA-256 for an authority of the trust store."""
    proved_at: Mapped[datetime]
    """When the last of the signatures is proved to have existed."""
    revoked_known_at: Mapped[datetime | None]
    """When it was found out that a certificate of this document had been revoked before."""


@dataclass(frozen=True, slots=True)
class Use:
    """One certificate, and the proved time of the last signature that rests on it."""

    certificate: str
    proved_at: datetime


@dataclass(frozen=True, slots=True)
class RevokedUse:
    """A document in the book of which it was found out later."""

    document_id: int
    number: str
    """As written: number/year."""
    notation: str
    issuer: str


_ADD = Prepared(insert(table(CertificateUseRow)))


def add(session: Session, agency_id: str, document_id: int, uses: Sequence[Use]) -> None:
    """Write what a valid verdict rested on, in the caller's transaction."""
    for use in uses:
        values = {
            "agency_id": agency_id, "document_id": document_id, "certificate": use.certificate,
            "proved_at": use.proved_at, "revoked_known_at": None,
        }  # fmt: skip
        _ADD.insert(session, values)


def known(session: Session) -> frozenset[str]:
    """Every certificate any document was signed with."""
    return frozenset(session.scalars(select(CertificateUseRow.certificate).distinct()))


def proved_with(session: Session, certificate: str, since: datetime) -> tuple[tuple[str, int], ...]:
    """Agency and id of documents signed with it at that time or later, of which nothing was found out yet."""
    rows = session.execute(
        select(CertificateUseRow.agency_id, CertificateUseRow.document_id)
        .where(
            CertificateUseRow.certificate == certificate,
            CertificateUseRow.proved_at >= since,
            CertificateUseRow.revoked_known_at.is_(None),
        )
        .distinct()
        .order_by(CertificateUseRow.document_id.desc())
    )
    return tuple((agency_id, document_id) for agency_id, document_id in rows)


def unlisted(session: Session, agency_id: str) -> tuple[int, ...]:
    """Ids of documents in the book with a valid verdict of which nothing is written here: entered by older versions."""
    query = select(DocumentRow.id).where(
        DocumentRow.agency_id == agency_id,
        DocumentRow.verdict == Verdict.VALID.value,
        DocumentRow.arrival_number.is_not(None),
        ~exists().where(CertificateUseRow.document_id == DocumentRow.id),
    )
    return tuple(session.scalars(query.order_by(DocumentRow.id.desc())))


def note_revoked(session: Session, document_id: int, now: datetime) -> None:
    """A certificate of this document had been revoked before it was signed."""
    session.execute(
        update(CertificateUseRow).where(CertificateUseRow.document_id == document_id).values(revoked_known_at=now)
    )


def revoked(session: Session, agency_ids: Sequence[str]) -> tuple[RevokedUse, ...]:
    """Those documents of these agencies, as long as they stand in the book; the latest first, at most a thousand."""
    found = select(CertificateUseRow.document_id).where(
        CertificateUseRow.agency_id.in_(agency_ids), CertificateUseRow.revoked_known_at.is_not(None)
    )
    query = select(
        DocumentRow.id, DocumentRow.arrival_number, DocumentRow.year, DocumentRow.notation, DocumentRow.issuer
    ).where(DocumentRow.id.in_(found), DocumentRow.arrival_number.is_not(None))
    rows = session.execute(query.order_by(DocumentRow.id.desc()).limit(_LISTED))
    return tuple(RevokedUse(id_, f"{number}/{year}", said or "", by or "") for id_, number, year, said, by in rows)
