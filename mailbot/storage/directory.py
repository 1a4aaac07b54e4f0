"""The address book of agencies, version after version: the newest counts, the old ones tell who changed it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Text, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.agencies.reading import Book
from mailbot.domain.codec import dumps, loads
from mailbot.domain.errors import NotFound
from mailbot.storage import agencies
from mailbot.storage.base import Base
from mailbot.storage.prepared import Prepared


class DirectoryRow(Base):
    """One version of the address book of one agency; never changed, never deleted."""

    __tablename__ = "directory"

    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    entries: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    """Why it was saved, or the name of the file it was read from."""
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """A version in the list of versions."""

    version: int
    entries: int
    source: str
    saved_at: datetime
    saved_by: str


_NEWEST = Prepared(
    select(DirectoryRow.version)
    .where(DirectoryRow.agency_id == bindparam("agency"))
    .order_by(DirectoryRow.version.desc())
    .limit(1)
)


def current_version(session: Session, agency_id: str) -> int:
    """The newest version, 0 before the first."""
    return _NEWEST.run(session, {"agency": agency_id}).scalar() or 0


def book(session: Session, agency_id: str, version: int) -> Book:
    """One version; version 0 is empty. Raises NotFound."""
    if version == 0:
        return Book()
    row = session.get(DirectoryRow, (agency_id, version))
    if row is None:
        raise NotFound("directory_version_unknown", version=str(version))
    return loads(Book, row.content)


def put(session: Session, agency_id: str, new: Book, source: str, by: str, now: datetime) -> int:
    """Save a new version and return its number."""
    agencies.lock(session, agency_id)
    version = current_version(session, agency_id) + 1
    session.add(
        DirectoryRow(
            agency_id=agency_id, version=version, content=dumps(new), entries=len(new.entries), source=source,
            saved_at=now, saved_by=by,
        )
    )  # fmt: skip
    session.flush()
    return version


def versions(session: Session, agency_id: str) -> tuple[DirectoryLine, ...]:
    """All versions, newest first."""
    rows = session.scalars(
        select(DirectoryRow).where(DirectoryRow.agency_id == agency_id).order_by(DirectoryRow.version.desc())
    )
    return tuple(DirectoryLine(r.version, r.entries, r.source, r.saved_at, r.saved_by) for r in rows)
